// One crawl of a sandbox in a process of its own: `node --expose-gc … bench/stream.ts <applicants>`. Prints JSON.
import { createSandbox, ERecruiter } from './library.js';
import { processorTime } from './measure.js';

/** What a crawl took, and its heap on the way. */
export interface Streamed {
  readonly applicants: number;
  readonly candidates: number;
  readonly requests: number;
  /** Seconds of processor time, without the stops for measuring the heap. */
  readonly seconds: number;
  /** Megabytes in use after a full collection, by the number of candidates that have come. */
  readonly heap: readonly { readonly candidates: number; readonly megabytes: number }[];
}

const APPLICANTS_PER_JOB = 50;
const STOPS = 20;

async function stream(applicants: number): Promise<Streamed> {
  const jobs = Math.ceil(applicants / APPLICANTS_PER_JOB);
  const sandbox = createSandbox({ applicants, jobs, logLimit: 100 });
  const { fetch, baseUrl, apiKey, mandatorId } = sandbox;
  const erecruiter = new ERecruiter({ fetch, baseUrl, apiKey, mandatorId, concurrency: 8 });
  const every = Math.ceil(applicants / STOPS);
  const heap: { candidates: number; megabytes: number }[] = [];
  let candidates = 0;
  let stopped = 0;
  const start = process.cpuUsage();
  for await (const { id } of erecruiter.listCandidates()) {
    candidates += id === '' ? 0 : 1;
    if (candidates % every !== 0) continue;
    const stop = process.cpuUsage();
    // The sandbox answers within microtasks, so nothing else would get its turn, timers and collection among it.
    await new Promise((resolve) => setImmediate(resolve));
    globalThis.gc?.();
    heap.push({ candidates, megabytes: process.memoryUsage().heapUsed / 2 ** 20 });
    stopped += processorTime(stop);
  }
  const seconds = (processorTime(start) - stopped) / 1000;
  return { applicants, candidates, requests: sandbox.requests, seconds, heap };
}

console.log(JSON.stringify(await stream(Number(process.argv[2] ?? 1000))));
