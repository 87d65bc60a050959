import { ACCESS_LEVELS, type SandboxOptions } from '../options.js';
import { DIALECT } from '../dialect/knobs.js';
import { checkFilled, checkId, checkName, checkObject, checkedProperties, wrongType } from './names.js';

type Check = (place: string, value: unknown) => unknown;

/** Checks of an object, by property. */
export type Checks = Readonly<Record<string, Check>>;

/** Checks for an integer of at least `least`. */
export const atLeast =
  (least: number): Check =>
  (place, value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) throw wrongType(place, 'an integer', value);
    if (value < least) throw new RangeError(`${place}: ${String(value)} is less than ${String(least)}`);
  };

/** Checks for a duration. */
export const duration: Check = (place, value) => {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(place, 'milliseconds', value);
  if (value < 0) throw new RangeError(`${place}: ${String(value)} is negative`);
};

/** Checks for a boolean or a function. */
export const ofType =
  (type: 'boolean' | 'function'): Check =>
  (place, value) => {
    if (typeof value !== type) throw wrongType(place, `a ${type}`, value);
  };

/** Checks every property of an object; an unknown one is an error. */
export function checkAll(place: string, what: string, value: unknown, checks: Checks): void {
  const given = checkObject(place, what, value, Object.keys(checks));
  for (const [name, item] of Object.entries(given)) checks[name]?.(`${place}.${name}`, item);
}

const within =
  (checks: Checks): Check =>
  (place, value) =>
    checkAll(place, 'property', value, checks);

const clean = ofType('function');

const OPTIONS: { readonly [Name in keyof Required<SandboxOptions>]: Check } = {
  applicants: atLeast(0),
  jobs: atLeast(0),
  empty: ofType('boolean'),
  seed: atLeast(-Infinity),
  mandatorId: checkId,
  apiKey: checkFilled,
  baseUrl(place, value) {
    checkFilled(place, value);
    if (!/^https?:\/\/[^/]/i.test(String(value)))
      throw new RangeError(`${place}: '${String(value)}' is not an address`);
  },
  latencyMs: duration,
  tokenLifetimeMs: duration,
  logLimit: atLeast(0),
  now: ofType('function'),
  sleep: ofType('function'),
  faults: ofType('function'),
  timeZone(place, value) {
    checkFilled(place, value);
    try {
      new Intl.DateTimeFormat('en-US', { timeZone: String(value) });
    } catch {
      throw new RangeError(`${place}: no time zone '${String(value)}'`);
    }
  },
  refusedInPaths(place, value) {
    if (typeof value === 'string') checkName(place, 'set of characters', value, ['iis']);
    else for (const item of checkList(place, value)) checkFilled(place, item);
  },
  maxBodyBytes: atLeast(1),
  sourced: ofType('boolean'),
  errorDetail: ofType('boolean'),
  checksModelState: ofType('boolean'),
  accessLevels(place, value) {
    for (const item of checkList(place, value)) checkName(place, 'access level', item, ACCESS_LEVELS);
  },
  normalise: within({ names: clean, extensions: clean, emails: clean, texts: clean }),
  emailSearch: within({ lagMs: duration, exactCase: ofType('boolean'), plusIsBlank: ofType('boolean') }),
  newerProperties(place, value) {
    if (typeof value !== 'object' || value === null) throw wrongType(place, 'an object', value);
  },
  applicationIds: ofType('boolean'),
  itemIds: ofType('boolean'),
  dialect(place, value) {
    const given = checkObject(place, 'knob', value, Object.keys(DIALECT));
    for (const [knob, values] of Object.entries<readonly string[]>(DIALECT)) {
      if (given[knob] !== undefined) checkName(`${place}.${knob}`, 'value', given[knob], values);
    }
  },
  like(place, value) {
    checkedProperties(`${place}.dialect`, checkedProperties(place, value)['dialect']);
  },
};

function checkList(place: string, value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw wrongType(place, 'a list', value);
  return value;
}

/** Checks the options of a sandbox: a name that does not exist must not pass for the default. */
export function checkOptions(options: unknown): void {
  checkAll('createSandbox', 'option', options, OPTIONS);
  const { empty, applicants = 0, jobs = 0 } = Object(options);
  if (empty === true && (applicants !== 0 || jobs !== 0)) {
    throw new RangeError('createSandbox: with the option empty there are no generated applicants and jobs');
  }
}
