import { type Endpoint, endpoints, endpointLabel } from '../api/endpoints.js';
import { followSignal } from '../flow/abort.js';
import { mapperContextOf, withIssuesOf, type Services } from '../core/services.js';
import { AuthenticationError, PermissionError, ResponseShapeError, StatusError, toStatusError } from '../errors.js';
import type { MapperContext } from '../mappers/index.js';
import { sameName } from '../mappers/values/text.js';
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
import { isHeldBy, unknownFields } from './fields.js';
import { isOfRecord, isRecordRefused, issueOf, type RecordError, FailureStreak } from './one-record.js';
import { ordered } from '../flow/ordered.js';
import { RecordReads } from './record-reads.js';

/** What applications are known by their source: these rows hold finished applications too, and the only dates. */
export interface SourceHits {
  /** Applicants by job, in no order. */
  readonly applicantsByJob: ReadonlyMap<number, ReadonlySet<number>>;
  /** `WorkflowLastChange` by application; null where there is none. */
  readonly lastChanges: ReadonlyMap<number, string | null>;
}

/** What is read of one applicant. */
export interface ApplicantWithDetails {
  readonly applicant: RawApplicantView;
  readonly applications: readonly RawApplicationView[];
  readonly customFieldValues: readonly RawCustomFieldValue[];
}

/**
 * One pass over the API: each raw address is asked at most once, save where a record cannot be read. Such a record is
 * reported and skipped when others can be read.
 */
export class RawReader extends RecordReads {
  /** When the pass began; stands for `changed_at` where eRecruiter has no date. */
  readonly startedAt: Date;
  /** Failures of applicants and of what belongs to them. */
  readonly people = new FailureStreak();
  /** Failures of jobs and of what belongs to them. */
  readonly jobs = new FailureStreak();
  /** The applicants of all applications that jobs and sources name, by application; undefined where it is of no use. */
  named: Map<number, number> | undefined;
  /** Jobs that name applications. */
  readonly jobsWithApplicants = new Set<number>();
  #context: MapperContext | undefined;

  constructor(services: Services, options: CallOptions, signal: AbortSignal, skips = true) {
    super(services, { ...options, signal }, skips);
    this.startedAt = new Date(services.transport.settings.clock.now());
  }

  mandator(): Promise<RawMandatorView> {
    return this.services.catalogue.mandator(this.options);
  }

  /** What the mappers need to know; issues are reported as those of `endpoint`, which delivers the records. */
  async context(endpoint: Endpoint): Promise<MapperContext> {
    const mandator = await this.mandator();
    if (this.#context === undefined) {
      const { settings, onIssue } = this.services;
      this.#context = mapperContextOf(this.services, mandator, this.startedAt);
      const name = endpointLabel(endpoints.mandator);
      for (const { path, message } of unknownFields(settings.customFields, mandator)) {
        onIssue({ endpoint: name, id: null, path, reason: message });
      }
      if (lacks(membersOf(mandator, 'Cultures'), settings.culture)) {
        const reason = 'the option `culture` is none of them: jobs without a text in it may be missing';
        onIssue({ endpoint: name, id: null, path: 'Cultures', reason });
      }
    }
    return withIssuesOf(this.#context, endpoint, this.services.onIssue);
  }

  /** The jobs of one channel, or why there are none to be had. */
  async channel(channel: string, signal: AbortSignal): Promise<RawPublishedJobs | RecordError> {
    const endpoint = endpoints.publishedJobs;
    const query = { channel, culture: this.services.settings.culture };
    try {
      const answer = await this.record(endpoint, { query }, signal);
      if (answer) return answer;
      throw notFound(endpoint);
    } catch (error) {
      if (AuthenticationError.isInstance(error)) throw await this.denied(error);
      // The default portal must be there; a named channel can be unknown to an installation.
      const isRefused = StatusError.isInstance(error) && [400, 403, 404, 410].includes(error.status);
      if (channel === '' || !isOfRecord(error) || !isRefused || !(await this.othersRead(endpoint))) throw error;
      return error;
    }
  }

  /** One job, published or not; null when there is none, undefined when eRecruiter does not show it. */
  async job(jobId: number, signal?: AbortSignal): Promise<RawJobView | null | undefined> {
    const { culture } = this.services.settings;
    const job = await this.one({ ...this.#jobReading(jobId), signal });
    // Listings leave out such a job: here it can be seen why.
    if (job && lacks(membersOf(job, 'AvailableCultures'), culture)) {
      const reason = 'the job has no text in the culture that is asked for';
      this.services.onIssue({
        endpoint: endpointLabel(endpoints.job),
        id: String(jobId),
        path: 'AvailableCultures',
        reason,
      });
    }
    return job;
  }

  /** Takes a job that a channel lists for a proof that jobs can be read, where no other has been. */
  offerJob(jobId: number): void {
    const { read } = this.#jobReading(jobId);
    this.known.offer(endpointLabel(endpoints.job), () => read(this.options.signal).then(() => true));
  }

  #jobReading(jobId: number) {
    const input = { path: { jobId }, query: { culture: this.services.settings.culture } };
    const read = (signal: AbortSignal) => this.record(endpoints.job, input, signal);
    return { endpoint: endpoints.job, id: jobId, read, row: this.jobs };
  }

  /**
   * The questions of a job; null when it has none, undefined when eRecruiter does not show them. `isPromised`: the job
   * says that it has some, so that an answer of nothing is reported.
   */
  async questionnaire(
    jobId: number,
    isPromised: boolean,
    signal?: AbortSignal,
  ): Promise<RawQuestionnaire | null | undefined> {
    const endpoint = endpoints.questionnaireByJob;
    const input = { path: { jobId }, query: { culture: this.services.settings.culture } };
    const read = async (inner: AbortSignal) => (await this.record(endpoint, input, inner)) ?? null;
    const proves = (value: unknown) => value !== null;
    const found = await this.one({ endpoint, id: jobId, read, signal, proves, row: this.jobs });
    if (found !== null || !isPromised) return found;
    const error = contradiction(endpoint, jobId, 'there is none, although the job has a questionnaire');
    if (this.skips && !(await this.othersRead(endpoint))) throw error;
    this.services.onIssue(issueOf(error, jobId));
    return null;
  }

  /** A questionnaire, whether or not a job asks it; null when there is none, undefined when it is not shown. */
  questionnaireItself(questionnaireId: number, signal?: AbortSignal): Promise<RawQuestionnaire | null | undefined> {
    const endpoint = endpoints.questionnaire;
    const read = async (inner: AbortSignal) =>
      (await this.record(endpoint, { path: { questionnaireId } }, inner)) ?? null;
    return this.one({ endpoint, id: questionnaireId, read, signal, proves: (value) => value !== null });
  }

  /** The applicants with open applications to a job; undefined when eRecruiter does not show them. */
  async openApplicants(jobId: number, signal?: AbortSignal): Promise<number[] | undefined> {
    const endpoint = endpoints.applicationsByJob;
    const read = (inner: AbortSignal) => this.rows(endpoint, { path: { jobId } }, inner);
    const proves = (rows: readonly unknown[]) => rows.length > 0;
    const rows = await this.one({ endpoint, id: jobId, read, signal, proves, row: this.jobs, isFatal: isRight });
    if (rows && rows.length > 0) this.jobsWithApplicants.add(jobId);
    for (const { Id, ApplicantId } of rows ?? []) this.named?.set(Id, ApplicantId);
    return rows?.map((row) => row.ApplicantId);
  }

  /** Every application by source. A source that is refused or cannot be read is reported and skipped. */
  async applicationsBySource(names: readonly string[], tolerated: readonly number[] = []): Promise<SourceHits> {
    const { settings } = this.services;
    const endpoint = endpoints.applicationsByReferrer;
    const row = new FailureStreak();
    const applicants = new Map<number, Set<number>>();
    const applications = new Map<number, string | null>();
    const query = { startAt: '', endAt: '' };
    const answers = ordered(names.keys(), settings.concurrency, this.options.signal, async (index, signal) => {
      const referrer = names[index] ?? '';
      if (referrer === '.' || referrer === '..') {
        const reason = 'a source of this name cannot stand in a path';
        this.skip({ endpoint: endpointLabel(endpoint), id: null, path: '', reason });
        return { index, rows: [] };
      }
      const read = (inner: AbortSignal) => this.rows(endpoint, { path: { referrer }, query }, inner);
      const proves = (rows: readonly unknown[]) => rows.length > 0;
      const rows = await this.one(
        { endpoint, id: null, read, signal, proves, isFatal: isRight },
        (error) => {
          // The name stands in the path, where web servers refuse some.
          const isName = StatusError.isInstance(error) && (error.status === 400 || error.status === 404);
          if (!isName && !isRecordRefused(error)) row.add(index, error);
        },
        tolerated,
      );
      return { index, rows: rows ?? [] };
    });
    for await (const { index, rows } of answers) {
      row.next(index);
      for (const { JobId, ApplicantId, ApplicationId, WorkflowLastChange } of rows) {
        const ofJob = applicants.get(JobId) ?? new Set<number>();
        applicants.set(JobId, ofJob.add(ApplicantId));
        applications.set(ApplicationId, WorkflowLastChange ?? null);
        this.named?.set(ApplicationId, ApplicantId);
      }
    }
    return { applicantsByJob: applicants, lastChanges: applications };
  }

  /** The sources to ask: all of the catalogue, and the client's own where the catalogue lacks it. */
  async sourceNames(): Promise<string[]> {
    const { settings } = this.services;
    if (settings.discover === 'open') return [];
    const { Referrers } = await this.mandator();
    const names = (Referrers ?? []).flatMap((referrer) => referrer?.Name || []);
    const own = settings.source === undefined ? [] : await this.inCatalogueSpelling([settings.source.name]);
    return [...new Set([...names, ...own])];
  }

  /** Names of sources in the catalogue's spelling, for eRecruiter may tell letters apart; unknown ones as they are. */
  async inCatalogueSpelling(names: readonly string[]): Promise<string[]> {
    const { Referrers } = await this.mandator();
    const catalogue = (Referrers ?? []).flatMap((referrer) => referrer?.Name || []);
    const spelled = names.flatMap((name) => {
      const known = catalogue.filter((one) => sameName(one, name));
      return known.length > 0 ? known : name.normalize('NFC').trim();
    });
    return [...new Set(spelled)];
  }

  /** An applicant; null when there is none, undefined when eRecruiter does not show them. */
  applicant(applicantId: number, signal?: AbortSignal): Promise<RawApplicantView | null | undefined> {
    const endpoint = endpoints.applicant;
    const read = (inner: AbortSignal) => this.record(endpoint, { path: { applicantId } }, inner);
    return this.one({ endpoint, id: applicantId, read, signal, row: this.people });
  }

  /** Throws what eRecruiter says when there is no such applicant. */
  async assertApplicantExists(applicantId: number): Promise<void> {
    await this.record(endpoints.applicant, { path: { applicantId } }, this.options.signal);
  }

  /**
   * The applications of an applicant in ascending order; undefined when eRecruiter does not show them. `isNamed`: a job
   * or a source names one, which an empty list contradicts.
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
      throw contradiction(endpoint, applicantId, 'there are none, although one led to this applicant');
    };
    const proves = (rows: readonly unknown[]) => rows.length > 0;
    const rows = await this.one({ endpoint, id: applicantId, read, signal, proves, row: this.people });
    return rows?.sort((a, b) => a.Id - b.Id);
  }

  /**
   * The applications of an applicant who is there, read again to learn which are gone. Here 404 is no word for none: it
   * is reported, and undefined.
   */
  async applicationsLeft(applicantId: number, signal: AbortSignal): Promise<RawApplicationView[] | undefined> {
    const { nothing: _, ...endpoint } = endpoints.applications;
    const input = { path: { applicantId }, query: { culture: this.services.settings.culture } };
    const read = (inner: AbortSignal) => this.rows(endpoint, input, inner);
    const rows = await this.one({ endpoint, id: applicantId, read, signal, proves: () => false, row: this.people });
    if (rows) return rows;
    const reason = 'there is an applicant without a list of applications';
    this.skip({ endpoint: endpointLabel(endpoint), id: String(applicantId), path: '', reason });
    return undefined;
  }

  /** The custom fields of an applicant, asked only where there are such fields; undefined when they are not shown. */
  async customFieldValues(applicantId: number, signal?: AbortSignal): Promise<RawCustomFieldValue[] | undefined> {
    const { CustomFields } = await this.mandator();
    if (!(CustomFields ?? []).some((field) => isHeldBy('candidate', field))) return [];
    const endpoint = endpoints.applicantCustomFields;
    const read = (inner: AbortSignal) => this.rows(endpoint, { path: { applicantId } }, inner);
    const values = await this.one({ endpoint, id: applicantId, read, signal, row: this.people });
    return values ?? undefined;
  }

  /** Names and types of an applicant's documents. */
  documents(applicantId: number): Promise<RawApplicantDocument[]> {
    return this.rows(endpoints.documents, { path: { applicantId }, query: { includeContent: false } });
  }

  /** One document with its content. */
  async document(
    documentId: number,
    row: FailureStreak,
    signal?: AbortSignal,
  ): Promise<RawApplicantDocument | undefined> {
    const endpoint = endpoints.document;
    const input = { path: { documentId }, query: { includeContent: true } };
    const read = (inner: AbortSignal) => this.record(endpoint, input, inner);
    return (await this.one({ endpoint, id: documentId, read, signal, row })) ?? undefined;
  }

  /** The CV; undefined when the slot is empty, or cannot be had. */
  async cv(applicantId: number, includeContent: boolean): Promise<RawApplicantCv | undefined> {
    const endpoint = endpoints.cv;
    const input = { path: { applicantId }, query: { includeContent } };
    const read = (inner: AbortSignal) => this.record(endpoint, input, inner);
    const cv = await this.one({ endpoint, id: applicantId, read, signal: undefined, isFatal: isUnreadable });
    return cv && (cv.FileExtension || cv.Content) ? cv : undefined;
  }

  /** Everything of one applicant; undefined, and reported, when eRecruiter does not show it. */
  async readApplicantWithDetails(
    applicantId: number,
    signal: AbortSignal,
    isNamed: boolean,
    known?: RawApplicantView,
  ): Promise<ApplicantWithDetails | undefined> {
    const [applicant, applications, customFieldValues] = await Promise.all([
      known ?? this.applicant(applicantId, signal),
      this.applications(applicantId, isNamed, signal),
      this.customFieldValues(applicantId, signal),
    ]);
    if (!applicant || applications === undefined) return undefined;
    return { applicant, applications, customFieldValues: customFieldValues ?? [] };
  }
}

/** Whether the key lacks a right: then more than one record is missing. */
function isRight(error: RecordError): boolean {
  return PermissionError.isInstance(error);
}

/** Whether the answer is none: of a slot that can be empty that must not be guessed. */
function isUnreadable(error: RecordError): boolean {
  return ResponseShapeError.isInstance(error) && error.unreadable;
}

/** The error for an answer of nothing where there must be something. */
export function notFound(endpoint: Endpoint): StatusError {
  const failure = { attempts: 1, mayHaveBeenApplied: false, write: false, retryAfterMs: null };
  return toStatusError({ ...failure, endpoint: endpointLabel(endpoint), status: 404, text: '' });
}

/** The error for an answer that another one contradicts. */
function contradiction(endpoint: Endpoint, number: number | null, reason: string): ResponseShapeError {
  const id = number === null ? null : String(number);
  return new ResponseShapeError({
    endpoint: endpointLabel(endpoint),
    status: 200,
    reason,
    mayHaveBeenApplied: false,
    id,
  });
}

/** A list that is mapped nowhere, and so checked nowhere. */
function membersOf(record: object, name: string): unknown {
  return Object.getOwnPropertyDescriptor(record, name)?.value;
}

/** Whether a list of cultures is there and names neither this one nor one of its kin. */
function lacks(cultures: unknown, culture: string): boolean {
  if (!Array.isArray(cultures)) return false;
  const names = cultures.flatMap((name: unknown) => (typeof name === 'string' && name !== '' ? [name] : []));
  const [wanted = culture] = culture.split('-');
  const isKin = (name: string): boolean =>
    sameName(name, culture) || sameName(name, wanted) || (wanted === culture && sameName(name.split('-')[0], wanted));
  return names.length > 0 && !names.some(isKin);
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
    own.abort(); // of several requests one may have failed while others run
    own.stop();
  }
}
