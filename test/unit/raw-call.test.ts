import { describe, expect, test } from 'vitest';
import { getApplicant } from '../../src/raw/index.js';
import { setUp } from '../helpers/client.js';

describe('a raw call', () => {
  test('answers the record', async () => {
    const { erecruiter } = setUp();
    const applicant = await erecruiter.raw(getApplicant, { applicantId: 150_000 });
    expect(applicant.Id).toBe(150_000);
  });
});
