// The order of imports is the order of modules in the bundle: sorted by name, it is 600 bytes larger after gzip.
import { passthrough, type PassthroughInput, type PassthroughResult } from './api/passthrough.js';
import { callRaw, type RawEndpoint } from './api/raw-call.js';
import { parseCallOptions } from './core/settings.js';
import { createServices } from './core/services.js';
import { moveApplicationToStage, rejectApplication, runApplicationActivity } from './actions/activities.js';
import { addAttachmentToApplication, addAttachmentToCandidate } from './actions/attachments.js';
import { parseCv } from './actions/parse-cv.js';
import { removeAttachment } from './actions/files/remove.js';
import { replaceAttachment } from './actions/files/replace.js';
import { createApplication, createCandidate } from './actions/create.js';
import { setCandidateConsent } from './actions/consents.js';
import { addNoteToApplication, addNoteToCandidate } from './actions/notes.js';
import { addResultLinkToApplication, addResultLinkToCandidate } from './actions/result-links.js';
import { addTagToCandidate, removeTagFromCandidate } from './actions/tags.js';
import { updateCandidate } from './actions/update-candidate.js';
import { setCandidateField } from './actions/candidate-field.js';
import { deleteCandidate } from './actions/delete-candidate.js';
import { Memory } from './actions/memory.js';
import type { ActionServices } from './actions/run-action.js';
import { Locks } from './flow/locks.js';
import { SharedCalls } from './flow/shared-calls.js';
import type {
  ActionResult,
  Application,
  ApplicationActivity,
  ApplicationActivityInput,
  ApplicationAttachmentInput,
  ApplicationNoteInput,
  ApplicationRejectionInput,
  ApplicationResultLinkInput,
  ApplicationStage,
  ApplicationStageInput,
  Attachment,
  AttachmentContent,
  Candidate,
  CandidateAttachmentInput,
  CandidateConsent,
  CandidateConsentInput,
  CandidateFieldInput,
  CandidateNoteInput,
  CandidateResultLinkInput,
  CandidateTagInput,
  CreateApplicationInput,
  CreateCandidateInput,
  CreatedApplication,
  DeleteCandidateInput,
  ExploredField,
  FileBytes,
  Job,
  JobScreeningQuestion,
  KnownCandidateApplicationInput,
  NoData,
  ParseCvInput,
  ParsedCv,
  RemoveAttachmentInput,
  ReplaceAttachmentInput,
  ScreeningQuestion,
  SyncChange,
  Tag,
  UpdateCandidateInput,
  User,
} from './models/index.js';
import type { CallOptions, CreateOptions, ERecruiterOptions, SyncOptions } from './options.js';
import { exploreFields } from './reads/explore-fields.js';
import type { ExploredModel } from './reads/model-fields.js';
import { getApplication, listApplications } from './reads/application.js';
import { getAttachment, listCandidateAttachments } from './reads/attachment.js';
import { listCandidateConsents } from './reads/candidate-consent.js';
import { getCandidate, listCandidates } from './reads/candidate.js';
import { getJob, listJobs } from './reads/job.js';
import { listApplicationActivities } from './reads/application-activity.js';
import { listApplicationStages } from './reads/application-stage.js';
import { listJobScreeningQuestions, listScreeningQuestions } from './reads/screening-question.js';
import { listTags } from './reads/tag.js';
import { listUsers } from './reads/user.js';
import type { Listing } from './reads/listing.js';
import type {
  ActivitiesQuery,
  ApplicationsQuery,
  AttachmentQuery,
  AttachmentsQuery,
  CandidatesQuery,
  ConsentsQuery,
  ExploreQuery,
  JobsQuery,
  ListQuery,
  SyncQuery,
} from './reads/query.js';
import { sync } from './reads/sync/sync.js';
import { ping, type Reachable } from './reads/ping.js';

/**
 * The methods of a client, so that your functions accept a fake as well: an object with the methods that they call, or
 * the mocks of a test runner. {@link listingOf} makes a listing of your own records.
 *
 * @example
 * ```ts
 * import { type ERecruiterClient, listingOf } from 'erecruiter-kombo';
 * import { createMapperContext, toJob } from 'erecruiter-kombo/mappers';
 *
 * async function titles(erecruiter: Pick<ERecruiterClient, 'listJobs'>): Promise<(string | null)[]> {
 *   const jobs = await erecruiter.listJobs({ statuses: ['OPEN'] }).toArray();
 *   return jobs.map(({ name }) => name);
 * }
 *
 * const context = createMapperContext({ tenant: 'fake', mandatorId: 1, observedAt: new Date() });
 * const fake = { listJobs: () => listingOf([toJob({ Id: 7, Title: 'Baker' }, context)]) };
 * console.log(await titles(fake)); // [ 'Baker' ]
 * ```
 */
export interface ERecruiterClient extends Pick<ERecruiter, keyof ERecruiter> {}

/**
 * A client for one mandator of one eRecruiter installation. It reads and writes eRecruiter's own API and speaks the
 * models of Kombo's unified ATS API. Create one and keep it: it holds the token and the mandator's catalogues.
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
export class ERecruiter implements ERecruiterClient {
  /**
   * The name of the installation in every id: the option `tenant`, else host, port and path of `baseUrl`. Give it to
   * `createMapperContext` of `erecruiter-kombo/mappers`, so that ids of your own mapping and of this client agree.
   *
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createMapperContext } from 'erecruiter-kombo/mappers';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const { tenant } = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * createMapperContext({ tenant, mandatorId, observedAt: new Date() }).ids.job(4711); // the id that listJobs() yields
   * ```
   */
  readonly tenant: string;
  readonly #services: ActionServices;

  /**
   * Checks the options. Sends nothing.
   *
   * @param options How the client is set up.
   * @throws {@link ConfigurationError} that names every wrong option.
   */
  constructor(options: ERecruiterOptions) {
    const inProgress = {
      locks: new Locks(),
      memory: new Memory(),
      candidateCalls: new SharedCalls<ActionResult<Candidate>>(),
      applicationCalls: new SharedCalls<ActionResult<CreatedApplication>>(),
    };
    this.#services = { ...createServices(options), ...inProgress };
    this.tenant = this.#services.settings.tenant;
  }

  /**
   * Checks that eRecruiter can be reached, that the credentials are valid, and that the mandator has the fields named
   * by the option `customFields`.
   *
   * @returns The name of the mandator, its sources and its channels.
   * @throws {@link AuthenticationError} for a wrong key, {@link ConfigurationError} for fields that the mandator does
   * not have.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const { mandatorName, channels } = await erecruiter.ping();
   * console.log(mandatorName, channels);
   * ```
   */
  async ping(options: CallOptions = {}): Promise<Reachable> {
    return ping(this.#services, parseCallOptions(options));
  }

  /**
   * Lists the jobs of the configured channels, and the jobs that applications name although no channel lists them.
   *
   * @param query Filters, `page_size` and the `cursor` to continue from.
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const job of erecruiter.listJobs()) console.log(job.name, job.status);
   * ```
   */
  listJobs(query: JobsQuery = {}, options: CallOptions = {}): Listing<Job> {
    return listJobs(this.#services, query, parseCallOptions(options));
  }

  /**
   * Reads one job, published or not.
   *
   * @param id Id of the job, or `remote:<number>`.
   * @throws {@link NotFoundError} if there is no such job, {@link InputError} for an invalid id.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const job = await erecruiter.getJob('remote:4713');
   * console.log(job.name, job.confidential);
   * ```
   */
  async getJob(id: string, options: CallOptions = {}): Promise<Job> {
    return getJob(this.#services, id, parseCallOptions(options));
  }

  /**
   * Lists candidates with their applications.
   *
   * @param query Filters, `page_size` and the `cursor` to continue from.
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const candidate of erecruiter.listCandidates({ page_size: 50 })) {
   *   console.log(candidate.first_name, candidate.applications.length);
   * }
   * ```
   */
  listCandidates(query: CandidatesQuery = {}, options: CallOptions = {}): Listing<Candidate> {
    return listCandidates(this.#services, query, parseCallOptions(options));
  }

  /**
   * Reads one candidate with their applications.
   *
   * @param id Id of the candidate, or `remote:<number>`.
   * @throws {@link NotFoundError} if there is no such candidate, {@link InputError} for an invalid id.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const candidate = await erecruiter.getCandidate('remote:150000');
   * console.log(candidate.first_name, candidate.email_addresses);
   * ```
   */
  async getCandidate(id: string, options: CallOptions = {}): Promise<Candidate> {
    return getCandidate(this.#services, id, parseCallOptions(options));
  }

  /**
   * Lists applications with their candidate and job.
   *
   * @param query Filters, `page_size` and the `cursor` to continue from.
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const page of erecruiter.listApplications().pages()) {
   *   console.log(page.results.length, page.next);
   * }
   * ```
   */
  listApplications(query: ApplicationsQuery = {}, options: CallOptions = {}): Listing<Application> {
    return listApplications(this.#services, query, parseCallOptions(options));
  }

  /**
   * Reads one application with its candidate and job.
   *
   * @param id Id of the application, or `remote:<applicant>/<application>`.
   * @throws {@link NotFoundError} if there is no such application, {@link InputError} for an invalid id.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const [first] = await erecruiter.listApplications().toArray({ limit: 1 });
   * const application = await erecruiter.getApplication(first?.id ?? '');
   * console.log(application.current_stage?.name);
   * ```
   */
  async getApplication(id: string, options: CallOptions = {}): Promise<Application> {
    return getApplication(this.#services, id, parseCallOptions(options));
  }

  /**
   * Lists every status that an application is in, in the client's culture.
   *
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const stage of erecruiter.listApplicationStages()) console.log(stage.name);
   * ```
   */
  listApplicationStages(query: ListQuery = {}, options: CallOptions = {}): Listing<ApplicationStage> {
    return listApplicationStages(this.#services, query, parseCallOptions(options));
  }

  /**
   * Lists the questions that jobs ask, each question once.
   *
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const { title, format } of erecruiter.listScreeningQuestions()) console.log(title, format.type);
   * ```
   */
  listScreeningQuestions(query: ListQuery = {}, options: CallOptions = {}): Listing<ScreeningQuestion> {
    return listScreeningQuestions(this.#services, query, parseCallOptions(options));
  }

  /**
   * Lists which job asks which question, in which place, and whether it must be answered.
   *
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const { job_id, required } of erecruiter.listJobScreeningQuestions()) console.log(job_id, required);
   * ```
   */
  listJobScreeningQuestions(query: ListQuery = {}, options: CallOptions = {}): Listing<JobScreeningQuestion> {
    return listJobScreeningQuestions(this.#services, query, parseCallOptions(options));
  }

  /**
   * Lists every tag that a candidate has. Beyond Kombo's connector.
   *
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * console.log(await erecruiter.listTags().toArray());
   * ```
   */
  listTags(query: ListQuery = {}, options: CallOptions = {}): Listing<Tag> {
    return listTags(this.#services, query, parseCallOptions(options));
  }

  /**
   * Lists the users of the mandator. Beyond Kombo's connector.
   *
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const user of erecruiter.listUsers()) console.log(user.first_name, user.last_name);
   * ```
   */
  listUsers(query: ListQuery = {}, options: CallOptions = {}): Listing<User> {
    return listUsers(this.#services, query, parseCallOptions(options));
  }

  /**
   * Lists the CV and the documents of a candidate and, on request, the photo and the European CV that eRecruiter
   * generates. Beyond Kombo's connector.
   *
   * @param candidateId Id of the candidate, or `remote:<number>`.
   * @param query Whether to read the content, what to include, `page_size` and the `cursor` to continue from.
   * @throws {@link InputError} for an invalid id, an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const file of erecruiter.listCandidateAttachments('remote:150000', { content: false })) {
   *   console.log(file.type, file.file_name);
   * }
   * ```
   */
  listCandidateAttachments(
    candidateId: string,
    query: AttachmentsQuery = {},
    options: CallOptions = {},
  ): Listing<Attachment> {
    return listCandidateAttachments(this.#services, candidateId, query, parseCallOptions(options));
  }

  /**
   * Reads the content of one file, with one request. Beyond Kombo's connector.
   *
   * @param id Id of the attachment, or `remote:<candidate>/<document>` with the number of a document, `cv`, `photo` or
   * `european_cv` in the second place.
   * @param query `as: 'base64'` for a text in place of bytes.
   * @returns The exact bytes, with name and type.
   * @throws {@link NotFoundError} if there is no such file, {@link ResponseShapeError} if its content is not readable,
   * {@link InputError} for an invalid id.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const { file_name, content_type, data } = await erecruiter.getAttachment('remote:150002/cv');
   * console.log(file_name, new Blob([data], { type: content_type }).size);
   * ```
   */
  async getAttachment(
    id: string,
    query: AttachmentQuery & { readonly as: 'base64' },
    options?: CallOptions,
  ): Promise<AttachmentContent<string>>;
  async getAttachment(
    id: string,
    query?: AttachmentQuery & { readonly as?: 'bytes' | undefined },
    options?: CallOptions,
  ): Promise<AttachmentContent>;
  async getAttachment(
    id: string,
    query: AttachmentQuery,
    options?: CallOptions,
  ): Promise<AttachmentContent<FileBytes | string>>;
  async getAttachment(
    id: string,
    query: AttachmentQuery = {},
    options: CallOptions = {},
  ): Promise<AttachmentContent<FileBytes | string>> {
    return getAttachment(this.#services, id, query, parseCallOptions(options));
  }

  /**
   * Lists every field that records of a model can have beyond the unified ones, with real values.
   *
   * @param model The model.
   * @param query How many records to look at.
   * @returns Each field once, with its format and examples.
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const fields = await erecruiter.exploreFields('candidate');
   * console.log(fields.map(({ key, format }) => `${key}: ${format}`));
   * ```
   */
  async exploreFields(
    model: ExploredModel,
    query: ExploreQuery = {},
    options: CallOptions = {},
  ): Promise<ExploredField[]> {
    return exploreFields(this.#services, model, query, parseCallOptions(options));
  }

  /**
   * Reads all six models in one crawl, which requests each raw address once, and yields what has changed since `state`
   * and at the end what is deleted.
   *
   * Nothing enters or leaves the state before you ask for the next change, so a crash loses none.
   *
   * @param query Filters, and the `cursor` to continue from.
   * @param options The `state` of the last run, a callback for progress, and the options of every call.
   * @returns The changes, as an iterable.
   * @throws {@link InputError} for an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter, type SyncEntry } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const state = new Map<string, SyncEntry>(); // keep it: the next run yields what has changed since
   * for await (const { model, type, data } of erecruiter.sync({}, { state })) {
   *   console.log(type, model, data.id, data.changed_at);
   * }
   * ```
   */
  sync(query: SyncQuery = {}, options: SyncOptions = {}): AsyncIterable<SyncChange> {
    return sync(this.#services, query, parseCallOptions(options, 'sync'));
  }

  /**
   * Creates a candidate and their application. An existing candidate with the same email is reused; only empty fields
   * are filled.
   *
   * @param input The candidate, the job, answers and files.
   * @param options Signal, time limit, headers and retries of this call, and the `progress` to resume from.
   * @returns The candidate, with `warnings` for what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link PartialWriteError} if it fails halfway,
   * {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, source: { name: 'Acme Jobs' } });
   * const input = {
   *   candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
   *   application: { job_id: 'remote:4713' },
   * };
   * const { data, warnings } = await erecruiter.createCandidate(input);
   * console.log(data.id, warnings);
   * ```
   */
  async createCandidate(input: CreateCandidateInput, options: CreateOptions = {}): Promise<ActionResult<Candidate>> {
    return createCandidate(this.#services, input, parseCallOptions(options, 'create'));
  }

  /**
   * Creates an application of a candidate whom you name. Nobody is searched or created; what the input says about the
   * candidate fills empty fields only.
   *
   * @param input The job, answers and files, and what may fill empty fields of the candidate.
   * @param options The `candidate_id`, and the options of every create.
   * @returns The application, with `warnings` for what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if there is no such candidate or eRecruiter rejects it,
   * {@link PartialWriteError} if it fails halfway, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const input = { application: { job_id: 'remote:4713' } };
   * const { data } = await erecruiter.createApplication(input, { candidate_id: 'remote:150000', ifExists: 'refresh' });
   * console.log(data.candidate_id, data.id);
   * ```
   */
  createApplication(
    input: KnownCandidateApplicationInput,
    options: CreateOptions & { readonly candidate_id: string },
  ): Promise<ActionResult<CreatedApplication>>;
  /**
   * Creates an application. Its candidate is found by email, or created. After a failure, the same call finishes
   * the rest and does nothing twice.
   *
   * @param input The candidate, the job, answers and files.
   * @param options Signal, time limit, headers and retries of this call, and the `progress` to resume from.
   * @returns The application, with `warnings` for what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link PartialWriteError} if it fails halfway,
   * {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter, PartialWriteError } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
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
  createApplication(input: CreateApplicationInput, options?: CreateOptions): Promise<ActionResult<CreatedApplication>>;
  async createApplication(
    input: CreateApplicationInput | KnownCandidateApplicationInput,
    options: CreateOptions = {},
  ): Promise<ActionResult<CreatedApplication>> {
    return createApplication(this.#services, input, parseCallOptions(options, 'create'));
  }

  /**
   * Lists the steps of the workflow that can be executed now with an application.
   *
   * @param id Id of the application, or `remote:<applicant>/<application>`.
   * @param query `page_size` and the `cursor` to continue from.
   * @throws {@link InputError} for an invalid id, query or unknown options; while you iterate, {@link NotFoundError} if
   * there is no such application.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const { name, visible_to_applicant } of erecruiter.listApplicationActivities('remote:150000/880000')) {
   *   console.log(name, visible_to_applicant);
   * }
   * ```
   */
  listApplicationActivities(
    id: string,
    query: ActivitiesQuery = {},
    options: CallOptions = {},
  ): Listing<ApplicationActivity> {
    return listApplicationActivities(this.#services, id, query, parseCallOptions(options));
  }

  /**
   * Executes a step of the workflow with an application. The step must be available now; eRecruiter decides what it
   * does, and it may email the candidate. If the outcome is unknown, it is not sent again.
   *
   * @returns The application afterwards, with `warnings` if it shows no change.
   * @throws {@link ActionRejectedError} if the step is not available now: its `activities` are those that are.
   * {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const application_id = 'remote:150000/880000';
   * const [first] = await erecruiter.listApplicationActivities(application_id).toArray();
   * const { data } = await erecruiter.runApplicationActivity({ application_id, activity: first?.name ?? '' });
   * console.log(data.current_stage?.name, data.outcome);
   * ```
   */
  async runApplicationActivity(
    input: ApplicationActivityInput,
    options: CallOptions = {},
  ): Promise<ActionResult<Application>> {
    return runApplicationActivity(this.#services, input, parseCallOptions(options));
  }

  /**
   * Moves an application to a stage, by the step that the client's option `activities` names for it, or by the step
   * with exactly the name of the stage. An application that is there already counts as success, and nothing is written.
   *
   * @returns The application afterwards, with a warning if the step led to another stage.
   * @throws {@link ActionRejectedError} if no step is known to lead there, or if it is not available now: its
   * `activities` are the steps that are. {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch, addApplicant, addApplication } = createSandbox();
   * const activities = { stages: { 'Gespräch vereinbart': 'Gespräch vereinbaren' } };
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, activities });
   * const applicant = addApplicant();
   * const application_id = `remote:${applicant}/${addApplication({ ApplicantId: applicant, JobId: 4713 })}`;
   * const input = { application_id, stage_id: 'remote:Gespräch vereinbart' };
   * const { data, warnings } = await erecruiter.moveApplicationToStage(input);
   * console.log(data.current_stage?.name, warnings);
   * ```
   */
  async moveApplicationToStage(
    input: ApplicationStageInput,
    options: CallOptions = {},
  ): Promise<ActionResult<Application>> {
    return moveApplicationToStage(this.#services, input, parseCallOptions(options));
  }

  /**
   * Rejects an application, by the step that the client's option `activities` names for it. An application that is
   * rejected already counts as success, and nothing is written.
   *
   * @returns The application afterwards, with a warning if eRecruiter does not show it as rejected.
   * @throws {@link ActionRejectedError} if the option names no step, or none that is available now: its `activities`
   * are the steps that are. {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch, addApplicant, addApplication } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, activities: { reject: 'Absage' } });
   * const applicant = addApplicant();
   * const application_id = `remote:${applicant}/${addApplication({ ApplicantId: applicant, JobId: 4713 })}`;
   * const { data } = await erecruiter.rejectApplication({ application_id, note: 'Position filled' });
   * console.log(data.outcome); // DECLINED
   * ```
   */
  async rejectApplication(
    input: ApplicationRejectionInput,
    options: CallOptions = {},
  ): Promise<ActionResult<Application>> {
    return rejectApplication(this.#services, input, parseCallOptions(options));
  }

  /**
   * Adds a tag to a candidate. A tag that is already there counts as success, and nothing is written.
   *
   * @returns The result with its `warnings`: what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * await erecruiter.addTagToCandidate({ candidate_id: 'remote:150000', tag: { name: 'Pilot' } });
   * ```
   */
  async addTagToCandidate(input: CandidateTagInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return addTagToCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Removes a tag from a candidate. A tag that is not there counts as success, and nothing is written.
   *
   * @returns The result with its `warnings`: what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * await erecruiter.removeTagFromCandidate({ candidate_id: 'remote:150000', tag: { name: 'Pilot' } });
   * ```
   */
  async removeTagFromCandidate(input: CandidateTagInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return removeTagFromCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Changes a candidate: what is given overwrites, what is left out stays as it is, and null clears. Nothing is written
   * if the candidate is like that already.
   *
   * @param input The candidate, and the fields to change as in `createCandidate`.
   * @returns The candidate as read back, with `warnings` for what eRecruiter could not store or stores differently.
   * @throws {@link ActionRejectedError} if another candidate has the new email address, {@link InputError} for an
   * invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const candidate = { location: { city: 'Linz', zip_code: '4020' }, social_links: null };
   * const { data, warnings } = await erecruiter.updateCandidate({ candidate_id: 'remote:150000', candidate });
   * console.log(data.location?.city, warnings); // Linz []
   * ```
   */
  async updateCandidate(input: UpdateCandidateInput, options: CallOptions = {}): Promise<ActionResult<Candidate>> {
    const services = this.#services;
    return updateCandidate(services, input, parseCallOptions(options), (id, applicant, own) =>
      getCandidate(services, id, own, applicant),
    );
  }

  /**
   * Sets a custom field of a candidate; null clears it. The value is checked by the field's type and possible values
   * before anything is written, and nothing is written if the field has it already.
   *
   * @param input The candidate, the field by its internal name, its id or your own name, and the value.
   * @returns The result with its `warnings`: what eRecruiter stores differently.
   * @throws {@link InputError} for an unknown field or a value that it cannot have, {@link ActionRejectedError} if
   * eRecruiter does not clear it.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const field = { candidate_id: 'remote:150000', field: 'stundenausmass' };
   * await erecruiter.setCandidateField({ ...field, value: '38.5' });
   * await erecruiter.setCandidateField({ ...field, value: null });
   * ```
   */
  async setCandidateField(input: CandidateFieldInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return setCandidateField(this.#services, input, parseCallOptions(options));
  }

  /**
   * Anonymizes or erases a candidate, which cannot be undone. A candidate who is gone already counts as success.
   *
   * @param input The candidate, and the `mode`: `'anonymize'` keeps their applications for statistics, `'erase'`
   * removes them with everything.
   * @returns The result with its `warnings`: personal data that eRecruiter still has.
   * @throws {@link ActionRejectedError} if eRecruiter accepts it, but does not do it, {@link InputError} for an invalid
   * input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * await erecruiter.deleteCandidate({ candidate_id: 'remote:150000', mode: 'anonymize' });
   * ```
   */
  async deleteCandidate(input: DeleteCandidateInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return deleteCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Lists the consents and notices of a candidate: which version, and when it was accepted or revoked. Beyond Kombo's
   * connector.
   *
   * @param candidateId Id of the candidate, or `remote:<number>`.
   * @param query `page_size` and the `cursor` to continue from.
   * @throws {@link InputError} for an invalid id, an invalid query or unknown options.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * for await (const consent of erecruiter.listCandidateConsents('remote:150000')) {
   *   console.log(consent.type, consent.policy_id, consent.accepted_at, consent.revoked_at, consent.is_outdated);
   * }
   * ```
   */
  listCandidateConsents(
    candidateId: string,
    query: ConsentsQuery = {},
    options: CallOptions = {},
  ): Listing<CandidateConsent> {
    return listCandidateConsents(this.#services, candidateId, query, parseCallOptions(options));
  }

  /**
   * Accepts a consent for a candidate, or revokes it. Succeeds without a write if it is so already. An outdated version
   * cannot be accepted.
   *
   * @param input The candidate, whether they accept, and which policy: by default the portal's current consent.
   * @returns The consent as eRecruiter then stores it, with `warnings` for what it stores in another form.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, or still shows the opposite afterwards;
   * {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const { data } = await erecruiter.setCandidateConsent({ candidate_id: 'remote:150000', accepted: true });
   * console.log(data.policy_id, data.accepted_at);
   * ```
   */
  async setCandidateConsent(
    input: CandidateConsentInput,
    options: CallOptions = {},
  ): Promise<ActionResult<CandidateConsent>> {
    return setCandidateConsent(this.#services, input, parseCallOptions(options));
  }

  /**
   * Adds a file to the candidate of an application, with a warning: eRecruiter stores files on the candidate.
   *
   * @returns The result with its `warnings`: what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
   * const attachment = { name: 'letter.pdf', type: 'COVER_LETTER', data: btoa('%PDF-1.7') } as const;
   * await erecruiter.addAttachmentToApplication({ application_id: application?.id ?? '', attachment });
   * ```
   */
  async addAttachmentToApplication(
    input: ApplicationAttachmentInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addAttachmentToApplication(this.#services, input, parseCallOptions(options));
  }

  /**
   * Adds a file to a candidate. A CV goes to the CV slot, and a CV that was there before is kept as a document; every
   * other file becomes a document.
   *
   * @returns The result with its `warnings`: what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const attachment = { name: 'cv.pdf', type: 'CV', data: btoa('%PDF-1.7') } as const;
   * await erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment });
   * ```
   */
  async addAttachmentToCandidate(
    input: CandidateAttachmentInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addAttachmentToCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Replaces the content of a file, and its name and type if you give them. Nothing else of it changes. What it
   * replaces is gone, also a CV: {@link ERecruiter.addAttachmentToCandidate} keeps the previous one. Beyond Kombo's
   * connector.
   *
   * @returns The file as eRecruiter stores it now, with `warnings` for what it changed.
   * @throws {@link NotFoundError} if there is no such document, {@link ActionRejectedError} if eRecruiter rejects it,
   * {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const attachment = { name: 'cv 2026.pdf', data: btoa('%PDF-1.7') };
   * const { data } = await erecruiter.replaceAttachment({ attachment_id: 'remote:150002/cv', attachment });
   * console.log(data.file_name);
   * ```
   */
  async replaceAttachment(input: ReplaceAttachmentInput, options: CallOptions = {}): Promise<ActionResult<Attachment>> {
    return replaceAttachment(this.#services, input, parseCallOptions(options));
  }

  /**
   * Removes a file for good. A file that is gone already counts as success, and nothing is written. Beyond Kombo's
   * connector.
   *
   * @returns The result with its `warnings`: what eRecruiter still shows.
   * @throws {@link ActionRejectedError} if the document is not the candidate's, {@link InputError} for an invalid
   * input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const [file] = await erecruiter.listCandidateAttachments('remote:150001', { content: false }).toArray();
   * await erecruiter.removeAttachment({ attachment_id: file?.id ?? '' });
   * ```
   */
  async removeAttachment(input: RemoveAttachmentInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return removeAttachment(this.#services, input, parseCallOptions(options));
  }

  /**
   * Lets eRecruiter's own parser read a CV, and stores nothing. `candidate` in the result is a part of the input of
   * {@link ERecruiter.createApplication}, without what that would reject. Beyond Kombo's connector.
   *
   * @param file The CV: `name` with `data` or `data_url`, or a `File`.
   * @returns What the parser found, with `warnings` for what `candidate` could not take.
   * @throws {@link ActionRejectedError} if this installation has no parser, or it cannot read the file,
   * {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const { data } = await erecruiter.parseCv({ name: 'cv.txt', data: btoa('Name: Eva Muster\neva@example.at') });
   * console.log(data.candidate); // { first_name: 'Eva', last_name: 'Muster', email_address: 'eva@example.at' }
   * ```
   */
  async parseCv(file: ParseCvInput, options: CallOptions = {}): Promise<ActionResult<ParsedCv>> {
    return parseCv(this.#services, file, parseCallOptions(options));
  }

  /**
   * Writes a link to a result into the history of an application's candidate. If the outcome is unknown, it is not sent
   * again.
   *
   * @returns The result with its `warnings`: what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
   * const link = { label: 'Aptitude test', url: 'https://tests.example.com/r/7' };
   * await erecruiter.addResultLinkToApplication({ application_id: application?.id ?? '', ...link });
   * ```
   */
  async addResultLinkToApplication(
    input: ApplicationResultLinkInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addResultLinkToApplication(this.#services, input, parseCallOptions(options));
  }

  /**
   * Writes a link to a result into a candidate's history. If the outcome is unknown, it is not sent again.
   *
   * @returns The result with its `warnings`: what eRecruiter could not store.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const link = { label: 'Aptitude test', url: 'https://tests.example.com/r/7' };
   * await erecruiter.addResultLinkToCandidate({ candidate_id: 'remote:150000', ...link });
   * ```
   */
  async addResultLinkToCandidate(
    input: CandidateResultLinkInput,
    options: CallOptions = {},
  ): Promise<ActionResult<NoData>> {
    return addResultLinkToCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Writes a note into the history of an application's candidate, under its job. If the outcome is unknown, it is not
   * sent again.
   *
   * @returns The result with its `warnings`: what eRecruiter stores in another form.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
   * const note = { content: 'Called back.\nCan start in March.', author: 'Käthe Grün' };
   * await erecruiter.addNoteToApplication({ application_id: application?.id ?? '', ...note });
   * ```
   */
  async addNoteToApplication(input: ApplicationNoteInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return addNoteToApplication(this.#services, input, parseCallOptions(options));
  }

  /**
   * Writes a note into a candidate's history. If the outcome is unknown, it is not sent again.
   *
   * @returns The result with its `warnings`: what eRecruiter stores in another form.
   * @throws {@link ActionRejectedError} if eRecruiter rejects it, {@link InputError} for an invalid input.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const note = { title: 'Phone call', content: 'Called back.\nCan start in March.' };
   * await erecruiter.addNoteToCandidate({ candidate_id: 'remote:150000', ...note });
   * ```
   */
  async addNoteToCandidate(input: CandidateNoteInput, options: CallOptions = {}): Promise<ActionResult<NoData>> {
    return addNoteToCandidate(this.#services, input, parseCallOptions(options));
  }

  /**
   * Calls any route of eRecruiter's own API, authenticated. Every status is an answer. A GET is retried like other
   * reads; everything else is sent once.
   *
   * @param input Method, path and body.
   * @returns eRecruiter's answer, whatever its status.
   * @throws {@link InputError} for a path that leads out of the API.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const { status, data } = await erecruiter.passthrough({ method: 'GET', path: '/Applicant/Photo/150000' });
   * console.log(status, data);
   * ```
   */
  async passthrough(input: PassthroughInput, options: CallOptions = {}): Promise<PassthroughResult> {
    return passthrough(this.#services.transport, input, parseCallOptions(options));
  }

  /**
   * Calls one of eRecruiter's own routes, typed. `erecruiter-kombo/raw` has an endpoint for each of them. Reads are
   * retried; everything else is sent once, unless it was certainly not applied.
   *
   * The answer is checked as elsewhere: what is unknown is kept, and what is of a wrong type is null and reported to
   * `onIssue`. A `Date` in a body is sent as wall time in the client's time zone.
   *
   * @param endpoint One of the endpoints of `erecruiter-kombo/raw`.
   * @param input Its path values and parameters by their names, and its `body`.
   * @returns eRecruiter's answer.
   * @throws {@link InputError} for missing or wrong values, before anything is sent.
   * @throws {@link NotFoundError} if there is no such record, or no such route on this installation.
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { getApplicant } from 'erecruiter-kombo/raw';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * const applicant = await erecruiter.raw(getApplicant, { applicantId: 150000 });
   * console.log(applicant.LastName, applicant.MilitaryService);
   * ```
   */
  async raw<Input, Result>(
    endpoint: RawEndpoint<Input, Result>,
    input: NoInfer<Input>,
    options: CallOptions = {},
  ): Promise<Result> {
    const { transport, settings } = this.#services;
    return callRaw(transport, endpoint, input, settings, parseCallOptions(options));
  }
}
