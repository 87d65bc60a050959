import { describe, expect, test } from 'vitest';
import { reconcile } from '../../src/index.js';

const JANUARY = new Date('2026-01-05T08:00:00Z');
const FEBRUARY = new Date('2026-02-05T08:00:00Z');
const MARCH = new Date('2026-03-05T08:00:00Z');
const NOW = new Date('2026-04-05T08:00:00Z');

/** A record with a given name and date. */
function record(name: string, changed_at: Date) {
  return { id: 'x', name, custom_fields: { a: 1, b: [true, null] }, remote_updated_at: JANUARY, changed_at };
}

describe('a record', () => {
  test('that was never seen is new and keeps its own date', () => {
    expect(reconcile(undefined, record('Neu', JANUARY), NOW)).toEqual({
      changed: true,
      changed_at: JANUARY,
      entry: { fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/), changed_at: '2026-01-05T08:00:00.000Z' },
    });
  });

  test('with the same content is unchanged regardless of its date, and its entry stays the same object', () => {
    const { entry } = reconcile(undefined, record('Neu', FEBRUARY), NOW);
    const again = reconcile(entry, record('Neu', MARCH), NOW);
    expect(again).toEqual({ changed: false, changed_at: FEBRUARY, entry });
    expect(again.entry).toBe(entry);
  });

  test.each([
    ['newer than the last change: it dates this one', MARCH, MARCH],
    ['as old as the last change: observation dates this one', FEBRUARY, NOW],
    ['older than the last change: observation dates this one', JANUARY, NOW],
  ])('with another content and a raw date %s', (_, rawDate, expected) => {
    const { entry } = reconcile(undefined, record('Neu', FEBRUARY), NOW);
    const { changed, changed_at, entry: next } = reconcile(entry, record('Alt', rawDate), NOW);
    expect({ changed, changed_at }).toEqual({ changed: true, changed_at: expected });
    expect(next.changed_at).toBe(expected.toISOString());
    expect(next.fingerprint).not.toBe(entry.fingerprint);
  });
});

describe('content', () => {
  const first = record('Neu', JANUARY);
  const { entry } = reconcile(undefined, first, NOW);

  test('does not depend on the order of keys', () => {
    const { changed_at, remote_updated_at, custom_fields, name, id } = first;
    const shuffled = {
      changed_at,
      custom_fields: { b: custom_fields.b, a: custom_fields.a },
      id,
      remote_updated_at,
      name,
    };
    expect(reconcile(entry, shuffled, NOW).changed).toBe(false);
  });

  test('is the same after a trip through JSON', () => {
    const { changed_at: _, ...rest } = JSON.parse(JSON.stringify(first));
    expect(reconcile(entry, { ...rest, changed_at: JANUARY }, NOW).changed).toBe(false);
  });

  test('ignores the dates of the applications inside a candidate, and nothing else of them', () => {
    const of = (outcome: string, changed_at: Date) => ({
      id: 'c',
      applications: [{ outcome, changed_at }],
      changed_at,
    });
    const before = reconcile(undefined, of('PENDING', JANUARY), NOW).entry;
    expect(reconcile(before, of('PENDING', MARCH), NOW).changed).toBe(false);
    expect(reconcile(before, of('HIRED', JANUARY), NOW).changed).toBe(true);
  });

  test('includes a custom field named changed_at', () => {
    const of = (changed_at: string) => ({ ...first, custom_fields: { changed_at } });
    expect(reconcile(reconcile(undefined, of('a'), NOW).entry, of('b'), NOW).changed).toBe(true);
  });

  test.each([
    ['a list in another order', { list: [1, 2] }, { list: [2, 1] }],
    ['null and a missing key', { a: null }, {}],
    ['a number and its text', { a: 1 }, { a: '1' }],
    ['an empty list and an empty record', { a: [] }, { a: {} }],
    ['a key that moved to another level', { a: { b: 1 } }, { a: {}, b: 1 }],
    ['another date', { a: JANUARY }, { a: MARCH }],
  ])('tells apart: %s', (_, a, b) => {
    const before = reconcile(undefined, { ...a, changed_at: NOW }, NOW).entry;
    expect(reconcile(before, { ...b, changed_at: NOW }, NOW).changed).toBe(true);
  });
});

test('arguments are not modified', () => {
  const given = Object.freeze({
    ...record('Neu', JANUARY),
    applications: Object.freeze([Object.freeze({ changed_at: NOW })]),
  });
  const previous = Object.freeze(reconcile(undefined, given, NOW).entry);
  expect(() => reconcile(previous, Object.freeze({ ...given, name: 'Alt' }), NOW)).not.toThrow();
});

test('fingerprints stay the same from version to version: otherwise everything would look changed', () => {
  expect(reconcile(undefined, record('Öl', JANUARY), NOW).entry.fingerprint).toBe('db5b8fc2a389c88d14fde24356b661b4');
});

test('an entry is plain JSON', () => {
  const { entry } = reconcile(undefined, record('Neu', JANUARY), NOW);
  expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
});

test('an entry whose date cannot be read is still compared by its content', () => {
  const { entry } = reconcile(undefined, record('Neu', JANUARY), NOW);
  expect(reconcile({ ...entry, changed_at: '?' }, record('Alt', MARCH), NOW).changed_at).toEqual(NOW);
});
