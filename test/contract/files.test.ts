import { describe, expect, test } from 'vitest';
import { ERecruiter } from '../../src/index.js';
import {
  createMapperContext,
  toCvAttachment,
  toEuropeanCvAttachment,
  toPhotoAttachment,
} from '../../src/mappers/index.js';
import type { Fetch } from '../helpers/client.js';
import { hasWire, readRequests, suite } from './wire.js';

// Searches and files beside what eRecruiter's official client sends, on a server of nothing but recorded answers.

const PDF = 'JVBERi0xLjQKJcOkw7bDvMOfIExlYmVuc2xhdWYgSsO2cmcgTcO8w59pZ2dhbmctw5ZsbGluZ2VyCiUlRU9GCg==';
const PERSON = 'remote:150123';
const FIELDS = ['stundenausmass', 'Führerschein B'].map((Name) => ({ Name, Title: Name, Type: 5, Target: 0 }));

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly body: string;
}

/** A client of a server that answers what was recorded, and everything that was sent to it. */
function play(gone: RegExp = /^$/) {
  const answers = new Map<string, string>();
  for (const { request, answered } of readRequests()) {
    const key = keyOf(request.method, request.target);
    if (answered.status === 200 && !answers.has(key)) answers.set(key, answered.rawBody);
  }
  answers.set(keyOf('POST', '/'), '{"Token":"t","Expires":"2999-01-01T00:00:00Z"}');
  answers.set(keyOf('GET', '/Api/Mandator'), JSON.stringify({ Id: 1, CustomFields: FIELDS }));
  const found = readRequests().find(({ file }) => file.startsWith('055-'))?.answered.rawBody;
  answers.set(keyOf('GET', '/Api/Applicant/Documents/150123?includeContent=false'), `[${found}]`);
  const applicant = readRequests().find(({ file }) => file.startsWith('025-'))?.answered.rawBody ?? '';
  answers.set(keyOf('GET', '/Api/Applicant/150123'), applicant);
  answers.set(keyOf('GET', '/Api/Applicant/CustomFields/150123'), 'null');
  const sent: Sent[] = [];
  let isChanged = false;
  const fetch: Fetch = async (input, init) => {
    const { pathname, search } = new URL(String(input));
    const method = init?.method ?? 'GET';
    const request = { method, target: pathname + search, body: String(init?.body ?? '') };
    sent.push(request);
    if (isChanged && gone.test(pathname)) return new Response(null, { status: 404 });
    isChanged ||= method === 'DELETE';
    const answer = answers.get(keyOf(method, request.target));
    if (answer === undefined) return Response.json([]);
    return new Response(answer, { headers: { 'content-type': 'application/json; charset=utf-8' } });
  };
  const base = { baseUrl: 'https://example.at', apiKey: 'key', mandatorId: 1, culture: 'de-AT', settleMs: 0 };
  return { client: new ERecruiter({ ...base, fetch }), sent };
}

/** .NET writes True where this library writes true; both bind alike. */
function keyOf(method: string, target: string): string {
  return `${method} ${target.replace(/=(True|False)\b/g, (text) => text.toLowerCase())}`;
}

const RECORDED: readonly (readonly [file: string, run: (client: ERecruiter) => Promise<unknown>, gone?: RegExp])[] = [
  [
    '041-',
    (client) =>
      client.listCandidates({ custom_field: { key: 'stundenausmass', value: '38,5 h & mehr/Öffi+1' } }).toArray(),
  ],
  ['042-', (client) => client.listCandidates({ custom_field: { key: 'Führerschein B', value: 'ja' } }).toArray()],
  ['043-', (client) => client.listCandidates({ external_ids: [4711] }).toArray()],
  ['044-', (client) => client.listCandidates({ global_ids: [9_001_234_567n] }).toArray()],
  ['046-', (client) => client.getAttachment(`${PERSON}/cv`)],
  [
    '052-',
    (client) =>
      client.replaceAttachment({ attachment_id: `${PERSON}/cv`, attachment: { name: 'x.txt', data: 'AAAA' } }),
  ],
  ['053-', (client) => client.removeAttachment({ attachment_id: `${PERSON}/cv` }), /Cv/],
  ['055-', (client) => client.getAttachment(`${PERSON}/330042`)],
  ['059-', (client) => client.replaceAttachment({ attachment_id: `${PERSON}/330042`, attachment: { data: 'AAAA' } })],
  ['060-', (client) => client.removeAttachment({ attachment_id: `${PERSON}/330042` }), /Document\//],
  ['061-', (client) => client.getAttachment(`${PERSON}/photo`)],
  [
    '064-',
    (client) =>
      client.replaceAttachment({ attachment_id: `${PERSON}/photo`, attachment: { name: 'x.png', data: PNG } }),
  ],
  ['065-', (client) => client.removeAttachment({ attachment_id: `${PERSON}/photo` }), /Photo/],
];
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

describe.skipIf(!hasWire)(suite('searches and files beside those of the official client'), () => {
  const rows = RECORDED.map(([file, run, gone]) => ({ file, run, gone }));
  test.each(rows)('$file is the same request, sent once', async ({ file, run, gone }) => {
    const { client, sent } = play(gone);
    await run(client);
    const recorded = readRequests().find((each) => each.file.startsWith(file));
    const { method = '', target = '' } = recorded?.request ?? {};
    const same = sent.filter((request) => keyOf(request.method, request.target) === keyOf(method, target));
    expect(same.length).toBeGreaterThan(0);
    // A file that is changed is read before and afterwards.
    if (method !== 'GET' || target.includes('Applicants/')) expect(same).toHaveLength(1);
  });

  test.each([
    ['064-', 'photo', { name: 'x.png', data: PNG }],
    ['052-', 'cv', { name: 'x.pdf', data: btoa('%PDF-1.7') }],
    ['059-', '330042', { data: btoa('%PDF-1.7') }],
  ])('%s has the members of the official body, in its order', async (file, key, attachment) => {
    const { client, sent } = play();
    await client.replaceAttachment({ attachment_id: `${PERSON}/${key}`, attachment });
    const body = sent.find(({ method, target }) => method === 'POST' && target.includes('/Applicant/'))?.body ?? '';
    const official = readRequests().find((each) => each.file.startsWith(file))?.request.rawBody ?? '';
    const { Id: _, ...own } = JSON.parse(body);
    expect(Object.keys(own)).toEqual(Object.keys(JSON.parse(official)));
    if (file === '064-') expect(body).toBe(official);
    // What was not given is what was recorded.
    if (file === '059-') expect({ ...own, Content: PDF }).toEqual(JSON.parse(official));
  });

  test('the bytes are those that were recorded', async () => {
    const { client } = play();
    const cv = await client.getAttachment(`${PERSON}/cv`);
    expect(Buffer.from(cv.data).toString('base64')).toBe(PDF);
    const photo = await client.getAttachment(`${PERSON}/photo`, { as: 'base64' });
    expect([photo.data, photo.size, photo.file_name]).toEqual(['/9j/4AAQSkZJRgAB/9k=', 14, 'Photo.jpg']);
  });

  test('the slots differ in nothing but their names', () => {
    const context = createMapperContext({ tenant: 'x', mandatorId: 1, observedAt: new Date(0) });
    const raw = { FileExtension: '.pdf', Content: PDF };
    const all = [toCvAttachment, toEuropeanCvAttachment, toPhotoAttachment].map((map) => map(raw, context, 7));
    expect(all.map(({ remote_id, type, file_name }) => [remote_id, type, file_name])).toEqual([
      ['cv', 'CV', 'CV.pdf'],
      ['european_cv', 'CV', 'European CV.pdf'],
      ['photo', 'OTHER', 'Photo.pdf'],
    ]);
    expect(new Set(all.map(({ id }) => id)).size).toBe(3);
  });
});
