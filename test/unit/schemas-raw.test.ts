import { describe, expect, test } from 'vitest';
import { cacheKeySchema, exactApplicantSchema, explain } from '../../src/schemas/index.js';

// Schemas of raw answers that the recorded ones do not try.

describe('the answer about the cache of a portal', () => {
  test.each([
    [{ IsInvalidKey: true }, ''],
    [{ IsInvalidKey: false, More: 1 }, ''],
    [{ IsInvalidKey: null }, ''],
    [{}, ''],
    [{ IsInvalidKey: 'true' }, 'IsInvalidKey: expected boolean'],
    ['true', 'value: expected object'],
  ])('%j', (answer, problem) => {
    expect(explain(cacheKeySchema, answer)).toBe(problem);
  });
});

describe('the global id of a raw applicant', () => {
  test.each([[7], [2n ** 63n - 1n], [null], [undefined]])('may be %s', (GlobalId) => {
    expect(explain(exactApplicantSchema, { Id: 7, GlobalId })).toBe('');
  });

  test('may not be a text', () => {
    expect(explain(exactApplicantSchema, { Id: 7, GlobalId: '7' })).toContain('GlobalId');
  });
});
