import { contradictionError } from '../api/answer.js';
import { type Endpoint, endpointLabel, endpoints } from '../api/endpoints.js';
import { isFieldOf } from '../core/custom-fields.js';
import { SLOT_ENDPOINTS } from '../core/attachment-ids.js';
import { openPart } from '../core/shared-answers.js';
import { mapperContextOf, type Services, withIssuesOf } from '../core/services.js';
import { AuthenticationError, StatusError } from '../errors.js';
import { followSignal } from '../flow/abort.js';
import type { AttachmentSlot, MapperContext } from '../mappers/index.js';
import type { CallOptions } from '../options.js';
import type {
  RawApplicantCv,
  RawApplicantDocument,
  RawApplicantView,
  RawApplicationView,
  RawCustomFieldValue,
  RawJobView,
  RawMandatorView,
  RawPublishedJobs,
  RawQuestionnaire,
} from '../schemas/index.js';
import { asAnswered } from '../mappers/context.js';
import { cultureInstead, lacksCulture } from './culture.js';
import { leavesDefaultsOut, unknownFields } from './model-fields.js';
import { ReadAhead } from './read-ahead.js';
import { isMissingRight, isRecordError, issueOf, isUnreadable, notFound, type RecordError } from './record-errors.js';
import { FailureStreak } from './skipping-reader.js';
import { hasRows, SourceReader } from './source-reader.js';

/** An applicant with their applications and custom fields. */
export interface ApplicantWithDetails {
  readonly applicant: RawApplicantView;
  readonly applications: readonly RawApplicationView[];
  /** Undefined if they cannot be read. */
  readonly customFieldValues: readonly RawCustomFieldValue[] | undefined;
}

/**
 * Reads raw records in one pass over the API, one method per route. Each record is requested at most once, unless it
 * cannot be read.
 */
export class RawReader extends SourceReader {
  /** How far the listing reads ahead. */
  readAhead = new ReadAhead();
  /** Failures of applicants and of their data. */
  readonly applicantFailures = new FailureStreak();
  /** Failures of jobs and of their data. */
  readonly jobFailures = new FailureStreak();
  /** Jobs that name applications. */
  readonly jobsWithApplicants = new Set<number>();
  #context: MapperContext | undefined;

  constructor(services: Services, options: CallOptions, signal: AbortSignal, skips = true) {
    super(services, { ...options, signal }, skips);
  }

  /** Returns the mandator with its catalogues, from the client's cache. */
  mandator(): Promise<RawMandatorView> {
    return this.services.catalogue.mandator(this.options);
  }

  /** Returns the context of the mappers; issues are reported under `endpoint`, which delivers the records. */
  async context(endpoint: Endpoint): Promise<MapperContext> {
    const mandator = await this.mandator();
    if (this.#context === undefined) {
      const { settings, onIssue } = this.services;
      this.#context = mapperContextOf(this.services, mandator, this.startedAt);
      const name = endpointLabel(endpoints.mandator);
      for (const { path, message } of unknownFields(settings.customFields, mandator)) {
        onIssue({ endpoint: name, id: null, path, reason: message });
      }
      if (leavesDefaultsOut(mandator)) {
        const reason = 'values of 0 and false seem to be left out of answers: they count as unknown';
        onIssue({ endpoint: name, id: null, path: 'CustomFields', reason });
      }
      if (lacksCulture(mandator, 'Cultures', settings.culture)) {
        const reason = 'the option `culture` is not one of them: jobs without texts in that culture may be missing';
        onIssue({ endpoint: name, id: null, path: 'Cultures', reason });
      }
    }
    return withIssuesOf(this.#context, endpoint, this.services.onIssue);
  }

  /** Reads the jobs of one channel; returns the error if the channel is rejected. */
  async channel(
    channel: string,
    signal: AbortSignal,
    culture = this.services.settings.culture,
  ): Promise<RawPublishedJobs | RecordError> {
    const endpoint = endpoints.publishedJobs;
    const query = { channel, culture };
    try {
      const answer = await this.sharedRecord(this.services.shared.channels, endpoint, { query }, signal);
      if (answer) return answer;
      throw notFound(endpoint);
    } catch (error) {
      if (AuthenticationError.isInstance(error)) throw await this.deniedError(error);
      // The default portal must exist; an installation may not know a named channel.
      const isRefused = StatusError.isInstance(error) && [400, 403, 404, 410].includes(error.status);
      if (channel === '' || !isRecordError(error) || !isRefused || !(await this.othersAreReadable(endpoint))) {
        throw error;
      }
      return error;
    }
  }

  /** Reads a job, published or not; null if it does not exist, undefined if it cannot be read. */
  async job(jobId: number, signal?: AbortSignal): Promise<RawJobView | null | undefined> {
    const { culture } = this.services.settings;
    const found = await this.readOne({ ...this.#jobRead(jobId), signal });
    const other = found ? cultureInstead(found, culture) : undefined;
    const job = other === undefined ? found : await this.readOne({ ...this.#jobRead(jobId, other), signal });
    // Channels omit such a job; only here is the reason visible.
    if (job && lacksCulture(job, 'AvailableCultures', culture)) {
      const reason = 'the job has no texts in the requested culture';
      const endpoint = endpointLabel(endpoints.job);
      this.services.onIssue({ endpoint, id: String(jobId), path: 'AvailableCultures', reason });
    }
    return job;
  }

  /** Registers a job that a channel lists as proof that jobs can be read, until another job has been read. */
  offerJob(jobId: number): void {
    const { readLive } = this.#jobRead(jobId);
    this.knownGood.offer(endpointLabel(endpoints.job), () => readLive(this.options.signal).then(() => true));
  }

  /** Registers an applicant whom this pass does not read as proof that applicants can be read, until one has been. */
  offerApplicant(applicantId: number): void {
    const input = { path: { applicantId } };
    const ofApplications = { ...input, query: { culture: this.services.settings.culture } };
    const { signal } = this.options;
    const { applicant, applications } = endpoints;
    this.knownGood.offer(endpointLabel(applicant), () => this.record(applicant, input, signal).then(() => true));
    this.knownGood.offer(endpointLabel(applications), () =>
      this.rows(applications, ofApplications, signal).then(hasRows),
    );
  }

  #jobRead(jobId: number, culture = this.services.settings.culture) {
    const input = { path: { jobId }, query: { culture } };
    const { jobs } = this.services.shared;
    const read = (signal: AbortSignal) => this.sharedRecord(jobs, endpoints.job, input, signal);
    const readLive = (signal: AbortSignal) => this.record(endpoints.job, input, signal);
    return { endpoint: endpoints.job, id: jobId, read, readLive, streak: this.jobFailures };
  }

  /**
   * Reads the questions of a job; null if it has none, undefined if they cannot be read. `isPromised`: according to the
   * job there are questions, so an empty answer is reported.
   */
  async questionnaire(
    jobId: number,
    isPromised: boolean,
    signal?: AbortSignal,
  ): Promise<RawQuestionnaire | null | undefined> {
    const endpoint = endpoints.questionnaireByJob;
    const input = { path: { jobId }, query: { culture: this.services.settings.culture } };
    const { questionnaires } = this.services.shared;
    const read = async (inner: AbortSignal) =>
      withReadableItems(endpoint, jobId, await this.sharedRecord(questionnaires, endpoint, input, inner));
    const readLive = async (inner: AbortSignal) =>
      withReadableItems(endpoint, jobId, await this.record(endpoint, input, inner));
    const proves = (value: unknown) => value !== null;
    const reads = { endpoint, id: jobId, read, readLive, signal, proves };
    const found = await this.readOne({ ...reads, streak: this.jobFailures });
    if (found !== null || !isPromised) return found;
    const error = contradictionError(endpoint, jobId, 'there is none, although the job has a questionnaire');
    if (this.skips && !(await this.othersAreReadable(endpoint))) throw error;
    this.services.onIssue(issueOf(error, jobId));
    return null;
  }

  /**
   * Reads a questionnaire by its own number, whether or not a job uses it; null if it does not exist, undefined if it
   * cannot be read.
   */
  questionnaireByNumber(questionnaireId: number, signal?: AbortSignal): Promise<RawQuestionnaire | null | undefined> {
    const endpoint = endpoints.questionnaire;
    const read = async (inner: AbortSignal) =>
      withReadableItems(endpoint, questionnaireId, await this.record(endpoint, { path: { questionnaireId } }, inner));
    return this.readOne({ endpoint, id: questionnaireId, read, signal, proves: (value) => value !== null });
  }

  /** Reads the applicants with open applications to a job; undefined if they cannot be read. */
  async openApplicants(jobId: number, signal?: AbortSignal): Promise<number[] | undefined> {
    const endpoint = endpoints.applicationsByJob;
    const { openApplications } = this.services.shared;
    const input = { path: { jobId } };
    const read = (inner: AbortSignal) => this.sharedRows(openApplications, endpoint, input, inner, openPart);
    const readLive = (inner: AbortSignal) => this.rows(endpoint, input, inner);
    const failures = { streak: this.jobFailures, isFatal: isMissingRight };
    const rows = await this.readOne({ endpoint, id: jobId, read, readLive, signal, proves: hasRows, ...failures });
    if (rows && rows.length > 0) this.jobsWithApplicants.add(jobId);
    for (const row of rows ?? []) {
      this.namedApplications?.set(row.Id, row.ApplicantId);
      this.statements?.addByJob(row);
    }
    return rows?.map((row) => row.ApplicantId);
  }

  /** Reads an applicant; null if they do not exist, undefined if they cannot be read. */
  applicant(applicantId: number, signal?: AbortSignal): Promise<RawApplicantView | null | undefined> {
    const endpoint = endpoints.applicant;
    const read = (inner: AbortSignal) => this.record(endpoint, { path: { applicantId } }, inner);
    return this.readOne({ endpoint, id: applicantId, read, signal, streak: this.applicantFailures });
  }

  /** Throws eRecruiter's own error if an applicant does not exist. */
  async assertApplicantExists(applicantId: number): Promise<void> {
    await this.record(endpoints.applicant, { path: { applicantId } }, this.options.signal);
  }

  /**
   * Reads the applications of an applicant in ascending order; undefined if they cannot be read. `isNamed`: a job or a
   * source names one of them, so an empty list counts as unreadable.
   */
  async applications(
    applicantId: number,
    isNamed: boolean,
    signal?: AbortSignal,
  ): Promise<RawApplicationView[] | undefined> {
    const endpoint = endpoints.applications;
    const input = { path: { applicantId }, query: { culture: this.services.settings.culture } };
    const read = async (inner: AbortSignal): Promise<RawApplicationView[]> => {
      let isWhole = true;
      const rows = await this.rows(endpoint, input, inner, () => (isWhole = false));
      if (rows.length > 0 || !isWhole || !isNamed) return rows;
      throw contradictionError(endpoint, applicantId, 'there are none, although one led to this applicant');
    };
    const streak = this.applicantFailures;
    const rows = await this.readOne({ endpoint, id: applicantId, read, signal, proves: hasRows, streak });
    return rows?.sort((a, b) => a.Id - b.Id);
  }

  /**
   * Reads the applications of an existing applicant again, to find out which were deleted. Here a 404 does not mean
   * that there are none: it is reported, and the result is undefined.
   */
  async remainingApplications(applicantId: number, signal: AbortSignal): Promise<RawApplicationView[] | undefined> {
    const { nothing: _, ...endpoint } = endpoints.applications;
    const input = { path: { applicantId }, query: { culture: this.services.settings.culture } };
    const read = (inner: AbortSignal) => this.rows(endpoint, input, inner);
    const streak = this.applicantFailures;
    const rows = await this.readOne({ endpoint, id: applicantId, read, signal, proves: () => false, streak });
    if (rows) return rows;
    const reason = 'the applicant exists, but their list of applications does not';
    this.skip({ endpoint: endpointLabel(endpoint), id: String(applicantId), path: '', reason });
    return undefined;
  }

  /** Whether the mandator has custom fields for applicants. */
  async hasCandidateFields(): Promise<boolean> {
    const { CustomFields } = await this.mandator();
    return (CustomFields ?? []).some((field) => isFieldOf('candidate', field));
  }

  /**
   * Reads the custom fields of an applicant; undefined if they cannot be read. Sends no request if the mandator has
   * none.
   */
  async customFieldValues(applicantId: number, signal?: AbortSignal): Promise<RawCustomFieldValue[] | undefined> {
    if (!(await this.hasCandidateFields())) return [];
    const endpoint = endpoints.applicantCustomFields;
    const read = (inner: AbortSignal) => this.rows(endpoint, { path: { applicantId } }, inner);
    const values = await this.readOne({ endpoint, id: applicantId, read, signal, streak: this.applicantFailures });
    return values ?? undefined;
  }

  /** Reads an applicant with their applications and custom fields; undefined, and reported, if they cannot be read. */
  async readApplicantWithDetails(
    applicantId: number,
    signal: AbortSignal,
    isNamed: boolean,
    alreadyRead?: RawApplicantView,
  ): Promise<ApplicantWithDetails | undefined> {
    const [applicant, applications, customFieldValues] = await Promise.all([
      alreadyRead ?? this.applicant(applicantId, signal),
      this.applications(applicantId, isNamed, signal),
      this.customFieldValues(applicantId, signal),
    ]);
    if (!applicant || applications === undefined) return undefined;
    return { applicant, applications, customFieldValues };
  }

  /** Reads names and types of an applicant's documents. */
  documents(applicantId: number): Promise<RawApplicantDocument[]> {
    return this.rows(endpoints.documents, { path: { applicantId }, query: { includeContent: false } });
  }

  /** Reads a document with its content; undefined, and reported, if it cannot be read. */
  async document(
    documentId: number,
    streak: FailureStreak,
    signal?: AbortSignal,
  ): Promise<RawApplicantDocument | undefined> {
    const endpoint = endpoints.document;
    const input = { path: { documentId }, query: { includeContent: true } };
    const read = (inner: AbortSignal) => this.record(endpoint, input, inner);
    return (await this.readOne({ endpoint, id: documentId, read, signal, streak })) ?? undefined;
  }

  /** Reads a file that an applicant has one of; undefined if there is none or it cannot be read. */
  async slot(name: AttachmentSlot, applicantId: number, includeContent: boolean): Promise<RawApplicantCv | undefined> {
    const endpoint = SLOT_ENDPOINTS[name];
    const input = { path: { applicantId }, query: { includeContent } };
    const read = (inner: AbortSignal) => this.record(endpoint, input, inner);
    const file = await this.readOne({ endpoint, id: applicantId, read, signal: undefined, isFatal: isUnreadable });
    return file && (file.FileExtension || file.Content) ? file : undefined;
  }
}

/** Returns a questionnaire. Throws if its questions are no list: they must not count as deleted. */
function withReadableItems(
  endpoint: Endpoint,
  id: number,
  found: RawQuestionnaire | null | undefined,
): RawQuestionnaire | null {
  const written: unknown = Reflect.get(Object(asAnswered(found)), 'Items') ?? null;
  if (found && !found.Items && written !== null) {
    throw contradictionError(endpoint, id, 'its questions cannot be read');
  }
  return found ?? null;
}

/** Runs one read with a signal that ends with it. */
export async function withReader<T>(
  services: Services,
  options: CallOptions,
  read: (reader: RawReader, signal: AbortSignal) => Promise<T>,
  skips = false,
): Promise<T> {
  const own = followSignal(options.signal);
  try {
    return await read(new RawReader(services, options, own.signal, skips), own.signal);
  } finally {
    own.abort(); // when one of several requests has failed, others may still be running
    own.stop();
  }
}
