import { describe, expect, test } from 'vitest';
import { input, PlainServer } from '../helpers/plain-server.js';
import { base64 } from './actions-kit.js';
import { caught } from './transport-kit.js';

// What a server does not show need not be missing: an absence that decides about a write is cross-checked.

const OLD = base64('what a recruiter put there');
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });

const NOT_SHOWN: readonly (readonly [string, () => Response])[] = [
  ['204', () => new Response(null, { status: 204 })],
  ['null', () => json(null)],
  ['an empty record', () => json({})],
  ['a record of nulls', () => json({ FileExtension: null, Content: null })],
  ['a record without the content', () => json({ FileExtension: '.pdf', Content: null })],
  ['an empty 404', () => new Response(null, { status: 404 })],
  ['404 in eRecruiter’s own words', () => json({ Message: 'Not found.' }, 404)],
  ['410', () => new Response(null, { status: 410 })],
  ['404 from IIS', () => new Response('<html>404</html>', { status: 404 })],
  ['404 from the routing', () => json({ Message: 'No HTTP resource was found that matches the request URI.' }, 404)],
  ['404 from a gateway', () => json({ message: 'no Route matched with those values' }, 404)],
  ['an error object with 200', () => json({ Message: 'An error has occurred.' })],
  ['a wrapper', () => json({ data: { FileExtension: '.pdf', Content: OLD } })],
];

describe.each(NOT_SHOWN)('%s', (_, answer) => {
  test('in place of the CV: an existing CV is never overwritten', async () => {
    const server = new PlainServer({
      before: (request) => (request.startsWith('GET Applicant/Cv') ? answer() : undefined),
    });
    const id = server.add({ LastName: 'Grün' });
    server.cvs.set(id, { FileExtension: '.pdf', Content: OLD });
    const attachment = { name: 'cv.pdf', type: 'CV', data: base64('new') } as const;
    const error = await caught(
      server.client({ retry: { limit: 0 } }).addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment }),
    );
    expect(error).toMatchObject({ mayHaveBeenApplied: false });
    expect(server.writes()).toEqual([]);
    expect(server.cvs.get(id)?.['Content']).toBe(OLD);
  });

  test('in place of the documents: the same file is not added again', async () => {
    const server = new PlainServer({
      before: (request) => (request.startsWith('GET Applicant/Documents') ? answer() : undefined),
    });
    const id = server.add({ LastName: 'Grün' });
    server.documents.push({ Id: 9, owner: id, Name: 'z', FileExtension: '.pdf', Type: 'Sonstiges', Content: OLD });
    const attachment = { name: 'z.pdf', type: 'OTHER', data: OLD } as const;
    const error = await caught(
      server.client({ retry: { limit: 0 } }).addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment }),
    );
    expect(error).toMatchObject({ mayHaveBeenApplied: false });
    expect(server.documents).toHaveLength(1);
  });
});

test.each(NOT_SHOWN.slice(0, 4))('an empty slot that answers %s accepts a CV', async (_, answer) => {
  let isFirst = true;
  const server = new PlainServer({
    before: (request) => {
      if (!request.startsWith('GET Applicant/Cv') || !isFirst) return undefined;
      isFirst = false;
      return answer();
    },
  });
  const id = server.add({ LastName: 'Grün' });
  const attachment = { name: 'cv.pdf', type: 'CV', data: OLD } as const;
  const { warnings } = await server.client().addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment });
  expect([server.cvs.get(id)?.['Content'], warnings]).toEqual([OLD, []]);
});

test('a CV that cannot be kept as a document is not replaced', async () => {
  const server = new PlainServer({
    before: (request) => (request.startsWith('PUT Applicant/Document') ? json({ Id: 9, Name: 'CV' }) : undefined),
  });
  const id = server.add({ LastName: 'Grün' });
  server.cvs.set(id, { FileExtension: '.pdf', Content: OLD });
  const attachment = { name: 'cv.pdf', type: 'CV', data: base64('new') } as const;
  const call = server.client().addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment });
  expect(await caught(call)).toMatchObject({ message: expect.stringContaining('was not replaced') });
  expect(server.cvs.get(id)?.['Content']).toBe(OLD);
});

test.each(NOT_SHOWN.slice(5, 11))(
  '%s for the email search is an error before anything is created',
  async (_, answer) => {
    const server = new PlainServer({
      before: (request) => (request.startsWith('GET Applicants/ByEmail') ? answer() : undefined),
    });
    server.add({ LastName: 'Grün', Email: 'eva.gruen@example.at' });
    await caught(server.client({ retry: { limit: 0 } }).createApplication(input()));
    expect(server.writes()).toEqual([]);
  },
);

test.each([413, 404])('a file that the web server rejects with %d is reported as too large', async (status) => {
  const page = () => new Response('<!DOCTYPE html><title>too long</title>', { status });
  const server = new PlainServer({ before: (request) => (/^PUT Applicant\/D/.test(request) ? page() : undefined) });
  const id = server.add({ LastName: 'Grün' });
  const attachment = { name: 'z.pdf', type: 'OTHER', data: OLD } as const;
  const call = server.client().addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment });
  expect(await caught(call)).toMatchObject({
    code: 'REMOTE.INPUT_INVALID',
    message: 'the file is too large for eRecruiter: 26 bytes',
  });
});

test.each([
  ['a tag', 'POST Applicant/101', 'addTagToCandidate'],
  ['a document', 'PUT Applicant/Document/101', 'addAttachmentToCandidate'],
] as const)('a redirect in place of %s is an error, and nothing is sent again', async (_, request, action) => {
  const moved = () => new Response(null, { status: 302, headers: { location: 'https://elsewhere.example.at/' } });
  const server = new PlainServer({ before: (one) => (one === request ? moved() : undefined) });
  const candidate_id = `remote:${server.add({ LastName: 'Grün' })}`;
  const client = server.client({ settleMs: 0 });
  const call =
    action === 'addTagToCandidate'
      ? client.addTagToCandidate({ candidate_id, tag: { name: 'A' } })
      : client.addAttachmentToCandidate({ candidate_id, attachment: { name: 'z.pdf', type: 'OTHER', data: OLD } });
  expect(await caught(call)).toMatchObject({ status: 302, mayHaveBeenApplied: true });
  expect(server.writes()).toEqual([request]);
});
