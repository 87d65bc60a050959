import { endpointLabel, endpoints } from '../api/endpoints.js';
import { validRows } from '../api/answer.js';
import { ordered } from '../flow/ordered.js';
import { sameName } from '../mappers/values/text.js';
import type { Issue } from '../options.js';
import { jobView, type RawJobView, type RawMandatorView, type RawPublishedJobs } from '../schemas/index.js';
import { cultureInstead, culturesIn, isKin, lacksCulture } from './culture.js';
import { isError, isRecordError, issueOf, type RecordError } from './record-errors.js';
import type { RawReader } from './raw-reader.js';

/** A channel with its two names: servers accept the catalogue's name or the internal one. */
interface Channel {
  readonly name: string;
  readonly other: string | undefined;
  /** Whether the catalogue lists it. */
  readonly isKnown: boolean;
}

/** The channel that an answer belongs to, as far as it says. */
type AnsweredChannel = 'requested' | 'another' | 'unknown';

/**
 * Reads the published jobs of all channels, each once, in ascending order. `reduce` returns what the caller keeps of a
 * job: an answer is one array of all jobs with HTML and pictures.
 */
export async function publishedJobs<T>(reader: RawReader, reduce: (job: RawJobView) => T): Promise<Map<number, T>> {
  const { settings } = reader.services;
  const endpoint = endpointLabel(endpoints.publishedJobs);
  const mandator = await reader.mandator();
  const channels = channelsOf(settings.channels, mandator);
  const found = new Map<number, T>();
  // Requested at most once, for its jobs or to compare it with another answer.
  let portal: Promise<RawPublishedJobs | RecordError> | undefined;
  const readPortal = (signal: AbortSignal) => (portal ??= reader.channel('', signal));
  const answers = ordered(channels, settings.concurrency, reader.options.signal, async (channel, signal) =>
    channel.name === ''
      ? { name: '', answer: await readPortal(signal) }
      : readChannel(reader, channel, () => readPortal(reader.options.signal).catch(asRecordError), signal),
  );
  const report = { onIssue: reader.services.onIssue, onSkip: (issue: Issue) => reader.skip(issue) };
  const jobsIn = ({ Jobs }: RawPublishedJobs) => validRows(jobView, Jobs ?? [], endpoint, report);
  const readable: string[] = [];
  const withoutTexts = new Set<number>();
  let isOtherCulture = false;
  let isOtherAnswered = false;
  for await (const read of answers) {
    if (read === undefined) continue;
    const { name, answer } = read;
    if (isError(answer)) {
      reader.skip(issueOf(answer, null));
      continue;
    }
    readable.push(name);
    isOtherCulture ||= !isRequestedCulture(answer.Culture, settings.culture);
    for (const job of jobsIn(answer)) {
      isOtherAnswered ||= lacksCulture(job, 'AvailableCultures', settings.culture);
      if (cultureInstead(job, settings.culture) !== undefined) withoutTexts.add(job.Id);
      // If a job is in two channels, the first one is kept.
      if (!found.has(job.Id)) found.set(job.Id, reduce(job));
    }
  }
  const cultures = culturesIn(mandator, 'Cultures');
  const further = cultures.filter((name) => !isKin(name, settings.culture));
  // Where jobs without texts in the culture are answered in another one, one listing has all of them.
  const isMainCulture = further[0] !== cultures[0];
  for (const culture of withoutTexts.size > 0 || !(isOtherAnswered || isMainCulture) ? further : []) {
    for (const name of readable) {
      const answer = await reader.channel(name, reader.options.signal, culture);
      if (isError(answer)) {
        reader.skip(issueOf(answer, null));
        continue;
      }
      for (const job of jobsIn(answer)) {
        if (cultureInstead(job, culture) !== undefined || (found.has(job.Id) && !withoutTexts.delete(job.Id))) continue;
        found.set(job.Id, reduce(job));
      }
    }
  }
  if (isOtherCulture) {
    const reason = 'the texts are not in the requested culture';
    reader.services.onIssue({ endpoint, id: null, path: 'Culture', reason });
  }
  const [first] = found.keys();
  if (first !== undefined) reader.offerJob(first);
  return new Map([...found].sort(([a], [b]) => a - b));
}

function channelsOf(wanted: readonly string[] | 'all', { JobPublicationTypes }: RawMandatorView): Channel[] {
  const catalogue = (JobPublicationTypes ?? []).flatMap((entry) => {
    const names = [entry?.Name, entry?.InternalName].flatMap((name) => name || []);
    return names.length > 0 ? [names] : [];
  });
  const channels =
    wanted === 'all'
      ? // The catalogue does not mark the default portal, so it is also requested without a name.
        [spelledChannel([''], ''), ...catalogue.map((names) => spelledChannel(names, names[0] ?? ''))]
      : wanted.map((name) => {
          const names = name === '' ? [''] : catalogue.find((entry) => entry.some((one) => sameName(one, name)));
          // Without a catalogue, any name may be right.
          return names === undefined
            ? { name, other: undefined, isKnown: catalogue.length === 0 }
            : spelledChannel(names, name);
        });
  return [...new Map(channels.map((channel) => [channel.name, channel])).values()];
}

/** Returns a channel in the catalogue's spelling, with the requested name first. */
function spelledChannel(names: readonly string[], requested: string): Channel {
  const name = names.find((one) => sameName(one, requested)) ?? requested;
  return { name, other: names.find((one) => !sameName(one, requested)), isKnown: true };
}

/**
 * Reads the jobs of a named channel, and the name by which it is known; undefined if it is skipped. A server may accept
 * only the other name of a channel, and answer an unknown name with no jobs, an error, or the jobs of the default
 * portal.
 */
async function readChannel(
  reader: RawReader,
  { name, other, isKnown }: Channel,
  readPortal: () => Promise<RawPublishedJobs | RecordError>,
  signal: AbortSignal,
): Promise<{ readonly name: string; readonly answer: RawPublishedJobs } | undefined> {
  const names = [name, other].filter((one) => one !== undefined);
  const first = await reader.channel(name, signal);
  if (answeredChannel(first, names) === 'requested') return isError(first) ? undefined : { name, answer: first };
  const isDoubtful = async (answer: RawPublishedJobs | RecordError): Promise<boolean> =>
    isError(answer) ||
    answeredChannel(answer, names) !== 'unknown' ||
    isEmpty(answer) ||
    haveSameJobs(answer, await readPortal());
  if (other !== undefined && (await isDoubtful(first))) {
    const second = await reader.channel(other, signal);
    if (!isError(second) && (answeredChannel(second, names) === 'requested' || !(await isDoubtful(second))))
      return { name: other, answer: second };
  }
  if (isError(first)) reader.skip(issueOf(first, null));
  else if (answeredChannel(first, names) === 'another')
    reader.skip(issueFor('answered with the jobs of another channel'));
  else {
    const isPortal = other !== undefined && !isEmpty(first) && haveSameJobs(first, await readPortal());
    if (!isKnown || isPortal) {
      reader.services.onIssue({ ...issueFor(isPortal ? SAME_JOBS : NOT_LISTED), path: 'JobPublicationType' });
    }
    return { name, answer: first };
  }
  return undefined;
}

const SAME_JOBS = 'a channel has exactly the jobs of the default portal: the server may not know it';
const NOT_LISTED = 'a channel is not in the mandator’s catalogue: its jobs may be those of the default portal';

function issueFor(reason: string) {
  return { endpoint: endpointLabel(endpoints.publishedJobs), id: null, path: '', reason };
}

/** Needed for a comparison only, so the default portal may be unreadable. */
function asRecordError(error: unknown): RecordError {
  if (!isRecordError(error)) throw error;
  return error;
}

function answeredChannel(answer: RawPublishedJobs | RecordError, names: readonly string[]): AnsweredChannel {
  if (isError(answer)) return 'unknown';
  const answered = namesIn(answer.JobPublicationType);
  if (answered.length === 0) return 'unknown';
  return answered.some((one) => names.some((name) => sameName(one, name))) ? 'requested' : 'another';
}

/** Returns the names of a publication, which no schema has checked. */
function namesIn(publication: unknown): string[] {
  if (typeof publication !== 'object' || publication === null) return [];
  const entries: [string, unknown][] = Object.entries(publication);
  return entries.flatMap(([key, value]) =>
    /^(?:internal)?name$/i.test(key) && typeof value === 'string' && value.trim() !== '' ? [value] : [],
  );
}

function isEmpty({ Jobs }: RawPublishedJobs): boolean {
  return (Jobs ?? []).length === 0;
}

function haveSameJobs(answer: RawPublishedJobs, portal: RawPublishedJobs | RecordError): boolean {
  if (isError(portal)) return false;
  const [a, b] = [answer, portal].map(({ Jobs }) => new Set((Jobs ?? []).map(jobNumberOf)));
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every((number) => b.has(number));
}

function jobNumberOf(job: unknown): unknown {
  return typeof job === 'object' && job !== null && 'Id' in job ? job.Id : undefined;
}

/** Whether the texts are in the requested language, as far as the answer says. */
function isRequestedCulture(answered: unknown, requested: string): boolean {
  const language = (culture: string): string | undefined => culture.trim().toLowerCase().split('-')[0];
  return typeof answered !== 'string' || answered.trim() === '' || language(answered) === language(requested);
}
