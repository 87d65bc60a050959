import { describe, expect, test } from 'vitest';
import { KomboAtsError } from '@kombo-api/sdk/models/errors';
import { errorOf, FIRST, setUpKombo, type KomboSetup } from './kombo-api-kit.js';

// Moving and rejecting through the official SDK, whose stage ids are those of its own reads.

const activities = { stages: { 'Gespräch vereinbart': 'Gespräch vereinbaren' }, reject: 'Absage' };
const application_id = `remote:${FIRST}/880000`;

function setUpWorkflow(options: Parameters<typeof setUpKombo>[0] = { activities }): KomboSetup {
  const setup = setUpKombo(options);
  setup.sandbox.moveApplication(FIRST, 880_000, 'Neu eingelangt');
  return setup;
}

const statusIn = ({ sandbox }: KomboSetup): string | null | undefined => sandbox.application(880_000)?.Status;

describe('move application to stage', () => {
  test('takes ids of application and stage as the SDK reads them', async () => {
    const setup = setUpWorkflow();
    setup.sandbox.moveApplication(
      FIRST + 1,
      setup.sandbox.applicationsOf(FIRST + 1)[0]?.Id ?? 0,
      'Gespräch vereinbart',
    );
    const { results } = (await setup.kombo.ats.getApplicationStages({})).result.data;
    const stage_id = results.find(({ name }) => name === 'Gespräch vereinbart')?.id ?? '';
    const { id } = await setup.erecruiter.getApplication(application_id);
    const answer = await setup.kombo.ats.moveApplicationToStage({ application_id: id, body: { stage_id } });
    expect(answer).toEqual({ status: 'success', data: {}, warnings: [] });
    expect(statusIn(setup)).toBe('Gespräch vereinbart');
  });

  test('without the option, a step with the name of the stage is enough', async () => {
    const setup = setUpWorkflow({});
    const body = { stage_id: 'remote:Unterlagen vollständig' };
    expect(await setup.kombo.ats.moveApplicationToStage({ application_id, body })).toMatchObject({ data: {} });
    expect(statusIn(setup)).toBe('Unterlagen vollständig');
  });

  test('without either it is not available, and the message names the option', async () => {
    const setup = setUpWorkflow({});
    const body = { stage_id: 'remote:Eingestellt' };
    const error = await errorOf(setup.kombo.ats.moveApplicationToStage({ application_id, body }));
    expect(error).toBeInstanceOf(KomboAtsError);
    expect(error).toMatchObject({
      statusCode: 400,
      error: { code: 'INTEGRATION.ACTION_NOT_AVAILABLE', message: expect.stringContaining('`activities.stages`') },
    });
    expect(statusIn(setup)).toBe('Neu eingelangt');
  });

  test('a step that leads elsewhere is a warning; an id of another kind is invalid', async () => {
    const setup = setUpWorkflow({ activities: { stages: { Eingestellt: 'Absage' } } });
    const body = { stage_id: 'remote:Eingestellt' };
    const { warnings } = await setup.kombo.ats.moveApplicationToStage({ application_id, body });
    expect(warnings).toEqual([{ message: expect.stringContaining('not in the wanted stage') }]);
    const { id } = await setup.erecruiter.getApplication(application_id);
    const error = await errorOf(setup.kombo.ats.moveApplicationToStage({ application_id, body: { stage_id: id } }));
    expect(error).toMatchObject({ statusCode: 400, error: { code: 'PLATFORM.INPUT_INVALID' } });
  });
});

describe('reject application', () => {
  test('executes the step with the note, and warns about the reason that the SDK demands', async () => {
    const setup = setUpWorkflow();
    const body = { rejection_reason_id: '7wXXUzFJeeoFGqpuQ31ok6Zj', note: 'Stelle besetzt' };
    expect(await setup.kombo.ats.rejectApplication({ application_id, body })).toEqual({
      status: 'success',
      data: {},
      warnings: [{ message: 'eRecruiter has no rejection reasons: rejection_reason_id was ignored' }],
    });
    expect(setup.sandbox.application(880_000)).toMatchObject({
      Status: 'Absage nach Prüfung',
      Messages: ['Stelle besetzt'],
    });
    expect(setup.sandbox.emails).toHaveLength(1);
    // Once more is success, and nothing is sent.
    await setup.kombo.ats.rejectApplication({ application_id, body });
    expect(setup.sandbox.emails).toHaveLength(1);
  });

  test('needs no reason over HTTP, and is not available without the option', async () => {
    const configured = setUpWorkflow();
    const send = ({ fetcher }: KomboSetup) =>
      fetcher(`https://api.kombo.dev/v1/ats/applications/${encodeURIComponent(application_id)}/reject`, {
        method: 'POST',
        headers: { 'x-integration-id': 'erecruiter:acme' },
        body: '{}',
      });
    expect(await (await send(configured)).json()).toEqual({ status: 'success', data: {}, warnings: [] });
    const answer = await send(setUpWorkflow({}));
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: { code: 'INTEGRATION.ACTION_NOT_AVAILABLE', message: expect.stringContaining('`activities.reject`') } },
    ]);
  });
});

test('the coverage endpoints tell both actions', async () => {
  const { kombo } = setUpKombo();
  const { data } = await kombo.general.getTools({ category: 'ats' });
  const actions = data.tools[0]?.coverage.write_actions ?? [];
  const fieldsOf = (id: string) =>
    actions
      .find((action) => action.id === id)
      ?.fields.map(({ id: field, coverage_status: status }) => `${field} ${status}`);
  expect(fieldsOf('ats_move_application_to_stage')).toEqual(['application_id SUPPORTED', 'stage_id SUPPORTED']);
  expect(fieldsOf('ats_reject_application')).toEqual([
    'application_id SUPPORTED',
    'note SUPPORTED',
    'rejection_reason_id UNSUPPORTED',
  ]);
});
