import {
  applicantCvSchema,
  applicantDocumentView,
  applicantKnowledgeSchema,
  applicantLanguageSchema,
  applicantPhotoSchema,
  applicantPolicyView,
  applicantView,
  applicationCreateSchema,
  applicationJobView,
  applicationReferrerView,
  applicationStepsView,
  applicationView,
  customFieldValueView,
  jobView,
  mandatorView,
  parsedCvSchema,
  anythingSchema,
  policyView,
  publishedJobsSchema,
  questionnaireView,
  tokenSchema,
  userSchema,
} from '../schemas/index.js';
import { maybe } from '../schemas/tolerant.js';
import type { Schema } from '../schemas/walk.js';
import type { ReplayRule } from './retry-rules.js';

/** One route of eRecruiter's API, as data. `path` is relative to `{root}/Api`. */
export interface Endpoint<Path extends string = string, S extends Schema = Schema> {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE';
  readonly path: Path;
  /** Query parameters in the order in which they are sent. */
  readonly query: readonly string[];
  readonly replay: ReplayRule;
  /** The schema of the answer; for an endpoint of rows, of each row. */
  readonly schema: S;
  /** Whether the answer is an array. Its rows are checked one by one, so a bad row does not affect the others. */
  readonly rows: boolean;
  /** The property of the record, or of each row, that must equal a path value; otherwise the answer is rejected. */
  readonly owner?: { readonly property: string; readonly value: string } | undefined;
  /** The property that identifies a row: of two rows with the same value, the first is kept. */
  readonly unique?: string | undefined;
  /**
   * Whether the record may be missing, which servers answer with 204, null, an empty record or list, or a 404.
   * `'bare'`: a record with any property counts, even if that is an empty list.
   */
  readonly nothing?: true | 'bare' | undefined;
  /** Whether one member of a wrong type invalidates the whole record: null must not stand in for it in decisions. */
  readonly strict?: true | undefined;
}

/** The optional traits of an endpoint. */
type Traits = Pick<Endpoint, 'owner' | 'unique' | 'nothing' | 'strict'> & { readonly query?: readonly string[] };

function record<const P extends string, S extends Schema, const T extends Traits>(path: P, schema: S, traits?: T) {
  return { method: 'GET', path, query: [], replay: 'read', schema, rows: false, ...traits } as const;
}

function rows<const P extends string, S extends Schema, const T extends Traits>(path: P, schema: S, traits?: T) {
  return { method: 'GET', path, query: [], replay: 'read', schema, rows: true, ...traits } as const;
}

function owner<const P extends string, const V extends string>(property: P, value: V) {
  return { property, value } as const;
}

/** Defines a write whose answer, the record that was sent or deleted, is ignored. */
function write<const P extends string, const M extends 'PUT' | 'POST' | 'DELETE', const R extends ReplayRule>(
  method: M,
  path: P,
  replay: R,
) {
  return { method, path, query: [], replay, schema: anythingSchema, rows: false } as const;
}

/** Every route that this library calls. */
export const endpoints = {
  /** The key is exchanged at the root. A second exchange is harmless: old tokens stay valid. */
  token: { method: 'POST', path: '', query: [], replay: 'read', schema: tokenSchema, rows: false },

  mandator: record('Mandator', mandatorView, { query: ['uri'] }),
  publishedJobs: record('PublishedJobs', maybe(publishedJobsSchema), {
    query: ['channel', 'culture'],
    nothing: 'bare',
    strict: true,
  }),
  job: record('Job/{jobId}', jobView, { query: ['culture'], owner: owner('Id', 'jobId') }),
  questionnaireByJob: record('Questionnaire/ByJob/{jobId}', maybe(questionnaireView), {
    query: ['culture'],
    nothing: true,
  }),
  questionnaire: record('Questionnaire/{questionnaireId}', maybe(questionnaireView), {
    owner: owner('Id', 'questionnaireId'),
    nothing: true,
  }),
  ping: record('Ping', anythingSchema),
  users: rows('Users/', userSchema, { unique: 'Id' }),

  applicationsByJob: rows('Applications/ByJob/{jobId}', applicationJobView, {
    owner: owner('JobId', 'jobId'),
    unique: 'Id',
  }),
  /** Both times must be in the query, even if empty, or the route is not found. */
  applicationsByReferrer: rows('Applications/ByReferrer/{referrer}', applicationReferrerView, {
    query: ['startAt', 'endAt'],
    unique: 'ApplicationId',
  }),
  applications: rows('Applications/{applicantId}', applicationView, {
    query: ['culture'],
    owner: owner('ApplicantId', 'applicantId'),
    unique: 'Id',
    nothing: true,
  }),

  /** The same route with the steps that can be executed now. */
  applicationSteps: rows('Applications/{applicantId}', applicationStepsView, {
    query: ['culture'],
    owner: owner('ApplicantId', 'applicantId'),
    unique: 'Id',
    nothing: true,
  }),

  applicant: record('Applicant/{applicantId}', applicantView, { owner: owner('Id', 'applicantId') }),
  applicantsByEmail: rows('Applicants/ByEmail/{email}', applicantView, { unique: 'Id' }),
  applicantsByExternalId: rows('Applicants/ByExternalId/{externalId}', applicantView, { unique: 'Id', nothing: true }),
  applicantsByGlobalId: rows('Applicants/ByGlobalId/{globalId}', applicantView, { unique: 'Id', nothing: true }),
  applicantsByCustomField: rows('Applicants/ByCustomField/{customField}', applicantView, {
    query: ['value'],
    unique: 'Id',
    nothing: true,
  }),
  applicantCustomFields: rows('Applicant/CustomFields/{applicantId}', customFieldValueView, { nothing: true }),
  documents: rows('Applicant/Documents/{applicantId}', applicantDocumentView, {
    query: ['includeContent'],
    unique: 'Id',
    nothing: true,
  }),
  document: record('Applicant/Document/{documentId}', applicantDocumentView, {
    query: ['includeContent'],
    owner: owner('Id', 'documentId'),
  }),
  // A 200 without a body proves nothing: proxies cut answers, and a CV that seems missing would be overwritten.
  cv: record('Applicant/Cv/{applicantId}', maybe(applicantCvSchema), {
    query: ['includeContent'],
    nothing: true,
    strict: true,
  }),
  photo: record('Applicant/Photo/{applicantId}', maybe(applicantPhotoSchema), {
    query: ['includeContent'],
    nothing: true,
    strict: true,
  }),
  /** Generated from the applicant's data by each request. */
  europeanCv: record('Applicant/EuropeanCv/{applicantId}', maybe(applicantCvSchema), { nothing: true, strict: true }),
  /** Stores nothing. A 404 means that there is no parser, not that it found nothing. */
  parseCv: {
    method: 'POST',
    path: 'CvParser',
    query: ['uri'],
    replay: 'read',
    schema: maybe(parsedCvSchema),
    rows: false,
  },

  policies: rows('Policies', policyView, { query: ['portal', 'culture'], unique: 'Id', nothing: true }),
  policy: record('Policies/{policyId}', policyView, { owner: owner('Id', 'policyId') }),
  applicantPolicies: rows('Applicant/{applicantId}/Policies', applicantPolicyView, {
    owner: owner('ApplicantId', 'applicantId'),
    nothing: true,
    strict: true,
  }),
  languages: rows('Applicant/Languages/{applicantId}', applicantLanguageSchema, {
    unique: 'Id',
    nothing: true,
    strict: true,
  }),
  knowledges: rows('Applicant/Knowledges/{applicantId}', applicantKnowledgeSchema, { nothing: true, strict: true }),

  // PUT creates and POST replaces, contrary to HTTP's convention.
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
    strict: true,
  },
  /** A step may email the candidate. A change proves that it was executed, but nothing proves that it was not. */
  updateApplication: {
    ...write('POST', 'Application/{applicationId}', 'once'),
    owner: owner('Id', 'applicationId'),
  },
  /** The same for an application that exists: each one writes history and messages the recruiter. */
  refreshApplication: {
    method: 'PUT',
    path: 'Application',
    query: ['url', 'sendApplicationEmail'],
    replay: 'once',
    schema: applicationCreateSchema,
    rows: false,
    strict: true,
  },
  replaceApplicant: write('POST', 'Applicant/{applicantId}', 'replace'),
  /** Who is deleted stays deleted, and who is anonymized anonymous: a second one does nothing. */
  deleteApplicant: {
    ...write('DELETE', 'Applicant/{applicantId}', 'guarded'),
    query: ['deleteCompletely'],
  },
  setCv: write('PUT', 'Applicant/Cv/{applicantId}', 'create'),
  replaceCv: write('POST', 'Applicant/Cv/{applicantId}', 'create'),
  removeCv: write('DELETE', 'Applicant/Cv/{applicantId}', 'create'),
  setPhoto: write('PUT', 'Applicant/Photo/{applicantId}', 'create'),
  replacePhoto: write('POST', 'Applicant/Photo/{applicantId}', 'create'),
  removePhoto: write('DELETE', 'Applicant/Photo/{applicantId}', 'create'),
  addDocument: write('PUT', 'Applicant/Document/{applicantId}', 'create'),
  replaceDocument: write('POST', 'Applicant/Document/{documentId}', 'create'),
  removeDocument: write('DELETE', 'Applicant/Document/{documentId}', 'create'),
  setCustomField: write('POST', 'Applicant/{applicantId}/CustomField', 'create'),
  clearCustomField: write('DELETE', 'Applicant/{applicantId}/CustomField/{customFieldName}', 'create'),
  addLanguage: write('PUT', 'Applicant/Language/{applicantId}', 'create'),
  replaceLanguage: write('POST', 'Applicant/Language/{languageId}', 'create'),
  setKnowledges: write('PUT', 'Applicant/Knowledges/{applicantId}', 'create'),
  setKnowledge: write('PUT', 'Applicant/Knowledge/{applicantId}', 'create'),
  setPolicy: write('PUT', 'Applicant/{applicantId}/Policies/{policyId}', 'create'),
  /** History has no read route, so an entry cannot be looked up afterwards. */
  addHistory: write('PUT', 'Applicant/History/{applicantId}', 'once'),
} as const satisfies Record<string, Endpoint>;

/** Returns the label of an endpoint for errors and logs: method and path template, never values. */
export function endpointLabel({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} Api${path === '' ? '' : '/'}${path}`;
}
