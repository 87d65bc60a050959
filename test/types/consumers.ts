// Code of people who have types of their own for eRecruiter's records. test/types/consumers.test.ts runs it, and
// test/package/package.test.ts compiles it against the built declarations, with every TypeScript and resolution.
import {
  createMapperContext,
  fillGaps,
  missingAnswers,
  toApplication,
  toAttachment,
  toCandidate,
  toCvAttachment,
  toDocumentType,
  toJob,
  toJobScreeningQuestions,
  toNewApplicant,
  toRawAnswers,
  toRawApplicant,
  toScreeningQuestions,
  toUser,
  type Candidate,
  type CandidateRelated,
  type ExistingAnswers,
  type Job,
  type MapperContext,
  type QuestionCatalogue,
  type RawApplicantView,
  type RawJobView,
} from 'erecruiter-kombo/mappers';
import {
  applicantSchema,
  matches,
  mend,
  applicantView,
  type RawApplicant,
  type RawApplicantCv,
  type RawApplicantDocument,
  type RawApplicantParameter,
  type RawApplication,
  type RawCustomFieldValue,
  type RawJob,
  type RawKnowledgeTree,
  type RawMandator,
  type RawQuestionnaire,
  type RawUser,
} from 'erecruiter-kombo/schemas';

const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date(0) });

// Interfaces inside interfaces, with properties that no schema knows, and without most that a schema has.
interface Profile {
  ThirdParty: string;
  Url: string;
  followers: number;
}
interface Person {
  Id: number;
  FirstName: string;
  LastName: string | null;
  Tags: string[];
  ThirdPartyProfiles: Profile[];
  importedAt: Date;
}
interface Field {
  Name: string;
  Type: number;
  PossibleValues: string[] | null;
}
interface FieldValue {
  CustomField: Field;
  StringValue: string | null;
  owner: symbol;
}
interface Row {
  readonly Id: number;
  readonly ApplicantId: number;
  readonly JobId: number;
  readonly Status: string;
  readonly WorkflowStatusGroup: number;
}
interface Question {
  Id: number;
  Title: string;
  Type: number;
  IsRequired: boolean;
  CustomField: Field | null;
}
interface Form {
  Id: number;
  Name: string;
  Items: Question[];
}
interface Region {
  Name: string;
  Regions?: Region[];
}
interface Settings {
  Languages: readonly string[];
  LanguageLevels: string[];
  Regions: readonly Region[];
  Referrers: { Name: string; IsInternalOnly: boolean; color: string }[];
  Countries: string[];
  KnowledgeTree: { JobProfiles: { JobProfile: string; Groups: { Group: string; Knowledges: string[] }[] }[] };
}

const person: Person = {
  Id: 7,
  FirstName: 'Eva',
  LastName: null,
  Tags: ['Shortlist'],
  ThirdPartyProfiles: [{ ThirdParty: 'Xing', Url: 'https://example.at/eva', followers: 3 }],
  importedAt: new Date(0),
};
const fieldValues: FieldValue[] = [
  { CustomField: { Name: 'licence', Type: 5, PossibleValues: null }, StringValue: 'B', owner: Symbol('owner') },
];
const rows: readonly Row[] = [{ Id: 880001, ApplicantId: 7, JobId: 4711, Status: 'Neu', WorkflowStatusGroup: 1 }];
const form: Form = {
  Id: 9,
  Name: 'Form',
  Items: [{ Id: 917, Title: 'Umzug?', Type: 10, IsRequired: true, CustomField: null }],
};
const settings: Settings = {
  Languages: ['Deutsch'],
  LanguageLevels: ['Muttersprache'],
  Regions: [{ Name: 'Wien', Regions: [{ Name: 'Mariahilf' }] }],
  Referrers: [{ Name: 'Acme Jobs', IsInternalOnly: false, color: 'red' }],
  Countries: ['Österreich'],
  KnowledgeTree: { JobProfiles: [{ JobProfile: 'IT', Groups: [{ Group: 'Web', Knowledges: ['CSS'] }] }] },
};

/** Maps records that are typed by interfaces. */
export function fromInterfaces() {
  const related: CandidateRelated = { applications: rows, customFieldValues: fieldValues };
  const plan = toRawAnswers([], form, context, settings);
  const existing: ExistingAnswers = { applicant: { Location: 'Linz' }, customFieldValues: fieldValues };
  return {
    candidate: toCandidate(person, context, related),
    application: rows.map((row) => toApplication(row, context, { applicant: person }))[0],
    questions: [toScreeningQuestions(form, context, settings), toJobScreeningQuestions(4711, form, context)],
    missing: missingAnswers(form, plan, existing, context, settings),
    gaps: fillGaps({ FirstName: 'Maria', City: 'Linz' }, person),
    draft: toRawApplicant(
      { first_name: 'Eva', last_name: 'Gruber', email_address: 'eva@example.at' },
      context,
      settings,
    ),
    documentType: toDocumentType('CV', settings.Languages),
  };
}

// Types that cannot be changed, down to the last list.
interface FrozenJob {
  readonly Id: number;
  readonly Title: string;
  readonly OccupationTypes: ReadonlyArray<string>;
  readonly PublishedOn: readonly Readonly<{ Name: string; PublicationDate: string | null }>[];
  readonly GoogleForJobs: Readonly<{ MinSalary: number; EmploymentType: readonly string[]; Locations: readonly [] }>;
}
const frozenJob: FrozenJob = {
  Id: 4711,
  Title: 'Koch',
  OccupationTypes: ['Teilzeit'],
  PublishedOn: [{ Name: 'portal', PublicationDate: null }],
  GoogleForJobs: { MinSalary: 42_000, EmploymentType: [], Locations: [] },
};
const constantApplicant = { Id: 7, Tags: ['a', 'b'], ThirdPartyProfiles: [{ ThirdParty: 'Xing' }] } as const;
const constantDraft = { FirstName: 'Eva', JobProfiles: ['IT'], EarliestPossibleBeginDate: { Year: 2026 } } as const;

/** Maps records that are readonly. */
export function fromReadonly() {
  const defaults = { createdAt: new Date(0), culture: 'de-AT', referrer: null, referrerAdditionalInfo: null };
  return {
    job: toJob(frozenJob, context, { questionnaire: form, catalogue: settings }),
    candidate: toCandidate(constantApplicant, context),
    gaps: fillGaps(constantDraft, constantApplicant),
    body: toNewApplicant(constantDraft, defaults, context),
  };
}

// Classes, as object-relational mappers make them: getters, private state, methods.
class Recruiter {
  #first = 'Käthe';
  constructor(readonly Id: number) {}
  get FirstName(): string {
    return this.#first;
  }
  get IsEnabled(): boolean {
    return true;
  }
  rename(name: string): void {
    this.#first = name;
  }
}
class Document {
  protected readonly table = 'documents';
  Id = 42;
  Name: string | undefined = 'Zeugnis';
  FileExtension: string | null = '.pdf';
  tableName(): string {
    return this.table;
  }
}

/** Maps instances of classes. */
export function fromClasses() {
  return {
    user: toUser(new Recruiter(3), context),
    attachment: toAttachment(new Document(), context, 7),
    cv: toCvAttachment(new Document(), context, 7),
  };
}

// What generators make of a JSON schema: optional and nullable, string literals, open or closed.
interface GeneratedJob {
  Id: number;
  Title?: string | null;
  Status?: 'Open' | 'Draft' | 'Engaged' | 'Repositioned' | 'Cancelled' | null;
  JobProfiles?: (string | null)[] | null;
  CustomFields?: GeneratedValue[] | null;
  GoogleForJobs?: { MinSalary?: number | null; Telecommute?: boolean; [k: string]: unknown } | null;
  GeoLocation?: { City?: string | null; Country?: string };
  [k: string]: unknown;
}
type GeneratedValue = { CustomField?: { Name?: string; Type?: 0 | 1 | 2 | 3 | 4 | 5 | 6 }; BoolValue?: boolean | null };
type GeneratedApplication = { Id: number; ApplicantId: number; JobId: number } & {
  Status?: string;
  WorkflowStatusGroup?: 'None' | 'New' | 'Accepted';
};
enum Group {
  New = 1,
  Accepted = 6,
}
const generatedJob: GeneratedJob = {
  Id: 4711,
  Title: 'Koch',
  Status: 'Open',
  CustomFields: [{ CustomField: { Name: 'licence', Type: 1 }, BoolValue: true }],
  GeoLocation: { City: 'Linz', Country: 'Austria' },
  HasQuestionnaire: true,
};
const generatedApplication: GeneratedApplication = { Id: 1, ApplicantId: 7, JobId: 4711, WorkflowStatusGroup: 'New' };

/** Maps records that are typed by generated code. */
export function fromGenerated() {
  return {
    job: toJob(generatedJob, context),
    application: toApplication(generatedApplication, context),
    byEnum: toApplication({ Id: 1, ApplicantId: 7, JobId: 4711, WorkflowStatusGroup: Group.Accepted }, context),
  };
}

/** Maps literals with more properties than are mapped, nested ones too. */
export function fromLiterals() {
  return {
    candidate: toCandidate(
      { Id: 7, FirstName: 'Eva', Salary: 42_000, ThirdPartyProfiles: [{ ThirdParty: 'Xing', Verified: true }] },
      context,
    ),
    job: toJob({ Id: 1, CustomerName: 'Acme', GeoLocation: { City: 'Linz', type: 'Point' }, mine: [1] }, context),
    user: toUser({ Id: 3, FirstName: 'Käthe', Department: 'HR' }, context),
    questions: toScreeningQuestions({ Id: 9, Name: 'x', Items: [{ Id: 1, Type: 10, Order: 3 }] }, context),
    gaps: fillGaps({ City: 'Linz', Mood: 'good' }, { City: null, Mood: 'bad' }),
  };
}

/** Maps what a schema has accepted. */
export function fromSchemas(value: unknown): (Candidate | undefined)[] {
  const mended = mend(applicantView, value)?.value;
  return [
    matches(applicantSchema, value) ? toCandidate(value, context) : undefined,
    mended && toCandidate(mended, context),
  ];
}

// The types of the schemas, alone and in functions of one's own.
export const asJob: (raw: RawJob, context: MapperContext) => Job = toJob;
export const mapAll = <Raw extends RawApplicantView>(raws: readonly Raw[]): Candidate[] =>
  raws.map((raw) => toCandidate(raw, context));
export function ofSchemas(
  applicant: RawApplicant,
  application: RawApplication,
  values: RawCustomFieldValue[],
  questionnaire: RawQuestionnaire,
  mandator: RawMandator,
  KnowledgeTree: RawKnowledgeTree,
  user: RawUser,
  document: RawApplicantDocument,
  cv: RawApplicantCv,
  draft: Partial<RawApplicantParameter>,
) {
  const catalogue: QuestionCatalogue = { ...mandator, KnowledgeTree };
  return [
    mapAll([applicant]),
    toCandidate(applicant, context, { applications: [application], customFieldValues: values }),
    toApplication(application, context, { applicant }),
    toScreeningQuestions(questionnaire, context, mandator),
    toJobScreeningQuestions(1, questionnaire, context),
    toRawAnswers([], questionnaire, context, catalogue),
    missingAnswers(questionnaire, { answered: [] }, { applicant, languages: [] }, context, catalogue),
    toUser(user, context),
    toAttachment(document, context, 7),
    toCvAttachment(cv, context, 7),
    fillGaps(draft, applicant),
    toRawApplicant({ first_name: 'E', last_name: 'G', email_address: 'e@example.at' }, context, mandator),
  ];
}

// What cannot be meant is an error.
interface Dated {
  Id: number;
  DateOfCreation: Date;
}
export function mistakes(dated: Dated, view: RawJobView, texts: { Id: string }, day: { JobId: number }) {
  // @ts-expect-error: a date is a text
  toCandidate(dated, context);
  // @ts-expect-error: a date is a text
  toJob({ Id: 1, OnlineDate: new Date(0) }, context);
  // @ts-expect-error: an id is a number
  toUser(texts, context);
  // @ts-expect-error: an application has three ids
  toApplication(day, context);
  // @ts-expect-error: a salary is a number
  toJob({ Id: 1, GoogleForJobs: { MinSalary: '42000' } }, context);
  // @ts-expect-error: tags are a list
  toCandidate({ Id: 1, Tags: 'a' }, context);
  // @ts-expect-error: a list of texts
  toCandidate({ Id: 1, Tags: [1] }, context);
  // @ts-expect-error: a flag is a boolean
  toUser({ Id: 1, IsEnabled: 'true' }, context);
  // @ts-expect-error: a document's content is base64
  toAttachment({ Id: 1, Content: new Uint8Array() }, context, 7);
  // @ts-expect-error: a misspelled name
  toCandidate(person, context, { aplications: rows });
  // @ts-expect-error: records cannot be changed
  view.Title = 'Koch';
  // @ts-expect-error: lists cannot be changed
  view.PublishedOn?.push(null);
  // @ts-expect-error: there is no index signature
  return view.Anything;
}
