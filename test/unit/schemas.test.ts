import { describe, expect, expectTypeOf, test } from 'vitest';
import {
  applicantDocumentSchema,
  applicantSchema,
  applicantView,
  applicationJobView,
  applicationView,
  explain,
  jobSchema,
  jobView,
  mandatorSchema,
  mandatorView,
  matches,
  questionnaireItemSchema,
  view,
  type RawApplicant,
  type RawApplicantView,
  type RawApplication,
  type RawApplicationView,
  type RawJob,
  type RawJobView,
  type RawMandator,
  type RawMandatorView,
} from '../../src/schemas/index.js';

describe('tolerance', () => {
  test.each([
    ['a name of an enum', applicantSchema, { Id: 1, Gender: 'Male' }],
    ['an unknown value of an enum', applicantSchema, { Id: 1, Gender: 99 }],
    ['any text as a date', applicantSchema, { Id: 1, DateOfCreation: '/Date(1700000000000)/' }],
    ['a null list and nulls in lists', applicantSchema, { Id: 1, Tags: null, Regions: [null, 'Wien'] }],
    ['properties it has never heard of', applicantView, { Id: 1, Pronouns: 'sie', Badge: { Number: 7 } }],
    ['an employment type as an integer', jobSchema, { Id: 1, GoogleForJobs: { EmploymentType: 1 } }],
    ['an employment type as a word', jobSchema, { Id: 1, GoogleForJobs: { EmploymentType: 'FULL_TIME' } }],
    ['employment types as words', jobSchema, { Id: 1, GoogleForJobs: { EmploymentType: ['FULL_TIME', 'INTERN'] } }],
    ['regions within regions', mandatorSchema, { Id: 1, Regions: [{ Name: 'A', Regions: [{ Regions: [] }, null] }] }],
    ['a question without an id', questionnaireItemSchema, { Title: 'x', Type: 42 }],
    ['a CV listed as document -1', applicantDocumentSchema, { Id: -1, Name: 'CV' }],
  ])('takes %s', (_, schema, value) => {
    expect(explain(schema, value)).toBe('');
  });

  test.each([
    ['no id', {}],
    ['a null id', { Id: null }],
    ['an id of 0', { Id: 0 }],
    ['half an id', { Id: 1.5 }],
    ['an id beyond 2^53', { Id: 2 ** 60 }],
    ['text as an id', { Id: '7' }],
    ['a list as a name', { Id: 1, LastName: [] }],
    ['text as a list', { Id: 1, Tags: 'x' }],
    ['a list instead of a record', []],
    ['nothing', null],
  ])('rejects %s, in the view and in the whole schema', (_, value) => {
    expect(matches(applicantSchema, value)).toBe(false);
    expect(matches(applicantView, value)).toBe(false);
  });
});

describe('explain', () => {
  test('names the path and the expected type, never the value', () => {
    const value = { Id: -5, LastName: { Secret: 'Öttl' }, Tags: ['x', 17], Email: 4, ThirdPartyProfiles: [{ Url: 3 }] };
    const text = explain(applicantView, value);
    expect(text.split('; ').sort()).toEqual([
      'Email: expected string',
      'Id: expected more than 0',
      'LastName: expected string',
      'Tags.1: expected string',
      'ThirdPartyProfiles.0.Url: expected string',
    ]);
    expect(explain(applicantSchema, { Id: 1, Gender: {} })).toBe('Gender: expected number or string');
    expect(explain(applicationJobView, 7)).toBe('value: expected object');
    expect(explain(applicantSchema, { Id: 2 ** 60 })).toMatch(/^Id: expected /);
  });
});

describe('views', () => {
  test('look at their own keys only and leave the record as it is', () => {
    const names = view(applicantSchema, ['Id', 'LastName']);
    const record = Object.freeze({ Zeta: 1, LastName: 'Öttl', Id: 7, Salary: 'not looked at' });
    expect(matches(names, record)).toBe(true);
    expect(matches(applicantSchema, record)).toBe(false);
    expect(Object.keys(record)).toEqual(['Zeta', 'LastName', 'Id', 'Salary']);
  });

  test('are not fooled by keys of the prototype', () => {
    expect(matches(applicantView, JSON.parse('{"__proto__":{"Id":1}}'))).toBe(false);
    expect(matches(applicantView, JSON.parse('{"Id":1,"__proto__":{"LastName":7},"constructor":{}}'))).toBe(true);
  });

  test('take what the whole schema takes', () => {
    expectTypeOf<RawApplicant>().toExtend<RawApplicantView>();
    expectTypeOf<RawApplication>().toExtend<RawApplicationView>();
    expectTypeOf<RawJob>().toExtend<RawJobView>();
    expectTypeOf<RawMandator>().toExtend<RawMandatorView>();
    expectTypeOf<RawApplicantView>().not.toHaveProperty('Salary');
    expectTypeOf<RawApplicantView['Id']>().toEqualTypeOf<number>();
    expectTypeOf<RawApplicantView['LastName']>().toEqualTypeOf<string | null | undefined>();
    for (const each of [applicationView, jobView, mandatorView]) expect(matches(each, null)).toBe(false);
  });
});
