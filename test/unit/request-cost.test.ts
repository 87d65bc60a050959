import ky from 'ky';
import { describe, expect, test, vi } from 'vitest';
import { ERecruiter } from '../../src/index.js';
import { createSandbox } from '../../src/sandbox/index.js';

/** Objects that the platform is slow to make: a crawl sends hundreds of thousands of requests. */
interface Made {
  AbortController: number;
  Headers: number;
  Request: number;
  combined: number;
}

/** Counts what is made while `work` runs. */
async function countMade(work: () => Promise<unknown>): Promise<Made> {
  const made: Made = { AbortController: 0, Headers: 0, Request: 0, combined: 0 };
  const any = vi.spyOn(AbortSignal, 'any');
  const counted = <Args extends readonly unknown[], T extends object>(
    name: keyof Made,
    type: new (...args: Args) => T,
  ): void => {
    const count = (): void => void (made[name] += 1);
    vi.stubGlobal(
      name,
      new Proxy(type, { construct: (target, args, self) => (count(), Reflect.construct(target, args, self)) }),
    );
  };
  counted('AbortController', AbortController);
  counted('Headers', Headers);
  counted('Request', Request);
  try {
    await work();
    return { ...made, combined: any.mock.calls.length };
  } finally {
    vi.unstubAllGlobals();
    any.mockRestore();
  }
}

/** A client whose reads are answered from memory, and what answers them. */
function setUp() {
  const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 1, jobs: 1 });
  const answer = async (): Promise<Response> => new Response('"OK"');
  const erecruiter = new ERecruiter({
    baseUrl,
    apiKey,
    mandatorId,
    fetch: (url, init) => (init.headers['x-apitoken'] === undefined ? fetch(url, init) : answer()),
  });
  return { erecruiter, answer, url: `${baseUrl}/Api/Ping` };
}

describe('what a request makes is one controller more than ky alone', () => {
  test.each([
    ['a read', { method: 'GET', path: '/Ping' }, {}],
    ['a read with a signal', { method: 'GET', path: '/Ping' }, { signal: new AbortController().signal }],
  ] as const)('%s', async (_, input, options) => {
    const { erecruiter, answer, url } = setUp();
    const send = () => erecruiter.passthrough(input, options);
    await send(); // gets the token, and builds what requests have in common
    const { AbortController: controllers, ...others } = await countMade(() => ky(url, { fetch: answer }).text());
    expect(await countMade(send)).toEqual({ ...others, AbortController: controllers + 1 });
  });

  test('a write, headers aside: a body changes them', async () => {
    const { erecruiter, answer, url } = setUp();
    const send = () => erecruiter.passthrough({ method: 'POST', path: '/Ping', data: {} });
    await send();
    const { Headers: _, AbortController: controllers, ...others } = await countMade(() => ky(url, { fetch: answer }));
    expect(await countMade(send)).toMatchObject({ ...others, AbortController: controllers + 1 });
  });
});
