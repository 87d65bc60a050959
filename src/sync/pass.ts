import type * as z from 'zod/mini';
import { type Endpoint, endpoints } from '../api/endpoints.js';
import type { Input } from '../api/outgoing.js';
import { nameOf } from '../api/redact.js';
import { refusedItself } from '../api/refused-itself.js';
import { soundRows } from '../api/transport.js';
import { contextOf, tellingOf, type Tools } from '../context.js';
import { ResponseShapeError, StatusError } from '../errors.js';
import type { MapperContext } from '../mappers/index.js';
import type { CallOptions, Issue } from '../options.js';
import {
  jobView,
  type RawApplicantCv,
  type RawApplicantDocument,
  type RawApplicantView,
  type RawApplicationView,
  type RawCustomFieldValue,
  type RawJobView,
  type RawMandatorView,
  type RawQuestionnaire,
} from '../schemas/index.js';
import { isHeldBy, unknownFields } from './fields.js';
import { ordered } from './ordered.js';

/** What applications are known by their source: these rows hold finished applications too, and the only dates. */
export interface Finds {
  /** Applicants by job, in no order. */
  readonly applicants: ReadonlyMap<number, ReadonlySet<number>>;
  /** `WorkflowLastChange` by application; null where there is none. */
  readonly applications: ReadonlyMap<number, string | null>;
}

/** What is read of one applicant. */
export interface Applicant {
  readonly applicant: RawApplicantView;
  readonly applications: readonly RawApplicationView[];
  readonly customFieldValues: readonly RawCustomFieldValue[];
}

/**
 * One pass over the API: each raw address is asked at most once, and what cannot be read of one record is told and
 * skipped.
 */
export class Pass {
  readonly tools: Tools;
  readonly options: CallOptions & { readonly signal: AbortSignal };
  /** When the pass began; stands for `changed_at` where eRecruiter has no date. */
  readonly startedAt: Date;
  /** How many raw addresses have been asked; token, catalogues and repeats are not counted. */
  requests = 0;
  /** Whether something was left out: then what the pass has not met may be there all the same. */
  incomplete = false;
  /** Set while records are read again to learn whether they are still there: a 404 is the answer then, no issue. */
  readsAgain = false;
  readonly #onIssue: Tools['onIssue'];
  #context: MapperContext | undefined;

  constructor(tools: Tools, options: CallOptions, signal: AbortSignal) {
    this.#onIssue = tools.onIssue;
    this.tools = { ...tools, onIssue: (issue) => this.#tell(issue) };
    this.options = { ...options, signal };
    this.startedAt = new Date(tools.transport.settings.clock.now());
  }

  mandator(): Promise<RawMandatorView> {
    return this.tools.catalogue.mandator(this.options);
  }

  /** What the mappers need to know; issues are told as those of `endpoint`, which delivers the records. */
  async context(endpoint: Endpoint): Promise<MapperContext> {
    const mandator = await this.mandator();
    if (this.#context === undefined) {
      this.#context = contextOf(this.tools, mandator, this.startedAt);
      const name = nameOf(endpoints.mandator);
      for (const { path, message } of unknownFields(this.tools.settings.customFields, mandator)) {
        this.tools.onIssue({ endpoint: name, id: null, path, reason: message });
      }
    }
    return tellingOf(this.#context, endpoint, this.tools.onIssue);
  }

  /**
   * The published jobs of every channel, each once, in ascending order. `reduce` keeps what is needed: the answer is
   * one array with HTML and pictures.
   */
  async publishedJobs<T>(reduce: (job: RawJobView) => T): Promise<Map<number, T>> {
    const { settings, onIssue } = this.tools;
    const found: [number, T][] = [];
    const names = settings.channels === 'all' ? await this.#allChannels() : [...new Set(settings.channels)];
    const answers = ordered(names, settings.concurrency, this.options.signal, (channel, signal) =>
      this.#optional(
        // The default portal must be there; a named channel can be unknown to an installation.
        channel === '' ? [] : [404],
        this.#record(endpoints.publishedJobs, { query: { channel, culture: settings.culture } }, signal),
        null,
      ),
    );
    for await (const answer of answers) {
      if (answer === null) {
        const endpoint = nameOf(endpoints.publishedJobs);
        this.#tell({ endpoint, id: null, path: '', reason: 'the channel is not answered' });
      }
      const jobs = soundRows(jobView, answer?.Jobs ?? [], nameOf(endpoints.publishedJobs), onIssue);
      for (const job of jobs) found.push([job.Id, reduce(job)]);
    }
    // Ascending; of a job in two channels the first stands.
    return new Map([...new Map(found.reverse())].sort(([a], [b]) => a - b));
  }

  async #allChannels(): Promise<string[]> {
    const { JobPublicationTypes } = await this.mandator();
    // How the default portal is named in the catalogue is not known, so it is asked without a name as well.
    return [...new Set(['', ...(JobPublicationTypes ?? []).flatMap((publication) => publication?.Name ?? [])])];
  }

  /** One job, published or not; null when there is none, undefined when eRecruiter does not show it. */
  job(jobId: number, signal?: AbortSignal): Promise<RawJobView | null | undefined> {
    const input = { path: { jobId }, query: { culture: this.tools.settings.culture } };
    return this.#own(this.#record(endpoints.job, input, signal), jobId);
  }

  /** The questions of a job; null when it has none, undefined when eRecruiter does not show them. */
  questionnaire(jobId: number, signal?: AbortSignal): Promise<RawQuestionnaire | null | undefined> {
    const input = { path: { jobId }, query: { culture: this.tools.settings.culture } };
    return this.#own(this.#record(endpoints.questionnaireByJob, input, signal), jobId);
  }

  /** A questionnaire, whether or not a job asks it; null when there is none, undefined when it is not shown. */
  questionnaireItself(questionnaireId: number, signal?: AbortSignal): Promise<RawQuestionnaire | null | undefined> {
    return this.#own(this.#record(endpoints.questionnaire, { path: { questionnaireId } }, signal), questionnaireId);
  }

  /** The applicants with open applications to a job. */
  async openApplicants(jobId: number, signal?: AbortSignal): Promise<number[]> {
    const rows = this.#rows(endpoints.applicationsByJob, { path: { jobId } }, signal);
    return (await this.#optional([404], rows, [], jobId)).map((row) => row.ApplicantId);
  }

  /** Every application by source. Sources whose name eRecruiter does not take in a path are told and left out. */
  async bySource(names: readonly string[], tolerated: readonly number[] = [400, 404]): Promise<Finds> {
    const { settings } = this.tools;
    const applicants = new Map<number, Set<number>>();
    const applications = new Map<number, string | null>();
    const query = { startAt: '', endAt: '' };
    const answers = ordered(names, settings.concurrency, this.options.signal, async (referrer, signal) => {
      if (referrer === '.' || referrer === '..') {
        const endpoint = nameOf(endpoints.applicationsByReferrer);
        this.#tell({ endpoint, id: null, path: '', reason: 'a source of this name cannot stand in a path' });
        return [];
      }
      const rows = this.#rows(endpoints.applicationsByReferrer, { path: { referrer }, query }, signal);
      return this.#optional(tolerated, rows, []);
    });
    for await (const rows of answers) {
      for (const row of rows) {
        const ofJob = applicants.get(row.JobId) ?? new Set<number>();
        applicants.set(row.JobId, ofJob.add(row.ApplicantId));
        applications.set(row.ApplicationId, row.WorkflowLastChange ?? null);
      }
    }
    return { applicants, applications };
  }

  /** The sources to ask: all of the catalogue, and the client's own where the catalogue lacks it. */
  async sourceNames(): Promise<string[]> {
    const { settings } = this.tools;
    if (settings.discover === 'open') return [];
    const { Referrers } = await this.mandator();
    const names = (Referrers ?? []).flatMap((referrer) => referrer?.Name || []);
    return [...new Set([...names, ...(settings.source === undefined ? [] : [settings.source.name])])];
  }

  async applicant(applicantId: number, signal?: AbortSignal): Promise<RawApplicantView | undefined> {
    const request = this.#record(endpoints.applicant, { path: { applicantId } }, signal);
    return (await this.#own(request, applicantId)) ?? undefined;
  }

  /** The applications of an applicant in ascending order; undefined when eRecruiter does not show them. */
  async applications(applicantId: number, signal?: AbortSignal): Promise<RawApplicationView[] | undefined> {
    const input = { path: { applicantId }, query: { culture: this.tools.settings.culture } };
    const rows = this.#rows(endpoints.applications, input, signal);
    return (await this.#optional([403, 404], rows, undefined, applicantId))?.sort((a, b) => a.Id - b.Id);
  }

  /** The custom fields of an applicant, asked only where there are such fields; undefined when they are not shown. */
  async customFieldValues(applicantId: number, signal?: AbortSignal): Promise<RawCustomFieldValue[] | undefined> {
    const { CustomFields } = await this.mandator();
    if (!(CustomFields ?? []).some((field) => isHeldBy('candidate', field))) return [];
    const rows = this.#rows(endpoints.applicantCustomFields, { path: { applicantId } }, signal);
    return this.#optional([403, 404], rows, undefined, applicantId);
  }

  /** Names and types of an applicant's documents. */
  documents(applicantId: number): Promise<RawApplicantDocument[]> {
    return this.#rows(endpoints.documents, { path: { applicantId }, query: { includeContent: false } });
  }

  /** One document with its content. */
  document(documentId: number, signal?: AbortSignal): Promise<RawApplicantDocument | undefined> {
    const input = { path: { documentId }, query: { includeContent: true } };
    return this.#optional([403, 404], this.#record(endpoints.document, input, signal), undefined, documentId);
  }

  /** The CV; undefined when the slot is empty, which servers may say with 404, null, or an empty record. */
  async cv(applicantId: number, includeContent: boolean): Promise<RawApplicantCv | undefined> {
    const input = { path: { applicantId }, query: { includeContent } };
    const cv = await this.#record(endpoints.cv, input).catch((error: unknown) => {
      if (refusedItself(error) && error.status === 404) return null;
      throw error;
    });
    return cv && (cv.FileExtension || cv.Content) ? cv : undefined;
  }

  /** Everything of one applicant; undefined, and told, when eRecruiter does not show it. */
  async whole(applicantId: number, signal: AbortSignal, known?: RawApplicantView): Promise<Applicant | undefined> {
    const [applicant, applications, customFieldValues] = await Promise.all([
      known ?? this.applicant(applicantId, signal),
      this.applications(applicantId, signal),
      this.customFieldValues(applicantId, signal),
    ]);
    const shown = applicant !== undefined && applications !== undefined;
    return shown ? { applicant, applications, customFieldValues: customFieldValues ?? [] } : undefined;
  }

  #record<P extends string, S extends z.core.$ZodType>(
    endpoint: Endpoint<P, S> & { readonly rows: false },
    input: Input<P>,
    signal = this.options.signal,
  ): Promise<z.core.output<S>> {
    this.requests += 1;
    return this.tools.transport.record(endpoint, input, { ...this.options, signal });
  }

  #rows<P extends string, S extends z.core.$ZodType>(
    endpoint: Endpoint<P, S> & { readonly rows: true },
    input: Input<P>,
    signal = this.options.signal,
  ): Promise<z.core.output<S>[]> {
    this.requests += 1;
    return this.tools.transport.rows(endpoint, input, { ...this.options, signal }, this.tools.onIssue);
  }

  /** A record by its own address: null when that says there is none, undefined when eRecruiter does not show it. */
  #own<T>(request: Promise<T>, id: number): Promise<T | null | undefined> {
    const unlessGone = request.catch((error: unknown) => {
      if (!isGone(error)) throw error;
      if (!this.readsAgain) this.#onIssue(issueOf(error, id));
      return null;
    });
    return this.#optional([403, 404], unlessGone, undefined, id);
  }

  /** Takes some statuses, and one record of another shape, as «this one is not to be had»: tells it and goes on. */
  async #optional<T, U>(statuses: readonly number[], request: Promise<T>, instead: U, id?: number): Promise<T | U> {
    try {
      return await request;
    } catch (error) {
      const isRefused = refusedItself(error) && statuses.includes(error.status);
      // What is no JSON says nothing of the record: a proxy's page in place of it must not lose it.
      const isOther = ResponseShapeError.isInstance(error) && !error.unreadable && id !== undefined;
      if (!isRefused && !isOther) throw error;
      this.tools.onIssue(issueOf(error, id));
      return instead;
    }
  }

  #tell(issue: Issue): void {
    if (issue.path === '') this.incomplete = true; // a whole record, not a field of one
    this.#onIssue(issue);
  }
}

function issueOf({ endpoint, message }: StatusError | ResponseShapeError, id: number | undefined): Issue {
  return { endpoint, id: id === undefined ? null : String(id), path: '', reason: message.slice(endpoint.length + 2) };
}

/** Whether eRecruiter itself said that there is no such record; a web server or the routing can say 404 too. */
function isGone(error: unknown): error is StatusError {
  return refusedItself(error) && error.status === 404 && !/^\s*<|"MessageDetail"/.test(error.remoteText());
}

/** Runs one read with a signal that ends with it. */
export async function once<T>(
  tools: Tools,
  options: CallOptions,
  read: (pass: Pass, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort(options.signal?.reason);
  options.signal?.addEventListener('abort', abort, { once: true });
  if (options.signal?.aborted) abort();
  try {
    return await read(new Pass(tools, options, controller.signal), controller.signal);
  } finally {
    controller.abort(); // of several requests one may have failed while others run
    options.signal?.removeEventListener('abort', abort);
  }
}
