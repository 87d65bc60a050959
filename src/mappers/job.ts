import type { EmploymentType, HiringTeamMember, Job, JobStatus, SalaryPeriod } from '../models/job.js';
import type { Location } from '../models/location.js';
import type { RawJobView } from '../schemas/job.js';
import { MAPPED_JOB_PROPERTIES } from '../schemas/properties.js';
import type { RawQuestionnaireView } from '../schemas/questionnaire.js';
import { checkedInnerRecord, checkedRecord } from './check-record.js';
import { asAnswered, observationOf, readDate, readEmails, type MapperContext } from './context.js';
import { customFieldValues, customIntegrationFields, furtherIntegrationFields } from './integration-field.js';
import { toJobPostings } from './job-posting.js';
import { toLocation, toTextLocation } from './location.js';
import type { QuestionCatalogue } from './question-format.js';
import { toMergedScreeningQuestions } from './screening-question.js';
import { JOB_SHAPE, QUESTIONNAIRE_SHAPE } from './shapes.js';
import { latest } from './values/dates.js';
import { JOB_STATUSES, memberOf } from './values/enums.js';
import { memoize } from './values/memoize.js';
import { words, distinctTexts, escapeHtml, present, toText } from './values/text.js';

/** What else has been read for a job. */
export interface JobRelated {
  /** The job's questionnaire. Default: not read, or none. */
  readonly questionnaire?: RawQuestionnaireView | null | undefined;
  /** The mandator's catalogues. Default: questions lack the options that only catalogues know. */
  readonly catalogue?: QuestionCatalogue | undefined;
}

/**
 * Maps an eRecruiter job to a unified job.
 *
 * @param raw - A published job, or an answer of `Job/{jobId}`.
 * @param context - From {@link createMapperContext}.
 * @param related - What else has been read for it.
 * @returns The job in Kombo's shape.
 * @throws A {@link MapperError} if `raw.Id` is not the number of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toJob } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toJob({ Id: 4711, Title: 'Buchhalter:in', OccupationTypes: ['Teilzeit'] }, context).employment_type; // 'PART_TIME'
 * ```
 */
export function toJob<Raw extends RawJobView>(raw: Raw, context: MapperContext, related: JobRelated = {}): Job {
  const job = checkedRecord<RawJobView>('job', raw, JOB_SHAPE, context);
  const { Id } = job;
  const id = context.ids.job(Id);
  const observedAt = observationOf(context);
  const questionnaire = checkedInnerRecord(related.questionnaire, QUESTIONNAIRE_SHAPE, context, Id, 'Questionnaire');
  const name = toText(job.Title) ?? toText(job.InternalName);
  const description = toDescription(job);
  const custom = customIntegrationFields(job.CustomFields, raw.CustomFields, context, 'job', Id);
  const postings = toJobPostings(job, context, observedAt, name, description);
  const salaryFrom = job.GoogleForJobs?.MinSalary || null;
  const salaryTo = job.GoogleForJobs?.MaxSalary || null;
  const createdAt = readDate(job.CreationDate, context, Id, 'CreationDate');
  const updatedAt = readDate(job.UpdateDate, context, Id, 'UpdateDate');
  return {
    id,
    remote_id: String(Id),
    name,
    job_code: null,
    description,
    confidential: null,
    weekly_hours: null,
    employment_type: toEmploymentType(occupationTypesOf(job)),
    status: toJobStatus(job, context),
    visibility: null,
    category: distinctTexts(job.JobProfiles)[0] ?? null,
    department: null,
    post_url: postings.find((posting) => posting.url !== null)?.url ?? null,
    experience_level: distinctTexts(job.CareerLevels)[0] ?? null,
    remote_work_status: job.GoogleForJobs?.Telecommute ? 'REMOTE' : null,
    salary_amount: salaryFrom === salaryTo ? salaryFrom : null,
    salary_amount_from: salaryFrom,
    salary_amount_to: salaryTo,
    salary_currency: toText(job.GoogleForJobs?.Currency),
    salary_period: toSalaryPeriod(job),
    location: toJobLocation(job, context),
    custom_fields: customFieldValues('job', custom, raw, context),
    integration_fields: [...custom, ...furtherIntegrationFields('job', raw, () => MAPPED_JOB_PROPERTIES, context)],
    remote_url: null,
    opened_at: readDate(job.OnlineDate, context, Id, 'OnlineDate'),
    closed_at: readDate(job.ExpirationDate, context, Id, 'ExpirationDate'),
    remote_created_at: createdAt,
    remote_updated_at: updatedAt,
    contact_id: null,
    changed_at: latest(createdAt, updatedAt) ?? observedAt,
    remote_deleted_at: null,
    stages: [],
    screening_questions: questionnaire
      ? toMergedScreeningQuestions(questionnaire, related.questionnaire, context, related.catalogue)
      : [],
    job_postings: postings,
    hiring_team: toHiringTeam(job, context),
    remote_data: context.remoteData
      ? { '/Job/{jobId}': asAnswered(raw), '/Questionnaire/ByJob/{jobId}': asAnswered(related.questionnaire) }
      : null,
  };
}

function toDescription(raw: RawJobView): string | null {
  const parts = [
    toText(raw.CompanyDescription),
    toSection(raw.HeaderBlock1, raw.Block1),
    toSection(raw.HeaderBlock2, raw.Block2),
    toSection(raw.HeaderBlock3, raw.Block3),
    toSection(raw.HeaderBlock4, raw.Block4),
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join('\n') : toText(raw.Html);
}

// Headings belong to the template of the ad and are there even without a text.
function toSection(heading: string | null | undefined, block: string | null | undefined): string | null {
  const text = toText(block);
  const title = toText(heading);
  return text === null || title === null ? text : `<h2>${escapeHtml(title)}</h2>\n${text}`;
}

function occupationTypesOf(raw: RawJobView): string[] {
  const names = distinctTexts(raw.OccupationTypes);
  const given = raw.GoogleForJobs?.EmploymentType;
  if (names.length > 0) return names;
  // Older servers write the words of schema.org, newer ones undocumented integers.
  const words = [given].flat().flatMap((word) => (typeof word === 'string' ? word : []));
  return distinctTexts(words).filter((word) => !/^\s*\d+\s*$/.test(word));
}

function toJobStatus(raw: RawJobView, context: MapperContext): JobStatus | null {
  switch (memberOf(JOB_STATUSES, raw.Status)) {
    case 'Open':
      return 'OPEN';
    case 'Draft':
      return 'DRAFT';
    case 'Engaged':
    case 'Repositioned':
    case 'Cancelled':
      return 'CLOSED';
    case undefined:
      if (raw.Status === undefined || raw.Status === null || toText(String(raw.Status)) === null) return null;
      context.onIssue({ id: String(raw.Id), path: 'Status', reason: 'unknown value' });
      return String(raw.Status);
  }
}

function toSalaryPeriod(raw: RawJobView): SalaryPeriod | null {
  const unit = toText(raw.GoogleForJobs?.SalaryUnit);
  const upper = unit?.trim().toUpperCase();
  switch (upper) {
    case 'YEAR':
    case 'MONTH':
    case 'WEEK':
    case 'DAY':
    case 'HOUR':
      return upper;
    default:
      return unit;
  }
}

function toJobLocation(raw: RawJobView, context: MapperContext): Location | null {
  const text = toText(raw.Location) ?? toText(raw.GeoLocationName);
  const geo = raw.GeoLocation;
  const geoAddress = {
    city: geo?.City,
    country: geo?.Country,
    state: geo?.Region,
    street: geo?.Street,
    house: geo?.StreetNumber,
    zipCode: geo?.ZipCode,
  };
  const [place] = present(raw.GoogleForJobs?.Locations);
  const searchAddress = {
    city: place?.City,
    country: toText(place?.Country) ?? raw.GoogleForJobs?.Country,
    state: place?.State,
    street: place?.Street,
    house: place?.HouseNo,
    zipCode: place?.ZipCode,
  };
  // Older servers return a point without an address.
  return (
    toLocation(geoAddress, text, context) ??
    toLocation(searchAddress, text, context) ??
    (text === null ? null : toTextLocation(text))
  );
}

function toHiringTeam(raw: RawJobView, context: MapperContext): HiringTeamMember[] {
  const [email = null, ...others] = readEmails(raw.UserEmail, context, raw.Id, 'UserEmail');
  if (others.length > 0) {
    context.onIssue({
      id: String(raw.Id),
      path: 'UserEmail',
      reason: 'several email addresses: the first one is used',
    });
  }
  const firstName = toText(raw.UserFirstName);
  const lastName = toText(raw.UserLastName) ?? (firstName === null ? toText(raw.UserFullName) : null);
  if (email === null && firstName === null && lastName === null) return [];
  return [
    {
      id: context.ids.hiringTeamMember(email?.toLowerCase() ?? JSON.stringify([firstName, lastName])),
      remote_id: null,
      first_name: firstName,
      last_name: lastName,
      email,
      hiring_team_roles: ['RECRUITER'],
      job_roles: [{ remote_id: null, remote_label: null, scope: 'JOB', unified_type: 'RECRUITER' }],
    },
  ];
}

// Stems of the words that German and English installations use.
const EMPLOYMENT_STEMS = [
  ['FULL_TIME', /vollzeit|full ?time|ganztag/],
  ['PART_TIME', /teilzeit|part ?time|halbtag|geringfugig|marginal/],
  ['CONTRACT', /freelanc|freiberuf|freie[rs]? (?:mitarbeit|dienst)|werkvertrag|\bcontract(?:or)?\b|selbststandig/],
  ['SEASONAL', /saison|season|ferialjob|ferienjob|holiday job|summer job/],
  ['INTERNSHIP', /praktik|\bintern(?:s|ships?)?\b|volontariat/],
] as const;

const MAX_TYPES_KEPT = 200;
const typesByName = new Map<string, EmploymentType | null>();

/** Maps the first name with a known meaning; otherwise returns the first name itself, or null without names. */
export function toEmploymentType(names: readonly string[]): EmploymentType | null {
  const meant = names.find((name) => meaningOf(name) !== null);
  return meant === undefined ? (names[0] ?? null) : meaningOf(meant);
}

function meaningOf(name: string): EmploymentType | null {
  return memoize(typesByName, name, MAX_TYPES_KEPT, readEmploymentType);
}

// A name such as "Vollzeit oder Teilzeit" has two meanings, so it is not mapped.
function readEmploymentType(name: string): EmploymentType | null {
  const folded = words(name).join(' ');
  const [meaning, another] = EMPLOYMENT_STEMS.filter(([, stem]) => stem.test(folded));
  return meaning !== undefined && another === undefined ? meaning[0] : null;
}
