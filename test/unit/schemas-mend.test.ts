import { describe, expect, test } from 'vitest';
import {
  applicantView,
  jobView,
  mandatorView,
  matches,
  mend,
  publishedJobsSchema,
  questionnaireView,
} from '../../src/schemas/index.js';

const AS_ANSWERED = Symbol.for('erecruiter-kombo.as-answered');

/** The given members of a record after mending, and the paths of those that became null. */
function mended(schema: Parameters<typeof mend>[0], record: object) {
  const { value, mismatches } = mend(schema, record) ?? { value: undefined, mismatches: [] };
  const kept = Object.keys(record).map((key) => [key, Reflect.get(Object(value), key)]);
  return value === undefined ? undefined : { ...Object.fromEntries(kept), odd: mismatches.map(({ path }) => path) };
}

describe('a valid record', () => {
  test('is returned itself, not a copy', () => {
    const record = Object.freeze({ Id: 7, City: null, Tags: ['a', null] });
    expect(mend(applicantView, record)).toEqual({ value: record, mismatches: [] });
    expect(mend(applicantView, record)?.value).toBe(record);
  });

  test('may have anything in properties that are not mapped', () => {
    const anything = [1, 'x', true, {}, [], [1]];
    for (const value of anything) {
      expect(matches(applicantView, { Id: 7, Salary: value, CareerLevel: value })).toBe(true);
      expect(matches(jobView, { Id: 7, CompanyLocation: value, GeoLocation: { coordinates: value } })).toBe(true);
      expect(matches(jobView, { Id: 7, PublishedOn: [{ Name: 'a', Type: value, ApplyUrl: value }] })).toBe(true);
      expect(matches(jobView, { Id: 7, GoogleForJobs: { Content: value, HiringOrganization: value } })).toBe(true);
      const CustomField = { Name: 'a', IsPublic: value, GroupName: value, DefaultValue: value };
      expect(matches(jobView, { Id: 7, CustomFields: [{ CustomField }] })).toBe(true);
      expect(matches(questionnaireView, { Id: 7, Location: value, Items: [{ CustomField }] })).toBe(true);
      expect(matches(mandatorView, { Id: 7, CertificateTypes: value, CustomFields: [CustomField] })).toBe(true);
      expect(matches(mandatorView, { Id: 7, Referrers: [{ Name: 'a', CultureFilter: value, Group: value }] })).toBe(
        true,
      );
    }
  });
});

describe('a member of the wrong type', () => {
  test.each([
    ['text as a number', { ZipCode: 4020, Phone: 43664 }, { ZipCode: '4020', Phone: '43664', odd: [] }],
    ['text as a flag', { City: true }, { City: null, odd: ['City'] }],
    ['text as a list', { City: ['Linz'] }, { City: null, odd: ['City'] }],
    ['text as an object', { LastName: { de: 'Grün' } }, { LastName: null, odd: ['LastName'] }],
    ['one element in place of a list', { Tags: 'Shortlist' }, { Tags: ['Shortlist'], odd: [] }],
    ['one number in place of a list of texts', { Tags: 5 }, { Tags: ['5'], odd: [] }],
    ['an object in place of a list of texts', { Tags: { a: 1 } }, { Tags: null, odd: ['Tags'] }],
    ['an element of a list', { Tags: ['a', {}, 5] }, { Tags: ['a', null, '5'], odd: ['Tags.1'] }],
    [
      'one profile in place of a list',
      { ThirdPartyProfiles: { ThirdParty: 'XING', Identifier: 123 } },
      { ThirdPartyProfiles: [{ ThirdParty: 'XING', Identifier: '123' }], odd: [] },
    ],
    [
      'an object that is no profile in place of a list',
      { ThirdPartyProfiles: { Message: 'x' } },
      { ThirdPartyProfiles: null, odd: ['ThirdPartyProfiles'] },
    ],
    [
      'a text among profiles',
      { ThirdPartyProfiles: ['XING', { ThirdParty: 'XING', Url: false }] },
      {
        ThirdPartyProfiles: [null, { ThirdParty: 'XING', Url: null }],
        odd: ['ThirdPartyProfiles.0', 'ThirdPartyProfiles.1.Url'],
      },
    ],
  ])('of an applicant: %s', (_, members, expected) => {
    expect(mended(applicantView, { Id: 7, ...members })).toEqual({ Id: 7, ...expected });
  });

  test.each([
    ['a number as text', { GoogleForJobs: { MinSalary: '42000' } }, { GoogleForJobs: { MinSalary: 42000 } }, 0],
    ['a decimal as text', { Latitude: '48.25', Status: '3' }, { Latitude: 48.25, Status: 3 }, 0],
    [
      'a number of another country',
      { GoogleForJobs: { MinSalary: '42.000,00' } },
      { GoogleForJobs: { MinSalary: null } },
      1,
    ],
    [
      'flags as text',
      { HasQuestionnaire: 'True', GoogleForJobs: { Telecommute: 'false' } },
      { HasQuestionnaire: true },
      0,
    ],
    ['blank text as a number', { GoogleForJobs: { MinSalary: '' } }, { GoogleForJobs: { MinSalary: null } }, 0],
    ['a number as NaN', { GoogleForJobs: { MinSalary: 'NaN' } }, { GoogleForJobs: { MinSalary: null } }, 1],
    ['a flag as 1', { HasQuestionnaire: 1 }, { HasQuestionnaire: null }, 1],
    ['an enum as a flag', { Status: true }, { Status: null }, 1],
    ['integers for employment types', { GoogleForJobs: { EmploymentType: [3] } }, undefined, 0],
    ['null among employment types', { GoogleForJobs: { EmploymentType: ['FULL_TIME', null] } }, undefined, 0],
    ['a channel as text', { PublishedOn: [{ Channel: '7' }] }, undefined, 0],
    ['an object as text', { GoogleForJobs: 'x', GeoLocation: 7 }, { GoogleForJobs: null, GeoLocation: null }, 2],
    ['one place in place of a list', { GoogleForJobs: { Locations: { City: 'Linz' } } }, undefined, 0],
    ['a custom field as text', { CustomFields: ['x', { CustomField: 'a' }] }, undefined, 2],
  ])('of a job: %s', (_, members, expected, count) => {
    const found = mended(jobView, { Id: 7, ...members });
    expect(found).toMatchObject({ Id: 7, ...expected });
    expect(found?.odd).toHaveLength(count);
  });

  test('is named by place and type, never by its value, and at most 20 of them', () => {
    const { mismatches } = mend(applicantView, { Id: 7, LastName: { secret: 1 }, Tags: [true, 'x'] }) ?? {
      mismatches: [],
    };
    expect(mismatches).toEqual([
      { path: 'LastName', reason: 'expected string' },
      { path: 'Tags.0', reason: 'expected string' },
    ]);
    expect(mend(applicantView, { Id: 7, Tags: Array.from({ length: 50_000 }, () => ({})) })?.mismatches).toHaveLength(
      20,
    );
    expect(mend(applicantView, { Id: 7, Tags: { x: 1 } })?.mismatches).toEqual([
      { path: 'Tags', reason: 'expected array' },
    ]);
  });

  test('is converted in properties that are not mapped as well, and never in texts', () => {
    const record = { Id: '7', Salary: '42000.0', IsActive: 'True', ZipCode: '4020', Gender: '2', Notes: '5' };
    const plain = { Id: 7, Salary: 42000, IsActive: true, ZipCode: '4020', Gender: 2, Notes: '5' };
    expect(mend(applicantView, record)).toEqual({ value: plain, mismatches: [] });
    expect(Reflect.get(Object(mend(applicantView, record)?.value), AS_ANSWERED)).toBe(record);
    const begin = { Year: '2026', Month: 3, IsRelativeDate: 'false' };
    expect(mend(applicantView, { Id: 7, EarliestPossibleBeginDate: begin })?.value).toEqual({
      Id: 7,
      EarliestPossibleBeginDate: { Year: 2026, Month: 3, IsRelativeDate: false },
    });
  });

  test('costs one question of a questionnaire, one job of a list', () => {
    const Items = [{ Id: 1, IsRequired: 1 }, 'x', { Id: 'y', Title: 'Umzug?' }];
    expect(mend(questionnaireView, { Id: 9, Items })?.value.Items).toEqual([
      { Id: 1, IsRequired: null },
      null,
      { Id: null, Title: 'Umzug?' },
    ]);
    expect(mend(publishedJobsSchema, { Jobs: { Id: 1 } })?.value.Jobs).toEqual([{ Id: 1 }]);
  });

  test('stays as it came in the record as it was answered', () => {
    const record = { Id: 7, City: true, ZipCode: 4020 };
    const value = mend(applicantView, record)?.value;
    expect(Reflect.get(Object(value), AS_ANSWERED)).toBe(record);
    expect(record).toEqual({ Id: 7, City: true, ZipCode: 4020 });
    expect(JSON.stringify({ ...value })).toBe('{"Id":7,"City":null,"ZipCode":"4020"}');
  });
});

describe('a record without its id', () => {
  test.each([
    {},
    { Id: null },
    { Id: 0 },
    { Id: 1.5 },
    { Id: 'x' },
    { Id: '' },
    { Id: '0x7' },
    { Id: '7.5' },
    { Id: '-7' },
    { Id: {} },
    { Id: '7 ', City: 5 },
    [],
    null,
    'x',
    7,
  ])('%j is none', (value) => {
    expect(mend(applicantView, value)).toBeUndefined();
  });

  test('is not mended if regions are nested too deeply for the stack', () => {
    let region: object = { Name: 5 };
    for (let depth = 0; depth < 200_000; depth += 1) region = { Regions: [region] };
    expect(mend(mandatorView, { Id: 1, Regions: [region] })).toBeUndefined();
  });

  test('is not mended if more properties have a wrong type than a record has', () => {
    const profile = { ThirdParty: [], Identifier: {}, Url: true };
    const few = mend(applicantView, { Id: 7, ThirdPartyProfiles: Array.from({ length: 1_000 }, () => profile) });
    expect(few?.mismatches).toHaveLength(20);
    const started = performance.now();
    expect(mend(applicantView, { Id: 7, Tags: Array.from({ length: 150_000 }, () => ({})) })).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
