import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ERecruiter as Client, ERecruiterOptions } from '../src/index.js';
import { createSandbox, ERecruiter } from './library.js';

/** How big the server's eRecruiter is, and how long each request takes. */
export interface ServerOptions {
  readonly applicants: number;
  readonly jobs: number;
  readonly latencyMs: number;
}

/** A running server, warm: it has every answer of a crawl ready. */
export interface Server {
  readonly url: string;
  /** The addresses that a crawl asks, the exchange of the token aside. */
  readonly addresses: readonly string[];
  /** What requests must carry. */
  readonly token: string;
  /** A client of it. */
  client(options?: Partial<ERecruiterOptions>): Client;
  stop(): void;
}

const { apiKey, mandatorId } = createSandbox({ applicants: 0, jobs: 1 });

/** Starts a server on a free port of this machine and lets one crawl go over it. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const file = fileURLToPath(new URL('server.ts', import.meta.url));
  const child = fork(file, [JSON.stringify(options)], { execArgv: ['--import', 'tsx'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('message', (message) => resolve(Number(message)));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('the server ended')));
  });
  const url = `http://127.0.0.1:${port}`;
  const client: Server['client'] = (more = {}) => new ERecruiter({ baseUrl: url, apiKey, mandatorId, ...more });
  const addresses: string[] = [];
  let token = '';
  const warmUp = client({
    concurrency: 8,
    fetch: (input, init) => {
      const request = new Request(input, init);
      token = request.headers.get('X-ApiToken') ?? token;
      if (request.method === 'GET') addresses.push(request.url);
      return globalThis.fetch(request);
    },
  });
  for await (const { id } of warmUp.listCandidates()) void id;
  await fetch(`${url}/latency/1`);
  return { url, addresses, token, client, stop: () => child.disconnect() };
}
