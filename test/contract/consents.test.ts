import { describe, expect, test } from 'vitest';
import { PlainServer } from '../helpers/plain-server.js';
import { hasWire, readRequests, suite } from './wire.js';

// What the official client sends and receives about consents and notes, beside what this library does.

const recorded = (number: string) => readRequests().find(({ file }) => file.startsWith(number)) ?? expect.fail(number);

/** A server that answers a route with what the official client was answered. */
function serverOf(number: string, sent: string[]): PlainServer {
  const { answered, request } = recorded(number);
  const [, path] = /^\/Api\/(.*)$/.exec(request.target) ?? [];
  const route = `${request.method} ${path}`;
  return new PlainServer({
    before: (name, body) => {
      if (name === 'GET Applicant/150123/Policies') return new Response(recorded('078-').answered.rawBody);
      if (name !== route) return undefined;
      sent.push(body);
      return new Response(answered.rawBody, { headers: { 'content-type': 'application/json; charset=utf-8' } });
    },
  });
}

describe.skipIf(!hasWire)(suite('consents and notes beside the official client'), () => {
  test('its list of policies is read', async () => {
    const server = serverOf('078-', []);
    expect(await server.client().listCandidateConsents('remote:150123').toArray()).toMatchObject([
      {
        policy_id: '3',
        type: 'INFORMATION',
        language: 'de-AT',
        portal_url: 'https://jobs.example.at/Datenschutz',
        text: '<h1>Datenschutzerklärung</h1>',
        accepted_at: new Date('2025-11-08T07:22:40.417Z'),
        revoked_at: null,
        is_outdated: false,
      },
    ]);
  });

  test('a revocation has the members of its body, and sends back the date as it was read', async () => {
    const sent: string[] = [];
    const server = serverOf('080-', sent);
    const input = { candidate_id: 'remote:150123', policy_id: '3', accepted: false, at: '2025-12-01T12:30:00' };
    // The recorded answer shows no revocation: that is an error.
    await expect(server.client({ settleMs: 0 }).setCandidateConsent(input)).rejects.toMatchObject({
      message: expect.stringContaining('still shows the consent as accepted'),
    });
    const { RevokedOn } = JSON.parse(recorded('080-').request.rawBody);
    expect(sent).toEqual([JSON.stringify({ AcceptedOn: '2025-11-08T08:22:40.417', RevokedOn })]);
  });

  test('a note has the members of its body; its answer, which is another entry, is a warning', async () => {
    const sent: string[] = [];
    const server = serverOf('069-', sent);
    const { warnings } = await server.client().addNoteToCandidate({ candidate_id: 'remote:150123', content: 'Notiz' });
    expect(warnings).toEqual([
      { message: 'eRecruiter did not keep the title, author, content of the note as it was sent' },
    ]);
    const own = { Body: '<p>Notiz</p>', CreatedBy: 'erecruiter-kombo' };
    expect(sent).toEqual([JSON.stringify({ ...JSON.parse(recorded('069-').request.rawBody), ...own })]);
  });
});
