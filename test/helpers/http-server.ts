import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';

/** A request as it arrived, its body included. */
export interface Arrived {
  readonly method: string;
  /** Path and query as they stood on the wire. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A real server on a free port of this machine. */
export interface HttpServer {
  readonly url: string;
  /** Everything that arrived, in order. */
  readonly arrived: readonly Arrived[];
  /** How many requests have neither been answered nor given up by the client. */
  running(): number;
  /** Stops listening: the next connection is refused. */
  stop(): Promise<void>;
}

/** Answers a request, or does something worse to it. */
export type Answer = (response: ServerResponse, request: Arrived) => void;

/** Starts a server that ends with the test, together with its connections. */
export async function startServer(answer: Answer): Promise<HttpServer> {
  const arrived: Arrived[] = [];
  let running = 0;
  const server = createServer((incoming, response) => {
    running += 1;
    response.on('close', () => void (running -= 1));
    incoming.on('error', () => undefined);
    const chunks: Uint8Array[] = [];
    incoming.on('data', (chunk: Uint8Array) => void chunks.push(chunk));
    incoming.on('end', () => {
      const { method = '', url: target = '', headers } = incoming;
      const request = { method, target, headers, body: Buffer.concat(chunks).toString('utf8') };
      arrived.push(request);
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  onTestFinished(stop);
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return { url: `http://127.0.0.1:${address.port}`, arrived, running: () => running, stop };
}

/** Answers with JSON text. */
export function sendJson(response: ServerResponse, value: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(value));
}
