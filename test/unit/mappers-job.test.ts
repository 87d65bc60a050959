import { describe, expect, test } from 'vitest';
import { createMapperContext, toJob, type MappingIssue } from '../../src/mappers/index.js';
import type { RawGoogleForJobs, RawJob, RawJobPublication } from '../../src/schemas/index.js';

const base = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') };
const context = createMapperContext({ ...base, portalUrl: 'https://jobs.example.at/', sourceName: 'Acme & Söhne' });
const job = (raw: Partial<RawJob>) => toJob({ Id: 4711, ...raw }, context);

function issuesOf(raw: Partial<RawJob>): MappingIssue[] {
  const issues: MappingIssue[] = [];
  toJob({ Id: 4711, ...raw }, createMapperContext({ ...base, onIssue: (issue) => issues.push(issue) }));
  return issues;
}

describe('a job', () => {
  test.each([
    [0, 'OPEN'],
    [1, 'DRAFT'],
    [2, 'CLOSED'],
    [3, 'CLOSED'],
    [4, 'CLOSED'],
    ['Open', 'OPEN'],
    ['cancelled', 'CLOSED'],
    [5, '5'],
    ['Archived', 'Archived'],
    [null, null],
    [undefined, null],
  ])('of status %s is %s', (Status, expected) => {
    expect(job({ Status }).status).toBe(expected);
  });

  test('tells a status newer than the library', () => {
    expect(issuesOf({ Status: 5 })).toEqual([{ id: '4711', path: 'Status', reason: 'unknown value' }]);
    expect(issuesOf({ Status: 4 })).toEqual([]);
  });

  test.each([
    [{ Title: 'Koch', InternalName: 'intern' }, 'Koch'],
    [{ Title: ' ', InternalName: 'intern' }, 'intern'],
    [{}, null],
  ])('%j is called %s', (raw, name) => {
    expect(job(raw).name).toBe(name);
  });

  test.each([
    [
      { CompanyDescription: '<p>Wir</p>', Block1: '<p>1</p>', HeaderBlock1: 'A & B' },
      '<p>Wir</p>\n<h2>A &amp; B</h2>\n<p>1</p>',
    ],
    [{ Block1: '1', HeaderBlock1: '"A"&"B">C' }, '<h2>&quot;A&quot;&amp;&quot;B&quot;&gt;C</h2>\n1'],
    [{ Block4: '4', Block2: '2', HeaderBlock2: '<b>', HeaderBlock3: 'leer' }, '<h2>&lt;b&gt;</h2>\n2\n4'],
    [{ HeaderBlock1: 'nur', Html: '<html>' }, '<html>'],
    [{ Block1: ' ', Html: null }, null],
  ])('%j has this description', (raw, description) => {
    expect(job(raw).description).toBe(description);
  });

  test.each<[RawGoogleForJobs | null, (number | null)[], string | null]>([
    [null, [null, null, null], null],
    [{ MinSalary: 3000, MaxSalary: 4000, SalaryUnit: 'MONTH' }, [null, 3000, 4000], 'MONTH'],
    [{ MinSalary: 3000, MaxSalary: 3000, SalaryUnit: 'month' }, [3000, 3000, 3000], 'MONTH'],
    [{ MinSalary: 3000, MaxSalary: null, SalaryUnit: 'YEAR' }, [null, 3000, null], 'YEAR'],
    [{ MinSalary: 0, MaxSalary: 0, SalaryUnit: 'HOUR' }, [null, null, null], 'HOUR'],
    [{ MinSalary: 0, MaxSalary: 90.5, SalaryUnit: ' week' }, [null, null, 90.5], 'WEEK'],
    [{ SalaryUnit: 'year' }, [null, null, null], 'YEAR'],
    [{ SalaryUnit: 'day' }, [null, null, null], 'DAY'],
    [{ SalaryUnit: 'Hour' }, [null, null, null], 'HOUR'],
    [{ SalaryUnit: 'DAY' }, [null, null, null], 'DAY'],
    [{ SalaryUnit: 'Lehrjahr' }, [null, null, null], 'Lehrjahr'],
  ])('with %j pays', (GoogleForJobs, amounts, period) => {
    const { salary_amount, salary_amount_from, salary_amount_to, salary_period } = job({ GoogleForJobs });

    expect([salary_amount, salary_amount_from, salary_amount_to]).toEqual(amounts);
    expect(salary_period).toBe(period);
  });

  test.each([
    [true, 'REMOTE'],
    [false, null],
    [null, null],
  ])('with Telecommute %s is %s', (Telecommute, expected) => {
    expect(job({ GoogleForJobs: { Telecommute } }).remote_work_status).toBe(expected);
  });

  test('has the employment type for search engines if it is a word', () => {
    expect(job({ GoogleForJobs: { EmploymentType: 'PART_TIME' } }).employment_type).toBe('PART_TIME');
    expect(job({ GoogleForJobs: { EmploymentType: ['INTERN', 'FULL_TIME'] } }).employment_type).toBe('INTERNSHIP');
    expect(job({ GoogleForJobs: { EmploymentType: 1 } }).employment_type).toBeNull();
    expect(job({ OccupationTypes: ['Lehre'], GoogleForJobs: { EmploymentType: 'FULL_TIME' } }).employment_type).toBe(
      'Lehre',
    );
  });

  test.each<[string, Partial<RawJob>, (string | null)[] | null]>([
    ['nothing', {}, null],
    ['a region', { GeoLocation: { Region: 'OÖ' } }, [null, null, null, 'OÖ', null, null]],
    ['a text', { Location: 'Linz' }, [null, null, 'Linz', null, null, null]],
    ['a name', { GeoLocationName: '4020 Linz' }, [null, null, '4020 Linz', null, null, null]],
    [
      'an address',
      {
        Location: 'Linz',
        GeoLocation: {
          City: 'Linz',
          Country: 'Austria',
          Region: 'OÖ',
          Street: 'Landstraße',
          StreetNumber: '1a',
          ZipCode: '4020',
        },
      },
      ['Linz', 'AT', 'Linz', 'OÖ', 'Landstraße 1a', '4020'],
    ],
    [
      'a point and an address for search engines',
      {
        GeoLocation: { coordinates: [14, 48] },
        GoogleForJobs: { Country: 'DE', Locations: [null, { City: 'Passau', HouseNo: '3' }] },
      },
      ['Passau', 'DE', null, null, null, null],
    ],
    ['a country only', { GoogleForJobs: { Country: 'Atlantis' } }, [null, 'Atlantis', null, null, null, null]],
  ])('with %s is there', (_, raw, expected) => {
    const { location } = job(raw);
    const parts = location && [
      location.city,
      location.country,
      location.raw,
      location.state,
      location.street_1,
      location.zip_code,
    ];

    expect(parts).toEqual(expected);
  });

  test('has its dates, and the newest one as changed_at', () => {
    const dated = job({
      CreationDate: '2025-09-15T10:11:12.13',
      UpdateDate: '2025-09-14T10:00:00',
      OnlineDate: '2026-01-01T00:00:00',
      ExpirationDate: '9999-12-31T23:59:59',
    });

    expect(dated.changed_at).toEqual(new Date('2025-09-15T08:11:12.130Z'));
    expect(dated.remote_updated_at).toEqual(new Date('2025-09-14T08:00:00Z'));
    expect(dated.opened_at).toEqual(new Date('2025-12-31T23:00:00Z'));
    expect(dated.closed_at).toBeNull();
    expect(job({ UpdateDate: '0001-01-01T00:00:00' }).changed_at).toEqual(base.observedAt);
  });

  test('tells which dates it cannot read, without repeating them', () => {
    expect(
      issuesOf({ CreationDate: 'gestern', UpdateDate: '2025-02-30T00:00:00', OnlineDate: ' ', ExpirationDate: null }),
    ).toEqual([
      { id: '4711', path: 'CreationDate', reason: 'not a date' },
      { id: '4711', path: 'UpdateDate', reason: 'not a date' },
    ]);
    expect(issuesOf({ OnlineDate: 'bald', ExpirationDate: 'nie' })).toEqual([
      { id: '4711', path: 'OnlineDate', reason: 'not a date' },
      { id: '4711', path: 'ExpirationDate', reason: 'not a date' },
    ]);
  });
});

describe('the postings of a job', () => {
  test.each([[undefined], [null], [[]], [[null, undefined]]])('published on %j are none', (PublishedOn) => {
    expect(toJob({ Id: 4711, PublishedOn }, context).job_postings).toEqual([]);
  });

  const publication = (raw: RawJobPublication, Status = 0) => job({ Status, PublishedOn: [raw] }).job_postings[0];

  test.each([
    [null, 'https://jobs.example.at/Job/4711'],
    [' ', 'https://jobs.example.at/Job/4711'],
    [
      'https://example.com/?a=$Referrer$&b=$Referrer$',
      'https://example.com/?a=Acme%20%26%20S%C3%B6hne&b=Acme%20%26%20S%C3%B6hne',
    ],
    ['https://example.com/$1', 'https://example.com/$1'],
  ])('with the address %s are at %s', (JobAdUrl, url) => {
    expect(publication({ JobAdUrl })?.url).toBe(url);
  });

  test('without a portal and a source have no address, and a placeholder goes away', () => {
    const bare = toJob(
      { Id: 4711, PublishedOn: [{ Name: 'a' }, { JobAdUrl: 'https://example.com/?ref=$Referrer$' }] },
      createMapperContext(base),
    );

    expect(bare.job_postings.map(({ url }) => url)).toEqual([null, 'https://example.com/?ref=']);
    expect(bare.post_url).toBe('https://example.com/?ref=');
  });

  test.each([
    [0, null, null, 'ACTIVE'],
    [0, '2025-11-08T13:00:00', null, 'ACTIVE'],
    [0, '2025-11-08T13:00:01', null, 'INACTIVE'],
    [0, '0001-01-01T00:00:00', '2025-11-08T13:00:01', 'ACTIVE'],
    [0, null, '2025-11-08T13:00:00', 'INACTIVE'],
    [1, null, null, 'DRAFT'],
    [2, null, null, 'INACTIVE'],
    [7, null, null, null],
  ])('of a job of status %s from %s to %s are %s', (status, PublicationDate, ExpirationDate, expected) => {
    expect(publication({ PublicationDate, ExpirationDate }, status)?.status).toBe(expected);
  });

  test('have ids of their own', () => {
    const postings = job({
      PublishedOn: [
        { Name: 'Portal' },
        null,
        { Name: 'Board', Account: 'A' },
        { Name: 'Board', Account: 'B' },
        { InternalName: 'Portal' },
      ],
    }).job_postings;

    expect(new Set(postings.map(({ id }) => id)).size).toBe(4);
    expect(postings.map(({ remote_id }) => remote_id)).toEqual(['Portal', 'Board', 'Board', 'Portal']);
  });

  test('tell dates that cannot be read', () => {
    expect(issuesOf({ Status: 0, PublishedOn: [{}, { PublicationDate: 'bald', ExpirationDate: 'nie' }] })).toEqual([
      { id: '4711', path: 'PublishedOn.1.PublicationDate', reason: 'not a date' },
      { id: '4711', path: 'PublishedOn.1.ExpirationDate', reason: 'not a date' },
    ]);
  });
});

describe('the hiring team of a job', () => {
  test.each<[Partial<RawJob>, (string | null)[] | undefined]>([
    [{}, undefined],
    [{ UserFirstName: 'Käthe', UserLastName: 'Grün', UserEmail: 'k@example.at' }, ['Käthe', 'Grün', 'k@example.at']],
    [{ UserFullName: 'Mag.a Käthe Grün' }, [null, 'Mag.a Käthe Grün', null]],
    [{ UserFirstName: 'Käthe', UserFullName: 'Käthe Grün' }, ['Käthe', null, null]],
    [{ UserEmail: 'k@example.at' }, [null, null, 'k@example.at']],
    [{ UserEmail: 'keine' }, undefined],
  ])('of %j is %j', (raw, expected) => {
    const [member] = job(raw).hiring_team;

    expect(member && [member.first_name, member.last_name, member.email]).toEqual(expected);
  });

  test('is identified by the email address, case-insensitively', () => {
    const [first] = job({ UserEmail: 'K@example.at', UserLastName: 'Grün' }).hiring_team;
    const [second] = job({ UserEmail: 'k@example.at', UserLastName: 'Blau' }).hiring_team;
    const [third] = job({ UserLastName: 'Grün' }).hiring_team;

    expect(first?.id).toBe(second?.id);
    expect(third?.id).not.toBe(first?.id);
  });
});
