import { describe, expect, test, vi } from 'vitest';
import { loadAttachment, loadAttachments, loading } from '../helpers/files.js';
import { AbortedError, InputError } from '../../src/errors.js';

const HELLO = btoa('hello');
const url = (name: string): string => `https://files.example.com/${name}`;
const cv = (name: string) => ({ name, type: 'CV', data_url: url(name) }) as const;

/** The issues of an input error. */
async function issuesOf(work: Promise<unknown>): Promise<unknown> {
  const error: unknown = await work.catch((reason: unknown) => reason);
  return InputError.isInstance(error) ? error.issues : error;
}

describe('loadAttachment', () => {
  test('reads the content from the input', async () => {
    const input = { name: 'Lebenslauf.PDF', type: 'CV', data: 'aGVs\nbG8', content_type: 'application/pdf' } as const;
    expect(await loadAttachment(input, 'attachment', loading())).toEqual({
      type: 'CV',
      name: 'Lebenslauf',
      extension: '.pdf',
      contentType: 'application/pdf',
      base64: HELLO,
    });
  });

  test('fetches the content, and uses the type that the answer names', async () => {
    const fetch = async (): Promise<Response> =>
      new Response('hello', { headers: { 'content-type': 'image/jpeg; q=1' } });
    const input = { name: 'Foto', type: 'OTHER', data_url: url('1') } as const;
    expect(await loadAttachment(input, 'attachment', loading({ fetch }))).toEqual({
      type: 'OTHER',
      name: 'Foto',
      extension: '.jpg',
      contentType: 'image/jpeg',
      base64: HELLO,
    });
    expect(
      await loadAttachment({ ...input, content_type: 'image/png' }, 'attachment', loading({ fetch })),
    ).toMatchObject({
      extension: '.png',
      contentType: 'image/png',
    });
  });

  test('reads a data URL', async () => {
    const input = { name: 'Brief', type: 'COVER_LETTER', data_url: `data:text/plain;base64,${HELLO}` } as const;
    expect(await loadAttachment(input, 'attachment', loading())).toMatchObject({ extension: '.txt', base64: HELLO });
  });

  test.each([
    ['neither data nor data_url', {}, 'attachment', 'must have data or data_url', 'required'],
    ['both', { data: HELLO, data_url: url('1') }, 'attachment', 'must not have both data and data_url', 'not_allowed'],
    ['no base64', { data: 'secret!' }, 'attachment.data', 'must be base64', 'invalid_format'],
    ['an empty text', { data: '' }, 'attachment.data', 'must not be empty', 'required'],
    ['white space', { data: ' \n' }, 'attachment.data', 'must not be empty', 'required'],
    ['too much data', { data: btoa('hello!') }, 'attachment.data', 'must not be larger than 5 bytes', 'too_large'],
    ['an empty file', { data_url: 'data:,' }, 'attachment.data_url', 'must not be empty', 'required'],
    [
      'too large a file',
      { data_url: 'data:,hello!' },
      'attachment.data_url',
      'must not be larger than 5 bytes',
      'too_large',
    ],
    [
      'a private host',
      { data_url: 'https://10.0.0.1/x' },
      'attachment.data_url',
      '10.0.0.1 is not a public host',
      'not_allowed',
    ],
  ])('refuses %s', async (_, content, path, message, code) => {
    const input = { name: 'x.pdf', type: 'CV', ...content } as const;
    expect(await issuesOf(loadAttachment(input, 'attachment', loading({ maxBytes: 5 })))).toEqual([
      { code, path, message },
    ]);
  });

  test('accepts data of exactly the limit', async () => {
    const input = { name: 'x', type: 'CV', data: HELLO } as const;
    expect((await loadAttachment(input, 'attachment', loading({ maxBytes: 5 }))).base64).toBe(HELLO);
  });
});

describe('loadAttachments', () => {
  test('returns none for none', async () => {
    expect(await loadAttachments([], 'attachments', loading())).toEqual([]);
  });

  test('fetches two at a time and keeps their order', async () => {
    let running = 0;
    let most = 0;
    const delays = [30, 1, 15, 1, 1];
    const fetch: typeof globalThis.fetch = async (input) => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, delays[Number(String(input).slice(-1))]));
      running -= 1;
      return new Response(String(input).slice(-1));
    };
    const inputs = delays.map((_, index) => cv(String(index)));
    const given = { name: 'given', type: 'OTHER', data: HELLO } as const;
    const mixed = [...inputs.slice(0, 2), given, ...inputs.slice(2)];
    const files = await loadAttachments(mixed, 'attachments', loading({ fetch }));
    expect(files.map(({ base64 }) => atob(base64))).toEqual(['0', '1', 'hello', '2', '3', '4']);
    expect(files.map(({ name }) => name)).toEqual(['0', '1', 'given', '2', '3', '4']);
    expect(most).toBe(2);
  });

  test('fetches nothing if one of the inputs is invalid by itself', async () => {
    const fetch = vi.fn(async () => new Response('x'));
    const inputs = [cv('1'), { name: 'x', type: 'OTHER', data: '?' } as const];
    expect(await issuesOf(loadAttachments(inputs, 'candidate.attachments', loading({ fetch })))).toEqual([
      { code: 'invalid_format', path: 'candidate.attachments.1.data', message: 'must be base64' },
    ]);
    expect(fetch).not.toHaveBeenCalled();
  });

  test('aborts the others on the first failure, and throws that one', async () => {
    const asked: string[] = [];
    const aborted: string[] = [];
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const name = String(input).slice(-1);
      asked.push(name);
      if (name === '1') return new Response(null, { status: 404 });
      return await new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => {
          aborted.push(name);
          reject(new Error('aborted'));
        });
      });
    };
    const inputs = ['0', '1', '2', '3'].map(cv);
    expect(await issuesOf(loadAttachments(inputs, 'attachments', loading({ fetch })))).toEqual([
      { code: 'not_allowed', path: 'attachments.1.data_url', message: 'files.example.com answered HTTP 404' },
    ]);
    expect(aborted).toEqual(['0']);
    expect(asked).toEqual(['0', '1']);
  });

  test('stops when the caller aborts, and no listener remains', async () => {
    const controller = new AbortController();
    const added = vi.spyOn(controller.signal, 'addEventListener');
    const removed = vi.spyOn(controller.signal, 'removeEventListener');
    const fetch = vi.fn(() => new Promise<Response>(() => undefined));
    const inputs = ['0', '1', '2'].map(cv);
    const result = loadAttachments(inputs, 'attachments', loading({ fetch }, controller)).catch((e: unknown) => e);
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
    controller.abort();
    expect(AbortedError.isInstance(await result)).toBe(true);
    expect(fetch).toHaveBeenCalledTimes(2);
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });

  test('fetches nothing if the signal is aborted already', async () => {
    const fetch = vi.fn(async () => new Response('x'));
    const result = loadAttachments([cv('1')], 'attachments', loading({ fetch }, { signal: AbortSignal.abort() }));
    expect(AbortedError.isInstance(await result.catch((e: unknown) => e))).toBe(true);
    expect(fetch).not.toHaveBeenCalled();
  });
});
