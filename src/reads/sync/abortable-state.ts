import { unlessAborted } from '../../flow/abort.js';
import { createPace } from '../../flow/pace.js';
import type { SyncEntries, SyncEntry, SyncState } from '../../models/sync.js';

/** Wraps the user's state so that waiting for it ends with the signal: a database can hang. */
export class AbortableState {
  readonly #state: SyncState;
  readonly #signal: AbortSignal;

  constructor(state: SyncState, signal: AbortSignal) {
    this.#state = state;
    this.#signal = signal;
  }

  async get(id: string): Promise<SyncEntry | undefined> {
    return (await this.#wait(this.#state.get(id))) ?? undefined;
  }

  async set(id: string, entry: SyncEntry): Promise<void> {
    await this.#wait(this.#state.set(id, entry));
  }

  async delete(id: string): Promise<void> {
    await this.#wait(this.#state.delete(id));
  }

  /** Every entry. Pauses now and then, so that a million entries do not block the event loop. */
  async *entries(): AsyncGenerator<readonly [string, SyncEntry], void, undefined> {
    const pace = createPace();
    const iterator = iteratorOf(await this.#wait(this.#state.entries()));
    let isDone = false;
    try {
      for (;;) {
        const next = await this.#wait(iterator.next());
        isDone = next.done === true;
        if (next.done === true) return;
        yield next.value;
        await pace();
      }
    } finally {
      // Not awaited: a state that hangs would hang here, too.
      if (!isDone) void Promise.resolve(iterator.return?.()).catch(() => undefined);
    }
  }

  /** Most states are maps: only a promise has to be awaited. */
  #wait<T>(result: T | Promise<T>): T | Promise<T> {
    return isPromise(result) ? unlessAborted(Promise.resolve(result), this.#signal) : result;
  }
}

function isPromise<T>(value: T | Promise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function iteratorOf(
  entries: SyncEntries,
): Iterator<readonly [string, SyncEntry]> | AsyncIterator<readonly [string, SyncEntry]> {
  return Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
}
