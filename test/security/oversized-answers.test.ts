import { createServer as createTcpServer } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ConnectionError, ERecruiter, InputError, ResponseShapeError, ServerError } from '../../src/index.js';
import { eventually } from '../faults/transport-kit.js';
import { setUp } from '../helpers/client.js';
import { type Answer, sendJson, startServer } from '../helpers/http-server.js';

const LIMIT = 1_000_000;
const UNPACKED = 32 * 1024 * 1024;
/** What may be on its way when the limit is noticed. */
const SLACK = 512 * 1024;

const zeros = Buffer.alloc(UNPACKED, '0');
const BOMBS = [
  ['gzip', gzipSync(zeros)],
  ['deflate', deflateSync(zeros)],
  ['br', brotliCompressSync(zeros)],
  ['gzip, gzip', gzipSync(gzipSync(zeros))],
] as const;

/** Sends what looks like an answer and goes on for ever. */
const endless: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (!response.destroyed && response.write(zeros.subarray(0, 65_536)));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

/** A fetch that counts the unpacked bytes that were taken from it, and knows whether the rest was called off. */
function counting() {
  const counts = { bytes: 0, cancelled: 0, requests: 0 };
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    counts.requests += 1;
    const reader = response.body?.getReader();
    const body = new ReadableStream<Uint8Array>(
      {
        pull: async (controller) => {
          const { done = true, value } = (await reader?.read()) ?? {};
          if (done || value === undefined) return controller.close();
          counts.bytes += value.byteLength;
          controller.enqueue(value);
        },
        cancel: (reason) => {
          counts.cancelled += 1;
          return reader?.cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
    return new Response(body, { status: response.status, headers: response.headers });
  };
  return { counts, fetch };
}

/** A client whose token comes at once and whose every other answer is the given one. */
async function clientOf(answer: Answer) {
  const server = await startServer((response, request) => {
    if (request.method === 'POST') sendJson(response, { Token: 'token', Expires: null });
    else answer(response, request);
  });
  const { counts, fetch } = counting();
  const erecruiter = new ERecruiter({
    baseUrl: server.url,
    apiKey: 'key',
    mandatorId: 1,
    maxBodyBytes: LIMIT,
    fetch,
    clock: { now: Date.now, sleep: async () => undefined },
  });
  return { server, erecruiter, counts };
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => expect.fail('expected a rejection'),
    (error: unknown) => error,
  );
}

describe('an answer of the API', () => {
  test.each(BOMBS)('that unpacks to more than the limit is cut off there: %s', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(LIMIT / 10);
    const { server, erecruiter, counts } = await clientOf((response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(bomb);
    });
    const error = await failureOf(erecruiter.listUsers().toArray());
    expect(ResponseShapeError.isInstance(error)).toBe(true);
    expect(String(error)).toContain(`the answer is larger than ${LIMIT} bytes`);
    expect(counts.bytes).toBeLessThan(LIMIT + SLACK);
    expect(counts.cancelled).toBe(1);
    expect(server.arrived.length).toBe(2); // the next one would be as large
    await eventually(() => server.running() === 0);
  });

  test('that never ends is cut off, its connection ended', async () => {
    const { server, erecruiter, counts } = await clientOf(endless);
    const error = await failureOf(erecruiter.listUsers().toArray());
    expect(ResponseShapeError.isInstance(error)).toBe(true);
    expect(counts.bytes).toBeLessThan(LIMIT + SLACK);
    await eventually(() => server.running() === 0);
  });

  test('that is an error keeps its status, and 256 KiB of its body at most are read', async () => {
    const { server, erecruiter, counts } = await clientOf((response) => {
      response.writeHead(500, { 'content-encoding': 'gzip' }).end(BOMBS[0][1]);
    });
    const error = await failureOf(erecruiter.listUsers().toArray());
    expect(ServerError.isInstance(error)).toBe(true);
    expect(counts.bytes).toBeLessThan(3 * 256 * 1024 + SLACK);
    expect(counts.cancelled).toBe(3);
    await eventually(() => server.running() === 0);
  });

  test('is bounded on the free path too, as base64 and whatever its status', async () => {
    for (const status of [200, 500]) {
      const { erecruiter, counts } = await clientOf((response) => {
        response.writeHead(status, { 'content-encoding': 'gzip' }).end(BOMBS[0][1]);
      });
      const call = { method: 'GET', path: '/Applicant/Photo/1', response_as_base64: true } as const;
      const error = await failureOf(erecruiter.passthrough(call));
      expect(ResponseShapeError.isInstance(error)).toBe(true);
      expect(counts.bytes).toBeLessThan(LIMIT + SLACK);
    }
  });

  test('of the token exchange is bounded as well', async () => {
    const server = await startServer(endless);
    const { counts, fetch } = counting();
    const erecruiter = new ERecruiter({
      baseUrl: server.url,
      apiKey: 'key',
      mandatorId: 1,
      maxBodyBytes: LIMIT,
      fetch,
    });
    const error = await failureOf(erecruiter.getJob('remote:1'));
    expect(String(error)).toBe(`ResponseShapeError: POST Api: the answer is larger than ${LIMIT} bytes`);
    expect(counts.bytes).toBeLessThan(LIMIT + SLACK);
    await eventually(() => server.running() === 0);
  });

  test.each([
    [
      'a body that is longer than announced is read as far as announced',
      'content-length: 2\r\n\r\n[]',
      '[]'.repeat(900),
    ],
    ['a body that is shorter than announced is a lost connection', 'content-length: 900000000\r\n\r\n[', ''],
    ['a body of chunks that are no chunks is a lost connection', 'transfer-encoding: chunked\r\n\r\n', 'zz\r\n[]\r\n'],
  ])('%s', async (title, head, rest) => {
    const server = createTcpServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', (data) => {
        const token = '{"Token":"token","Expires":null}';
        const isToken = data.toString().startsWith('POST');
        const answer = isToken ? `content-length: ${token.length}\r\n\r\n${token}` : `${head}${rest}`;
        socket.end(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n${answer}`);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const erecruiter = new ERecruiter({
      baseUrl: `http://127.0.0.1:${port}`,
      apiKey: 'key',
      mandatorId: 1,
      clock: { now: Date.now, sleep: async () => undefined },
    });
    const call = erecruiter.passthrough({ method: 'GET', path: '/Users/' });
    if (title.includes('as far as')) expect(await call).toMatchObject({ status: 200, data: [] });
    else expect(ConnectionError.isInstance(await failureOf(call))).toBe(true);
  });
});

describe('a file behind data_url', () => {
  /** Adds a file that a server of this machine answers in place of a public one. */
  async function add(answer: Answer) {
    const server = await startServer(answer);
    const { counts, fetch } = counting();
    const { erecruiter, sandbox } = setUp({
      sandbox: { applicants: 1, jobs: 1 },
      attachments: { maxBytes: LIMIT, fetch: (_, init) => fetch(`${server.url}/cv.pdf`, init) },
    });
    const attachment = { name: 'cv.pdf', type: 'CV', data_url: 'https://files.example.com/cv.pdf' } as const;
    const error = await failureOf(erecruiter.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment }));
    await eventually(() => server.running() === 0);
    return { error, counts, requests: sandbox.requests };
  }

  test.each(BOMBS)('that unpacks to more than the limit is cut off there: %s', async (encoding, bomb) => {
    const { error, counts, requests } = await add((response) => {
      response.writeHead(200, { 'content-encoding': encoding, 'content-type': 'application/pdf' }).end(bomb);
    });
    expect(InputError.isInstance(error)).toBe(true);
    expect(String(error)).toContain(`attachment.data_url: must not be larger than ${LIMIT} bytes`);
    expect(counts.bytes).toBeLessThan(LIMIT + SLACK);
    expect(requests).toBe(0);
  });

  test('that never ends is cut off, its connection ended', async () => {
    const { error, counts } = await add(endless);
    expect(String(error)).toContain(`must not be larger than ${LIMIT} bytes`);
    expect(counts.bytes).toBeLessThan(LIMIT + SLACK);
  });

  test('that never ends behind a refusal or a redirect is not read', async () => {
    for (const status of [404, 302]) {
      const { error, counts } = await add((response) => {
        response.writeHead(status, { location: 'https://127.0.0.1/' });
        response.write(zeros.subarray(0, 65_536));
      });
      expect(InputError.isInstance(error)).toBe(true);
      expect(counts.bytes).toBeLessThan(SLACK);
      expect(counts.cancelled).toBe(1);
    }
  });
});
