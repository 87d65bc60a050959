// One crawl, split across the workers of a BullMQ queue: `npx tsx examples/crawl-on-bullmq.ts`.
// Uses the Redis at REDIS_URL; otherwise starts a redis-server from the PATH and stops it at the end.
import { type Job, Queue, QueueEvents, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { SyncState } from 'erecruiter-kombo';
import { connect } from './support/client.js';
import { findRedis } from './support/redis.js';
import { count } from './support/style.js';

const SHARDS = 3; // keep it fixed: each shard has its own state
const WORKERS = 2; // here in one process; yours can run in as many as you like

const { erecruiter, sandbox } = connect({ retry: { limit: 0 } }); // the queue retries
const server = await findRedis();
if (server === null) console.log('Skipped: neither REDIS_URL nor a redis-server on the PATH was found.');
else await crawl(server.url).finally(() => server.stop());

async function crawl(url: string): Promise<void> {
  const prefix = `erecruiter-example-${process.pid}`; // keeps the rest of your Redis untouched
  const settings = { connection: { url, maxRetriesPerRequest: null }, prefix };
  const redis = new Redis(url);
  const queue = new Queue('crawl', settings);
  const events = new QueueEvents('crawl', settings);
  const workers = Array.from({ length: WORKERS }, () => new Worker('crawl', work, settings));
  try {
    console.log('The first night:');
    sandbox?.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 500, skip: 9 });
    await night();
    if (sandbox !== null) {
      console.log('The second night, after one edit:');
      sandbox.edit(150_000, { LastName: 'Neuberger' });
      await night();
    }
  } finally {
    await Promise.all([...workers, events].map((one) => one.close()));
    await redis.del(`${prefix}:none`, ...(await redis.keys(`${prefix}:*`)));
    await queue.close();
    redis.disconnect();
  }

  /** Queues one task per shard and waits for all of them. */
  async function night(): Promise<void> {
    // Jobs that only your copy has belong to a shard as well, so that their deletion is noticed.
    const known = Object.values(await redis.hgetall(`${prefix}:job`)).map((job) => Number(JSON.parse(job).remote_id));
    const listed = (await erecruiter.listJobs().toArray()).map(({ remote_id }) => Number(remote_id));
    const numbers = [...new Set([...known, ...listed])];
    const tasks = Array.from({ length: SHARDS }, (_, shard) => ({
      name: 'shard',
      data: { shard, jobs: numbers.filter((number) => number % SHARDS === shard) },
      opts: { attempts: 3, backoff: { type: 'fixed', delay: 100 } },
    }));
    const added = await queue.addBulk(tasks);
    for (const line of await Promise.all(added.map((task) => task.waitUntilFinished(events)))) console.log(`  ${line}`);
    const [candidates, jobs] = [await redis.hlen(`${prefix}:candidate`), await redis.hlen(`${prefix}:job`)];
    console.log(`  ${count(candidates, 'candidate')}, ${count(jobs, 'job')}`);
  }

  /** Runs one task. If it throws, the next attempt continues with what the state does not have yet. */
  async function work(task: Job<{ shard: number; jobs: number[] }>): Promise<string> {
    const { shard, jobs } = task.data;
    const job_ids = jobs.map((number) => `remote:${number}`);
    let changes = 0;
    for await (const { model, type, data } of erecruiter.sync({ job_ids }, { state: stateOf(shard) })) {
      // A candidate with applications in two shards comes from both, with the same id.
      if (type === 'upsert') await redis.hset(`${prefix}:${model}`, data.id, JSON.stringify(data));
      else await redis.hdel(`${prefix}:${model}`, data.id);
      changes += 1;
      if (changes % 50 === 0) await task.updateProgress(changes);
    }
    return `shard ${shard}, ${count(jobs.length, 'job')}: ${count(changes, 'change')} at attempt ${task.attemptsMade + 1}`;
  }

  /** Keeps the state of a shard in a hash. */
  function stateOf(shard: number): SyncState {
    const key = `${prefix}:state:${shard}`;
    return {
      get: async (id) => JSON.parse((await redis.hget(key, id)) ?? 'null'),
      set: (id, entry) => redis.hset(key, id, JSON.stringify(entry)),
      delete: (id) => redis.hdel(key, id),
      entries: async () => Object.entries(await redis.hgetall(key)).map(([id, entry]) => [id, JSON.parse(entry)]),
    };
  }
}
