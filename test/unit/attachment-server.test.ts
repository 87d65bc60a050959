import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { fetchFile } from '../helpers/files.js';
import { AbortedError, TimeoutError } from '../../src/errors.js';

// Mocks hide how the real fetch streams, redirects and aborts. The guard has no way around it, so the tests redirect
// the connection instead: requests to the public name arrive at a server on this machine.

const URL_OF_FILE = 'https://files.example.com/cv.pdf';
const never = new AbortController().signal;

async function serve(listener: RequestListener): Promise<typeof globalThis.fetch> {
  const started = createServer(listener);
  onTestFinished(() => {
    started.closeAllConnections();
    started.close();
  });
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = started.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  return (input, init) => fetch(String(input).replace('https://files.example.com', `http://127.0.0.1:${port}`), init);
}

test('a file arrives complete, over a redirect and compressed', async () => {
  const content = Uint8Array.from({ length: 300_000 }, (_, at) => (at * at) % 253);
  const headers: unknown[] = [];
  const fetch = await serve((request, response) => {
    headers.push(request.headers);
    if (request.url === '/cv.pdf') return response.writeHead(307, { location: 'moved.pdf?x=1' }).end('moved');
    return response
      .writeHead(200, { 'content-type': 'application/pdf', 'content-encoding': 'gzip' })
      .end(gzipSync(content));
  });
  const { bytes, contentType } = await fetchFile(URL_OF_FILE, 'p', { fetch }, never);
  expect(Buffer.compare(bytes, content)).toBe(0);
  expect(contentType).toBe('application/pdf');
  expect(JSON.stringify(headers)).not.toMatch(/token|authorization|cookie|referer/i);
});

test('a redirect to this machine is not followed', async () => {
  const asked: unknown[] = [];
  const fetch = await serve((request, response) => {
    asked.push(request.url);
    response.writeHead(302, { location: `http://127.0.0.1/secret` }).end();
  });
  await expect(fetchFile(URL_OF_FILE, 'p', { fetch }, never)).rejects.toThrow('redirects away from https');
  expect(asked).toEqual(['/cv.pdf']);
});

test('a small answer that decompresses to a large one is cut off, and its connection closed', async () => {
  const closed = vi.fn();
  const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024));
  const fetch = await serve((_, response) => {
    response.once('close', closed);
    response.writeHead(200, { 'content-encoding': 'gzip' });
    response.write(bomb); // and never ends
  });
  await expect(fetchFile(URL_OF_FILE, 'p', { fetch, maxBytes: 1_000_000 }, never)).rejects.toThrow(
    'must not be larger than 1000000 bytes',
  );
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
});

test.each([
  ['before the headers', (() => undefined) satisfies RequestListener],
  ['in the body', ((_, response) => void response.writeHead(200).write('part')) satisfies RequestListener],
])('a server that stops %s costs the time limit at most, and no connection', async (_, listener: RequestListener) => {
  const closed = vi.fn();
  const fetch = await serve((request, response) => {
    response.once('close', closed);
    listener(request, response);
  });
  const error: unknown = await fetchFile(URL_OF_FILE, 'p', { fetch, timeoutMs: 100 }, never).catch((e: unknown) => e);
  expect(TimeoutError.isInstance(error)).toBe(true);
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
});

test('the caller may abort while the file arrives', async () => {
  const controller = new AbortController();
  const closed = vi.fn();
  const fetch = await serve((_, response) => {
    response.once('close', closed);
    response.writeHead(200).write('part', () => setTimeout(() => controller.abort(), 20));
  });
  const error: unknown = await fetchFile(URL_OF_FILE, 'p', { fetch }, controller.signal).catch((e: unknown) => e);
  expect(AbortedError.isInstance(error)).toBe(true);
  await vi.waitFor(() => expect(closed).toHaveBeenCalled());
});
