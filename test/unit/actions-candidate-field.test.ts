import { describe, expect, test } from 'vitest';
import type { CandidateFieldInput, ERecruiterOptions } from '../../src/index.js';
import { createStage, FIRST, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const candidate_id = `remote:${FIRST}`;
type Value = CandidateFieldInput['value'];

function rowOf({ sandbox }: Stage, name: string) {
  return sandbox.customFieldsOf(FIRST).find(({ CustomField }) => CustomField?.Name === name);
}

function set(stage: Stage, field: string, value: Value, options: Partial<ERecruiterOptions> = {}) {
  return stage.client(options).setCandidateField({ candidate_id, field, value });
}

/** The sandbox's fetch with changed answers. */
function answering({ sandbox }: Stage, change: (text: string) => string): typeof globalThis.fetch {
  return async (input, init) => {
    const response = await sandbox.fetch(input, init);
    return new Response(change(await response.text()), response);
  };
}

const bodiesOf = ({ sandbox }: Stage): unknown[] =>
  sandbox.log
    .filter(({ method, template }) => method === 'POST' && template?.endsWith('/CustomField') === true)
    .map(({ body }) => JSON.parse(body));

describe('a value is sent in the form of its field', () => {
  test.each<[string, Value, string | null, readonly string[] | null]>([
    ['anmerkung', 'Zeile 1\r\nZeile 2', 'Zeile 1\r\nZeile 2', null],
    ['fuehrerscheinB', true, 'true', null],
    ['fuehrerscheinB', false, 'false', null],
    ['stundenausmass', '38.5', '38.5', null],
    ['schichtmodell', ['nacht', 'Früh', 'FRÜH'], null, ['Nacht', 'Früh']],
    ['eintritt', '2026-09-01', '2026-09-01', null],
    ['eintritt', new Date('2026-08-31T22:30:00Z'), '2026-09-01', null],
    ['schuhgroesse', '42', '42', null],
    ['kennenlernen', 'Messe', 'Messe', null],
  ])('%s: %j', async (field, value, Value, Values) => {
    const stage = createStage();
    const { warnings } = await set(stage, field, value);
    expect(bodiesOf(stage)).toEqual([{ CustomField: field, Value, Values }]);
    expect(warnings).toEqual([]);
    expect(rowOf(stage, field)).toBeDefined();
    expect(stage.requests()).toEqual([
      'POST Token',
      'GET Mandator',
      'GET Applicant/{applicantId}',
      'GET Applicant/CustomFields/{applicantId}',
      'POST Applicant/{applicantId}/CustomField',
      'GET Applicant/CustomFields/{applicantId}',
    ]);
    // The same again writes nothing.
    await set(stage, field, value);
    expect(bodiesOf(stage)).toHaveLength(1);
    // It is read as it was written.
    const candidate = await stage.client().getCandidate(candidate_id);
    const read = candidate.integration_fields.find(({ key }) => key === field)?.value;
    expect(read).toEqual(Values ?? (typeof value === 'boolean' ? value : Value));
  });

  test('a list replaces the one before, also if it is a part of it and the answer is lost', async () => {
    const stage = createStage();
    await set(stage, 'schichtmodell', ['Früh', 'Nacht']);
    stage.sandbox.fail({ on: 'POST Applicant/{applicantId}/CustomField', kind: 'reset-before' });
    await set(stage, 'schichtmodell', ['Nacht']);
    expect(rowOf(stage, 'schichtmodell')?.StringValue).toBe('Nacht');
  });

  test('a text in other letters replaces the one before, also if the answer is lost', async () => {
    const stage = createStage();
    await set(stage, 'anmerkung', 'abc');
    stage.sandbox.fail({ on: 'POST Applicant/{applicantId}/CustomField', kind: 'reset-before' });
    await set(stage, 'anmerkung', 'ABC');
    expect(rowOf(stage, 'anmerkung')?.StringValue).toBe('ABC');
  });
});

describe('the field', () => {
  const own = { customFields: { candidate: { hours: 'stundenausmass', note: 'ImportantInfo', anmerkung: 'hinweis' } } };

  test.each(['stundenausmass', 'hours', ' stundenausmass '])('is found by its name %j', async (field) => {
    const stage = createStage();
    await set(stage, field, '30', own);
    expect(rowOf(stage, 'stundenausmass')?.StringValue).toBe('30');
  });

  test('is found by the id that exploreFields and integration_fields give', async () => {
    const stage = createStage();
    const fields = await stage.client().exploreFields('candidate', { sample: 0 });
    await set(stage, fields.find(({ key }) => key === 'stundenausmass')?.id ?? '', '30');
    expect(rowOf(stage, 'stundenausmass')?.StringValue).toBe('30');
  });

  test.each<[string, string, RegExp]>([
    ['stundenausmas', 'unknown_id', /did you mean stundenausmass\?/],
    ['Stundenausmaß', 'unknown_id', /label of a field; did you mean stundenausmass\?/],
    ['xyz', 'unknown_id', /exploreFields\(\) lists them/],
    ['kostenstelle', 'not_allowed', /of jobs or companies/],
    ['ImportantInfo', 'not_allowed', /property of the record/],
    ['note', 'not_allowed', /property of the record/],
    ['anmerkung', 'not_allowed', /pass the id of the field/],
    ['constructor', 'unknown_id', /exploreFields\(\) lists them/],
    ['__proto__', 'unknown_id', /exploreFields\(\) lists them/],
  ])('%j is refused', async (field, code, message) => {
    const stage = createStage();
    const error = await caught(set(stage, field, 'x', own));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'field', code }] });
    expect(String(error)).toMatch(message);
    expect(stage.writes()).toEqual([]);
  });

  test.each([
    ['job', 'CUSTOM', 'kostenstelle', 'not of candidates'],
    ['candidate', 'DEFAULT', 'ImportantInfo', 'property of the record'],
  ] as const)('by the id of a field of a %s (%s) is refused', async (model, type, key, message) => {
    const stage = createStage();
    const fields = await stage.client().exploreFields(model, { sample: 0 });
    const id = fields.find((field) => field.key === key && field.type === type)?.id ?? '';
    expect(String(await caught(set(stage, id, 'x')))).toContain(message);
  });
});

describe('a value of another kind is refused, and not quoted', () => {
  test.each<[string, Value, string]>([
    ['anmerkung', true, 'invalid_type'],
    ['anmerkung', ['secret'], 'invalid_type'],
    ['anmerkung', ' ', 'required'],
    ['schuhgroesse', 'secret\nsecret', 'invalid_format'],
    ['fuehrerscheinB', 'true', 'invalid_type'],
    ['stundenausmass', 'secret', 'invalid_value'],
    ['stundenausmass', ['30'], 'invalid_type'],
    ['schichtmodell', 'Früh', 'invalid_type'],
    ['schichtmodell', ['Früh', 'secret'], 'invalid_value'],
    ['eintritt', '31.12.2026', 'invalid_format'],
    ['eintritt', true, 'invalid_type'],
    ['hinweis', '<p>secret</p>', 'not_allowed'],
  ])('%s: %j', async (field, value, code) => {
    const stage = createStage();
    const error = await caught(set(stage, field, value));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'value', code }] });
    expect(String(error)).not.toContain('secret');
    expect(stage.writes()).toEqual([]);
  });

  test.each([undefined, 7, {}, [7]])('%j before any request', async (value) => {
    const stage = createStage();
    const call = Reflect.apply(stage.client().setCandidateField, stage.client(), [
      { candidate_id, field: 'anmerkung', value },
    ]);
    expect(await caught(Promise.resolve(call))).toMatchObject({ name: 'InputError' });
    expect(stage.requests()).toEqual([]);
  });

  test('a type that is newer than the library cannot be checked', async () => {
    const stage = createStage();
    const fetch = answering(stage, (text) => text.replaceAll('"Type":5', '"Type":9'));
    expect(await caught(set(stage, 'schuhgroesse', 'x', { fetch }))).toMatchObject({
      issues: [{ code: 'not_allowed' }],
    });
    expect(stage.writes()).toEqual([]);
  });
});

test('chosen values that cannot be told apart once they are joined are written with a warning', async () => {
  const stage = createStage();
  stage.sandbox.addCustomField({ Name: 'wahl', Type: 3, Target: 0, PossibleValues: ['A', 'B', 'A|B'] });
  expect((await set(stage, 'wahl', ['A|B'])).warnings).toEqual([]);
  expect((await set(stage, 'wahl', ['A', 'B'])).warnings).toEqual([{ message: expect.stringContaining('"|"') }]);
});

test('a value that eRecruiter stores in another form is a warning', async () => {
  const stage = createStage();
  const fetch = answering(stage, (text) => text.replaceAll('abcdef', 'abc'));
  const { warnings } = await set(stage, 'anmerkung', 'abcdef', { fetch });
  expect(warnings).toEqual([{ message: 'eRecruiter did not keep the value of a custom field as it was sent' }]);
});

describe('possible values that differ in case only', () => {
  const cased = async (Type: number) => {
    const stage = createStage();
    stage.sandbox.addCustomField({ Name: 'cased', Type, Target: 0, PossibleValues: ['Voll', 'voll', 'Teil'] });
    return stage;
  };

  test('are different values', async () => {
    const stage = await cased(3);
    await set(stage, 'cased', ['Voll', 'teil']);
    await set(stage, 'cased', ['voll', 'Teil']);
    await set(stage, 'cased', ['Voll', 'voll']);
    expect(bodiesOf(stage).map((body) => Object(body).Values)).toEqual([
      ['Voll', 'Teil'],
      ['voll', 'Teil'],
      ['Voll', 'voll'],
    ]);
  });

  test.each<[number, Value]>([
    [2, 'VOLL'],
    [3, ['Teil', 'VOLL']],
  ])('are not guessed (type %i)', async (Type, value) => {
    const stage = await cased(Type);
    expect(await caught(set(stage, 'cased', value))).toMatchObject({
      name: 'InputError',
      issues: [{ path: 'value', code: 'invalid_value', message: expect.stringContaining('exactly') }],
    });
    expect(stage.writes()).toEqual([]);
  });
});

describe('a server that shows a change late', () => {
  /** Answers the list of values as it was before the last write, once. */
  function late(stage: Stage): typeof globalThis.fetch {
    let known = '[]';
    return async (input, init) => {
      const { length } = stage.writes();
      const response = await stage.sandbox.fetch(input, init);
      if (stage.requests().at(-1) !== 'GET Applicant/CustomFields/{applicantId}') return response;
      const text = await response.text();
      const isStale = length > 0 && stage.clock.waits.length < length;
      if (!isStale) known = text;
      return new Response(isStale ? known : text, response);
    };
  }

  test('is looked at twice', async () => {
    const stage = createStage();
    const fetch = late(stage);
    expect((await set(stage, 'schuhgroesse', '42', { fetch })).warnings).toEqual([]);
    expect((await set(stage, 'schuhgroesse', null, { fetch })).warnings).toEqual([]);
    expect(stage.clock.waits).toHaveLength(2);
    expect(rowOf(stage, 'schuhgroesse')).toBeUndefined();
  });
});

test('false is kept if eRecruiter has no row of a box without a tick', async () => {
  const stage = createStage();
  const { warnings } = await set(stage, 'fuehrerscheinB', false, {
    fetch: async (input, init) => {
      const response = await stage.sandbox.fetch(input, init);
      return stage.requests().at(-1)?.startsWith('GET Applicant/CustomFields') === true ? new Response('[]') : response;
    },
  });
  expect([warnings, bodiesOf(stage).length]).toEqual([[], 1]);
});

describe('what is newer than the catalogue of the client', () => {
  test('is found once the catalogue is a few seconds old', async () => {
    const stage = createStage();
    const client = stage.client();
    const write = (field: string, value: Value) => client.setCandidateField({ candidate_id, field, value });
    await write('schuhgroesse', '42');
    stage.sandbox.addCustomField({ Name: 'neu', Type: 2, Target: 0, PossibleValues: ['A'] });
    expect(await caught(write('neu', 'A'))).toMatchObject({ issues: [{ code: 'unknown_id' }] });
    await stage.clock.sleep(10_000, new AbortController().signal);
    await write('neu', 'A');
    expect(rowOf(stage, 'neu')).toMatchObject({ StringValue: 'A' });
    // A loop over wrong values does not read it each time.
    for (const value of ['B', 'C', 'D'])
      expect(await caught(write('neu', value))).toMatchObject({ name: 'InputError' });
    expect(stage.requests().filter((request) => request === 'GET Mandator')).toHaveLength(2);
  });
});

describe('null clears', () => {
  test.each<[string, Value]>([
    ['anmerkung', 'x'],
    ['fuehrerscheinB', true],
    ['stundenausmass', '30'],
    ['schichtmodell', ['Früh']],
    ['eintritt', '2026-09-01'],
  ])('%s', async (field, value) => {
    const stage = createStage();
    await set(stage, field, value);
    expect(await set(stage, field, null)).toEqual({ data: {}, warnings: [] });
    expect(rowOf(stage, field)).toBeUndefined();
    expect(stage.writes().at(-1)).toBe('DELETE Applicant/{applicantId}/CustomField/{customFieldName}');
    const { length } = stage.writes();
    await set(stage, field, null);
    expect(stage.writes()).toHaveLength(length);
  });

  test('and so does a list without values', async () => {
    const stage = createStage();
    await set(stage, 'schichtmodell', ['Früh']);
    await set(stage, 'schichtmodell', []);
    expect(rowOf(stage, 'schichtmodell')).toBeUndefined();
  });

  const NASTY = ['C++', 'a&b', 'a:b', 'a*b', 'Führerschein B/1 & 2?', '..', '../../150001', '50 %', 'a\\b', 'a#b'];

  test.each(NASTY)('the field %j, whatever the web server thinks of its name', async (Name) => {
    for (const refusedInPaths of ['iis', []] as const) {
      const stage = createStage({ refusedInPaths });
      stage.sandbox.addCustomField({ Name, Type: 5, Target: 0 });
      await set(stage, Name, 'x');
      expect(await set(stage, Name, null)).toEqual({ data: {}, warnings: [] });
      expect(stage.sandbox.customFieldsOf(FIRST)).toEqual([]);
      expect(stage.sandbox.applicantIds()).toHaveLength(4);
    }
  });

  test.each(['../../150001', 'a/b', 'a?b', 'a#b', '%2e%2e', '.', 'a;b'])(
    'the field %j is never part of a path',
    async (Name) => {
      const stage = createStage({ refusedInPaths: [] });
      stage.sandbox.addCustomField({ Name, Type: 5, Target: 0 });
      await set(stage, Name, 'x');
      await set(stage, Name, null);
      expect(stage.requests().filter((request) => request.startsWith('DELETE'))).toEqual([]);
    },
  );

  test('a field that the server empties although it rejects the request', async () => {
    const stage = createStage();
    await set(stage, 'schuhgroesse', '42');
    stage.sandbox.fail({ on: 'DELETE', kind: 'status', status: 400, processed: true });
    expect(await set(stage, 'schuhgroesse', null)).toEqual({ data: {}, warnings: [] });
    expect(bodiesOf(stage)).toHaveLength(1);
  });

  test('is an error if neither way clears it: the answer of the first', async () => {
    const stage = createStage();
    await set(stage, 'schuhgroesse', '42');
    stage.sandbox.fail({ on: 'DELETE', kind: 'status', status: 404, times: 9 });
    stage.sandbox.fail({
      on: ({ body }) => body.includes('"Value":null'),
      kind: 'status',
      status: 400,
      times: 9,
    });
    expect(await caught(set(stage, 'schuhgroesse', null))).toMatchObject({ name: 'NotFoundError', status: 404 });
  });

  test('is an error if the value stays although eRecruiter accepts it', async () => {
    const stage = createStage();
    await set(stage, 'schuhgroesse', '42');
    stage.sandbox.fail({ on: 'DELETE', kind: 'status', status: 200, body: 'null' });
    expect(await caught(set(stage, 'schuhgroesse', null))).toMatchObject({
      name: 'ActionRejectedError',
      message: 'eRecruiter did not clear the field',
    });
  });

  test('is a warning if another value takes its place', async () => {
    const stage = createStage();
    await set(stage, 'stundenausmass', '20');
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await stage.sandbox.fetch(input, init);
        if (init?.method === 'DELETE') await set(stage, 'stundenausmass', '38.5');
        return response;
      },
    });
    const { warnings } = await client.setCandidateField({ candidate_id, field: 'stundenausmass', value: null });
    expect(warnings).toEqual([{ message: expect.stringContaining('another value') }]);
  });
});

test.each(['x', null])('a candidate that does not exist is invalid input (%j)', async (value) => {
  const call = createStage().client().setCandidateField({ candidate_id: 'remote:7', field: 'anmerkung', value });
  expect(await caught(call)).toMatchObject({ code: 'REMOTE.INPUT_INVALID', status: 404 });
});
