import type * as z from 'zod/mini';
import {
  applicantCvSchema,
  applicantDocumentSchema,
  applicantKnowledgeSchema,
  applicantLanguageSchema,
  applicantPolicySchema,
  applicantView,
  applicationCreateSchema,
  applicationJobView,
  applicationReferrerView,
  applicationView,
  customFieldValueView,
  jobView,
  mandatorView,
  anythingSchema,
  policySchema,
  publishedJobsSchema,
  questionnaireView,
  tokenSchema,
  userSchema,
} from '../schemas/index.js';
import { maybe } from '../schemas/tolerant.js';
import type { ReplayRule } from './replay.js';

type Schema = z.core.$ZodType;

/** One route of eRecruiter's API, as data. `path` is relative to `{root}/Api`. */
export interface Endpoint<Path extends string = string, S extends Schema = Schema> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: Path;
  /** Query parameters in the order in which they are sent. */
  readonly query: readonly string[];
  readonly replay: ReplayRule;
  /** What the answer must be; for an endpoint of rows, what each row must be. */
  readonly schema: S;
  /** Whether the answer is an array whose rows stand for themselves: one bad row does not cost the others. */
  readonly rows: boolean;
  /** Whether 204 is an answer: there is nothing. */
  readonly mayBeNothing?: true;
}

function record<const P extends string, S extends Schema>(path: P, schema: S, query: readonly string[] = []) {
  return { method: 'GET', path, query, replay: 'read', schema, rows: false } as const;
}

function rows<const P extends string, S extends Schema>(path: P, schema: S, query: readonly string[] = []) {
  return { method: 'GET', path, query, replay: 'read', schema, rows: true } as const;
}

/** A write whose answer is of no use: the record that was sent. */
function write<const P extends string, const M extends 'PUT' | 'POST', const R extends ReplayRule>(
  method: M,
  path: P,
  replay: R,
) {
  return { method, path, query: [], replay, schema: anythingSchema, rows: false } as const;
}

/** Every route that this library calls. */
export const endpoints = {
  /** The key is exchanged at the root itself; asking twice is harmless, old tokens stay valid. */
  token: { method: 'POST', path: '', query: [], replay: 'read', schema: tokenSchema, rows: false },

  mandator: record('Mandator', mandatorView, ['uri']),
  publishedJobs: record('PublishedJobs', publishedJobsSchema, ['channel', 'culture']),
  job: record('Job/{jobId}', jobView, ['culture']),
  questionnaireByJob: record('Questionnaire/ByJob/{jobId}', questionnaireView, ['culture']),
  questionnaire: record('Questionnaire/{questionnaireId}', maybe(questionnaireView)),
  ping: record('Ping', anythingSchema),
  users: rows('Users/', userSchema),

  applicationsByJob: rows('Applications/ByJob/{jobId}', applicationJobView),
  /** Both times must stand in the query, empty too, or the route is not found. */
  applicationsByReferrer: rows('Applications/ByReferrer/{referrer}', applicationReferrerView, ['startAt', 'endAt']),
  applications: rows('Applications/{applicantId}', applicationView, ['culture']),

  applicant: record('Applicant/{applicantId}', applicantView),
  applicantsByEmail: rows('Applicants/ByEmail/{email}', applicantView),
  applicantCustomFields: rows('Applicant/CustomFields/{applicantId}', customFieldValueView),
  documents: rows('Applicant/Documents/{applicantId}', applicantDocumentSchema, ['includeContent']),
  document: record('Applicant/Document/{documentId}', applicantDocumentSchema, ['includeContent']),
  // An empty slot is 404, null, an empty record or 204. A 200 without a body is no such word: a proxy cuts answers like
  // that, and a CV that is taken for missing would be overwritten.
  cv: { ...record('Applicant/Cv/{applicantId}', maybe(applicantCvSchema), ['includeContent']), mayBeNothing: true },

  policies: rows('Policies', policySchema, ['portal', 'culture']),
  applicantPolicies: rows('Applicant/{applicantId}/Policies', applicantPolicySchema),
  languages: rows('Applicant/Languages/{applicantId}', applicantLanguageSchema),
  knowledges: rows('Applicant/Knowledges/{applicantId}', applicantKnowledgeSchema),

  // PUT creates and POST replaces, whatever HTTP says.
  createApplicant: {
    method: 'PUT',
    path: 'Applicant',
    query: ['sendRegistrationEmail', 'url'],
    replay: 'create',
    schema: applicantView,
    rows: false,
  },
  createApplication: {
    method: 'PUT',
    path: 'Application',
    query: ['url', 'sendApplicationEmail'],
    replay: 'guarded',
    schema: applicationCreateSchema,
    rows: false,
  },
  replaceApplicant: write('POST', 'Applicant/{applicantId}', 'replace'),
  setCv: write('PUT', 'Applicant/Cv/{applicantId}', 'create'),
  addDocument: write('PUT', 'Applicant/Document/{applicantId}', 'create'),
  setCustomField: write('POST', 'Applicant/{applicantId}/CustomField', 'create'),
  addLanguage: write('PUT', 'Applicant/Language/{applicantId}', 'create'),
  replaceLanguage: write('POST', 'Applicant/Language/{languageId}', 'create'),
  setKnowledges: write('PUT', 'Applicant/Knowledges/{applicantId}', 'create'),
  setPolicy: write('PUT', 'Applicant/{applicantId}/Policies/{policyId}', 'create'),
  /** History has no read route: nobody can look whether an entry is there. */
  addHistory: write('PUT', 'Applicant/History/{applicantId}', 'once'),
} as const satisfies Record<string, Endpoint>;
