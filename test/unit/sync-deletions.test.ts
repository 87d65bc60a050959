import { describe, expect, test } from 'vitest';
import type { SyncChange } from '../../src/index.js';
import type { FaultRule } from '../../src/sandbox/index.js';
import { asked, type Fetch, nameOf, setUp, type SetupOptions } from '../helpers/client.js';
import { brief, run, type State, tally } from '../helpers/sync-state.js';
import { connect } from './sandbox-client.js';

// Applicant 150000 has three applications, 150002 one; job 4714 alone asks questionnaire 11.
const [PERSON, OTHER] = [150_000, 150_002];
const SANDBOX = { applicants: 6, jobs: 4 };

/** A client with a state of the whole installation. */
async function synced(options: SetupOptions = {}) {
  const setup = setUp({ sandbox: SANDBOX, ...options });
  const state: State = new Map();
  await run(setup.erecruiter, state);
  const before = setup.sandbox.log.length;
  return {
    ...setup,
    state,
    /** The changes of another run. */
    again: () => run(setup.erecruiter, state),
    /** The requests since the state was complete. */
    askedSince: () => asked(setup.sandbox, before),
  };
}

const deletions = (changes: readonly SyncChange[]) => brief(changes.filter(({ type }) => type === 'delete'));

describe('what eRecruiter no longer has is deleted', () => {
  test('an applicant, after their applications; read twice, with an existing applicant in between', async () => {
    const { sandbox, again, askedSince, state } = await synced();
    const ids = sandbox.applicationsOf(PERSON).map(({ Id }) => `delete application ${Id}`);
    sandbox.removeApplicant(PERSON);
    const changes = await again();
    expect(brief(changes)).toEqual([...ids, `delete candidate ${PERSON}`]);
    // Twice themselves, and before and after the second time an applicant who surely exists.
    expect(askedSince()['Applicant/{}']).toBe((askedSince()['Applications/{}'] ?? 0) + 4);
    expect(changes.some(({ data }) => state.has(data.id))).toBe(false);
    expect(await again()).toEqual([]);
  });

  test('with id, remote_id and the time of the pass that found it gone', async () => {
    let now = Date.UTC(2026, 5, 1);
    const { sandbox, again, state } = await synced({ clock: { now: () => now, sleep: async () => undefined } });
    const [{ Id } = { Id: 0 }] = sandbox.applicationsOf(OTHER);
    const before = [...state.keys()];
    now = Date.UTC(2026, 5, 2);
    sandbox.removeApplication(OTHER, Id);
    const [change] = (await again()).slice(-1);
    const time = new Date(now);
    expect(change).toEqual({
      model: 'application',
      type: 'delete',
      data: { id: expect.any(String), remote_id: String(Id), changed_at: time, remote_deleted_at: time },
    });
    expect(before).toContain(change?.data.id);
  });

  test('an application that its applicant no longer has', async () => {
    const { sandbox, again, askedSince } = await synced();
    const [, { Id } = { Id: 0 }] = sandbox.applicationsOf(PERSON);
    sandbox.removeApplication(PERSON, Id);
    expect(brief(await again())).toEqual([`upsert candidate ${PERSON}`, `delete application ${Id}`]);
    // Once more themselves, and before and after that an applicant who has applications.
    expect(askedSince()['Applications/{}']).toBe((askedSince()['Applicant/{}'] ?? 0) + 3);
  });

  test('the only application of a candidate, who is kept although no crawl finds them any more', async () => {
    const { sandbox, again } = await synced();
    const [{ Id } = { Id: 0 }] = sandbox.applicationsOf(OTHER);
    sandbox.removeApplication(OTHER, Id);
    expect(brief(await again())).toEqual([`upsert candidate ${OTHER}`, `delete application ${Id}`]);
    sandbox.edit(OTHER, { FirstName: 'Neu' });
    expect(brief(await again())).toEqual([`upsert candidate ${OTHER}`]);
    sandbox.removeApplicant(OTHER);
    expect(brief(await again())).toEqual([`delete candidate ${OTHER}`]);
  });

  test('an application that moved to another applicant, who has it under a new id', async () => {
    let owner = OTHER;
    const through = rewritten(/Api\/Applications\/15000[02]\?/, (rows, url) => {
      const moved = { Id: 999, JobId: 4711, Status: 'Neu eingelangt', WorkflowStatusGroup: 1, ApplicantId: owner };
      return url.includes(String(owner)) && Array.isArray(rows) ? [...rows, moved] : rows;
    });
    const { again, state } = await synced({ through });
    const size = state.size;
    owner = PERSON;
    expect(brief(await again())).toEqual([
      `upsert candidate ${PERSON}`,
      'upsert application 999',
      `upsert candidate ${OTHER}`,
      'delete application 999',
    ]);
    expect(state.size).toBe(size);
  });

  test('a merge: the applications of the one who is gone are deleted, although the other one has their numbers', async () => {
    const { sandbox, again } = await synced();
    const [{ Id, JobId } = { Id: 0, JobId: 0 }] = sandbox.applicationsOf(OTHER);
    const own = sandbox.applicationsOf(PERSON).map((one) => one.Id);
    for (const one of own) sandbox.removeApplication(PERSON, one);
    sandbox.removeApplicant(OTHER);
    sandbox.addApplication({ Id, JobId, ApplicantId: PERSON, Status: 'Eingestellt' }); // no crawl finds it
    expect(brief(await again())).toEqual([
      `upsert candidate ${PERSON}`,
      `upsert application ${Id}`,
      ...own.map((one) => `delete application ${one}`),
      `delete application ${Id}`,
      `delete candidate ${OTHER}`,
    ]);
  });

  test('a job with its job questions, after its applications; the questions are kept', async () => {
    const gone = new Set<number>();
    const { sandbox, again, askedSince } = await synced({ through: withoutJobs(gone) });
    for (const id of sandbox.applicantIds()) {
      for (const { Id, JobId } of sandbox.applicationsOf(id)) if (JobId === 4714) sandbox.removeApplication(id, Id);
    }
    gone.add(4714);
    const changes = await again();
    const all = deletions(changes);
    expect(all.at(-1)).toBe('delete job 4714');
    expect(all.slice(-3, -1)).toEqual(Array(2).fill('delete job_screening_question null'));
    expect(new Set(all.slice(0, -3).map((one) => one.split(' ')[1]))).toEqual(new Set(['application']));
    expect(askedSince()).toMatchObject({ 'Questionnaire/{}': 1 });
    expect(await again()).toEqual([]);
  });

  test('but not a job that an application still names, nor its job questions', async () => {
    const gone = new Set<number>();
    const { again, issues } = await synced({ through: withoutJobs(gone) });
    gone.add(4714);
    expect(deletions(await again())).toEqual([]);
    expect(issues).toContainEqual(expect.objectContaining({ endpoint: 'GET Api/Job/{jobId}', id: '4714' }));
    expect(deletions(await again())).toEqual([]);
  });

  test('a question that has left its questionnaire', async () => {
    let items = 2;
    const through = rewritten(/Questionnaire\/(ByJob\/4714|11)/, (body) => ({
      ...body,
      Items: body.Items?.slice(0, items),
    }));
    const { again, askedSince } = await synced({ through });
    items = 1;
    expect(brief(await again())).toEqual([
      'upsert job 4714',
      'delete job_screening_question null',
      'delete screening_question 1102',
    ]);
    expect(askedSince()['Questionnaire/{}']).toBe(1);
  });

  test('a question of a server that does not number them, by its place', async () => {
    let items = 2;
    const through = rewritten(/Questionnaire\/(ByJob\/4714|11)/, (body) => ({
      ...body,
      Items: body.Items?.slice(0, items),
    }));
    const { again } = await synced({ through, sandbox: { ...SANDBOX, itemIds: false } });
    items = 1;
    expect(deletions(await again())).toEqual(['delete job_screening_question null', 'delete screening_question 11/1']);
  });

  test('a questionnaire with all its questions', async () => {
    const { sandbox, again } = await synced();
    sandbox.editJob(4714, { HasQuestionnaire: false });
    sandbox.fail({ on: 'Questionnaire/{id}', kind: 'status', status: 404, times: 2 });
    expect(tally(await again())).toEqual({
      'upsert job': 1,
      'delete job_screening_question': 2,
      'delete screening_question': 2,
    });
  });

  test('the job questions of a job that asks nothing any more: the questions are kept', async () => {
    const { sandbox, again, askedSince } = await synced();
    sandbox.editJob(4714, { HasQuestionnaire: false });
    expect(tally(await again())).toEqual({ 'upsert job': 1, 'delete job_screening_question': 2 });
    expect(askedSince()).toMatchObject({ 'Questionnaire/ByJob/{}': 2, 'Questionnaire/{}': 1 });
  });

  test('the job questions of a job that does not say so: its questionnaire is requested', async () => {
    const { sandbox, again, askedSince } = await synced();
    sandbox.editJob(4714, { HasQuestionnaire: null });
    expect(tally(await again())).toEqual({ 'upsert job': 1 });
    expect(askedSince()).toMatchObject({ 'Questionnaire/ByJob/{}': 3 });
    sandbox.fail({ on: /ByJob\/4714\?culture/, kind: 'status', status: 404, times: 2 });
    expect(tally(await again())).toEqual({ 'delete job_screening_question': 2 });
  });

  test('and what comes back is new again', async () => {
    const gone = new Set<number>();
    const { sandbox, again } = await synced({ through: withoutJobs(gone) });
    for (const id of sandbox.applicantIds()) {
      for (const { Id, JobId } of sandbox.applicationsOf(id)) if (JobId === 4714) sandbox.removeApplication(id, Id);
    }
    gone.add(4714);
    expect(deletions(await again())).toContain('delete job 4714');
    gone.clear();
    const [change] = (await again()).filter(({ model }) => model === 'job');
    expect(change).toMatchObject({ type: 'upsert', data: { remote_id: '4714', remote_deleted_at: null } });
  });
});

describe('what is merely out of sight is not deleted', () => {
  test('a closed job, an unpublished job: their new content is yielded', async () => {
    const { sandbox, again } = await synced({ discover: 'open' });
    sandbox.closeJob(4711);
    sandbox.unpublishJob(4714);
    const changes = await again();
    expect(deletions(changes)).toEqual([]);
    expect(brief(changes)).toEqual(expect.arrayContaining(['upsert job 4711', 'upsert job 4714']));
  });

  test('a stage that no application is in any more', async () => {
    const { sandbox, again } = await synced();
    for (const id of sandbox.applicantIds()) {
      for (const { Id } of sandbox.applicationsOf(id)) sandbox.moveApplication(id, Id, 'Eingestellt');
    }
    expect(deletions(await again())).toEqual([]);
  });

  test('an applicant who was made anonymous, as eRecruiter does by default: they have changed', async () => {
    const { sandbox, again } = await synced();
    const call = await connect(sandbox);
    await call('DELETE', `/Api/Applicant/${OTHER}?deleteCompletely=false`);
    const changes = await again();
    expect(deletions(changes)).toEqual([]);
    expect(changes.find(({ model }) => model === 'candidate')?.data).toMatchObject({
      remote_id: String(OTHER),
      first_name: null,
      last_name: 'Anonymisiert',
      email_addresses: [],
    });
  });
});

const HTML = '<!DOCTYPE html><html><body><h2>404 - File or directory not found.</h2></body></html>';
const ROUTE_MISS = JSON.stringify({ Message: 'No HTTP resource was found.', MessageDetail: 'No action was found.' });

// The first answer counts for the applicant; for lists, an answer that is missing or has another shape.
const DOUBTS: readonly (readonly [string, Omit<FaultRule, 'on'>])[] = [
  ['403', { kind: 'status', status: 403 }],
  ['404 from the web server', { kind: 'status', status: 404, body: HTML }],
  ['404 because there is no such route', { kind: 'status', status: 404, body: ROUTE_MISS }],
  ['another shape', { kind: 'wrong-types' }],
];
const FAILURES: readonly (readonly [string, Omit<FaultRule, 'on'>])[] = [
  ['500', { kind: 'status', status: 500 }],
  ['503', { kind: 'status', status: 503 }],
  ['an HTML page of a proxy', { kind: 'html' }],
  ['a connection that breaks', { kind: 'reset-before' }],
  ['an answer that breaks off', { kind: 'reset-body' }],
  ['garbage', { kind: 'garbage' }],
  ['nothing', { kind: 'empty' }],
  ['an HTML page in the guise of a success', { kind: 'html', status: 200 }],
];

describe('while in doubt, nothing is deleted, not even what is surely gone', () => {
  // OTHER is not seen, but exists; PERSON is gone.
  async function doubtful() {
    const setup = await synced();
    const [{ Id } = { Id: 0 }] = setup.sandbox.applicationsOf(OTHER);
    setup.sandbox.removeApplication(OTHER, Id);
    setup.sandbox.removeApplicant(PERSON);
    return setup;
  }

  test.each(DOUBTS)('when read again, the person answers %s', async (_, fault) => {
    const { sandbox, again, issues } = await doubtful();
    sandbox.fail({ on: /Api\/Applicant\/150002$/, times: 3, ...fault });
    expect(deletions(await again())).toEqual([]);
    expect(issues).toHaveLength(1);
    sandbox.clearFaults();
    const later = deletions(await again());
    expect(later).toHaveLength(5);
    expect(later).not.toContain(`delete candidate ${OTHER}`);
  });

  test.each([...DOUBTS, ['404', { kind: 'status', status: 404 }] as const])(
    'when read again, the applications of an existing person answer %s',
    async (_, fault) => {
      const { sandbox, again } = await synced();
      sandbox.moveApplication(150_004, 880_012, 'Eingestellt'); // it has no source: no crawl finds it from now on
      sandbox.removeApplicant(PERSON);
      sandbox.fail({ on: /Api\/Applications\/150004/, times: 3, ...fault });
      expect(deletions(await again())).toEqual([]);
      sandbox.clearFaults();
      expect(deletions(await again())).toHaveLength(4);
    },
  );

  test.each(FAILURES)(
    'when read again, the person permanently answers %s: reported, and nothing is deleted',
    async (_, fault) => {
      const { sandbox, again, issues } = await doubtful();
      sandbox.fail({ on: /Api\/Applicant\/150002$/, times: 1000, ...fault });
      expect(deletions(await again())).toEqual([]);
      expect(issues).toMatchObject([{ endpoint: 'GET Api/Applicant/{applicantId}', id: String(OTHER), path: '' }]);
      sandbox.clearFaults();
      expect(deletions(await again())).toHaveLength(5);
    },
  );

  test('when read again, the server throttles: the run fails', async () => {
    const { sandbox, erecruiter, state, again } = await doubtful();
    sandbox.fail({ on: /Api\/Applicant\/150002$/, times: 3, kind: '429' });
    const changes: SyncChange[] = [];
    const failed: unknown = await (async () => {
      for await (const change of erecruiter.sync({}, { state })) changes.push(change);
    })().catch((error: unknown) => error);
    expect(failed).toMatchObject({ endpoint: 'GET Api/Applicant/{applicantId}', cursor: expect.any(String) });
    expect(deletions(changes)).toEqual([]);
    expect(deletions(await again())).toHaveLength(5);
  });

  const skips: readonly (readonly [string, FaultRule])[] = [
    ['a person', { on: /Applicant\/150003$/, kind: 'status', status: 403 }],
    ['the applications of a person', { on: /Applications\/150003/, kind: 'status', status: 403 }],
    ['the custom fields of a person', { on: /CustomFields\/150003/, kind: 'status', status: 403 }],
    ['a job', { on: 'Job/{jobId}', kind: 'status', status: 403 }],
    ['a job that cannot be read', { on: 'Job/{jobId}', kind: 'wrong-types' }],
    ['a questionnaire', { on: 'Questionnaire/ByJob/{jobId}', kind: 'status', status: 403 }],
    ['a source', { on: 'Applications/ByReferrer/{referrer}', kind: 'status', status: 404 }],
    ['a source whose name is refused', { on: 'Applications/ByReferrer/{referrer}', kind: 'status', status: 400 }],
    ['the applications to a job', { on: 'Applications/ByJob/{jobId}', kind: 'status', status: 404 }],
    ['some rows', { on: /Applications\/ByJob\/4711/, kind: 'wrong-types' }],
  ];
  test.each(skips)('the crawl has skipped %s', async (_, fault) => {
    const { sandbox, again, issues } = await doubtful();
    sandbox.fail(fault);
    expect(deletions(await again())).toEqual([]);
    expect(issues.length).toBeGreaterThan(0);
    expect(deletions(await again())).toHaveLength(5);
  });

  test('the crawl has skipped a channel', async () => {
    const { sandbox, again } = await synced({ channels: ['', 'Jobbörse XML-Feed'] });
    sandbox.removeApplicant(PERSON);
    sandbox.fail({ on: /PublishedJobs\?channel=\w/, kind: 'status', status: 404, times: 2 });
    expect(deletions(await again())).toEqual([]);
    expect(deletions(await again())).toHaveLength(4);
  });

  test('but an unreadable field raises no doubt', async () => {
    const { sandbox, again, issues } = await doubtful();
    sandbox.edit(150_003, { Email: 'not an address' });
    expect(deletions(await again())).toHaveLength(5);
    expect(issues.length).toBeGreaterThan(0);
  });

  test('a deleted record is not an issue', async () => {
    const { again, issues } = await doubtful();
    expect(deletions(await again())).toHaveLength(5);
    expect(issues).toEqual([]);
  });

  test('while the run is going on, or is left before its end', async () => {
    const { sandbox, erecruiter, state, again } = await doubtful();
    sandbox.edit(150_003, { FirstName: 'Neu' });
    for await (const { type } of erecruiter.sync({}, { state })) {
      expect(type).toBe('upsert');
      break;
    }
    expect(deletions(await again())).toHaveLength(5);
  });
});

describe('reading again', () => {
  test('requests no address a second time except to confirm, and no more at once than `concurrency`', async () => {
    let [running, most] = [0, 0];
    const through =
      (fetch: Fetch): Fetch =>
      async (input, init) => {
        running += 1;
        most = Math.max(most, running);
        const response = await fetch(input, init).finally(() => (running -= 1));
        return response;
      };
    const { sandbox, erecruiter, state } = await synced({
      through,
      concurrency: 3,
      sandbox: { applicants: 30, jobs: 4 },
    });
    for (const id of sandbox.applicantIds()) {
      for (const { Id } of sandbox.applicationsOf(id)) sandbox.removeApplication(id, Id);
    }
    for (const id of sandbox.jobIds()) sandbox.unpublishJob(id);
    const before = sandbox.log.length;
    most = 0;
    const changes = await run(erecruiter, state);
    expect(tally(changes)['delete application']).toBeGreaterThan(20);
    const urls = sandbox.log.slice(before).map(({ url }) => url);
    const twice = new Set(urls.filter((url, index) => urls.indexOf(url) !== index));
    const controls = [...twice].filter((url) => !/\/Applications\/\d+/.test(url));
    // One applicant who was seen is read again, to prove that answers of "gone" can be trusted.
    expect(controls).toEqual([expect.stringMatching(/\/Applicant\/\d+$/)]);
    expect(urls.length - twice.size).toBeLessThanOrEqual(new Set(urls).size + 2);
    expect(most).toBe(3);
  });
});

/** The parts of answers that are changed here. */
interface Answer {
  readonly Items?: readonly object[];
  readonly Jobs?: readonly { readonly Id: number }[];
}

/** Changes the answers of some addresses. */
function rewritten(pattern: RegExp, alter: (body: Answer, url: string) => unknown): (fetch: Fetch) => Fetch {
  return (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    const name = nameOf(input, init);
    return response.ok && pattern.test(name) ? Response.json(alter(await response.json(), name)) : response;
  };
}

/** An eRecruiter without some jobs, whose applications remain. */
function withoutJobs(gone: ReadonlySet<number>): (fetch: Fetch) => Fetch {
  const listing = rewritten(/PublishedJobs/, (body) => ({
    ...body,
    Jobs: body.Jobs?.filter((job) => !gone.has(job.Id)),
  }));
  return (fetch) => async (input, init) => {
    const [, job] = /Api\/(?:Job|Questionnaire\/ByJob|Applications\/ByJob)\/(\d+)/.exec(nameOf(input, init)) ?? [];
    if (gone.has(Number(job))) return Response.json({ Message: `Job #${job} does not exist.` }, { status: 404 });
    return listing(fetch)(input, init);
  };
}
