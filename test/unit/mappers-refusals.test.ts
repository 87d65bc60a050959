import { describe, expect, test } from 'vitest';
import { ConfigurationError, ERecruiter } from '../../src/index.js';
import {
  contextFromMandator,
  createIds,
  createMapperContext,
  MapperError,
  toApplication,
  toApplicationStage,
  toAttachment,
  toCandidate,
  toCvAttachment,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
  toTag,
  toUser,
  type Ids,
  type MapperProblem,
  type MappingIssue,
} from '../../src/mappers/index.js';

type Json = ReturnType<typeof JSON.parse>;

const owner = { tenant: 'api.example.at', mandatorId: 1 };
const base = { ...owner, observedAt: new Date('2025-11-08T12:00:00Z') };

/** Calls from code without types. */
function problems(call: () => unknown): readonly MapperProblem[] {
  try {
    call();
  } catch (error) {
    if (MapperError.isInstance(error)) return error.issues;
    throw error;
  }
  return expect.fail('nothing was thrown');
}

function setUp() {
  const issues: MappingIssue[] = [];
  return { issues, context: createMapperContext({ ...base, onIssue: (issue) => void issues.push(issue) }) };
}

// One row per option and kind of mistake: what it is, and what the error says.
const wrong: readonly (readonly [option: string, value: unknown, message: string])[] = [
  ['tenant', undefined, 'is required'],
  ['tenant', null, 'is required'],
  ['tenant', '', 'must not be empty'],
  ['tenant', ' ', 'must not be empty'],
  ['tenant', '\u200b', 'must not be empty'],
  ['tenant', 1, 'must be a text'],
  ['mandatorId', undefined, 'is required'],
  ['mandatorId', null, 'is required'],
  ['mandatorId', '1', 'must be a number'],
  ['mandatorId', NaN, 'must be a number'],
  ['mandatorId', 1.5, 'must be a whole number'],
  ['mandatorId', 0, 'must be at least 1'],
  ['mandatorId', -1, 'must be at least 1'],
  ['mandatorId', 1e300, 'must be at most 9007199254740991'],
  ['observedAt', undefined, 'must be a valid Date, or a function that returns one'],
  ['observedAt', '2025-11-08', 'must be a valid Date, or a function that returns one'],
  ['observedAt', new Date('yesterday'), 'must be a valid Date, or a function that returns one'],
  ['observedAt', 1_762_603_200_000, 'must be a valid Date, or a function that returns one'],
  ['timeZone', 'Europe/Wien', 'must be an IANA time zone, such as Europe/Vienna'],
  ['timeZone', '', 'must be an IANA time zone, such as Europe/Vienna'],
  ['timeZone', 1, 'must be a text'],
  ['timeZone', null, 'must be a text, not null'],
  ['culture', 'Deutsch', 'must be a culture, such as de-AT'],
  ['culture', 'de_AT', 'must be a culture, such as de-AT'],
  ['culture', 1, 'must be a text'],
  ['countries', 'Österreich', 'must be a list of texts'],
  ['countries', { AT: 'Österreich' }, 'must be a list of texts'],
  ['countries', ['Österreich', 1], 'must be a list of texts'],
  ['portalUrl', 'jobs.example.at', 'must be an http or https address'],
  ['portalUrl', 'javascript:alert(1)', 'must be an http or https address'],
  ['portalUrl', new URL('ftp://jobs.example.at'), 'must be an http or https address'],
  ['sourceName', 1, 'must be a text'],
  ['integrationFields', 'ALL', 'must be one of custom, all'],
  ['integrationFields', null, 'must be one of custom, all'],
  ['customFields', [], 'must be an object'],
  ['customFields', 'licence', 'must be an object'],
  ['remoteData', 'true', 'must be true or false'],
  ['onIssue', 'log', 'must be a function'],
  ['onIssue', null, 'must be a function'],
];

describe('a context', () => {
  test.each(wrong)('refuses %s: %j', (option, value, message) => {
    const options: Json = { ...base, [option]: value };
    expect(problems(() => createMapperContext(options))).toEqual([{ path: option, message }]);
  });

  test.each([undefined, null, {}, [], 'options', 7])('names all that is missing in %j', (options: Json) => {
    expect(problems(() => createMapperContext(options)).map(({ path }) => path)).toEqual([
      'tenant',
      'mandatorId',
      'observedAt',
    ]);
  });

  test('names every problem at once, in its message too', () => {
    const options: Json = { tenant: '', mandatorId: '1', timeZone: 'Europe/Wien', timezone: 'Europe/Vienna', 'a b': 1 };
    const call = (): unknown => createMapperContext(options);
    expect(call).toThrow(
      'Invalid options: tenant: must not be empty; mandatorId: must be a number; observedAt: must be a valid Date, or ' +
        'a function that returns one; timeZone: must be an IANA time zone, such as Europe/Vienna; timezone: is unknown; ' +
        'options: has an unknown field',
    );
    expect(call).toThrow(TypeError);
    expect(problems(call)).toHaveLength(6);
  });

  test('looks into the names of custom fields', () => {
    const customFields: Json = { candidate: { a: 'A', b: '', c: 1 }, job: 'x', jobs: {}, application: null };
    expect(problems(() => createMapperContext({ ...base, customFields }))).toEqual([
      { path: 'customFields.job', message: 'must be an object' },
      { path: 'customFields.candidate.b', message: 'must not be empty' },
      { path: 'customFields.candidate.c', message: 'must be a text' },
      { path: 'customFields.jobs', message: 'is unknown' },
    ]);
    const map: Json = { candidate: new Map([['a', 'A']]), job: { a: ' ' } };
    expect(problems(() => createMapperContext({ ...base, customFields: map }))).toEqual([
      { path: 'customFields.job.a', message: 'must not be empty' },
      { path: 'customFields.candidate', message: 'must be an object' },
    ]);
    const proto = createMapperContext({ ...base, customFields: { job: JSON.parse('{ "__proto__": "A" }') } });
    expect(Object.keys(proto.customFields.job ?? {})).toEqual(['__proto__']);
  });

  test.each(wrong.filter(([option]) => !/^(?:observedAt|countries|sourceName)$/.test(option)))(
    'refuses %s: %j as the client does',
    (option, value, message) => {
      // The client has a default for `tenant`.
      if (option === 'tenant' && value === undefined) return;
      const options: Json = { baseUrl: 'https://example.at', apiKey: 'key', mandatorId: 1, [option]: value };
      let said: readonly MapperProblem[] = [];
      try {
        new ERecruiter(options);
      } catch (error) {
        if (ConfigurationError.isInstance(error)) said = error.issues;
      }
      // What is missing has texts of its own there, since other options can be missing.
      const isMissing = value === null || value === '';
      expect(said[0]).toMatchObject(
        isMissing ? { path: option } : { path: option, message: expect.stringContaining(message) },
      );
    },
  );

  test('takes what it always took', () => {
    const options = {
      ...base,
      timeZone: undefined,
      countries: null,
      portalUrl: null,
      customFields: {},
      onIssue: undefined,
    };
    expect(createMapperContext(options).timeZone).toBe('Europe/Vienna');
    expect(createMapperContext({ ...base, countries: ['Österreich', null], portalUrl: ' ' }).portalUrl).toBeNull();
    const portalUrl = new URL('https://jobs.example.at');
    expect(createMapperContext({ ...base, portalUrl }).portalUrl).toBe('https://jobs.example.at');
  });

  test('with a function reads the time once for each call of a mapper', () => {
    let calls = 0;
    const context = createMapperContext({ ...base, observedAt: () => new Date((calls += 1)) });
    const rows = [1, 2].map((Id) => ({ Id, ApplicantId: 7, JobId: 3 }));
    const candidate = toCandidate({ Id: 7 }, context, { applications: rows });
    expect(candidate.changed_at).toEqual(new Date(1));
    expect(candidate.applications.map((row) => row.changed_at)).toEqual([new Date(1), new Date(1)]);
    expect(toJob({ Id: 1 }, context).changed_at).toEqual(new Date(2));
    expect(toTag('a', context).changed_at).toEqual(new Date(3));
    const within = { ...context, onIssue: () => undefined };
    expect(toUser({ Id: 1 }, within).changed_at).toEqual(new Date(4));
  });

  test('refuses what such a function returns, unless it is a valid Date', () => {
    const observedAt: Json = () => '2025-11-08';
    expect(problems(() => toTag('a', createMapperContext({ ...base, observedAt })))).toEqual([
      { path: 'observedAt', message: 'must return a valid Date' },
    ]);
  });
});

describe('a context from a mandator', () => {
  const mandator = {
    Id: 1,
    Countries: ['Austria', 'Oesterreich'],
    Urls: [null, 'https://jobs.example.at/', 'b'],
    Name: 'x',
  };
  const options = { tenant: 'api.example.at', observedAt: new Date(0) };

  test('has its number, its countries and its first portal', () => {
    const context = contextFromMandator(mandator, options);
    expect(context.ids.job(7)).toBe(createIds(owner).job(7));
    expect(context.countries.fromIso('AT')).toBe('Austria');
    expect(context.portalUrl).toBe('https://jobs.example.at');
  });

  test('prefers the options', () => {
    const own = { mandatorId: 2, countries: ['Österreich'], portalUrl: null, culture: 'en-GB' };
    const context = contextFromMandator(mandator, { ...options, ...own });
    expect(context.ids.job(7)).toBe(createIds({ ...owner, mandatorId: 2 }).job(7));
    expect(context.countries.fromIso('AT')).toBe('Österreich');
    expect(context).toMatchObject({ portalUrl: null, culture: 'en-GB' });
  });

  test('refuses wrong options, and a mandator without a number', () => {
    const [bad, other]: Json[] = [{ ...options, timeZone: 'Europe/Wien', observedat: 1 }, { Id: '1' }];
    expect(problems(() => contextFromMandator(mandator, bad)).map(({ path }) => path)).toEqual([
      'timeZone',
      'observedat',
    ]);
    expect(problems(() => contextFromMandator(other, options))).toEqual([
      { path: 'Id', message: 'expected a positive whole number' },
    ]);
    const nothing: Json = undefined;
    expect(problems(() => contextFromMandator(mandator, nothing)).map(({ path }) => path)).toEqual([
      'tenant',
      'observedAt',
    ]);
  });

  test.each([
    [['jobs.example.at/karriere'], 'https://jobs.example.at/karriere', []],
    [[' ', null, 'https://b.example'], 'https://b.example', []],
    [['javascript:alert(1)', 'https://b.example', 'x'], 'https://b.example', ['Urls.0']],
    [['x'], null, ['Urls.0']],
  ])('has the first web address of %j as its portal', (Urls, portalUrl, paths) => {
    const issues: MappingIssue[] = [];
    const context = contextFromMandator({ Id: 1, Urls }, { ...options, onIssue: (issue) => void issues.push(issue) });
    expect(context.portalUrl).toBe(portalUrl);
    expect(issues).toEqual(paths.map((path) => ({ id: '1', path, reason: 'not a web address' })));
  });

  test('reports what it cannot use', () => {
    const issues: MappingIssue[] = [];
    const raw: Json = { Id: 1, Countries: 'Austria', Urls: [5, 'https://jobs.example.at'] };
    const context = contextFromMandator(raw, { ...options, onIssue: (issue) => void issues.push(issue) });
    expect(context.portalUrl).toBe('https://jobs.example.at');
    expect(issues).toEqual([
      { id: '1', path: 'Countries', reason: 'expected array' },
      { id: '1', path: 'Urls.0', reason: 'expected string' },
    ]);
  });
});

describe('ids', () => {
  const ids = createIds(owner);
  const bad: Json[] = ['7', undefined, null, NaN, Infinity, 1.5, -1, 0, 7n, {}, [7], true, new Date(7), 2 ** 53];
  const numbers: readonly (readonly [string, (ids: Ids, value: Json) => string])[] = [
    ['job', (all, value) => all.job(value)],
    ['candidate', (all, value) => all.candidate(value)],
    ['application', (all, value) => all.application(value, 7, 3)],
    ['application', (all, value) => all.application(1, value, 3)],
    ['application', (all, value) => all.application(1, 7, value)],
    ['question', (all, value) => all.question(value, { id: 1 })],
    ['question', (all, value) => all.question(9, { id: value })],
    ['jobQuestion', (all, value) => all.jobQuestion(value, 9, { id: 1 })],
    ['jobQuestion', (all, value) => all.jobQuestion(3, value, { id: 1 })],
    ['jobQuestion', (all, value) => all.jobQuestion(3, 9, { id: value })],
    ['user', (all, value) => all.user(value)],
    ['attachment', (all, value) => all.attachment(value, 1)],
    ['attachment', (all, value) => all.attachment(value, 'cv')],
    ['posting', (all, value) => all.posting(value, 'a')],
  ];
  test.each(numbers)('of a %s refuse what is no number of a record', (kind, make) => {
    for (const value of bad) {
      expect(() => make(ids, value)).toThrow(`Invalid id of the kind ${kind}: expected a positive whole number`);
    }
  });

  test.each(bad.filter((value) => !Number.isSafeInteger(value)))('of attachments refuse the document %s', (value) => {
    expect(() => ids.attachment(7, value)).toThrow(MapperError);
  });

  test.each([-1, 1.5, '1', 2 ** 31, NaN, null] satisfies Json[])(
    'of questions refuse the position %s',
    (index: Json) => {
      expect(() => ids.question(9, { index })).toThrow(MapperError);
    },
  );

  const names: readonly (readonly [string, (ids: Ids, value: Json) => string])[] = [
    ['stage', (all, value) => all.stage(value)],
    ['tag', (all, value) => all.tag(value)],
    ['hiringTeamMember', (all, value) => all.hiringTeamMember(value)],
    ['option', (all, value) => all.option(value, 'a')],
    ['option', (all, value) => all.option('a', value)],
    ['posting', (all, value) => all.posting(1, value)],
    ['integrationField', (all, value) => all.integrationField('job', 'CUSTOM', value)],
  ];
  test.each(names)('of a %s refuse what is no text', (kind, make) => {
    for (const value of [7, undefined, null, {}, ['a'], new String('a')] satisfies Json[]) {
      expect(() => make(ids, value)).toThrow(`Invalid id of the kind ${kind}: expected string`);
    }
  });

  test.each([
    [{}, ['tenant', 'mandatorId']],
    [null, ['tenant', 'mandatorId']],
    [{ tenant: '', mandatorId: '1' }, ['tenant', 'mandatorId']],
    [{ tenant: 'a', mandatorId: 0 }, ['mandatorId']],
  ])('refuse the owner %j', (value: Json, paths) => {
    expect(problems(() => createIds(value)).map(({ path }) => path)).toEqual(paths);
  });
});

describe('a record whose own number is wrong', () => {
  const { context } = setUp();
  const row = { Id: 1, ApplicantId: 7, JobId: 3 };
  const calls: readonly (readonly [string, (Id: Json) => unknown])[] = [
    ['applicant', (Id) => toCandidate({ Id }, context)],
    ['application', (Id) => toApplication({ ...row, Id }, context)],
    ['job', (Id) => toJob({ Id }, context)],
    ['user', (Id) => toUser({ Id }, context)],
    ['questionnaire', (Id) => toScreeningQuestions({ Id }, context)],
    ['questionnaire', (Id) => toJobScreeningQuestions(3, { Id }, context)],
  ];
  test.each(calls)('throws for the %s, naming it', (kind, map) => {
    for (const Id of ['7', undefined, null, NaN, 1.5, -1, 0, {}] satisfies Json[]) {
      expect(() => map(Id)).toThrow(`Invalid ${kind}: Id: expected a positive whole number`);
    }
  });

  test('throws for each number of an application, for documents, and for what is no record', () => {
    const text: Json = '3';
    const nothing: Json = null;
    expect(() => toApplication({ ...row, JobId: text }, context)).toThrow('Invalid application: JobId: expected');
    expect(() => toApplication({ ...row, ApplicantId: text }, context)).toThrow('application: ApplicantId: expected');
    expect(() => toAttachment({ Id: text }, context, 7)).toThrow('Invalid document: Id: expected a whole number');
    expect(() => toAttachment({ Id: 1 }, context, text)).toThrow('Invalid id of the kind attachment');
    expect(() => toCvAttachment({}, context, text)).toThrow('Invalid id of the kind attachment');
    expect(() => toJobScreeningQuestions(text, { Id: 9 }, context)).toThrow('Invalid id of the kind job');
    expect(() => toCandidate(nothing, context)).toThrow('Invalid applicant: expected object');
    expect(() => toTag(nothing, context)).toThrow('Invalid id of the kind tag: expected string');
    expect(() => toApplicationStage(nothing, context)).toThrow('Invalid id of the kind stage: expected string');
  });
});

describe('a record inside another, or read for it', () => {
  test('is skipped without its number, and reported under the number of its owner', () => {
    const { context, issues } = setUp();
    const applications: Json = [{ Id: 1, ApplicantId: 7, JobId: '3' }, { Id: 2, ApplicantId: 7, JobId: 3 }, 'x'];
    const candidate = toCandidate({ Id: 7 }, context, { applications });
    expect(candidate.applications.map(({ remote_id }) => remote_id)).toEqual(['2']);
    expect(issues).toEqual([
      { id: '7', path: 'Applications.0.JobId', reason: 'expected a positive whole number' },
      { id: '7', path: 'Applications.2', reason: 'expected object' },
    ]);
  });

  test('is reported under its own number', () => {
    const { context, issues } = setUp();
    const applications: Json = [{ Id: 2, ApplicantId: 7, JobId: 3, Status: 5 }];
    expect(toCandidate({ Id: 7 }, context, { applications }).applications).toMatchObject([{ current_stage: null }]);
    const applicant: Json = { Id: 7, City: 5, FirstName: ['Eva'], LastName: 'Gruber' };
    const row = { Id: 2, ApplicantId: 7, JobId: 3 };
    expect(toApplication(row, context, { applicant }).candidate).toMatchObject({
      first_name: null,
      last_name: 'Gruber',
    });
    expect(issues).toEqual([
      { id: '2', path: 'Status', reason: 'expected string' },
      { id: '7', path: 'FirstName', reason: 'expected string' },
      { id: '7', path: 'City', reason: 'expected string' },
    ]);
  });

  test('never costs the whole record', () => {
    const { context, issues } = setUp();
    const [applicant, questionnaire]: Json[] = [{ Id: '7' }, { Items: [{ Id: 1 }] }];
    expect(toApplication({ Id: 2, ApplicantId: 7, JobId: 3 }, context, { applicant }).candidate).toBeNull();
    expect(toJob({ Id: 3 }, context, { questionnaire }).screening_questions).toEqual([]);
    expect(issues).toEqual([
      { id: '2', path: 'Applicant.Id', reason: 'expected a positive whole number' },
      { id: '3', path: 'Questionnaire.Id', reason: 'expected a positive whole number' },
    ]);
  });

  test('with a number as text does not get the id of its position', () => {
    const { context, issues } = setUp();
    const raw: Json = { Id: 9, Items: [{ Id: '917', Type: 10 }, { Id: 918, Type: 10 }, { Type: 10 }] };
    expect(toScreeningQuestions(raw, context).map(({ remote_id }) => remote_id)).toEqual(['918', '9/2']);
    expect(issues).toEqual([{ id: '9', path: 'Items.0.Id', reason: 'expected a positive whole number' }]);
  });
});

describe('a value of the wrong type', () => {
  test('is null, and reported once', () => {
    const { context, issues } = setUp();
    const raw: Json = {
      ...{ Id: 1, Title: 5, Status: true, CreationDate: 1_762_603_200, JobProfiles: ['IT', 5, {}, null] },
      ...{ OccupationTypes: 'Vollzeit', PublishedOn: { Name: 'a' } },
      GoogleForJobs: { MinSalary: '42000', MaxSalary: 50_000, Telecommute: 'false', Currency: ['EUR'] },
      CustomFields: [{ CustomField: { Name: 'a', Type: 1 }, BoolValue: 'true' }, { CustomField: { Name: 5 } }, 7],
    };
    expect(toJob(raw, context)).toMatchObject({
      ...{ name: null, status: null, category: 'IT', employment_type: null, job_postings: [] },
      ...{ salary_amount_from: null, salary_amount_to: 50_000, salary_currency: null, remote_work_status: null },
      custom_fields: { a: null },
    });
    expect(issues.map(({ path, reason }) => `${path}: ${reason}`)).toEqual([
      'Title: expected string',
      'Status: expected number or string',
      'CreationDate: expected string',
      'CustomFields.0.BoolValue: expected boolean',
      'CustomFields.1.CustomField.Name: expected string',
      'CustomFields.2: expected object',
      'JobProfiles.1: expected string',
      'JobProfiles.2: expected string',
      'OccupationTypes: expected array',
      'PublishedOn: expected array',
      'GoogleForJobs.Telecommute: expected boolean',
      'GoogleForJobs.MinSalary: expected number',
      'GoogleForJobs.Currency: expected string',
    ]);
    expect(issues.every(({ id }) => id === '1')).toBe(true);
  });

  test('is not read from what the caller looks up', () => {
    const { context, issues } = setUp();
    const [job, change]: Json[] = [() => ({ name: 5 }), () => 5];
    const applications = [{ Id: 2, ApplicantId: 7, JobId: 3 }];
    const candidate = toCandidate({ Id: 7 }, context, { applications, job, workflowLastChange: change });
    expect(candidate.applications).toMatchObject([{ job: { name: null }, remote_updated_at: null }]);
    expect(issues).toEqual([{ id: '2', path: 'WorkflowLastChange', reason: 'not a date' }]);
  });

  test('stays in remote_data, and in fields that show it as it is', () => {
    const context = createMapperContext({ ...base, remoteData: true, integrationFields: 'all' });
    const raw: Json = { Id: 7, City: 5, Salary: '42000' };
    const { remote_data, integration_fields, location } = toCandidate(raw, context);
    expect(location).toBeNull();
    expect(remote_data).toMatchObject({ '/Applicant/{applicantId}': raw });
    expect(integration_fields).toMatchObject([{ key: 'Salary', value: '42000' }]);
    expect(raw).toEqual({ Id: 7, City: 5, Salary: '42000' });
  });

  test('of an entity with getters is dropped, and the rest is read', () => {
    class Entity {
      #name = 'Eva';
      Id = 7;
      get FirstName(): string {
        return this.#name;
      }
      get City(): Json {
        return 5;
      }
    }
    const { context, issues } = setUp();
    expect(toCandidate(Object.freeze(new Entity()), context)).toMatchObject({ first_name: 'Eva', location: null });
    expect(issues).toEqual([{ id: '7', path: 'City', reason: 'expected string' }]);
  });
});

describe('regions in a circle', () => {
  test('are reported, and end somewhere', () => {
    const { context, issues } = setUp();
    const region: { Name: string; Regions: object[] } = { Name: 'Wien', Regions: [] };
    region.Regions.push(region);
    const [question] = toScreeningQuestions({ Id: 9, Items: [{ Id: 1, Type: 'Regions' }] }, context, {
      Regions: [region],
    });
    expect(question?.format).toMatchObject({ type: 'MULTI_SELECT', options: [{ name: 'Wien' }] });
    expect(issues).toMatchObject([{ id: null, reason: 'nested too deeply' }]);
  });
});
