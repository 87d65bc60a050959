/** What kind of value a field holds. */
export type FieldFormat =
  'TEXT' | 'HTML' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'SINGLE_SELECT' | 'MULTI_SELECT' | 'LIST' | 'OBJECT';

/** A field that a model can show in `integration_fields`, or under an own name by the option `customFields`. */
export interface ExploredField {
  /** The same id as in `integration_fields`. */
  readonly id: string;
  /** What the option `customFields` takes: the internal name of a custom field, or a raw property. */
  readonly key: string;
  /** What people see; null for raw properties. From CustomField.Title. */
  readonly label: string | null;
  /** `CUSTOM` for a custom field of the mandator, `DEFAULT` for a property that every installation has. */
  readonly type: 'DEFAULT' | 'CUSTOM';
  /** What kind of value it is. From CustomField.Type; of raw properties the documented type. */
  readonly format: FieldFormat;
  /** The choices of a select; null for all others. From CustomField.PossibleValues. */
  readonly possible_values: readonly string[] | null;
  /** Up to five different values of real records; personal data. */
  readonly sample_values: readonly unknown[];
}
