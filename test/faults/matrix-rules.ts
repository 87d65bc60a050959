import { isProcessed } from '../../src/sandbox/faults.js';
import type { KomboErrorCode } from '../../src/error-codes.js';
import type { Failure } from './matrix-failures.js';

// What is documented (docs/reading.md, docs/reliability.md, README), as rules. Nothing here looks at the code.

/** The errors that a failed request can end in. */
export type ErrorClass =
  | 'ConnectionError'
  | 'TimeoutError'
  | 'AuthenticationError'
  | 'PermissionError'
  | 'NotFoundError'
  | 'RateLimitError'
  | 'ServerError'
  | 'StatusError'
  | 'ResponseShapeError';

/** What a request is for: this decides what may become of its failure. */
export type Role =
  /** A read without which the method cannot go on. */
  | 'needed'
  /** The whole record that is written back: whatever else comes is asked for again. */
  | 'exact'
  /** A list that is needed: its rows stand for themselves. */
  | 'rows'
  /** A list without which an action can do, with a warning. */
  | 'told rows'
  /** A list that is empty: it has no row that could be of another shape. */
  | 'no rows'
  /** A list in which the record that is asked for stands. */
  | 'own row'
  /** One candidate, job, questionnaire or document of many. */
  | 'one'
  /** The same, as a list of rows. */
  | 'rows of one'
  /** Who has applied to one job. */
  | 'job'
  /** The applications of one source. */
  | 'source'
  /** The same, where a key for jobs alone must do. */
  | 'source of jobs'
  /** The slot of the CV, which may be empty. */
  | 'slot'
  /** A search that finds somebody. */
  | 'search'
  /** A search that finds nobody: there is no row that could be of another shape. */
  | 'search of nobody'
  /** Any JSON will do. */
  | 'anything'
  /** Reading back what is written already. */
  | 'read back'
  /** What passthrough gets: a status is an answer. */
  | 'raw'
  /** Writes, by what may be sent again: see docs/reliability.md. */
  | 'replace'
  | 'guarded'
  | 'create'
  | 'once'
  | 'raw write';

/** What must become of a call. */
export type Verdict =
  /** It comes to the same as without the failure. */
  | { readonly is: 'same' }
  /** It goes on without the record, which `onIssue` is told. */
  | { readonly is: 'told' }
  /** It succeeds with what was answered. */
  | { readonly is: 'answered' }
  /** It fails in whatever way: a row that cannot be read is not taken for one that is not there. */
  | { readonly is: 'refused' }
  | {
      readonly is: 'error';
      readonly name: ErrorClass;
      readonly codes: readonly KomboErrorCode[];
      readonly mayHaveBeenApplied: boolean;
    };

const SAME = { is: 'same' } as const;
const TOLD = { is: 'told' } as const;
const WRITES: readonly Role[] = ['replace', 'guarded', 'create', 'once', 'raw write'];

/** Statuses that a role takes as «not to be had». */
const TOLERATED: Partial<Record<Role, readonly number[]>> = {
  one: [403, 404],
  'rows of one': [403, 404],
  job: [404],
  source: [400, 404],
  'source of jobs': [400, 401, 403, 404],
};

/** Whether a request of this role changes something. */
export function isWrite(role: Role): boolean {
  return WRITES.includes(role);
}

/** What must come of a failure that does not go away. `isAction`: a 404 can mean that the input names nobody. */
export function verdictOf(failure: Failure, role: Role, isAction: boolean): Verdict {
  if (failure.error === undefined) return SAME;
  return isWrite(role) ? ofWrite(failure, role) : ofRead(failure, role, isAction);
}

/** What must come of a failure that is gone when the request is sent again. */
export function verdictOnce(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { kind, status } = failure;
  const isRepeated: Partial<Record<Role, boolean>> = {
    once: kind === 'unsent',
    'raw write': false,
    raw: kind !== 'unreadable' || status === undefined,
    slot: status !== 204,
  };
  const isOdd = ['unsent', 'doubt', 'timeout', 'unreadable'].includes(kind);
  const goesAway = (isOdd || (role === 'exact' && kind === 'other-shape')) && isRepeated[role] !== false;
  return status === 401 || goesAway ? SAME : verdictOf(failure, role, isAction);
}

function ofRead(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { kind, status } = failure;
  if (role === 'read back') return { is: 'answered' };
  if (role === 'raw' && status !== undefined) return { is: 'answered' };
  if (role === 'search of nobody' && (status === 404 || kind === 'other-shape')) return SAME;
  if ((role === 'slot' || role === 'search') && status === 404) return { is: 'answered' };
  if (role === 'slot' && status === 204) return { is: 'answered' };
  if (role === 'anything' && kind === 'other-shape') return SAME;
  if (status !== undefined && TOLERATED[role]?.includes(status) === true) return TOLD;
  if (kind === 'other-shape' && role === 'no rows') return SAME;
  if (kind === 'other-shape' && role === 'told rows') return TOLD;
  if (kind === 'other-shape' && role === 'own row') return { is: 'refused' };
  if (kind === 'other-shape' && ['rows', 'rows of one', 'job', 'source', 'source of jobs'].includes(role)) {
    return isAction ? { is: 'refused' } : TOLD;
  }
  if ((kind === 'other-shape' || kind === 'too-large') && ['one', 'rows of one', 'job'].includes(role)) return TOLD;
  return errorOf(failure, isAction, false);
}

function ofWrite(failure: Failure, role: Role): Verdict {
  const { kind, status } = failure;
  if (role === 'raw write' && status !== undefined) return { is: 'answered' };
  if (kind === 'unsent' || kind === 'refusal') return errorOf(failure, true, false);
  if (role === 'raw write') return errorOf(failure, true, true);
  // Nothing in the answer is of use where the record is what was sent.
  if (role === 'once' && kind === 'other-shape') return SAME;
  // What is done is found by looking, whatever the answer was; only history cannot be looked up.
  if (role !== 'once' && isProcessed(failure.fault)) return SAME;
  return errorOf(failure, true, true);
}

function errorOf({ error, status }: Failure, isAction: boolean, mayHaveBeenApplied: boolean): Verdict {
  if (error === undefined) return SAME;
  const [name, code] = error;
  const codes: KomboErrorCode[] = status === 404 && isAction ? [code, 'REMOTE.INPUT_INVALID'] : [code];
  return { is: 'error', name, codes, mayHaveBeenApplied };
}
