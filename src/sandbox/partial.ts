/**
 * A record of eRecruiter of which any property may be left out, at any depth. Only properties that the record has: an
 * unknown one is an error of the compiler, and a `RangeError` when it runs.
 *
 * @example
 * ```ts
 * import type { RawJob } from 'erecruiter-kombo/schemas';
 * import type { PartialRecord } from 'erecruiter-kombo/sandbox';
 *
 * const job: PartialRecord<RawJob> = { Title: 'Koch', GeoLocation: { City: 'Linz' } };
 * ```
 */
export type PartialRecord<T> = T extends readonly (infer Item)[]
  ? readonly PartialRecord<Item>[]
  : T extends object
    ? { readonly [Name in keyof T as NamedKey<Name>]?: PartialRecord<T[Name]> | undefined }
    : T extends number
      ? number | bigint
      : T;

/** A property name; never for an index signature. */
type NamedKey<Name> = string extends Name ? never : number extends Name ? never : symbol extends Name ? never : Name;
