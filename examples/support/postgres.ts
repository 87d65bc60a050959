import { PGlite } from '@electric-sql/pglite';
import type { Database } from './state.js';
import type { Value } from './tables.js';

/** What PGlite and a `Client` of the package `pg` have in common. */
export interface PostgresClient {
  query(sql: string, values?: Value[]): Promise<{ readonly rows: readonly object[] }>;
}

let started: Promise<PGlite> | undefined;

/** Starts a PostgreSQL in this process, in memory. It takes a few seconds, so it is started once. */
export function startPostgres(): Promise<PGlite> {
  return (started ??= PGlite.create());
}

/** One connection to a PostgreSQL database: with a pool, check out a client, since a transaction belongs to its connection. */
export function postgresDatabase(client: PostgresClient): Database {
  return {
    async write(statements) {
      await client.query('BEGIN');
      try {
        for (const [sql, values] of statements) await client.query(sql, [...values]);
        await client.query('COMMIT');
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined); // a lost connection has rolled back
        throw error;
      }
    },
    rows: async (sql, values) => (await client.query(sql, [...values])).rows,
  };
}
