import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';

const SERVER = 'redis-server';

/** A Redis to use, and how to stop it. */
export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Returns the Redis at `REDIS_URL`, or starts a `redis-server` on 127.0.0.1; null if there is neither. */
export async function findRedis(): Promise<RedisServer | null> {
  const given = process.env['REDIS_URL'];
  if (given) return { url: given, stop: async () => undefined };

  const port = String(await freePort());
  const args = ['--port', port, '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(SERVER, args, { stdio: 'ignore' });
  const started = await once(server, 'spawn').catch(() => null); // rejects when there is no such program
  if (started === null) return null;
  process.once('exit', () => server.kill());

  const url = `redis://127.0.0.1:${port}`;
  const probe = new Redis(url, { retryStrategy: (times) => (times < 100 ? 50 : null) });
  probe.on('error', () => undefined); // it is not up yet
  await probe.ping().finally(() => probe.disconnect());
  return {
    url,
    async stop() {
      server.kill();
      if (server.exitCode === null) await once(server, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
