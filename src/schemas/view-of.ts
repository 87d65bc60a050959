import type * as z from 'zod/mini';

/** A value with each record in it replaced by a named type. */
type NamedRecords<Value, Named> = Value extends readonly (infer Element)[]
  ? readonly NamedRecords<Element, Named>[]
  : Value extends object
    ? Named
    : Value;

/** A value as it is read: nothing in it can be changed. */
type DeepReadonly<Value> = Value extends readonly (infer Element)[]
  ? readonly DeepReadonly<Element>[]
  : Value extends object
    ? RecordView<Value>
    : Value;

/**
 * A record as it is read: deep-readonly, and without index signatures, which interfaces and classes do not have.
 * `Named` has the names of the records inside, so that they show in editors and errors.
 */
export type RecordView<Data, Named = unknown> = {
  readonly [Name in keyof Data as string extends Name ? never : Name]: Name extends keyof Named
    ? NamedRecords<Data[Name], Named[Name]>
    : DeepReadonly<Data[Name]>;
};

/** The data of a schema as functions take it. */
export type ViewOf<Schema extends z.core.$ZodType, Named = unknown> = RecordView<z.core.output<Schema>, Named>;
