import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toDocumentType,
  fillGaps,
  toNewApplicant,
  toRawApplicant,
  type CandidateInput,
} from '../../src/mappers/index.js';
import { applicantParameterSchema, type RawApplicantParameter } from '../../src/schemas/index.js';

const owner = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2026-07-01T10:00:00Z') };
const catalogue = { Countries: ['AUSTRIA', 'Deutschland', null], SalaryCurrencies: ['CHF', ' Eur', null] };
const context = createMapperContext({ ...owner, countries: catalogue.Countries });
const eva: CandidateInput = { first_name: 'Eva', last_name: 'Gruber', email_address: 'eva@example.at' };

function draft(more: Partial<CandidateInput>) {
  return toRawApplicant({ ...eva, ...more }, context, catalogue);
}

/** What a further input adds to the three names. */
function added(more: Partial<CandidateInput>) {
  const { FirstName, LastName, Email, ...rest } = draft(more).properties;
  return rest;
}

describe('the properties of an applicant', () => {
  test('have only what is given', () => {
    expect(draft({})).toEqual({
      properties: { FirstName: 'Eva', LastName: 'Gruber', Email: 'eva@example.at' },
      warnings: [],
    });
  });

  test('take names and the address as they are', () => {
    const as = { first_name: ' Éva  Mária', last_name: 'O’Neil-Öz', email_address: 'Eva+1@Example.AT' };
    expect(draft(as).properties).toEqual({
      FirstName: ' Éva  Mária',
      LastName: 'O’Neil-Öz',
      Email: 'Eva+1@Example.AT',
    });
  });

  test('leave out blanks', () => {
    const location = { country: ' ', city: '', zip_code: ' ', street_1: '\t' };
    expect(added({ phone_number: ' ', location, social_links: [{ url: ' ' }] })).toEqual({});
  });

  test.each([
    ['MALE', 1, 1],
    ['FEMALE', 2, 2],
    ['OTHER', 0, 3],
  ] as const)('%s is gender %i with identity %i', (gender, Gender, GenderIdentity) => {
    expect(added({ gender })).toEqual({ Gender, GenderIdentity });
  });

  test('take each part of the address', () => {
    const location = { country: 'DE', city: 'Ulm', zip_code: '0815', street_1: 'Am Tor 1' };
    expect(added({ location })).toEqual({ Street: 'Am Tor 1', City: 'Ulm', ZipCode: '0815', Country: 'Deutschland' });
  });

  test('take the number and the first link that is not blank', () => {
    const links = [{ url: ' ' }, { url: 'https://example.at/eva' }];
    expect(added({ phone_number: '+43 1', social_links: links })).toEqual({
      Phone: '+43 1',
      Url: 'https://example.at/eva',
    });
  });
});

describe('the country', () => {
  test.each([
    ['in the mandator’s spelling', 'AT', 'AUSTRIA'],
    ['in the mandator’s spelling where it is German', 'DE', 'Deutschland'],
  ])('is %s', (_, country, Country) => {
    expect(draft({ location: { country } })).toMatchObject({ properties: { Country }, warnings: [] });
  });

  test('has its German name, and a warning, if the catalogue lacks it', () => {
    expect(added({ location: { country: 'FR' } })).toEqual({ Country: 'Frankreich' });
    expect(draft({ location: { country: 'FR' } }).warnings).toEqual([
      'candidate.location.country is not in the mandator’s catalogue; its German name was used',
    ]);
  });

  test.each([[null], [[]]])('causes a warning if the catalogue is %j', (Countries) => {
    expect(toRawApplicant({ ...eva, location: { country: 'AT' } }, createMapperContext(owner), { Countries })).toEqual({
      properties: { FirstName: 'Eva', LastName: 'Gruber', Email: 'eva@example.at', Country: 'Österreich' },
      warnings: ['candidate.location.country is not in the mandator’s catalogue; its German name was used'],
    });
  });

  test('has its German name without a catalogue', () => {
    const { properties, warnings } = toRawApplicant(
      { ...eva, location: { country: 'AT' } },
      createMapperContext(owner),
    );
    expect([properties.Country, warnings]).toEqual(['Österreich', []]);
  });

  test('that does not exist is ignored with a warning', () => {
    expect(added({ location: { country: 'QQ', city: 'Linz' } })).toEqual({ City: 'Linz' });
    expect(draft({ location: { country: 'QQ' } }).warnings).toEqual([
      'candidate.location.country was left out: the country code is unknown',
    ]);
  });
});

describe('the day of availability', () => {
  test.each([
    ['a plain day', '2026-09-01', '2026-09-01'],
    ['an instant of the next day in Vienna', '2026-08-31T22:30:00Z', '2026-09-01'],
    ['an instant with offset', '2026-09-01T00:30:00+03:00', '2026-08-31'],
    ['wall time', '2026-09-01T00:30:00', '2026-09-01'],
    ['a Date', new Date('2026-08-31T22:00:00Z'), '2026-09-01'],
    ['a Date before midnight in Vienna', new Date('2026-08-31T21:59:59.999Z'), '2026-08-31'],
    ['a leap day', '2028-02-29', '2028-02-29'],
  ])('%s', (_, availability_date, day) => {
    const [Year, Month, Day] = day.split('-').map(Number);
    expect(added({ availability_date })).toEqual({
      EarliestPossibleBeginDate: { Year, Month, Day, IsRelativeDate: false },
    });
  });

  test.each([
    ['30 February', '2026-02-30'],
    ['a word', 'sofort'],
    ['nothing', ''],
    ['the year 10000', new Date('+010000-01-01T00:00:00Z')],
    ['a text of the year 10000 in Vienna', '9999-12-30T23:59:59-23:59'],
    ['the last moment there is', new Date(8.64e15)],
    ['the first moment there is', new Date(-8.64e15)],
    ['no moment', new Date(NaN)],
    ['the last hour of 9999, which is 10000 in Vienna', new Date('9999-12-31T23:30:00Z')],
  ])('%s is ignored with a warning', (_, availability_date) => {
    expect(added({ availability_date })).toEqual({});
    expect(draft({ availability_date }).warnings).toEqual(['candidate.availability_date was left out: not a day']);
  });

  test('depends on the zone of the context alone', () => {
    const samoa = createMapperContext({ ...owner, timeZone: 'Pacific/Apia' });
    const input = { ...eva, availability_date: new Date('2026-08-31T12:00:00Z') };
    expect(toRawApplicant(input, samoa).properties.EarliestPossibleBeginDate).toMatchObject({ Month: 9, Day: 1 });
  });
});

describe('the salary', () => {
  test.each([
    [2.5, 3],
    [2.49, 2],
    [3000, 3000],
    [0, 0],
    [0.5, 1],
    [0.49999999999999994, 0],
    [2_147_483_647.4, 2_147_483_647],
  ])('%d is rounded half up to %i', (amount, Salary) => {
    expect(added({ salary_expectations: { period: 'MONTH', amount } })).toEqual({
      Salary,
      SalaryPeriod: 0,
      SalaryCurrency: ' Eur',
    });
  });

  test('per year is period 1', () => {
    expect(added({ salary_expectations: { period: 'YEAR', amount: 1 } }).SalaryPeriod).toBe(1);
  });

  test.each([[{}], [{ SalaryCurrencies: null }], [{ SalaryCurrencies: ['CHF'] }]])(
    'has no currency with %j',
    (names) => {
      const input = { ...eva, salary_expectations: { period: 'YEAR', amount: 40_000 } } as const;
      expect(toRawApplicant(input, context, names).properties).not.toHaveProperty('SalaryCurrency');
    },
  );

  test.each([[2_147_483_647.5], [Infinity], [NaN]])('%d does not fit, and is ignored with a warning', (amount) => {
    const input = { salary_expectations: { period: 'MONTH', amount } } as const;
    expect(added(input)).toEqual({});
    expect(draft(input).warnings).toEqual([
      'candidate.salary_expectations was left out: eRecruiter takes whole numbers below 2^31 only',
    ]);
  });
});

describe('an input that eRecruiter cannot store', () => {
  const secret = 'geheim.example.at';
  const cases: readonly (readonly [string, Partial<CandidateInput>])[] = [
    ['candidate.company', { company: secret }],
    ['candidate.title', { title: secret }],
    ['candidate.location.state', { location: { country: 'AT', state: secret } }],
    ['candidate.social_links', { social_links: [{ url: 'https://example.at' }, { url: secret }, { url: secret }] }],
    ['candidate.additional_email_addresses', { additional_email_addresses: [{ type: 'WORK', email_address: secret }] }],
    ['candidate.additional_phone_numbers', { additional_phone_numbers: [{ phone_number: secret }] }],
  ];

  test.each(cases)('%s is one warning that names the field and not the value', (path, more) => {
    const { warnings, properties } = draft(more);
    expect(warnings).toEqual([expect.stringMatching(new RegExp(`^${path} `))]);
    expect(JSON.stringify([warnings, properties])).not.toContain(secret);
  });

  test('causes no warning if it is missing', () => {
    const none: Partial<CandidateInput> = {
      company: '',
      title: ' ',
      social_links: [{ url: 'https://example.at' }, { url: ' ' }, { url: 'https://example.at' }],
      availability_date: '2026-09-01',
      salary_expectations: { period: 'YEAR', amount: 50_000 },
      additional_email_addresses: [],
      additional_phone_numbers: [],
    };
    expect(draft({ ...none, location: { country: 'AT', state: '' } }).warnings).toEqual([]);
  });
});

describe('a new applicant', () => {
  const defaults = {
    createdAt: new Date('2026-07-01T10:00:00.999Z'),
    culture: 'de-AT',
    referrer: 'Acme Jobs',
    referrerAdditionalInfo: null,
  };

  test('has every property in the order of the wire', () => {
    expect(Object.keys(toNewApplicant({}, defaults, context))).toEqual(Object.keys(applicantParameterSchema.shape));
  });

  test('keeps that order with any draft', () => {
    const body = toNewApplicant({ Url: 'https://example.at', LastName: 'Gruber', FirstName: 'Eva' }, defaults, context);
    expect(Object.keys(body)).toEqual(Object.keys(applicantParameterSchema.shape));
    expect(body).toMatchObject({ FirstName: 'Eva', LastName: 'Gruber', Url: 'https://example.at' });
  });

  test('is active, and otherwise has empty dates, flags and lists', () => {
    const body = toNewApplicant({}, defaults, context);
    const said = Object.entries(body).filter(([, value]) => value !== null);
    expect(Object.fromEntries(said)).toEqual({
      DateOfCreation: '2026-07-01T12:00:00',
      Gender: 0,
      GenderIdentity: 0,
      IsActive: true,
      IsLocked: false,
      EnableNewsletter: false,
      EnableMatchingJobsAutoMail: false,
      Tags: [],
      JobProfiles: [],
      Regions: [],
      Referrer: 'Acme Jobs',
      Culture: 'de-AT',
    });
  });

  test('takes PolicyAcceptedAt from the draft', () => {
    const PolicyAcceptedAt = '2026-07-01T12:00:00';
    expect(toNewApplicant({ PolicyAcceptedAt }, defaults, context).PolicyAcceptedAt).toBe(PolicyAcceptedAt);
  });

  test.each([
    ['in winter', '2026-01-31T23:30:00Z', '2026-02-01T00:30:00'],
    ['in the hour that occurs twice', '2026-10-25T01:15:00Z', '2026-10-25T02:15:00'],
    ['after the hour that spring leaves out', '2026-03-29T01:00:00Z', '2026-03-29T03:00:00'],
  ])('is created at wall time %s', (_, instant, wall) => {
    expect(toNewApplicant({}, { ...defaults, createdAt: new Date(instant) }, context).DateOfCreation).toBe(wall);
  });

  test('is never undefined anywhere', () => {
    const body = toNewApplicant({ Phone: undefined, Email: null }, defaults, context);
    expect(body).toMatchObject({ Phone: null, Email: null });
    expect(Object.values(body)).not.toContain(undefined);
  });

  test('shares no list with another one', () => {
    expect(toNewApplicant({}, defaults, context).Tags).not.toBe(toNewApplicant({}, defaults, context).Tags);
  });
});

describe('filling the gaps of an existing applicant', () => {
  const full: Partial<RawApplicantParameter> = {
    FirstName: 'Eva',
    LastName: 'Gruber',
    Email: 'eva@example.at',
    Gender: 2,
    GenderIdentity: 2,
    Street: 'Am Tor 1',
    City: 'Linz',
    ZipCode: '4020',
    Country: 'Österreich',
    Phone: '+43 664 1',
    Url: 'https://example.at',
    Salary: 3000,
    SalaryCurrency: 'EUR',
    SalaryPeriod: 0,
    EarliestPossibleBeginDate: { Year: 2026, Month: 9, Day: 1, IsRelativeDate: false },
  };

  test('an empty record takes all of it', () => {
    expect(fillGaps(full, {})).toEqual(full);
  });

  test('a record of blanks and empty values takes all of it', () => {
    const empty = {
      FirstName: '',
      LastName: ' ',
      Email: null,
      Gender: 0,
      GenderIdentity: 'Unknown',
      Street: '',
      City: '',
      ZipCode: ' ',
      Country: null,
      Phone: '',
      MobilePhone: '',
      Url: '',
      Salary: null,
      EarliestPossibleBeginDate: {
        Year: null,
        Month: null,
        Day: null,
        IsRelativeDate: false,
        IsValid: true,
        IsEmpty: true,
      },
    };
    expect(fillGaps(full, empty)).toEqual(full);
  });

  test('a full record takes nothing', () => {
    const other = Object.fromEntries(
      Object.entries(full).map(([key, value]) => [key, typeof value === 'string' ? 'x' : value]),
    );
    expect(fillGaps(full, { ...other, MobilePhone: '0' })).toEqual({});
  });

  test('an empty draft fills nothing', () => {
    expect(fillGaps({}, {})).toEqual({});
    expect(fillGaps({}, full)).toEqual({});
  });

  test('other properties of a draft are not written', () => {
    expect(fillGaps({ Tags: ['x'], IsActive: false, Referrer: 'x', PolicyAcceptedAt: '2026-01-01' }, {})).toEqual({});
  });

  test.each([
    ['where both are empty', {}, { Phone: '0664/1' }],
    ['where Phone is another one', { Phone: '01' }, { MobilePhone: '0664/1' }],
    ['where MobilePhone is another one', { MobilePhone: '01' }, { Phone: '0664/1' }],
    ['where both are others', { Phone: '01', MobilePhone: '02' }, {}],
    ['where Phone is the same', { Phone: '0664 1' }, {}],
    ['where MobilePhone is the same', { MobilePhone: '0664-1' }, {}],
    ['where Phone is no number', { Phone: 'auf Anfrage' }, { MobilePhone: '0664/1' }],
  ])('a number %s', (_, current, filled) => {
    expect(fillGaps({ Phone: '0664/1' }, current)).toEqual(filled);
  });

  test.each([
    ['0043 664 1', '+43/664/1'],
    ['0043 1 2002', '+431/20 02'],
    ['+43 100 2', '0043 1002'],
  ])('%s is the number %s', (Phone, held) => {
    expect(fillGaps({ Phone }, { Phone: held })).toEqual({});
  });

  test.each([
    ['both where nothing is known', {}, { Gender: 2, GenderIdentity: 2 }],
    ['both where nothing is said', { Gender: null, GenderIdentity: null }, { Gender: 2, GenderIdentity: 2 }],
    ['the identity where the gender agrees', { Gender: 2, GenderIdentity: 0 }, { GenderIdentity: 2 }],
    ['the gender where the identity agrees', { Gender: 0, GenderIdentity: 2 }, { Gender: 2 }],
    ['nothing where the gender is another', { Gender: 1, GenderIdentity: 0 }, {}],
    ['nothing where the identity is another', { Gender: 0, GenderIdentity: 3 }, {}],
    ['nothing where the identity is a newer one', { Gender: 0, GenderIdentity: 17 }, {}],
    ['nothing where both are known by name', { Gender: 'Female', GenderIdentity: 'Female' }, {}],
  ])('a gender: %s', (_, current, filled) => {
    expect(fillGaps({ Gender: 2, GenderIdentity: 2 }, current)).toEqual(filled);
  });

  test('a diverse identity goes beside any salutation', () => {
    expect(fillGaps({ Gender: 0, GenderIdentity: 3 }, { Gender: 2, GenderIdentity: 0 })).toEqual({
      GenderIdentity: 3,
    });
    expect(fillGaps({ Gender: 0, GenderIdentity: 3 }, {})).toEqual({ GenderIdentity: 3 });
  });

  test('an unknown gender or identity is not written', () => {
    expect(fillGaps({ Gender: 2, GenderIdentity: 0 }, {})).toEqual({ Gender: 2 });
    expect(fillGaps({ Gender: 'Unknown', GenderIdentity: null }, {})).toEqual({});
  });

  test('a salary replaces period and currency that have no amount', () => {
    const wish = { Salary: 3000, SalaryCurrency: 'EUR', SalaryPeriod: 0 };
    expect(fillGaps(wish, { Salary: null, SalaryCurrency: 'CHF', SalaryPeriod: 1 })).toEqual(wish);
    expect(fillGaps(wish, { Salary: 1, SalaryCurrency: null, SalaryPeriod: null })).toEqual({});
    expect(fillGaps({ Salary: 3000, SalaryPeriod: 0 }, { SalaryCurrency: 'CHF' })).toEqual({
      Salary: 3000,
      SalaryPeriod: 0,
    });
    expect(fillGaps({ SalaryCurrency: 'EUR', SalaryPeriod: 0 }, {})).toEqual({});
    expect(fillGaps({ Salary: null, SalaryCurrency: 'EUR', SalaryPeriod: 0 }, {})).toEqual({});
  });

  test.each([
    ['a year', { Year: 2026 }],
    ['a relative day', { Day: 7, IsRelativeDate: true }],
  ])('a begin date that is %s stays', (_, EarliestPossibleBeginDate) => {
    expect(fillGaps(full, { EarliestPossibleBeginDate })).not.toHaveProperty('EarliestPossibleBeginDate');
  });

  test('each part of the address goes on its own', () => {
    expect(fillGaps({ City: 'Linz', Country: 'Österreich' }, { City: 'Wels', Country: '' })).toEqual({
      Country: 'Österreich',
    });
  });
});

describe('the document type', () => {
  const types = ['Zeugnis', 'Anschreiben', 'Bewerbungsfoto', 'Sonstiges'];
  test.each([
    ['CV', ['Zeugnis', 'Lebenslauf'], 'Lebenslauf', true],
    ['CV', ['Certificate', 'CV'], 'CV', true],
    ['CV', ['Résumé (en)', 'Résumé'], 'Résumé', true],
    ['CV', ['Zeugnis', 'CV (deutsch)'], 'CV (deutsch)', true],
    ['CV', ['Curriculum Vitae'], 'Curriculum Vitae', true],
    ['CV', types, 'Sonstiges', false],
    ['CV', ['Bewerbungsfoto', 'Anschreiben', 'Zeugnis'], 'Zeugnis', false],
    ['CV', ['Bewerbungsfoto', 'Anschreiben'], 'Bewerbungsfoto', false],
    ['COVER_LETTER', types, 'Anschreiben', true],
    ['COVER_LETTER', ['Motivationsschreiben'], 'Motivationsschreiben', true],
    ['COVER_LETTER', ['Cover letter'], 'Cover letter', true],
    ['COVER_LETTER', ['Coverletter'], 'Coverletter', true],
    ['COVER_LETTER', ['Zeugnis'], 'Zeugnis', false],
    ['OTHER', types, 'Sonstiges', true],
    ['OTHER', ['Sonstige Zeugnisse', 'Sonstiges'], 'Sonstiges', true],
    ['OTHER', ['Certificate', 'Other'], 'Other', true],
    ['OTHER', ['Weitere Unterlagen'], 'Weitere Unterlagen', true],
    ['OTHER', ['Lebenslauf', 'Ausbildungsnachweis'], 'Ausbildungsnachweis', false],
    ['OTHER', [null, ' ', 'Zeugnis'], 'Zeugnis', false],
    ['OTHER', [], null, false],
    ['OTHER', null, null, false],
    ['OTHER', undefined, null, false],
  ] as const)('for %s of %j is %s', (type, names, name, exact) => {
    expect(toDocumentType(type, names)).toEqual({ name, exact });
  });
});
