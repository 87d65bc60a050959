import { isProcessed } from '../../src/sandbox/faults/faults.js';
import type { KomboErrorCode } from '../../src/models/error-codes.js';
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
  /** The questions that are answered: the job has some, so that no answer says otherwise. */
  | 'questions'
  /** The same of a call without answers, which can do without. */
  | 'own questions'
  /** A list that is needed: its rows stand for themselves. */
  | 'rows'
  /** The same, of what an applicant may have or not. */
  | 'list'
  /** The documents of somebody who has some: no answer says otherwise. */
  | 'own list'
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
  /** What one of many may have or not. */
  | 'rows if any'
  /** The jobs of the default portal, which must be there. */
  | 'portal'
  /** The applications of one source. */
  | 'source'
  /** The same, where a key for jobs alone must do. */
  | 'source of jobs'
  /** What belongs to the one record that is asked for. */
  | 'part'
  /** The slot of the CV of somebody who has one: no answer says otherwise. */
  | 'slot'
  /** The slot of the CV of somebody who has none. */
  | 'empty slot'
  /** The same, to be listed: what cannot be had is reported, an answer that is none is not guessed at. */
  | 'slot to list'
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

/** What is read for one of many: when it cannot be had and others can, it is reported and skipped. */
const OF_MANY: readonly Role[] = [
  ...(['one', 'rows of one', 'rows if any', 'job', 'source', 'source of jobs', 'slot to list'] as const),
];
/** What a 401 means to a key that is good elsewhere. */
const LEVEL = { error: ['PermissionError', 'INTEGRATION.PERMISSION_MISSING'], status: 401 } as const;
/** Where eRecruiter may have nothing, and says so. */
const MAY_BE_NONE: readonly Role[] = [
  ...(['slot to list', 'rows if any', 'part', 'job', 'source', 'source of jobs', 'list'] as const),
  'told rows',
];

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
  };
  const isOdd = ['unsent', 'doubt', 'timeout', 'unreadable'].includes(kind);
  const goesAway = isOdd && isRepeated[role] !== false;
  return status === 401 || goesAway ? SAME : verdictOf(failure, role, isAction);
}

function ofRead(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { kind, status } = failure;
  if (role === 'read back') return { is: 'answered' };
  if (role === 'raw' && status !== undefined) return { is: 'answered' };
  if (status === 401 && role === 'source of jobs') return TOLD;
  // The mandator can still be read, so that it is no wrong key.
  if (status === 401 && [...OF_MANY, 'part', 'portal'].includes(role)) return errorOf(LEVEL, isAction, false);
  if (status === 401) return errorOf(failure, isAction, false);
  // Who asks too often is turned away: that is no word on a record.
  if (kind === 'unsent' && status !== undefined) return errorOf(failure, isAction, false);
  if (kind === 'nothing') return ofNothing(failure, role, isAction);
  if (role === 'anything' && kind === 'other-shape') return SAME;
  if (kind === 'other-shape' && ['no rows', 'search of nobody'].includes(role)) return SAME;
  if (kind === 'other-shape' && (role === 'told rows' || role === 'portal')) return TOLD;
  if (kind === 'other-shape' && role === 'own row') return { is: 'refused' };
  if (kind === 'other-shape' && ['rows', 'list', 'own list'].includes(role)) return isAction ? { is: 'refused' } : TOLD;
  // A right that the key lacks is more than one record.
  if (status === 403 && ['job', 'source'].includes(role)) return errorOf(failure, isAction, false);
  if (role === 'slot to list' && kind === 'unreadable') return errorOf(failure, isAction, false);
  if (role === 'part' && (status === 403 || kind === 'other-shape' || kind === 'too-large')) return TOLD;
  if (OF_MANY.includes(role)) return TOLD;
  return errorOf(failure, isAction, false);
}

/** What must come of a word for "there is none". */
function ofNothing(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { status } = failure;
  if (role === 'search' || role === 'search of nobody') {
    if (status !== 204) return errorOf(failure, isAction, false); // nobody is [], so this is a refusal of the path
    return role === 'search' ? { is: 'answered' } : SAME;
  }
  if (role === 'no rows' || role === 'empty slot') return SAME;
  if (role === 'own questions') return { is: 'answered' };
  if (role === 'slot' || role === 'own list' || role === 'questions') return { is: 'refused' };
  if (MAY_BE_NONE.includes(role)) return { is: 'answered' };
  if (role === 'anything' && status === 204) return SAME;
  if (role === 'rows' && status === 204) return { is: 'answered' };
  if (role === 'own row') return { is: 'refused' };
  if (role === 'portal') return { is: 'refused' };
  if (OF_MANY.includes(role)) return TOLD;
  return errorOf(failure, isAction, false);
}

function ofWrite(failure: Failure, role: Role): Verdict {
  const { kind, status } = failure;
  if (role === 'raw write' && status !== undefined) return { is: 'answered' };
  if (kind === 'unsent' || kind === 'refusal') return errorOf(failure, true, false);
  if (kind === 'nothing' && status !== 204) return errorOf(failure, true, false);
  if (role === 'raw write') return errorOf(failure, true, true);
  // Nothing in the answer is of use where the record is what was sent.
  if (role === 'once' && (kind === 'other-shape' || kind === 'nothing')) return SAME;
  // What is done is found by looking, whatever the answer was; only history cannot be looked up.
  if (role !== 'once' && isProcessed(failure.fault)) return SAME;
  return errorOf(failure, true, true);
}

function errorOf(
  { error, status }: Pick<Failure, 'error' | 'status'>,
  isAction: boolean,
  mayHaveBeenApplied: boolean,
): Verdict {
  if (error === undefined) return SAME;
  const [name, code] = error;
  const codes: KomboErrorCode[] =
    (status === 404 || status === 410) && isAction ? [code, 'REMOTE.INPUT_INVALID'] : [code];
  return { is: 'error', name, codes, mayHaveBeenApplied };
}
