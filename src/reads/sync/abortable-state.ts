import { unlessAborted } from '../../flow/abort.js';
import { createPace } from '../../flow/pace.js';
import type { SyncEntries, SyncEntry, SyncState, SyncStateRow } from '../../models/sync.js';

/** What the iterators of all forms of entries have in common. */
interface RowsIterator {
  next(): MaybePromise<IteratorResult<SyncStateRow | readonly SyncStateRow[], unknown>>;
  return?(): unknown;
}

type MaybePromise<T> = T | Promise<T>;

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

  /** Every row. Pauses now and then, so that a million rows do not block the event loop. */
  async *entries(): AsyncGenerator<SyncStateRow, void, undefined> {
    const pace = createPace();
    const iterator = iteratorOf(await this.#wait(this.#state.entries()));
    let isDone = false;
    try {
      for (;;) {
        const next = await this.#wait(iterator.next());
        isDone = next.done === true;
        if (next.done === true) return;
        for (const row of isRow(next.value) ? [next.value] : next.value) {
          yield row;
          await pace();
        }
      }
    } finally {
      // Not awaited: a state that hangs would hang here, too.
      if (!isDone) void Promise.resolve(iterator.return?.()).catch(() => undefined);
    }
  }

  /** Most states are maps: only a promise has to be awaited. */
  #wait<T>(result: MaybePromise<T>): MaybePromise<T> {
    return isPromise(result) ? unlessAborted(Promise.resolve(result), this.#signal) : result;
  }
}

function isPromise<T>(value: MaybePromise<T>): value is Promise<T> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

function isRow(value: SyncStateRow | readonly SyncStateRow[]): value is SyncStateRow {
  return typeof value[0] === 'string';
}

function iteratorOf(entries: SyncEntries): RowsIterator {
  return Symbol.asyncIterator in entries ? entries[Symbol.asyncIterator]() : entries[Symbol.iterator]();
}
