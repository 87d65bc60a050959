import { describe, expect, test } from 'vitest';
import { orderOf } from '../../src/doctor/open-questions.js';
import { questionFinding, QUESTIONS } from '../../src/doctor/questions.js';
import { errorForm, hasPaddedDecimals, readRawBody } from '../../src/doctor/raw-body.js';
import { formOfDate, ShapeNotes } from '../../src/doctor/shape-notes.js';
import { jobSchema, userSchema } from '../../src/schemas/index.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a body', () => {
  test.each([
    ['{"Id":1}', 'json', null],
    ['"Müller"', 'json', 'utf-8'],
    ['\ufeff{}', 'json', 'bom'],
    ['<html>', 'html', null],
    ['Not found', 'text', null],
    [' ', 'empty', null],
  ])('%s is %s, written in %s', (text, kind, charset) => {
    expect(readRawBody(bytes(text), null)).toMatchObject({ kind, charset });
  });

  test('in Latin-1 is read, whether that is declared or not', () => {
    const latin = Uint8Array.from([0x22, 0xd6, 0x22]);
    expect(readRawBody(latin, null)).toMatchObject({ json: 'Ö', charset: 'latin-1' });
    expect(readRawBody(latin, 'text/json; charset=iso-8859-1')).toMatchObject({
      json: 'Ö',
      charset: 'latin-1-declared',
    });
  });

  test.each([
    ['{"Message":"no"}', 'message'],
    ['{"message":"no","exceptionMessage":"x"}', 'detailed'],
    ['"no"', 'text'],
    ['no', 'text'],
    ['<h1>', 'html'],
    ['', 'empty'],
    ['{"error":1}', undefined],
  ])('of an error, %s, is of the form %s', (text, form) => {
    expect(errorForm(readRawBody(bytes(text), null))).toBe(form);
  });

  test.each([
    ['{"a":42000.0}', true],
    ['[1.00]', true],
    ['{"a":1.5,"b":10}', false],
    ['{"a":"x: 1.0,"}', false],
    ['{"a":"\\"1.0,"}', false],
  ])('%s has decimals of zeros: %s', (text, has) => {
    expect(hasPaddedDecimals(text)).toBe(has);
  });
});

describe('a date', () => {
  test.each([
    ['2026-01-31T12:00:00', 'local'],
    ['2026-01-31T12:00:00.1234567+01:00', 'offset'],
    ['2026-01-31T12:00:00Z', 'utc'],
    ['/Date(1769857200000)/', 'ms'],
    ['/Date(1769857200000+0100)/', 'ms-offset'],
    ['31.01.2026', 'other'],
    [1769857200, 'other'],
    ['0001-01-01T00:00:00', null],
  ])('%s is %s', (value, form) => {
    expect(formOfDate(value)).toBe(form);
  });
});

describe('the order of lists', () => {
  test.each([
    [[1, 2, 3], [1, 2, 3], 'stable'],
    [[1, 2, 3], [3, 1, 2], 'changing'],
    [[1, 2, 3], [1, 2, 4], 'stable'],
    [{ a: [{ b: [1, 2] }] }, { a: [{ b: [2, 1] }] }, 'changing'],
    [[{ b: [1, 2] }, 5], [5, { b: [2, 1] }], 'changing'],
    [{ a: [1] }, { a: [1] }, undefined],
    [null, [1, 2], undefined],
  ])('%j and %j: %s', (first, second, order) => {
    expect(orderOf(first, second)).toBe(order);
  });
});

describe('the notes about shapes', () => {
  test('name properties and types, and no value', () => {
    const notes = new ShapeNotes();
    notes.add('User', userSchema, { Id: 7, FirstName: { Eva: 'Grün' }, Nickname: 'Evi', 'eva@example.at': 1 });
    expect(notes.summaries()).toEqual({
      User: {
        records: 1,
        missing: ['LastName', 'IsEnabled', 'UserName'],
        additional: ['Nickname', '(not an identifier)'],
        otherTypes: { FirstName: ['record'] },
      },
    });
  });

  test('read names in upper or lower case, and records inside records', () => {
    const notes = new ShapeNotes();
    notes.add('Job', jobSchema, { id: '7', publishedOn: [{ name: 'x', publicationDate: '2026-01-31T12:00:00Z' }] });
    expect([notes.count('propertyNames:camel') > 0, notes.count('propertyNames:pascal')]).toEqual([true, 0]);
    expect(notes.count('dates:utc')).toBe(1);
    expect(notes.count('ids:text')).toBe(1);
    expect(notes.summaries()['Job.PublishedOn']).toMatchObject({ records: 1, otherTypes: {} });
  });

  test('take anything', () => {
    const notes = new ShapeNotes();
    for (const value of [null, undefined, 5, 'x', [], [null]]) notes.add('Job', jobSchema, value);
    expect(notes.summaries()).toEqual({});
  });
});

describe('a question', () => {
  test.each(Object.entries(QUESTIONS))(
    'about %s has an answer that holds, and a sentence for each',
    (knob, question) => {
      const name = Object.keys(QUESTIONS).find((one): one is keyof typeof QUESTIONS => one === knob) ?? 'enums';
      const { assumed, answers } = question;
      for (const value of Object.keys(answers)) {
        const { verdict, text } = questionFinding(name, value);
        expect(text).toMatch(/^[A-Z][^\n]+\.$/);
        if (value === assumed) expect(verdict).toBe('ok');
      }
      expect(Object.keys(answers)).toContain(assumed);
      expect(questionFinding(name, undefined)).toMatchObject({ verdict: 'unknown', seen: null });
    },
  );

  test('with an answer that the library does not know says so', () => {
    expect(questionFinding('enums', 'roman')).toMatchObject({
      verdict: 'problem',
      text: expect.stringContaining('(roman)'),
    });
  });
});
