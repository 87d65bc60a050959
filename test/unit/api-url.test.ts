import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillPath, fillQuery } from '../../src/api/request.js';
import { toApiUrl } from '../../src/options.js';

const anyCharacter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

describe('the address of an API site', () => {
  test.each([
    ['plain', 'https://api.example.at', 'https://api.example.at/Api'],
    ['with a trailing slash', 'https://api.example.at/', 'https://api.example.at/Api'],
    ['with /Api', 'https://api.example.at/Api', 'https://api.example.at/Api'],
    ['with /Api/', 'https://api.example.at/Api/', 'https://api.example.at/Api'],
    ['with /api in lower case', 'https://api.example.at/api', 'https://api.example.at/Api'],
    ['with /API in upper case', 'https://api.example.at/API/', 'https://api.example.at/Api'],
    ['with a virtual directory', 'https://example.at/jobs', 'https://example.at/jobs/Api'],
    ['with a virtual directory and a slash', 'https://example.at/jobs/', 'https://example.at/jobs/Api'],
    ['with a virtual directory and /Api', 'https://example.at/jobs/Api', 'https://example.at/jobs/Api'],
    ['with a directory that ends in "api"', 'https://example.at/webapi', 'https://example.at/webapi/Api'],
    ['with a directory that is called api twice', 'https://example.at/api/api', 'https://example.at/api/Api'],
    ['with a directory that keeps its case', 'https://example.at/Jobs', 'https://example.at/Jobs/Api'],
    ['with a port', 'http://localhost:8080/Api/', 'http://localhost:8080/Api'],
    ['with the port that goes without saying', 'https://example.at:443', 'https://example.at/Api'],
    ['with capitals and blanks', ' HTTPS://API.Example.AT ', 'https://api.example.at/Api'],
    ['with an umlaut', 'https://bücher.example.at', 'https://xn--bcher-kva.example.at/Api'],
    ['with several slashes at the end', 'https://example.at/jobs//', 'https://example.at/jobs/Api'],
    ['with a mere question mark', 'https://example.at/?', 'https://example.at/Api'],
  ])('%s: %s → %s', (_, baseUrl, apiUrl) => {
    expect(toApiUrl(baseUrl)).toBe(apiUrl);
  });

  test.each([
    ['nothing', ''],
    ['no protocol', 'api.example.at'],
    ['a path only', '/Api'],
    ['another protocol', 'ftp://api.example.at'],
    ['a script', 'javascript:alert(1)'],
    ['a query', 'https://api.example.at/?key=1'],
    ['a fragment', 'https://api.example.at/#top'],
    ['a user', 'https://me@api.example.at'],
    ['credentials', 'https://me:secret@api.example.at'],
    ['no host', 'https://'],
  ])('refuses %s', (_, baseUrl) => {
    expect(toApiUrl(baseUrl)).toBeUndefined();
  });

  test('is the same when it is brought to that form twice', () => {
    for (const baseUrl of ['https://api.example.at', 'https://example.at/jobs/', 'http://localhost:8080/Api/']) {
      const once = toApiUrl(baseUrl);
      expect(toApiUrl(once ?? '')).toBe(once);
    }
  });
});

test('an address with an umlaut stays one however often it is read', () => {
  const read = Array.from({ length: 20_000 }, () => toApiUrl('https://bücher.example.at'));
  expect(new Set(read)).toEqual(new Set(['https://xn--bcher-kva.example.at/Api']));
});

describe('a value in a path', () => {
  test.each([
    ['a number', 5, '5'],
    ['an address', 'max@example.at', 'max%40example.at'],
    ['a plus', 'max+1@example.at', 'max%2B1%40example.at'],
    ['a slash', 'C/C++', 'C%2FC%2B%2B'],
    ['a per cent sign', '100%', '100%25'],
    ['what is escaped already', 'a%2Fb', 'a%252Fb'],
    ['umlauts', 'jörg.weiß', 'j%C3%B6rg.wei%C3%9F'],
    ['a blank', 'a b', 'a%20b'],
    ['a question mark and a hash', 'C#?', 'C%23%3F'],
    ['a backslash', 'a\\b', 'a%5Cb'],
    ['line ends', 'a\r\nX-Other: 1', 'a%0D%0AX-Other%3A%201'],
    ['a null character', 'a\0b', 'a%00b'],
    ['a character beyond the first plane', '👩', '%F0%9F%91%A9'],
    ['three dots', '...', '...'],
    ['dots that lead to nowhere', '../x', '..%2Fx'],
    ['an escaped dot', '%2e%2e', '%252e%252e'],
    ['braces', '{other}', '%7Bother%7D'],
    ['a replacement pattern', '$&', '%24%26'],
  ])('%s: %j → %s', (_, value, segment) => {
    expect(fillPath('Applicants/ByEmail/{value}', { value })).toBe(`Applicants/ByEmail/${segment}`);
  });

  test.each([
    ['nothing', ''],
    ['a dot', '.'],
    ['two dots', '..'],
    ['the first half of a surrogate pair', 'a\ud83d'],
    ['the second half of a surrogate pair', '\udc69b'],
  ])('cannot be %s', (_, value) => {
    expect(fillPath('Applicants/ByEmail/{value}', { value })).toBeUndefined();
  });

  test('that is missing makes no path', () => {
    expect(fillPath('Job/{jobId}', {})).toBeUndefined();
  });

  test('of a name that every object knows is missing too', () => {
    expect(fillPath('Job/{constructor}', {})).toBeUndefined();
  });

  test('stays as it is where the characters are said to be literal', () => {
    expect(fillPath('{email}', { email: 'jörg+1@example.at/x' }, '+@')).toBe('j%C3%B6rg+1@example.at%2Fx');
  });

  test('several values go to their places', () => {
    expect(fillPath('Applicant/{id}/Knowledge/{name}', { name: 'a/b', id: 7 })).toBe('Applicant/7/Knowledge/a%2Fb');
  });

  test('whatever the text: the path keeps its segments, its host and its query', () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), fc.constantFrom('', '+@'), (value, literal) => {
        const path = fillPath('Applicants/ByEmail/{value}', { value }, literal);
        if (path === undefined) return;
        const url = new URL(`https://example.at/Api/${path}`);
        expect([url.host, url.search, url.hash]).toEqual(['example.at', '', '']);
        const segments = url.pathname.split('/');
        expect(segments).toHaveLength(5);
        expect(decodeURIComponent(segments[4] ?? '')).toBe(value);
      }),
    );
  });
});

describe('a query', () => {
  test.each([
    ['nothing at all', [], {}, ''],
    ['nothing given', ['culture'], {}, ''],
    ['one value', ['culture'], { culture: 'de-AT' }, '?culture=de-AT'],
    [
      'an empty value, whose bare name some routes need',
      ['startAt', 'endAt'],
      { startAt: '', endAt: '' },
      '?startAt=&endAt=',
    ],
    ['undefined is left out', ['channel', 'culture'], { channel: undefined, culture: 'de' }, '?culture=de'],
    ['the order of the endpoint', ['a', 'b'], { b: 2, a: 1 }, '?a=1&b=2'],
    ['what the endpoint does not know is not sent', ['a'], { a: 1, key: 'secret' }, '?a=1'],
    ['a boolean', ['includeContent'], { includeContent: false }, '?includeContent=false'],
    [
      'an address',
      ['uri'],
      { uri: 'https://jobs.example.at/?a=b&c' },
      '?uri=https%3A%2F%2Fjobs.example.at%2F%3Fa%3Db%26c',
    ],
    ['a plus and a blank', ['q'], { q: 'a+b c' }, '?q=a%2Bb%20c'],
    ['line ends', ['q'], { q: 'a\r\nb' }, '?q=a%0D%0Ab'],
  ])('%s', (_, names, values, query) => {
    expect(fillQuery(names, values)).toBe(query);
  });

  test('cannot hold half a surrogate pair', () => {
    expect(fillQuery(['q'], { q: 'a\ud83d' })).toBeUndefined();
  });

  test('whatever the text: it comes back from the query', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (q) => {
        const url = new URL(`https://example.at/Api${fillQuery(['q'], { q })}`);
        expect([...url.searchParams]).toEqual([['q', q]]);
      }),
    );
  });
});
