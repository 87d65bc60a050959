// Nights of sync() against a sandbox in one process: `node --expose-gc … bench/night.ts <settings as JSON>`. Prints JSON.
import * as z from 'zod/mini';
import type { SyncEntry, SyncProgress } from '../src/index.js';
import { createSandbox, ERecruiter } from './library.js';
import { processorTime } from './measure.js';

/** What one night took. */
export interface Night {
  readonly requests: number;
  /** What an exact pass would have sent in addition. */
  readonly savedRequests: number;
  /** Seconds of processor time, the sandbox's included. */
  readonly seconds: number;
  readonly changes: number;
  readonly read: number;
  readonly due: number;
  /** Megabytes in use after a full collection, halfway through the applicants. */
  readonly megabytes: number;
}

const DAY = 86_400_000;
const APPLICANTS_PER_JOB = 250;
const settings = z.object({
  applicants: z.number(),
  sourced: z.boolean(),
  /** After how many days a candidate is read again, night by night; a millisecond reads everybody. */
  days: z.array(z.number()),
});

async function nights({ applicants, sourced, days }: z.infer<typeof settings>): Promise<Night[]> {
  let now = Date.parse('2026-01-01T01:00:00Z');
  const clock = { now: () => now, sleep: async () => undefined };
  const jobs = Math.ceil(applicants / APPLICANTS_PER_JOB);
  const sandbox = createSandbox({ applicants, jobs, sourced, now: clock.now, logLimit: 1, tokenLifetimeMs: 1e9 });
  const { fetch, baseUrl, apiKey, mandatorId } = sandbox;
  const erecruiter = new ERecruiter({ fetch, baseUrl, apiKey, mandatorId, clock, concurrency: 8 });
  const state = new Map<string, SyncEntry>();
  const ids = sandbox.applicantIds();
  const result: Night[] = [];
  for (const [number, day] of days.entries()) {
    // One per cent changes, half of it where sources show it.
    for (let at = number % 100; number > 0 && at < ids.length; at += 100) change(ids[at] ?? 0, at % 200 < 100);
    result.push(await oneNight(Math.max(1, day * DAY)));
    now += DAY;
  }
  return result;

  function change(id: number, isShown: boolean): void {
    const [application] = sandbox.applicationsOf(id);
    if (isShown && application !== undefined) sandbox.moveApplication(id, application.Id, 'Gespräch vereinbart');
    else sandbox.edit(id, { City: `Ort ${now}` });
  }

  async function oneNight(rereadAfterMs: number): Promise<Night> {
    let last: SyncProgress | undefined;
    let changes = 0;
    let done = 0;
    let megabytes = 0;
    const before = sandbox.requests;
    const start = process.cpuUsage();
    const onProgress = (progress: SyncProgress): void => {
      last = progress;
      if (progress.model !== 'candidate' || ++done !== Math.floor(ids.length / 2)) return;
      globalThis.gc?.();
      megabytes = process.memoryUsage().heapUsed / 2 ** 20;
    };
    for await (const { type } of erecruiter.sync({}, { state, rereadAfterMs, onProgress })) {
      changes += type === 'upsert' ? 1 : 0;
      // The sandbox answers within microtasks, so nothing else would get its turn, the collection among it.
      if (changes % 1000 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    const seconds = processorTime(start) / 1000;
    const { savedRequests = 0, candidates: { read = 0, due = 0 } = {} } = last ?? {};
    return { requests: sandbox.requests - before, savedRequests, seconds, changes, read, due, megabytes };
  }
}

console.log(JSON.stringify(await nights(settings.parse(JSON.parse(process.argv[2] ?? '')))));
