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
