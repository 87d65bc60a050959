/** A field of the raw record that has no unified field. */
export interface IntegrationField {
  /** The id of the field, not of its value: the same on every record of a model. */
  readonly id: string;
  /** The internal name of a custom field, or the raw property's name. From CustomField.Name. */
  readonly key: string;
  /** `CUSTOM` for a custom field of the mandator, `DEFAULT` for a property that every installation has. */
  readonly type: 'DEFAULT' | 'CUSTOM';
  /**
   * A custom field's typed value: boolean for a CheckBox, `YYYY-MM-DD` for a Date, a list of texts for a CheckboxList,
   * text for all others; null without a value. A raw property unchanged.
   */
  readonly value: unknown;
  /** The label that people see. From CustomField.Title; null for raw properties. */
  readonly label: string | null;
}

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
