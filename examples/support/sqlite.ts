import type sqlite from 'node-sqlite3-wasm';
import type { Database } from './copy.js';

/** A copy in an SQLite database. */
export function sqliteDatabase(db: sqlite.Database): Database {
  return {
    async write(statements) {
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const [sql, values] of statements) db.run(sql, [...values]);
        db.exec('COMMIT');
      } catch (error) {
        if (db.inTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    entries: async () => db.all('SELECT id, entry FROM sync_state').map(({ id, entry }) => [String(id), String(entry)]),
  };
}
