import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createInput } from '../../src/actions/input.js';
import { findIssues } from '../../src/core/parse-input.js';
import { ActionRejectedError, InputError, ResponseShapeError } from '../../src/index.js';
import { createMapperContext, toParsedCv } from '../../src/mappers/index.js';
import { readResponses } from '../contract/wire.js';
import { asked, type Fetch, setUp } from '../helpers/client.js';

// eRecruiter's parser: what it finds fits the input of a create, and nothing else of it is lost.

const TEXT = `Lebenslauf
Name: Eva Maria Grün
Geschlecht: weiblich
Geburtsdatum: 28.2.1987
Straße: Währinger Straße 12/3
PLZ: 1090
Ort: Wien
Land: Österreich
E-Mail: eva.gruen@example.at
Telefon: +43 1 234 56 78
https://www.example.at/~eva
Skills: BMD, Excel
Sprachen: Deutsch (C2), Englisch
2015-03 bis 2019: Buchhalterin, Öhlinger GmbH
2019-05 bis heute: Leiterin, Beispiel AG
`;
const file = { name: 'cv.txt', data: new TextEncoder().encode(TEXT) } as const;

describe('parseCv', () => {
  test('maps what the parser finds, with one request, and stores nothing', async () => {
    const { erecruiter, sandbox } = setUp();
    const { data, warnings } = await erecruiter.parseCv(file);
    expect(warnings).toEqual([]);
    expect(data).toMatchObject({
      candidate: {
        first_name: 'Eva Maria',
        last_name: 'Grün',
        email_address: 'eva.gruen@example.at',
        phone_number: '+43 1 234 56 78',
        gender: 'FEMALE',
        location: { country: 'AT', city: 'Wien', zip_code: '1090', street_1: 'Währinger Straße 12/3' },
        social_links: [{ url: 'https://www.example.at/~eva' }],
      },
      address: { country: 'Österreich' },
      birth_date: '1987-02-28',
      skills: ['BMD', 'Excel'],
      languages: [
        { code: null, name: 'Deutsch', level: 'C2' },
        { code: null, name: 'Englisch', level: null },
      ],
      experiences: [
        {
          start_date: '2015-03',
          end_date: '2019',
          is_current: false,
          company: 'Öhlinger GmbH',
          position: 'Buchhalterin',
        },
        { start_date: '2019-05', end_date: null, is_current: true, company: 'Beispiel AG', position: 'Leiterin' },
      ],
    });
    expect(asked(sandbox)).toEqual({ 'POST Token': 1, 'POST CvParser': 1 });
    expect(sandbox.log.at(-1)?.body).toContain('"FileName":"cv.txt"');
  });

  test('leads to an application', async () => {
    const { erecruiter, sandbox } = setUp();
    const { data } = await erecruiter.parseCv(new File([TEXT], 'cv.txt'));
    const { first_name = '', last_name = '', email_address = '' } = data.candidate;
    const candidate = { ...data.candidate, first_name, last_name, email_address };
    const created = await erecruiter.createApplication({ candidate, application: { job_id: 'remote:4713' } });
    expect(created.warnings).toEqual([]);
    expect(sandbox.applicant(sandbox.applicantIds().at(-1) ?? 0)).toMatchObject({
      Country: 'Österreich',
      City: 'Wien',
    });
  });

  test('names the portal', async () => {
    const { erecruiter, sandbox } = setUp({ portalUrl: 'https://jobs.example.at' });
    await erecruiter.parseCv(file);
    expect(sandbox.log.at(-1)?.path).toBe('/Api/CvParser?uri=https://jobs.example.at');
  });

  test('warns if there is nothing in the file', async () => {
    const { erecruiter } = setUp();
    const { data, warnings } = await erecruiter.parseCv({ name: 'cv.pdf', data: btoa('%PDF-1.7') });
    expect(data.candidate).toEqual({});
    expect(warnings).toEqual([{ message: 'eRecruiter’s parser found nothing in the file' }]);
  });

  test.each([
    ['null', 'null', 200],
    ['an empty record', '{}', 200],
    ['204', null, 204],
  ])('takes %s for nothing found', async (_, body, status) => {
    const { erecruiter } = setUp({ through: answering(body, status) });
    const { data, warnings } = await erecruiter.parseCv(file);
    expect([data.candidate, warnings.length]).toEqual([{}, 1]);
  });

  test.each([
    [
      404,
      '{"Message":"No HTTP resource was found that matches the request URI \'x\'."}',
      /has no CV parser: HTTP 404$/,
    ],
    [404, '<html>404.13</html>', /has no CV parser: HTTP 404, or the file is too large for it: \d+ bytes$/],
    [501, '', /has no CV parser: HTTP 501/],
    [413, '', /the file is too large for eRecruiter/],
    [400, '{"Message":"The request is invalid."}', /parser refused the file: HTTP 400/],
    [500, '{"Message":"An error has occurred."}', /parser failed: it may not be set up/],
  ])('says what HTTP %i means', async (status, body, message) => {
    const { erecruiter } = setUp({ through: answering(body, status) });
    const error = await erecruiter.parseCv(file).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ActionRejectedError);
    expect(String(error)).toMatch(message);
  });

  test.each([
    ['HTML', '<html></html>'],
    ['text', '"parsed"'],
    ['a list', '[{"FirstName":"Eva"}]'],
    ['another record', '{"Token":"x"}'],
  ])('is a ResponseShapeError for %s', async (_, body) => {
    const { erecruiter } = setUp({ through: answering(body, 200) });
    await expect(erecruiter.parseCv(file)).rejects.toBeInstanceOf(ResponseShapeError);
  });

  test.each<[string, unknown, RegExp]>([
    ['nothing', undefined, /file: is required/],
    ['text', 'cv.pdf', /file: must be an object/],
    ['no content', { name: 'cv.pdf' }, /file: must have data or data_url/],
    ['two contents', { name: 'cv.pdf', data: 'AAAA', data_url: 'https://example.com/cv' }, /file: must not have both/],
    ['no name', { data: 'AAAA' }, /file\.name: is required/],
    ['empty bytes', { name: 'cv.pdf', data: new Uint8Array() }, /file\.data: must not be empty/],
    ['a type', { name: 'cv.pdf', data: 'AAAA', type: 'CV' }, /file\.type: is unknown/],
  ])('is an InputError before any request for %s', async (_, input, message) => {
    const { erecruiter, sandbox } = setUp();
    const error = await Promise.resolve(Reflect.apply(erecruiter.parseCv, erecruiter, [input])).catch(
      (one: unknown) => one,
    );
    expect(error).toBeInstanceOf(InputError);
    expect(String(error)).toMatch(message);
    expect(sandbox.requests).toBe(0);
  });
});

function answering(body: string | null, status: number) {
  return (fetch: Fetch): Fetch =>
    async (input, init) => {
      if (!String(input).includes('CvParser')) return fetch(input, init);
      return new Response(body, { status, headers: { 'content-type': 'application/json' } });
    };
}

describe('toParsedCv', () => {
  const issues: { path: string; reason: string }[] = [];
  const context = createMapperContext({
    tenant: 'x',
    mandatorId: 1,
    observedAt: new Date(0),
    onIssue: ({ path, reason }) => issues.push({ path, reason }),
  });
  const mapped = (raw: object) => {
    issues.length = 0;
    return { ...toParsedCv(raw, context), issues: [...issues] };
  };

  test.each<[string, object, object, readonly string[]]>([
    [
      'two addresses',
      { Email: 'a@example.at; b@example.at' },
      { email_address: 'a@example.at', additional_email_addresses: [{ email_address: 'b@example.at' }] },
      [],
    ],
    ['no address', { Email: 'by post' }, {}, ['Email']],
    ['an unknown country', { Country: 'Absurdistan', City: 'Linz' }, {}, ['Country']],
    ['no country', { City: 'Linz' }, {}, ['Country']],
    ['a code', { Country: 'de' }, { location: { country: 'DE' } }, []],
    ['a gender by name', { Gender: 'female' }, { gender: 'FEMALE' }, []],
    ['no gender', { Gender: 0 }, {}, []],
    ['a newer gender', { Gender: 9 }, {}, ['Gender']],
    [
      'what is no web page',
      { Urls: ['skype:eva', 'example.at/eva', '', null] },
      { social_links: [{ url: 'https://example.at/eva' }] },
      ['Urls.0'],
    ],
    ['blanks', { FirstName: ' \t', LastName: ' Grün ', Phone: '' }, { last_name: 'Grün' }, []],
    ['wrong types', { FirstName: 7, Urls: 'x', Email: {} }, {}, ['FirstName', 'Urls', 'Email']],
  ])('keeps %s out of the candidate if a create refuses it', (_, raw, candidate, paths) => {
    const parsed = mapped(raw);
    expect(parsed.candidate).toEqual(candidate);
    expect(parsed.issues.map(({ path }) => path).sort()).toEqual([...paths].sort());
  });

  const year = { Month: null, Day: null, IsRelativeDate: false };
  test.each<[object | null, string | null, boolean]>([
    [null, null, true],
    [{ Year: null, Month: null, Day: null }, null, true],
    [{ ...year, Year: 2015 }, '2015', true],
    [{ ...year, Year: 2015, Month: 3 }, '2015-03', true],
    [{ ...year, Year: 2016, Month: 2, Day: 29 }, '2016-02-29', true],
    [{ ...year, Year: 2015, Month: 2, Day: 29 }, null, false],
    [{ ...year, Year: 2015, Month: 13 }, null, false],
    [{ ...year, Month: 3 }, null, false],
    [{ ...year, Year: 2015, Day: 3 }, null, false],
    [{ ...year, Year: 2015.5 }, null, false],
    [{ Month: 3, IsRelativeDate: true }, 'P3M', true],
    [{ Year: 1, Day: -3, IsRelativeDate: true }, null, false],
  ])('writes %j as %s', (StartDate, expected, isDate) => {
    const parsed = mapped({ Experiences: [{ StartDate }] });
    expect(parsed.experiences[0]?.start_date).toBe(expected);
    expect(parsed.issues).toEqual(isDate ? [] : [{ path: 'Experiences.0.StartDate', reason: 'not a date' }]);
  });

  test('maps the recorded answer whole', () => {
    const recorded = readResponses().filter(({ type }) => type === 'CvParserResponse');
    for (const { body } of recorded) {
      const parsed = mapped(Object(body));
      expect(parsed.issues).toEqual([]);
      expect(parsed).toMatchObject({
        candidate: { first_name: 'Jörg', last_name: 'Müßiggang', gender: 'MALE' },
        birth_date: '1987-02-28',
        photo: '/9j/4AAQSkZJRgAB/9k=',
        competences: ['Bilanzierung'],
        skills: ['BMD'],
        experiences: [{ start_date: '2015-03', end_date: null, is_current: true, company: 'Öhlinger' }],
        languages: [{ code: 'de', name: 'Deutsch', level: 'C2' }],
        educations: [],
      });
    }
  });

  test('whatever the parser finds, createApplication accepts the candidate', () => {
    const hints = [
      'Österreich',
      'AT',
      'a@b.at',
      'a@b.at, c@d.at',
      'https://x.at',
      'x.at/ü',
      'javascript:1',
      '1987-02-28T00:00:00',
      '\ud83d',
      ' ',
      '\u200b',
    ];
    const text = fc.oneof(
      fc.constantFrom(...hints),
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.emailAddress(),
      fc.webUrl(),
    );
    const any = fc.oneof(
      { weight: 6, arbitrary: text },
      { weight: 1, arbitrary: fc.anything() },
      { weight: 1, arbitrary: fc.constant(null) },
    );
    const names = [
      'FirstName',
      'LastName',
      'Gender',
      'BirthDate',
      'Street',
      'City',
      'ZipCode',
      'Country',
      'Email',
      'Phone',
      'Photo',
    ];
    const lists = ['Urls', 'Skills', 'Competences', 'Experiences', 'Languages', 'Publications'];
    const raw = fc.record(
      Object.fromEntries([
        ...names.map((name) => [name, any] as const),
        ...lists.map((name) => [name, fc.oneof(any, fc.array(any, { maxLength: 3 }))] as const),
      ]),
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(raw, (given) => {
        const { candidate } = toParsedCv(given, context);
        const required = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva@example.at' };
        const input = { candidate: { ...required, ...candidate }, application: { job_id: 'remote:1' } };
        expect(findIssues(createInput, input)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
