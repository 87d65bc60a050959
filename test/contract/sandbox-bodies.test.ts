import { describe, expect, test } from 'vitest';
import { ANSWER_TYPES } from '../../src/sandbox/data/answer-types.js';
import { BODY_TYPES, ENUMS, membersOf } from '../../src/sandbox/data/body-types.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { A, start } from './sandbox-kit.js';
import { hasWire, readDefinitions, suite } from './wire.js';

// As measured on Web API 2 with Json.NET, behind IIS and ASP.NET.

describe('how a JSON body is bound', () => {
  /** The applicant's core record after a body was posted; LastName comes first, so that it is never lost. */
  const stored = async (json: string, options: SandboxOptions = {}) => {
    const { sandbox, call } = await start({ newerProperties: { Pronouns: 'sie' }, ...options });
    const answer = await call('POST', `/Api/Applicant/${A}`, `{"LastName":"Grün",${json}}`);
    return { status: answer.status, row: Object(sandbox.applicant(A)) };
  };

  test.each([
    [
      'names, case-insensitive',
      '"FIRSTNAME":"Eva","city":"Linz","pRONOUNS":"er"',
      'FirstName City Pronouns',
      'Eva Linz er',
    ],
    ['unknown properties', '"Shoe":{"Size":[43]},"City":"Linz"', 'City', 'Linz'],
    ['an enum by its name', '"Gender":"female","GenderIdentity":"DIVERSE"', 'Gender GenderIdentity', '2 3'],
    ['an enum by its number as text', '"Gender":"2","SalaryPeriod":"1"', 'Gender SalaryPeriod', '2 1'],
    ['an enum number that does not exist', '"Gender":77,"GenderIdentity":"78"', 'Gender GenderIdentity', '77 78'],
    ['an enum name that does not exist', '"Gender":"robot","City":"Linz"', 'Gender City', '0 Linz'],
    ['a German date', '"BirthDate":"31.12.2026","DateOfCreation":"31.12.2026"', 'BirthDate', 'null'],
    ['a German date, not nullable', '"DateOfCreation":"31.12.2026"', 'DateOfCreation', '0001-01-01T00:00:00'],
    ['a day that does not exist', '"BirthDate":"2026-02-30"', 'BirthDate', 'null'],
    ['a date as a number', '"BirthDate":20261231,"City":"Linz"', 'BirthDate City', 'null Linz'],
    ['null for a bool', '"IsActive":null,"City":"Linz"', 'IsActive City', 'false Linz'],
    ['null for an enum', '"Gender":null,"City":"Linz"', 'Gender City', '0 Linz'],
    ['null for a date', '"DateOfCreation":null,"City":"Linz"', 'DateOfCreation City', '0001-01-01T00:00:00 Linz'],
    ['text for a list', '"Tags":"a","City":"Linz"', 'Tags City', ' Linz'],
    ['numbers in a list of texts', '"Tags":[1,"b",true]', 'Tags', '1,b,True'],
    ['an object for a text', '"City":{"Name":"Linz"},"ZipCode":"4020"', 'City ZipCode', 'null 4020'],
    ['a list for a text', '"City":["Linz"],"ZipCode":"4020"', 'City ZipCode', 'null 4020'],
    ['a number for a text', '"ZipCode":4020', 'ZipCode', '4020'],
    ['text for an int', '"Salary":"42000","City":"Linz"', 'Salary City', '42000 Linz'],
    ['text that is no int', '"Salary":"42.000","City":"Linz"', 'Salary City', 'null Linz'],
    [
      'an empty text where null is allowed',
      '"Salary":"","BirthDate":"","IsWillingToMove":""',
      'Salary BirthDate',
      'null null',
    ],
    ['text for a bool', '"IsActive":"True","IsLocked":"ja"', 'IsActive IsLocked', 'true false'],
    [
      'a decimal for an int: the rest is lost',
      '"City":"Linz","Salary":1.5,"Street":"B"',
      'City Salary Street',
      'Linz null null',
    ],
    ['5.0 is a decimal', '"Salary":5.0', 'Salary', 'null'],
    ['an int beyond 32 bits', '"ExternalId":2147483648', 'ExternalId', 'null'],
    ['an int beyond 64 bits', '"GlobalId":9223372036854775808', 'GlobalId', 'null'],
    [
      'the largest of each',
      '"ExternalId":2147483647,"MaximumDistanceToJobLocation":12.5',
      'ExternalId MaximumDistanceToJobLocation',
      '2147483647 12.5',
    ],
    [
      'text for a partial date',
      '"EarliestPossibleBeginDate":"2026-03","City":"Linz"',
      'EarliestPossibleBeginDate City',
      'null Linz',
    ],
    [
      'a property left out',
      '"City":"Linz"',
      'IsActive Gender Salary BirthDate Culture Pronouns',
      'false 0 null null null null',
    ],
  ])('%s', async (_, json, names, values) => {
    const { status, row } = await stored(json);
    expect(status).toBe(200);
    expect(
      names
        .split(' ')
        .map((name) => String(row[name]))
        .join(' '),
    ).toBe(values);
  });

  test.each(['"Gender":"robot"', '"BirthDate":"31.12.2026"', '"IsActive":null', '"Tags":"a"', '"Salary":1.5'])(
    '%s is refused by a server that checks ModelState',
    async (json) => {
      const { sandbox, call } = await start({ checksModelState: true });
      const before = sandbox.applicant(A);
      const { status, body } = await call('POST', `/Api/Applicant/${A}`, `{"LastName":"Grün",${json}}`);
      expect(status).toBe(400);
      const [name = ''] = /\w+/.exec(json) ?? [];
      expect(Object(body).Message).toBe('The request is invalid.');
      expect(Object.keys(Object(body).ModelState)).toEqual([`applicant.${name}`]);
      expect(sandbox.applicant(A)).toEqual(before);
    },
  );

  test.each(['{"Type":', '', '[]', 'null', '"HTL"', '{}'])(
    '%j is bound to defaults, and the action runs',
    async (json) => {
      const { sandbox, call, create } = await start();
      const id = await create();
      for (const one of ['Education', 'Experience', 'Document', 'Knowledges', 'History', 'CoverLetter']) {
        expect((await call('PUT', `/Api/Applicant/${one}/${id}`, json)).status).toBe(200);
      }
      const none = { Location: null, Specialization: null, Start: null, End: null, IsFinished: null };
      expect(sandbox.educationsOf(id)).toEqual([expect.objectContaining({ Type: null, ...none })]);
      expect(sandbox.documentsOf(id)).toMatchObject([{ Name: null, Content: null, IsPublic: false }]);
      expect(sandbox.historyOf(id)).toMatchObject([{ JobId: null, Subject: null, Type: 0 }]);
      expect(sandbox.knowledgesOf(id)).toEqual([]);
    },
  );

  test.each([
    [
      'PUT',
      'Applicant/Education',
      { isfinished: 'true', start: { year: '2001', Month: 'x' } },
      'educationsOf',
      { IsFinished: true, Start: { Year: 2001, Month: null } },
    ],
    [
      'PUT',
      'Applicant/Experience',
      { Name: 7, Reference: { gender: 'Female', Phone: 1 } },
      'experiencesOf',
      { Name: '7', Reference: { Gender: 2, Phone: '1', Email: null } },
    ],
    [
      'PUT',
      'Applicant/Language',
      { language: 'Ungarisch', Level: null },
      'languagesOf',
      { Language: 'Ungarisch', Level: null },
    ],
    [
      'PUT',
      'Applicant/History',
      { Type: 'import', JobId: 4711.5, Subject: 'x' },
      'historyOf',
      { Type: 1, JobId: null, Subject: null },
    ],
    [
      'PUT',
      'Applicant/Document',
      { name: 'x', content: 'no base64!', IsPublic: 'true' },
      'documentsOf',
      { Name: 'x', Content: null, IsPublic: true },
    ],
    [
      'POST',
      'Applicant/Knowledges',
      [{ knowledge: 'CNC', Level: {} }, 5, null],
      'knowledgesOf',
      { Knowledge: 'CNC', Level: null },
    ],
  ] as const)('%s %s is bound by the types of its members', async (method, path, body, read, expected) => {
    const { sandbox, call, create } = await start();
    const id = await create();
    expect((await call(method, `/Api/${path}/${id}`, body)).status).toBe(200);
    expect(sandbox[read](id)).toMatchObject([expected]);
  });

  test('an application with unreadable ids names no applicant and no job', async () => {
    const { call } = await start();
    const body = { JobId: '4711', ApplicantId: 'x', RefreshApplicationIfItAlreadyExists: null };
    expect((await call('PUT', '/Api/Application?url=', body)).body).toEqual({ ApplicationId: null, Errors: [3] });
  });
});

describe('dates', () => {
  const DATES: [sent: string, kept: string][] = [
    ['2026-07-01T10:00:00', '2026-07-01T10:00:00'],
    ['2026-07-01', '2026-07-01T00:00:00'],
    ['2026-07-01T10:00:00+02:00', '2026-07-01T10:00:00'],
    ['2026-07-01T10:00:00-05:00', '2026-07-01T17:00:00'],
    ['2026-07-01T10:00:00.1234567+00:00', '2026-07-01T12:00:00.1234567'],
    ['2026-01-01T10:00:00.500+0000', '2026-01-01T11:00:00.5'],
    ['2026-07-01T22:30:00Z', '2026-07-01T22:30:00'],
    ['2026-07-01T22:30:00.000Z', '2026-07-01T22:30:00'],
    ['2026-12-31T23:30:00+00:00', '2027-01-01T00:30:00'],
    ['2026-03-29T01:30:00+00:00', '2026-03-29T03:30:00'],
    ['2026-10-25T00:30:00+00:00', '2026-10-25T02:30:00'],
    ['2026-10-25T01:30:00+00:00', '2026-10-25T02:30:00'],
  ];

  test.each(DATES)('%s in a body is stored as %s, in every action', async (sent, kept) => {
    const { sandbox, call } = await start();
    const dates = { DateOfCreation: sent, BirthDate: sent, PolicyAcceptedAt: sent };
    await call('POST', `/Api/Applicant/${A}`, { LastName: 'Grün', ...dates });
    expect(sandbox.applicant(A)).toMatchObject({ DateOfCreation: kept, BirthDate: kept, PolicyAcceptedAt: kept });
    const answer = await call('PUT', `/Api/Applicant/${A}/Policies/4`, { AcceptedOn: sent, RevokedOn: sent });
    expect(answer.body).toMatchObject({ AcceptedOn: kept, RevokedOn: kept });
  });

  test('the time zone is the server’s', async () => {
    const { sandbox, call } = await start({ timeZone: 'America/St_Johns' });
    await call('POST', `/Api/Applicant/${A}`, { LastName: 'Grün', DateOfCreation: '2026-07-01T10:00:00+02:00' });
    expect(sandbox.applicant(A)?.DateOfCreation).toBe('2026-07-01T05:30:00');
    expect(sandbox.applicant(A)?.DateOfUpdateByApplicant).toMatch(/-0[23]:30$/);
  });

  test.each([
    ['2025-11-08T12:00:00Z', 1],
    ['2025-11-08T12:00:01Z', 0],
    ['2025-11-08T13:00:00', 1],
    ['2025-11-08T13:00:01', 0],
    ['2025-11-08T14:00:00%2B02:00', 1],
    ['2025-11-08T14:00:01%2B02:00', 0],
    // A literal plus is read as a blank, and text that is not a date sets no limit.
    ['2025-12-31T14:00:01+02:00', 1],
    ['gestern', 1],
    ['', 1],
  ])('%s as startAt of a query', async (startAt, count) => {
    const { call, create } = await start({ applicants: 0, now: () => Date.UTC(2025, 10, 8, 12) });
    await call('PUT', '/Api/Application?url=', { JobId: 4711, ApplicantId: await create(), Referrer: 'Acme Jobs' });
    const { body } = await call('GET', `/Api/Applications/ByReferrer/Acme%20Jobs?startAt=${startAt}&endAt=`);
    expect(body).toHaveLength(count);
  });
});

describe.skipIf(!hasWire)(suite('body types'), () => {
  const NAMES: Readonly<Record<string, string>> = {
    text: 'String',
    key: 'String',
    name: 'String',
    email: 'String',
    extension: 'String',
    bool: 'Boolean',
    int: 'Int32',
    long: 'Int64',
    float: 'Single',
    date: 'DateTime',
    bytes: 'byte[] (base64 string)',
    FlexDate: 'FlexDate',
    ExperienceReference: 'Parameters.ApplicantExperienceParameter+ApplicantExperienceReference',
  };
  const CLASSES: Readonly<Record<string, string>> = {
    Applicant: 'ApplicantParameter',
    CoverLetter: 'ApplicantCoverLetterCreateParameter',
    ExperienceReference: 'ApplicantExperienceParameter+ApplicantExperienceReference',
    Token: 'ApiTokenParameter',
  };
  const definitions = readDefinitions();
  const classOf = (name: string) =>
    definitions[`Parameters.${CLASSES[name] ?? `${name}Parameter`}`] ??
    definitions[`Parameters.Applicant${name}Parameter`];
  const plain = (type: string): string => type.replace(/^enum (?:.*[.+])?/, '').replace(/ \(read-only:.*$/, '');

  test.each(Object.entries(BODY_TYPES).filter(([name]) => name !== 'FlexDate'))(
    '%s is the class of the official client',
    (name, members) => {
      const listed = members
        .trim()
        .split(/\s+/)
        .map((member) => {
          const [property = '', type = 'text'] = member.split(':');
          const [, base = '', suffix = ''] = /^(\w+)(.*)$/.exec(type) ?? [];
          return [property, (NAMES[base] ?? base) + suffix];
        });
      const expected = Object.entries(classOf(name)?.properties ?? {}).map(([property, type]) => [
        property,
        plain(type),
      ]);
      expect(listed).toEqual(expected);
    },
  );

  const ANSWER_CLASSES: Readonly<Record<string, string>> = {
    ApplicationActivity: 'ApplicationResponse+ApplicationActivityResponse',
    ChannelSettings: 'Job.Channels.ChannelSettings',
    CustomFieldAnswer: 'CustomFieldValueResponse',
    CvParserAnswer: 'CvParserResponse',
    GoogleForJobs: 'Job.GoogleForJobsResponse',
    GoogleForJobsLocation: 'Job.GoogleForJobsLocationResponse',
    KnowledgeGroup: 'KnowledgeTreeGroup',
    ParsedCertification: 'CertificationResponse',
    ParsedEducation: 'EducationResponse',
    ParsedExperience: 'ExperienceResponse',
    ParsedLanguage: 'LanguageResponse',
    ParsedPublication: 'PublicationResponse',
    ParsedSkill: 'SkillResponse',
    PolicyText: 'PolicyResponse',
    StepStoneSettings: 'Job.Channels.StepStoneChannelSettings',
    ThirdPartyProfile: 'ApplicantThirdPartyProfileResponse',
  };

  test.each(Object.keys(ANSWER_TYPES))('%s has the types of the official client’s answer', (name) => {
    const { properties = {} } = definitions[`Responses.${ANSWER_CLASSES[name] ?? `${name}Response`}`] ?? {};
    const expected = Object.entries(properties).map(([property, type]) => [property, plain(type)]);
    const listed = membersOf(name).map(({ name: property, base, isList, isNullable }) => {
      const own = Object.hasOwn(ANSWER_TYPES, base) ? (ANSWER_CLASSES[base] ?? `${base}Response`) : undefined;
      // .NET has three types of decimals where the sandbox has one.
      const number = /^(Double|Decimal)\b/.exec(String(properties[property]))?.[1];
      const written = own === undefined ? (number ?? NAMES[base] ?? base) : `Responses.${own}`;
      return [property, plain(written) + (isList ? '[]' : isNullable ? '?' : '')];
    });
    expect(listed).toEqual(expected);
  });

  test.each(Object.entries(ENUMS))('%s has the names and numbers of the official client', (name, members) => {
    const found = Object.keys(definitions).filter((key) => key.split(/[.+]/).at(-1) === name);
    // Jobs are created with fewer statuses than they have.
    const key = found.find((item) => !item.startsWith('Parameters.')) ?? found[0] ?? '';
    expect(Object.fromEntries(members.map((member, number) => [member, number]))).toEqual(definitions[key]?.enum);
  });
});
