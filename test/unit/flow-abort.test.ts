import { getEventListeners } from 'node:events';
import { describe, expect, test } from 'vitest';
import { onAbort } from '../../src/flow/abort.js';

function setUp() {
  const controller = new AbortController();
  const calls: string[] = [];
  const on = (name: string): (() => void) => onAbort(controller.signal, () => void calls.push(name));
  return { controller, calls, on, listeners: () => getEventListeners(controller.signal, 'abort').length };
}

describe('a callback that waits for an abort', () => {
  test('is called once', () => {
    const { controller, calls, on } = setUp();
    on('a');
    controller.abort();
    controller.abort();
    expect(calls).toEqual(['a']);
  });

  test('is called at once when it has already happened', () => {
    const { controller, calls, on } = setUp();
    controller.abort();
    on('a')();
    expect(calls).toEqual(['a']);
  });

  test('is not called after it was cancelled', () => {
    const { controller, calls, on } = setUp();
    on('a')();
    const stop = on('b');
    on('c');
    stop();
    stop();
    controller.abort();
    expect(calls).toEqual(['c']);
  });

  test('shares one listener with all others, and the last one removes it', () => {
    const { on, listeners } = setUp();
    const stops = Array.from({ length: 100 }, (_, index) => on(String(index)));
    expect(listeners()).toBe(1);
    for (const stop of stops.slice(1)) stop();
    expect(listeners()).toBe(1);
    stops[0]?.();
    expect(listeners()).toBe(0);
  });

  test('is called even if all that waited before were cancelled', () => {
    const { controller, calls, on } = setUp();
    const early = on('early');
    early();
    on('late');
    early();
    controller.abort();
    expect(calls).toEqual(['late']);
  });

  test('leaves no listener after the abort', () => {
    const { controller, on, listeners } = setUp();
    const stop = on('a');
    controller.abort();
    stop();
    expect(listeners()).toBe(0);
  });
});
