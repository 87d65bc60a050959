import { isProcessed } from '../../src/sandbox/faults/faults.js';
import type { KomboErrorCode } from '../../src/models/error-codes.js';
import type { Failure } from './matrix-failures.js';

// What is documented (docs/reading.md, docs/reliability.md, README), as rules, independent of the code.

/** The errors of a failed request. */
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

/** What a request is for, which decides the outcome of its failure. */
export type Role =
  /** A read without which the method cannot continue. */
  | 'needed'
  /** The whole record that is written back: any other answer is requested again. */
  | 'exact'
  /** The record of somebody who is deleted: that they are gone is success. */
  | 'who is deleted'
  /** The questions that are answered: the job has some, so "none" is no answer. */
  | 'questions'
  /** The same in a call without answers, which does not need them. */
  | 'own questions'
  /** A list that is needed: its rows stand for themselves. */
  | 'rows'
  /** The same for what an applicant may not have. */
  | 'list'
  /** The documents of an applicant who has some: "none" is no answer. */
  | 'own list'
  /** The policies of the portal's address: if there are none, they are asked for by its host. */
  | 'policies'
  /** A list that an action does not need: it warns. */
  | 'reported rows'
  /** The same for a route that some servers lack: then there are none. */
  | 'reported rows if any'
  /** An empty list: no row could have another shape. */
  | 'no rows'
  /** A list that holds the requested record. */
  | 'own row'
  /** One candidate, job, questionnaire or document of many. */
  | 'one'
  /** The same, as a list of rows. */
  | 'rows of one'
  /** The applications to one job. */
  | 'job'
  /** What one of many may not have. */
  | 'rows if any'
  /** The jobs of the default portal, which must exist. */
  | 'portal'
  /** The applications of one source. */
  | 'source'
  /** The same, where a key for jobs alone is enough. */
  | 'source of jobs'
  /** What belongs to the one requested record. */
  | 'part'
  /** The CV slot of an applicant who has one: "none" is no answer. */
  | 'slot'
  /** The CV slot of an applicant who has none. */
  | 'empty slot'
  /** The same in a listing: a refused CV is reported, an unreadable answer is an error. */
  | 'slot to list'
  /** The CV slot that is read for its content: an empty answer means that there is no such file. */
  | 'slot to read'
  /** A search that finds an applicant. */
  | 'search'
  /** The same where eRecruiter may also answer that there is nobody. */
  | 'found rows'
  /** The parser of CVs: some answers have a meaning of their own, and none at all means that it found nothing. */
  | 'parser'
  /** A search that finds no applicant: no row could have another shape. */
  | 'search without result'
  /** Any JSON will do. */
  | 'anything'
  /** Reading back what has been written. */
  | 'read back'
  /** A request of passthrough: every status is an answer. */
  | 'raw'
  /** Writes, by what may be sent again: see docs/reliability.md. */
  | 'replace'
  | 'guarded'
  | 'create'
  /** The same with a name in the path, which web servers may reject: then there is another way. */
  | 'create by name'
  /** The same for several at once: without the route, each is sent on its own. */
  | 'create together'
  | 'once'
  /** The same with an answer that is needed: it says whether it was done. */
  | 'refresh'
  /** A step: found by what has changed, but never sent again in doubt. */
  | 'step'
  | 'raw write'
  /** The same with a checked answer: every other status is an error. */
  | 'typed write';

/** The expected outcome of a call. */
export type Verdict =
  /** The result is the same as without the failure. */
  | { readonly is: 'same' }
  /** It continues without the record, which is reported to `onIssue`. */
  | { readonly is: 'reported' }
  /** It succeeds with the answer. */
  | { readonly is: 'answered' }
  /** It fails in some way: an unreadable row is not mistaken for a missing one. */
  | { readonly is: 'refused' }
  | {
      readonly is: 'error';
      readonly name: ErrorClass;
      readonly codes: readonly KomboErrorCode[];
      readonly mayHaveBeenApplied: boolean;
    };

const SAME = { is: 'same' } as const;
const REPORTED = { is: 'reported' } as const;
const WRITES: readonly Role[] = [
  'replace',
  'guarded',
  'create',
  'create by name',
  'create together',
  'once',
  'refresh',
  'step',
  'raw write',
  'typed write',
];

/** What is read for one of many: reported and skipped when it cannot be read and others can. */
const OF_MANY: readonly Role[] = [
  ...(['one', 'rows of one', 'rows if any', 'job', 'source', 'source of jobs', 'slot to list'] as const),
];
/** What a 401 means for a key that is valid elsewhere. */
const LEVEL = { error: ['PermissionError', 'INTEGRATION.PERMISSION_MISSING'], status: 401 } as const;
/** Where eRecruiter may have nothing and answer so. */
const MAY_BE_NONE: readonly Role[] = [
  ...(['slot to list', 'rows if any', 'part', 'job', 'source', 'source of jobs', 'list'] as const),
  'reported rows',
  'reported rows if any',
];

/** How many more tries a throttled request may get: one for each request that succeeds, up to 20. */
export function extraTries(succeeded: number): number {
  return Math.min(20, succeeded);
}

/** Whether a request of this role changes something. */
export function isWrite(role: Role): boolean {
  return WRITES.includes(role);
}

/** The expected outcome of a failure that persists. `isAction`: a 404 can mean that the input names no record. */
export function verdictOf(failure: Failure, role: Role, isAction: boolean): Verdict {
  if (failure.error === undefined) return SAME;
  return isWrite(role) ? ofWrite(failure, role) : ofRead(failure, role, isAction);
}

/** The expected outcome of a failure that is over when the request is sent again. */
export function verdictOnce(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { kind, status } = failure;
  const isRepeated: Partial<Record<Role, boolean>> = {
    once: kind === 'unsent',
    refresh: kind === 'unsent',
    step: kind === 'unsent',
    'raw write': false,
    'typed write': kind === 'unsent',
    raw: kind !== 'unreadable' || status === undefined,
  };
  const isOdd = ['unsent', 'doubt', 'timeout', 'unreadable'].includes(kind);
  const goesAway = isOdd && isRepeated[role] !== false;
  return status === 401 || goesAway ? SAME : verdictOf(failure, role, isAction);
}

function ofRead(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { kind, status } = failure;
  if (role === 'parser' && [400, 404, 405, 410, 413, 500, 501].includes(status ?? 0)) return { is: 'refused' };
  if (role === 'parser' && (kind === 'other-shape' || kind === 'nothing')) return { is: 'answered' };
  if (role === 'read back') return { is: 'answered' };
  if (role === 'raw' && status !== undefined) return { is: 'answered' };
  if (status === 401 && role === 'source of jobs') return REPORTED;
  // The mandator can still be read, so the key is not wrong.
  if (status === 401 && [...OF_MANY, 'part', 'portal'].includes(role)) return errorOf(LEVEL, isAction, false);
  if (status === 401) return errorOf(failure, isAction, false);
  // Throttling says nothing about a record.
  if (kind === 'unsent' && status !== undefined) return errorOf(failure, isAction, false);
  if (role === 'reported rows if any' && status === 404) return { is: 'answered' };
  // Any 404 will do, since the candidate's record says the same.
  if (role === 'empty slot' && status === 404) return SAME;
  if (role === 'policies' && (kind === 'nothing' || kind === 'other-shape')) return { is: 'answered' };
  if (kind === 'nothing') return ofNothing(failure, role, isAction);
  if (role === 'anything' && kind === 'other-shape') return SAME;
  if (kind === 'other-shape' && ['no rows', 'search without result'].includes(role)) return SAME;
  if (kind === 'other-shape' && ['reported rows', 'reported rows if any', 'portal'].includes(role)) return REPORTED;
  if (kind === 'other-shape' && role === 'own row') return { is: 'refused' };
  if (kind === 'other-shape' && ['rows', 'list', 'own list', 'found rows'].includes(role))
    return isAction ? { is: 'refused' } : REPORTED;
  // A missing right affects more than one record.
  if (status === 403 && ['job', 'source'].includes(role)) return errorOf(failure, isAction, false);
  if (role === 'slot to list' && kind === 'unreadable') return errorOf(failure, isAction, false);
  if (role === 'part' && (status === 403 || kind === 'other-shape' || kind === 'too-large')) return REPORTED;
  if (OF_MANY.includes(role)) return REPORTED;
  return errorOf(failure, isAction, false);
}

/** The expected outcome of an answer that means "there is none". */
function ofNothing(failure: Failure, role: Role, isAction: boolean): Verdict {
  const { status } = failure;
  if (role === 'search' || role === 'search without result') {
    if (status !== 204) return errorOf(failure, isAction, false); // an empty result is [], so this is a refusal of the path
    return role === 'search' ? { is: 'answered' } : SAME;
  }
  if (role === 'no rows' || role === 'empty slot') return SAME;
  if (role === 'who is deleted' && status !== 204) return { is: 'answered' };
  if (role === 'own questions') return { is: 'answered' };
  if (role === 'slot' || role === 'own list' || role === 'questions') return { is: 'refused' };
  if (role === 'found rows') return { is: 'answered' };
  if (role === 'slot to read') {
    return errorOf({ error: ['NotFoundError', 'REMOTE.UNKNOWN_HTTP_ERROR'], status: 404 }, isAction, false);
  }
  if (MAY_BE_NONE.includes(role)) return { is: 'answered' };
  if (role === 'anything' && status === 204) return SAME;
  if (role === 'rows' && status === 204) return { is: 'answered' };
  if (role === 'own row') return { is: 'refused' };
  if (role === 'portal') return { is: 'refused' };
  if (OF_MANY.includes(role)) return REPORTED;
  return errorOf(failure, isAction, false);
}

function ofWrite(failure: Failure, role: Role): Verdict {
  const { kind, status } = failure;
  if (role === 'raw write' && status !== undefined) return { is: 'answered' };
  if (role === 'create by name' && [400, 404, 405, 410].includes(status ?? 0)) return SAME;
  if (role === 'create together' && [404, 405].includes(status ?? 0)) return SAME;
  if (kind === 'unsent' || kind === 'refusal') return errorOf(failure, true, false);
  if (kind === 'nothing' && status !== 204) return errorOf(failure, true, false);
  // What is of a wrong type is null, and reported.
  if (role === 'typed write' && kind === 'other-shape') return { is: 'answered' };
  if (role === 'raw write' || role === 'typed write' || role === 'refresh') return errorOf(failure, true, true);
  // The answer is not needed when the record is what was sent.
  if (role === 'once' && (kind === 'other-shape' || kind === 'nothing')) return SAME;
  // What was done is found by looking, whatever the answer; only history cannot be looked up.
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
