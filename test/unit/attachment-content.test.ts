import * as nodeBuffer from 'node:buffer';
import { createContext, runInContext } from 'node:vm';
import fc from 'fast-check';
import { Blob as ForeignBlob } from 'fetch-blob';
import { File as ForeignFile } from 'fetch-blob/file.js';
import { describe, expect, test, vi } from 'vitest';
import {
  AbortedError,
  type AttachmentInput,
  type FileAttachmentInput,
  type FileContent,
  InputError,
  PartialWriteError,
} from '../../src/index.js';
import { createKomboFetch } from '../../src/kombo-api/index.js';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const { Buffer } = nodeBuffer;
const candidate_id = `remote:${FIRST}`;

// What jest and other runners do: the code under test lives in another realm than the platform's values.
const realm = createContext({});

/** Another realm's array of these bytes, or its buffer. */
function foreign(bytes: Uint8Array, wrap: 'Uint8Array' | 'ArrayBuffer'): FileContent {
  Object.assign(realm, { numbers: [...bytes] });
  const array: Uint8Array = runInContext('Uint8Array.from(numbers)', realm);
  return wrap === 'Uint8Array' ? array : array.buffer;
}

/** Bytes in the middle of a larger buffer. */
function within(bytes: Uint8Array, buffer: ArrayBufferLike): ArrayBufferLike {
  new Uint8Array(buffer).fill(0xee).set(bytes, 8);
  return buffer;
}

function shared(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length);
  new Uint8Array(buffer).set(bytes);
  return buffer;
}

/** Every form that the content of a file can have. */
const FORMS: readonly (readonly [string, (bytes: Uint8Array<ArrayBuffer>) => FileContent])[] = [
  ['base64 text', (bytes) => Buffer.from(bytes).toString('base64')],
  ['URL-safe base64 text', (bytes) => Buffer.from(bytes).toString('base64url')],
  ['a Uint8Array', (bytes) => bytes],
  [
    'part of a larger array',
    (bytes) => new Uint8Array(within(bytes, new ArrayBuffer(bytes.length + 16)), 8, bytes.length),
  ],
  ['a Buffer, which is part of a pool', (bytes) => Buffer.from(bytes)],
  ['an ArrayBuffer', (bytes) => bytes.slice().buffer],
  ['a DataView', (bytes) => new DataView(within(bytes, new ArrayBuffer(bytes.length + 16)), 8, bytes.length)],
  ['a Uint8ClampedArray', (bytes) => new Uint8ClampedArray(bytes)],
  ['a SharedArrayBuffer', (bytes) => shared(bytes)],
  ['an array over a SharedArrayBuffer', (bytes) => new Uint8Array(shared(bytes))],
  ['a Blob', (bytes) => new Blob([bytes])],
  ['a File', (bytes) => new File([bytes], 'cv.pdf')],
  ['part of a Blob', (bytes) => new Blob(['head', bytes, 'tail']).slice(4, 4 + bytes.length)],
  ['a Blob of node:buffer', (bytes) => new nodeBuffer.Blob([bytes])],
  ['a Blob of fetch-blob', (bytes) => new ForeignBlob([bytes])],
  ['a File of fetch-blob', (bytes) => new ForeignFile([bytes], 'cv.pdf')],
  ['a Uint8Array of another realm', (bytes) => foreign(bytes, 'Uint8Array')],
  ['an ArrayBuffer of another realm', (bytes) => foreign(bytes, 'ArrayBuffer')],
  [
    'a Blob of another realm',
    (bytes) => ({ size: bytes.length, type: '', arrayBuffer: async () => foreignBuffer(bytes) }),
  ],
];

async function foreignBuffer(bytes: Uint8Array): Promise<ArrayBuffer> {
  Object.assign(realm, { numbers: [...bytes] });
  return runInContext('Uint8Array.from(numbers).buffer', realm);
}

/** For calls that send nothing. */
const idle = createStage();
const PDF = Uint8Array.from(Buffer.from('%PDF-1.7 äöü'));

function add(stage: Stage, attachment: AttachmentInput | FileAttachmentInput, options = {}): Promise<unknown> {
  return stage.client(options).addAttachmentToCandidate({ candidate_id, attachment });
}

/** What is wrong with an input. */
async function issuesOf(work: Promise<unknown>): Promise<unknown> {
  const error = await caught(work);
  return InputError.isInstance(error) ? error.issues : error;
}

describe('the content of a file can be', () => {
  test.each(FORMS)('%s', async (_, give) => {
    const stage = createStage();
    await add(stage, { name: 'cv.pdf', type: 'CV', data: give(PDF) });
    expect(stage.sandbox.cvOf(FIRST)).toEqual({ FileExtension: '.pdf', Content: Buffer.from(PDF).toString('base64') });
  });

  test.each(FORMS)('%s; empty, it is refused', async (_, give) => {
    const attachment = { name: 'cv.pdf', type: 'CV', data: give(new Uint8Array(0)) } as const;
    const [issue] = [await issuesOf(add(idle, attachment))].flat();
    expect(issue).toMatchObject({ path: 'attachment.data', message: expect.stringMatching(/empty|blank/) });
  });

  test.each(FORMS)('%s; above the limit, it is refused', async (_, give) => {
    const attachment = { name: 'cv.pdf', type: 'CV', data: give(PDF) } as const;
    const limit = { attachments: { maxBytes: PDF.length - 1 } };
    expect(await issuesOf(add(idle, attachment, limit))).toMatchObject([
      { path: 'attachment.data', message: `must not be larger than ${PDF.length - 1} bytes` },
    ]);
    expect(idle.requests()).toEqual([]);
  });
});

test('in every form the document has exactly the given bytes', async () => {
  const stage = createStage();
  const client = stage.client();
  let form = 0;
  const property = fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 9_000 }), async (bytes) => {
    form += 1;
    const data = FORMS[form % FORMS.length]?.[1](Uint8Array.from(bytes));
    const attachment = { name: `${form}.dat`, type: 'OTHER', data } as const;
    await client.addAttachmentToCandidate({ candidate_id, attachment });
    const stored = Buffer.from(stage.sandbox.documentsOf(FIRST).at(-1)?.Content ?? '', 'base64');
    expect(stored.equals(bytes)).toBe(true);
  });
  await fc.assert(property, { numRuns: 2 * FORMS.length });
});

describe('a File brings its name and its type', () => {
  const file = new File([PDF], 'C:\\fakepath\\Lebenslauf.pdf', { type: 'application/pdf' });

  /** The name, the extension and the content of the only new document. */
  async function stored(attachment: AttachmentInput | FileAttachmentInput): Promise<unknown> {
    const stage = createStage();
    const before = stage.sandbox.documentsOf(FIRST).length;
    await add(stage, attachment);
    const [{ Name, FileExtension } = { Name: null, FileExtension: null }] = stage.sandbox
      .documentsOf(FIRST)
      .slice(before);
    return `${Name}${FileExtension}`;
  }

  test.each<[string, AttachmentInput | FileAttachmentInput, string]>([
    ['both are used', { type: 'OTHER', data: file }, 'Lebenslauf.pdf'],
    ['a given name counts more', { name: 'cv.pdf', type: 'OTHER', data: file }, 'cv.pdf'],
    [
      'undefined counts as missing',
      { name: undefined, content_type: undefined, type: 'OTHER', data: file },
      'Lebenslauf.pdf',
    ],
    ['the type decides the extension', { type: 'OTHER', data: new File(['?'], 'x', { type: 'image/png' }) }, 'x.png'],
    ['a Blob has a type, too', { name: 'x', type: 'OTHER', data: new Blob(['?'], { type: 'image/png' }) }, 'x.png'],
    [
      'a given type counts more',
      { name: 'x', type: 'OTHER', content_type: 'image/jpeg', data: new Blob(['?'], { type: 'image/png' }) },
      'x.jpg',
    ],
    ['a type that is none is ignored', { type: 'OTHER', data: new File(['?'], 'x.dat', { type: 'unknown' }) }, 'x.dat'],
  ])('%s', async (_, attachment, name) => {
    expect(await stored(attachment)).toBe(name);
  });

  test.each<[string, object]>([
    ['a Blob without a name', { data: new Blob([PDF]) }],
    ['a File with an empty name', { data: new File([PDF], '') }],
    ['text without a name', { data: base64('x') }],
  ])('%s needs one', async (_, given) => {
    const client = idle.client();
    const input = { candidate_id, attachment: { type: 'CV', ...given } };
    expect(await issuesOf(Reflect.apply(client.addAttachmentToCandidate, client, [input]))).toMatchObject([
      { path: 'attachment.name' },
    ]);
  });
});

test.each<[string, unknown]>([
  ['a number', 7],
  ['null', null],
  ['a list of numbers', [1, 2]],
  ['a Buffer that went through JSON', JSON.parse(JSON.stringify(Buffer.from('x')))],
  ['a Date', new Date(0)],
  ['a Response', new Response('x')],
  ['a stream', new Blob(['x']).stream()],
  ['an object that looks like a Blob', { size: 1, type: '', arrayBuffer: 'x' }],
  ['a function', () => 'x'],
])('%s is no content', async (_, data) => {
  const client = idle.client();
  const input = { candidate_id, attachment: { name: 'cv.pdf', type: 'CV', data } };
  expect(await issuesOf(Reflect.apply(client.addAttachmentToCandidate, client, [input]))).toMatchObject([
    { path: 'attachment.data', message: 'must be base64 text, a Blob or bytes' },
  ]);
});

describe('a Blob', () => {
  const blob = (given: object) => ({ size: 5, type: '', arrayBuffer: async () => new ArrayBuffer(5), ...given });
  const cv = (given: object) => ({ name: 'cv.pdf', type: 'CV', data: blob(given) }) as const;

  test('is not read if it is too large', async () => {
    const arrayBuffer = vi.fn(async () => new ArrayBuffer(6));
    await caught(add(idle, cv({ size: 6, arrayBuffer }), { attachments: { maxBytes: 5 } }));
    expect(arrayBuffer).not.toHaveBeenCalled();
  });

  test('is measured again once it is read', async () => {
    const lying = cv({ arrayBuffer: async () => new ArrayBuffer(6) });
    expect(await issuesOf(add(idle, lying, { attachments: { maxBytes: 5 } }))).toMatchObject([
      { path: 'attachment.data', message: 'must not be larger than 5 bytes' },
    ]);
  });

  test.each<[string, object]>([
    ['fails', { arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }],
    [
      'throws',
      {
        arrayBuffer: () => {
          throw new TypeError('secret path');
        },
      },
    ],
    ['resolves to something else', { arrayBuffer: async () => 'text' }],
  ])('that %s is refused, and nothing is sent', async (_, given) => {
    expect(await issuesOf(add(idle, cv(given)))).toMatchObject([
      { path: 'attachment.data', message: 'could not be read' },
    ]);
    const attachments = [cv({}), cv(given)];
    expect(await issuesOf(idle.client().createApplication({ ...EVA, attachments }))).toMatchObject([
      { path: 'attachments.1.data', message: 'could not be read' },
    ]);
    expect(idle.requests()).toEqual([]);
  });

  test('that never ends is left when the caller aborts', async () => {
    const controller = new AbortController();
    const never = cv({ arrayBuffer: () => new Promise(() => undefined) });
    const { signal } = controller;
    const call = createStage().client().addAttachmentToCandidate({ candidate_id, attachment: never }, { signal });
    controller.abort();
    expect(AbortedError.isInstance(await caught(call))).toBe(true);
  });
});

describe('bytes are copied when the method is called', () => {
  test('so that they can be used for something else at once', async () => {
    const stage = createStage();
    const bytes = PDF.slice();
    const call = add(stage, { name: 'cv.pdf', type: 'CV', data: bytes });
    bytes.fill(0);
    await call;
    expect(stage.sandbox.cvOf(FIRST)?.Content).toBe(Buffer.from(PDF).toString('base64'));
  });

  test('also when an application is created, and when they are handed over to a worker', async () => {
    const stage = createStage();
    const [bytes, moved] = [PDF.slice(), PDF.slice()];
    const attachments = [
      { name: 'cv.pdf', type: 'CV', data: bytes },
      { name: 'letter.pdf', type: 'COVER_LETTER', data: moved },
    ] as const;
    const call = stage.client().createApplication({ ...EVA, attachments });
    bytes.fill(0);
    structuredClone(moved, { transfer: [moved.buffer] });
    await call;
    const [id = 0] = stage.applicantsWith(EMAIL);
    const content = Buffer.from(PDF).toString('base64');
    expect(stage.sandbox.cvOf(id)?.Content).toBe(content);
    expect(stage.sandbox.documentsOf(id)).toMatchObject([{ Name: 'letter', Content: content }]);
  });
});

describe('an interrupted create is resumed with the same bytes', () => {
  const name = 'cv.pdf';
  const forms = [
    ['text', { name, type: 'CV', data: Buffer.from(PDF).toString('base64') }],
    ['bytes', { name, type: 'CV', data: PDF }],
    ['a Blob', { name, type: 'CV', data: new Blob([PDF], { type: 'application/pdf' }) }],
    ['a File', { type: 'CV', data: new File([PDF], name, { type: 'application/pdf' }) }],
    ['a link', { name, type: 'CV', data_url: `data:application/pdf;base64,${Buffer.from(PDF).toString('base64')}` }],
  ] as const;
  const pairs = forms.map(([first, one], index) => {
    const [second, other] = forms[(index + 1) % forms.length] ?? forms[0];
    return [first, second, one, other] as const;
  });

  test.each(pairs)('given first as %s, then as %s', async (_first, _second, one, other) => {
    const stage = createStage();
    stage.sandbox.fail({ on: 'PUT Application', kind: 'status', status: 403 });
    const error = await caught(stage.client().createApplication({ ...EVA, attachments: [one] }));
    if (!PartialWriteError.isInstance(error)) throw error;
    const resume = JSON.parse(JSON.stringify(error.progress));
    await stage.client().createApplication({ ...EVA, attachments: [other] }, { resume });
    expect(stage.writes().filter((write) => write.startsWith('PUT Applicant/'))).toEqual([
      'PUT Applicant/Cv/{applicantId}',
    ]);
  });
});

test.each<[string, object]>([
  ['a File', { data: new File([PDF], 'Zeugnis.pdf') }],
  ['bytes', { name: 'Zeugnis.pdf', data: PDF }],
])('%s can answer a question', async (_, answer) => {
  const stage = createStage();
  const client = stage.client();
  const [move, time, certificate] = await Promise.all([1001, 1008, 1011].map((number) => stage.question(number)));
  const input = {
    candidate: {
      ...EVA.candidate,
      availability_date: '2026-09-01',
      salary_expectations: { period: 'YEAR', amount: 42_000 },
    },
    application: { job_id: `remote:${JOBS.technical}` },
    screening_question_answers: [
      { question_id: move?.id, answer: false },
      { question_id: time?.id, answer: [time?.option('Vollzeit')] },
      { question_id: certificate?.id, answer },
    ],
  };
  await Reflect.apply(client.createApplication, client, [input]);
  const [id = 0] = stage.applicantsWith(EMAIL);
  expect(stage.sandbox.documentsOf(id)).toMatchObject([
    { Name: 'Zeugnis', Content: Buffer.from(PDF).toString('base64') },
  ]);
});

test('Kombo’s API takes text only', async () => {
  const fetch = createKomboFetch({ acme: createStage().client() });
  const attachment = { name: 'cv.pdf', type: 'CV', data: { size: 5, type: '', arrayBuffer: {} } };
  const response = await fetch(
    `https://api.kombo.dev/v1/ats/candidates/${encodeURIComponent(candidate_id)}/attachments`,
    {
      method: 'POST',
      headers: { 'X-Integration-Id': 'acme' },
      body: JSON.stringify({ attachment }),
    },
  );
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining('attachment.data') } });
});
