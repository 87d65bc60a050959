import { describe, expect, test } from 'vitest';
import { createMapperContext, toCandidateConsent } from '../../src/mappers/index.js';
import { NotFoundError } from '../../src/index.js';
import { createStage, EMAIL, EVA, FIRST, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';
import { PlainServer } from '../helpers/plain-server.js';

const candidate_id = `remote:${FIRST}`;
const PUT = 'PUT Applicant/{applicantId}/Policies/{policyId}';
const NOW = '2026-03-01T13:00:00';
const EARLIER = '2026-01-01T09:30:00.25';

const policyOf = ({ sandbox }: Stage, id: number) => sandbox.policiesOf(FIRST).find(({ PolicyId }) => PolicyId === id);

describe('a listing of consents', () => {
  test('tells which policies there are, and what the candidate has said to each', async () => {
    const stage = createStage();
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER });
    const { id } = await stage.client().getCandidate(candidate_id);
    const consents = await stage.client().listCandidateConsents(candidate_id).toArray();
    const common = { candidate_id: id, language: 'de-AT', portal_url: 'https://jobs.example.at', is_outdated: false };
    expect(consents).toEqual([
      {
        ...common,
        policy_id: '3',
        type: 'INFORMATION',
        text: expect.stringContaining('<h1>'),
        accepted_at: null,
        revoked_at: null,
        portal_url: consents[0]?.portal_url,
      },
      {
        ...common,
        policy_id: '4',
        type: 'CONSENT',
        text: expect.stringContaining('Evidenz'),
        accepted_at: new Date('2026-01-01T08:30:00.250Z'),
        revoked_at: null,
        portal_url: consents[0]?.portal_url,
      },
    ]);
    expect(consents[0]?.portal_url).toMatch(/^https:/);
  });

  test('continues from a cursor, also between two rows of the same policy', async () => {
    const rows = [4, 3, 4, 5].map((PolicyId) => ({ PolicyId }));
    const server = new PlainServer({
      before: (request) => (request.endsWith('/Policies') ? Response.json(rows) : undefined),
    });
    const candidate = `remote:${server.add({})}`;
    const client = server.client();
    const seen: string[] = [];
    let cursor: string | null | undefined;
    while (cursor !== null) {
      for await (const page of client.listCandidateConsents(candidate, { page_size: 1, cursor }).pages({ limit: 1 })) {
        seen.push(...page.results.map((consent) => consent.policy_id));
        cursor = page.next;
      }
    }
    expect(seen).toEqual(['3', '4', '4', '5']);
  });

  test('of a candidate who does not exist is an error, as it is without the route', async () => {
    const stage = createStage();
    const call = stage.client().listCandidateConsents('remote:7').toArray();
    expect(await caught(call)).toBeInstanceOf(NotFoundError);
    const body = '{"Message":"No HTTP resource was found that matches the request URI \'https://x.at/Api\'."}';
    stage.sandbox.fail({ on: 'GET Applicant/{applicantId}/Policies', kind: 'status', status: 404, body, times: 9 });
    const missing = stage.client().listCandidateConsents(candidate_id).toArray();
    expect(await caught(missing)).toBeInstanceOf(NotFoundError);
  });
});

describe('toCandidateConsent', () => {
  const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date(0) });

  test.each([
    [0, 'CONSENT'],
    ['consent', 'CONSENT'],
    [1, 'INFORMATION'],
    ['Information', 'INFORMATION'],
    [7, null],
    ['Newsletter', null],
    [null, null],
  ])('the kind %j is %j', (Type, type) => {
    expect(toCandidateConsent({ PolicyId: 4, Type }, context, 7).type).toBe(type);
  });

  test('what is missing is null, and so are .NET’s empty dates', () => {
    const raw = { PolicyId: 4, AcceptedOn: '0001-01-01T00:00:00', Text: ' ' };
    expect(toCandidateConsent(raw, context, 7)).toEqual({
      policy_id: '4',
      candidate_id: context.ids.candidate(7),
      type: null,
      language: null,
      portal_url: null,
      text: null,
      accepted_at: null,
      revoked_at: null,
      is_outdated: null,
    });
  });
});

describe('accepting', () => {
  test('stores the current consent, and its date on the candidate', async () => {
    const stage = createStage();
    const { data, warnings } = await stage.client().setCandidateConsent({ candidate_id, accepted: true });
    expect(warnings).toEqual([]);
    const accepted_at = new Date('2026-03-01T12:00:00Z');
    expect(data).toMatchObject({ policy_id: '4', type: 'CONSENT', accepted_at, revoked_at: null });
    expect(policyOf(stage, 4)).toEqual({ PolicyId: 4, AcceptedOn: NOW, RevokedOn: null });
    expect(stage.sandbox.applicant(FIRST)?.PolicyAcceptedAt).toBe(NOW);
    expect(stage.writes()).toEqual(['POST Applicant/{applicantId}', PUT]);
  });

  test('agrees with what a create stores', async () => {
    const stage = createStage();
    const { data } = await stage.client().createApplication({ ...EVA, gdpr_consent: { given: true } });
    const [id = 0] = stage.applicantsWith(EMAIL);
    await stage.client().setCandidateConsent({ candidate_id, accepted: true });
    expect(stage.sandbox.policiesOf(id)).toEqual([policyOf(stage, 4)]);
    expect(stage.sandbox.applicant(id)?.PolicyAcceptedAt).toBe(stage.sandbox.applicant(FIRST)?.PolicyAcceptedAt);
    const again = stage.client().setCandidateConsent({ candidate_id: data.candidate.id, accepted: true });
    expect((await again).warnings).toEqual([]);
    expect(stage.writes().filter((write) => write === PUT)).toHaveLength(2);
  });

  test.each([
    ['a Date', new Date('2026-02-01T11:00:00Z'), '2026-02-01T12:00:00'],
    ['an offset', '2026-02-01T12:00:00+03:00', '2026-02-01T10:00:00'],
    ['UTC', '2026-07-01T23:30:00Z', '2026-07-02T01:30:00'],
    ['wall time', '2026-02-01T12:00', '2026-02-01T12:00:00'],
    ['a day', '2026-02-01', '2026-02-01T00:00:00'],
  ])('takes %s, and sends wall time', async (_, at, AcceptedOn) => {
    const stage = createStage();
    await stage.client().setCandidateConsent({ candidate_id, accepted: true, at });
    expect(policyOf(stage, 4)?.AcceptedOn).toBe(AcceptedOn);
    const bodies = stage.sandbox.log.filter(({ method }) => method === 'PUT').map(({ body }) => body);
    expect(bodies.join()).not.toMatch(/Z"/);
  });

  test('leaves a later date on the candidate as it is', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { PolicyAcceptedAt: '2026-02-15T00:00:00' });
    await stage.client().setCandidateConsent({ candidate_id, accepted: true, at: '2026-02-01' });
    expect(stage.sandbox.applicant(FIRST)?.PolicyAcceptedAt).toBe('2026-02-15T00:00:00');
  });

  test('a notice stores no date on the candidate', async () => {
    const stage = createStage();
    const input = { candidate_id, policy_id: 'remote:3', accepted: true };
    expect((await stage.client().setCandidateConsent(input)).data).toMatchObject({ type: 'INFORMATION' });
    expect(stage.writes()).toEqual([PUT]);
  });

  test('what is accepted writes nothing; another date is a warning', async () => {
    const stage = createStage();
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER });
    const { data, warnings } = await stage.client().setCandidateConsent({ candidate_id, accepted: true });
    expect([data.accepted_at, warnings]).toEqual([new Date('2026-01-01T08:30:00.250Z'), []]);
    const dated = await stage.client().setCandidateConsent({ candidate_id, accepted: true, at: '2026-02-01' });
    expect(dated.warnings).toEqual([
      { message: 'the candidate had already accepted the policy; its date was not changed' },
    ]);
    const same = await stage.client().setCandidateConsent({ candidate_id, accepted: true, at: '2026-01-01T09:30' });
    expect(same.warnings).toEqual([]);
    expect(stage.writes()).toEqual([]);
  });

  test('after a revocation sets the date anew and clears the revocation', async () => {
    const stage = createStage();
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER, RevokedOn: '2026-02-01T00:00:00' });
    const { data } = await stage.client().setCandidateConsent({ candidate_id, accepted: true });
    expect(data).toMatchObject({ accepted_at: new Date('2026-03-01T12:00:00Z'), revoked_at: null });
    expect(policyOf(stage, 4)).toEqual({ PolicyId: 4, AcceptedOn: NOW, RevokedOn: null });
  });

  test('an outdated version is refused', async () => {
    const stage = createStage();
    const policy = stage.sandbox.addPolicy({ Type: 'Consent', Text: '<p>Neu</p>' });
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: null });
    const error = await caught(stage.client().setCandidateConsent({ candidate_id, policy_id: '4', accepted: true }));
    expect(error).toMatchObject({ name: 'ActionRejectedError', message: expect.stringContaining('is outdated') });
    expect(stage.writes()).toEqual([]);
    const { data } = await stage.client().setCandidateConsent({ candidate_id, accepted: true });
    expect(data.policy_id).toBe(String(policy));
  });

  test('needs a policy that exists', async () => {
    const stage = createStage();
    const error = await caught(stage.client().setCandidateConsent({ candidate_id, policy_id: '99', accepted: true }));
    expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
    for (const id of [3, 4, 13, 14]) stage.sandbox.removePolicy(id);
    const none = await caught(stage.client().setCandidateConsent({ candidate_id, accepted: true }));
    expect(none).toMatchObject({ name: 'ActionRejectedError', message: expect.stringContaining('no consent policy') });
    expect(stage.writes()).toEqual([]);
  });

  test('needs a candidate who exists', async () => {
    const stage = createStage();
    const error = await caught(stage.client().setCandidateConsent({ candidate_id: 'remote:7', accepted: true }));
    expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
  });
});

describe('revoking', () => {
  test('keeps the date of acceptance exactly as it is', async () => {
    const stage = createStage();
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER });
    const { data, warnings } = await stage.client().setCandidateConsent({ candidate_id, accepted: false });
    expect(warnings).toEqual([]);
    expect(data).toMatchObject({ policy_id: '4', revoked_at: new Date('2026-03-01T12:00:00Z') });
    expect(policyOf(stage, 4)).toEqual({ PolicyId: 4, AcceptedOn: EARLIER, RevokedOn: NOW });
    expect(stage.writes()).toEqual([PUT]);
  });

  test('what is revoked, or was never accepted, writes nothing', async () => {
    const stage = createStage();
    const first = await stage.client().setCandidateConsent({ candidate_id, accepted: false });
    expect(first.data).toMatchObject({ policy_id: '4', accepted_at: null, revoked_at: null });
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER, RevokedOn: '2026-02-01T00:00:00' });
    await stage.client().setCandidateConsent({ candidate_id, accepted: false });
    const other = { candidate_id, policy_id: '14', accepted: false };
    expect((await stage.client().setCandidateConsent(other)).data).toMatchObject({ policy_id: '14', type: 'CONSENT' });
    expect(stage.writes()).toEqual([]);
  });

  test('an older version that is still accepted is a warning', async () => {
    const stage = createStage();
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER });
    stage.sandbox.setPolicy(FIRST, 3, { AcceptedOn: EARLIER });
    stage.sandbox.addPolicy({ Type: 'Consent' });
    const { warnings } = await stage.client().setCandidateConsent({ candidate_id, accepted: false });
    const message = 'the candidate has accepted further policies, which were not revoked: policy_id 4';
    expect(warnings).toEqual([{ message }]);
    const { data } = await stage.client().setCandidateConsent({ candidate_id, policy_id: '4', accepted: false });
    expect(data).toMatchObject({ is_outdated: true, revoked_at: new Date('2026-03-01T12:00:00Z') });
  });

  test('before the acceptance is refused', async () => {
    const stage = createStage();
    stage.sandbox.setPolicy(FIRST, 4, { AcceptedOn: EARLIER });
    const error = await caught(
      stage.client().setCandidateConsent({ candidate_id, accepted: false, at: '2025-12-31T23:59' }),
    );
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'at', code: 'out_of_range' }] });
    expect(stage.writes()).toEqual([]);
  });

  test.each(['remote:99', '99'])('a policy %s that does not exist is invalid input', async (policy_id) => {
    const stage = createStage();
    const error = await caught(stage.client().setCandidateConsent({ candidate_id, policy_id, accepted: false }));
    expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
  });

  test('of a candidate who does not exist is invalid input', async () => {
    const stage = createStage();
    const error = await caught(stage.client().setCandidateConsent({ candidate_id: 'remote:7', accepted: false }));
    expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
  });
});

/** A server with one policy that stores what `keep` makes of a body. */
function serverWith(row: object, keep: (body: object) => object | undefined): PlainServer {
  let stored: object = { PolicyId: 4, Type: 0, ...row };
  return new PlainServer({
    before: (request, body) => {
      if (request === 'GET Policies') return Response.json([{ Id: 4, Type: 0 }]);
      if (request.endsWith('/Policies')) return Response.json([stored]);
      if (!request.endsWith('/Policies/4')) return undefined;
      stored = { ...stored, ...(keep(JSON.parse(body)) ?? {}) };
      return Response.json(stored);
    },
  });
}

describe('a server that stores something else', () => {
  const REVOKED = { AcceptedOn: '2026-01-01T09:00:00', RevokedOn: '2026-01-02T09:00:00' };

  test.each([
    ['null does not clear the revocation', REVOKED, true, ({ RevokedOn: _, ...body }: Record<string, unknown>) => body],
    ['nothing is stored', {}, true, () => undefined],
    ['nothing is revoked', { AcceptedOn: '2026-01-01T09:00:00' }, false, () => undefined],
  ])('%s: an error', async (_, row, accepted, keep) => {
    const server = serverWith(row, (body) => keep({ ...body }));
    const input = { candidate_id: `remote:${server.add({})}`, accepted };
    const error = await caught(server.client({ settleMs: 0 }).setCandidateConsent(input));
    expect(error).toMatchObject({
      name: 'ActionRejectedError',
      message: expect.stringContaining('eRecruiter still shows the consent as'),
    });
  });

  test('another date is a warning', async () => {
    const server = serverWith({}, (body) => ({ ...body, AcceptedOn: '2026-02-01T11:00:00' }));
    const input = { candidate_id: `remote:${server.add({})}`, accepted: true, at: '2026-02-01T12:00' };
    const { warnings } = await server.client().setCandidateConsent(input);
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep the dates of the consent as they were sent' }]);
  });

  test('whole seconds are the same date; a date of acceptance is returned in its own form', async () => {
    const bodies: object[] = [];
    const server = serverWith({ AcceptedOn: '2026-01-01T09:00:00.123Z' }, (body) => {
      bodies.push(body);
      return { ...body, AcceptedOn: '2026-01-01T09:00:00Z' };
    });
    const input = { candidate_id: `remote:${server.add({})}`, accepted: false, at: '2026-02-01T12:00' };
    expect((await server.client().setCandidateConsent(input)).warnings).toEqual([]);
    expect(bodies).toEqual([{ AcceptedOn: '2026-01-01T09:00:00.123Z', RevokedOn: '2026-02-01T12:00:00' }]);
  });

  test('no policies at all prove nothing: nothing looks revoked', async () => {
    const server = new PlainServer({
      before: (request) => {
        if (request === 'GET Policies') return Response.json([{ Id: 4, Type: 0 }]);
        return request.endsWith('/Policies') ? Response.json([]) : undefined;
      },
    });
    const input = { candidate_id: `remote:${server.add({})}`, accepted: false };
    const error = await caught(server.client().setCandidateConsent(input));
    expect(error).toMatchObject({ message: expect.stringContaining('shows no policies of the candidate') });
  });
});

test('of several consent policies that a portal shows, the newest is used, with a warning', async () => {
  const stored = new Map<string, object>();
  const server = new PlainServer({
    before: (request, body) => {
      if (request === 'GET Policies') return Response.json([4, 6, 5, 9].map((Id) => ({ Id, Type: Id === 9 ? 1 : 0 })));
      if (request.startsWith('PUT')) stored.set(request.split('/').at(-1) ?? '', JSON.parse(body));
      if (!request.includes('/Policies')) return undefined;
      return Response.json([...stored].map(([id, dates]) => ({ PolicyId: Number(id), Type: 0, ...dates })));
    },
  });
  const candidate = `remote:${server.add({})}`;
  const { data, warnings } = await server.client().setCandidateConsent({ candidate_id: candidate, accepted: true });
  expect(data.policy_id).toBe('6');
  expect(warnings).toEqual([{ message: 'the portal has several consent policies; the newest was used: policy_id 6' }]);
  expect([...stored.keys()]).toEqual(['6']);
});
