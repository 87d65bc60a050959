import { describe, expect, test } from 'vitest';
import { type ERecruiterOptions, InputError } from '../../src/index.js';
import { createIds } from '../../src/mappers/index.js';
import { createStage, SETTLE_MS } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const ACTIVITIES = {
  stages: {
    'Gespräch vereinbart': 'Gespräch vereinbaren',
    'In interner Prüfung': ['Wieder aufnehmen', 'In Prüfung nehmen'],
  },
  reject: 'Absage',
};
const STEP = 'POST Application/{applicationId}';

/** A stage with one application in a status, and a client with the option `activities`. */
function applied(Status = 'Neu eingelangt', options: Partial<ERecruiterOptions> = { activities: ACTIVITIES }) {
  const stage = createStage();
  const ApplicantId = stage.sandbox.addApplicant({ FirstName: 'Eva', LastName: 'Grün' });
  const source = { Referrer: 'Acme Jobs', ReferrerAdditionalInfo: ' Inserat "08/2025" \u2028' };
  const id = stage.sandbox.addApplication({ ApplicantId, JobId: 4713, Status, ...source });
  const application_id = `remote:${ApplicantId}/${id}`;
  const stored = () => stage.sandbox.application(id);
  return { ...stage, ApplicantId, id, application_id, source, stored, erecruiter: stage.client(options) };
}

describe('listApplicationActivities', () => {
  test('lists the steps that can be executed now, with labels and who may', async () => {
    const { erecruiter, application_id } = applied();
    const steps = await erecruiter.listApplicationActivities(application_id).toArray();
    expect(steps.map(({ name }) => name)).toEqual([
      'Absage',
      'Unterlagen anfordern',
      'Unterlagen vollständig',
      'In Prüfung nehmen',
      'Gespräch vereinbaren',
      'Bewerbung zurückziehen',
    ]);
    expect(steps[0]).toEqual({
      name: 'Absage',
      name_for_applicant: null,
      name_for_contact: 'Absagen',
      visible_to_applicant: false,
      available_to_contact: 'FULL',
    });
    expect(steps[5]).toMatchObject({ name_for_applicant: 'Zurückziehen', visible_to_applicant: true });
  });

  test('pages, and continues from a cursor', async () => {
    const { erecruiter, application_id } = applied();
    const all = await erecruiter.listApplicationActivities(application_id).toArray();
    const pages: unknown[] = [];
    let cursor: string | null = null;
    do {
      const listing = erecruiter.listApplicationActivities(application_id, { page_size: 4, cursor });
      for await (const page of listing.pages({ limit: 4 })) {
        pages.push(...page.results);
        cursor = page.next;
      }
    } while (cursor !== null);
    expect(pages).toEqual(all);
  });

  test('reads every form of the values, reports a step without a name, and has none where none are', async () => {
    const { erecruiter, sandbox } = applied();
    const rows = [
      { Name: 'a', IsVisibleToApplicant: null, AvailableToContact: 'simple' },
      { Name: 'b', AvailableToContact: '0' },
      { Name: 'c', AvailableToContact: 7 },
      { Name: ' ' },
      null,
    ];
    const mapped = async (AvailableActivities: unknown) => {
      const ApplicantId = sandbox.addApplicant();
      const Id = sandbox.addApplication({ ApplicantId, JobId: 4713 });
      sandbox.fail({
        on: ({ path }) => path.includes(`Applications/${ApplicantId}`),
        kind: 'status',
        status: 200,
        body: JSON.stringify([{ Id, ApplicantId, JobId: 4713, AvailableActivities }]),
      });
      return erecruiter.listApplicationActivities(`remote:${ApplicantId}/${Id}`).toArray();
    };
    expect((await mapped(rows)).map((step) => [step.name, step.available_to_contact])).toEqual([
      ['a', 'SIMPLE'],
      ['b', 'NONE'],
      ['c', null],
    ]);
    for (const none of [[], null, undefined]) expect(await mapped(none)).toEqual([]);
  });

  test('an application that does not exist is not found', async () => {
    const { erecruiter, ApplicantId } = applied();
    for (const id of [`remote:${ApplicantId}/7`, 'remote:1/7']) {
      expect(await caught(erecruiter.listApplicationActivities(id).toArray())).toMatchObject({ name: 'NotFoundError' });
    }
  });
});

describe('runApplicationActivity', () => {
  test('executes the step as eRecruiter spells it, and returns the application as it is then', async () => {
    const { erecruiter, application_id, sandbox, source, stored } = applied();
    const { data, warnings } = await erecruiter.runApplicationActivity({
      application_id,
      activity: '  gespräch VEREINBAREN '.normalize('NFD'),
      message: 'Bis Montag',
    });
    expect(warnings).toEqual([]);
    expect(data).toMatchObject({
      outcome: 'PENDING',
      current_stage: { name: 'Gespräch vereinbart' },
      candidate: { first_name: 'Eva', last_name: 'Grün' },
      job: { name: expect.any(String) },
    });
    expect(data).toEqual({ ...(await erecruiter.getApplication(application_id)), changed_at: data.changed_at });
    const body = { Message: 'Bis Montag', Activity: 'Gespräch vereinbaren', ...source };
    expect(sandbox.writes.at(-1)).toMatchObject({ method: 'POST', template: 'Application/{applicationId}', body });
    expect(stored()).toMatchObject({ ...source, Messages: ['Bis Montag'], Status: 'Gespräch vereinbart' });
  });

  test.each([undefined, '', ' \u200b'])('a message of %j is none', async (message) => {
    const { erecruiter, application_id, stored } = applied();
    await erecruiter.runApplicationActivity({ application_id, activity: 'Absage', message });
    expect(stored()?.Messages).toEqual([]);
  });

  test('a source of null stays null', async () => {
    const { erecruiter, sandbox, ApplicantId } = applied();
    const id = sandbox.addApplication({ ApplicantId, JobId: 4711 });
    await erecruiter.runApplicationActivity({ application_id: `remote:${ApplicantId}/${id}`, activity: 'Absage' });
    expect(sandbox.writes.at(-1)?.body).toMatchObject({ Referrer: null, ReferrerAdditionalInfo: null, Message: null });
  });

  test('a step that is not available now is an error that lists those that are, and nothing is sent', async () => {
    const { erecruiter, application_id, writes } = applied('Eingestellt');
    const error = await caught(erecruiter.runApplicationActivity({ application_id, activity: 'Absage' }));
    expect(error).toMatchObject({ name: 'ActionRejectedError', code: 'REMOTE.INPUT_INVALID', activities: [] });
    const other = applied();
    const wrong = { application_id: other.application_id, activity: 'Einstellen' };
    expect(await caught(other.erecruiter.runApplicationActivity(wrong))).toMatchObject({
      message: expect.stringMatching(/; steps that can be executed now: "Absage", "Unterlagen anfordern", /),
      activities: expect.arrayContaining(['In Prüfung nehmen']),
      applicationId: (await other.erecruiter.getApplication(other.application_id)).id,
    });
    expect([...writes(), ...other.writes()]).toEqual([]);
  });

  test('no error quotes the name, the stage or the message of the input', async () => {
    const { erecruiter, application_id } = applied();
    const secret = 'Eva Geheim';
    const errors = [
      await caught(erecruiter.runApplicationActivity({ application_id, activity: secret, message: secret })),
      await caught(erecruiter.moveApplicationToStage({ application_id, stage_id: `remote:${secret}` })),
    ];
    for (const error of errors) expect(JSON.stringify(error) + String(error)).not.toContain(secret);
  });

  test('of two names that differ in case only, the one that is given is executed, and neither of them if none is', async () => {
    const { erecruiter, sandbox, application_id, stored } = applied();
    sandbox.addActivity({ Name: 'ABSAGE', To: 'Bewerbung zurückgezogen' });
    const run = (activity: string) => erecruiter.runApplicationActivity({ application_id, activity });
    await expect(run('absage')).rejects.toMatchObject({
      code: 'REMOTE.INPUT_INVALID',
      message: expect.stringMatching(/^several steps .*: give one of them exactly; steps .*"Absage".*"ABSAGE"/),
    });
    await run('ABSAGE');
    expect(stored()?.Status).toBe('Bewerbung zurückgezogen');
  });

  test('of two names that differ in blanks only, the one that is given is executed', async () => {
    for (const activity of ['Absage ', 'Absage']) {
      const { erecruiter, sandbox, application_id } = applied();
      sandbox.addActivity({ Name: 'Absage ', To: 'Bewerbung zurückgezogen' });
      await erecruiter.runApplicationActivity({ application_id, activity });
      expect(sandbox.writes.at(-1)?.body).toMatchObject({ Activity: activity });
    }
  });

  test('a name that different steps have is executed once, with a warning', async () => {
    const { client, sandbox, application_id, writes } = applied();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const answer = await sandbox.fetch(input, init);
      return new Response((await answer.text()).replaceAll('"Unterlagen anfordern"', '"Absage"'), answer);
    };
    const { warnings } = await client({ fetch }).runApplicationActivity({ application_id, activity: 'Absage' });
    expect(warnings).toEqual([{ message: expect.stringContaining('several steps') }]);
    expect(writes()).toEqual([STEP]);
  });

  test('a step that changes nothing is a success with a warning, after a second look', async () => {
    const { erecruiter, application_id, clock, writes } = applied();
    const { warnings } = await erecruiter.runApplicationActivity({ application_id, activity: 'Unterlagen anfordern' });
    expect(warnings).toEqual([{ message: expect.stringContaining('the same stage and steps') }]);
    expect([writes(), clock.waits]).toEqual([[STEP], [SETTLE_MS]]);
  });

  test('warns about a source that eRecruiter did not keep', async () => {
    const { erecruiter, application_id, sandbox, ApplicantId, id } = applied();
    sandbox.fail({
      on: ({ path, number }) => path.includes(`Applications/${ApplicantId}`) && number > 4,
      kind: 'status',
      status: 200,
      body: JSON.stringify([{ Id: id, ApplicantId, JobId: 4713, Status: 'Absage', Referrer: null }]),
    });
    const { warnings } = await erecruiter.runApplicationActivity({ application_id, activity: 'Absage' });
    expect(warnings).toEqual([{ message: 'eRecruiter did not keep the source of the application' }]);
  });

  test('two parallel calls execute it once', async () => {
    const { erecruiter, application_id, sandbox, writes } = applied();
    const run = () => erecruiter.runApplicationActivity({ application_id, activity: 'Gespräch vereinbaren' });
    const outcomes = await Promise.allSettled([run(), run()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect([writes().length, sandbox.emails.length]).toEqual([1, 1]);
  });

  test('an application, a candidate or a job that cannot be read', async () => {
    const { erecruiter, application_id, ApplicantId, sandbox, writes } = applied();
    const missing = { application_id: `remote:${ApplicantId}/7`, activity: 'Absage' };
    const error = { code: 'REMOTE.INPUT_INVALID', message: 'the candidate has no such application' };
    expect(await caught(erecruiter.runApplicationActivity(missing))).toMatchObject(error);
    sandbox.removeJob(4713);
    sandbox.fail({ on: 'GET Applicant/{applicantId}', kind: 'status', status: 403 });
    const { data, warnings } = await erecruiter.runApplicationActivity({ application_id, activity: 'Absage' });
    expect(data).toMatchObject({ outcome: 'DECLINED', candidate: null, job: { name: null } });
    expect(warnings.map(({ message }) => message).sort()).toEqual([
      'the candidate of the application could not be read',
      'the job of the application could not be read',
    ]);
    expect(writes()).toEqual([STEP]);
  });
});

describe('moveApplicationToStage', () => {
  const ids = createIds({ tenant: 'erecruiter.example.at', mandatorId: 1 });

  test.each([
    ['by the id', ids.stage('Gespräch vereinbart')],
    ['by its name', 'remote:Gespräch vereinbart'],
    ['by its name in another case and form', `remote: ${'gespräch VEREINBART'.normalize('NFD')} `],
  ])('executes the step of the option: the stage %s', async (_, stage_id) => {
    const { erecruiter, application_id, stored, writes } = applied();
    const { data, warnings } = await erecruiter.moveApplicationToStage({ application_id, stage_id });
    expect([data.current_stage?.id, warnings]).toEqual([ids.stage('Gespräch vereinbart'), []]);
    expect(stored()?.Status).toBe('Gespräch vereinbart');
    // It is there now.
    const again = await erecruiter.moveApplicationToStage({ application_id, stage_id });
    expect(again).toEqual({ data: { ...data, changed_at: again.data.changed_at }, warnings: [] });
    expect(writes()).toEqual([STEP]);
  });

  test('takes the first of several steps that is available', async () => {
    for (const from of ['Neu eingelangt', 'Absage nach Prüfung']) {
      const { erecruiter, application_id } = applied(from);
      const input = { application_id, stage_id: 'remote:In interner Prüfung' };
      const { data } = await erecruiter.moveApplicationToStage(input);
      expect(data.current_stage?.name).toBe('In interner Prüfung');
    }
  });

  test('executes a step with exactly the name of the stage without any option', async () => {
    const { erecruiter, application_id } = applied('Neu eingelangt', {});
    const stage_id = ids.stage('Unterlagen vollständig');
    const { data } = await erecruiter.moveApplicationToStage({ application_id, stage_id });
    expect(data.current_stage?.id).toBe(stage_id);
  });

  test('guesses nothing: a name in another case, or one that the option replaces', async () => {
    const { erecruiter, application_id, sandbox } = applied('Neu eingelangt', {});
    sandbox.addStatus({ Status: 'Absage' });
    sandbox.addActivity({ Name: 'absage ', To: 'Absage' });
    sandbox.removeActivity('Absage');
    const input = { application_id, stage_id: 'remote:Absage' };
    await expect(erecruiter.moveApplicationToStage(input)).rejects.toMatchObject({
      code: 'INTEGRATION.ACTION_NOT_AVAILABLE',
    });
    const own = applied('Neu eingelangt', { activities: { stages: { 'Unterlagen vollständig': 'Einstellen' } } });
    const stage_id = 'remote:Unterlagen vollständig';
    const error = await caught(own.erecruiter.moveApplicationToStage({ application_id: own.application_id, stage_id }));
    expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
    expect(own.writes()).toEqual([]);
  });

  test('names the option and the steps if it does not know a step', async () => {
    const { erecruiter, application_id } = applied('Gespräch vereinbart');
    const error = await caught(
      erecruiter.moveApplicationToStage({ application_id, stage_id: ids.stage('Eingestellt') }),
    );
    expect(error).toMatchObject({
      code: 'INTEGRATION.ACTION_NOT_AVAILABLE',
      message:
        'the client’s option `activities.stages` has no step that leads to this stage; ' +
        'steps that can be executed now: "Absage", "Einstellen", "Bewerbung zurückziehen"',
      activities: ['Absage', 'Einstellen', 'Bewerbung zurückziehen'],
    });
  });

  test('warns if the step was executed and led elsewhere; is an error if nothing has changed', async () => {
    const stages = { Eingestellt: 'Absage', Vertraulich: 'Unterlagen anfordern' };
    const { erecruiter, application_id, writes } = applied('Neu eingelangt', { activities: { stages } });
    const nothing = await caught(erecruiter.moveApplicationToStage({ application_id, stage_id: 'remote:Vertraulich' }));
    expect(nothing).toMatchObject({
      code: 'REMOTE.UNKNOWN_HTTP_ERROR',
      message: expect.stringMatching(/^eRecruiter accepted the step "Unterlagen anfordern", but nothing has changed/),
    });
    const { data, warnings } = await erecruiter.moveApplicationToStage({
      application_id,
      stage_id: 'remote:Eingestellt',
    });
    expect(data.current_stage?.name).toBe('Absage nach Prüfung');
    expect(warnings).toEqual([
      {
        message:
          'the step "Absage" was executed, but the application is in the stage "Absage nach Prüfung", ' +
          'not in the wanted stage: check the client’s option `activities.stages`',
      },
    ]);
    expect(writes()).toEqual([STEP, STEP]);
  });

  test('two parallel calls move it once, and both succeed', async () => {
    const { erecruiter, application_id, writes } = applied();
    const move = () => erecruiter.moveApplicationToStage({ application_id, stage_id: 'remote:Gespräch vereinbart' });
    expect((await Promise.all([move(), move()])).map(({ data }) => data.current_stage?.name)).toEqual(
      Array(2).fill('Gespräch vereinbart'),
    );
    expect(writes()).toEqual([STEP]);
  });
});

describe('a step that is gone when it is sent', () => {
  const stage_id = 'remote:Gespräch vereinbart';

  /** A stage on which another program moves the application right before the first step arrives, which is refused. */
  function overtaken(status: number, Status: string | undefined) {
    const stage = applied();
    const fetch: typeof globalThis.fetch = async (input, init) => {
      const isStep = init?.method === 'POST' && new Request(input).url.includes('/Application/');
      if (!isStep) return stage.sandbox.fetch(input, init);
      if (Status !== undefined) stage.sandbox.moveApplication(stage.ApplicantId, stage.id, Status);
      return new Response('{"Message":"Eva Grün"}', { status });
    };
    return { ...stage, erecruiter: stage.client({ activities: ACTIVITIES, fetch }) };
  }

  test.each([400, 404, 409, 410, 422])('is an error with the steps that there are (%i)', async (status) => {
    const { erecruiter, application_id } = overtaken(status, 'Eingestellt');
    for (const call of [
      () => erecruiter.moveApplicationToStage({ application_id, stage_id }),
      () => erecruiter.runApplicationActivity({ application_id, activity: 'Gespräch vereinbaren' }),
    ]) {
      const error = await caught(call());
      expect(error).toMatchObject({ name: 'ActionRejectedError', code: 'REMOTE.INPUT_INVALID', activities: [] });
      expect(String(error)).not.toContain('Eva');
    }
  });

  test('is success if another program has done the same', async () => {
    const moved = overtaken(400, 'Gespräch vereinbart');
    const { data, warnings } = await moved.erecruiter.moveApplicationToStage({
      application_id: moved.application_id,
      stage_id,
    });
    expect([data.current_stage?.name, warnings]).toEqual(['Gespräch vereinbart', []]);
    const rejected = overtaken(409, 'Absage nach Prüfung');
    const { application_id } = rejected;
    expect((await rejected.erecruiter.rejectApplication({ application_id })).data.outcome).toBe('DECLINED');
  });

  test.each([[400, undefined] as const, [403, 'Eingestellt'] as const])(
    'stays the error of the server if that is about something else (%i)',
    async (status, Status) => {
      const { erecruiter, application_id } = overtaken(status, Status);
      const error = await caught(erecruiter.moveApplicationToStage({ application_id, stage_id }));
      expect(error).toMatchObject({ status, mayHaveBeenApplied: false });
    },
  );
});

describe('rejectApplication', () => {
  test('executes the step of the option with the note as its message, once', async () => {
    const { erecruiter, application_id, stored, writes } = applied('Neu eingelangt', {
      activities: { reject: ['Ablehnen', 'absage'] },
    });
    const { data, warnings } = await erecruiter.rejectApplication({ application_id, note: 'Stelle besetzt' });
    expect([data.outcome, warnings]).toEqual(['DECLINED', []]);
    expect(stored()?.Messages).toEqual(['Stelle besetzt']);
    expect((await erecruiter.rejectApplication({ application_id })).data.outcome).toBe('DECLINED');
    expect(writes()).toEqual([STEP]);
  });

  test('without the option it is not available, unless the application is rejected already', async () => {
    const { erecruiter, application_id, writes, client } = applied('Neu eingelangt', {});
    expect(await caught(erecruiter.rejectApplication({ application_id }))).toMatchObject({
      code: 'INTEGRATION.ACTION_NOT_AVAILABLE',
      message: expect.stringMatching(/`activities.reject` has no step that rejects an application; steps .*"Absage"/),
    });
    await client({ activities: ACTIVITIES }).rejectApplication({ application_id });
    expect((await erecruiter.rejectApplication({ application_id })).data.outcome).toBe('DECLINED');
    expect(writes()).toEqual([STEP]);
  });

  test('what it cannot do', async () => {
    const hired = applied('Eingestellt');
    const { application_id } = hired;
    expect(await caught(hired.erecruiter.rejectApplication({ application_id }))).toMatchObject({
      message: 'the step cannot be executed now; no step can be executed now',
      activities: [],
    });
    const { erecruiter, ...other } = applied('Neu eingelangt', { activities: { reject: 'Gespräch vereinbaren' } });
    const { data, warnings } = await erecruiter.rejectApplication({ application_id: other.application_id });
    expect(data.outcome).toBe('PENDING');
    expect(warnings[0]?.message).toMatch(
      /in the stage "Gespräch vereinbart", not rejected: check .*`activities.reject`/,
    );
  });
});

describe('inputs are checked before any request', () => {
  const own = createIds({ tenant: 'erecruiter.example.at', mandatorId: 1 });
  const foreign = createIds({ tenant: 'erecruiter.example.at', mandatorId: 2 });
  const application_id = 'remote:150000/880000';

  test.each([
    ['', 'required'],
    [' ', 'required'],
    [null, 'required'],
    [undefined, 'required'],
    [7, 'invalid_type'],
    [{}, 'invalid_type'],
    ['Gespräch vereinbart', 'unknown_id'],
    ['remote:', 'required'],
    ['remote: \u200b', 'required'],
    [own.stage('x').slice(1), 'unknown_id'],
    [own.job(4711), 'wrong_kind'],
    [own.tag('Gespräch vereinbart'), 'wrong_kind'],
    [foreign.stage('Gespräch vereinbart'), 'unknown_id'],
  ])('a stage_id of %j', async (stage_id, code) => {
    const { erecruiter, sandbox } = applied();
    const input = Object({ application_id, stage_id });
    const error = await caught(erecruiter.moveApplicationToStage(input));
    expect(error).toMatchObject({ name: 'InputError', issues: [{ path: 'stage_id', code }] });
    expect(sandbox.log).toEqual([]);
  });

  test.each([
    [own.candidate(7), 'wrong_kind'],
    [foreign.application(1, 2, 3), 'unknown_id'],
    ['remote:7', 'unknown_id'],
    ['', 'required'],
  ])('an application_id of %j', async (wrong, code) => {
    const { erecruiter, sandbox } = applied();
    const input = { application_id: wrong };
    for (const call of [
      () => erecruiter.runApplicationActivity({ ...input, activity: 'Absage' }),
      () => erecruiter.moveApplicationToStage({ ...input, stage_id: 'remote:x' }),
      () => erecruiter.rejectApplication(input),
      async () => erecruiter.listApplicationActivities(wrong).toArray(),
    ]) {
      const error = await caught((async () => call())());
      expect(error).toBeInstanceOf(InputError);
      expect(error).toMatchObject({ issues: [{ path: 'application_id', code }] });
    }
    expect(sandbox.log).toEqual([]);
  });

  test('names everything that is wrong, and quotes nothing', async () => {
    const { erecruiter } = applied();
    const input = Object({ application_id: 'Eva', activity: ' ', message: 7, note: 'Eva' });
    const error = await caught(erecruiter.runApplicationActivity(input));
    expect(error).toMatchObject({
      issues: expect.arrayContaining([
        expect.objectContaining({ path: 'application_id' }),
        expect.objectContaining({ path: 'activity', code: 'required' }),
        expect.objectContaining({ path: 'message', code: 'invalid_type' }),
        expect.objectContaining({ path: 'note', code: 'unknown_key' }),
      ]),
    });
    expect(JSON.stringify(error)).not.toContain('Eva');
  });
});

describe('the option `activities`', () => {
  test.each<[unknown, string, string]>([
    ['Absage', 'activities', 'invalid_type'],
    [{ stage: {} }, 'activities.stage', 'unknown_key'],
    [{ reject: '' }, 'activities.reject', 'required'],
    [{ reject: [] }, 'activities.reject', 'required'],
    [{ reject: 7 }, 'activities.reject', 'invalid_type'],
    [{ reject: ['Absage', ' '] }, 'activities.reject.1', 'required'],
    [{ stages: ['x'] }, 'activities.stages', 'invalid_type'],
    [{ stages: new Map([['x', 'y']]) }, 'activities.stages', 'invalid_type'],
    [{ stages: { Interview: null } }, 'activities.stages.Interview', 'required'],
    [{ stages: { Interview: '\u200b' } }, 'activities.stages.Interview', 'required'],
    [{ stages: { ' ': 'x' } }, 'activities.stages', 'invalid_type'],
  ])('%j is rejected when the client is created', async (activities, path, code) => {
    const { client } = createStage();
    const error = await caught((async () => client(Object({ activities })))());
    expect(error).toMatchObject({ name: 'ConfigurationError', issues: [{ path, code }] });
  });
});

describe('a step whose caller aborts', () => {
  test('may have been executed; the next call waits for its end, and does not execute it again', async () => {
    const { erecruiter, application_id, sandbox, stored, writes } = applied();
    const stop = new AbortController();
    sandbox.fail({
      on: ({ method, path }) => {
        if (method === 'POST' && path.includes('/Application/')) queueMicrotask(() => stop.abort());
        return false;
      },
      kind: 'status',
    });
    const input = { application_id, stage_id: 'remote:Gespräch vereinbart' };
    const error = await caught(erecruiter.moveApplicationToStage(input, { signal: stop.signal }));
    expect(error).toMatchObject({ name: 'AbortedError', mayHaveBeenApplied: true });
    sandbox.clearFaults();
    const { data } = await erecruiter.moveApplicationToStage(input);
    expect([data.current_stage?.name, stored()?.Status]).toEqual(Array(2).fill('Gespräch vereinbart'));
    expect([writes(), sandbox.emails.length]).toEqual([[STEP], 1]);
  });

  test('before it is sent is not executed', async () => {
    const { erecruiter, application_id, writes } = applied();
    const signal = AbortSignal.abort();
    const error = await caught(erecruiter.runApplicationActivity({ application_id, activity: 'Absage' }, { signal }));
    expect(error).toMatchObject({ name: 'AbortedError', mayHaveBeenApplied: false });
    expect(writes()).toEqual([]);
  });
});
