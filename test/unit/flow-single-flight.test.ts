import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { SingleFlight } from '../../src/flow/single-flight.js';

/** Work that the test ends by hand. */
class Work {
  readonly signals: AbortSignal[] = [];
  readonly #ends: { readonly resolve: (value: string) => void; readonly reject: (error: Error) => void }[] = [];

  readonly start = (signal: AbortSignal): Promise<string> => {
    this.signals.push(signal);
    return new Promise((resolve, reject) => {
      this.#ends.push({ resolve, reject });
      signal.addEventListener('abort', () => reject(new Error('the work was aborted')));
    });
  };

  succeed(value: string): void {
    this.#ends.at(-1)?.resolve(value);
  }

  fail(message: string): void {
    this.#ends.at(-1)?.reject(new Error(message));
  }
}

function setUp() {
  const work = new Work();
  const flight = new SingleFlight<string>();
  const join = (signal = new AbortController().signal): Promise<string> => flight.run(work.start, signal);
  return { work, join };
}

describe('a single flight', () => {
  test('does one piece of work for all callers', async () => {
    const { work, join } = setUp();
    const callers = [join(), join(), join()];
    work.succeed('done');
    expect(await Promise.all(callers)).toEqual(['done', 'done', 'done']);
    expect(work.signals).toHaveLength(1);
  });

  test('does new work once the first is done', async () => {
    const { work, join } = setUp();
    const first = join();
    work.succeed('one');
    await first;
    const second = join();
    work.succeed('two');
    expect([await first, await second]).toEqual(['one', 'two']);
    expect(work.signals.map(({ aborted }) => aborted)).toEqual([false, false]);
  });

  test('fails for all callers, and is tried again for the next one', async () => {
    const { work, join } = setUp();
    const callers = [join(), join()];
    work.fail('no');
    expect(await Promise.allSettled(callers)).toMatchObject([
      { reason: { message: 'no' } },
      { reason: { message: 'no' } },
    ]);
    const next = join();
    work.succeed('yes');
    expect(await next).toBe('yes');
  });

  test('continues for the others when one caller leaves', async () => {
    const { work, join } = setUp();
    const leaver = new AbortController();
    const [leaving, staying] = [join(leaver.signal), join()];
    leaver.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    expect(work.signals[0]?.aborted).toBe(false);
    work.succeed('done');
    expect(await staying).toBe('done');
    expect(work.signals).toHaveLength(1);
  });

  test('continues when the caller who started it leaves', async () => {
    const { work, join } = setUp();
    const starter = new AbortController();
    const [starting, joining] = [join(starter.signal), join()];
    starter.abort('enough');
    await expect(starting).rejects.toBe('enough');
    work.succeed('done');
    expect(await joining).toBe('done');
  });

  test('aborts the work when the last caller leaves', async () => {
    const { work, join } = setUp();
    const [a, b] = [new AbortController(), new AbortController()];
    const callers = [join(a.signal), join(b.signal)];
    a.abort('a');
    b.abort('b');
    expect(await Promise.allSettled(callers)).toMatchObject([{ reason: 'a' }, { reason: 'b' }]);
    expect(work.signals[0]?.aborted).toBe(true);
  });

  test('starts again immediately for the next caller after the last one has left', async () => {
    const { work, join } = setUp();
    const only = new AbortController();
    const leaving = join(only.signal);
    only.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    const next = join();
    work.succeed('second');
    expect(await next).toBe('second');
    expect(work.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
  });

  test('starts again even if the aborted work never ends', async () => {
    const flight = new SingleFlight<string>();
    const only = new AbortController();
    const leaving = flight.run(() => new Promise(() => undefined), only.signal);
    only.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    expect(await flight.run(async () => 'done', new AbortController().signal)).toBe('done');
  });

  test('stays silent about work that fails after the last caller has left', async () => {
    const { work, join } = setUp();
    const only = new AbortController();
    const leaving = join(only.signal);
    only.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    work.fail('too late'); // an unhandled rejection fails the test
    await new Promise((resolve) => setImmediate(resolve));
  });

  test('answers a caller who joins at the moment of the last abort', async () => {
    const { work, join } = setUp();
    const only = new AbortController();
    const leaving = join(only.signal);
    only.abort('enough');
    const next = join(); // before anything could notice that the other one has left
    await expect(leaving).rejects.toBe('enough');
    work.succeed('done');
    expect(await next).toBe('done');
  });

  test('does nothing for a caller whose signal is aborted already', async () => {
    const { work, join } = setUp();
    await expect(join(AbortSignal.abort('before'))).rejects.toBe('before');
    expect(work.signals).toHaveLength(0);
  });

  test.each(['succeed', 'fail'] as const)('leaves no listener on a signal when it ends (%s)', async (end) => {
    const { work, join } = setUp();
    const { signal } = new AbortController();
    const callers = [join(signal), join(signal)];
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    work[end]('end');
    await Promise.allSettled(callers);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('leaves no listener on the signal of a caller who left', async () => {
    const { join } = setUp();
    const only = new AbortController();
    const leaving = join(only.signal);
    only.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    expect(getEventListeners(only.signal, 'abort')).toHaveLength(0);
  });
});
