import fc from 'fast-check';
import type {
  RawApplicant,
  RawApplication,
  RawCustomField,
  RawCustomFieldValue,
  RawJob,
  RawMandator,
  RawQuestionnaire,
  RawQuestionnaireItem,
} from '../../src/schemas/index.js';

/** Missing, null, or there. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof({ weight: 4, arbitrary }, { weight: 1, arbitrary: fc.constantFrom(null, undefined) });
const list = <T>(element: fc.Arbitrary<T>) => maybe(fc.array(fc.option(element), { maxLength: 4 }));

const id = fc.integer({ min: 1, max: 2 ** 31 - 1 });
const anyId = fc.oneof(
  { weight: 9, arbitrary: id },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }) },
);
const words = fc.constantFrom(
  'Österreich',
  'Vollzeit',
  'a|b',
  '<b>',
  '$Referrer$',
  '__proto__',
  'constructor',
  ' ',
  '',
  'x\u2028y',
  '\ud800',
);
const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 20 }), words);
const number = fc.oneof(
  fc.integer(),
  // JSON writes -0 as 0.
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }).map((value) => value + 0),
);
const code = (names: number) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 0, max: names }) },
    { weight: 1, arbitrary: fc.oneof(text, fc.integer()) },
  );
const pad = (value: number, length = 2) => String(value).padStart(length, '0');
const instant = fc
  .tuple(
    fc.date({ min: new Date('1950-01-01'), max: new Date('2090-01-01'), noInvalidDate: true }),
    fc.integer({ min: 0, max: 9_999_999 }),
    fc.constantFrom('', 'Z', '+01:00', '-03:30'),
  )
  .map(([date, ticks, zone]) => `${date.toISOString().slice(0, 19)}.${pad(ticks, 7)}${zone}`);
const timestamp = fc.oneof(
  { weight: 6, arbitrary: instant },
  { weight: 1, arbitrary: fc.constantFrom('0001-01-01T00:00:00', '9999-12-31T23:59:59.9999999') },
  { weight: 1, arbitrary: text },
);
const email = fc.oneof(fc.emailAddress(), text);

const customField: fc.Arbitrary<RawCustomField> = fc.record(
  { Name: maybe(text), Title: maybe(text), Type: maybe(code(7)), PossibleValues: list(text) },
  { requiredKeys: [] },
);
const customFieldValue: fc.Arbitrary<RawCustomFieldValue> = fc.record(
  {
    CustomField: maybe(customField),
    Value: maybe(text),
    BoolValue: maybe(fc.boolean()),
    DateValue: maybe(timestamp),
    StringValue: maybe(text),
    NumberValue: maybe(number),
  },
  { requiredKeys: [] },
);
/** What an applicant’s custom fields can be. */
export const customFieldValues = list(customFieldValue);

/** Applicants, from complete to nothing but a number. */
export const applicants: fc.Arbitrary<RawApplicant> = fc.record(
  {
    Id: anyId,
    DateOfUpdateByUser: maybe(timestamp),
    DateOfUpdateByApplicant: maybe(timestamp),
    DateOfCreation: maybe(timestamp),
    ThirdPartyProfiles: list(fc.record({ ThirdParty: maybe(text), Identifier: maybe(text), Url: maybe(text) })),
    FirstName: maybe(text),
    LastName: maybe(text),
    Email: maybe(email),
    Street: maybe(text),
    City: maybe(text),
    ZipCode: maybe(text),
    Country: maybe(text),
    Phone: maybe(text),
    MobilePhone: maybe(text),
    Url: maybe(text),
    Tags: list(text),
    Referrer: maybe(text),
    Salary: maybe(fc.integer()),
    IsActive: maybe(fc.boolean()),
  },
  { requiredKeys: ['Id'] },
);

/** Applications, from complete to nothing but numbers. */
export const applications: fc.Arbitrary<RawApplication> = fc.record(
  {
    Id: anyId,
    ApplicantId: anyId,
    JobId: anyId,
    Status: maybe(text),
    StatusForApplicant: maybe(text),
    StatusForContact: maybe(text),
    IsVisibleToApplicant: maybe(fc.boolean()),
    IsVisibleToContact: maybe(fc.boolean()),
    Referrer: maybe(text),
    ReferrerAdditionalInfo: maybe(text),
    AvailableActivities: list(fc.record({ Name: maybe(text) })),
    WorkflowStatusGroup: maybe(code(7)),
    Rating: maybe(fc.integer()),
  },
  { requiredKeys: ['Id', 'ApplicantId', 'JobId'] },
);

/** ApplicationReferrer.WorkflowLastChange. */
export const lastChanges = maybe(timestamp);

const publication = fc.record(
  {
    Name: maybe(text),
    InternalName: maybe(text),
    Partner: maybe(text),
    Account: maybe(text),
    Channel: maybe(fc.integer()),
    PublicationDate: maybe(timestamp),
    ExpirationDate: maybe(timestamp),
    Type: maybe(code(3)),
    JobAdUrl: maybe(fc.oneof(text, fc.constant('https://example.com/?a=$Referrer$'))),
  },
  { requiredKeys: [] },
);
const place = fc.record(
  {
    type: maybe(text),
    Country: maybe(text),
    Region: maybe(text),
    ZipCode: maybe(text),
    Street: maybe(text),
    StreetNumber: maybe(text),
    City: maybe(text),
  },
  { requiredKeys: [] },
);
const googleForJobs = fc.record(
  {
    EmploymentType: maybe(fc.oneof(fc.integer(), text, fc.array(text, { maxLength: 2 }))),
    Telecommute: maybe(fc.boolean()),
    Country: maybe(text),
    MinSalary: maybe(number),
    MaxSalary: maybe(number),
    SalaryUnit: maybe(fc.oneof(text, fc.constantFrom('YEAR', 'MONTH', 'WEEK', 'DAY', 'HOUR'))),
    Currency: maybe(text),
    Locations: list(fc.record({ City: maybe(text), Country: maybe(text), Street: maybe(text), HouseNo: maybe(text) })),
  },
  { requiredKeys: [] },
);

/** Jobs, from complete to nothing but a number. */
export const jobs: fc.Arbitrary<RawJob> = fc.record(
  {
    Id: anyId,
    InternalName: maybe(text),
    Status: maybe(code(5)),
    UserFirstName: maybe(text),
    UserLastName: maybe(text),
    UserFullName: maybe(text),
    UserEmail: maybe(email),
    CreationDate: maybe(timestamp),
    UpdateDate: maybe(timestamp),
    OnlineDate: maybe(timestamp),
    ExpirationDate: maybe(timestamp),
    JobProfiles: list(text),
    CustomFields: list(customFieldValue),
    OccupationTypes: list(text),
    CareerLevels: list(text),
    PublishedOn: list(publication),
    Html: maybe(text),
    Title: maybe(text),
    Location: maybe(text),
    CompanyDescription: maybe(text),
    Block1: maybe(text),
    HeaderBlock1: maybe(text),
    Block4: maybe(text),
    HeaderBlock4: maybe(text),
    GoogleForJobs: maybe(googleForJobs),
    GeoLocation: maybe(place),
    GeoLocationName: maybe(text),
    CustomerName: maybe(text),
  },
  { requiredKeys: ['Id'] },
);

const item: fc.Arbitrary<RawQuestionnaireItem> = fc.record(
  {
    Id: maybe(fc.oneof({ weight: 9, arbitrary: id }, { weight: 1, arbitrary: number })),
    Title: maybe(text),
    Description: maybe(text),
    IsRequired: maybe(fc.boolean()),
    Type: maybe(code(23)),
    CustomField: maybe(customField),
    Language: maybe(text),
    Knowledge: maybe(text),
    KnowledgeGroup: maybe(text),
    ApplicantDocumentType: maybe(text),
  },
  { requiredKeys: [] },
);

/** Questionnaires with items of every type, known and unknown. */
export const questionnaires: fc.Arbitrary<RawQuestionnaire> = fc.record(
  { Id: anyId, Items: list(item) },
  { requiredKeys: ['Id'] },
);

/** The catalogues that questions take options from. */
export const catalogues: fc.Arbitrary<RawMandator> = fc.record(
  {
    Id: id,
    Languages: list(text),
    LanguageLevels: list(text),
    KnowledgeLevels: list(text),
    Knowledges: list(text),
    JobProfiles: list(text),
    AbroadTravellingTypes: list(text),
    Referrers: list(fc.record({ Name: maybe(text), IsInternalOnly: maybe(fc.boolean()) })),
    Regions: list(fc.record({ Name: maybe(text), Regions: list(fc.record({ Name: maybe(text) })) })),
  },
  { requiredKeys: ['Id'] },
);
