import { endpoints } from './api/endpoints.js';
import { passthrough, type PassthroughInput, type PassthroughResult } from './api/passthrough.js';
import { parseCallOptions } from './core/settings.js';
import { createServices } from './core/services.js';
import { addAttachmentToApplication, addAttachmentToCandidate } from './actions/attachments.js';
import { createApplication, createCandidate } from './actions/create.js';
import { addResultLinkToApplication, addResultLinkToCandidate } from './actions/result-links.js';
import { addTagToCandidate, removeTagFromCandidate } from './actions/tags.js';
import { Memory } from './actions/memory.js';
import type { ActionServices } from './actions/run-action.js';
import { Locks } from './flow/locks.js';
import type {
  ApplicationAttachmentInput,
  ApplicationResultLinkInput,
  CandidateAttachmentInput,
  CandidateResultLinkInput,
  CandidateTagInput,
  CreateApplicationInput,
  CreateCandidateInput,
} from './models/action-inputs.js';
import type { ActionResult, CreatedApplication, NoData } from './models/action-results.js';
import type { Application } from './models/application.js';
import type { ApplicationStage } from './models/application-stage.js';
import type { Attachment } from './models/attachment.js';
import type { Candidate } from './models/candidate.js';
import type { ExploredField } from './models/explored-field.js';
import type { Job } from './models/job.js';
import type { JobScreeningQuestion } from './models/job-screening-question.js';
import type { ScreeningQuestion } from './models/screening-question.js';
import type { SyncChange } from './models/sync.js';
import type { Tag } from './models/tag.js';
import type { User } from './models/user.js';
import type { CallOptions, CreateOptions, ERecruiterOptions, SyncOptions } from './options.js';
import { exploreFields } from './reads/explore-fields.js';
import { type ExploredModel, unknownFields } from './reads/model-fields.js';
import { ConfigurationError } from './errors.js';
import { getApplication, listApplications } from './reads/application.js';
import { listCandidateAttachments } from './reads/attachment.js';
import { getCandidate, listCandidates } from './reads/candidate.js';
import { getJob, listJobs } from './reads/job.js';
import { listApplicationStages } from './reads/application-stage.js';
import { listJobScreeningQuestions, listScreeningQuestions } from './reads/screening-question.js';
import { listTags } from './reads/tag.js';
import { listUsers } from './reads/user.js';
import type { Listing } from './reads/listing.js';

import type {
  ApplicationsQuery,
  AttachmentsQuery,
  CandidatesQuery,
  ExploreQuery,
  JobsQuery,
  ListQuery,
  SyncQuery,
} from './reads/query.js';
import { sync } from './reads/sync/sync.js';

/** What `ping()` found out. */
export interface Reachable {
  /** The mandator's name; null when it has none. */
  readonly mandatorName: string | null;
  /** Names of the sources that applications can have, in the catalogue's order. */
  readonly sources: readonly string[];
  /** Names of the publications that `channels` can take. */
  readonly channels: readonly string[];
}

/**
 * A client for one mandator of one eRecruiter installation. It reads and writes eRecruiter's own API and speaks the
 * models of Kombo's unified ATS API. Make one and keep it: it holds the token and the mandator's catalogues.
 *
 * @example
 * ```ts
 * import { ERecruiter } from 'erecruiter-kombo';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const sandbox = createSandbox(); // an eRecruiter in memory; leave `fetch` out for a real one
 * const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
 * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
 *
 * for await (const candidate of erecruiter.listCandidates()) {
 *   console.log(candidate.first_name, candidate.applications.length);
 * }
 * ```
 */
export class ERecruiter {
  readonly #services: ActionServices;

  /** Checks the options; sends nothing. Throws a `ConfigurationError` that names every wrong option. */
  constructor(options: ERecruiterOptions) {
    this.#services = { ...createServices(options), locks: new Locks(), memory: new Memory() };
  }

  /**
   * Proves credentials, reach and the option `customFields`. Rejects as every other read does, with an
   * `AuthenticationError` for a wrong key, and with a `ConfigurationError` for fields that the mandator does not have.
   */
  async ping(options: CallOptions = {}): Promise<Reachable> {
    const signal = parseCallOptions(options).signal ?? new AbortController().signal;
    const { transport, catalogue, settings } = this.#services;
    // The route answers anybody, so it is the token exchange and the mandator that prove something.
    await transport.record(endpoints.ping, {}, options);
    const mandator = await catalogue.mandator({ ...options, signal });
    const unknown = unknownFields(settings.customFields, mandator);
    if (unknown.length > 0) throw new ConfigurationError(unknown);
    const { Name, Referrers, JobPublicationTypes } = mandator;
    return {
      mandatorName: Name ?? null,
      sources: (Referrers ?? []).flatMap((referrer) => referrer?.Name || []),
      channels: (JobPublicationTypes ?? []).flatMap((publication) => publication?.Name || []),
    };
  }

  /** Jobs of the configured channels, and those that applications name although no channel lists them. */
  listJobs(query: JobsQuery = {}, options: CallOptions = {}): Listing<Job> {
    return listJobs(this.#services, query, parseCallOptions(options));
  }

  /** One job, published or not. Rejects with a `NotFoundError` when there is none. */
  async getJob(id: string, options: CallOptions = {}): Promise<Job> {
    return getJob(this.#services, id, parseCallOptions(options));
  }

  /** Candidates with their applications. */
  listCandidates(query: CandidatesQuery = {}, options: CallOptions = {}): Listing<Candidate> {
    return listCandidates(this.#services, query, parseCallOptions(options));
  }

  /** One candidate, live. Rejects with a `NotFoundError` when there is none. */
  async getCandidate(id: string, options: CallOptions = {}): Promise<Candidate> {
    return getCandidate(this.#services, id, parseCallOptions(options));
  }

  /** Applications with their candidate and job. */
  listApplications(query: ApplicationsQuery = {}, options: CallOptions = {}): Listing<Application> {
    return listApplications(this.#services, query, parseCallOptions(options));
  }

  /** One application, live. Rejects with a `NotFoundError` when there is none. */
  async getApplication(id: string, options: CallOptions = {}): Promise<Application> {
    return getApplication(this.#services, id, parseCallOptions(options));
  }

  /** Every status that an application is in, in the client's culture. */
  listApplicationStages(query: ListQuery = {}, options: CallOptions = {}): Listing<ApplicationStage> {
    return listApplicationStages(this.#services, query, parseCallOptions(options));
  }

  /** Each question once, however many jobs ask it. */
  listScreeningQuestions(query: ListQuery = {}, options: CallOptions = {}): Listing<ScreeningQuestion> {
    return listScreeningQuestions(this.#services, query, parseCallOptions(options));
  }

  /** Which job asks which question, in which place, and whether it must be answered. */
  listJobScreeningQuestions(query: ListQuery = {}, options: CallOptions = {}): Listing<JobScreeningQuestion> {
    return listJobScreeningQuestions(this.#services, query, parseCallOptions(options));
  }

  /** Every tag that a candidate bears. Beyond Kombo's connector. */
  listTags(query: ListQuery = {}, options: CallOptions = {}): Listing<Tag> {
    return listTags(this.#services, query, parseCallOptions(options));
  }

  /** The users of the mandator. Beyond Kombo's connector. */
  listUsers(query: ListQuery = {}, options: CallOptions = {}): Listing<User> {
    return listUsers(this.#services, query, parseCallOptions(options));
  }

  /**
   * Makes a candidate together with his application. A candidate with the same e-mail address is taken, his gaps are
   * filled. Rejects with an `ActionRejectedError` when eRecruiter says no, with a `PartialWriteError` when it stopped
   * half-way.
   */
  async createCandidate(input: CreateCandidateInput, options: CreateOptions = {}): Promise<ActionResult<Candidate>> {
    return createCandidate(this.#services, input, parseCallOptions(options, 'create'));
  }

  /**
   * Makes an application; its candidate is found by e-mail address, or made. The same call again after a failure
   * finishes the rest and does nothing twice.
   *
   * @example
   * ```ts
   * import { ERecruiter, PartialWriteError } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, source: { name: 'Acme Jobs' } });
   * const input = {
   *   candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
   *   application: { job_id: 'remote:4713' },
   * };
   * try {
   *   const { data, warnings } = await erecruiter.createApplication(input);
   *   console.log(data.id, data.current_stage?.name, warnings);
   * } catch (error) {
   *   if (!PartialWriteError.isInstance(error)) throw error;
   *   await erecruiter.createApplication(input, { resume: error.progress });
   * }
   * ```
   */
  async createApplication(
    input: CreateApplicationInput,
    options: CreateOptions = {},
  ): Promise<ActionResult<CreatedApplication>> {
    return createApplication(this.#services, input, parseCallOptions(options, 'create'));
  }

  /** Puts a tag on a candidate; one that is there already is success, and nothing is written. */
  async addTagToCandidate(input: CandidateTagInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return addTagToCandidate(this.#services, input, parseCallOptions(options));
  }

  /** Takes a tag off a candidate; one that is not there is success, and nothing is written. */
  async removeTagFromCandidate(input: CandidateTagInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return removeTagFromCandidate(this.#services, input, parseCallOptions(options));
  }

  /** Adds a file to the candidate of an application, with a warning: eRecruiter's applications have no files. */
  async addAttachmentToApplication(
    input: ApplicationAttachmentInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addAttachmentToApplication(this.#services, input, parseCallOptions(options));
  }

  /** Adds a file to a candidate: a CV to the slot, what was there becomes a document; the others to the documents. */
  async addAttachmentToCandidate(
    input: CandidateAttachmentInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addAttachmentToCandidate(this.#services, input, parseCallOptions(options));
  }

  /** Writes a link to a result into the history of an application's candidate. In doubt it is not written again. */
  async addResultLinkToApplication(
    input: ApplicationResultLinkInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addResultLinkToApplication(this.#services, input, parseCallOptions(options));
  }

  /** Writes a link to a result into a candidate's history. In doubt it is not written again. */
  async addResultLinkToCandidate(
    input: CandidateResultLinkInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addResultLinkToCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Calls any route of eRecruiter's own API, authenticated. Every status is an answer. A GET is repeated as other reads
   * are, everything else is sent once. Rejects with an `InputError` for a path that leads out of the API.
   */
  async passthrough(input: PassthroughInput, options: CallOptions = {}): Promise<PassthroughResult> {
    return passthrough(this.#services.transport, input, parseCallOptions(options));
  }

  /** Lists every field that a model's records can show beyond the unified ones, with real values. */
  async exploreFields(
    model: ExploredModel,
    query: ExploreQuery = {},
    options: CallOptions = {},
  ): Promise<ExploredField[]> {
    return exploreFields(this.#services, model, query, parseCallOptions(options));
  }

  /** The CV and the documents of a candidate. Beyond Kombo's connector. */
  listCandidateAttachments(
    candidateId: string,
    query: AttachmentsQuery = {},
    options: CallOptions = {},
  ): Listing<Attachment> {
    return listCandidateAttachments(this.#services, candidateId, query, parseCallOptions(options));
  }

  /**
   * All six models in one crawl, of which each raw address is asked once: what changed since `state`, at the end what
   * is gone. Nothing enters or leaves the state before you ask for the next change, so a crash loses none. Throws an
   * `InputError` for a wrong query.
   *
   * @example
   * ```ts
   * import { ERecruiter, type SyncEntry } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   *
   * const state = new Map<string, SyncEntry>(); // keep it: the next run yields what has changed since
   * for await (const { model, type, data } of erecruiter.sync({}, { state })) {
   *   console.log(type, model, data.id, data.changed_at);
   * }
   * ```
   */
  sync(query: SyncQuery = {}, options: SyncOptions = {}): AsyncIterable<SyncChange> {
    return sync(this.#services, query, parseCallOptions(options, 'sync'));
  }
}
