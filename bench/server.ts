// An eRecruiter behind node:http in a process of its own, so that its processor time is not counted as the client's.
// It answers each address from memory after the first time, and each `latencyMs` after the request has come.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import { createSandbox } from './library.js';

const settings = z.object({ applicants: z.number(), jobs: z.number(), latencyMs: z.number() });
const { applicants, jobs, latencyMs } = settings.parse(JSON.parse(process.argv[2] ?? ''));

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

const sandbox = createSandbox({ applicants, jobs, logLimit: 1, tokenLifetimeMs: 1e9 });
const known = new Map<string, Answer>();
let delay = 0;

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', url = '' } = request;
  // The bench warms the server up before it counts.
  if (url.startsWith('/latency/')) {
    delay = Number(url.slice('/latency/'.length)) ? latencyMs : 0;
    return void response.end();
  }
  const name = `${method} ${url}`;
  const found = known.get(name) ?? (await ask(request));
  if (found.status === 200) known.set(name, found);
  const send = (): void => void response.writeHead(found.status, { 'content-type': found.type }).end(found.text);
  if (delay > 0) setTimeout(send, delay);
  else send();
}

async function ask(request: IncomingMessage): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = 'GET', url = '' } = request;
  const token = request.headers['x-apitoken'];
  const reply = await sandbox.fetch(`${sandbox.baseUrl}${url}`, {
    method,
    headers: { 'content-type': 'application/json', ...(typeof token === 'string' ? { 'X-ApiToken': token } : {}) },
    ...(method === 'GET' ? {} : { body: Buffer.concat(chunks) }),
  });
  return { status: reply.status, type: reply.headers.get('content-type') ?? '', text: await reply.text() };
}

const server = createServer((request, response) => void answer(request, response));
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
process.on('disconnect', () => process.exit());
