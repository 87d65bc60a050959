import { describe, expect, test } from 'vitest';
import { input, PlainServer, type PlainServerOptions } from '../helpers/plain-server.js';
import { base64 } from './actions-kit.js';

// Servers store things in forms of their own, and searches lag. A second look must still find them.

/** Does what it is asked to, and loses the answer once. */
function losing(request: RegExp, server: () => PlainServer, options: PlainServerOptions = {}): PlainServer {
  const made = new PlainServer(options);
  const { fetch } = made;
  let isLost = false;
  Object.assign(made, {
    fetch: async (...sent: Parameters<typeof fetch>) => {
      const answer = await fetch(...sent);
      if (isLost || !request.test(server().requests.at(-1) ?? '')) return answer;
      isLost = true;
      return Promise.reject(new TypeError('fetch failed'));
    },
  });
  return made;
}

const CLEANERS: readonly (readonly [string, (text: string) => string])[] = [
  ['trims and folds blanks', (text) => text.trim().replace(/\s+/g, ' ')],
  ['replaces signs', (text) => text.replace(/[^\w.-]/g, '_')],
  ['drops umlauts', (text) => text.normalize('NFD').replace(/[^\x20-\x7e]/g, '')],
  ['writes umlauts out', (text) => text.replace(/ü/g, 'ue').replace(/ö/g, 'oe')],
  ['loses umlauts', (text) => text.replace(/[^\x20-\x7e]/g, '?')],
  ['cuts', (text) => text.slice(0, 20)],
  ['writes in capitals', (text) => text.toUpperCase()],
  ['keeps the extension in the name', (text) => (text.endsWith('.pdf') ? text : `${text}.pdf`)],
];

describe.each(CLEANERS)('a server that %s', (what, clean) => {
  const name = ' Prüfungs-Zeugnis  (Größe & Länge) Wien';

  test('stores a document once after a lost answer, and after the same call again', async () => {
    const server: PlainServer = losing(/^PUT Applicant\/Document/, () => server, { clean });
    const candidate_id = `remote:${server.add({ LastName: 'Grün' })}`;
    const call = () =>
      server.client({ settleMs: 0 }).addAttachmentToCandidate({
        candidate_id,
        attachment: { name: `${name}.pdf`, type: 'OTHER', data: base64('z') },
      });
    await call();
    const { warnings } = await call();
    expect(server.documents).toHaveLength(1);
    expect(warnings).toEqual([]);
  });

  test('is sent a tag once, and the warning says what it stores', async () => {
    const server = new PlainServer({ clean });
    const id = server.add({ LastName: 'Grün', Tags: [clean('alt')] });
    const candidate_id = `remote:${id}`;
    const client = server.client();
    const { warnings } = await client.addTagToCandidate({ candidate_id, tag: { name } });
    expect(server.writes()).toEqual([`POST Applicant/${id}`]);
    if (/trims|capitals/.test(what)) return; // no difference to anybody
    const kept = clean(name.trim());
    expect(warnings).toEqual([{ message: `eRecruiter stores the tag as "${kept}"` }]);
    await client.addTagToCandidate({ candidate_id, tag: { name } });
    expect(server.applicants.get(id)?.['Tags']).toEqual([clean('alt'), kept]);
    await client.removeTagFromCandidate({ candidate_id, tag: { name } });
    expect(server.applicants.get(id)?.['Tags']).toHaveLength(1);
  });
});

test('a document whose name or type is not kept is a warning', async () => {
  const server = new PlainServer({ clean: (text) => text.slice(0, 4) });
  const candidate_id = `remote:${server.add({ LastName: 'Grün' })}`;
  const attachment = { name: 'Zeugnisse.pdf', type: 'OTHER', data: base64('z') } as const;
  const { warnings } = await server.client().addAttachmentToCandidate({ candidate_id, attachment });
  expect(warnings).toEqual([{ message: 'eRecruiter did not keep the name of a document as it was sent' }]);
});

describe('one candidate', () => {
  test('is created by three applications while the search lags', async () => {
    const server = new PlainServer({ lagMs: 60_000 });
    const client = server.client();
    for (const job of [7, 8, 9]) await client.createApplication(input(undefined, job));
    await client.createApplication(input('EVA.GRUEN@EXAMPLE.AT', 10));
    expect(server.applicants.size).toBe(1);
    expect(server.applications).toHaveLength(4);
  });

  test('who was deleted since is created again', async () => {
    const server = new PlainServer({ lagMs: 60_000 });
    const client = server.client();
    await client.createApplication(input(undefined, 7));
    server.applicants.clear();
    await client.createApplication(input(undefined, 8));
    expect(server.applicants.size).toBe(1);
  });

  test.each([
    ['in punycode', 'eva@xn--grn-ioa.at', 'eva@grün.at'],
    ['with ss for ß', 'eva@strasse.example.at', 'eva@straße.example.at'],
    ['cut by its column', 'eva.gruen.with.a.very.long.name@exam', 'eva.gruen.with.a.very.long.name@example.at'],
  ])('is the one that the search finds, with the address %s', async (_, stored, asked) => {
    let row: unknown = [];
    const server = new PlainServer({
      before: (request) =>
        request === `GET Applicants/ByEmail/${asked}` ? new Response(JSON.stringify(row)) : undefined,
    });
    const id = server.add({ LastName: 'Grün', Email: stored });
    row = [{ Id: id, Email: stored }];
    const { warnings } = await server.client().createApplication(input(asked));
    expect([...server.applicants.keys()]).toEqual([id]);
    expect(warnings).toEqual([]);
  });

  test('whom the search finds under another address is used, with a warning', async () => {
    let row: unknown = [];
    const server = new PlainServer({
      before: (request) => (request.startsWith('GET Applicants/') ? new Response(JSON.stringify(row)) : undefined),
    });
    const id = server.add({ LastName: 'Grün', Email: 'office@example.com' });
    row = [{ Id: id, Email: 'office@example.com' }];
    const { warnings } = await server.client().createApplication(input());
    expect(server.applicants.size).toBe(1);
    expect(warnings).toMatchObject([{ message: expect.stringContaining('no second one was created') }]);
  });

  test('is found by an address with + on a server that reads it as a blank', async () => {
    const server = new PlainServer({
      before: (request) =>
        request === 'GET Applicants/ByEmail/eva+1@example.at' && !/%2B/.test(last) ? new Response('[]') : undefined,
    });
    let last = '';
    const client = server.client({
      fetch: async (target, init) => {
        const request = new Request(target, init);
        last = request.url;
        return server.fetch(request);
      },
    });
    server.add({ LastName: 'Grün', Email: 'eva+1@example.at' });
    await client.createApplication(input('eva+1@example.at'));
    expect(server.applicants.size).toBe(1);
  });

  test('whom another client creates in the same seconds still gets all data of the call', async () => {
    const server: PlainServer = new PlainServer({
      before: (request) => {
        if (request !== 'PUT Applicant') return undefined;
        server.add({ LastName: 'Grün', Email: 'eva.gruen@example.at', City: null });
        return new Response(null, { status: 503 });
      },
    });
    const call = { ...input(), gdpr_consent: { given: true } };
    const location = { country: 'AT', city: 'Linz' };
    await server.client({ settleMs: 0 }).createApplication({ ...call, candidate: { ...call.candidate, location } });
    expect([...server.applicants.values()]).toMatchObject([{ City: 'Linz', PolicyAcceptedAt: expect.any(String) }]);
  });
});
