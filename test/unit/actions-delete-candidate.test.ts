import { describe, expect, test } from 'vitest';
import { PartialWriteError, type SyncChange } from '../../src/index.js';
import type { SandboxOptions } from '../../src/sandbox/index.js';
import { createStage, EMAIL, EVA, FIRST, JOBS, SETTLE_MS, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';
import { input, PlainServer, type Row } from '../helpers/plain-server.js';

const candidate_id = `remote:${FIRST}`;
const MODES = ['anonymize', 'erase'] as const;
type Mode = (typeof MODES)[number];

const remove = (stage: Stage, mode: Mode, client = stage.client()) => client.deleteCandidate({ candidate_id, mode });

/** A stage whose first applicant has everything that an applicant can have. */
async function full(options: SandboxOptions = {}): Promise<Stage> {
  const stage = createStage(options);
  const { sandbox } = stage;
  sandbox.edit(FIRST, {
    Email: EMAIL,
    Street: 'Ring 1',
    Phone: '1',
    SelfDescription: 'Ich',
    Tags: ['A'],
    Referrer: 'Altes Portal',
  });
  for (const kind of [
    'Activity',
    'Experience',
    'Education',
    'Certificate',
    'Language',
    'Publication',
    'Document',
  ] as const)
    sandbox.addRecord(FIRST, kind, {});
  sandbox.addRecord(FIRST, 'Knowledge', { Knowledge: 'C#' });
  sandbox.setCustomField(FIRST, 'anmerkung', 'x');
  const client = stage.client();
  const attachment = { name: 'cv.pdf', type: 'CV', data: btoa('%PDF-1.7') } as const;
  await client.addAttachmentToCandidate({ candidate_id, attachment });
  await client.addResultLinkToCandidate({ candidate_id, label: 'Test', url: 'https://example.com' });
  return stage;
}

describe('anonymizing', () => {
  test('blanks the person and everything that they or recruiters wrote; applications, source and dates stay', async () => {
    const stage = await full();
    const { sandbox } = stage;
    const applications = sandbox.applicationsOf(FIRST);
    const { DateOfCreation } = sandbox.applicant(FIRST) ?? {};
    expect(await remove(stage, 'anonymize')).toEqual({ data: {}, warnings: [] });
    const { Id: _, DateOfUpdateByUser: __, DateOfUpdateByApplicant: ___, ...record } = sandbox.applicant(FIRST) ?? {};
    const filled = Object.entries(record).filter(([, value]) => Boolean(value) && JSON.stringify(value) !== '[]');
    expect(Object.fromEntries(filled)).toEqual({
      LastName: 'Anonymisiert',
      Referrer: 'Altes Portal',
      HasApplicationsVisibleToApplicant: true,
      DateOfCreation,
    });
    expect(sandbox.applicationsOf(FIRST)).toEqual(applications);
    expect([
      ...sandbox.documentsOf(FIRST),
      ...sandbox.customFieldsOf(FIRST),
      ...sandbox.historyOf(FIRST),
      ...sandbox.knowledgesOf(FIRST),
      ...sandbox.languagesOf(FIRST),
      ...sandbox.coverLettersOf(FIRST),
    ]).toEqual([]);
    expect(sandbox.cvOf(FIRST)).toBeUndefined();
  });

  test('is sent with deleteCompletely=false, between reads that prove whom it hits and what is left', async () => {
    const stage = await full();
    const since = stage.sandbox.log.length;
    await remove(stage, 'anonymize');
    expect(stage.sandbox.log.slice(since).map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /Api',
      `GET /Api/Applicant/${FIRST}`,
      `GET /Api/Applicant/${FIRST}`,
      `DELETE /Api/Applicant/${FIRST}?deleteCompletely=false`,
      `GET /Api/Applicant/${FIRST}`,
    ]);
  });

  test('again is success, and so is erasing afterwards', async () => {
    const stage = await full();
    await remove(stage, 'anonymize');
    expect(await remove(stage, 'anonymize')).toEqual({ data: {}, warnings: [] });
    expect(await remove(stage, 'erase')).toEqual({ data: {}, warnings: [] });
    expect(stage.clock.waits).toEqual([]);
  });
});

describe('erasing', () => {
  test('removes the person with their applications', async () => {
    const stage = await full();
    expect(await remove(stage, 'erase')).toEqual({ data: {}, warnings: [] });
    expect(stage.sandbox.applicant(FIRST)).toBeUndefined();
    expect(stage.sandbox.log.at(-2)?.path).toBe(`/Api/Applicant/${FIRST}?deleteCompletely=true`);
    expect(await caught(stage.client().getCandidate(candidate_id))).toMatchObject({ name: 'NotFoundError' });
  });

  test.each(MODES)('somebody who is gone already is success (%s), and says so', async (mode) => {
    const stage = createStage();
    stage.sandbox.removeApplicant(FIRST);
    const { warnings } = await remove(stage, mode);
    expect(warnings).toEqual([
      { message: 'there is no such candidate, or the key may not see them: nothing was deleted' },
    ]);
    expect(stage.writes()).toEqual([]);
  });
});

describe('an invalid input is refused before any request', () => {
  test.each([
    [{ candidate_id }, 'mode', /'anonymize', which blanks the personal data, or 'erase', which removes everything/],
    [{ candidate_id, mode: 'delete' }, 'mode', /'anonymize', which/],
    [{ candidate_id, mode: null }, 'mode', /required|'anonymize'/],
    [{ candidate_id: 'remote:1/2', mode: 'erase' }, 'candidate_id', /id of an application/],
    [{ mode: 'erase' }, 'candidate_id', /is required/],
  ])('%j', async (wrong, path, message) => {
    const stage = createStage();
    const error = await caught(Promise.resolve(Reflect.apply(stage.client().deleteCandidate, stage.client(), [wrong])));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path, message: expect.stringMatching(message) }] });
    expect(stage.requests()).toEqual([]);
  });
});

/** A server on which a deletion does what the test says. */
function serving(row: Row, onDelete: (server: PlainServer, id: number, request: string) => Response | undefined) {
  const server: PlainServer = new PlainServer({
    before: (request) => (request.startsWith('DELETE ') ? onDelete(server, id, request) : undefined),
  });
  const id = server.add(row);
  const client = server.client({ settleMs: 0 });
  return { server, id, delete: (mode: Mode) => client.deleteCandidate({ candidate_id: `remote:${id}`, mode }) };
}
const json = (value: unknown, status = 200) => new Response(JSON.stringify(value), { status });
const EVA_ROW = { FirstName: 'Eva', LastName: 'Grün', Email: EMAIL, Phone: '1', BirthDate: '1987-02-28T00:00:00' };

describe('what eRecruiter says is checked at the record', () => {
  test.each(MODES)('a deletion that does nothing is an error (%s)', async (mode) => {
    const { delete: run, server } = serving(EVA_ROW, (self, id) => json(self.applicants.get(id)));
    expect(await caught(run(mode))).toMatchObject({
      name: 'ActionRejectedError',
      message:
        'eRecruiter accepted the deletion, but did not carry it out: its clean-up can take 15 minutes, so call again then',
    });
    expect(server.writes()).toHaveLength(1);
  });

  test('erasing that only anonymizes is an error that says so', async () => {
    const { delete: run } = serving(EVA_ROW, (self, id) => {
      self.applicants.set(id, { Id: id, LastName: 'Anonym' });
      return json(null);
    });
    expect(await caught(run('erase'))).toMatchObject({
      message:
        'eRecruiter accepted the deletion, but only anonymized the candidate: its clean-up can take 15 minutes, so call again then',
    });
  });

  test.each([
    [{ Phone: '1', Tags: ['A'] }, 'Phone, Tags'],
    [{ LastName: 'Grün' }, 'LastName'],
    [{ BirthDate: '1987-02-28T00:00:00' }, 'BirthDate'],
  ])('anonymizing that leaves %j is a warning without the values', async (left, names) => {
    const { delete: run } = serving({ ...EVA_ROW, Tags: ['A'] }, (self, id) => {
      self.applicants.set(id, { Id: id, FirstName: 'Anonym', LastName: 'Anonym', ...left });
      return new Response(null, { status: 204 });
    });
    expect((await run('anonymize')).warnings).toEqual([
      { message: `eRecruiter still has of the candidate: ${names}; its clean-up can take 15 minutes` },
    ]);
  });

  test('anonymizing that removes everything is a warning', async () => {
    const { delete: run } = serving(EVA_ROW, (self, id) => {
      self.applicants.delete(id);
      return json(EVA_ROW);
    });
    expect((await run('anonymize')).warnings).toEqual([{ message: 'eRecruiter removed the candidate altogether' }]);
  });

  test('texts of eRecruiter’s own in both names are no error the second time, but a warning', async () => {
    const { delete: run } = serving({ FirstName: 'Anonym', LastName: 'Anonym' }, () => json(null));
    expect((await run('anonymize')).warnings).toEqual([{ message: expect.stringContaining('FirstName, LastName') }]);
  });

  test('what cannot be checked is a warning', async () => {
    let deleted = false;
    const { delete: run } = (() => {
      const server = new PlainServer({
        before: (request) => {
          if (request.startsWith('DELETE ')) deleted = true;
          return deleted ? json({ Message: 'Bad' }, request.startsWith('DELETE ') ? 200 : 400) : undefined;
        },
      });
      const id = server.add(EVA_ROW);
      const client = server.client({ settleMs: 0, retry: { limit: 0 } });
      return { delete: (mode: Mode) => client.deleteCandidate({ candidate_id: `remote:${id}`, mode }) };
    })();
    expect(await caught(run('erase'))).toMatchObject({ mayHaveBeenApplied: true }); // an error in place of the record
  });

  test('a record that appears gone only after a while is waited for', async () => {
    const stage = await full();
    const client = stage.client({
      fetch: async (input, init) => {
        const isLate = stage.writes().length > 0 && stage.clock.waits.length === 0;
        if (isLate && init?.method === 'GET') return json({ ...EVA_ROW, Id: FIRST });
        return stage.sandbox.fetch(input, init);
      },
    });
    expect(await remove(stage, 'erase', client)).toEqual({ data: {}, warnings: [] });
    expect(stage.clock.waits).toEqual([SETTLE_MS]);
  });
});

describe('after a merge', () => {
  test.each(MODES)('the number leads to another person, who is not touched (%s)', async (mode) => {
    const { delete: run, server, id } = serving(EVA_ROW, () => json(null));
    server.applicants.set(id, { ...EVA_ROW, Id: 4711 });
    expect(await caught(run(mode))).toMatchObject({ name: 'ResponseShapeError', mayHaveBeenApplied: false });
    expect(server.writes()).toEqual([]);
  });

  test.each([
    ['anonymize', 4711],
    ['erase', 4711],
    ['erase', '4711'],
  ] as const)('an answer about another person is an error, even if this one is gone (%s, %j)', async (mode, Id) => {
    const { delete: run, server } = serving(EVA_ROW, (self, id) => {
      self.applicants.delete(id);
      return json({ ...EVA_ROW, Id });
    });
    expect(await caught(run(mode))).toMatchObject({
      name: 'ResponseShapeError',
      mayHaveBeenApplied: true,
      message: expect.stringContaining('another candidate'),
    });
    expect(server.writes()).toHaveLength(1);
  });
});

describe('what the client remembers of somebody is forgotten', () => {
  const interrupted = async (mode: Mode) => {
    const server: PlainServer = new PlainServer({
      lagMs: 60_000,
      before: (request) => (request === 'PUT Application' && isDown ? json({ Message: 'no' }, 403) : undelete(request)),
    });
    let isDown = true;
    const undelete = (request: string): Response | undefined => {
      const [, id] = /^DELETE Applicant\/(\d+)/.exec(request) ?? [];
      if (id === undefined) return undefined;
      if (mode === 'erase') server.applicants.delete(Number(id));
      else server.applicants.set(Number(id), { Id: Number(id), LastName: 'Anonymisiert', Tags: [] });
      return json(null);
    };
    const client = server.client({ settleMs: 0 });
    expect(await caught(client.createApplication(input()))).toMatchObject({ name: 'PartialWriteError' });
    const [first = 0] = server.applicants.keys();
    await client.deleteCandidate({ candidate_id: `remote:${first}`, mode });
    isDown = false;
    const { data } = await client.createApplication(input());
    return { first, second: Number(data.candidate.remote_id), server };
  };

  test.each(MODES)('an interrupted create starts anew, with a new candidate (%s)', async (mode) => {
    const { first, second, server } = await interrupted(mode);
    expect(second).not.toBe(first);
    expect(server.applicants.get(second)).toMatchObject({ FirstName: 'Eva' });
    expect(server.applications).toMatchObject([{ ApplicantId: second }]);
  });

  test.each([true, false])('also if another process anonymizes them (resumed: %s)', async (isResumed) => {
    let isDown = isResumed;
    const server: PlainServer = new PlainServer({
      lagMs: 60_000,
      before: (request) => (request === 'PUT Application' && isDown ? json({ Message: 'no' }, 403) : undefined),
    });
    const client = server.client({ settleMs: 0 });
    const error = await client.createApplication(input()).catch((reason: unknown) => reason);
    isDown = false;
    const [first = 0] = server.applicants.keys();
    server.applicants.set(first, { Id: first, FirstName: null, LastName: 'Anonymisiert', Email: null, Tags: [] });
    const resume = PartialWriteError.isInstance(error) ? error.progress : undefined;
    const { data } = await (isResumed ? server.client({ settleMs: 0 }) : client).createApplication(input(), { resume });
    expect(data.candidate.first_name).toBe('Eva');
    expect(server.applicants.get(first)).toMatchObject({ FirstName: null, Email: null });
    expect(server.applications.at(-1)?.['ApplicantId']).not.toBe(first);
  });

  test('as soon as eRecruiter accepts the deletion, even if it carries it out later', async () => {
    const server: PlainServer = new PlainServer({
      lagMs: 60_000,
      before: (request) => (request.startsWith('DELETE ') ? json(null) : undefined),
    });
    const client = server.client({ settleMs: 0 });
    const { data } = await client.createApplication(input());
    const candidate_id = data.candidate_id ?? '';
    expect(await caught(client.deleteCandidate({ candidate_id, mode: 'erase' }))).toMatchObject({
      message: expect.stringContaining('call again'),
    });
    const second = await client.createApplication(input());
    expect(second.data.candidate_id).not.toBe(candidate_id);
  });

  test('a create at the same time ends before or begins after: nobody anonymous gets an application', async () => {
    const stage = createStage();
    const client = stage.client();
    const { data } = await client.createCandidate(EVA);
    const application = { job_id: `remote:${JOBS.custom}` };
    const [, created] = await Promise.all([
      client.deleteCandidate({ candidate_id: data.id, mode: 'anonymize' }),
      client.createApplication({ ...EVA, application }),
    ]);
    const { candidate } = created.data;
    const isAnonymous = candidate.first_name === null;
    expect(isAnonymous).toBe(false);
  });

  test.each(['before', 'after'])('nothing is added to an anonymized candidate by a create %s it', async (when) => {
    const stage = createStage();
    const client = stage.client();
    const candidate = { phone_number: '+43 1 999', location: { country: 'AT', street_1: 'Ring 1' } };
    const attachments = [{ name: 'cv.pdf', type: 'CV', data: btoa('%PDF-1.7') } as const];
    const application = { job_id: `remote:${JOBS.custom}` };
    const apply = () => client.createApplication({ candidate, application, attachments }, { candidate_id });
    const calls = [() => remove(stage, 'anonymize', client), () => caught(apply())];
    await Promise.all((when === 'after' ? calls : calls.reverse()).map((call) => call()));
    const { FirstName, Phone, Street, HasCv } = stage.sandbox.applicant(FIRST) ?? {};
    expect([FirstName, Phone, Street, HasCv]).toEqual([null, null, null, false]);
    // Also later, and by whatever this client knows; another client cannot know.
    expect(await caught(apply())).toMatchObject({
      name: 'ActionRejectedError',
      message: expect.stringContaining('anonymized'),
      candidateId: expect.any(String),
    });
  });
});

describe('what sync() then tells', () => {
  const synced = async () => {
    const stage = createStage();
    const client = stage.client();
    const state = new Map();
    const run = async (): Promise<SyncChange[]> => {
      const changes: SyncChange[] = [];
      for await (const change of client.sync({}, { state })) changes.push(change);
      return changes;
    };
    await run();
    return { stage, client, run };
  };
  const brief = (changes: readonly SyncChange[]) => changes.map(({ type, model }) => `${type} ${model}`);

  test('an erased candidate and their applications are deletions', async () => {
    const { stage, client, run } = await synced();
    const applications = stage.sandbox.applicationsOf(FIRST).map(() => 'delete application');
    await client.deleteCandidate({ candidate_id, mode: 'erase' });
    const changes = await run();
    expect(brief(changes)).toEqual([...applications, 'delete candidate']);
    expect(changes.at(-1)?.data).toMatchObject({ remote_id: String(FIRST) });
    expect(await run()).toEqual([]);
  });

  test('an anonymized candidate is an update, and so are the applications that carry their name', async () => {
    const { client, run } = await synced();
    await client.deleteCandidate({ candidate_id, mode: 'anonymize' });
    const changes = await run();
    expect(changes.some(({ type }) => type === 'delete')).toBe(false);
    const candidate = changes.find(({ model }) => model === 'candidate')?.data;
    expect(candidate).toMatchObject({
      remote_id: String(FIRST),
      first_name: null,
      last_name: 'Anonymisiert',
      email_addresses: [],
      phone_numbers: [],
    });
    expect(await run()).toEqual([]);
  });
});
