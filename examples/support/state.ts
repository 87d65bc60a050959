import { SYNC_STATE_VERSION, type SyncEntry, type SyncState, type SyncStateRow } from 'erecruiter-kombo';
import type { Statement, Value } from './tables.js';

/** What a state needs of a database. */
export interface Database {
  /** Runs all statements in one transaction, or none. */
  write(statements: readonly Statement[]): Promise<void>;
  /** Returns the rows of a query. */
  rows(sql: string, values: readonly Value[]): Promise<readonly object[]>;
}

/** A state in a database, in pages of one transaction each. */
export interface DatabaseState extends SyncState {
  /** Adds what stores a change: it joins the page together with the entry of the change. */
  add(...statements: readonly Statement[]): void;
  /** Writes the last page. Call it also after a failure: changes whose entry is missing are left out. */
  close(): Promise<void>;
}

/** How a state can be tuned and watched. */
export interface DatabaseStateOptions {
  /** The number of entries in a transaction. Default 100. */
  readonly pageSize?: number | undefined;
  /** Called after each transaction. */
  readonly onPage?: (() => void) | undefined;
}

/**
 * Opens the state in the tables `sync_state` and `sync_format`. It stays in the database: memory has one page of it.
 *
 * @throws An error if a newer version of the library has written it.
 */
export async function openState(database: Database, options: DatabaseStateOptions = {}): Promise<DatabaseState> {
  const { pageSize = 100, onPage } = options;
  const [format] = await database.rows('SELECT max(version) AS version FROM sync_format', []);
  const version = Number(textOf(format, 'version')); // 0 in a new state, and in one of version 0.1.0
  if (version > SYNC_STATE_VERSION) {
    const reason = `The state has format ${version}, this version of erecruiter-kombo knows ${SYNC_STATE_VERSION}`;
    throw new Error(`${reason}: update it, or begin with an empty state.`);
  }

  let change: Statement[] = [];
  let page: Statement[] = version < SYNC_STATE_VERSION ? [[SET_VERSION, [SYNC_STATE_VERSION]]] : [];
  // The entries of the page, until the database has them; undefined for a deleted one.
  const unwritten = new Map<string, SyncEntry | undefined>();
  // A connection has one transaction at a time, and nothing else may run inside it.
  let writing = Promise.resolve();

  const write = (): Promise<void> => {
    writing = writing.then(async () => {
      const statements = page;
      page = [];
      if (statements.length === 0) return;
      await database.write(statements);
      const isEmpty = unwritten.size === 0; // nothing but the version
      unwritten.clear();
      if (!isEmpty) onPage?.();
    });
    return writing;
  };
  const settle = async (id: string, entry: SyncEntry | undefined): Promise<void> => {
    page.push(...change, entry === undefined ? [DELETE_ENTRY, [id]] : [SET_ENTRY, [id, JSON.stringify(entry)]]);
    change = [];
    unwritten.set(id, entry);
    if (unwritten.size >= pageSize) await write();
  };
  const read = async (sql: string, values: readonly Value[]): Promise<SyncStateRow[]> => {
    await writing;
    const rows = await database.rows(sql, values);
    return rows.map((row) => [textOf(row, 'id'), JSON.parse(textOf(row, 'entry'))] as const);
  };

  return {
    async get(id) {
      if (unwritten.has(id)) return unwritten.get(id);
      const [row] = await read(`${ENTRIES} WHERE id = $1`, [id]);
      return row?.[1];
    },
    set: settle,
    delete: (id) => settle(id, undefined),
    async *entries() {
      await write();
      // By key, not by OFFSET, which would read all rows before it.
      let last = '';
      for (;;) {
        const rows = await read(`${ENTRIES} WHERE id > $1 ORDER BY id LIMIT ${READ_SIZE}`, [last]);
        if (rows.length > 0) yield rows;
        const [id] = rows.at(-1) ?? [];
        if (id === undefined || rows.length < READ_SIZE) return;
        last = id;
      }
    },
    add: (...statements) => void change.push(...statements),
    close: write,
  };
}

const READ_SIZE = 1_000;
const SET_VERSION = 'INSERT INTO sync_format (version) VALUES ($1)';
const ENTRIES = 'SELECT id, CAST(entry AS text) AS entry FROM sync_state';
const DELETE_ENTRY = 'DELETE FROM sync_state WHERE id = $1';
const SET_ENTRY =
  'INSERT INTO sync_state (id, entry) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET entry = excluded.entry';

/** A column of a row as text; empty if it is null. */
export function textOf(row: object | undefined, column: string): string {
  return String(Reflect.get(row ?? {}, column) ?? '');
}
