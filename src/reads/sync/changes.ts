import { endpoints } from '../../api/endpoints.js';
import {
  type MapperContext,
  toApplication,
  toApplicationStage,
  toCandidate,
  toJob,
  toJobScreeningQuestions,
  toDate,
  toScreeningQuestions,
} from '../../mappers/index.js';
import { hash32 } from '../../mappers/values/hash.js';
import type { Job } from '../../models/job.js';
import type { SyncEntry, SyncUpsert } from '../../models/sync.js';
import type { RawApplicantView, RawApplicationView, RawJobView } from '../../schemas/index.js';
import type { AbortableState } from './abortable-state.js';
import { Crawl, type Scope } from '../crawl.js';
import type { Position } from '../cursor.js';
import { isOfSources, jobNamesOf } from '../candidate.js';
import type { RawReader } from '../raw-reader.js';
import { compareRecord, fingerprintOf, inOneOrder } from './compare.js';
import { Seen } from './seen.js';

/** A record as it is now, compared with what the state knows of it. */
export interface RecordChange {
  readonly upsert: SyncUpsert;
  /** Whether it is new or another than the state knows. */
  readonly changed: boolean;
  readonly entry: SyncEntry;
  /** Whether the state is to keep another entry than it has. */
  readonly isNewEntry: boolean;
}

/** What all records have. */
interface Identified {
  readonly id: string;
  readonly changed_at: Date;
}

/** The names of some jobs, by their numbers. */
type JobNames = Awaited<ReturnType<typeof jobNamesOf>>;

/** Reads jobs and people with all that belongs to them, and compares them with the state. */
export class ChangeReader {
  readonly reader: RawReader;
  readonly scope: Scope;
  readonly crawl: Crawl;
  readonly seen = new Seen();
  readonly #state: AbortableState;
  #knownJobs: ReadonlySet<number> = new Set();
  /** Jobs that no channel lists, until they have been yielded. */
  readonly #unlisted = new Map<number, RawJobView>();
  readonly #unlistedNews = new Map<number, Promise<readonly RecordChange[]>>();
  /** Jobs that eRecruiter does not show, although they may be there, and of which the state knows no name. */
  readonly #hiddenJobs = new Set<number>();
  /** Names of jobs that eRecruiter does not show any more. */
  readonly #formerNames = new Map<number, { readonly name: string | null }>();

  constructor(reader: RawReader, scope: Scope, after: Position | undefined, state: AbortableState) {
    this.reader = reader;
    this.scope = scope;
    this.crawl = new Crawl(reader, scope, after, (jobId) => this.#readJob(jobId));
    this.#state = state;
    reader.named = new Map();
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
  async job(raw: RawJobView, signal: AbortSignal): Promise<readonly RecordChange[]> {
    const { reader, seen } = this;
    const context = await reader.context(endpoints.job);
    const catalogue = await reader.mandator();
    let questionnaire = raw.HasQuestionnaire === true ? await reader.questionnaire(raw.Id, true, signal) : null;
    // Of nothing in place of questions a state would make deletions: it must be said twice.
    if (questionnaire === null && raw.HasQuestionnaire === true) {
      questionnaire = await reader.questionnaire(raw.Id, false, signal);
    }
    if (typeof raw.HasQuestionnaire === 'boolean') seen.jobsWithKnownQuestions.add(raw.Id);
    const job = toJob(raw, context, { questionnaire, catalogue });
    // Some fields are the first element of a list: compared is what is the same in whatever order that comes.
    const inOrder = toJob(jobInOneOrder(raw), { ...context, onIssue: () => undefined }, { questionnaire, catalogue });
    const questions = questionnaire ? toScreeningQuestions(questionnaire, context, catalogue) : [];
    const asked = questionnaire ? toJobScreeningQuestions(raw.Id, questionnaire, context) : [];
    return Promise.all([
      this.#jobNews(job, questionnaire === undefined, inOrder),
      ...questions
        .filter(({ id }) => !seen.ids.has(id))
        .map((one) => this.#compare(one, (data) => ({ model: 'screening_question', type: 'upsert', data }))),
      ...asked.map((one) => this.#compare(one, (data) => ({ model: 'job_screening_question', type: 'upsert', data }))),
    ]);
  }

  /** A job that no channel lists; nothing when it has been yielded, is not shown, or is not for this run to yield. */
  async unlistedJob(jobId: number, signal: AbortSignal): Promise<readonly RecordChange[]> {
    await this.crawl.job(jobId);
    const raw = this.#unlisted.get(jobId);
    if (raw === undefined) return [];
    // People who name it at the same time each bring it along, so that it comes before the first of them.
    const news = this.#unlistedNews.get(jobId) ?? this.job(raw, signal);
    this.#unlistedNews.set(jobId, news);
    return news;
  }

  /**
   * A person with their applications, and what they name that may be new: stages, and jobs that no channel lists.
   * `isNamed`: a job or a source names an application of theirs.
   */
  async person(applicantId: number, isNamed: boolean, signal: AbortSignal): Promise<readonly RecordChange[]> {
    const { reader, crawl, seen } = this;
    // First the person alone: of somebody who is gone or not shown nothing else need be asked.
    const applicant = await reader.applicant(applicantId, signal);
    const [applications, customFieldValues] = applicant
      ? await Promise.all([
          reader.applications(applicantId, isNamed, signal),
          reader.customFieldValues(applicantId, signal),
        ])
      : [];
    if (!applicant || applications === undefined) {
      seen.unavailableApplicants.add(applicantId);
      if (applicant === null && !isNamed) seen.goneApplicants.add(applicantId);
      return [];
    }
    if (crawl.wasYieldedBefore(applicantId, applications)) return [];
    seen.candidates.add(applicantId);
    for (const { Id, JobId } of applications) seen.addApplication(Id, applicantId, JobId);
    const jobs = await this.#jobsOf(applications);
    const unlisted = await Promise.all([...jobs.keys()].map((jobId) => this.unlistedJob(jobId, signal)));
    const context = await reader.context(endpoints.applications);
    const stages = await this.#stages(applications, context);
    const known = await this.#knownOf(applications);
    const yielded = this.#applications(applicant, applications, jobs, known, context);
    const candidate = toCandidate(applicant, await reader.context(endpoints.applicant), {
      applications,
      customFieldValues: customFieldValues ?? [],
      job: (jobId) => jobs.get(jobId),
      workflowLastChange: (application) => known.get(application)?.lastChange,
    });
    const dates = new Map(yielded.map(({ upsert, entry }) => [upsert.data.id, new Date(entry.changed_at)]));
    const dated = candidate.applications.map((one) => ({ ...one, changed_at: dates.get(one.id) ?? one.changed_at }));
    const isPartial = customFieldValues === undefined || applications.some(({ JobId }) => this.#hiddenJobs.has(JobId));
    const news = await this.#compare(
      { ...candidate, applications: dated },
      (data) => ({ model: 'candidate', type: 'upsert', data }),
      isPartial,
    );
    return [...unlisted.flat(), ...stages, news, ...yielded];
  }

  /** Whether a record is still to be yielded in this pass; it counts as yielded from now on. */
  claim({ model, data }: SyncUpsert): boolean {
    if (model === 'candidate' || model === 'application') return true;
    if (this.seen.ids.has(data.id)) return false;
    this.seen.ids.add(data.id);
    if (model === 'job') {
      this.#unlisted.delete(Number(data.remote_id));
      this.#unlistedNews.delete(Number(data.remote_id));
    }
    return true;
  }

  async #readJob(jobId: number): Promise<RawJobView | null | undefined> {
    const { jobIds } = this.scope;
    const raw = await this.reader.job(jobId);
    if (raw === null) this.seen.goneJobs.add(jobId);
    if (raw === undefined || raw === null) this.seen.unavailableJobs.add(jobId);
    else if ((jobIds?.has(jobId) ?? true) || !this.#knownJobs.has(jobId)) this.#unlisted.set(jobId, raw);
    if (raw === undefined) {
      const known = await this.#state.get(this.reader.services.ids.job(jobId));
      if (known?.name !== undefined) this.#formerNames.set(jobId, { name: known.name });
      // Of a job that no run has ever seen no name can get lost.
      else if (known !== undefined || jobIds?.has(jobId) === false) this.#hiddenJobs.add(jobId);
    }
    return raw;
  }

  async #jobsOf(applications: readonly RawApplicationView[]): Promise<JobNames> {
    const jobs = await jobNamesOf(this.crawl, applications);
    return new Map([...jobs].map(([jobId, now]) => [jobId, this.#formerNames.get(jobId) ?? now]));
  }

  /** A job, of which the state keeps the name as well. */
  async #jobNews(job: Job, isPartial: boolean, inOrder: Job): Promise<RecordChange> {
    const previous = await this.#state.get(job.id);
    const news = this.#news(job, (data) => ({ model: 'job', type: 'upsert', data }), previous, isPartial, inOrder);
    const { name } = job;
    return previous?.name === name && !news.changed
      ? news
      : { ...news, entry: { ...news.entry, name }, isNewEntry: true };
  }

  async #stages(applications: readonly RawApplicationView[], context: MapperContext): Promise<RecordChange[]> {
    const names = new Set(applications.flatMap(({ Status }) => Status || []));
    const stages = [...names].map((name) => toApplicationStage(name, context));
    const fresh = stages.filter(({ id }) => !this.seen.ids.has(id));
    return Promise.all(
      fresh.map((one) => this.#compare(one, (data) => ({ model: 'application_stage', type: 'upsert', data }))),
    );
  }

  #applications(
    applicant: RawApplicantView,
    applications: readonly RawApplicationView[],
    jobs: JobNames,
    known: ReadonlyMap<number, KnownApplication>,
    context: MapperContext,
  ): RecordChange[] {
    return applications.flatMap((raw): RecordChange[] => {
      const { previous, lastChange } = known.get(raw.Id) ?? {};
      if (!this.#isDue(raw, previous)) return [];
      const application = toApplication(raw, context, {
        applicant,
        job: (jobId) => jobs.get(jobId),
        workflowLastChange: lastChange,
      });
      const isPartial = this.#hiddenJobs.has(raw.JobId);
      const news = this.#news(
        application,
        (data) => ({ model: 'application', type: 'upsert', data }),
        previous,
        isPartial,
      );
      if (isWithheld(previous, isPartial)) return [news];
      const source = raw.Referrer ?? null;
      const moved = lastChange === undefined ? {} : { moved: [lastChange, stageMark(raw)] as const };
      const entry = { ...news.entry, source, ...moved };
      const isSame = !news.isNewEntry && previous?.source === source && previous.moved?.join() === entry.moved?.join();
      return [isSame ? news : { ...news, entry, isNewEntry: true }];
    });
  }

  /** What the state and the sources know of some applications, by their numbers. */
  async #knownOf(applications: readonly RawApplicationView[]): Promise<Map<number, KnownApplication>> {
    const { ids } = this.reader.services;
    const known = applications.map(async (raw) => {
      const previous = await this.#state.get(ids.application(raw.Id, raw.ApplicantId, raw.JobId));
      const lastChange = this.#lastChange(raw, previous);
      return [raw.Id, { previous, lastChange }] as const;
    });
    return new Map(await Promise.all(known));
  }

  /**
   * When an application last moved: as a source says in this pass, else, while it is in the same stage, as one has said
   * before. A source that is not asked, or not shown, does not make a date unknown.
   */
  #lastChange(raw: RawApplicationView, previous: SyncEntry | undefined): string | undefined {
    const now = this.crawl.lastChange(raw.Id);
    if (toDate(now, this.reader.services.settings.timeZone) !== null) return now;
    const [before, stage] = previous?.moved ?? [];
    return stage === stageMark(raw) ? before : now;
  }

  /** Whether an application is for this run to yield: its own, and what no crawl of its own job would find. */
  #isDue(raw: RawApplicationView, previous: SyncEntry | undefined): boolean {
    const { jobIds } = this.scope;
    const isOfJobs = (jobIds?.has(raw.JobId) ?? true) || !this.crawl.isFoundByItsJob(raw);
    if (!isOfJobs) return false;
    // Once it has been yielded, that its source is another now is a change, too.
    return (
      this.crawl.isOfSource(raw.Id) ||
      isOfSources(this.scope, raw.Referrer) ||
      isOfSources(this.scope, previous?.source)
    );
  }

  async #compare<T extends Identified>(
    data: T,
    toUpsert: (data: T) => SyncUpsert,
    isPartial = false,
  ): Promise<RecordChange> {
    return this.#news(data, toUpsert, await this.#state.get(data.id), isPartial);
  }

  /**
   * A record of which a part is not shown at present is yielded when it is new, but not as a change. Where that part
   * has never been shown, the rest is compared.
   */
  #news<T extends Identified>(
    data: T,
    toUpsert: (data: T) => SyncUpsert,
    previous: SyncEntry | undefined,
    isPartial: boolean,
    inOrder: T = data,
  ): RecordChange {
    if (previous !== undefined && isWithheld(previous, isPartial)) {
      return { upsert: toUpsert(data), changed: false, entry: previous, isNewEntry: false };
    }
    const { changed, changed_at, entry } = compareRecord(previous, data, this.reader.startedAt, fingerprintOf(inOrder));
    const { partial = false, ...known } = entry;
    return {
      upsert: toUpsert({ ...data, changed_at }),
      changed,
      entry: isPartial ? { ...known, partial: true } : known,
      isNewEntry: changed || partial !== isPartial,
    };
  }
}

/** What is known of an application before it is mapped. */
interface KnownApplication {
  readonly previous: SyncEntry | undefined;
  readonly lastChange: string | undefined;
}

/** Whether a part is missing that the state has had: without it nobody can say what else has changed. */
function isWithheld(previous: SyncEntry | undefined, isPartial: boolean): boolean {
  return isPartial && previous !== undefined && previous.partial !== true;
}

/** A short mark of where an application stands. */
function stageMark({ Status, WorkflowStatusGroup }: RawApplicationView): number {
  return hash32(`${WorkflowStatusGroup} ${Status}`);
}

/** A job with the lists sorted of which the mapping takes the first element. */
function jobInOneOrder(raw: RawJobView): RawJobView {
  const { GoogleForJobs: google } = raw;
  return {
    ...raw,
    JobProfiles: inOneOrder(raw.JobProfiles),
    OccupationTypes: inOneOrder(raw.OccupationTypes),
    CareerLevels: inOneOrder(raw.CareerLevels),
    PublishedOn: inOneOrder(raw.PublishedOn),
    GoogleForJobs: google && {
      ...google,
      Locations: inOneOrder(google.Locations),
      EmploymentType: Array.isArray(google.EmploymentType) ? inOneOrder(google.EmploymentType) : google.EmploymentType,
    },
  };
}
