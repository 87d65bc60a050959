import type { SandboxSettings } from '../options.js';
import { createSandboxApplicant, type SandboxApplicant } from './applicants.js';
import type { SandboxApplication } from './applications.js';
import type { BodyType } from './body-types.js';
import type { SandboxClock } from './clock.js';
import { createJobs, type SandboxJob } from './jobs.js';
import { textOrNull, type JsonObject } from './json.js';
import { APPLICATIONS_EACH, FIRST_APPLICATION, RECORDS_EACH, createPopulation } from './population.js';

const FIRST_APPLICANT = 150_000;
const FIRST_CREATED_RECORD = 1_500_000_000;
const FIRST_CREATED_APPLICATION = 1_000_000_000;

/** The data of a sandbox; an applicant is computed on each read until they are changed. */
export interface Store {
  readonly jobs: Map<number, SandboxJob>;
  applicantIds(): Iterable<number>;
  /** Returns an applicant to read. */
  read(id: number): SandboxApplicant | undefined;
  /** Returns an applicant to change: changes to it are kept. */
  change(id: number): SandboxApplicant | undefined;
  /** Keeps an applicant that was read and changed. */
  save(applicant: SandboxApplicant): void;
  /** Creates an applicant, by default with the next free id. */
  create(core: JsonObject, id?: number): SandboxApplicant;
  remove(id: number): void;
  /** Creates an application, by default with the next free id. */
  createApplication(values: Omit<SandboxApplication, 'id'>, id?: number): SandboxApplication;
  application(id: number): SandboxApplication | undefined;
  applicationsOfJob(jobId: number): SandboxApplication[];
  applicationsWhere(matches: (application: SandboxApplication) => boolean): SandboxApplication[];
  byEmail(email: string): number[];
  /** Returns the id of the applicant that a sub-record or document belongs to. */
  ownerOf(kind: BodyType, recordId: number): number | undefined;
  /** Gives an applicant's new record an id, by default the next free one. */
  createRecordId(kind: BodyType, applicantId: number, id?: number): number;
  /** Removes the values of a custom field from all applicants. */
  clearCustomField(name: string): void;
}

/** Creates a store with its starting population. */
export function createStore(settings: SandboxSettings, clock: SandboxClock): Store {
  const { applicants: size, emailSearch } = settings;
  const jobs = createJobs(settings.jobs);
  const jobList = [...jobs.values()];
  const population = createPopulation(settings, FIRST_APPLICANT, jobList, clock);
  // Null marks an applicant who was removed.
  const changed = new Map<number, SandboxApplicant | null>();
  const owners = new Map<string, number>();
  let createdRecords = 0;
  let created = 0;
  let createdApplications = 0;
  const givenApplicationIds = new Set<number>();
  const clearedFields = new Set<string>();

  function read(id: number): SandboxApplicant | undefined {
    const known = changed.get(id);
    if (known !== undefined) return known ?? undefined;
    if (!isSeeded(id)) return undefined;
    const seeded = population.applicant(id - FIRST_APPLICANT);
    for (const name of clearedFields) seeded.customFields.delete(name);
    return seeded;
  }

  function change(id: number): SandboxApplicant | undefined {
    const found = read(id);
    if (found !== undefined) changed.set(id, found);
    return found;
  }

  function isSeeded(id: number): boolean {
    return Number.isInteger(id) && id >= FIRST_APPLICANT && id < FIRST_APPLICANT + size;
  }

  function* untouched(numbers: Iterable<number>): Generator<number> {
    for (const number of numbers) if (!changed.has(FIRST_APPLICANT + number)) yield number;
  }

  function* touched(): Generator<SandboxApplicant> {
    for (const applicant of changed.values()) if (applicant !== null) yield applicant;
  }

  function* allNumbers(): Generator<number> {
    for (let number = 0; number < size; number += 1) yield number;
  }

  function collect(numbers: Iterable<number>, matches: (item: SandboxApplication) => boolean): SandboxApplication[] {
    const found: SandboxApplication[] = [];
    for (const number of untouched(numbers)) found.push(...population.applications(number).filter(matches));
    for (const applicant of touched()) found.push(...applicant.applications.filter(matches));
    return found.sort((a, b) => a.id - b.id);
  }

  function create(core: JsonObject, id = nextApplicantId()): SandboxApplicant {
    const applicant = createSandboxApplicant(id, core);
    changed.set(id, applicant);
    return applicant;
  }

  function nextApplicantId(): number {
    let id;
    do {
      id = FIRST_APPLICANT + size + created;
      created += 1;
    } while (changed.has(id));
    return id;
  }

  function findApplication(id: number): SandboxApplication | undefined {
    const seeded = read(FIRST_APPLICANT + Math.floor((id - FIRST_APPLICATION) / APPLICATIONS_EACH));
    const isIt = (item: SandboxApplication): boolean => item.id === id;
    const found = seeded?.applications.find(isIt);
    if (found !== undefined) return found;
    for (const applicant of touched()) {
      const own = applicant.applications.find(isIt);
      if (own !== undefined) return own;
    }
    return undefined;
  }

  function nextApplicationId(): number {
    let id;
    do {
      id = FIRST_CREATED_APPLICATION + createdApplications;
      createdApplications += 1;
    } while (givenApplicationIds.has(id));
    return id;
  }

  return {
    jobs,
    *applicantIds() {
      for (const number of untouched(allNumbers())) yield FIRST_APPLICANT + number;
      for (const applicant of touched()) yield applicant.id;
    },
    read,
    change,
    save(applicant) {
      changed.set(applicant.id, applicant);
    },
    create,
    remove(id) {
      if (read(id) !== undefined) changed.set(id, null);
    },
    createApplication(values, id = nextApplicationId()) {
      givenApplicationIds.add(id);
      const application = { id, ...values };
      change(values.applicantId)?.applications.push(application);
      return application;
    },
    application: findApplication,
    applicationsOfJob(jobId) {
      // An added job has no number: no applicant of the starting population has applied for it.
      const index = jobList.findIndex((job) => job.id === jobId);
      return collect(index < 0 ? [] : population.numbersOfJob(index), (item) => item.jobId === jobId);
    },
    applicationsWhere: (matches) => collect(allNumbers(), matches),
    byEmail(email) {
      const now = settings.now();
      const folded = (text: string | null): string | null =>
        emailSearch.exactCase ? text : (text?.toLowerCase() ?? null);
      const wanted = folded(email);
      const number = Number(/(\d{1,10})@/.exec(email)?.[1] ?? 0) - 1;
      const near = [number, number + 1].filter((item) => isSeeded(FIRST_APPLICANT + item));
      const found = [...untouched(near)]
        .filter((item) => folded(population.email(item)) === wanted)
        .map((item) => FIRST_APPLICANT + item);
      for (const { id, core, searchableAt = now } of touched()) {
        if (searchableAt <= now && folded(textOrNull(core['Email'])) === wanted) found.push(id);
      }
      return found.sort((a, b) => a - b);
    },
    ownerOf(kind, recordId) {
      const seeded = FIRST_APPLICANT + Math.floor(recordId / RECORDS_EACH) - 1;
      return owners.get(`${kind} ${String(recordId)}`) ?? (isSeeded(seeded) ? seeded : undefined);
    },
    clearCustomField(name) {
      clearedFields.add(name);
      for (const { customFields } of touched()) customFields.delete(name);
    },
    createRecordId(kind, applicantId, given) {
      let id = given;
      while (id === undefined) {
        const next = FIRST_CREATED_RECORD + createdRecords;
        createdRecords += 1;
        if (!owners.has(`${kind} ${String(next)}`)) id = next;
      }
      owners.set(`${kind} ${String(id)}`, applicantId);
      return id;
    },
  };
}
