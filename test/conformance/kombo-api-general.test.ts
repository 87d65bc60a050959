import { describe, expect, test } from 'vitest';
import type { PostPassthroughToolApiRequestBody } from '@kombo-api/sdk/models';
import { KomboAtsError, KomboGeneralError } from '@kombo-api/sdk/models/errors';
import { ACME, errorOf, FIRST, readAll, setUpKombo } from './kombo-api-kit.js';

test('check-api-key returns a stable environment id', async () => {
  const [one, two] = await Promise.all([setUpKombo(), setUpKombo()].map(({ kombo }) => kombo.general.checkApiKey()));
  expect(one?.data.environment_id).toMatch(/./);
  expect(two).toEqual(one);
});

describe('passthrough', () => {
  const api = { tool: 'erecruiter', api: 'api' };

  test('returns status, headers and parsed data; the token is added', async () => {
    const { kombo, sandbox } = setUpKombo();
    const { data, warnings } = await kombo.general.sendPassthroughRequest({
      ...api,
      body: { method: 'GET', path: `/Applicant/${FIRST}`, api_options: { a: 'b' } },
    });
    expect(data).toMatchObject({ status: 200, url: `${sandbox.baseUrl}/Api/Applicant/${FIRST}` });
    expect(data.data).toMatchObject({ Id: FIRST });
    expect(data.headers).toMatchObject({ 'content-type': expect.stringContaining('json') });
    expect(warnings).toEqual([{ message: 'api_options is not supported and was ignored' }]);
  });

  test('a 404 from eRecruiter is a success with the status 404', async () => {
    const { kombo } = setUpKombo();
    const { status, data } = await kombo.general.sendPassthroughRequest({
      ...api,
      body: { method: 'GET', path: '/Applicant/1' },
    });
    expect([status, data.status]).toEqual(['success', 404]);
  });

  test('sends params and bodies, and returns files as base64', async () => {
    const { kombo, sandbox } = setUpKombo();
    await kombo.general.sendPassthroughRequest({
      ...api,
      body: { method: 'PUT', path: `Applicant/Knowledges/${FIRST}`, data: [{ Knowledge: 'Go', Level: 1 }] },
    });
    expect(sandbox.log.at(-1)).toMatchObject({ method: 'PUT', body: '[{"Knowledge":"Go","Level":1}]' });
    const { data } = await kombo.general.sendPassthroughRequest({
      ...api,
      body: { method: 'GET', path: '/PublishedJobs', params: { culture: 'de-AT' }, response_as_base64: true },
    });
    expect(sandbox.log.at(-1)?.path).toContain('culture=de-AT');
    expect(data.data).toMatch(/^[\w+/]+=*$/);
  });

  test.each<[string, PostPassthroughToolApiRequestBody]>([
    ['a path outside the API', { method: 'GET', path: '/../secret' }],
    ['an absolute address', { method: 'GET', path: 'https://example.at/x' }],
    ['a form', { method: 'POST', path: '/x', multipart_form_data: [{ name: 'a', value: 'b' }] }],
    ['an invalid header', { method: 'GET', path: '/Ping', headers: { 'no header': 'x' } }],
  ])('%s is an error that the SDK can read, and nothing is sent', async (_, body) => {
    const { kombo, sandbox } = setUpKombo();
    const error = await errorOf(kombo.general.sendPassthroughRequest({ ...api, body }));
    expect(error).toBeInstanceOf(KomboGeneralError);
    expect(error).toMatchObject({ statusCode: 400, error: { code: 'PLATFORM.INPUT_INVALID' } });
    expect(sandbox.requests).toBe(0);
  });

  test('another tool is not available', async () => {
    const { kombo } = setUpKombo();
    const body = { method: 'GET', path: '/x' } as const;
    const error = await errorOf(kombo.general.sendPassthroughRequest({ tool: 'personio', api: 'v1', body }));
    expect(error).toMatchObject({ statusCode: 404, error: { code: 'PLATFORM.INPUT_INVALID' } });
  });
});

describe('integrations', () => {
  test('the details contain the mandator and the coverage', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const { data } = await kombo.general.getIntegrationDetails({ integration_id: ACME });
    expect(data).toMatchObject({ id: ACME, category: 'ATS', status: 'ACTIVE', setup_status: 'COMPLETED' });
    expect(data.end_user.organization_name).toBe((await erecruiter.ping()).mandatorName);
    expect(data.read_models.map(({ id }) => id)).toContain('ats_application_stages');
    expect(data.write_actions).toHaveLength(11);
  });

  test('an integration whose key is rejected is invalid', async () => {
    const { kombo } = setUpKombo({ apiKey: 'wrong' });
    const { data } = await kombo.general.getIntegrationDetails({ integration_id: ACME });
    expect([data.status, data.end_user.organization_name]).toEqual(['INVALID', ACME]);
  });

  test('integration fields, page by page', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const all = await readAll(kombo.general.getIntegrationFields({ integration_id: ACME }));
    const pages = await readAll(kombo.general.getIntegrationFields({ integration_id: ACME, page_size: 7 }));
    expect(pages.records).toEqual(all.records);
    expect(pages.sizes.length).toBeGreaterThan(5);
    const shown = all.records.filter(({ is_passthrough_enabled: enabled }) => enabled).map(({ id }) => id);
    for (const records of [
      await erecruiter.listApplications().toArray({ limit: 1 }),
      await erecruiter.listCandidates().toArray({ limit: 5 }),
    ]) {
      const seen = records.flatMap(({ integration_fields: fields }) => fields.map(({ id }) => id));
      expect(seen.length).toBeGreaterThan(0);
      expect(shown).toEqual(expect.arrayContaining(seen));
    }
    const fields = await erecruiter.exploreFields('candidate', { sample: 0 });
    const ofCandidates = all.records.filter(({ model }) => model === 'ats_candidates');
    expect(ofCandidates.map(({ key }) => key).sort()).toEqual(fields.map(({ key }) => key).sort());
  });

  test('custom fields are the custom ones among them', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const { records } = await readAll(kombo.general.getCustomFields({ integration_id: ACME, page_size: 2 }));
    const fields = (await erecruiter.exploreFields('job', { sample: 0 })).filter(({ type }) => type === 'CUSTOM');
    const ofJobs = records.filter(({ model }) => model === 'ats_jobs');
    expect(ofJobs.map(({ id, label }) => `${id} ${label}`).sort()).toEqual(
      fields.map(({ id, label }) => `${id} ${label}`).sort(),
    );
    expect(ofJobs[0]?.integration_field).toMatchObject({ key: ofJobs[0]?.key, type: 'CUSTOM' });
  });

  test('nothing can be changed through the API', async () => {
    const { kombo } = setUpKombo();
    const id = { integration_id: ACME };
    const calls = [
      () =>
        kombo.general.updateIntegrationField({ ...id, integration_field_id: 'x', body: { enable_passthrough: true } }),
      () =>
        kombo.general.updateCustomFieldMapping({ ...id, custom_field_id: 'x', body: { integration_field_id: null } }),
      () => kombo.general.setIntegrationEnabled({ ...id, body: { value: false } }),
      () => kombo.general.deleteIntegration({ ...id, body: {} }),
      () => kombo.general.createReconnectionLink({ ...id, body: {} }),
      () => kombo.general.createSetupLink({ ...id, body: { link_type: 'EMBEDDED' } }),
      () =>
        kombo.connect.createConnectionLink({
          end_user_email: 'a@example.at',
          end_user_organization_name: 'A',
          integration_category: 'ATS',
        }),
      () => kombo.connect.getIntegrationByToken({ token: 'x' }),
    ];
    for (const call of calls) {
      const error = await errorOf(call());
      expect(error).toBeInstanceOf(KomboGeneralError);
      expect(error).toMatchObject({ statusCode: 400, error: { code: 'PLATFORM.INPUT_INVALID' } });
    }
  });
});

test('tools: eRecruiter for the ATS category, none for the others', async () => {
  const { kombo } = setUpKombo();
  const { data } = await kombo.general.getTools({ category: 'ats' });
  expect(data.tools).toMatchObject([{ id: 'erecruiter', label: 'eRecruiter' }]);
  expect(data.tools[0]?.coverage.features).toHaveLength(8);
  for (const category of ['hris', 'assessment', 'lms'] as const) {
    expect((await kombo.general.getTools({ category })).data.tools).toEqual([]);
  }
});

test.each(['FULL', 'DELTA'] as const)('force-sync has nothing to do: reads are live (%s)', async (type) => {
  const { kombo, sandbox } = setUpKombo();
  const { data } = await kombo.general.triggerSync({ type });
  expect(data).toEqual({ already_queued: false, sync_id: expect.stringMatching(/./), type });
  expect(sandbox.requests).toBe(0);
});

describe('import of a tracked application', () => {
  test('finds it by candidate and by job', async () => {
    const { kombo, erecruiter } = setUpKombo();
    const [application] = await erecruiter.listApplications({ outcomes: ['PENDING'] }).toArray({ limit: 1 });
    const application_remote_id = application?.remote_id ?? '';
    const tracked_at = new Date('2026-01-31T12:00:00Z');
    const byCandidate = {
      id_type: 'application_and_candidate_remote_ids',
      application_remote_id,
      candidate_remote_id: application?.candidate?.remote_id ?? '',
    } as const;
    const byJob = {
      id_type: 'application_and_job_remote_ids',
      application_remote_id,
      job_remote_id: application?.job?.remote_id ?? '',
    } as const;
    for (const ids of [byCandidate, byJob]) {
      const { data } = await kombo.ats.importTrackedApplication({ tracked_at, erecruiter: ids });
      expect(data).toEqual({ id: application?.id, tracked_at, imported_id: { erecruiter: ids } });
    }
    const { data } = await kombo.ats.importTrackedApplication({ tracked_at: null, erecruiter: byJob });
    expect(data.tracked_at).toBeNull();
  });

  test.each([
    [404, { id_type: 'application_and_candidate_remote_ids', application_remote_id: '1', candidate_remote_id: '1' }],
    [404, { id_type: 'application_and_job_remote_ids', application_remote_id: '1', job_remote_id: '4713' }],
    [400, { id_type: 'application_and_job_remote_ids', application_remote_id: '1', job_remote_id: 'x' }],
    [400, { id_type: 'application_and_candidate_remote_ids', application_remote_id: '2', candidate_remote_id: '3/4' }],
  ] as const)('answers %i for an unknown application', async (status, ids) => {
    const { kombo } = setUpKombo();
    const error = await errorOf(kombo.ats.importTrackedApplication({ tracked_at: null, erecruiter: ids }));
    expect(error).toBeInstanceOf(KomboAtsError);
    expect(error).toMatchObject({ statusCode: status });
  });

  test('ids of other tools are bad input', async () => {
    const { kombo } = setUpKombo();
    const lever = { tracked_at: null, onlyfy: { id_type: 'application_id', application_id: '1' } } as const;
    const error = await errorOf(kombo.ats.importTrackedApplication(lever));
    expect(error).toMatchObject({ statusCode: 400, error: { code: 'PLATFORM.INPUT_INVALID' } });
  });
});
