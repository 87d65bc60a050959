import { describe, expect, test } from 'vitest';
import { ERecruiter } from '../../src/index.js';
import { hasWire, readRequests, suite } from './wire.js';

// The client on a server that answers with recorded bytes only: what it sends is beside what the official client sends.

const SITE = 'https://wire.example.at';
const ID = 150_123;
const requests = readRequests();

function wire(number: string) {
  const found = requests.find(({ file }) => file.startsWith(`${number}-`));
  if (found === undefined) throw new Error(`no request ${number}`);
  const { method, target, rawBody } = found.request;
  return { method, target, body: rawBody, answer: found.answered.rawBody };
}

interface Sent {
  readonly method: string;
  readonly target: string;
  readonly body: string;
}

/** What a client sends that is neither a GET nor its token; `answer` overrides the recorded answers. */
async function sentBy(
  run: (client: ERecruiter) => Promise<unknown>,
  answer: (request: string, writes: number) => string | number | undefined = () => undefined,
): Promise<Sent[]> {
  const sent: Sent[] = [];
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const { method, url } = new Request(input, init);
    const target = url.slice(SITE.length);
    const body = typeof init?.body === 'string' ? init.body : '';
    const own = answer(`${method} ${target}`, sent.length);
    const isWrite = method !== 'GET' && target !== '/Api';
    if (isWrite) sent.push({ method, target, body });
    if (typeof own === 'number') return new Response(null, { status: own });
    return new Response(own ?? recordedAnswer(method, target), { headers: { 'content-type': 'application/json' } });
  };
  await run(new ERecruiter({ baseUrl: SITE, apiKey: 'key', mandatorId: 1, settleMs: 0, fetch }));
  return sent;
}

function recordedAnswer(method: string, target: string): string {
  if (target === '/Api') return wire('022').answer;
  if (target.startsWith('/Api/Mandator')) return wire('147').answer;
  if (target.startsWith('/Api/Applications/')) return '[]';
  const isSame = (other: Pick<Sent, 'method' | 'target'>): boolean =>
    other.method === method && other.target.toLowerCase() === target.toLowerCase();
  const found = ['025', '034', '036', '037', '070', '073', '077'].map(wire).find(isSame);
  if (found === undefined) throw new Error(`no answer to ${method} ${target}`);
  return found.answer;
}

const candidate_id = `remote:${ID}`;

describe.skipIf(!hasWire)(suite('people, as the official client writes them'), () => {
  test.each([
    ['036', 'anonymize'],
    ['037', 'erase'],
  ] as const)('a deletion (%s, %s)', async (number, mode) => {
    const blank = JSON.stringify({ Id: ID, LastName: 'Anonymisiert' });
    const [deletion, ...others] = await sentBy(
      (client) => client.deleteCandidate({ candidate_id, mode }),
      (request, writes) => (writes > 0 && request.startsWith('GET') ? (mode === 'erase' ? 404 : blank) : undefined),
    );
    const { method, target, body } = wire(number);
    // .NET reads a boolean in either case.
    expect({ ...deletion, target: deletion?.target.toLowerCase() }).toEqual({
      method,
      target: target.toLowerCase(),
      body,
    });
    expect(others).toEqual([]);
  });

  test('a change posts the record as it was answered, with nothing but the change (034)', async () => {
    let stored = wire('025').answer;
    const [change, ...others] = await sentBy(
      async (client) => {
        const { warnings } = await client.updateCandidate({ candidate_id, candidate: { location: { city: 'Linz' } } });
        expect(warnings).toEqual([]);
      },
      (request, writes) => {
        if (writes > 0) stored = stored.replace('"City":"Wien"', '"City":"Linz"');
        return request === `GET /Api/Applicant/${ID}` ? stored : undefined;
      },
    );
    const { method, target, body } = wire('034');
    expect(change).toEqual({ method, target, body: body.replace('"City":"Wien"', '"City":"Linz"') });
    expect(others).toEqual([]);
  });

  test.each([
    ['073', 'anmerkung', 'Zeile 1\r\nZeile 2 – Öffi'],
    ['074', 'fuehrerscheinB', true],
    ['075', 'schichtmodell', ['früh', 'spät']],
  ] as const)('a value of a custom field (%s)', async (number, field, value) => {
    const isRead = (request: string): boolean => request.startsWith('GET /Api/Applicant/CustomFields');
    const sent = await sentBy(
      (client) => client.setCandidateField({ candidate_id, field, value }),
      (request, writes) => (isRead(request) && writes === 0 ? '[]' : undefined),
    );
    const { method, target, body } = wire(number);
    expect(sent).toEqual([{ method, target, body }]);
  });

  test('a day is sent so that every culture reads it alike: the recorded form is German (076)', async () => {
    const sent = await sentBy(
      (client) => client.setCandidateField({ candidate_id, field: 'eintritt', value: '2026-02-01' }),
      (request, writes) => (request.includes('CustomFields') && writes === 0 ? '[]' : undefined),
    );
    const { method, target, body } = wire('076');
    expect(sent).toEqual([{ method, target, body: body.replace('01.02.2026', '2026-02-01') }]);
  });

  test.each([
    ['anmerkung', 'Zeile 1\nZeile 2 – Öffi'],
    ['fuehrerscheinB', true],
    ['stundenausmass', '38.5'],
    ['schichtmodell', ['Spät', 'Früh']],
    ['eintritt', '2026-02-01'],
    ['svnr', '1234 280287'],
  ] as const)('the recorded value of %s is recognized: nothing is sent (070)', async (field, value) => {
    expect(await sentBy((client) => client.setCandidateField({ candidate_id, field, value }))).toEqual([]);
  });

  test('null deletes the value (077)', async () => {
    const sent = await sentBy(
      (client) => client.setCandidateField({ candidate_id, field: 'stundenausmass', value: null }),
      (request, writes) => (request.includes('CustomFields') && writes > 0 ? '[]' : undefined),
    );
    const { method, target, body } = wire('077');
    expect(sent).toEqual([{ method, target, body }]);
  });
});
