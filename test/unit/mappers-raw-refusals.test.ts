import { describe, expect, test } from 'vitest';
import {
  addRawTag,
  calendarDay,
  createMapperContext,
  MapperError,
  toNewApplicant,
  toRawAnswers,
  toRawApplicant,
  toRawApplication,
  toRawCustomField,
  toRawFile,
  toRawHistory,
  toRawNote,
  toRawPolicy,
  toRawSource,
  toScreeningQuestions,
} from '../../src/mappers/index.js';

type Json = ReturnType<typeof JSON.parse>;

const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date(0) });
const eva = { first_name: 'Eva', last_name: 'Gruber', email_address: 'eva@example.at' };
const link = { label: 'Test', url: 'https://example.at' };

describe('a body with the wrong number, name or content is refused, at once with everything that is wrong', () => {
  const calls: readonly (readonly [string, (json: Json) => unknown, Json, string])[] = [
    ['a text as number', toRawApplication, { jobId: '7', applicantId: 1 }, 'application: jobId'],
    ['no number', toRawApplication, { jobId: 0, applicantId: undefined }, 'application: jobId|applicantId'],
    ['a number as source', toRawApplication, { jobId: 1, applicantId: 1, referrer: 5 }, 'application: referrer'],
    ['no application', toRawApplication, null, 'application: jobId|applicantId'],
    ['a file that is a number', toRawFile, { name: 'a', data: 5555 }, 'attachment: data'],
    ['a file without content', toRawFile, { name: 'a', data: null }, 'attachment: data'],
    ['a Blob', toRawFile, { name: 'a', data: new Blob(['x']) }, 'attachment: data'],
    ['a file without a name', toRawFile, { data: 5, content_type: 5 }, 'attachment: name|data|content_type'],
    ['no file', toRawFile, undefined, 'attachment: name|data'],
    ['a link that would run', toRawHistory, { ...link, url: 'javascript:alert(1)' }, 'result link: url'],
    ['no link', toRawHistory, {}, 'result link: label|url'],
    [
      'a detail',
      toRawHistory,
      { ...link, details: { attributes: [{ key: 5 }] } },
      'result link: details.attributes.0.key',
    ],
    ['the job of a link', (jobId: Json) => toRawHistory(link, { jobId }), '7', 'result link: jobId'],
    ['no note', toRawNote, {}, 'note: content'],
    ['a blank note in HTML', toRawNote, { content: ' ', content_type: 'HTML' }, 'note: content|content_type'],
    ['the job of a note', (jobId: Json) => toRawNote({ content: 'x' }, { jobId }), '7', 'note: jobId'],
    ['a missing value', (value: Json) => toRawCustomField('a', value), undefined, 'custom field: value'],
    ['a date', (value: Json) => toRawCustomField('a', value), new Date(0), 'custom field: value'],
    ['a list of numbers', (value: Json) => toRawCustomField('a', value), ['a', 5], 'custom field: value'],
    ['no number at all', (value: Json) => toRawCustomField('a', value), NaN, 'custom field: value'],
    ['a blank name', (name: Json) => toRawCustomField(name, true), ' ', 'custom field: name'],
    ['a tag without a name', (tag: Json) => addRawTag([], tag), { name: 5 }, 'tag: name'],
    ['no tag', (tag: Json) => addRawTag(null, tag), null, 'tag: name'],
    ['no candidate', (input: Json) => toRawApplicant(input, context), null, 'candidate: '],
  ];
  test.each(calls)('%s', (_, call, input, expected) => {
    const [what = '', paths = ''] = expected.split(': ');
    expect(() => call(input)).toThrow(`Invalid ${what}: `);
    try {
      call(input);
    } catch (error) {
      const issues = MapperError.isInstance(error) ? error.issues : [];
      expect(issues.map(({ path }) => path)).toEqual(paths.split('|'));
    }
  });
});

describe('a value of the wrong type in a candidate input', () => {
  const cases: readonly (readonly [Json, string])[] = [
    [{ first_name: 5 }, 'first_name'],
    [{ email_address: ['a@example.at'] }, 'email_address'],
    [{ phone_number: 43664 }, 'phone_number'],
    [{ location: 'Linz' }, 'location'],
    [{ location: { country: 40 } }, 'location.country'],
    [{ gender: 'female' }, 'gender'],
    [{ gender: 'toString' }, 'gender'],
    [{ gender: 2 }, 'gender'],
    [{ availability_date: 5 }, 'availability_date'],
    [{ availability_date: new Date('soon') }, 'availability_date'],
    [{ salary_expectations: 5 }, 'salary_expectations'],
    [{ salary_expectations: { amount: '42000', period: 'YEAR' } }, 'salary_expectations'],
    [{ salary_expectations: { amount: 5, period: 'WEEK' } }, 'salary_expectations'],
    [{ social_links: 'example.at' }, 'social_links'],
    [{ social_links: [5] }, 'social_links.0'],
    [{ social_links: [{ url: 5 }] }, 'social_links.0.url'],
    [{ company: 5 }, 'company'],
    [{ additional_email_addresses: [{ email_address: 5 }] }, 'additional_email_addresses.0.email_address'],
  ];
  test.each(cases)('is left out with one warning: %j', (more, path) => {
    const { properties, warnings } = toRawApplicant({ ...eva, ...more }, context);
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^candidate\\.${path} was left out: `))]);
    const rest = { FirstName: 'Eva', LastName: 'Gruber', Email: 'eva@example.at' };
    expect(rest).toMatchObject(properties);
  });

  test('is not what is null, as forms send it', () => {
    const names = ['gender', 'location', 'availability_date', 'salary_expectations', 'social_links', 'company'];
    const nothing: Json = Object.fromEntries(names.map((name) => [name, null]));
    const links: Json = { social_links: [null, { url: null }] };
    expect(toRawApplicant({ ...eva, ...nothing }, context)).toEqual(toRawApplicant(eva, context));
    expect(toRawApplicant({ ...eva, ...links }, context)).toEqual(toRawApplicant(eva, context));
  });
});

test('a source of the wrong type, or a blank one, counts as not given', () => {
  const [number, blank]: Json[] = [{ name: 5, id: 'Acme' }, { name: ' ' }];
  expect(toRawSource(number, {}).referrer).toBe('Acme');
  expect(toRawSource(blank, {}, { answered: 'Plakat' }).referrer).toBe('Plakat');
});

test('a moment of the wrong type is no date', () => {
  for (const at of ['2026-01-01', null, undefined, 5] satisfies Json[]) {
    const moment: Json = at;
    const defaults = { createdAt: moment, culture: 'de-AT', referrer: null, referrerAdditionalInfo: null };
    expect(calendarDay(moment, 'Europe/Vienna')).toBeNull();
    expect(toRawPolicy({ given: true }, moment, context)).toEqual({ AcceptedOn: null, RevokedOn: null });
    expect(toNewApplicant({}, defaults, context).DateOfCreation).toBeNull();
  }
});

test('a file with the wrong content is no answer', () => {
  const questionnaire = { Id: 9, Items: [{ Id: 1, Type: 'ApplicantDocument', ApplicantDocumentType: 'CV' }] };
  const [question] = toScreeningQuestions(questionnaire, context);
  for (const data of [5, null, true] satisfies Json[]) {
    const answer: Json = { name: 'a.pdf', data };
    const plan = toRawAnswers([{ question_id: question?.id ?? '', answer }], questionnaire, context);
    expect(plan).toMatchObject({ documents: [], errors: [{ code: 'invalid_type' }] });
  }
});
