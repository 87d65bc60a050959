import { describe, expect, test } from 'vitest';
import type { CandidateChangesInput } from '../../src/index.js';
import { createStage, EMAIL, EVA, FIRST, JOBS, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const candidate_id = `remote:${FIRST}`;
const TAKEN = 'taken@example.at';

const WHOLE = {
  FirstName: 'Jörg',
  LastName: 'Öller',
  Email: 'joerg@example.at',
  Phone: '0732 1',
  MobilePhone: '0664 2',
  Street: 'Hauptplatz 1',
  City: 'Linz',
  ZipCode: '4020',
  Country: 'Österreich',
  Gender: 1,
  GenderIdentity: 1,
  Url: 'https://example.at/joerg',
  Salary: 50_000,
  SalaryPeriod: 1,
  SalaryCurrency: 'EUR',
  EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1, IsRelativeDate: false },
} as const;

/** A stage whose first applicant has something in every field that can be changed. */
function staged(more: object = {}): Stage {
  const stage = createStage({ newerProperties: { Pronouns: 'sie', Badge: 2n ** 62n + 1n } });
  stage.sandbox.edit(FIRST, { ...WHOLE, ...more });
  stage.sandbox.edit(FIRST + 1, { Email: TAKEN });
  return stage;
}

/** The properties that a change of the candidate changes. */
async function changed(candidate: CandidateChangesInput, more: object = {}) {
  const stage = staged(more);
  const before = stage.sandbox.applicant(FIRST);
  const { data, warnings } = await stage.client().updateCandidate({ candidate_id, candidate });
  const after = Object.entries(stage.sandbox.applicant(FIRST) ?? {});
  const differing = after.filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(Reflect.get(Object(before), name)),
  );
  const properties = Object.fromEntries(differing.filter(([name]) => !name.startsWith('DateOfUpdate')));
  return { stage, data, warnings: warnings.map(({ message }) => message), properties, writes: stage.writes() };
}

describe('what is given overwrites, and nothing else is touched', () => {
  test.each<[CandidateChangesInput, object]>([
    [
      { first_name: ' Eva ', last_name: 'Grün' },
      { FirstName: 'Eva', LastName: 'Grün' },
    ],
    [{ email_address: 'Eva@Example.at' }, { Email: 'Eva@Example.at' }],
    [{ phone_number: 'tel:+43-1-1' }, { Phone: '+43-1-1' }],
    [{ location: { city: 'Wels' } }, { City: 'Wels' }],
    [{ location: { country: 'DE', zip_code: '80331' } }, { Country: 'Deutschland', ZipCode: '80331' }],
    [{ location: { street_1: 'Ring 2', city: undefined } }, { Street: 'Ring 2' }],
    [{ gender: 'FEMALE' }, { Gender: 2, GenderIdentity: 2 }],
    [{ gender: 'OTHER' }, { Gender: 0, GenderIdentity: 3 }],
    [
      { availability_date: '2027-01-31' },
      { EarliestPossibleBeginDate: { Year: 2027, Month: 1, Day: 31, IsRelativeDate: false } },
    ],
    [{ salary_expectations: { period: 'MONTH', amount: 3_499.5 } }, { Salary: 3_500, SalaryPeriod: 0 }],
    [{ social_links: [{ url: 'example.com/eva' }] }, { Url: 'https://example.com/eva' }],
  ])('%j', async (candidate, expected) => {
    const { properties, warnings, writes } = await changed(candidate);
    expect(properties).toMatchObject(expected);
    expect(Object.keys(properties).sort()).toEqual(Object.keys(expected).sort());
    expect(warnings).toEqual([]);
    expect(writes).toEqual(['POST Applicant/{applicantId}']);
  });
});

describe('null clears', () => {
  test.each<[CandidateChangesInput, object]>([
    [{ email_address: null }, { Email: null }],
    [{ phone_number: null }, { Phone: null }],
    [{ location: { street_1: null, state: null } }, { Street: null }],
    [{ location: { country: null, city: 'Wels' } }, { Country: null, City: 'Wels' }],
    [{ location: null }, { Street: null, City: null, ZipCode: null, Country: null }],
    [{ gender: null }, { Gender: 0, GenderIdentity: 0 }],
    [{ availability_date: null }, { EarliestPossibleBeginDate: null }],
    [{ salary_expectations: null }, { Salary: null, SalaryPeriod: null, SalaryCurrency: null }],
    [{ social_links: null }, { Url: null }],
    [{ social_links: [] }, { Url: null }],
  ])('%j', async (candidate, expected) => {
    const { properties, warnings } = await changed(candidate);
    expect(properties).toEqual(expected);
    expect(warnings).toEqual([]);
  });
});

describe('nothing is written', () => {
  test.each<[CandidateChangesInput, object?]>([
    [{}],
    [{ first_name: undefined, location: {}, company: null, title: null, additional_email_addresses: null }],
    [{ first_name: 'Jörg', location: { country: 'AT', city: 'Linz' }, gender: 'MALE' }],
    [{ location: { country: 'AT' } }, { Country: 'Austria' }],
    [{ salary_expectations: { period: 'YEAR', amount: 50_000 }, availability_date: '2026-09-01T00:00:00+02:00' }],
    [{ gender: 'OTHER' }, { Gender: 0, GenderIdentity: 4 }],
    [{ availability_date: null }, { EarliestPossibleBeginDate: { Year: null, Month: null, Day: null } }],
    [
      { phone_number: null, email_address: null, social_links: [] },
      { Phone: ' ', Email: '', Url: null },
    ],
    [{ gender: null }, { Gender: 0, GenderIdentity: 0 }],
  ])('for %j', async (candidate, more) => {
    const { writes, data } = await changed(candidate, more);
    expect(writes).toEqual([]);
    expect(data.remote_id).toBe(String(FIRST));
  });

  test('by the second of two equal calls', async () => {
    const stage = staged();
    const client = stage.client();
    const input = { candidate_id, candidate: { location: { city: 'Wels' } } };
    await Promise.all([client.updateCandidate(input), client.updateCandidate(input)]);
    expect(stage.writes()).toHaveLength(1);
  });
});

describe('a warning', () => {
  test.each<[CandidateChangesInput, RegExp, object?]>([
    [{ company: 'Acme' }, /candidate\.company was left out/],
    [{ title: 'MSc' }, /candidate\.title was left out/],
    [{ location: { state: 'Wien' } }, /candidate\.location\.state was left out/],
    [{ location: { country: 'XX' } }, /candidate\.location\.country was left out/],
    [{ social_links: [{ url: 'https://a.at' }, { url: 'https://b.at' }] }, /cut to the first one/],
    [{ additional_phone_numbers: [{ phone_number: '1' }] }, /additional_phone_numbers was left out/],
    [
      { salary_expectations: { period: 'YEAR', amount: 1 } },
      /own currency, which is not EUR/,
      { SalaryCurrency: 'CHF' },
    ],
  ])('says what eRecruiter cannot store of %j', async (candidate, expected, more) => {
    const { warnings } = await changed(candidate, more);
    expect(warnings).toEqual([expect.stringMatching(expected)]);
  });

  test('a salary keeps the currency that is stored; without one, it counts in euros', async () => {
    const salary_expectations = { period: 'YEAR', amount: 60_000 } as const;
    expect((await changed({ salary_expectations }, { SalaryCurrency: 'CHF' })).properties).toEqual({ Salary: 60_000 });
    expect((await changed({ salary_expectations }, { SalaryCurrency: null })).properties).toEqual({
      Salary: 60_000,
      SalaryCurrency: 'EUR',
    });
  });

  test.each([
    ['stores in another form', 'City', 'Wels (OÖ)', 'eRecruiter did not keep as it was sent: City'],
    ['does not keep at all', 'City', 'Linz', 'eRecruiter did not keep the change of: City'],
  ])('says what eRecruiter %s', async (_, property, value, expected) => {
    const stage = staged();
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await stage.sandbox.fetch(input, init);
        if (init?.method === 'POST' && String(input).endsWith(`Applicant/${FIRST}`))
          stage.sandbox.edit(FIRST, { [property]: value });
        return response;
      },
    });
    const { warnings, data } = await client.updateCandidate({
      candidate_id,
      candidate: { location: { city: 'Wels' } },
    });
    expect(warnings).toEqual([{ message: expected }]);
    expect(data.location?.city).toBe(value);
  });

  test('says that something else took the place of what was cleared', async () => {
    const stage = staged();
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await stage.sandbox.fetch(input, init);
        if (stage.writes().length > 0) stage.sandbox.edit(FIRST, { Country: 'Österreich (Standard)' });
        return response;
      },
    });
    stage.sandbox.edit(FIRST, { Country: 'Deutschland' });
    const { warnings } = await client.updateCandidate({ candidate_id, candidate: { location: { country: null } } });
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep as it was sent: Country' }]);
  });
});

describe('an invalid input is refused before any request', () => {
  test.each<[object, string, string]>([
    [{ last_name: null }, 'candidate.last_name', 'invalid_type'],
    [{ first_name: '' }, 'candidate.first_name', 'required'],
    [{ phone_number: ' ' }, 'candidate.phone_number', 'required'],
    [{ location: { city: '' } }, 'candidate.location.city', 'required'],
    [{ location: { country: 'Austria' } }, 'candidate.location.country', 'invalid_format'],
    [{ email_address: 'x' }, 'candidate.email_address', 'invalid_format'],
    [{ gender: 'male' }, 'candidate.gender', 'invalid_value'],
    [{ availability_date: '31.12.2026' }, 'candidate.availability_date', 'invalid_format'],
    [{ salary_expectations: { amount: 1 } }, 'candidate.salary_expectations.period', 'required'],
    [{ social_links: [{ url: '' }] }, 'candidate.social_links.0.url', 'required'],
    [{ name: 'Eva' }, 'candidate.name', 'unknown_key'],
  ])('%j', async (candidate, path, code) => {
    const stage = staged();
    const call = Promise.resolve(
      Reflect.apply(stage.client().updateCandidate, stage.client(), [{ candidate_id, candidate }]),
    );
    expect(await caught(call)).toMatchObject({ name: 'InputError', issues: [{ path, code }] });
    expect(stage.requests()).toEqual([]);
  });

  test('a candidate that does not exist is invalid input', async () => {
    const call = createStage()
      .client()
      .updateCandidate({ candidate_id: 'remote:7', candidate: { phone_number: '1' } });
    expect(await caught(call)).toMatchObject({ code: 'REMOTE.INPUT_INVALID', status: 404 });
  });
});

describe('the result', () => {
  test('is the candidate as getCandidate gives them', async () => {
    const { stage, data } = await changed({ location: { city: 'Wels' } });
    const { changed_at: _, ...read } = await stage.client().getCandidate(candidate_id);
    expect(data).toMatchObject(read);
    expect(data.applications.length).toBeGreaterThan(0);
  });

  test('without its applications, if they cannot be read back, is a warning', async () => {
    const stage = staged();
    const client = stage.client({ retry: { limit: 0 } });
    stage.sandbox.fail({ on: 'GET Applications/{applicantId}', kind: 'status', status: 503, times: 99 });
    const { data, warnings } = await client.updateCandidate({
      candidate_id,
      candidate: { location: { city: 'Wels' } },
    });
    expect(data.location?.city).toBe('Wels');
    expect(warnings).toEqual([{ message: expect.stringContaining('applications could not be read back') }]);
    stage.sandbox.edit(FIRST, { City: 'Wels' });
    const again = client.updateCandidate({ candidate_id, candidate: { location: { city: 'Wels' } } });
    expect(await caught(again)).toMatchObject({ name: 'ServerError' }); // nothing was written, so nothing is lost
  });

  test('keeps every other property as it was: newer ones and large numbers', async () => {
    const stage = staged();
    const before = stage.sandbox.applicantJson(FIRST) ?? '';
    await stage.client().updateCandidate({ candidate_id, candidate: { location: { city: 'Wels' } } });
    const sent = stage.sandbox.log.find(({ method, template }) => method === 'POST' && template !== 'Token');
    expect(sent?.body).toBe(before.replace('"City":"Linz"', '"City":"Wels"'));
    expect(sent?.body).toContain('"GlobalId":9223372036854775807,');
  });
});

describe('the email address', () => {
  const update = (stage: Stage, email_address: string, client = stage.client()) =>
    client.updateCandidate({ candidate_id, candidate: { email_address } });

  test('of another candidate is refused, and says whose it is by id', async () => {
    const stage = staged();
    const error = await caught(update(stage, TAKEN.toUpperCase()));
    const other = await stage.client().getCandidate(`remote:${FIRST + 1}`);
    expect(error).toMatchObject({ name: 'ActionRejectedError', code: 'REMOTE.INPUT_INVALID', candidateId: other.id });
    expect(stage.writes()).toEqual([]);
  });

  test('of another candidate is written with a warning, if the mandator allows duplicates', async () => {
    const stage = staged();
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await stage.sandbox.fetch(input, init);
        const text = await response.text();
        return new Response(text.replace('"AllowDuplicateEmail":false', '"AllowDuplicateEmail":true'), response);
      },
    });
    const { warnings } = await update(stage, TAKEN, client);
    expect(warnings).toEqual([{ message: 'another candidate has this email address' }]);
    expect(stage.applicantsWith(TAKEN)).toEqual([FIRST, FIRST + 1]);
  });

  test('of a candidate whom this client has just created is refused, although the search does not find them yet', async () => {
    const stage = createStage({ emailSearch: { lagMs: 60_000 } });
    const client = stage.client();
    await client.createCandidate(EVA);
    expect(await caught(update(stage, EMAIL, client))).toMatchObject({ name: 'ActionRejectedError' });
  });

  test('in another spelling is written without a search', async () => {
    const stage = staged();
    await update(stage, 'JOERG@example.at');
    expect(stage.sandbox.applicant(FIRST)?.Email).toBe('JOERG@example.at');
    expect(stage.requests()).not.toContain('GET Applicants/ByEmail/{email}');
  });

  test('that cannot be searched is refused', async () => {
    const stage = createStage({ refusedInPaths: 'iis' });
    expect(await caught(update(stage, 'a&b@example.at'))).toMatchObject({
      issues: [{ path: 'candidate.email_address', code: 'not_allowed' }],
    });
    expect(stage.writes()).toEqual([]);
  });

  test('that was theirs is nobody’s afterwards: the next application with it is of a new candidate', async () => {
    const stage = createStage({ emailSearch: { lagMs: 60_000 } });
    const client = stage.client();
    const { data } = await client.createCandidate(EVA);
    await client.updateCandidate({ candidate_id: data.id, candidate: { email_address: 'eva.neu@example.at' } });
    const application = { job_id: `remote:${JOBS.custom}` };
    const withOld = await client.createApplication({ ...EVA, application });
    expect(withOld.data.candidate.id).not.toBe(data.id);
    // The new one is known at once, although the search does not find it yet.
    const candidate = { ...EVA.candidate, email_address: 'eva.neu@example.at' };
    const withNew = await client.createApplication({ ...EVA, candidate, application });
    expect(withNew.data.candidate.id).toBe(data.id);
  });

  test('is not changed while a create looks for it: both calls take their turn', async () => {
    const stage = staged();
    const client = stage.client();
    const [change] = await Promise.allSettled([update(stage, EMAIL, client), client.createCandidate(EVA)]);
    expect(change.status === 'rejected' || change.value.data.remote_id === String(FIRST)).toBe(true);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });

  test('swapped by two calls at once neither deadlocks nor leaves both with one', async () => {
    const stage = staged();
    const client = stage.client();
    const swap = (number: number, email_address: string) =>
      client.updateCandidate({ candidate_id: `remote:${number}`, candidate: { email_address } });
    const results = await Promise.allSettled([swap(FIRST, TAKEN), swap(FIRST + 1, WHOLE.Email)]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(stage.writes()).toEqual([]);
  });
});
