import type { RawBodyType, RawParameter, RawParameterValues, RawProperties } from '../api/raw-call.js';
import type { PathNames } from '../api/request.js';
import type { WireType } from '../schemas/properties.js';
import type { RawFlexDateView } from '../schemas/flex-date.js';

type Flat<T> = { readonly [Name in keyof T]: T[Name] };

type Texts = readonly (string | null | undefined)[];

// Under a name: declarations of inferred types would say `Uint8Array<…>`, which TypeScript 5.4 does not know.
/** Bytes, sent as base64. */
export interface RawBytes extends Uint8Array {}

/** What a property of a body takes, by its type. */
interface BodyValues {
  readonly text: string;
  readonly email: string;
  readonly 'text[]': Texts;
  readonly bool: boolean;
  readonly 'bool?': boolean;
  readonly id: number;
  readonly 'int?': number;
  readonly 'long?': number | bigint;
  readonly 'float?': number;
  readonly double: number;
  readonly 'double?': number;
  readonly base64: string | RawBytes;
  readonly date: string | Date;
  readonly 'date?': string | Date;
  readonly Gender: number | string;
  readonly GenderIdentity: number | string;
  readonly 'SalaryPeriodType?': number | string;
  readonly 'MilitaryServiceType?': number | string;
  readonly HistoryType: number | string;
  readonly VideoRecruitingProvider: number | string;
  readonly NewJobStatus: number | string;
  readonly 'ApiKeyAccessLevel[]': readonly (number | string | null | undefined)[];
  readonly FlexDate: RawFlexDateView;
}

type PropertyValue<Type> = Type extends WireType
  ? BodyValues[Type]
  : Type extends readonly [infer Element]
    ? readonly BodyRecord<Element>[]
    : BodyRecord<Type>;

type BodyRecord<Properties> = Flat<
  {
    [Name in keyof Properties as Properties[Name] extends 'id' | 'double' ? Name : never]: PropertyValue<
      Properties[Name]
    >;
  } & {
    [Name in keyof Properties as Properties[Name] extends 'id' | 'double' ? never : Name]?:
      PropertyValue<Properties[Name]> | null | undefined;
  }
>;

/** A body as it is given. */
type BodyOf<Body extends RawBodyType | null> = Body extends string
  ? string
  : Body extends readonly [infer Element]
    ? readonly BodyRecord<Element>[]
    : Body extends RawProperties
      ? BodyRecord<Body>
      : never;

type ParameterValue<Type> = Type extends keyof RawParameterValues
  ? RawParameterValues[Type]
  : Type extends readonly [infer Inner extends keyof RawParameterValues, unknown]
    ? RawParameterValues[Inner]
    : Type extends `${infer Inner extends keyof RawParameterValues}?`
      ? RawParameterValues[Inner]
      : never;

/** The types of parameters that may be left out. */
type Optional = `${string}?` | 'culture' | readonly unknown[];

type ParametersInput<Parameters> = {
  readonly [Name in keyof Parameters as Parameters[Name] extends Optional ? never : Name]: ParameterValue<
    Parameters[Name]
  >;
} & {
  readonly [Name in keyof Parameters as Parameters[Name] extends Optional ? Name : never]?:
    ParameterValue<Parameters[Name]> | undefined;
};

type PathInput<Path extends string, Parameters> = {
  readonly [Name in Exclude<PathNames<Path>, keyof Parameters>]: number;
};

type BodyInput<Body extends RawBodyType | null> = Body extends null ? unknown : { readonly body: BodyOf<Body> };

type Whole<Input> = keyof Input extends never ? { readonly [name: string]: never } : Flat<Input>;

/** The input of an endpoint: path values, parameters and body, by their names. */
export type InputOf<Path extends string, Parameters, Body extends RawBodyType | null> = Whole<
  PathInput<Path, Parameters> & ParametersInput<Parameters> & BodyInput<Body>
>;

/** The types of parameters by their names. */
export type RawParameters = Readonly<Record<string, RawParameter>>;
