/**
 * An eRecruiter in memory, behind a fetch function: made-up data, the semantics of the real API, and faults on demand.
 * Use it in tests and for first steps: {@link createSandbox}.
 *
 * @module erecruiter-kombo/sandbox
 */
import type {
  RawApplicant,
  RawApplicantCv,
  RawApplicantDocument,
  RawApplicantHistory,
  RawApplicantKnowledge,
  RawApplicantLanguage,
  RawApplicantPhoto,
  RawApplicantPolicy,
  RawApplication,
  RawCustomFieldValue,
  RawEducation,
  RawExperience,
  RawJob,
} from '../schemas/index.js';
import { applicantRow, type SandboxApplicant } from './data/applicants.js';
import { STAGES, applicationRow } from './data/applications.js';
import { CHANNELS } from './data/catalogue.js';
import { createClock } from './data/clock.js';
import { customFieldRows } from './data/custom-fields.js';
import { jobRow } from './data/jobs.js';
import { formatExactJson, toJsonRecord, type Json, type JsonObject } from './data/json.js';
import { createStore } from './data/store.js';
import type { Fault, FaultKind, FaultRule, SandboxRequest } from './faults/faults.js';
import { createNetwork, type LogEntry } from './faults/network.js';
import {
  sandboxSettings,
  type AccessLevel,
  type Changes,
  type EmailSearch,
  type Normalise,
  type Normaliser,
  type SandboxOptions,
} from './options.js';
import type { SandboxEmail, SandboxServer } from './server/call.js';

export type { AccessLevel, Changes, EmailSearch, Fault, FaultKind, FaultRule, Json, LogEntry };
export type { Normalise, Normaliser, SandboxEmail, SandboxOptions, SandboxRequest };

/** An applicant's cover letter. */
export interface SandboxCoverLetter {
  /** The job that it was written for; null if none. */
  readonly JobId: number | null;
  /** The text. */
  readonly CoverLetter: string | null;
}

/** An eRecruiter in memory. Methods that change an applicant or a job that does not exist throw a `RangeError`. */
export interface Sandbox {
  /** Pass this to the client as `fetch`. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The client's option `baseUrl`. */
  readonly baseUrl: string;
  /** The client's option `apiKey`. */
  readonly apiKey: string;
  /** The client's option `mandatorId`. */
  readonly mandatorId: number;
  /** The last requests, oldest first. */
  readonly log: readonly LogEntry[];
  /** The number of requests so far. */
  readonly requests: number;
  /** The number of requests whose answer or body has not ended. */
  readonly inFlight: number;
  /** The emails that a real server would have sent, oldest first. */
  readonly emails: readonly SandboxEmail[];

  /** Adds a fault; if several apply to a request, the oldest one happens. */
  fail(rule: FaultRule): void;
  /** Removes all faults that `fail` has added. */
  clearFaults(): void;
  /** Makes all tokens invalid. */
  expireTokens(): void;
  /** Processes at once what `commitLate` has delayed. */
  commitNow(): void;

  /** The ids of all applicants. */
  applicantIds(): number[];
  /** An applicant as the API returns them; undefined if there is none. */
  applicant(id: number): RawApplicant | undefined;
  /** An applicant as JSON text, in which integers beyond 2^53 keep all digits. */
  applicantJson(id: number): string | undefined;
  /** An applicant's applications with German status names; empty if there is no such applicant. */
  applicationsOf(applicantId: number): RawApplication[];
  /** An applicant's documents with their content, without the CV. */
  documentsOf(applicantId: number): RawApplicantDocument[];
  /** An applicant's CV with its content; undefined if there is none. */
  cvOf(applicantId: number): RawApplicantCv | undefined;
  /** An applicant's photo with its content; undefined if there is none. */
  photoOf(applicantId: number): RawApplicantPhoto | undefined;
  /** An applicant's languages. */
  languagesOf(applicantId: number): RawApplicantLanguage[];
  /** An applicant's skills. */
  knowledgesOf(applicantId: number): RawApplicantKnowledge[];
  /** An applicant's educations. */
  educationsOf(applicantId: number): RawEducation[];
  /** An applicant's work experiences. */
  experiencesOf(applicantId: number): RawExperience[];
  /** An applicant's history entries, oldest first; no route of the API returns them. */
  historyOf(applicantId: number): RawApplicantHistory[];
  /** An applicant's cover letters, oldest first; no route of the API returns them. */
  coverLettersOf(applicantId: number): SandboxCoverLetter[];
  /** An applicant's custom fields that have a value. */
  customFieldsOf(applicantId: number): RawCustomFieldValue[];
  /** The policies that an applicant has accepted or revoked. */
  policiesOf(applicantId: number): Pick<RawApplicantPolicy, 'PolicyId' | 'AcceptedOn' | 'RevokedOn'>[];
  /** The ids of all jobs, whether open or closed, listed or not. */
  jobIds(): number[];
  /** A job as the API returns it in German; undefined if there is none. */
  job(id: number): RawJob | undefined;

  /** Changes an applicant's core record, as a recruiter would. */
  edit(applicantId: number, changes: Changes): void;
  /** Removes an applicant with everything that belongs to them. */
  removeApplicant(applicantId: number): void;
  /** Removes an application. */
  removeApplication(applicantId: number, applicationId: number): void;
  /** Moves an application to a status, given by its German name. */
  moveApplication(applicantId: number, applicationId: number, status: string): void;
  /** Changes a job and the date of its last update. */
  editJob(jobId: number, changes: Changes): void;
  /** Closes a job (2, engaged, by default) and removes it from all channels. */
  closeJob(jobId: number, status?: number): void;
  /** Publishes a job on a channel, by default the default portal. */
  publishJob(jobId: number, channel?: string): void;
  /** Removes a job from a channel, by default from all. */
  unpublishJob(jobId: number, channel?: string): void;
}

/**
 * Creates an eRecruiter in memory: deterministic Austrian data behind a fetch function, which reads and writes as
 * the real API does, with a log of requests and faults on demand.
 *
 * @example
 * ```ts
 * import { ERecruiter } from 'erecruiter-kombo';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 100 });
 * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
 * const jobs = await erecruiter.listJobs().toArray();
 * ```
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const settings = sandboxSettings(options);
  const { baseUrl, apiKey, mandatorId, now, emailSearch } = settings;
  const clock = createClock(settings.timeZone);
  const { databaseDate } = clock;
  const store = createStore(settings, clock);
  const server: SandboxServer = { settings, clock, store, emails: [], tokens: new Map() };
  const network = createNetwork(server);

  const read = (id: number): SandboxApplicant | undefined => {
    network.commit();
    return store.read(id);
  };
  const change = (id: number): SandboxApplicant => {
    network.commit();
    const found = store.change(id);
    if (found === undefined) throw new RangeError(`no applicant ${String(id)}`);
    return found;
  };
  const jobOf = (id: number) => {
    const found = store.jobs.get(id);
    if (found === undefined) throw new RangeError(`no job ${String(id)}`);
    return found;
  };
  const many =
    <T>(rows: (applicant: SandboxApplicant) => Json) =>
    (id: number): T[] => {
      const found = read(id);
      return found === undefined ? [] : copy<T[]>(rows(found));
    };
  const one =
    <T>(row: (applicant: SandboxApplicant) => JsonObject | undefined) =>
    (id: number): T | undefined => {
      const found = read(id);
      const value = found && row(found);
      return value && copy<T>(value);
    };
  const defaultPortal = String(CHANNELS[0]['Name']);

  return {
    fetch: network.fetch,
    baseUrl,
    apiKey,
    mandatorId,
    log: network.log,
    emails: server.emails,
    get requests() {
      return network.counts().requests;
    },
    get inFlight() {
      return network.counts().inFlight;
    },

    fail: network.faults.add,
    clearFaults: network.faults.clear,
    expireTokens() {
      server.tokens.clear();
    },
    commitNow() {
      network.commit(true);
    },

    applicantIds: () => [...store.applicantIds()],
    applicant: one(applicantRow),
    applicantJson(id) {
      const found = read(id);
      return found && formatExactJson(applicantRow(found));
    },
    applicationsOf: many((found) => found.applications.map((item) => applicationRow(item, 'de-AT'))),
    documentsOf: many((found) => found.documents),
    cvOf: one((found) => found.cv),
    photoOf: one((found) => found.photo),
    languagesOf: many((found) => found.records['Languages'] ?? []),
    knowledgesOf: many((found) => found.knowledges),
    educationsOf: many((found) => found.records['Educations'] ?? []),
    experiencesOf: many((found) => found.records['Experiences'] ?? []),
    historyOf: many((found) => found.history),
    coverLettersOf: many((found) => found.coverLetters),
    customFieldsOf: many((found) => customFieldRows(found.customFields)),
    policiesOf: many((found) => [...found.policies].map(([PolicyId, dates]) => ({ PolicyId, ...dates }))),
    jobIds: () => [...store.jobs.keys()],
    job(id) {
      const found = store.jobs.get(id);
      return found && copy<RawJob>(jobRow(found, settings, clock, 'de-AT'));
    },

    edit(applicantId, changes) {
      const found = change(applicantId);
      Object.assign(found.core, toJsonRecord(changes));
      if ('Email' in changes) found.searchableAt = now() + emailSearch.lagMs;
      found.updatedByUser = databaseDate(now());
    },
    removeApplicant(applicantId) {
      network.commit();
      store.remove(applicantId);
    },
    removeApplication(applicantId, applicationId) {
      const found = change(applicantId);
      found.applications = found.applications.filter((item) => item.id !== applicationId);
    },
    moveApplication(applicantId, applicationId, status) {
      const application = change(applicantId).applications.find((item) => item.id === applicationId);
      const stage = STAGES.findIndex((item) => item['de-AT'][0] === status);
      if (application === undefined || stage < 0) throw new RangeError('no such application or status');
      Object.assign(application, { stage, changedAt: now() });
    },
    editJob(jobId, changes) {
      Object.assign(jobOf(jobId).changes, { UpdateDate: databaseDate(now()) }, toJsonRecord(changes));
    },
    closeJob(jobId, status = 2) {
      const found = jobOf(jobId);
      found.status = status;
      found.channels.clear();
      found.changes['UpdateDate'] = databaseDate(now());
    },
    publishJob(jobId, channel = defaultPortal) {
      jobOf(jobId).channels.add(channel);
    },
    unpublishJob(jobId, channel) {
      if (channel === undefined) jobOf(jobId).channels.clear();
      else jobOf(jobId).channels.delete(channel);
    },
  };
}

function copy<T>(value: Json): T {
  return JSON.parse(formatExactJson(value));
}
