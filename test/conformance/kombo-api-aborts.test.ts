import { describe, expect, test } from 'vitest';
import {
  ConnectionError,
  RequestAbortedError,
  RequestTimeoutError,
  UnexpectedClientError,
} from '@kombo-api/sdk/models/errors/httpclienterrors.js';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { settle } from '../helpers/client.js';
import { ACME, errorOf, EVA, FIRST, JOBS, setUpKombo } from './kombo-api-kit.js';

const PLAIN = `remote:${JOBS.plain}`;
const BASE = 'https://api.kombo.dev/v1';

/**
 * The SDK passes on a clone of its request. On Node 20 the signal of a clone loses its origin if garbage is collected
 * at that moment: nothing behind the SDK can fix that.
 */
const THROUGH_CLONE = { retry: 4 };

describe('an abort', () => {
  test('of a read becomes a RequestAbortedError at once and ends every request', THROUGH_CLONE, async () => {
    const { kombo, sandbox } = setUpKombo({ sandbox: { latencyMs: 50 } });
    const controller = new AbortController();
    const pending = errorOf(kombo.ats.getCandidates({}, { signal: controller.signal }));
    await new Promise((resolve) => setTimeout(resolve, 80));
    controller.abort();
    expect(await pending).toBeInstanceOf(RequestAbortedError);
    for (let turns = 0; sandbox.inFlight > 0 && turns < 50; turns += 1) await settle();
    const { requests } = sandbox;
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect([sandbox.inFlight, sandbox.requests]).toEqual([0, requests]);
  });

  test(
    'of a write becomes a RequestAbortedError, too, and the same call later completes it',
    THROUGH_CLONE,
    async () => {
      const { kombo, sandbox } = setUpKombo({ sandbox: { latencyMs: 20 } });
      const controller = new AbortController();
      const call = { job_id: PLAIN, body: EVA };
      const pending = errorOf(kombo.ats.createApplication(call, { signal: controller.signal }));
      while (!sandbox.log.some(({ method, template }) => method === 'PUT' && template === 'Applicant')) await settle();
      controller.abort();
      expect(await pending).toBeInstanceOf(RequestAbortedError);
      await new Promise((resolve) => setTimeout(resolve, 50));
      const { data } = await kombo.ats.createApplication(call);
      expect(sandbox.applicationsOf(Number(data.candidate?.remote_id))).toHaveLength(1);
      const people = sandbox
        .applicantIds()
        .filter((id) => sandbox.applicant(id)?.Email === EVA.candidate.email_address);
      expect(people).toHaveLength(1);
    },
  );

  test('before the call means that nothing is sent', async () => {
    const { kombo, sandbox } = setUpKombo();
    const error = await errorOf(kombo.ats.getJobs({}, { signal: AbortSignal.abort() }));
    expect(error).toBeInstanceOf(RequestAbortedError);
    expect(sandbox.requests).toBe(0);
  });

  test('with a custom reason rejects with exactly that reason', async () => {
    const { fetcher, kombo } = setUpKombo();
    const reason = new RangeError('enough');
    const init = { headers: { 'x-integration-id': ACME }, signal: AbortSignal.abort(reason) };
    await expect(fetcher(`${BASE}/ats/jobs`, init)).rejects.toBe(reason);
    expect(await errorOf(kombo.ats.getJobs({}, { signal: AbortSignal.abort('text') }))).toBeInstanceOf(
      UnexpectedClientError,
    );
  });

  test('ends a call whose integration lookup hangs and one whose body never arrives', async () => {
    const controller = new AbortController();
    const { fetcher } = setUpKombo();
    const never = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) });
    const headers = { 'x-integration-id': ACME };
    const { signal } = controller;
    const post = { method: 'POST', headers, body: never, duplex: 'half', signal };
    const calls = [
      createKomboFetch(() => new Promise(() => undefined))(`${BASE}/ats/jobs`, { headers, signal }),
      fetcher(new Request(`${BASE}/ats/candidates`, post)),
    ];
    const errors = Promise.all(calls.map(errorOf));
    await settle();
    controller.abort();
    expect(await errors).toEqual([signal.reason, signal.reason]);
  });
});

describe('a timeout', () => {
  test('of a read becomes a RequestTimeoutError', THROUGH_CLONE, async () => {
    const { sdk, sandbox } = setUpKombo();
    sandbox.fail({ on: 'GET Users', kind: 'timeout-headers', times: 9 });
    const error = await errorOf(sdk({ timeout_ms: 60 }).ats.getUsers());
    expect(error).toBeInstanceOf(RequestTimeoutError);
    expect(sandbox.inFlight).toBe(0);
  });

  test('per call, of a write', THROUGH_CLONE, async () => {
    const { kombo, sandbox } = setUpKombo();
    sandbox.fail({ on: 'POST Applicant/{applicantId}', kind: 'timeout-body', times: 9 });
    const tag = { candidate_id: `remote:${FIRST}`, body: { tag: { name: 'x' } } };
    expect(await errorOf(kombo.ats.addCandidateTag(tag, { timeout_ms: 60 }))).toBeInstanceOf(RequestTimeoutError);
  });

  test('of the client itself is a response: 504 for a read, 409 for a write', async () => {
    const { kombo, sandbox } = setUpKombo({ timeoutMs: 40, retry: { limit: 0 } });
    sandbox.fail({ on: 'GET Users', kind: 'timeout-headers', times: 9 });
    const read = await errorOf(kombo.ats.getUsers());
    expect(read).toMatchObject({ statusCode: 504, error: { code: 'PLATFORM.TASK_TIMED_OUT' } });
    sandbox.fail({ on: 'PUT Applicant/History/{applicantId}', kind: 'timeout-headers' });
    const link = { candidate_id: `remote:${FIRST}`, body: { label: 'a', url: 'https://example.at/' } };
    const write = await errorOf(kombo.ats.addCandidateResultLink(link));
    expect(write).toMatchObject({ statusCode: 409, error: { code: 'PLATFORM.TASK_TIMED_OUT' } });
  });
});

test('one signal for many calls at once causes no warning from Node', async () => {
  const warnings: string[] = [];
  const note = (warning: Error): void => void warnings.push(warning.message);
  process.on('warning', note);
  const { fetcher } = setUpKombo();
  const { signal } = new AbortController();
  const init = { headers: { 'x-integration-id': ACME }, signal };
  await Promise.all(Array.from({ length: 30 }, () => fetcher(`${BASE}/ats/users`, init)));
  await settle();
  process.off('warning', note);
  expect(warnings).toEqual([]);
});

test('an outage is a response, never a ConnectionError of the SDK', async () => {
  const { kombo, sandbox } = setUpKombo();
  sandbox.fail({ kind: 'refused', times: 99 });
  expect(await errorOf(kombo.ats.getJobs())).not.toBeInstanceOf(ConnectionError);
});
