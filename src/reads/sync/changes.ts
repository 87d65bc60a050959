import { endpoints } from '../../api/endpoints.js';
import {
  type MapperContext,
  toApplication,
  toApplicationStage,
  toCandidate,
  toDate,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
} from '../../mappers/index.js';
import { hash32 } from '../../mappers/values/hash.js';
import type { Application } from '../../models/application.js';
import type { Job } from '../../models/job.js';
import type { SyncEntry, SyncUpsert } from '../../models/sync.js';
import type { RawApplicantView, RawApplicationView, RawJobView } from '../../schemas/index.js';
import { Crawl, type JobNames } from '../crawl.js';
import type { Position } from '../cursor.js';
import { LargeMap } from '../large-map.js';
import type { RawReader } from '../raw-reader.js';
import { isOfSources, type Scope } from '../scope.js';
import type { AbortableState } from './abortable-state.js';
import { isWithheld, jobInStableOrder, type RecordChange, toChange } from './compare.js';
import type { Economy } from './economy.js';
import { hiddenJob } from './placeholders.js';
import { Seen } from './seen.js';

/** A new entry for a record that has been yielded with all that belongs to it. */
export interface EntryUpdate {
  readonly id: string;
  readonly entry: SyncEntry;
}

/** Somebody who was not read again, with how many applications in scope. */
export interface SkippedApplicant {
  readonly applications: number;
}

/** The properties that all records have. */
interface Identified {
  readonly id: string;
  readonly changed_at: Date;
}

/** The known facts about an application before it is mapped. */
interface KnownApplication {
  readonly previous: SyncEntry | undefined;
  readonly lastChange: string | undefined;
}

/** Reads jobs and applicants with everything that belongs to them, and compares them with the state. */
export class ChangeReader {
  readonly reader: RawReader;
  readonly scope: Scope;
  readonly crawl: Crawl;
  readonly seen = new Seen();
  /** Missing if everybody is read. */
  readonly economy: Economy | undefined;
  readonly counts = { read: 0, due: 0, skipped: 0 };
  readonly #state: AbortableState;
  #knownJobs: ReadonlySet<number> = new Set();
  /** Jobs that no channel lists, until they are yielded. */
  readonly #unlisted = new Map<number, RawJobView>();
  /** The same, and jobs that only precede their applications. */
  readonly #unlistedChanges = new Map<number, Promise<readonly RecordChange[]>>();
  /** Jobs that cannot be read, although they may exist, and whose names the state does not know. */
  readonly #hiddenJobs = new Set<number>();
  /** Names, from the state, of jobs that cannot be read any more. */
  readonly #formerNames = new Map<number, { readonly name: string | null }>();

  constructor(
    reader: RawReader,
    scope: Scope,
    after: Position | undefined,
    state: AbortableState,
    economy: Economy | undefined,
  ) {
    this.reader = reader;
    this.scope = scope;
    this.economy = economy;
    this.crawl = new Crawl(reader, scope, after, (jobId) => this.#readJob(jobId));
    this.#state = state;
    reader.namedApplications = new LargeMap();
    reader.statements = economy?.statements;
  }

  /** Returns the jobs of this pass after `last`, in ascending order; with the raw job if a channel lists it. */
  async jobs(last: number): Promise<Map<number, RawJobView | undefined>> {
    const { jobIds } = this.scope;
    const isDue = (jobId: number): boolean => jobId > last && (jobIds?.has(jobId) ?? true);
    const listed = await this.crawl.start((job) => (isDue(job.Id) ? job : undefined));
    this.#knownJobs = this.crawl.knownJobs();
    const numbers = [...(jobIds ?? this.#knownJobs)].filter(isDue).sort((a, b) => a - b);
    return new Map(numbers.map((jobId) => [jobId, listed.get(jobId)]));
  }

  /** Reads a job with its questions, and compares both with the state. */
  async job(raw: RawJobView, signal: AbortSignal): Promise<readonly RecordChange[]> {
    const { reader, seen } = this;
    const context = await reader.context(endpoints.job);
    const catalogue = await reader.mandator();
    let questionnaire = raw.HasQuestionnaire === true ? await reader.questionnaire(raw.Id, true, signal) : null;
    // An empty answer would delete the questions, so it must be confirmed by a second one.
    if (questionnaire === null && raw.HasQuestionnaire === true) {
      questionnaire = await reader.questionnaire(raw.Id, false, signal);
    }
    if (typeof raw.HasQuestionnaire === 'boolean') seen.jobsWithKnownQuestions.add(raw.Id);
    const job = toJob(raw, context, { questionnaire, catalogue });
    // Some fields are the first element of a list, so the comparison uses lists in one order.
    const inOrder = toJob(
      jobInStableOrder(raw),
      { ...context, onIssue: () => undefined },
      { questionnaire, catalogue },
    );
    const questions = questionnaire ? toScreeningQuestions(questionnaire, context, catalogue) : [];
    const asked = questionnaire ? toJobScreeningQuestions(raw.Id, questionnaire, context) : [];
    const records = await Promise.all([
      this.#jobChange(job, questionnaire === undefined, inOrder),
      ...questions
        .filter(({ id }) => !seen.ids.has(id))
        .map((one) => this.#change(one, (data) => ({ model: 'screening_question', type: 'upsert', data }))),
      ...asked.map((one) => this.#change(one, (data) => ({ model: 'job_screening_question', type: 'upsert', data }))),
    ]);
    return this.scope.jobIds?.has(raw.Id) === false ? records.map(asGuest) : records;
  }

  /** Reads a job that no channel lists; empty if it was yielded, cannot be read, or is not in scope. */
  async unlistedJob(jobId: number, signal: AbortSignal): Promise<readonly RecordChange[]> {
    await this.crawl.job(jobId);
    const raw = this.#unlisted.get(jobId);
    if (raw === undefined) return [];
    // Several applicants that are read in parallel share it, so that it is yielded before the first of them.
    const changes = this.#unlistedChanges.get(jobId) ?? this.job(raw, signal);
    this.#unlistedChanges.set(jobId, changes);
    return changes;
  }

  /**
   * Reads an applicant of the crawl, unless nothing can have changed: then they and their applications count as seen.
   */
  async applicantIfChanged(
    applicantId: number,
    signal: AbortSignal,
  ): Promise<readonly (RecordChange | EntryUpdate)[] | SkippedApplicant> {
    const { economy, reader, seen, counts } = this;
    const previous = economy && (await this.#state.get(reader.services.ids.candidate(applicantId)));
    const turn = economy?.turnOf(applicantId, previous);
    if (economy === undefined || turn !== 'skipped') {
      if (turn === 'due') counts.due += 1;
      return this.applicant(applicantId, true, signal);
    }
    counts.skipped += 1;
    seen.candidates.add(applicantId);
    let applications = 0;
    for (const { applicationId, jobId } of economy.statements.applicationsOf(applicantId)) {
      seen.addApplication(applicationId, applicantId, jobId);
      if (this.scope.jobIds?.has(jobId) ?? true) applications += 1;
    }
    reader.offerApplicant(applicantId);
    return { applications };
  }

  /**
   * Reads an applicant with their applications, preceded by the stages and unlisted jobs that these name. `isNamed`: a
   * job or a source names one of the applications.
   */
  async applicant(
    applicantId: number,
    isNamed: boolean,
    signal: AbortSignal,
  ): Promise<readonly (RecordChange | EntryUpdate)[]> {
    const { reader, crawl, seen } = this;
    this.counts.read += 1;
    // The applicant first: if they cannot be read, nothing else has to be requested.
    const applicant = await reader.applicant(applicantId, signal);
    const [applications, customFieldValues] = applicant
      ? await Promise.all([
          reader.applications(applicantId, isNamed, signal),
          reader.customFieldValues(applicantId, signal),
        ])
      : [];
    if (!applicant || applications === undefined) {
      seen.unavailableApplicants.add(applicantId);
      if (applicant === null) (isNamed ? seen.missingApplicants : seen.goneApplicants).add(applicantId);
      return [];
    }
    if (crawl.wasYieldedBefore(applicantId, applications)) return [];
    seen.candidates.add(applicantId);
    for (const { Id, JobId } of applications) seen.addApplication(Id, applicantId, JobId);
    const jobs = await this.#jobNames(applications);
    const unlisted = await Promise.all([...jobs.keys()].map((jobId) => this.unlistedJob(jobId, signal)));
    const context = await reader.context(endpoints.applications);
    const stages = await this.#stageChanges(applications, context);
    const known = await this.#knownApplications(applications);
    const due = applications.filter((raw) => this.#isDue(raw, known.get(raw.Id)?.previous));
    const ofApplications = this.#applicationChanges(applicant, due, jobs, known, context);
    const candidate = toCandidate(applicant, await reader.context(endpoints.applicant), {
      applications,
      customFieldValues: customFieldValues ?? [],
      job: (jobId) => jobs.get(jobId),
      workflowLastChange: (application) => known.get(application)?.lastChange,
    });
    const dates = new Map(ofApplications.map(({ upsert, entry }) => [upsert.data.id, new Date(entry.changed_at)]));
    const dated = candidate.applications.map((one) => ({ ...one, changed_at: dates.get(one.id) ?? one.changed_at }));
    const isPartial = customFieldValues === undefined || applications.some(({ JobId }) => this.#hiddenJobs.has(JobId));
    const ofCandidate = await this.#change(
      { ...candidate, applications: dated },
      (data) => ({ model: 'candidate', type: 'upsert', data }),
      isPartial,
    );
    const named = await Promise.all([...jobNumbersOf(due)].map((jobId) => this.#jobOfApplications(jobId, signal)));
    const records = [...unlisted.flat(), ...named.flat(), ...stages, ofCandidate, ...ofApplications];
    const read = isPartial ? undefined : this.economy?.readOf(applicantId, applications);
    const { read: before, ...entry } = ofCandidate.entry;
    // Last: a pass that ends before it must read them again, or a change of their applications would be lost.
    if (read !== undefined) return [...records, { id: candidate.id, entry: { ...entry, read } }];
    return before === undefined ? records : [...records, { id: candidate.id, entry }];
  }

  /** Returns whether a record is still to be yielded in this pass; from now on it counts as yielded. */
  claim({ model, data }: SyncUpsert): boolean {
    if (model === 'candidate' || model === 'application') return true;
    if (this.seen.ids.has(data.id)) return false;
    this.seen.ids.add(data.id);
    if (model === 'job') {
      this.#unlisted.delete(Number(data.remote_id));
      this.#unlistedChanges.delete(Number(data.remote_id));
    }
    return true;
  }

  /** Returns what must come before the applications of a job: nothing if the state has the job or it came before. */
  async #jobOfApplications(jobId: number, signal: AbortSignal): Promise<readonly RecordChange[]> {
    if (this.seen.ids.has(this.reader.services.ids.job(jobId))) return [];
    const changes = this.#unlistedChanges.get(jobId) ?? this.#precedingJob(jobId, signal);
    this.#unlistedChanges.set(jobId, changes);
    return changes;
  }

  async #precedingJob(jobId: number, signal: AbortSignal): Promise<readonly RecordChange[]> {
    const { reader, seen } = this;
    const isGuest = this.scope.jobIds?.has(jobId) === false;
    const previous = await this.#state.get(reader.services.ids.job(jobId));
    // No other run of this state keeps a guest up to date.
    if (previous !== undefined && !(isGuest && previous.guest === true)) return [];
    const raw = seen.unavailableJobs.has(jobId) ? undefined : await reader.job(jobId, signal);
    if (raw) {
      const records = await this.job(raw, signal);
      // The questions of a known job come with the run that covers it.
      return isGuest && this.#knownJobs.has(jobId) ? records.slice(0, 1) : records;
    }
    if (previous !== undefined) return [];
    const name = (await this.crawl.job(jobId))?.name;
    return [hiddenJob(jobId, isGuest ? name : (name ?? null), await reader.context(endpoints.job), isGuest)];
  }

  async #readJob(jobId: number): Promise<RawJobView | null | undefined> {
    const { jobIds } = this.scope;
    const raw = await this.reader.job(jobId);
    if (raw === null) this.seen.goneJobs.add(jobId);
    if (raw === undefined || raw === null) this.seen.unavailableJobs.add(jobId);
    else if ((jobIds?.has(jobId) ?? true) || !this.#knownJobs.has(jobId)) this.#unlisted.set(jobId, raw);
    if (raw === undefined) {
      const previous = await this.#state.get(this.reader.services.ids.job(jobId));
      if (previous?.name !== undefined) this.#formerNames.set(jobId, { name: previous.name });
      // A job that no run has ever seen has no name to lose.
      else if (previous !== undefined || jobIds?.has(jobId) === false) this.#hiddenJobs.add(jobId);
    }
    return raw;
  }

  async #jobNames(applications: readonly RawApplicationView[]): Promise<JobNames> {
    const names = await this.crawl.jobNames(applications);
    return new Map([...names].map(([jobId, name]) => [jobId, this.#formerNames.get(jobId) ?? name]));
  }

  /** Compares a job, whose name the state keeps as well. */
  async #jobChange(job: Job, isPartial: boolean, inOrder: Job): Promise<RecordChange> {
    const previous = await this.#state.get(job.id);
    const { startedAt } = this.reader;
    const toUpsert = (data: Job): SyncUpsert => ({ model: 'job', type: 'upsert', data });
    const change = toChange(job, toUpsert, previous, isPartial, startedAt, inOrder);
    const { name } = job;
    return previous?.name === name && !change.changed
      ? change
      : { ...change, entry: { ...change.entry, name }, isNewEntry: true };
  }

  async #stageChanges(applications: readonly RawApplicationView[], context: MapperContext): Promise<RecordChange[]> {
    const names = new Set(applications.flatMap(({ Status }) => Status || []));
    const stages = [...names].map((name) => toApplicationStage(name, context));
    const unseen = stages.filter(({ id }) => !this.seen.ids.has(id));
    return Promise.all(
      unseen.map((one) => this.#change(one, (data) => ({ model: 'application_stage', type: 'upsert', data }))),
    );
  }

  #applicationChanges(
    applicant: RawApplicantView,
    applications: readonly RawApplicationView[],
    jobs: JobNames,
    known: ReadonlyMap<number, KnownApplication>,
    context: MapperContext,
  ): RecordChange[] {
    return applications.map((raw): RecordChange => {
      const { previous, lastChange } = known.get(raw.Id) ?? {};
      const application = toApplication(raw, context, {
        applicant,
        job: (jobId) => jobs.get(jobId),
        workflowLastChange: lastChange,
      });
      const isPartial = this.#hiddenJobs.has(raw.JobId);
      const toUpsert = (data: Application): SyncUpsert => ({ model: 'application', type: 'upsert', data });
      const change = toChange(application, toUpsert, previous, isPartial, this.reader.startedAt);
      if (isWithheld(previous, isPartial)) return change;
      const source = raw.Referrer ?? null;
      const moved = lastChange === undefined ? {} : { moved: [lastChange, stageMark(raw)] as const };
      const entry = { ...change.entry, source, ...moved };
      const isSame =
        !change.isNewEntry && previous?.source === source && previous.moved?.join() === entry.moved?.join();
      return isSame ? change : { ...change, entry, isNewEntry: true };
    });
  }

  /** Returns what state and sources know about some applications, by their numbers. */
  async #knownApplications(applications: readonly RawApplicationView[]): Promise<Map<number, KnownApplication>> {
    const { ids } = this.reader.services;
    const known = applications.map(async (raw) => {
      const previous = await this.#state.get(ids.application(raw.Id, raw.ApplicantId, raw.JobId));
      const lastChange = this.#lastChange(raw, previous);
      return [raw.Id, { previous, lastChange }] as const;
    });
    return new Map(await Promise.all(known));
  }

  /**
   * Returns when an application last moved: from its source in this pass; otherwise the date in the state, if the
   * application is still in the same stage. A source that is not requested or cannot be read does not lose a known
   * date.
   */
  #lastChange(raw: RawApplicationView, previous: SyncEntry | undefined): string | undefined {
    const now = this.crawl.lastChange(raw.Id);
    if (toDate(now, this.reader.services.settings.timeZone) !== null) return now;
    const [before, stage] = previous?.moved ?? [];
    return stage === stageMark(raw) ? before : now;
  }

  /** Whether this run yields an application: one in its scope, or one that no crawl of its own job would find. */
  #isDue(raw: RawApplicationView, previous: SyncEntry | undefined): boolean {
    const { jobIds } = this.scope;
    const isOfJobs = (jobIds?.has(raw.JobId) ?? true) || !this.crawl.isFoundByItsJob(raw);
    if (!isOfJobs) return false;
    // Once it has been yielded, a new source is a change, too.
    return (
      this.crawl.isOfSource(raw.Id) ||
      isOfSources(this.scope, raw.Referrer) ||
      isOfSources(this.scope, previous?.source)
    );
  }

  /** Reads the entry of a record and compares both. */
  async #change<T extends Identified>(
    data: T,
    toUpsert: (data: T) => SyncUpsert,
    isPartial = false,
  ): Promise<RecordChange> {
    const previous = await this.#state.get(data.id);
    return toChange(data, toUpsert, previous, isPartial, this.reader.startedAt);
  }
}

/** Marks a record that other runs than this one would not delete. */
function asGuest(change: RecordChange): RecordChange {
  return change.isNewEntry ? { ...change, entry: { ...change.entry, guest: true } } : change;
}

function jobNumbersOf(applications: readonly RawApplicationView[]): Set<number> {
  return new Set(applications.map(({ JobId }) => JobId));
}

/** Returns a short fingerprint of an application's stage. */
function stageMark({ Status, WorkflowStatusGroup }: RawApplicationView): number {
  return hash32(`${WorkflowStatusGroup} ${Status}`);
}
