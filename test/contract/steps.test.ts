import { describe, expect, test } from 'vitest';
import { ERecruiter, type ERecruiterOptions } from '../../src/index.js';
import { caught } from '../faults/transport-kit.js';
import { hasWire, readRequests, suite } from './wire.js';

// A server that answers the recorded bytes of requests 129 and 130, and does with a step whatever a test wants.

type Row = Record<string, unknown>;

function recorded(number: string) {
  const found = readRequests().find(({ file }) => file.startsWith(number));
  if (found === undefined) throw new Error(`no request ${number}`);
  return found;
}

/** Answers a step: with a status and a text, after changing the stored row if it wants to. */
type Step = (row: Row) => readonly [status: number, text: string];

/** A client of that server, and what it has received. */
function serve(step: Step, options: Partial<ERecruiterOptions> = {}, shape = (row: Row): Row => row) {
  const rows: Row[] = JSON.parse(recorded('130-').answered.rawBody);
  const sent: { readonly target: string; readonly body: string | undefined }[] = [];
  const answer = (status: number, text: string): Response =>
    new Response(text === '' ? null : text, { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
  const erecruiter = new ERecruiter({
    baseUrl: 'https://erecruiter.example.at',
    apiKey: 'key',
    mandatorId: 1,
    settleMs: 10,
    clock: { now: () => 0, sleep: async () => undefined },
    fetch: async (url, { method, body }) => {
      const { pathname, search } = new URL(url);
      const target = `${method} ${pathname}${search}`;
      if (target === 'POST /Api') return answer(200, '{"Token":"t","Expires":"2099-01-01T00:00:00Z"}');
      sent.push({ target, body });
      const [row = {}] = rows;
      if (target === 'POST /Api/Application/880001') return answer(...step(row));
      if (target === 'GET /Api/Applications/150123?culture=de-AT') return answer(200, JSON.stringify(rows.map(shape)));
      if (pathname === '/Api/Mandator') return answer(200, '{"Id":1}');
      if (pathname === '/Api/Applicant/150123') return answer(200, '{"Id":150123,"LastName":"Öllinger"}');
      if (pathname === '/Api/Job/4711') return answer(200, '{"Id":4711,"Title":"Koch"}');
      return answer(404, '');
    },
    ...options,
  });
  return { erecruiter, sent, posts: () => sent.filter(({ target }) => target.startsWith('POST')) };
}

const application_id = 'remote:150123/880001';
const withdraw = { application_id, activity: 'bewerbung ZURÜCKZIEHEN', message: 'Danke für die Einladung!' };
const withdrawn: Step = (row) => {
  Object.assign(row, { Status: 'Zurückgezogen', WorkflowStatusGroup: 5, AvailableActivities: [] });
  return [200, JSON.stringify(row)];
};

describe.skipIf(!hasWire)(suite('steps against the bytes of the official client'), () => {
  test('the request is that of the official client, but for the source, which is sent as it was read', async () => {
    const { erecruiter, posts } = serve(withdrawn);
    const { data, warnings } = await erecruiter.runApplicationActivity(withdraw);
    expect([data.outcome, data.current_stage?.name, warnings]).toEqual(['DECLINED', 'Zurückgezogen', []]);
    const { request } = recorded('129-');
    const rawBody = request.rawBody.replace(
      '"Referrer":null,"ReferrerAdditionalInfo":null',
      '"Referrer":"karriere.at","ReferrerAdditionalInfo":"Inserat 08/2025"',
    );
    expect(posts()).toEqual([{ target: `${request.method} ${request.target}`, body: rawBody }]);
  });

  test('the steps of the recorded application', async () => {
    const { erecruiter } = serve(withdrawn);
    expect(await erecruiter.listApplicationActivities(application_id).toArray()).toEqual([
      {
        name: 'Bewerbung zurückziehen',
        name_for_applicant: 'Zurückziehen',
        name_for_contact: null,
        visible_to_applicant: true,
        available_to_contact: 'NONE',
      },
      {
        name: 'Absage',
        name_for_applicant: null,
        name_for_contact: 'Absagen',
        visible_to_applicant: false,
        available_to_contact: 'FULL',
      },
    ]);
  });

  test.each<[string, Step, object]>([
    ['400 with a text', () => [400, '{"Message":"x"}'], { code: 'REMOTE.INPUT_INVALID', mayHaveBeenApplied: false }],
    ['409', () => [409, ''], { code: 'REMOTE.INPUT_INVALID', mayHaveBeenApplied: false }],
    ['500', () => [500, '{"ExceptionMessage":"x"}'], { code: 'REMOTE.UNKNOWN_HTTP_ERROR', mayHaveBeenApplied: true }],
    ['200 with an error', () => [200, '{"Message":"x"}'], { name: 'ResponseShapeError', mayHaveBeenApplied: true }],
    ['200 of another shape', () => [200, '{"ok":false}'], { name: 'ResponseShapeError', mayHaveBeenApplied: true }],
    ['200 about another one', () => [200, '{"Id":7}'], { name: 'ResponseShapeError', mayHaveBeenApplied: true }],
    ['200 with nothing changed', (row) => [200, JSON.stringify(row)], { code: 'REMOTE.UNKNOWN_HTTP_ERROR' }],
    ['200 with null', () => [200, 'null'], { code: 'REMOTE.UNKNOWN_HTTP_ERROR' }],
    ['204', () => [204, ''], { code: 'REMOTE.UNKNOWN_HTTP_ERROR' }],
  ])('a refusal by %s is an error, and the step is sent once', async (_, step, error) => {
    const { erecruiter, posts } = serve(step, { activities: { reject: 'Absage' } });
    expect(await caught(erecruiter.rejectApplication({ application_id }))).toMatchObject(error);
    expect(posts()).toHaveLength(1);
  });

  test.each<[string, Step]>([
    ['500', (row) => [500, String(withdrawn(row)[0])]],
    ['an empty answer', (row) => [200, withdrawn(row)[1].slice(0, 0)]],
    ['a cut answer', (row) => [200, withdrawn(row)[1].slice(0, 20)]],
    ['another shape', (row) => [200, JSON.stringify({ was: withdrawn(row)[0] })]],
  ])('%s after the step was executed counts as executed, with a warning', async (_, step) => {
    const { erecruiter, posts } = serve(step);
    const { data, warnings } = await erecruiter.runApplicationActivity(withdraw);
    expect(data.outcome).toBe('DECLINED');
    expect(warnings).toEqual([{ message: expect.stringContaining('the step counts as executed') }]);
    expect(posts()).toHaveLength(1);
  });

  test.each<[string, (row: Row) => Row]>([
    ['names in camelCase', renamed],
    [
      'enums by name',
      (row) => ({ ...row, WorkflowStatusGroup: row['WorkflowStatusGroup'] === 5 ? 'Rejected' : 'External' }),
    ],
    ['enums as numeric text', (row) => ({ ...row, WorkflowStatusGroup: String(row['WorkflowStatusGroup']) })],
    ['no list where it has no steps', (row) => ({ ...row, AvailableActivities: row['AvailableActivities'] ?? null })],
  ])('rejects on a server with %s', async (_, shape) => {
    const { erecruiter, posts } = serve(withdrawn, { activities: { reject: 'absage' } }, shape);
    const { data, warnings } = await erecruiter.rejectApplication({ application_id, note: 'x' });
    expect([data.outcome, warnings]).toEqual(['DECLINED', []]);
    const source = { Referrer: 'karriere.at', ReferrerAdditionalInfo: 'Inserat 08/2025' };
    expect(JSON.parse(posts()[0]?.body ?? '')).toEqual({ Message: 'x', Activity: 'Absage', ...source });
    expect((await erecruiter.rejectApplication({ application_id })).data.outcome).toBe('DECLINED');
    expect(posts()).toHaveLength(1);
  });

  test('a server before 1.49, which has no groups, cannot say that an application is rejected: a warning', async () => {
    const shape = ({ WorkflowStatusGroup: _, ...row }: Row): Row => row;
    const { erecruiter } = serve(withdrawn, { activities: { reject: 'Absage' } }, shape);
    const { data, warnings } = await erecruiter.rejectApplication({ application_id });
    expect([data.outcome, data.current_stage?.name]).toEqual([null, 'Zurückgezogen']);
    expect(warnings).toEqual([{ message: expect.stringContaining('in the stage "Zurückgezogen", not rejected') }]);
  });

  test('what an answer leaves out proves nothing: a lost answer then stays unknown', async () => {
    const { erecruiter, posts } = serve((row) => {
      for (const name of ['Status', 'WorkflowStatusGroup', 'AvailableActivities']) delete row[name];
      return [503, ''];
    });
    expect(await caught(erecruiter.runApplicationActivity(withdraw))).toMatchObject({ mayHaveBeenApplied: true });
    expect(posts()).toHaveLength(1);
  });

  test('a source that is no text is not replaced by null: nothing is sent', async () => {
    const { erecruiter, posts } = serve(withdrawn, {
      fetch: async (url) => {
        const path = new URL(url).pathname;
        const row = { Id: 880_001, ApplicantId: 150_123, JobId: 4711, Referrer: { Name: 'x' } };
        const body = path === '/Api' ? { Token: 't', Expires: '2099-01-01T00:00:00Z' } : { Id: 1 };
        return new Response(JSON.stringify(path.includes('Applications') ? [row] : body));
      },
    });
    expect(await caught(erecruiter.runApplicationActivity(withdraw))).toMatchObject({ name: 'ResponseShapeError' });
    expect(posts()).toEqual([]);
  });
});

function renamed(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name[0]?.toLowerCase() + name.slice(1), value]),
  );
}
