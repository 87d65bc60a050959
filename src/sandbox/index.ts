/**
 * An eRecruiter in memory, behind a fetch function: made-up data, the semantics of the real API, and faults on demand.
 * Use it in tests and for first steps: {@link createSandbox}.
 *
 * @module erecruiter-kombo/sandbox
 */
import type { RawJob, RawMandator, RawQuestionnaire } from '../schemas/index.js';
import { applicantRow, recordsOf, type SandboxApplicant } from './data/applicants.js';
import { applicationRow } from './data/applications.js';
import { createClock } from './data/clock.js';
import { customFieldRows } from './data/custom-fields.js';
import { createInstallation, recordsIn } from './data/installation.js';
import { jobRow } from './data/jobs.js';
import { formatExactJson, type Json, type JsonObject } from './data/json.js';
import { questionnaireRow } from './data/questionnaires.js';
import { createStore } from './data/store.js';
import { withDialect } from './dialect/as-options.js';
import { createServerDialect } from './dialect/dialect.js';
import type { SandboxDialect } from './dialect/knobs.js';
import { readDialectProfile, type DialectProfile } from './dialect/profile.js';
import type { Fault, FaultKind, FaultRule, SandboxRequest } from './faults/faults.js';
import { createNetwork, type LogEntry } from './faults/network.js';
import { checkId } from './input/names.js';
import { checkOptions } from './input/options.js';
import { checkRule } from './input/rule.js';
import {
  sandboxSettings,
  type AccessLevel,
  type Changes,
  type EmailSearch,
  type Normalise,
  type Normaliser,
  type SandboxOptions,
} from './options.js';
import { createApplicantMethods } from './own/applicants.js';
import { createJobMethods } from './own/jobs.js';
import { createSetupMethods } from './own/setup.js';
import { createWorkflowMethods } from './own/activities.js';
import type { PartialRecord } from './partial.js';
import type { Sandbox } from './sandbox.js';
import type { SandboxEmail, SandboxServer, SandboxWrite } from './server/call.js';

export type {
  ApplicantRecordKind,
  SandboxActivityInput,
  SandboxFieldValue,
  SandboxApplicationInput,
  SandboxKnowledgeGroupInput,
  SandboxPolicyInput,
  SandboxStatusInput,
  OpenCatalogue,
  OwnedRecords,
  SandboxCoverLetter,
  StoredApplication,
} from './records.js';
export { readDialectProfile };
export type { Sandbox, SandboxDialect, DialectProfile };
export type { AccessLevel, Changes, EmailSearch, Fault, FaultKind, FaultRule, Json, LogEntry, PartialRecord };
export type { Normalise, Normaliser, SandboxEmail, SandboxOptions, SandboxRequest, SandboxWrite };

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
 *
 * @throws A `RangeError` or a `TypeError` that names an option that does not exist or has a wrong value.
 */
export function createSandbox(options: SandboxOptions = {}): Sandbox {
  checkOptions(options);
  const { dialect: knobs, ...all } = withDialect(options);
  const settings = sandboxSettings(all);
  const { apiKey, mandatorId } = settings;
  const clock = createClock(settings.timeZone);
  const installation = createInstallation(settings);
  const store = createStore(settings, clock);
  const server: SandboxServer = { settings, clock, store, installation, writes: [], emails: [], tokens: new Map() };
  const dialect = createServerDialect(server, knobs);
  const baseUrl = dialect.isHttpToo ? settings.baseUrl.replace(/^https:/i, 'http:') : settings.baseUrl;
  const network = createNetwork(server, dialect);
  const commit = (): void => {
    network.commit();
  };
  const jobs = createJobMethods(server);

  const read = (id: number): SandboxApplicant | undefined => {
    commit();
    return store.read(checkId('applicant', id));
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

  return {
    fetch: network.fetch,
    baseUrl,
    apiKey,
    mandatorId,
    writes: server.writes,
    log: network.log,
    emails: server.emails,
    get requests() {
      return network.counts().requests;
    },
    get inFlight() {
      return network.counts().inFlight;
    },

    fail(rule) {
      checkRule(rule, network.faults.pending());
      network.faults.add(rule);
    },
    unusedFaults() {
      const unused = network.faults.pending().filter(({ left, hasHappened }) => left < Infinity || !hasHappened);
      return unused.map(({ rule }) => rule);
    },
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
    application(id) {
      commit();
      const found = store.application(checkId('application', id));
      if (found === undefined) return undefined;
      const letters = store.read(found.applicantId)?.coverLetters.filter(({ JobId }) => JobId === found.jobId) ?? [];
      return copy({
        ...applicationRow(found, 'de-AT', installation),
        WorkflowLastChange: clock.databaseDate(found.changedAt),
        CoverLetter: letters.at(-1)?.['CoverLetter'] ?? null,
        Messages: found.messages ?? [],
      });
    },
    applicationsOf: many((found) => found.applications.map((item) => applicationRow(item, 'de-AT', installation))),
    documentsOf: many((found) => found.documents),
    cvOf: one((found) => found.cv),
    photoOf: one((found) => found.photo),
    languagesOf: many((found) => recordsOf(found, 'Language')),
    knowledgesOf: many((found) => found.knowledges),
    educationsOf: many((found) => recordsOf(found, 'Education')),
    experiencesOf: many((found) => recordsOf(found, 'Experience')),
    historyOf: many((found) => found.history),
    coverLettersOf: many((found) => found.coverLetters),
    customFieldsOf: many((found) => customFieldRows(recordsIn(installation, 'CustomFields'), found.customFields)),
    policiesOf: many((found) => [...found.policies].map(([PolicyId, dates]) => ({ PolicyId, ...dates }))),
    jobIds: () => [...store.jobs.keys()],
    job(id) {
      const found = store.jobs.get(checkId('job', id));
      return found && copy<RawJob>(jobRow(found, server, 'de-AT'));
    },
    questionnaire(id) {
      const found = installation.questionnaires.get(checkId('questionnaire', id));
      const fields = recordsIn(installation, 'CustomFields');
      return found && copy<RawQuestionnaire>(questionnaireRow(found, fields, settings.itemIds));
    },
    mandator: () => copy<RawMandator>(installation.mandator),

    ...jobs,
    ...createApplicantMethods(server, commit),
    ...createSetupMethods(server, jobs.attachQuestionnaire),
    ...createWorkflowMethods(server),
  };
}

function copy<T>(value: Json): T {
  return JSON.parse(formatExactJson(value));
}
