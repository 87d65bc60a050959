import { followSignal } from './abort.js';
import { createPace } from './pace.js';

/**
 * Runs `work` over items, at most `width` at a time, and yields the results in the order of the items. A width may
 * depend on how many results have been taken. When the consumer stops or something fails, work in progress is aborted
 * and waited for: work that sends requests must abort with the signal that it gets.
 */
export async function* ordered<T, R>(
  items: Iterable<T> | ((signal: AbortSignal) => AsyncIterable<T>),
  width: number | ((taken: number) => number),
  signal: AbortSignal,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const own = followSignal(signal);
  const window: Promise<R>[] = [];
  const changed = createNotifier();
  const pace = createPace(); // work that waits for nothing would never let the event loop turn
  let filling = true;
  let taken = 0;
  let isHungry = false;
  // A consumer who waits gets at least one more item, whatever the width.
  const widthNow = (): number => Math.max(isHungry ? 1 : 0, typeof width === 'number' ? width : width(taken));

  async function fill(): Promise<void> {
    try {
      for await (const item of typeof items === 'function' ? items(own.signal) : items) {
        if (own.signal.aborted) return;
        const result = work(item, own.signal);
        result.catch(() => undefined); // it is rethrown when its turn comes; until then it is not unhandled
        window.push(result);
        changed.notify();
        while (window.length >= widthNow() && !own.signal.aborted) await changed.wait();
      }
    } finally {
      filling = false;
      changed.notify();
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
        taken += 1;
        changed.notify();
        yield result;
        await pace();
      } else if (filling) {
        isHungry = true;
        changed.notify();
        await changed.wait();
        isHungry = false;
      } else {
        return await filled;
      }
    }
  } finally {
    own.abort();
    changed.notify();
    own.stop();
    await Promise.allSettled([...window, filled]);
  }
}

/** Creates a notifier that wakes everything that is waiting at the moment. */
function createNotifier(): { notify(): void; wait(): Promise<void> } {
  let waiting: (() => void)[] = [];
  return {
    notify: () => {
      const woken = waiting;
      waiting = [];
      for (const wake of woken) wake();
    },
    wait: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
