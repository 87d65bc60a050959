import { describe, expect, test } from 'vitest';
import { endpoints } from '../../src/api/endpoints.js';
import { headersOf, toOutgoingRequest } from '../../src/api/request.js';
import { InputError } from '../../src/errors.js';
import { createTransport } from '../faults/transport-kit.js';

const all = Object.entries(endpoints).map(([name, endpoint]) => ({ name, ...endpoint }));
const { settings } = createTransport('https://example.at/jobs');

describe('the table of endpoints', () => {
  test.each(all.filter(({ method }) => method === 'GET'))('$name only reads', ({ replay }) => {
    expect(replay).toBe('read');
  });

  // The parser of CVs stores nothing.
  test.each(all.filter(({ method, name }) => method !== 'GET' && name !== 'token' && name !== 'parseCv'))(
    '$name writes, so it is never repeated as a read',
    ({ replay, rows }) => {
      expect(replay).not.toBe('read');
      expect(rows).toBe(false);
    },
  );

  test('the exchange of the token goes to the root and may be repeated', () => {
    expect(endpoints.token).toMatchObject({ method: 'POST', path: '', replay: 'read' });
  });

  test('the parser of CVs stores nothing and may be repeated', () => {
    expect(endpoints.parseCv).toMatchObject({ method: 'POST', path: 'CvParser', replay: 'read' });
  });

  test.each(all)('$name has a path of words and placeholders, relative to the root', ({ path, query }) => {
    expect(path).toMatch(/^(?:[A-Za-z]+|\{[a-z][A-Za-z]+\})?(?:\/(?:[A-Za-z]+|\{[a-z][A-Za-z]+\}))*\/?$/);
    expect(new Set(query).size).toBe(query.length);
  });
});

describe('a request', () => {
  test('is made of endpoint and input', () => {
    const input = { path: { referrer: 'Acme Jobs/Wien' }, query: { endAt: '', startAt: '' } };
    expect(toOutgoingRequest(settings, endpoints.applicationsByReferrer, input)).toEqual({
      label: 'GET Api/Applications/ByReferrer/{referrer}',
      id: null,
      method: 'GET',
      url: 'https://example.at/jobs/Api/Applications/ByReferrer/Acme%20Jobs%2FWien?startAt=&endAt=',
      replay: 'read',
      authenticated: true,
    });
  });

  test('carries its body as the text that it was given', () => {
    const json = '{"GlobalId":9223372036854775807}';
    expect(toOutgoingRequest(settings, endpoints.replaceApplicant, { path: { applicantId: 7 }, json })).toMatchObject({
      method: 'POST',
      url: 'https://example.at/jobs/Api/Applicant/7',
      replay: 'replace',
      body: json,
    });
  });

  test.each([
    ['no value', { path: { email: '' } }],
    ['a dot', { path: { email: '.' } }],
    ['two dots', { path: { email: '..' } }],
    ['half a surrogate pair', { path: { email: 'max\ud83d@example.at' } }],
  ])('is an InputError for %s in the path, which shows no value', (_, input) => {
    const make = () => toOutgoingRequest(settings, endpoints.applicantsByEmail, input);
    expect(make).toThrow(InputError);
    expect(make).toThrow(/^Invalid input: GET Api\/Applicants\/ByEmail\/\{email\}: a value cannot be part of a URL$/);
  });

  test('is an InputError for half a surrogate pair in the query', () => {
    expect(() =>
      toOutgoingRequest(settings, endpoints.mandator, { query: { uri: 'https://example.at/\ud83d' } }),
    ).toThrow(InputError);
  });
});

describe('headers', () => {
  test('of several records are joined, the later counting more', () => {
    const headers = headersOf({ 'X-A': '1', 'X-B': '1' }, undefined, { 'x-b': '2' });
    expect([...headers]).toEqual([
      ['x-a', '1'],
      ['x-b', '2'],
    ]);
  });
});
