// Processor time that the client itself adds to a raw request: a crawl, less bare ky on the same addresses.
import ky from 'ky';
import { alternate, amount, median, processorTime, spreadOf, type Measured, type Plan, type Row } from './measure.js';
import { startServer, type Server } from './server-process.js';

const WIDTH = 8;
const TARGET_MS = 0.1;

/** Per raw request, in milliseconds of this process: the server is another one. */
export async function ownCost({ quick, say }: Plan): Promise<Measured> {
  const size = { applicants: quick ? 200 : 1_000, jobs: 20, latencyMs: 0 };
  say(`own cost: warming up a server of ${size.applicants} applicants`);
  const server = await startServer(size);
  const headers = { 'X-ApiToken': server.token };
  try {
    const costs = await alternate(quick ? 2 : 9, {
      crawl: () => crawled(server),
      ky: () => each(server, (address) => ky(address, { headers }).json()),
      fetch: () => each(server, async (address) => (await fetch(address, { headers })).json()),
    });
    const row = (measure: string, bare: readonly number[], target?: number): Row => {
      const own = costs.crawl.map((cost, round) => cost - (bare[round] ?? Number.NaN));
      const format = (value: number): string => amount(value, 'ms', 3);
      return {
        measure,
        ours: format(median(costs.crawl)),
        against: `${format(median(bare))} bare`,
        ratio: `+ ${format(median(own))}`,
        spread: spreadOf(own, format),
        ...(target === undefined ? {} : { target: `≤ ${target.toFixed(2)} ms`, met: median(own) <= target }),
      };
    };
    return {
      rows: [row('crawl, less ky', costs.ky, TARGET_MS), row('crawl, less fetch alone', costs.fetch)],
      details: costs,
    };
  } finally {
    server.stop();
  }
}

async function crawled(server: Server): Promise<number> {
  let requests = 0;
  const erecruiter = server.client({ concurrency: WIDTH, onRequest: () => (requests += 1) });
  const before = process.cpuUsage();
  for await (const { id } of erecruiter.listCandidates()) void id;
  return processorTime(before) / requests;
}

/** The addresses of a crawl, as many at once as in the crawl. */
async function each({ addresses }: Server, ask: (address: string) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  const rest = addresses.values();
  const worker = async (): Promise<void> => {
    for (const address of rest) await ask(address);
  };
  await Promise.all(Array.from({ length: WIDTH }, worker));
  return processorTime(before) / addresses.length;
}
