/** The kind of value in a field. */
export type FieldFormat =
  'TEXT' | 'HTML' | 'NUMBER' | 'BOOLEAN' | 'DATE' | 'SINGLE_SELECT' | 'MULTI_SELECT' | 'LIST' | 'OBJECT';

/** A field that a model has in `integration_fields`, or under your own name with the option `customFields`. */
export interface ExploredField {
  /** The same id as in `integration_fields`. */
  readonly id: string;
  /** The value for the option `customFields`: the internal name of a custom field, or a raw property. */
  readonly key: string;
  /** The label that people see; null for raw properties. From CustomField.Title. */
  readonly label: string | null;
  /** `CUSTOM` for a custom field of the mandator, `DEFAULT` for a property that every installation has. */
  readonly type: 'DEFAULT' | 'CUSTOM';
  /** The kind of value. From CustomField.Type; for raw properties the documented type. */
  readonly format: FieldFormat;
  /** The choices of a select; null for all others. From CustomField.PossibleValues. */
  readonly possible_values: readonly string[] | null;
  /** Up to five different values from real records. They may be personal data. */
  readonly sample_values: readonly unknown[];
}
