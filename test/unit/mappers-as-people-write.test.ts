import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toApplication,
  toAttachment,
  toCandidate,
  toEmail,
  fillGaps,
  toJob,
  toRawApplicant,
  type MappingIssue,
} from '../../src/mappers/index.js';
import { wallTimeAt } from '../../src/mappers/values/dates.js';
import { findEmails } from '../../src/mappers/values/email.js';
import { JOB_STATUSES, memberOf } from '../../src/mappers/values/enums.js';
import { isSamePhone } from '../../src/mappers/values/phone.js';
import { toWebAddress } from '../../src/mappers/values/web-address.js';
import { applicantView, mend } from '../../src/schemas/index.js';

const A = 'a@example.at';
const B = 'b@example.at';

function setUp(remoteData = false) {
  const issues: MappingIssue[] = [];
  const onIssue = (issue: MappingIssue): void => void issues.push(issue);
  const context = createMapperContext({ tenant: 't', mandatorId: 1, observedAt: new Date(0), onIssue, remoteData });
  return { context, issues };
}

describe('invisible characters in an address', () => {
  const hidden = [
    ...['\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad', '\u034f', '\u061c', '\u180e', '\u2800', '\u3164'],
    ...['\u200e', '\u200f', '\u202a', '\u202e', '\u2066', '\u2069', '\u{e0041}', '\ufe0f', '\0', '\u00a0', '\u202f'],
  ];
  test.each(hidden)('%j is removed anywhere in it', (character) => {
    for (const at of [0, 1, 5, 8, A.length]) {
      expect(toEmail(A.slice(0, at) + character + A.slice(at))).toBe(A);
    }
  });

  test('an umlaut is one character, however it was typed', () => {
    expect(toEmail('jo\u0308rg@example.at')).toBe('jörg@example.at');
  });
});

describe('a field with addresses', () => {
  test.each([
    ['a@example.at; b@example.at', [A, B], false],
    ['a@example.at, b@example.at', [A, B], false],
    ['a@example.at,b@example.at', [A, B], false],
    ['a@example.at / b@example.at', [A, B], false],
    ['a@example.at/b@example.at', [A, B], false],
    ['a@example.at|b@example.at', [A, B], false],
    ['a@example.at\\b@example.at', [A, B], false],
    ['privat:a@example.at;Firma:b@example.at', [A, B], false],
    ['http://a@example.at', [], true],
    ['a@example.at b@example.at', [A, B], false],
    ['a@example.at\u00a0b@example.at', [A, B], false],
    ['a@example.at\r\nb@example.at', [A, B], false],
    ['a@example.at und b@example.at', [A, B], false],
    ['a@example.at oder B@EXAMPLE.AT', [A, 'B@EXAMPLE.AT'], false],
    ['a@example.at; A@example.at', [A], false],
    ['Eva <a@example.at>', [A], false],
    ['"Grün, Eva" <a@example.at>; Max <b@example.at>', [A, B], false],
    ['<a@example.at>', [A], false],
    ['mailto:a@example.at', [A], false],
    ['MAILTO:a@example.at?subject=Hallo', [A], false],
    ['E-Mail: a@example.at', [A], false],
    ['a@example.at.', [A], false],
    ['a@example.at;', [A], false],
    [';a@example.at', [A], false],
    ['(a@example.at)', [A], false],
    ["'a@example.at'", [A], false],
    ['x/y@example.at', ['x/y@example.at'], false],
    ['x/y@example.at; b@example.at', ['x/y@example.at', B], false],
    ['a@example.at; kaputt', [A], true],
    ['a@example.at; b@kaputt', [A], true],
    ['a@example.at (privat)', [A], true],
    ['asa @example.at', [], true],
    ['nobody', [], true],
    ['', [], false],
    ['  ', [], false],
    [null, [], false],
  ])('%j gives %j', (text, addresses, hasRest) => {
    expect(findEmails(text)).toEqual({ addresses, hasRest });
  });

  test('gives a candidate all of them, and the rest is reported without its text', () => {
    const { context, issues } = setUp();
    const { email_addresses } = toCandidate({ Id: 7, Email: `${A}; ${B}; geheim` }, context);
    expect(email_addresses.map(({ email_address }) => email_address)).toEqual([A, B]);
    expect(issues).toEqual([{ id: '7', path: 'Email', reason: 'something besides email addresses' }]);
    expect(
      toApplication({ Id: 1, ApplicantId: 7, JobId: 4 }, context, { applicant: { Id: 7, Email: `${A}.` } }),
    ).toMatchObject({ candidate: { email_addresses: [{ email_address: A }] } });
  });

  test('gives a hiring team the first one, and the others are reported', () => {
    const { context, issues } = setUp();
    expect(toJob({ Id: 4, UserEmail: `${A}, ${B}` }, context).hiring_team[0]?.email).toBe(A);
    expect(issues).toMatchObject([{ path: 'UserEmail' }]);
  });

  test('of a million characters takes linear time', () => {
    for (const part of ['a@', '<', ' ', 'a', '.', ';', "'", 'mailto:', 'a@b.c/']) {
      expect(findEmails(part.repeat(1e6 / part.length)).hasRest).toBe(true);
    }
  });
});

describe('what is written', () => {
  const eva = { first_name: 'Eva', last_name: 'Grün', email_address: A } as const;

  test('is an address as the reader gives it', () => {
    const { context } = setUp();
    const { properties } = toRawApplicant({ ...eva, email_address: `\ufeff${A}\u00a0` }, context);
    expect(properties.Email).toBe(A);
  });

  test('is a number without its scheme, and a link with one', () => {
    const { context } = setUp();
    const more = {
      phone_number: '\u202atel:+436641234567;ext=1\u202c',
      social_links: [{ url: ' ' }, { url: 'xing.com/eva' }],
    };
    expect(toRawApplicant({ ...eva, ...more }, context)).toMatchObject({
      properties: { Phone: '+436641234567', Url: 'https://xing.com/eva' },
      warnings: [],
    });
  });

  test('is nothing of additional fields that are blank, without a warning', () => {
    const { context } = setUp();
    const more = {
      additional_phone_numbers: [{ phone_number: '' }],
      additional_email_addresses: [{ email_address: ' ' }],
    };
    expect(toRawApplicant({ ...eva, ...more }, context).warnings).toEqual([]);
    expect(
      toRawApplicant({ ...eva, additional_phone_numbers: [{ phone_number: '1' }] }, context).warnings,
    ).toHaveLength(1);
  });

  test('is the zone’s wall time, without Z', () => {
    expect(wallTimeAt(new Date('2026-01-31T23:30:00Z'), 'Europe/Vienna')).toBe('2026-02-01T00:30:00');
  });
});

describe('a web address', () => {
  test.each([
    ['https://example.at/eva', 'https://example.at/eva'],
    ['HTTP://example.at', 'HTTP://example.at'],
    ['linkedin.com/in/eva', 'https://linkedin.com/in/eva'],
    ['www.example.at', 'https://www.example.at'],
    ['//example.at/eva', 'https://example.at/eva'],
    ['example.at:8080/eva', 'https://example.at:8080/eva'],
    ['example.at?x=1', 'https://example.at?x=1'],
    ['\u200bexample.at ', 'https://example.at'],
    ['müller.at', 'https://müller.at'],
    ['javascript:alert(1)', null],
    ['java\u200bscript:alert(1)', null],
    ['javascript.at:alert(1)', null],
    ['data:text/html,x', null],
    ['mailto:a@example.at', null],
    ['a@example.at', null],
    ['ftp://example.at', null],
    ['file:///etc/passwd', null],
    ['eva', null],
    ['https://', null],
    ['', null],
  ])('%j is %j', (text, address) => {
    expect(toWebAddress(text)).toBe(address);
  });
});

describe('telephone numbers', () => {
  test.each([
    ['+43 664 1234567', '0043/664/1234567'],
    ['+43 664 1234567', '+43 664 123 45 67'],
    ['+43 664 1234567', 'tel:+43-664-1234567'],
    ['+43 664 1234567', 'TEL:+436641234567;ext=5'],
    ['+43 (0)664 1234567', '+43 664 1234567'],
    ['0043 (0) 664/1234567', '+43 664 1234567'],
    ['0664 1234567', '+43 664 1234567'],
    ['(0664) 1234567', '0043 664 1234567'],
    ['0664 1234567', '0664/1234567'],
    ['\u202a+43 664 1234567\u202c', '+436641234567'],
    ['＋４３ ６６４ １２３４５６７', '+43 664 1234567'],
    ['+1 555 1234567', '001 555 1234567'],
    ['+423 234 5678', '00423 2345678'],
    ['12', '12'],
  ])('%s and %s are one', (first, second) => {
    expect([isSamePhone(first, second), isSamePhone(second, first)]).toEqual([true, true]);
  });

  test.each([
    ['+43 664 1234567', '+49 664 1234567'],
    ['+43 664 1234567', '+43 664 1234568'],
    ['0664 1234567', '+43 1 0664 1234567'],
    ['664 1234567', '+43 664 1234567'],
    ['0012', '+43 12'],
    ['0664 1234567', '0650 1234567'],
    ['12', '13'],
  ])('%s and %s are two', (first, second) => {
    expect([isSamePhone(first, second), isSamePhone(second, first)]).toEqual([false, false]);
  });

  test('in both fields are shown once, and no third is made of them', () => {
    const { context } = setUp();
    const raw = { Id: 7, MobilePhone: '+43 664 1234567', Phone: '0664/1234567' };
    expect(toCandidate(raw, context).phone_numbers).toHaveLength(1);
    expect(fillGaps({ Phone: '+43 (0)664 1234567' }, { Phone: null, MobilePhone: '0664 1234567' })).toEqual({});
  });
});

describe('a member of the wrong type in an applicant', () => {
  test('is no gap to be filled', () => {
    const held = { Id: 7, City: { de: 'Linz' }, Email: true, Country: 'Österreich' };
    const current = mend(applicantView, held)?.value ?? expect.fail('not mended');
    const draft = { City: 'Graz', Email: A, Street: 'Hauptplatz 1', Salary: 1, Gender: 1 };
    expect(fillGaps(draft, current)).toEqual({ Street: 'Hauptplatz 1', Salary: 1, Gender: 1 });
    expect(fillGaps(draft, { ...held, Street: 5, Salary: '42000', Gender: {} })).toEqual({});
    const begin = { EarliestPossibleBeginDate: { Year: 2026 } };
    expect(fillGaps(begin, { EarliestPossibleBeginDate: '2026-01-01' })).toEqual({});
    expect(fillGaps(begin, { EarliestPossibleBeginDate: { Year: null } })).toEqual(begin);
  });

  test('stays as it came in remote_data', () => {
    const { context } = setUp(true);
    const held = { Id: 7, City: { de: 'Linz' }, ZipCode: 4020 };
    const raw = mend(applicantView, held)?.value ?? expect.fail('not mended');
    const candidate = toCandidate(raw, context, { applications: [] });
    expect(candidate.location).toMatchObject({ city: null, zip_code: '4020' });
    expect(candidate.remote_data).toMatchObject({
      '/Applicant/{applicantId}': held,
      '/Applications/{applicantId}': [],
    });
  });
});

describe('chosen values that hold the separator', () => {
  const read = (StringValue: string, PossibleValues: (string | null)[]) =>
    toCandidate({ Id: 7 }, setUp().context, {
      customFieldValues: [{ CustomField: { Name: 'orte', Type: '3', PossibleValues }, StringValue }],
    }).custom_fields?.['orte'];
  const places = ['Wien|Umgebung', 'Linz', 'Graz', null];

  test.each([
    ['Linz|Graz', ['Linz', 'Graz']],
    ['Wien|Umgebung', ['Wien|Umgebung']],
    ['Wien|Umgebung|Graz', ['Wien|Umgebung', 'Graz']],
    ['Graz|Wien|Umgebung|Linz', ['Graz', 'Wien|Umgebung', 'Linz']],
    ['Wien|Umgebung|Alt', ['Wien|Umgebung', 'Alt']],
    ['Alt|Neu', ['Alt', 'Neu']],
    ['Graz||Linz|', ['Graz', 'Linz']],
    ['Wien|Umgebung |Linz', ['Wien|Umgebung ', 'Linz']],
  ])('%j is %j', (text, values) => {
    expect(read(text, places)).toEqual(values);
  });

  test.each([
    ['A|B|C', ['A|B', 'B|C', 'A', 'C'], ['A|B', 'C']],
    ['A|B|C', ['A|B', 'B|C', 'A'], ['A', 'B|C']],
    ['A|B', ['A|B', 'A', 'B'], ['A|B']],
    ['Su\u0308d|Ost|A', ['S\u00fcd|Ost', 'A'], ['Su\u0308d|Ost', 'A']],
  ])('%j of %j is %j', (text, possible, values) => {
    expect(read(text, possible)).toEqual(values);
  });

  test('in a text of 100,000 pieces take linear time', () => {
    expect(read('Linz|'.repeat(1e5), places)).toEqual(['Linz']);
  });

  test('are also fast with a possible value of as many pieces, and with very many possible values', () => {
    expect(read('Linz|'.repeat(20_000), [`Wien${'|'.repeat(19_999)}`, 'Linz'])).toEqual(['Linz']);
    expect(read('Linz|A|B', [...Array.from({ length: 200_000 }, (_, n) => String(n)), 'A|B'])).toEqual(['Linz', 'A|B']);
  });
});

describe('enums as text', () => {
  test.each([
    ['1', 'Draft'],
    [' 1 ', 'Draft'],
    ['draft', 'Draft'],
    [1, 'Draft'],
    ['77', undefined],
    ['-1', undefined],
    ['', undefined],
    [null, undefined],
  ])('%j is %s', (value, name) => {
    expect(memberOf(JOB_STATUSES, value)).toBe(name);
  });

  test('are read like the number in every record', () => {
    const { context, issues } = setUp();
    expect(toJob({ Id: 4, Status: '2', PublishedOn: [{ Name: 'a', Channel: '7' }] }, context)).toEqual(
      toJob({ Id: 4, Status: 2, PublishedOn: [{ Name: 'a', Channel: 7 }] }, context),
    );
    const application = { Id: 1, ApplicantId: 7, JobId: 4 };
    expect(toApplication({ ...application, WorkflowStatusGroup: '6' }, context).outcome).toBe('HIRED');
    expect(fillGaps({ Gender: 1 }, { Gender: '2' })).toEqual({});
    expect(issues).toEqual([]);
  });
});

describe('names', () => {
  test('of tags and options appear once, however they are spelled', () => {
    const { context } = setUp();
    const Tags = ['B\u00f6rse', 'Bo\u0308rse', 'B\u00f6rse '];
    expect(toCandidate({ Id: 7, Tags }, context).tags.map(({ name }) => name)).toEqual(['B\u00f6rse']);
  });

  test('of own fields are found decomposed', () => {
    const customFields = { candidate: { licence: 'Fu\u0308hrerschein ' } };
    const context = createMapperContext({ tenant: 't', mandatorId: 1, observedAt: new Date(0), customFields });
    const customFieldValues = [{ CustomField: { Name: 'F\u00fchrerschein', Type: 1 }, BoolValue: true }];
    expect(toCandidate({ Id: 7 }, context, { customFieldValues }).custom_fields).toEqual({ licence: true });
  });
});

test.each([
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'],
  ['heic', 'image/heic'],
  ['webp', 'image/webp'],
  ['msg', 'application/vnd.ms-outlook'],
  ['md', 'text/markdown'],
])('a file that ends in %s is read with the type it was written with', (FileExtension, type) => {
  expect(toAttachment({ Id: 1, Name: 'a', FileExtension }, setUp().context, 7).content_type).toBe(type);
});

describe('a field without visible characters', () => {
  const blank = [
    '',
    ' ',
    '\t\r\n',
    '\u00a0',
    '\u200b',
    '\u200b \u2060',
    '\u00ad',
    '\ufeff',
    '\u202e',
    '\u2800',
    '\u3164',
    '\u0000',
  ];

  test.each(blank)('counts as not given: %j', (nothing) => {
    const { context, issues } = setUp();
    const person = {
      ...{ Id: 7, FirstName: nothing, LastName: nothing, Email: nothing, Phone: nothing, MobilePhone: nothing },
      ...{ Url: nothing, City: nothing, Country: nothing, Referrer: nothing, Tags: [nothing, 'a'] },
      ThirdPartyProfiles: [{ ThirdParty: nothing, Url: nothing, Identifier: nothing }, {}],
    };
    expect(toCandidate(person, context)).toMatchObject({
      ...{ first_name: null, last_name: null, email_addresses: [], phone_numbers: [], social_media: [] },
      ...{ location: null, source: null, tags: [{ name: 'a' }] },
    });
    expect(toJob({ Id: 1, Title: nothing, InternalName: 'Koch', Status: nothing }, context)).toMatchObject({
      ...{ name: 'Koch', status: null },
    });
    expect(issues).toEqual([]);
    const draft = { FirstName: 'Eva', Phone: '0664 1234567', City: 'Linz', Url: 'https://example.at' };
    expect(fillGaps(draft, { ...person, Salary: nothing })).toEqual(draft);
  });
});
