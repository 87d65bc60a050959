/** A problem with the options of a context, or with the number of a record. */
export interface MapperProblem {
  /** The path in the options or in the record, such as `customFields.job`; empty for the record as a whole. */
  readonly path: string;
  /** What is wrong; never contains the value itself. */
  readonly message: string;
}

/**
 * The options of a context, or the number of a record, cannot be used. Nothing was mapped. Whatever else is wrong with
 * a record never throws: it is reported to `onIssue`.
 *
 * @example
 * ```ts
 * import { createMapperContext, MapperError } from 'erecruiter-kombo/mappers';
 *
 * try {
 *   createMapperContext({ tenant: 'api.example.at', mandatorId: 0, observedAt: new Date(), timeZone: 'Europe/Wien' });
 * } catch (error) {
 *   if (MapperError.isInstance(error)) console.log(error.issues.map(({ path }) => path)); // mandatorId, timeZone
 * }
 * ```
 */
export class MapperError extends TypeError {
  /** Unaffected by minifiers. */
  override readonly name = 'MapperError';
  /** Everything that is wrong. */
  readonly issues: readonly MapperProblem[];

  /**
   * @param what What is wrong as a whole, such as `options`.
   * @param issues Everything that is wrong with it.
   */
  constructor(what: string, issues: readonly MapperProblem[]) {
    super(`Invalid ${what}: ${issues.map(({ path, message }) => (path && `${path}: `) + message).join('; ')}`);
    this.issues = issues;
  }

  /** Checks whether a value is an error of this class, including errors from another copy of this package. */
  static isInstance(value: unknown): value is MapperError {
    return value instanceof Error && value.name === 'MapperError';
  }
}
