import { hash32 } from '../../mappers/values/hash.js';
import type { SyncEntry } from '../../models/sync.js';
import type { RawApplicationView } from '../../schemas/index.js';
import type { Statements } from '../statements.js';

/** Why a candidate is read: something may have changed, or it is only their turn. */
export type Turn = 'skipped' | 'due' | 'changed';

/**
 * Decides who is read again in an economical pass: nobody about whom sources and jobs say what they said when the
 * candidate was last read, unless that is too long ago.
 */
export class Economy {
  readonly statements: Statements;
  readonly #rereadAfterMs: number;
  readonly #now: Date;

  constructor(statements: Statements, rereadAfterMs: number, now: Date) {
    this.statements = statements;
    this.#rereadAfterMs = rereadAfterMs;
    this.#now = now;
  }

  /** Whether a candidate is read, by their entry in the state. */
  turnOf(applicantId: number, previous: SyncEntry | undefined): Turn {
    const [at, said] = previous?.read ?? [];
    if (at === undefined || said === undefined || said !== this.statements.about(applicantId)) return 'changed';
    return this.#period(applicantId, Date.parse(at)) === this.#period(applicantId, this.#now.getTime())
      ? 'skipped'
      : 'due';
  }

  /**
   * Returns what the state keeps about a candidate who has been read; undefined if the next pass must read them again,
   * because changes of one of their applications would not show.
   */
  readOf(applicantId: number, applications: readonly RawApplicationView[]): SyncEntry['read'] {
    const said = this.statements.about(applicantId);
    const isTold = said !== undefined && this.statements.areAllOf(applicantId, applications);
    return isTold ? [this.#now.toISOString(), said] : undefined;
  }

  /**
   * The number of a candidate's period. Periods begin at another time for each of them, so that in every pass about the
   * same share is due, and none is skipped for longer than one period.
   */
  #period(applicantId: number, time: number): number {
    const offset = hash32(String(applicantId)) / 2 ** 32;
    return Math.floor(time / this.#rereadAfterMs + offset);
  }
}
