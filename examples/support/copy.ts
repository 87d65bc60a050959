import type { ERecruiter, SyncProgress } from 'erecruiter-kombo';
import { type Database, openState } from './state.js';
import { statementFor } from './tables.js';

/** What a night did. */
export interface Night {
  readonly stored: number;
  readonly deleted: number;
  readonly requests: number;
  /** How many requests more an exact night would have sent. */
  readonly savedRequests: number;
  /** How many candidates were not read again. */
  readonly skipped: number;
}

/** How a night can be watched and stopped. */
export interface NightOptions {
  readonly signal?: AbortSignal;
  /** How long a candidate may go without being read again, in milliseconds. Default 0: everybody is read. */
  readonly rereadAfterMs?: number;
  /** The number of entries in a transaction. Default 100. */
  readonly pageSize?: number;
  readonly onPage?: (soFar: Night) => void;
}

/**
 * Brings a copy up to date. Each page of changes is stored in one transaction, together with its part of the state, so
 * that both always agree. If the process dies or a transaction fails, the next night continues after the last page.
 */
export async function night(erecruiter: ERecruiter, database: Database, options: NightOptions = {}): Promise<Night> {
  const { signal, pageSize, onPage, rereadAfterMs = 0 } = options;
  const soFar = { stored: 0, deleted: 0, requests: 0, savedRequests: 0, skipped: 0 };
  const onProgress = ({ requests, savedRequests, candidates: { skipped } }: SyncProgress): void =>
    void Object.assign(soFar, { requests, savedRequests, skipped });
  const state = await openState(database, { pageSize, onPage: () => onPage?.(soFar) });
  try {
    for await (const change of erecruiter.sync({}, { state, rereadAfterMs, onProgress, signal })) {
      state.add(statementFor(change));
      soFar[change.type === 'delete' ? 'deleted' : 'stored'] += 1;
    }
  } finally {
    await state.close();
  }
  return soFar;
}
