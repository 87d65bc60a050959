import { endpoints, endpointLabel } from '../api/endpoints.js';
import { validRows } from '../api/answer.js';
import { sameName } from '../mappers/values/text.js';
import type { Issue } from '../options.js';
import { jobView, type RawJobView, type RawMandatorView, type RawPublishedJobs } from '../schemas/index.js';
import { isError, isOfRecord, issueOf, type RecordError } from './one-record.js';
import { ordered } from '../flow/ordered.js';
import type { RawReader } from './raw-reader.js';

/** A channel under the names by which servers know it: by the catalogue's name, or by the internal one. */
interface Channel {
  readonly name: string;
  readonly other: string | undefined;
  /** Whether the catalogue has it. */
  readonly isKnown: boolean;
}

/** What a channel's answer says of itself. */
type Verdict = 'this' | 'another' | 'unsaid';

/**
 * The published jobs of every channel, each once, in ascending order. `reduce` keeps what is needed: the answer is one
 * array with HTML and pictures.
 */
export async function publishedJobs<T>(reader: RawReader, reduce: (job: RawJobView) => T): Promise<Map<number, T>> {
  const { settings } = reader.services;
  const endpoint = endpointLabel(endpoints.publishedJobs);
  const channels = channelsOf(settings.channels, await reader.mandator());
  const found: [number, T][] = [];
  // Asked once, be it for its jobs or to compare another answer with.
  let portal: Promise<RawPublishedJobs | RecordError> | undefined;
  const readPortal = (signal: AbortSignal) => (portal ??= reader.channel('', signal));
  const answers = ordered(channels, settings.concurrency, reader.options.signal, (channel, signal) =>
    channel.name === ''
      ? readPortal(signal)
      : readChannel(reader, channel, () => readPortal(reader.options.signal).catch(asError), signal),
  );
  const report = { onIssue: reader.services.onIssue, onSkip: (issue: Issue) => reader.skip(issue) };
  let isOtherCulture = false;
  for await (const answer of answers) {
    if (answer === undefined) continue;
    if (isError(answer)) {
      reader.skip(issueOf(answer, null));
      continue;
    }
    isOtherCulture ||= !isCulture(answer.Culture, settings.culture);
    for (const job of validRows(jobView, answer.Jobs ?? [], endpoint, report)) {
      found.push([job.Id, reduce(job)]);
    }
  }
  if (isOtherCulture) {
    const reason = 'texts are in another culture than the one asked for';
    reader.services.onIssue({ endpoint, id: null, path: 'Culture', reason });
  }
  const [first] = found;
  if (first !== undefined) reader.offerJob(first[0]);
  // Ascending; of a job in two channels the first stands.
  return new Map([...new Map(found.reverse())].sort(([a], [b]) => a - b));
}

function channelsOf(wanted: readonly string[] | 'all', { JobPublicationTypes }: RawMandatorView): Channel[] {
  const catalogue = (JobPublicationTypes ?? []).flatMap((entry) => {
    const names = [entry?.Name, entry?.InternalName].flatMap((name) => name || []);
    return names.length > 0 ? [names] : [];
  });
  const channels =
    wanted === 'all'
      ? // How the default portal is named in the catalogue is not known, so it is asked without a name as well.
        [channelOf([''], ''), ...catalogue.map((names) => channelOf(names, names[0] ?? ''))]
      : wanted.map((name) => {
          const names = name === '' ? [''] : catalogue.find((entry) => entry.some((one) => sameName(one, name)));
          // Without a catalogue nothing can be said against a name.
          return names === undefined
            ? { name, other: undefined, isKnown: catalogue.length === 0 }
            : channelOf(names, name);
        });
  return [...new Map(channels.map((channel) => [channel.name, channel])).values()];
}

/** A channel in the catalogue's spelling, first under the name that is asked for. */
function channelOf(names: readonly string[], asked: string): Channel {
  const name = names.find((one) => sameName(one, asked)) ?? asked;
  return { name, other: names.find((one) => !sameName(one, asked)), isKnown: true };
}

/**
 * The jobs of a named channel. A server can know channels by the other of their names only, and answer an unknown one
 * with nothing, with a refusal, or with the jobs of the default portal.
 */
async function readChannel(
  reader: RawReader,
  { name, other, isKnown }: Channel,
  readPortal: () => Promise<RawPublishedJobs | RecordError>,
  signal: AbortSignal,
): Promise<RawPublishedJobs | undefined> {
  const names = [name, other].filter((one) => one !== undefined);
  const first = await reader.channel(name, signal);
  if (verdictOf(first, names) === 'this') return isError(first) ? undefined : first;
  const isDoubtful = async (answer: RawPublishedJobs | RecordError): Promise<boolean> =>
    isError(answer) || verdictOf(answer, names) !== 'unsaid' || isEmpty(answer) || isSame(answer, await readPortal());
  if (other !== undefined && (await isDoubtful(first))) {
    const second = await reader.channel(other, signal);
    if (!isError(second) && (verdictOf(second, names) === 'this' || !(await isDoubtful(second)))) return second;
  }
  if (isError(first)) reader.skip(issueOf(first, null));
  else if (verdictOf(first, names) === 'another') reader.skip(issueFor('answered with the jobs of another channel'));
  else {
    const isPortal = other !== undefined && !isEmpty(first) && isSame(first, await readPortal());
    if (!isKnown || isPortal) {
      reader.services.onIssue({ ...issueFor(isPortal ? SAME_JOBS : NOT_LISTED), path: 'JobPublicationType' });
    }
    return first;
  }
  return undefined;
}

const SAME_JOBS = 'a channel has the very jobs of the default portal: it may be unknown to this server';
const NOT_LISTED = 'a channel is not in the mandator’s catalogue: its jobs may be those of the default portal';

function issueFor(reason: string) {
  return { endpoint: endpointLabel(endpoints.publishedJobs), id: null, path: '', reason };
}

/** Only to compare with, the default portal need not be there. */
function asError(error: unknown): RecordError {
  if (!isOfRecord(error)) throw error;
  return error;
}

function verdictOf(answer: RawPublishedJobs | RecordError, names: readonly string[]): Verdict {
  if (isError(answer)) return 'unsaid';
  const said = namesIn(answer.JobPublicationType);
  if (said.length === 0) return 'unsaid';
  return said.some((one) => names.some((name) => sameName(one, name))) ? 'this' : 'another';
}

/** The names of a publication, which nobody has checked. */
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

function isSame(answer: RawPublishedJobs, portal: RawPublishedJobs | RecordError): boolean {
  if (isError(portal)) return false;
  const [a, b] = [answer, portal].map(({ Jobs }) => new Set((Jobs ?? []).map(numberIn)));
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every((number) => b.has(number));
}

function numberIn(job: unknown): unknown {
  return typeof job === 'object' && job !== null && 'Id' in job ? job.Id : undefined;
}

/** Whether texts are in the language that was asked for, as far as the answer says. */
function isCulture(said: unknown, asked: string): boolean {
  const language = (culture: string): string | undefined => culture.trim().toLowerCase().split('-')[0];
  return typeof said !== 'string' || said.trim() === '' || language(said) === language(asked);
}
