import { describe, expect, test } from 'vitest';
import { Session, type Token } from '../../src/api/session.js';

const MINUTE = 60_000;

/** A session whose exchanges hand out `token-1`, `token-2` … by a clock that the test sets. */
function setUp(lifetimeMs: number | null) {
  const clock = { now: 1_000_000 };
  const exchanges: { finish: () => void }[] = [];
  const exchange = (signal: AbortSignal): Promise<Token> =>
    new Promise((resolve, reject) => {
      const token = `token-${exchanges.length + 1}`;
      exchanges.push({ finish: () => resolve({ token, lifetimeMs }) });
      signal.addEventListener('abort', () => reject(new Error('aborted')));
    });
  const session = new Session(exchange, () => clock.now);
  const ask = (signal = new AbortController().signal): Promise<string> => session.token(signal);
  const askAndFinish = async (): Promise<string> => {
    const before = exchanges.length;
    const token = ask();
    if (exchanges.length > before) exchanges.at(-1)?.finish();
    return token;
  };
  return { clock, exchanges, session, ask, askAndFinish };
}

describe('a session', () => {
  test('exchanges the key once for many callers at once', async () => {
    const { ask, exchanges } = setUp(60 * MINUTE);
    const callers = Array.from({ length: 50 }, () => ask());
    exchanges[0]?.finish();
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['token-1']));
    expect(exchanges).toHaveLength(1);
  });

  test.each([
    { lifetime: 60, lasts: 55 },
    { lifetime: 30, lasts: 25 },
    { lifetime: 10, lasts: 5 },
    { lifetime: 4, lasts: 2 },
    { lifetime: 0.5, lasts: 0.25 },
  ])('renews a token of $lifetime minutes after $lasts minutes', async ({ lifetime, lasts }) => {
    const { clock, askAndFinish } = setUp(lifetime * MINUTE);
    await askAndFinish();
    clock.now += lasts * MINUTE - 1;
    expect(await askAndFinish()).toBe('token-1');
    clock.now += 1;
    expect(await askAndFinish()).toBe('token-2');
  });

  test('counts the life of a token from the answer, not from the question', async () => {
    const { clock, ask, askAndFinish, exchanges } = setUp(60 * MINUTE);
    const first = ask();
    clock.now += 30 * MINUTE;
    exchanges[0]?.finish();
    await first;
    clock.now += 54 * MINUTE;
    expect(await askAndFinish()).toBe('token-1');
  });

  test('keeps a token without a readable end until it is refused', async () => {
    const { clock, session, askAndFinish } = setUp(null);
    await askAndFinish();
    clock.now += 365 * 24 * 60 * MINUTE;
    expect(await askAndFinish()).toBe('token-1');
    session.drop('token-1');
    expect(await askAndFinish()).toBe('token-2');
  });

  test('is not made to forget the new token by a late refusal of the old one', async () => {
    const { session, askAndFinish, exchanges } = setUp(60 * MINUTE);
    const old = await askAndFinish();
    session.drop(old);
    const renewed = await askAndFinish();
    session.drop(old); // a slow request that was sent with the old token
    expect(await askAndFinish()).toBe(renewed);
    expect(exchanges).toHaveLength(2);
  });

  test('renews once for many callers whose token was refused', async () => {
    const { session, ask, askAndFinish, exchanges } = setUp(60 * MINUTE);
    const old = await askAndFinish();
    const callers = Array.from({ length: 5 }, () => {
      session.drop(old);
      return ask();
    });
    exchanges[1]?.finish();
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['token-2']));
    expect(exchanges).toHaveLength(2);
  });

  test('holds no token after an exchange that no caller waits for any more', async () => {
    const { ask, askAndFinish, exchanges } = setUp(60 * MINUTE);
    const only = new AbortController();
    const leaving = ask(only.signal);
    only.abort('enough');
    await expect(leaving).rejects.toBe('enough');
    expect(await askAndFinish()).toBe('token-2');
    expect(exchanges).toHaveLength(2);
  });
});
