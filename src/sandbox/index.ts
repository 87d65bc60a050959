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
import { applicantRow, applicationRow, customFieldRows } from './data/answers.js';
import { createBinder, type Normalise, type Normaliser } from './server/binder.js';
import { CHANNELS, STAGES } from './data/catalogue.js';
import { createClock, sleepFor } from './data/clock.js';
import type { Fault, FaultKind, FaultRule, SandboxRequest } from './faults/faults.js';
import { jobRow } from './data/jobs.js';
import { exact, formatJson, type Json, type JsonObject } from './data/json.js';
import { createNetwork, type LogEntry } from './server/network.js';
import type { AccessLevel, Changes, EmailSearch, SandboxOptions } from './options.js';
import type { SandboxApplicant } from './data/population.js';
import { readRoutes } from './server/read-routes.js';
import { recordRoutes } from './server/record-routes.js';
import { sessionRoutes, type SandboxMail, type Server } from './server/server.js';
import { createStore } from './data/store.js';
import { writeRoutes } from './server/write-routes.js';

export type { AccessLevel, Changes, EmailSearch, Fault, FaultKind, FaultRule, Json, LogEntry };
export type { Normalise, Normaliser, SandboxMail, SandboxOptions, SandboxRequest };

/** A cover letter of an applicant. */
export interface SandboxCoverLetter {
  /** The job that it was written for; null when it names none. */
  readonly JobId: number | null;
  /** Its text. */
  readonly CoverLetter: string | null;
}

/** An eRecruiter in memory. Changing an applicant or a job that is not there throws a `RangeError`. */
export interface Sandbox {
  /** Give this to the client as its `fetch`. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The client's option `baseUrl`. */
  readonly baseUrl: string;
  /** The client's option `apiKey`. */
  readonly apiKey: string;
  /** The client's option `mandatorId`. */
  readonly mandatorId: number;
  /** The last requests, oldest first. */
  readonly log: readonly LogEntry[];
  /** How many requests there have been. */
  readonly requests: number;
  /** How many are running, their bodies included. */
  readonly inFlight: number;
  /** The mails that a real server would have sent, oldest first. */
  readonly mails: readonly SandboxMail[];

  /** Adds a fault; of several that concern a request the oldest happens. */
  fail(rule: FaultRule): void;
  /** Drops all faults that `fail` has added. */
  clearFaults(): void;
  /** Makes every token invalid. */
  expireTokens(): void;
  /** Does at once what `commitLate` has put off. */
  commitNow(): void;

  /** The numbers of all applicants. */
  applicantIds(): number[];
  /** An applicant as the API gives them; undefined when there is none. */
  applicant(id: number): RawApplicant | undefined;
  /** The same as exact JSON text: integers beyond 2^53 keep their digits. */
  applicantJson(id: number): string | undefined;
  /** The applications of an applicant, with German status names; empty when there is no such applicant. */
  applicationsOf(applicantId: number): RawApplication[];
  /** The documents of an applicant with their content, the CV not among them. */
  documentsOf(applicantId: number): RawApplicantDocument[];
  /** The CV of an applicant with its content; undefined when there is none. */
  cvOf(applicantId: number): RawApplicantCv | undefined;
  /** The photo of an applicant with its content; undefined when there is none. */
  photoOf(applicantId: number): RawApplicantPhoto | undefined;
  /** The languages of an applicant. */
  languagesOf(applicantId: number): RawApplicantLanguage[];
  /** The skills of an applicant. */
  knowledgesOf(applicantId: number): RawApplicantKnowledge[];
  /** The educations of an applicant. */
  educationsOf(applicantId: number): RawEducation[];
  /** The work experiences of an applicant. */
  experiencesOf(applicantId: number): RawExperience[];
  /** The history entries of an applicant, oldest first; no route of the API reads them. */
  historyOf(applicantId: number): RawApplicantHistory[];
  /** The cover letters of an applicant, oldest first; no route of the API reads them. */
  coverLettersOf(applicantId: number): SandboxCoverLetter[];
  /** The values of an applicant's custom fields. */
  customFieldsOf(applicantId: number): RawCustomFieldValue[];
  /** The policies that an applicant has accepted or revoked. */
  policiesOf(applicantId: number): Pick<RawApplicantPolicy, 'PolicyId' | 'AcceptedOn' | 'RevokedOn'>[];
  /** The numbers of all jobs, open or not, listed or not. */
  jobIds(): number[];
  /** A job as the API gives it in German; undefined when there is none. */
  job(id: number): RawJob | undefined;

  /** Changes an applicant's core record as another writer would. */
  edit(applicantId: number, changes: Changes): void;
  /** Removes an applicant with everything that hangs on them. */
  removeApplicant(applicantId: number): void;
  /** Removes an application. */
  removeApplication(applicantId: number, applicationId: number): void;
  /** Moves an application to a status by its German name. */
  moveApplication(applicantId: number, applicationId: number, status: string): void;
  /** Changes a job's record and the date of its last update. */
  editJob(jobId: number, changes: Changes): void;
  /** Closes a job (2 engaged by default) and takes it off every channel. */
  closeJob(jobId: number, status?: number): void;
  /** Publishes a job on a channel, the default portal unless said otherwise. */
  publishJob(jobId: number, channel?: string): void;
  /** Takes a job off a channel, off every one unless said otherwise. */
  unpublishJob(jobId: number, channel?: string): void;
}

/**
 * Makes an eRecruiter in memory: deterministic Austrian data behind a fetch function, with the real semantics of
 * reading and writing, a log of requests, and faults on demand.
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
  const { applicants = 40, jobs = 8, seed = 1, mandatorId = 1, apiKey = 'sandbox-key' } = options;
  const { baseUrl = 'https://erecruiter.example.at', now = Date.now, tokenLifetimeMs = 7_200_000 } = options;
  const { applicationIds = true, itemIds = true, latencyMs = 0, logLimit = 10_000 } = options;
  const { refusedInPaths, maxBodyBytes = 30_000_000, errorDetail = false, checksModelState = false } = options;
  const { timeZone = 'Europe/Vienna', emailSearch = {}, normalise = {}, accessLevels } = options;
  const { sleep = sleepFor, faults, newerProperties = {} } = options;

  const clock = createClock(timeZone);
  const { databaseDate } = clock;
  const bind = createBinder(clock, normalise, Object.keys(newerProperties));
  const store = createStore(applicants, jobs, seed, rowOf(newerProperties), clock);
  const shared = { store, clock, emailSearch, accessLevels, mails: [], tokens: new Map<string, number>() };
  const server: Server = { ...shared, apiKey, mandatorId, seed, tokenLifetimeMs, applicationIds, itemIds, now };
  const routes = [...sessionRoutes(server), ...readRoutes(server), ...recordRoutes(server), ...writeRoutes(server)];
  const limits = { latencyMs, logLimit, refusedInPaths, maxBodyBytes, errorDetail, checksModelState };
  const network = createNetwork(server, routes, { baseUrl, ...limits, bind, sleep, faults });

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
  const portal = String(CHANNELS[0]['Name']);

  return {
    fetch: network.fetch,
    baseUrl,
    apiKey,
    mandatorId,
    log: network.log,
    mails: server.mails,
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
      return found && formatJson(applicantRow(found));
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
    customFieldsOf: many(customFieldRows),
    policiesOf: many((found) => [...found.policies].map(([PolicyId, dates]) => ({ PolicyId, ...dates }))),
    jobIds: () => [...store.jobs.keys()],
    job(id) {
      const found = store.jobs.get(id);
      return found && copy<RawJob>(jobRow(found, server, 'de-AT'));
    },

    edit(applicantId, changes) {
      const found = change(applicantId);
      Object.assign(found.core, rowOf(changes));
      if ('Email' in changes) found.searchableAt = now() + (emailSearch.lagMs ?? 0);
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
      const stage = STAGES.findIndex((item) => item.de[0] === status);
      if (application === undefined || stage < 0) throw new RangeError('no such application or status');
      Object.assign(application, { stage, changedAt: now() });
    },
    editJob(jobId, changes) {
      Object.assign(jobOf(jobId).changes, { UpdateDate: databaseDate(now()) }, rowOf(changes));
    },
    closeJob(jobId, status = 2) {
      const found = jobOf(jobId);
      found.status = status;
      found.channels.clear();
      found.changes['UpdateDate'] = databaseDate(now());
    },
    publishJob(jobId, channel = portal) {
      jobOf(jobId).channels.add(channel);
    },
    unpublishJob(jobId, channel) {
      if (channel === undefined) jobOf(jobId).channels.clear();
      else jobOf(jobId).channels.delete(channel);
    },
  };
}

function rowOf(changes: Changes): JsonObject {
  const entries = Object.entries(changes);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === 'bigint' ? exact(value) : value]));
}

function copy<T>(value: Json): T {
  return JSON.parse(formatJson(value));
}
