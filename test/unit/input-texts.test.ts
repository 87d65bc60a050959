import { describe, expect, test } from 'vitest';
import { createInput } from '../../src/actions/input.js';
import { parseInput } from '../../src/core/parse-input.js';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { setUp } from '../helpers/client.js';

const EVA = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva@example.at' };
const application = { job_id: 'remote:4713' };

/** What Kombo's API says of a request. */
async function answered(path: string, body?: object): Promise<unknown> {
  const fetch = createKomboFetch({ acme: setUp().erecruiter });
  const response = await fetch(`https://kombo.example.com/v1/${path}`, {
    headers: { 'x-integration-id': 'acme' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const { error }: { error?: { message: string } } = await response.json();
  return error?.message;
}

describe('the text of an input error says what is expected', () => {
  test.each([
    ['2026-02-30', 'soon', '31.12.2026', ''],
    [new Date(Number.NaN), 7, true, {}],
  ])('where %j, %j, %j or %j is no day', (...values) => {
    for (const value of values) {
      const input = { candidate: { ...EVA, availability_date: value }, application };
      expect(() => parseInput(createInput, input)).toThrow(
        /candidate\.availability_date: must be a day, such as 2026-09-01/,
      );
    }
  });

  test.each([
    ['ats/jobs?ids=', 'ids: must not be empty'],
    ['ats/jobs?ids=,', 'ids.0: must not be empty; ids.1: must not be empty'],
    ['ats/jobs?cursor=', 'cursor: must not be empty'],
    ['ats/jobs?page_size=', 'page_size: must be a whole number'],
    ['ats/jobs?page_size=1.5', 'page_size: must be a whole number'],
    ['ats/jobs?page_size=0', 'page_size: must be at least 1'],
    ['ats/candidates?email=', 'email: must not be empty'],
    ['ats/candidates?only_created=a,', 'only_created.1: must not be empty'],
    ['ats/tags?page_size=300', 'page_size: must be at most 250'],
  ])('GET %s', async (path, message) => {
    expect(await answered(path)).toBe(`Invalid input: ${message}`);
  });

  test('names of members that end in digits are named', async () => {
    const raw = { method: 'GET', path: '/Users', response_as_base64: 'yes' };
    expect(await answered('passthrough/erecruiter/api', raw)).toBe(
      'Invalid input: response_as_base64: must be true or false',
    );
    const candidate = { ...EVA, location: { country: 'AT', street_1: 7 } };
    expect(await answered('ats/jobs/remote:4713/applications', { candidate })).toBe(
      'Invalid input: candidate.location.street_1: must be a text',
    );
  });
});
