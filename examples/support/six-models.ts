import { AbortedError, type ERecruiter, type Listing } from 'erecruiter-kombo';
import type { Progress } from './progress.js';
import { fullness } from './sample.js';
import { count } from './style.js';

/** What it took to read one model. */
export interface Reading {
  readonly model: string;
  /** The name of its TypeScript type. */
  readonly type: string;
  records: number;
  requests: number;
  seconds: number;
  /** The most complete record; null if there is none. */
  sample: object | null;
}

/** Counts requests, shows progress, and stops the reading. */
export interface Watch {
  readonly progress: Progress;
  readonly requests: () => number;
  readonly signal: AbortSignal;
}

/** Handles each record, and estimates the share that is done: no listing knows its length. */
interface Ways<T> {
  readonly take?: (record: T) => void;
  readonly share?: (reading: Reading, latest: T) => number;
}

const MODELS = 6;

/** Reads the six models one after the other. After an abort, returns what has been read so far. */
export async function readSixModels(erecruiter: ERecruiter, watch: Watch): Promise<Reading[]> {
  const { progress, signal } = watch;
  const readings: Reading[] = [];
  const places = new Map<string, number>();
  let applicationsOfCandidates = 0;

  try {
    const jobs = await read('jobs', 'Job', erecruiter.listJobs({}, { signal }), {
      take: ({ remote_id }) => places.set(remote_id, places.size),
    });
    const candidates = await read('candidates', 'Candidate', erecruiter.listCandidates({}, { signal }), {
      take: ({ applications }) => (applicationsOfCandidates += applications.length),
      // Candidates arrive job by job.
      share: (_, latest) =>
        Math.min(...latest.applications.map(({ job }) => places.get(job?.remote_id ?? '') ?? 0)) / places.size,
    });
    const applications = await read('applications', 'Application', erecruiter.listApplications({}, { signal }), {
      share: ({ records }) => records / applicationsOfCandidates,
    });
    await read('application stages', 'ApplicationStage', erecruiter.listApplicationStages({}, { signal }), {
      // The same requests as for applications, less the ones for the candidates.
      share: ({ requests }) => requests / (applications.requests - candidates.records),
    });
    await read('screening questions', 'ScreeningQuestion', erecruiter.listScreeningQuestions({}, { signal }), {
      share: ({ requests }) => requests / jobs.requests,
    });
    const questions = erecruiter.listJobScreeningQuestions({}, { signal });
    await read('job-specific screening questions', 'JobScreeningQuestion', questions, {
      share: ({ requests }) => requests / jobs.requests,
    });
  } finally {
    progress.end();
  }
  return readings;

  async function read<T extends object>(
    model: string,
    type: string,
    listing: Listing<T>,
    { take, share }: Ways<T>,
  ): Promise<Reading> {
    const reading: Reading = { model, type, records: 0, requests: 0, seconds: 0, sample: null };
    if (signal.aborted) return reading;
    const place = readings.push(reading) - 1;
    const [requestsBefore, started] = [watch.requests(), performance.now()];
    let latest: T | undefined;

    const measure = (): void => {
      reading.requests = watch.requests() - requestsBefore;
      reading.seconds = (performance.now() - started) / 1000;
      const done = latest === undefined ? 0 : (share?.(reading, latest) ?? 0);
      progress.show((place + Math.min(done || 0, 1)) / MODELS, describe(reading));
    };
    const timer = setInterval(measure, 100);
    try {
      for await (const record of listing) {
        latest = record;
        reading.records += 1;
        if (reading.sample === null || fullness(record) > fullness(reading.sample)) reading.sample = record;
        take?.(record);
      }
    } catch (error) {
      if (!AbortedError.isInstance(error)) throw error;
    } finally {
      clearInterval(timer);
    }
    measure();
    progress.done(describe(reading));
    return reading;
  }
}

function describe({ model, records, requests, seconds }: Reading): string {
  return `${model}: ${count(records, 'record')}, ${count(requests, 'raw request')}, ${seconds.toFixed(1)} s`;
}
