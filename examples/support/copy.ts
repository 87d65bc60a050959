import type { ERecruiter, SyncEntry, SyncProgress, SyncState } from 'erecruiter-kombo';
import { type Statement, statementFor } from './tables.js';

/** The two things that a copy needs of a database. */
export interface Database {
  /** Runs all statements in one transaction, or none. */
  write(statements: readonly Statement[]): Promise<void>;
  /** Returns the entries of the table `sync_state`, as JSON text. */
  entries(): Promise<readonly (readonly [id: string, entry: string])[]>;
}

/** What a night did. */
export interface Night {
  readonly stored: number;
  readonly deleted: number;
  readonly requests: number;
}

/** How a night can be watched and stopped. */
export interface NightOptions {
  readonly signal?: AbortSignal;
  /** The number of changes in a transaction. */
  readonly pageSize?: number;
  readonly onPage?: (soFar: Night) => void;
}

/**
 * Brings a copy up to date. Each page of changes is stored in one transaction, together with its part of the state, so
 * that both always agree. If the process dies or a transaction fails, the next night continues after the last page.
 */
export async function night(erecruiter: ERecruiter, database: Database, options: NightOptions = {}): Promise<Night> {
  const { signal, pageSize = 100, onPage } = options;
  // In memory, so that a transaction lasts as long as its statements, not as long as the requests for its page.
  const known = new Map<string, SyncEntry>();
  for (const [id, entry] of await database.entries()) known.set(id, JSON.parse(entry));

  let page: Statement[] = [];
  let change: Statement | undefined; // joins the page together with its entry in the state
  const settle = (entry: Statement): void => {
    if (change !== undefined) page.push(change);
    page.push(entry);
    change = undefined;
  };
  const state: SyncState = {
    get: (id) => known.get(id),
    entries: () => known,
    set(id, entry) {
      known.set(id, entry);
      settle([SET_ENTRY, [id, JSON.stringify(entry)]]);
    },
    delete(id) {
      known.delete(id);
      settle(['DELETE FROM sync_state WHERE id = $1', [id]]);
    },
  };
  const write = async (): Promise<void> => {
    const statements = page;
    page = []; // a page that failed is not tried again: what follows would miss it
    if (statements.length > 0) await database.write(statements);
  };

  const soFar = { stored: 0, deleted: 0, requests: 0 };
  const onProgress = ({ requests }: SyncProgress): void => void (soFar.requests = requests);
  try {
    for await (const next of erecruiter.sync({}, { state, onProgress, ...(signal && { signal }) })) {
      // Only now is the entry of the change before this one in the state: here a page can end.
      const before = soFar.stored + soFar.deleted;
      if (before > 0 && before % pageSize === 0) {
        await write();
        onPage?.(soFar);
      }
      change = statementFor(next);
      soFar[next.type === 'delete' ? 'deleted' : 'stored'] += 1;
    }
  } finally {
    await write(); // also after a failure: what is in the page is complete
  }
  return soFar;
}

const SET_ENTRY =
  'INSERT INTO sync_state (id, entry) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry';
