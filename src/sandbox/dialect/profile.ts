import { checkedProperties } from '../input/names.js';
import { DIALECT, type SandboxDialect } from './knobs.js';

/** What was seen of a real server, in a form that a newer or an older version of this package can read. */
export interface DialectProfile {
  /** The version of the form. */
  readonly version: 1;
  /** The knobs that are known; what nobody has seen is left out. */
  readonly dialect: SandboxDialect;
}

/**
 * Reads a profile, such as the parsed content of `erecruiter-profile.json`. Knobs, values and properties that this
 * version does not know are left out.
 *
 * @throws A `TypeError` if it is no profile at all.
 *
 * @example
 * ```ts
 * import { createSandbox, readDialectProfile } from 'erecruiter-kombo/sandbox';
 *
 * const profile = readDialectProfile(JSON.parse('{ "version": 1, "dialect": { "enums": "names" } }'));
 * const sandbox = createSandbox({ like: profile });
 * console.log(sandbox.baseUrl);
 * ```
 */
export function readDialectProfile(value: unknown): DialectProfile {
  const { dialect } = checkedProperties('profile', value);
  const given = checkedProperties('profile.dialect', dialect);
  const known = Object.entries(DIALECT).flatMap(([knob, values]) => {
    const found = values.find((item) => item === given[knob]);
    return found === undefined ? [] : [[knob, found]];
  });
  return { version: 1, dialect: Object.fromEntries(known) };
}
