import { describe, expect, test } from 'vitest';
import { PlainServer, type Row } from '../helpers/plain-server.js';
import { caught } from './transport-kit.js';

// Other programs that write to the same candidate, on a server written apart from the library and its sandbox.

const EVA: Row = { FirstName: 'Eva', LastName: 'Grün', Email: 'eva@example.at', City: 'Linz', Phone: '1' };

/** A server on which another program writes after the client's requests: `write` gets the number of its writes so far. */
function shared(row: Row, write: (held: Row, writes: number, last: string) => Row | undefined) {
  const server: PlainServer = new PlainServer({
    before: (request) => {
      if (!request.startsWith('DELETE Applicant/')) return undefined;
      server.applicants.set(id, { Id: id, LastName: 'Anonymisiert', Tags: [] });
      return new Response('null');
    },
  });
  const id = server.add(row);
  const client = server.client({
    settleMs: 0,
    fetch: async (target, init) => {
      const answer = await server.fetch(target, init);
      const held = server.applicants.get(id) ?? {};
      const next = write(held, server.writes().length, server.requests.at(-1) ?? '');
      if (next !== undefined) server.applicants.set(id, next);
      return answer;
    },
  });
  return { server, client, candidate_id: `remote:${id}`, record: () => server.applicants.get(id) ?? {} };
}

describe('a change of a candidate', () => {
  const candidate = { location: { city: 'Wels' }, phone_number: null };

  test('that a program with an older copy undoes is made again, on top of what that one wrote', async () => {
    const { server, client, candidate_id, record } = shared(EVA, (held, writes, last) =>
      last.startsWith('POST Applicant/') && writes === 1 ? { ...held, ...EVA, Street: 'Ring 1' } : undefined,
    );
    const { data, warnings } = await client.updateCandidate({ candidate_id, candidate });
    expect(warnings).toEqual([]);
    expect(record()).toMatchObject({ ...EVA, City: 'Wels', Phone: null, Street: 'Ring 1' });
    expect(data.location).toMatchObject({ city: 'Wels', street_1: 'Ring 1' });
    expect(server.writes()).toHaveLength(2);
  });

  test('gives way to a program that changes the same field to something else, with a warning', async () => {
    const { server, client, candidate_id, record } = shared(EVA, (held, _, last) =>
      last.startsWith('POST Applicant/') ? { ...held, City: 'Graz' } : undefined,
    );
    const { data, warnings } = await client.updateCandidate({ candidate_id, candidate });
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep as it was sent: City' }]);
    expect([data.location?.city, record()['Phone']]).toEqual(['Graz', null]);
    expect(server.writes()).toHaveLength(1);
  });

  test('that is undone each time ends with a warning', async () => {
    const { server, client, candidate_id } = shared(EVA, (held, _, last) =>
      last.startsWith('POST Applicant/') ? { ...held, City: 'Linz' } : undefined,
    );
    const { data, warnings } = await client.updateCandidate({ candidate_id, candidate });
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep the change of: City' }]);
    expect(data.location?.city).toBe('Linz');
    expect(server.writes()).toHaveLength(6);
  });

  test('that the server shows late is made once: its older copy is not written again', async () => {
    let shown: Row | undefined = { ...EVA };
    const { server, client, candidate_id, record } = shared(EVA, () => undefined);
    const late = server.client({
      settleMs: 0,
      fetch: async (target, init) => {
        const answer = await server.fetch(target, init);
        const isRead = server.requests.at(-1)?.startsWith('GET Applicant/') === true;
        if (!isRead || server.writes().length === 0 || shown === undefined) {
          if (isRead) shown = { ...record(), HasCv: false, DocumentsCount: 0 };
          return answer;
        }
        const old = JSON.stringify(shown);
        shown = undefined;
        return new Response(old, { headers: { 'content-type': 'application/json' } });
      },
    });
    const { data, warnings } = await late.updateCandidate({ candidate_id, candidate });
    expect([data.location?.city, warnings, server.writes().length]).toEqual(['Wels', [], 1]);
    expect((await client.getCandidate(candidate_id)).location?.city).toBe('Wels');
  });

  test('of other fields by the same client at once keeps them all', async () => {
    const { client, candidate_id, record } = shared(EVA, () => undefined);
    await Promise.all([
      client.updateCandidate({ candidate_id, candidate }),
      client.updateCandidate({ candidate_id, candidate: { email_address: 'neu@example.at' } }),
      client.addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }),
      client.updateCandidate({ candidate_id, candidate: { last_name: 'Blau', location: { street_1: 'Ring 1' } } }),
    ]);
    expect(record()).toMatchObject({
      FirstName: 'Eva',
      LastName: 'Blau',
      Email: 'neu@example.at',
      City: 'Wels',
      Street: 'Ring 1',
      Phone: null,
      Tags: ['Stapler'],
    });
  });
});

describe('anonymizing', () => {
  test('that a program with an older copy undoes is an error: their data are back', async () => {
    const { client, candidate_id, record } = shared(EVA, (_, __, last) =>
      last.startsWith('DELETE ') ? { ...EVA, Id: Number(candidate_id.slice(7)) } : undefined,
    );
    expect(await caught(client.deleteCandidate({ candidate_id, mode: 'anonymize' }))).toMatchObject({
      name: 'ActionRejectedError',
      message:
        'eRecruiter accepted the deletion, but did not carry it out: its clean-up can take 15 minutes, so call again then',
    });
    expect(record()).toMatchObject(EVA);
  });

  test('takes its turn after changes by this client, none of which brings the data back', async () => {
    const { client, candidate_id, record } = shared(EVA, () => undefined);
    await client.updateCandidate({ candidate_id, candidate: {} }); // the catalogue is read
    await Promise.all([
      client.updateCandidate({ candidate_id, candidate: { phone_number: '2' } }),
      client.deleteCandidate({ candidate_id, mode: 'anonymize' }),
      client.addTagToCandidate({ candidate_id, tag: { name: 'Stapler' } }),
    ]);
    const { FirstName, Email, Phone, LastName } = record();
    expect({ FirstName, Email, Phone, LastName }).toEqual({ LastName: 'Anonymisiert' });
  });
});
