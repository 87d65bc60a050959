import { FAULT_KINDS, type FaultKind, type FaultRule, type PendingFault } from '../faults/faults.js';
import { ROUTE_NAMES } from '../server/router.js';
import { checkFilled, checkName, checkObject, noSuchName, wrongType } from './names.js';
import { atLeast, checkAll, duration, ofType, type Checks } from './options.js';

const WITHOUT_ANSWER: readonly FaultKind[] = ['refused', 'reset-before', 'reset-after', 'timeout-headers'];

/** The kinds that a property has an effect on; the others are for every kind. */
const KINDS_BY_PROPERTY: Readonly<Record<string, readonly FaultKind[]>> = {
  status: ['status', 'html'],
  body: ['status', '429', 'expired-token', 'html'],
  headers: FAULT_KINDS.filter((kind) => !WITHOUT_ANSWER.includes(kind)),
  code: ['refused', 'reset-before', 'reset-after', 'reset-body'],
  delayMs: ['slow-body'],
  bytes: ['huge'],
};

const RULE: { readonly [Name in keyof Required<FaultRule>]: Checks[string] } = {
  on: checkRequests,
  kind: (place, value) => checkName(place, 'kind', value, FAULT_KINDS),
  status(place, value) {
    atLeast(200)(place, value);
    if (Number(value) > 599) throw new RangeError(`${place}: ${String(value)} is more than 599`);
  },
  headers(place, value) {
    if (typeof value !== 'object' || value === null) throw wrongType(place, 'an object', value);
    for (const [name, text] of Object.entries(value)) {
      if (typeof text !== 'string') throw wrongType(`${place}.${name}`, 'text', text);
    }
  },
  body(place, value) {
    if (typeof value !== 'string' && !ArrayBuffer.isView(value)) throw wrongType(place, 'text or bytes', value);
  },
  code: checkFilled,
  delayMs: duration,
  bytes: atLeast(1),
  processed: ofType('boolean'),
  commitLate: duration,
  times(place, value) {
    if (value !== Infinity) atLeast(1)(place, value);
  },
  skip: atLeast(0),
};

/** Checks a rule of `fail`: it must be able to happen, and every property must have an effect. */
export function checkRule(given: unknown, pending: readonly PendingFault[]): void {
  const { kind, ...rest } = checkObject('fail', 'property', given, Object.keys(RULE));
  if (kind === undefined) throw new TypeError('fail: the kind is missing');
  checkAll('fail', 'property', { kind, ...rest }, RULE);
  for (const name of Object.keys(rest)) {
    const kinds = KINDS_BY_PROPERTY[name];
    if (kinds?.every((item) => item !== kind) === true) {
      throw new RangeError(`fail: ${name} has no effect on '${String(kind)}', only on ${kinds.join(', ')}`);
    }
  }
  if (rest['processed'] === true && rest['commitLate'] !== undefined) {
    throw new RangeError('fail: a request is processed at once or late, not both');
  }
  const before = pending.find(({ rule, left }) => left === Infinity && covers(rule.on, rest['on']));
  if (before !== undefined) {
    throw new RangeError(
      'fail: an earlier rule takes all of these requests, so this one never happens; clearFaults()?',
    );
  }
}

function checkRequests(place: string, value: unknown): void {
  if (typeof value === 'function' || isPattern(value)) return;
  if (typeof value !== 'string') throw wrongType(place, 'text, a pattern or a function', value);
  if (routesOf(value).length > 0) return;
  const all = ROUTE_NAMES.flatMap((name) => [name, ...name.split(' ')]);
  throw noSuchName(place, 'route', value, [...new Set(all)]);
}

// Of another realm, too: under Jest, a pattern is no instance of this realm's RegExp.
function isPattern(value: unknown): value is RegExp {
  return Object.prototype.toString.call(value) === '[object RegExp]';
}

/** The routes that a text names: all of a method, one with every method, or exactly one. */
function routesOf(text: string): string[] {
  return ROUTE_NAMES.filter((name) => name === text || name.split(' ').includes(text));
}

function covers(first: FaultRule['on'], second: unknown): boolean {
  if (first === undefined || first === second) return true;
  if (typeof first !== 'string' || typeof second !== 'string') return false;
  const taken = routesOf(first);
  return routesOf(second).every((name) => taken.includes(name));
}
