import { describe, expect, test } from 'vitest';
import { createMapperContext, toApplication, toCandidate, toJob } from '../../src/mappers/index.js';
import type { RawCustomFieldValue } from '../../src/schemas/index.js';

const base = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') };
const context = createMapperContext(base);

function valueOf(raw: RawCustomFieldValue): unknown {
  return toJob({ Id: 4711, CustomFields: [raw] }, context).integration_fields[0]?.value;
}

describe('the value of a custom field', () => {
  test.each<[string, number | string, RawCustomFieldValue, unknown]>([
    ['text', 0, { StringValue: 'a\r\nb' }, 'a\r\nb'],
    ['one line', 5, { StringValue: '38.5', NumberValue: 38.5 }, '38.5'],
    ['text without a typed value', 5, { Value: 'a' }, 'a'],
    ['Html', 6, { StringValue: '<p>' }, '<p>'],
    ['Html without a typed value', 6, { NumberValue: 5, Value: '<p>' }, '<p>'],
    ['blank text', 5, { StringValue: ' ' }, null],
    ['a ticked box', 1, { BoolValue: true }, true],
    ['an empty box', 1, { BoolValue: false }, false],
    ['an unknown box', 1, { Value: 'true' }, null],
    ['a dropdown', 2, { StringValue: '38.5', NumberValue: 38.5 }, '38.5'],
    ['a list', 3, { StringValue: 'Früh|Spät' }, ['Früh', 'Spät']],
    ['a list of one', 3, { StringValue: 'Früh' }, ['Früh']],
    ['a list without a typed value', 3, { Value: 'Früh|Spät' }, ['Früh', 'Spät']],
    ['a day without a typed value', 4, { Value: '2026-02-01' }, '2026-02-01'],
    ['an empty list', 3, { StringValue: '' }, null],
    ['a day', 4, { DateValue: '2026-02-01T00:00:00' }, '2026-02-01'],
    ['a day with an offset', 4, { DateValue: '2026-02-01T00:00:00+01:00' }, '2026-02-01'],
    ['no day', 4, { DateValue: '0001-01-01T00:00:00' }, null],
    ['a type by name', 'CheckBox', { BoolValue: true }, true],
    ['a new type', 9, { NumberValue: 5, Value: '5' }, 5],
    ['a new type with text', 9, { StringValue: 'x', NumberValue: null }, 'x'],
  ])('%s is read', (_, Type, value, expected) => {
    expect(valueOf({ CustomField: { Name: 'feld', Type }, ...value })).toEqual(expected);
  });

  test('may hold the pipe that joins several', () => {
    expect(valueOf({ CustomField: { Name: 'f', Type: 3, PossibleValues: ['a|b', 'c'] }, StringValue: 'a|b' })).toEqual([
      'a|b',
    ]);
  });
});

describe('custom fields', () => {
  const values = [
    { CustomField: { Name: 'b_schein', Title: 'Führerschein B', Type: 1 }, BoolValue: true },
    { CustomField: { Name: '__proto__', Title: 'Falle', Type: 5 }, StringValue: 'gefangen' },
    null,
    undefined,
    { CustomField: null, StringValue: 'namenlos' },
  ];

  test('whose typed value is missing are reported', () => {
    const issues: unknown[] = [];
    const reporting = createMapperContext({ ...base, onIssue: (issue) => void issues.push(issue) });
    const CustomFields = [
      { CustomField: { Name: 'a', Type: 1 }, Value: 'Ja' },
      { CustomField: { Name: 'b', Type: 4 }, Value: 'morgen' },
    ];
    expect(toJob({ Id: 4711, CustomFields }, reporting).custom_fields).toEqual({ a: null, b: null });
    expect(issues).toEqual([
      { id: '4711', path: 'CustomFields.0.BoolValue', reason: 'missing, although there is a text' },
      { id: '4711', path: 'CustomFields.1.DateValue', reason: 'not a date' },
    ]);
  });

  test('that a server repeats are there once', () => {
    const repeated = toJob({ Id: 4711, CustomFields: [...values, ...values] }, context);
    expect(repeated.integration_fields).toEqual(toJob({ Id: 4711, CustomFields: values }, context).integration_fields);
  });

  test('have their internal names as keys, even strange ones', () => {
    const { custom_fields } = toJob({ Id: 4711, CustomFields: values }, context);

    expect(Object.entries(custom_fields ?? {})).toEqual([
      ['b_schein', true],
      ['__proto__', 'gefangen'],
    ]);
    expect(Object.getPrototypeOf(custom_fields)).toBe(Object.prototype);
    expect('gefangen' in {}).toBe(false);
  });

  test('have your own names with the option customFields, next to raw properties', () => {
    const mapping = createMapperContext({
      ...base,
      customFields: {
        job: { driving_licence: 'b_schein', customer: 'CustomerName', none: 'gibt_es_nicht', strange: 'constructor' },
        candidate: { notes: 'SalaryNotes' },
        application: { rating: 'Rating', info: 'ReferrerAdditionalInfo' },
      },
    });

    const job = { Id: 4711, CustomFields: values, CustomerName: 'Öhlinger' };
    expect(toJob(job, mapping).custom_fields).toEqual({
      driving_licence: true,
      customer: 'Öhlinger',
      none: null,
      strange: null,
    });
    const raw = { Id: 7, SalaryNotes: 'VB' };
    expect(toCandidate(raw, mapping).custom_fields).toEqual({ notes: 'VB' });
    expect(toApplication({ Id: 1, ApplicantId: 7, JobId: 4711, Rating: 4 }, mapping).custom_fields).toEqual({
      rating: 4,
      info: null,
    });
  });

  test('are integration fields with ids that do not depend on the record', () => {
    const first = toJob({ Id: 1, CustomFields: values }, context).integration_fields;
    const second = toJob({ Id: 2, CustomFields: values }, context).integration_fields;
    const ofCandidate = toCandidate({ Id: 1 }, context, { customFieldValues: values }).integration_fields;

    expect(first).toEqual(second);
    expect(first[0]).toMatchObject({ key: 'b_schein', type: 'CUSTOM', label: 'Führerschein B', value: true });
    expect(ofCandidate[0]?.id).not.toBe(first[0]?.id);
  });

  test('of a job do not repeat what its unified fields show', () => {
    const all = createMapperContext({ ...base, integrationFields: 'all' });
    const text = ['Title', 'Location', 'CompanyDescription', 'UserFirstName', 'UserLastName', 'UserEmail'];
    const blocks = [1, 2, 3, 4].flatMap((n) => [`Block${n}`, `HeaderBlock${n}`]);
    const dates = ['CreationDate', 'UpdateDate', 'OnlineDate', 'ExpirationDate'];
    const shown = Object.fromEntries([...text, ...blocks, ...dates].map((key) => [key, null]));
    const raw = { Id: 4711, Status: 0, CustomFields: [], CustomerName: 'Öhlinger', ...shown };

    expect(toJob(raw, all).integration_fields.map(({ key }) => key)).toEqual(['CustomerName']);
  });

  test('include every raw property without a unified field, on request', () => {
    const all = createMapperContext({ ...base, integrationFields: 'all' });
    const raw = { Id: 7, FirstName: 'Eva', Salary: 52500, Neu: { a: 1 } };

    expect(toCandidate(raw, all).integration_fields.map(({ key, type, value }) => [key, type, value])).toEqual([
      ['Salary', 'DEFAULT', 52500],
      ['Neu', 'DEFAULT', { a: 1 }],
    ]);
    expect(toCandidate(raw, context).integration_fields).toEqual([]);
  });
});
