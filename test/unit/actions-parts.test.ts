import { describe, expect, test } from 'vitest';
import { Locks } from '../../src/flow/locks.js';
import { Memory } from '../../src/actions/memory.js';
import type { ActionProgress } from '../../src/index.js';

describe('locks', () => {
  const { signal } = new AbortController();
  const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  test('one piece of work at a time per key, in the order of arrival', async () => {
    const locks = new Locks();
    const events: string[] = [];
    const work = (key: string, name: string) =>
      locks.run(key, signal, async () => {
        events.push(`${name} begins`);
        await turn();
        events.push(`${name} ends`);
        return name;
      });
    const results = await Promise.all([work('a', '1'), work('a', '2'), work('b', '3'), work('a', '4')]);
    expect(results).toEqual(['1', '2', '3', '4']);
    const ofA = events.filter((event) => !event.startsWith('3'));
    expect(ofA).toEqual(['1 begins', '1 ends', '2 begins', '2 ends', '4 begins', '4 ends']);
    expect(events.indexOf('3 begins')).toBeLessThan(events.indexOf('1 ends'));
  });

  test('a failure affects only its own work', async () => {
    const locks = new Locks();
    const first = locks.run('a', signal, async () => Promise.reject(new Error('first')));
    const second = locks.run('a', signal, async () => 2);
    await expect(first).rejects.toThrow('first');
    expect(await second).toBe(2);
  });

  test('an aborted call does not wait, and lets no call overtake those before it', async () => {
    const locks = new Locks();
    const events: string[] = [];
    let end = (): void => undefined;
    const first = locks.run('a', signal, () => new Promise<void>((resolve) => (end = resolve)));
    const controller = new AbortController();
    const second = locks.run('a', controller.signal, async () => void events.push('second'));
    const third = locks.run('a', signal, async () => void events.push('third'));
    controller.abort();
    await second;
    await turn();
    expect(events).toEqual(['second']);
    end();
    await Promise.all([first, third]);
    expect(events).toEqual(['second', 'third']);
  });
});

describe('memory', () => {
  const progress = (input: string): ActionProgress => ({
    version: 1,
    input,
    applicant: null,
    absentBefore: false,
    done: [],
  });

  test('keeps the last thousand interrupted calls', () => {
    const memory = new Memory();
    for (let number = 0; number < 1_500; number += 1) memory.keepProgress(progress(`${number}`));
    const kept = Array.from({ length: 1_500 }, (_, number) => memory.progressOf(`${number}`)).filter(Boolean);
    expect(kept).toHaveLength(1_000);
    expect([memory.progressOf('499'), memory.progressOf('500')]).toEqual([undefined, progress('500')]);
  });

  test('a second interruption of a call replaces the first and counts as new', () => {
    const memory = new Memory();
    memory.keepProgress(progress('old'));
    for (let number = 0; number < 999; number += 1) memory.keepProgress(progress(`${number}`));
    memory.keepProgress({ ...progress('old'), done: ['applicant'] });
    for (let number = 0; number < 500; number += 1) memory.keepProgress(progress(`later ${number}`));
    expect(memory.progressOf('old')?.done).toEqual(['applicant']);
    memory.forgetProgress('old');
    expect(memory.progressOf('old')).toBeUndefined();
  });
});
