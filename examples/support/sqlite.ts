import type sqlite from 'node-sqlite3-wasm';
import type { Database } from './state.js';

/** An SQLite database. */
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
    rows: async (sql, values) => db.all(sql, [...values]),
  };
}
