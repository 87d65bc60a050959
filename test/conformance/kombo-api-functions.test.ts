import { HTTPClient } from '@kombo-api/sdk';
import { KomboCore } from '@kombo-api/sdk/core.js';
import { expect, test } from 'vitest';
import { atsAddApplicationAttachment } from '@kombo-api/sdk/funcs/atsAddApplicationAttachment.js';
import { atsAddApplicationNote } from '@kombo-api/sdk/funcs/atsAddApplicationNote.js';
import { atsAddApplicationResultLink } from '@kombo-api/sdk/funcs/atsAddApplicationResultLink.js';
import { atsAddCandidateAttachment } from '@kombo-api/sdk/funcs/atsAddCandidateAttachment.js';
import { atsAddCandidateResultLink } from '@kombo-api/sdk/funcs/atsAddCandidateResultLink.js';
import { atsAddCandidateTag } from '@kombo-api/sdk/funcs/atsAddCandidateTag.js';
import { atsCreateApplication } from '@kombo-api/sdk/funcs/atsCreateApplication.js';
import { atsCreateCandidate } from '@kombo-api/sdk/funcs/atsCreateCandidate.js';
import { atsGetApplicationAttachments } from '@kombo-api/sdk/funcs/atsGetApplicationAttachments.js';
import { atsGetApplications } from '@kombo-api/sdk/funcs/atsGetApplications.js';
import { atsGetApplicationStages } from '@kombo-api/sdk/funcs/atsGetApplicationStages.js';
import { atsGetCandidateAttachments } from '@kombo-api/sdk/funcs/atsGetCandidateAttachments.js';
import { atsGetCandidates } from '@kombo-api/sdk/funcs/atsGetCandidates.js';
import { atsGetJobs } from '@kombo-api/sdk/funcs/atsGetJobs.js';
import { atsGetOffers } from '@kombo-api/sdk/funcs/atsGetOffers.js';
import { atsGetTags } from '@kombo-api/sdk/funcs/atsGetTags.js';
import { atsGetUsers } from '@kombo-api/sdk/funcs/atsGetUsers.js';
import { atsImportTrackedApplication } from '@kombo-api/sdk/funcs/atsImportTrackedApplication.js';
import { atsMoveApplicationToStage } from '@kombo-api/sdk/funcs/atsMoveApplicationToStage.js';
import { atsRejectApplication } from '@kombo-api/sdk/funcs/atsRejectApplication.js';
import { atsRemoveCandidateTag } from '@kombo-api/sdk/funcs/atsRemoveCandidateTag.js';
import { generalCheckApiKey } from '@kombo-api/sdk/funcs/generalCheckApiKey.js';
import { generalGetCustomFields } from '@kombo-api/sdk/funcs/generalGetCustomFields.js';
import { generalGetIntegrationDetails } from '@kombo-api/sdk/funcs/generalGetIntegrationDetails.js';
import { generalGetIntegrationFields } from '@kombo-api/sdk/funcs/generalGetIntegrationFields.js';
import { generalGetTools } from '@kombo-api/sdk/funcs/generalGetTools.js';
import { generalSendPassthroughRequest } from '@kombo-api/sdk/funcs/generalSendPassthroughRequest.js';
import { generalTriggerSync } from '@kombo-api/sdk/funcs/generalTriggerSync.js';
import type { KomboFetch } from '../../src/kombo-api/index.js';
import { type Route, createRouter } from '../../src/kombo-api/router.js';
import { routes } from '../../src/kombo-api/routes.js';
import { base64 } from '../faults/actions-kit.js';
import { ACME, EVA, FIRST, JOBS, setUpKombo } from './kombo-api-kit.js';

// The SDK's standalone functions return results instead of throwing.

const moved = `remote:${FIRST}/880000`;
const job_id = `remote:${JOBS.plain}`;
const candidate_id = `remote:${FIRST}`;
const attachment = { name: 'a.pdf', type: 'OTHER', data: base64('%PDF-1.7') } as const;
const link = { label: 'Test', url: 'https://example.at/' };

test('every route answers the standalone functions; those that none asks are not available', async () => {
  const asked = new Set<Route>();
  const activities = { stages: { 'Gespräch vereinbart': 'Gespräch vereinbaren' }, reject: 'Absage' };
  const { erecruiter, fetcher, sandbox } = setUpKombo({ activities });
  sandbox.moveApplication(FIRST, 880_000, 'Neu eingelangt');
  const noting: KomboFetch = async (input, init) => {
    const { method, url } = input instanceof Request ? input : new Request(input, init);
    asked.add(createRouter(routes)(method, new URL(url).pathname).route);
    return fetcher(input, init);
  };
  const core = new KomboCore({ integration_id: ACME, http_client: new HTTPClient({ fetcher: noting }) });
  const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
  const application_id = application?.id ?? '';
  const ids = {
    id_type: 'application_and_candidate_remote_ids',
    application_remote_id: application?.remote_id ?? '',
    candidate_remote_id: application?.candidate?.remote_id ?? '',
  } as const;
  const integration_id = ACME;
  const results = [
    await atsGetJobs(core),
    await atsGetCandidates(core),
    await atsGetApplications(core),
    await atsGetApplicationStages(core),
    await atsGetTags(core),
    await atsGetUsers(core),
    await atsGetCandidateAttachments(core, { candidate_id }),
    await atsGetApplicationAttachments(core, { application_id }),
    await atsCreateApplication(core, { job_id, body: EVA }),
    await atsCreateCandidate(core, { ...EVA, application: { job_id: `remote:${JOBS.custom}` } }),
    await atsAddCandidateTag(core, { candidate_id, body: { tag: { name: 'a' } } }),
    await atsRemoveCandidateTag(core, { candidate_id, body: { tag: { name: 'a' } } }),
    await atsAddCandidateAttachment(core, { candidate_id, body: { attachment } }),
    await atsAddApplicationAttachment(core, { application_id, body: { attachment } }),
    await atsAddCandidateResultLink(core, { candidate_id, body: link }),
    await atsAddApplicationResultLink(core, { application_id, body: link }),
    await atsAddApplicationNote(core, { application_id, body: { content: 'x', content_type: 'PLAIN_TEXT' } }),
    await atsMoveApplicationToStage(core, { application_id: moved, body: { stage_id: 'remote:Gespräch vereinbart' } }),
    await atsRejectApplication(core, { application_id: moved, body: { rejection_reason_id: 'x' } }),
    await atsImportTrackedApplication(core, { tracked_at: null, erecruiter: ids }),
    await generalCheckApiKey(core),
    await generalGetTools(core, { category: 'ats' }),
    await generalTriggerSync(core, {}),
    await generalGetIntegrationDetails(core, { integration_id }),
    await generalGetIntegrationFields(core, { integration_id }),
    await generalGetCustomFields(core, { integration_id }),
    await generalSendPassthroughRequest(core, {
      tool: 'erecruiter',
      api: 'api',
      body: { method: 'GET', path: '/Ping' },
    }),
  ];
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  for (const [key, route] of Object.entries(routes)) {
    if (asked.has(route)) continue;
    const [method = '', path = ''] = key.split(' ');
    const answer = await fetcher(`https://api.kombo.dev/v1${path}`, { method });
    expect([key, await answer.text()]).toEqual([key, expect.stringMatching(/_NOT_AVAILABLE"|"not available:/)]);
  }
});

test('pages continue by next()', async () => {
  const { core, erecruiter } = setUpKombo();
  const found: string[] = [];
  for await (const page of await atsGetCandidates(core, { page_size: 3 })) {
    if (!page.ok) throw page.error;
    found.push(...page.value.result.data.results.map(({ id }) => id));
  }
  // At least once: a page can start with candidates of an earlier one.
  expect([...new Set(found)]).toEqual((await erecruiter.listCandidates().toArray()).map(({ id }) => id));
});

test('errors are values', async () => {
  const { core, sandbox } = setUpKombo();
  const missing = await atsGetOffers(core);
  expect(missing).toMatchObject({ ok: false, error: { error: { code: 'INTEGRATION.MODEL_NOT_AVAILABLE' } } });
  sandbox.fail({ kind: 'refused', times: 99 });
  const down = await atsGetJobs(core);
  expect(down).toMatchObject({ ok: false, error: { statusCode: 503 } });
});
