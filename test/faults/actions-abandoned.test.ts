import { expect, test } from 'vitest';
import { AbortedError } from '../../src/index.js';
import { input, PlainServer, SETTLE_MS } from '../helpers/plain-server.js';
import { createLedger } from '../helpers/event-ledger.js';
import { base64 } from './actions-kit.js';
import { caught, eventually } from './transport-kit.js';

// The caller aborts while a slow server works on a write. The next call must find the result of that write.

const SLOW_MS = 120;
const isWrite = (request: string): boolean => /^(PUT|POST \w)/.test(request);

/** Calls, and aborts once the server works on a write. Returns the error, and how long the caller waited for it. */
async function abandon(server: PlainServer, request: RegExp, call: (signal: AbortSignal) => Promise<unknown>) {
  const controller = new AbortController();
  const left = caught(call(controller.signal));
  await eventually(() => server.requests.some((one) => request.test(one)));
  const started = performance.now();
  controller.abort();
  const error = await left;
  return { error, ms: performance.now() - started };
}

test('a candidate whose creation was aborted is found by the next call, for any job', async () => {
  const server = new PlainServer({ slow: (request) => (request === 'PUT Applicant' ? SLOW_MS : 0) });
  const ledger = createLedger();
  const client = server.client(ledger.hooks);
  const { error, ms } = await abandon(server, /PUT Applicant/, (signal) =>
    client.createApplication(input(), { signal }),
  );
  expect(error).toMatchObject({ name: 'PartialWriteError', mayHaveBeenApplied: true });
  expect(ms).toBeLessThan(SLOW_MS / 2);
  await Promise.all([7, 8, 9].map((job) => client.createApplication(input('EVA.GRUEN@example.at', job))));
  expect(server.applicants.size).toBe(1);
  expect(server.applications).toHaveLength(3);
  // Its request ended for the caller when they aborted; the answer that came afterwards is not reported.
  expect(ledger.broken()).toEqual([]);
  expect([...ledger.requests.values()].filter((events) => events.includes('onFailure 1'))).toHaveLength(1);
});

test('a candidate created after the caller has aborted is remembered, even while the search lags', async () => {
  const slow = (request: string): number => (request === 'PUT Applicant' ? SLOW_MS : 0);
  const server = new PlainServer({ slow, lagMs: 60_000 });
  const client = server.client();
  await abandon(server, /PUT Applicant/, (signal) => client.createApplication(input(), { signal }));
  await client.createApplication(input());
  expect(server.applicants.size).toBe(1);
});

test('a write that ends early lets the next call start early: it need not wait for all of settleMs', async () => {
  const server = new PlainServer({ slow: (request) => (request === 'PUT Applicant' ? SLOW_MS : 0) });
  const client = server.client({ settleMs: 60_000 });
  await abandon(server, /PUT Applicant/, (signal) => client.createApplication(input(), { signal }));
  const started = performance.now();
  await client.createApplication(input());
  expect(performance.now() - started).toBeLessThan(10 * SLOW_MS);
  expect(server.applicants.size).toBe(1);
});

test.each(['CV', 'OTHER'] as const)('a file (%s) whose upload was aborted is not stored twice', async (type) => {
  const server = new PlainServer({ slow: (request) => (isWrite(request) ? SLOW_MS : 0) });
  const id = server.add({ LastName: 'Grün' });
  const client = server.client();
  const file = { candidate_id: `remote:${id}`, attachment: { name: 'z.pdf', type, data: base64('z') } };
  const { error } = await abandon(server, /^PUT/, (signal) => client.addAttachmentToCandidate(file, { signal }));
  expect(error).toBeInstanceOf(AbortedError);
  await client.addAttachmentToCandidate(file);
  expect(server.writes()).toHaveLength(1);
  expect(server.documents.length + server.cvs.size).toBe(1);
});

test('an older write that was aborted does not overwrite the tag of another call', async () => {
  let isFirst = true;
  const server = new PlainServer({
    slow: (request) => {
      const isSlow = isFirst && /^POST Applicant/.test(request);
      if (isSlow) isFirst = false;
      return isSlow ? SLOW_MS : 0;
    },
  });
  const id = server.add({ LastName: 'Grün', Tags: ['old'] });
  const client = server.client();
  const tag = (name: string) => ({ candidate_id: `remote:${id}`, tag: { name } });
  const { error } = await abandon(server, /^POST Applicant/, (signal) =>
    client.addTagToCandidate(tag('A'), { signal }),
  );
  expect(error).toMatchObject({ name: 'AbortedError', mayHaveBeenApplied: true });
  await client.addTagToCandidate(tag('B'));
  await new Promise((resolve) => setTimeout(resolve, 2 * SLOW_MS));
  expect(server.applicants.get(id)?.['Tags']).toEqual(['old', 'A', 'B']);
});

test('a server that continues after the request was cut off has settleMs to finish', async () => {
  const late = SETTLE_MS - 100;
  const server = new PlainServer({ slow: (request) => (request === 'PUT Applicant' ? late : 0) });
  const client = server.client({ timeoutMs: 50 });
  const calls = [7, 8].map((job) => client.createApplication(input(undefined, job)));
  await Promise.all(calls);
  expect(server.applicants.size).toBe(1);
});

test('a call that is aborted in the queue sends nothing and leaves the queue', async () => {
  const server = new PlainServer({ slow: (request) => (request === 'PUT Applicant' ? SLOW_MS : 0) });
  const client = server.client();
  const controller = new AbortController();
  const first = client.createApplication(input(undefined, 7));
  await eventually(() => server.requests.includes('PUT Applicant'));
  const second = caught(client.createApplication(input(undefined, 8), { signal: controller.signal }));
  const third = client.createApplication(input(undefined, 9));
  await eventually(() => server.requests.filter((request) => request.startsWith('GET Job')).length === 3);
  const started = performance.now();
  controller.abort();
  expect(await second).toMatchObject({ name: 'AbortedError', attempts: 0, mayHaveBeenApplied: false });
  expect(performance.now() - started).toBeLessThan(SLOW_MS / 2);
  await Promise.all([first, third]);
  expect(server.applications.map(({ JobId }) => JobId)).toEqual([7, 9]);
});

test('a fetch that ignores the signal is waited for until it ends', async () => {
  const server = new PlainServer();
  const client = server.client({
    settleMs: 0,
    fetch: async (target, init) => {
      const request = new Request(target, init);
      const isSlow = request.method === 'PUT' && request.url.includes('/Applicant?');
      if (isSlow) await new Promise((resolve) => setTimeout(resolve, SLOW_MS));
      return server.fetch(request.url, { method: request.method, body: (await request.text()) || null });
    },
  });
  const controller = new AbortController();
  const left = caught(client.createApplication(input(), { signal: controller.signal }));
  await eventually(() => server.requests.some((request) => request.startsWith('GET Applicants/ByEmail')));
  await new Promise((resolve) => setTimeout(resolve, SLOW_MS / 3));
  controller.abort();
  await left;
  await client.createApplication(input());
  expect(server.applicants.size).toBe(1);
});
