import { endpoints } from '../api/endpoints.js';
import {
  type MapperContext,
  toApplication,
  toApplicationStage,
  toCandidate,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
} from '../mappers/index.js';
import type { SyncEntry, SyncState, SyncUpsert } from '../models/sync.js';
import type { RawApplicantView, RawApplicationView, RawJobView } from '../schemas/index.js';
import { Crawl, type Scope } from './crawl.js';
import type { Position } from './cursor.js';
import { jobsOf } from './list-candidates.js';
import type { Pass } from './pass.js';
import { reconcile } from './reconcile.js';
import { sameText } from './source.js';
import { SyncMet } from './sync-met.js';

/** A record as it is now, compared with what the state knows of it. */
export interface News {
  readonly upsert: SyncUpsert;
  /** Whether it is new or another than the state knows. */
  readonly changed: boolean;
  readonly entry: SyncEntry;
}

/** What all records have. */
interface Identified {
  readonly id: string;
  readonly changed_at: Date;
}

/** The names of some jobs, by their numbers. */
type JobNames = Awaited<ReturnType<typeof jobsOf>>;

/** Reads jobs and people with all that belongs to them, and compares them with the state. */
export class SyncReader {
  readonly pass: Pass;
  readonly scope: Scope;
  readonly crawl: Crawl;
  readonly met = new SyncMet();
  readonly #state: SyncState;
  #knownJobs: ReadonlySet<number> = new Set();
  /** Jobs that no channel lists, until they have been told. */
  readonly #unlisted = new Map<number, RawJobView>();
  readonly #unlistedNews = new Map<number, Promise<readonly News[]>>();
  /** Jobs that eRecruiter does not show, although they may be there. */
  readonly #hiddenJobs = new Set<number>();

  constructor(pass: Pass, scope: Scope, after: Position | undefined, state: SyncState) {
    this.pass = pass;
    this.scope = scope;
    this.crawl = new Crawl(pass, scope, after, (jobId) => this.#readJob(jobId));
    this.#state = state;
  }

  /** The jobs that the pass has to do with after `last`, in ascending order; those that a channel lists as they are. */
  async jobs(last: number): Promise<Map<number, RawJobView | undefined>> {
    const { jobIds } = this.scope;
    const isDue = (jobId: number): boolean => jobId > last && (jobIds?.has(jobId) ?? true);
    const listed = await this.crawl.start((job) => (isDue(job.Id) ? job : undefined));
    this.#knownJobs = this.crawl.knownJobs();
    const numbers = [...(jobIds ?? this.#knownJobs)].filter(isDue).sort((a, b) => a - b);
    return new Map(numbers.map((jobId) => [jobId, listed.get(jobId)]));
  }

  /** A job with its questions. */
  async job(raw: RawJobView, signal: AbortSignal): Promise<readonly News[]> {
    const { pass, met } = this;
    const context = await pass.context(endpoints.job);
    const catalogue = await pass.mandator();
    const questionnaire = raw.HasQuestionnaire === true ? await pass.questionnaire(raw.Id, signal) : null;
    if (typeof raw.HasQuestionnaire === 'boolean') met.jobsWithKnownQuestions.add(raw.Id);
    const job = toJob(raw, context, { questionnaire, catalogue });
    const questions = questionnaire ? toScreeningQuestions(questionnaire, context, catalogue) : [];
    const asked = questionnaire ? toJobScreeningQuestions(raw.Id, questionnaire, context) : [];
    return Promise.all([
      this.#compare(job, (data) => ({ model: 'job', type: 'upsert', data }), questionnaire === undefined),
      ...questions
        .filter(({ id }) => !met.ids.has(id))
        .map((one) => this.#compare(one, (data) => ({ model: 'screening_question', type: 'upsert', data }))),
      ...asked.map((one) => this.#compare(one, (data) => ({ model: 'job_screening_question', type: 'upsert', data }))),
    ]);
  }

  /** A job that no channel lists; nothing when it has been told, is not shown, or is not for this run to tell. */
  async unlistedJob(jobId: number, signal: AbortSignal): Promise<readonly News[]> {
    await this.crawl.job(jobId);
    const raw = this.#unlisted.get(jobId);
    if (raw === undefined) return [];
    // People who name it at the same time each bring it along, so that it comes before whose turn is first.
    const news = this.#unlistedNews.get(jobId) ?? this.job(raw, signal);
    this.#unlistedNews.set(jobId, news);
    return news;
  }

  /** A person with his applications, and what they name that may be new: stages, and jobs that no channel lists. */
  async person(applicantId: number, signal: AbortSignal): Promise<readonly News[]> {
    const { pass, crawl, met } = this;
    // First the person alone: of somebody who is gone or not shown nothing else need be asked.
    const applicant = await pass.applicant(applicantId, signal);
    const [applications, customFieldValues] =
      applicant === undefined
        ? []
        : await Promise.all([pass.applications(applicantId, signal), pass.customFieldValues(applicantId, signal)]);
    if (applicant === undefined || applications === undefined) {
      met.missedApplicants.add(applicantId);
      return [];
    }
    if (crawl.wasMetBefore(applicantId, applications)) return [];
    met.candidates.add(applicantId);
    for (const { Id, JobId } of applications) met.addApplication(Id, applicantId, JobId);
    const jobs = await jobsOf(crawl, applications);
    const unlisted = await Promise.all([...jobs.keys()].map((jobId) => this.unlistedJob(jobId, signal)));
    const context = await pass.context(endpoints.applications);
    const stages = await this.#stages(applications, context);
    const told = await this.#applications(applicant, applications, jobs, context);
    const candidate = toCandidate(applicant, await pass.context(endpoints.applicant), {
      applications,
      customFieldValues: customFieldValues ?? [],
      job: (jobId) => jobs.get(jobId),
      workflowLastChange: (application) => crawl.lastChange(application),
    });
    const dates = new Map(told.map(({ upsert, entry }) => [upsert.data.id, new Date(entry.changed_at)]));
    const dated = candidate.applications.map((one) => ({ ...one, changed_at: dates.get(one.id) ?? one.changed_at }));
    const isPartial = customFieldValues === undefined || applications.some(({ JobId }) => this.#hiddenJobs.has(JobId));
    const news = await this.#compare(
      { ...candidate, applications: dated },
      (data) => ({ model: 'candidate', type: 'upsert', data }),
      isPartial,
    );
    return [...unlisted.flat(), ...stages, news, ...told];
  }

  /** Whether a record is still to be told in this pass; it counts as told from now on. */
  takesTurn({ model, data }: SyncUpsert): boolean {
    if (model === 'candidate' || model === 'application') return true;
    if (this.met.ids.has(data.id)) return false;
    this.met.ids.add(data.id);
    if (model === 'job') {
      this.#unlisted.delete(Number(data.remote_id));
      this.#unlistedNews.delete(Number(data.remote_id));
    }
    return true;
  }

  async #readJob(jobId: number): Promise<RawJobView | undefined> {
    const { jobIds } = this.scope;
    const raw = await this.pass.job(jobId);
    if (raw === undefined || raw === null) this.met.missedJobs.add(jobId);
    else if ((jobIds?.has(jobId) ?? true) || !this.#knownJobs.has(jobId)) this.#unlisted.set(jobId, raw);
    if (raw === undefined) this.#hiddenJobs.add(jobId);
    return raw ?? undefined;
  }

  async #stages(applications: readonly RawApplicationView[], context: MapperContext): Promise<News[]> {
    const names = new Set(applications.flatMap(({ Status }) => Status || []));
    const stages = [...names].map((name) => toApplicationStage(name, context));
    const fresh = stages.filter(({ id }) => !this.met.ids.has(id));
    return Promise.all(
      fresh.map((one) => this.#compare(one, (data) => ({ model: 'application_stage', type: 'upsert', data }))),
    );
  }

  async #applications(
    applicant: RawApplicantView,
    applications: readonly RawApplicationView[],
    jobs: JobNames,
    context: MapperContext,
  ): Promise<News[]> {
    const told = await Promise.all(
      applications.map(async (raw): Promise<News | undefined> => {
        const application = toApplication(raw, context, {
          applicant,
          job: (jobId) => jobs.get(jobId),
          workflowLastChange: this.crawl.lastChange(raw.Id),
        });
        const previous = await this.#previous(application.id);
        if (!this.#isDue(raw, previous)) return undefined;
        const isPartial = this.#hiddenJobs.has(raw.JobId);
        const news = this.#news(
          application,
          (data) => ({ model: 'application', type: 'upsert', data }),
          previous,
          isPartial,
        );
        return { ...news, entry: { ...news.entry, source: raw.Referrer ?? null } };
      }),
    );
    return told.filter((news) => news !== undefined);
  }

  /** Whether an application is for this run to tell: its own, and what no crawl of its own job would come across. */
  #isDue(raw: RawApplicationView, previous: SyncEntry | undefined): boolean {
    const { jobIds } = this.scope;
    const isOfJobs = (jobIds?.has(raw.JobId) ?? true) || !this.crawl.isFoundByItsJob(raw);
    if (!isOfJobs) return false;
    // Whoever has been told of it is told, too, that its source is another now.
    return (
      this.crawl.isOfSource(raw.Id) ||
      isOfSources(this.scope, raw.Referrer) ||
      isOfSources(this.scope, previous?.source)
    );
  }

  async #compare<T extends Identified>(data: T, toUpsert: (data: T) => SyncUpsert, isPartial = false): Promise<News> {
    return this.#news(data, toUpsert, await this.#previous(data.id), isPartial);
  }

  /** A record of which a part is not shown at present is told when it is new, but not as a change. */
  #news<T extends Identified>(
    data: T,
    toUpsert: (data: T) => SyncUpsert,
    previous: SyncEntry | undefined,
    isPartial: boolean,
  ): News {
    if (isPartial && previous !== undefined) return { upsert: toUpsert(data), changed: false, entry: previous };
    const { changed, changed_at, entry } = reconcile(previous, data, this.pass.startedAt);
    return { upsert: toUpsert({ ...data, changed_at }), changed, entry };
  }

  async #previous(id: string): Promise<SyncEntry | undefined> {
    return (await this.#state.get(id)) ?? undefined;
  }
}

/** Whether a source is one of those that a run reads by. */
export function isOfSources({ sources }: Scope, name: string | null | undefined): boolean {
  return sources === undefined || sources.some((source) => sameText(name ?? null, source));
}
