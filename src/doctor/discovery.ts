import { endpoints } from '../api/endpoints.js';
import { applicationJobSchema, applicationReferrerSchema } from '../schemas/application.js';
import { jobSchema } from '../schemas/job.js';
import { mandatorSchema } from '../schemas/mandator.js';
import { userSchema } from '../schemas/user.js';
import { type Probe, propertyOf } from './probe-client.js';
import { type AnyRecord, numberOf, recordWithNames, recordsWithNames, textIn, type Visit } from './visit.js';

/** How many sources and jobs are searched for applications. */
const MOST_SOURCES = 12;
const MOST_JOBS = 6;
const MOST_CHANNELS = 10;
const WIDE = { startAt: '1990-01-01T00:00:00', endAt: '2100-01-01T00:00:00' } as const;

/** The answer for one source or one job. */
export interface Search {
  readonly name: string;
  readonly probe: Probe;
  readonly rows: readonly AnyRecord[];
}

/** The published jobs of a channel and a culture. */
export interface JobList {
  readonly probe: Probe;
  readonly jobs: readonly AnyRecord[];
  /** The name of the publication that the server chose. */
  readonly publication: string | undefined;
  readonly culture: string | undefined;
}

/** What lists show: the records from which samples are taken. */
export interface Discovery {
  readonly mandator: AnyRecord;
  readonly mandatorProbe: Probe;
  /** The jobs that are published without a channel. */
  readonly published: JobList;
  /** By name, the jobs of each channel of the catalogue. */
  readonly channels: ReadonlyMap<string, JobList>;
  /** The jobs of all channels, each once. */
  readonly jobs: readonly AnyRecord[];
  readonly users: Probe;
  readonly bySource: readonly Search[];
  readonly byJob: readonly Search[];
  /** Distinct numbers of applicants, spread over sources and jobs. */
  readonly applicantIds: readonly number[];
  /** Numbers of jobs that applications name, but that are not published. */
  readonly unpublishedIds: readonly number[];
}

/** Reads the lists of jobs, users and applications. */
export async function discover(visit: Visit): Promise<Discovery> {
  const { client, notes, figures } = visit;
  visit.tell('reading the mandator');
  const mandatorProbe = await client.get(endpoints.mandator);
  const mandator = recordWithNames(mandatorSchema, mandatorProbe.json) ?? {};
  notes.add('Mandator', mandatorSchema, mandatorProbe.json);
  visit.tell('reading jobs');
  const published = await readJobList(visit, '', client.settings.culture);
  const channelNames = namesOfEntries(mandator['JobPublicationTypes']).slice(0, MOST_CHANNELS);
  const lists = channelNames.map(
    async (name) => [name, await readJobList(visit, name, client.settings.culture)] as const,
  );
  const channels = new Map(await Promise.all(lists));
  const jobs = distinctJobs([published, ...channels.values()]);
  const first = published.jobs.length > 0 ? published : [...channels.values()].find((list) => list.jobs.length > 0);
  for (const job of first === undefined ? [] : jobRows(first.probe).slice(0, Math.max(visit.sample, 10))) {
    notes.add('Job', jobSchema, job);
  }
  const users = await client.get(endpoints.users);
  for (const user of arrayIn(users.json).slice(0, visit.sample)) notes.add('User', userSchema, user);
  figures.set('users', arrayIn(users.json).length);

  const sources = namesOfEntries(mandator['Referrers']);
  visit.tell('searching applications by source');
  const bySource = await searchSources(visit, sources.slice(0, MOST_SOURCES));
  visit.tell('searching applications by job');
  const publishedIds = jobs.flatMap(({ Id }) => numberOf(Id) ?? []);
  const named = bySource.flatMap(({ rows }) => rows.flatMap(({ JobId }) => numberOf(JobId) ?? []));
  const unpublishedIds = [...new Set(named)].filter((id) => !publishedIds.includes(id));
  const byJob = await Promise.all(
    [...publishedIds, ...unpublishedIds].slice(0, MOST_JOBS).map((jobId) => searchJob(visit, jobId)),
  );
  return {
    ...{ mandator, mandatorProbe, published, channels, jobs, users, bySource, byJob, unpublishedIds },
    applicantIds: spread(
      [...bySource, ...byJob].map(({ rows }) => rows.flatMap((row) => numberOf(row['ApplicantId']) ?? [])),
    ),
  };
}

/** Reads the published jobs of a channel in a culture. */
export async function readJobList({ client }: Visit, channel: string, culture: string): Promise<JobList> {
  const probe = await client.get(endpoints.publishedJobs, { query: { channel, culture } });
  return {
    probe,
    jobs: recordsWithNames(jobSchema, jobRows(probe)),
    publication: textIn(propertyOf(propertyOf(probe.json, 'JobPublicationType'), 'Name')),
    culture: textIn(propertyOf(probe.json, 'Culture')),
  };
}

/** The jobs of several lists, each once. */
export function distinctJobs(lists: readonly JobList[]): AnyRecord[] {
  const byId = new Map(lists.flatMap(({ jobs }) => jobs.map((job) => [numberOf(job['Id']), job] as const)));
  return [...byId.values()];
}

function jobRows({ json }: Probe): readonly unknown[] {
  return arrayIn(propertyOf(json, 'Jobs'));
}

/** Searches sources with empty dates, and in a wide window if the server takes empty dates for something else. */
async function searchSources(visit: Visit, sources: readonly string[]): Promise<Search[]> {
  const { dialect } = visit;
  const bySource = await Promise.all(sources.map((name) => searchSource(visit, name)));
  const most = [...bySource].sort((a, b) => b.rows.length - a.rows.length).slice(0, 2);
  for (const { name, probe, rows } of most) {
    if (probe.status !== 200 && probe.status !== 400) continue;
    const wide = await searchSource(visit, name, WIDE);
    if (wide.probe.status !== 200 || wide.rows.length === 0) continue;
    if (probe.status === 400) dialect.set('noDates', '400');
    else if (rows.length < wide.rows.length) dialect.set('noDates', '30-days');
    else if (!dialect.has('noDates')) dialect.set('noDates', 'all');
  }
  if ((dialect.get('noDates') ?? 'all') === 'all') return bySource;
  return Promise.all(sources.map((name) => searchSource(visit, name, WIDE)));
}

/** Searches the applications of a source, with empty dates unless others are given. */
export async function searchSource(
  { client, notes }: Visit,
  referrer: string,
  dates: { readonly startAt: string; readonly endAt: string } = { startAt: '', endAt: '' },
): Promise<Search> {
  const probe = await client.get(endpoints.applicationsByReferrer, { path: { referrer }, query: dates });
  for (const row of arrayIn(probe.json).slice(0, 20)) notes.add('ApplicationReferrer', applicationReferrerSchema, row);
  return { name: referrer, probe, rows: recordsWithNames(applicationReferrerSchema, probe.json) };
}

/** Searches the applications of a job. */
export async function searchJob({ client, notes }: Visit, jobId: number): Promise<Search> {
  const probe = await client.get(endpoints.applicationsByJob, { path: { jobId } });
  for (const row of arrayIn(probe.json).slice(0, 20)) notes.add('ApplicationJob', applicationJobSchema, row);
  return { name: String(jobId), probe, rows: recordsWithNames(applicationJobSchema, probe.json) };
}

/** A list, or an empty one. */
export function arrayIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The names of the entries of a catalogue. */
export function namesOfEntries(entries: unknown): string[] {
  return [...new Set(arrayIn(entries).flatMap((entry) => textIn(propertyOf(entry, 'Name')) ?? []))];
}

/** Takes one of each list in turn, each number once. */
function spread(lists: readonly (readonly number[])[]): number[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  const inTurn = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  return [...new Set(inTurn)];
}
