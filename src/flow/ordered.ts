import { followSignal } from './abort.js';

/**
 * Runs `work` over items, at most `width` at a time, and yields the results in the order of the items. When the
 * consumer stops or something fails, work in progress is aborted and waited for: work that sends requests must heed the
 * signal it is given.
 */
export async function* ordered<T, R>(
  items: Iterable<T> | ((signal: AbortSignal) => AsyncIterable<T>),
  width: number,
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const own = followSignal(signal);
  const window: Promise<R>[] = [];
  const bell = createSignal();
  let filling = true;

  async function fill(): Promise<void> {
    try {
      for await (const item of typeof items === 'function' ? items(own.signal) : items) {
        if (own.signal.aborted) return;
        const result = work(item, own.signal);
        result.catch(() => undefined); // it is rethrown when its turn comes; until then it is not unhandled
        window.push(result);
        bell.ring();
        while (window.length >= width && !own.signal.aborted) await bell.rung();
      }
    } finally {
      filling = false;
      bell.ring();
    }
  }

  const filled = fill();
  filled.catch(() => undefined);
  try {
    for (;;) {
      const head = window[0];
      if (head !== undefined) {
        const result = await head;
        void window.shift();
        bell.ring();
        yield result;
      } else if (filling) {
        await bell.rung();
      } else {
        return await filled;
      }
    }
  } finally {
    own.abort();
    bell.ring();
    own.stop();
    await Promise.allSettled([...window, filled]);
  }
}

/** Wakes everything that is waiting at the moment. */
function createSignal(): { ring(): void; rung(): Promise<void> } {
  let waiting: (() => void)[] = [];
  return {
    ring: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    rung: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
