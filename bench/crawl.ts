// One crawl over a server with latency, at several widths, against the ideal and against a plain loop.
import { reachableIn, SOURCES } from '../test/helpers/reachable.js';
import { createSandbox } from './library.js';
import { amount, median, ratios, spreadOf, times, type Measured, type Plan, type Row } from './measure.js';
import { startServer, type Server, type ServerOptions } from './server-process.js';

const LATENCY_MS = 20;
const WIDTHS = [1, 4, 8, 16, 32] as const;
const TARGET = { width: 8, ratio: 1.1 };

/** What one crawl took. */
interface Crawled {
  readonly candidates: number;
  readonly requests: number;
  readonly seconds: number;
}

/** Wall time by concurrency, the plain loop, and the number of requests. */
export async function crawl({ quick, say }: Plan): Promise<Measured> {
  const size: ServerOptions = { applicants: quick ? 200 : 2_000, jobs: quick ? 10 : 40, latencyMs: LATENCY_MS };
  say(`crawl: warming up a server of ${size.applicants} applicants`);
  const server = await startServer(size);
  try {
    const latency = await latencyOf(server);
    say(`crawl: concurrency 1 and the plain loop, side by side (each waits nearly all the time)`);
    const [loop, single] = await Promise.all([plainLoop(server), crawlOnce(server, 1)]);
    const runs = new Map<number, Crawled[]>([[1, [single]]]);
    for (const width of WIDTHS.slice(1)) runs.set(width, []);
    for (let round = 0; round < (quick ? 1 : 3); round += 1) {
      for (const width of WIDTHS.slice(round === 0 ? 1 : 2)) {
        say(`crawl: concurrency ${width}`);
        runs.get(width)?.push(await crawlOnce(server, width));
      }
    }
    const after = await latencyOf(server);
    const milliseconds = median([latency, after]);
    return {
      rows: [
        ...[...runs].map(([width, crawls]) => idealRow(width, crawls, milliseconds)),
        ...[...runs].flatMap(([width, crawls]) => (width === 1 || width === 8 ? [loopRow(width, crawls, loop)] : [])),
        requestsRow(size, single),
      ],
      details: { latency, after, loop, runs: Object.fromEntries(runs) },
    };
  } finally {
    server.stop();
  }
}

async function crawlOnce(server: Server, concurrency: number): Promise<Crawled> {
  let requests = 0;
  let candidates = 0;
  const erecruiter = server.client({ concurrency, onRequest: () => (requests += 1) });
  const start = performance.now();
  for await (const { id } of erecruiter.listCandidates()) candidates += id === '' ? 0 : 1;
  return { candidates, requests, seconds: (performance.now() - start) / 1000 };
}

/** Milliseconds that one request takes, asked one after the other. */
async function latencyOf({ addresses, token }: Server): Promise<number> {
  const taken: number[] = [];
  for (const address of addresses.slice(-110)) {
    const start = performance.now();
    await (await fetch(address, { headers: { 'X-ApiToken': token } })).json();
    taken.push(performance.now() - start);
  }
  return median(taken.slice(10));
}

/** What users of the official C# client write: jobs, their applicants, each with applications, one after the other. */
async function plainLoop({ url, token }: Server): Promise<Crawled> {
  let requests = 0;
  const get = async (path: string) => {
    requests += 1;
    return (await fetch(`${url}/Api/${path}`, { headers: { 'X-ApiToken': token } })).json();
  };
  const start = performance.now();
  const seen = new Set<number>();
  const { Jobs } = await get('PublishedJobs?channel=&culture=de-AT');
  for (const job of Jobs) {
    for (const { ApplicantId } of await get(`Applications/ByJob/${job.Id}`)) {
      if (seen.has(ApplicantId)) continue;
      seen.add(ApplicantId);
      await get(`Applicant/${ApplicantId}`);
      await get(`Applications/${ApplicantId}?culture=de-AT`);
    }
  }
  return { candidates: seen.size, requests, seconds: (performance.now() - start) / 1000 };
}

function idealRow(width: number, crawls: readonly Crawled[], latencyMs: number): Row {
  const ideals = crawls.map(({ requests }) => (requests * latencyMs) / width / 1000);
  const taken = crawls.map(({ seconds }) => seconds);
  const found = ratios(taken, ideals);
  const ratio = median(found);
  return {
    measure: `concurrency ${width}: ${crawls[0]?.requests ?? 0} requests`,
    ours: amount(median(taken), 's'),
    against: `${amount(median(ideals), 's')} ideal at ${amount(latencyMs, 'ms', 2)}`,
    ratio: times(ratio),
    ...(found.length > 1 ? { spread: spreadOf(found, times) } : {}),
    ...(width === TARGET.width ? { target: `≤ ${TARGET.ratio.toFixed(2)}×`, met: ratio <= TARGET.ratio } : {}),
  };
}

/** Per applicant, for the crawl finds more of them and reads more of each. */
function loopRow(width: number, crawls: readonly Crawled[], loop: Crawled): Row {
  const each = ({ seconds, candidates }: Crawled): number => (seconds / candidates) * 1000;
  const ours = median(crawls.map(each));
  return {
    measure: `per applicant, concurrency ${width}`,
    ours: `${amount(ours, 'ms')} (${crawls[0]?.candidates ?? 0} found, 3 reads each)`,
    against: `${amount(each(loop), 'ms')} plain loop (${loop.candidates} found, 2 each)`,
    ratio: times(each(loop) / ours),
  };
}

/** The lower bound is worked out from the sandbox's store. */
function requestsRow({ applicants, jobs }: ServerOptions, { requests }: Crawled): Row {
  const { asked, unlisted, named, applicants: people } = reachableIn(createSandbox({ applicants, jobs }));
  const [token, mandator, channels] = [1, 1, 1];
  const read = new Set([...unlisted, ...named]).size;
  const bound = token + mandator + channels + SOURCES.length + asked.length + read + 3 * people.length;
  return {
    measure: `raw requests of a crawl`,
    ours: String(requests),
    against: `${bound} lower bound`,
    ratio: times(requests / bound),
    target: 'equal',
    met: requests === bound,
  };
}
