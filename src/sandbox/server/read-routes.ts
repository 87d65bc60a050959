import { applicantRow, applicationRow, customFieldRows, groupOf, referrerRow } from '../data/answers.js';
import { CHANNELS, KNOWLEDGE_TREE, POLICIES, USERS, mandator } from '../data/catalogue.js';
import { jobRow, type SandboxJob } from '../data/jobs.js';
import { isRow, sameText, type Json, type JsonObject } from '../data/json.js';
import { questionnaire } from '../data/questionnaires.js';
import { notFound, type SandboxCall, type SandboxRoute } from './router.js';
import { readApplicant, type Server } from './server.js';

const get = (template: string, run: SandboxRoute['run'], needs: readonly string[] = []): SandboxRoute => ({
  method: 'GET',
  template,
  needs,
  run,
});

/** What can be read of jobs, applications, applicants and catalogues. */
export function readRoutes(server: Server): SandboxRoute[] {
  const { store } = server;
  const culture = (call: SandboxCall): string => call.query('culture') ?? '';
  const cultureOf = (call: SandboxCall): string => (culture(call).toLowerCase().startsWith('en') ? 'en-GB' : 'de-AT');
  const row = (job: SandboxJob, call: SandboxCall): JsonObject => jobRow(job, server, culture(call));
  const applicants = (ids: Iterable<number>): Json => [...ids].map((id) => applicantRow(readApplicant(server, id)));

  function job(call: SandboxCall): SandboxJob {
    const found = store.jobs.get(call.id('jobId'));
    if (found === undefined) throw notFound();
    return found;
  }

  function channel(call: SandboxCall): JsonObject | undefined {
    const name = call.query('channel') ?? '';
    if (name === '') return CHANNELS[0];
    return CHANNELS.find((item) => sameText(item['Name'], name) || sameText(item['InternalName'], name));
  }

  function isListed(found: SandboxJob, publication: JsonObject | undefined): boolean {
    return publication !== undefined && found.channels.has(String(publication['Name']));
  }

  function questions(id: number | undefined): Json {
    const found = id === undefined ? undefined : questionnaire(id, server.itemIds);
    if (found === undefined) throw notFound();
    return found;
  }

  function* applicantsWhere(matches: (id: number) => boolean): Generator<number> {
    for (const id of store.applicantIds()) if (matches(id)) yield id;
  }

  function byReferrer(call: SandboxCall): Json {
    const start = server.clock.instantOf(call.query('startAt') ?? '') ?? -Infinity;
    const end = server.clock.instantOf(call.query('endAt') ?? '') ?? Infinity;
    const referrer = call.param('referrer');
    return store
      .applicationsWhere((item) => item.referrer === referrer)
      .filter((item) => item.createdAt >= start && item.createdAt <= end)
      .map((item) => referrerRow(item, readApplicant(server, item.applicantId), server.clock));
  }

  function byCustomField(call: SandboxCall): Json {
    const [name, value] = [call.param('customField'), call.query('value') ?? ''];
    const holds = (field: JsonObject): boolean => {
      const definition = field['CustomField'];
      return isRow(definition) && sameText(definition['Name'], name) && sameText(field['Value'], value);
    };
    return applicants(applicantsWhere((id) => customFieldRows(readApplicant(server, id)).some(holds)));
  }

  function policies(call: SandboxCall): Json {
    const current = POLICIES.filter((item) => item.culture === cultureOf(call));
    return current.map(({ Id, Text, Type }) => ({ Id, Text, CreatedOn: '2023-02-01T09:00:00', Type }));
  }

  return [
    get('Mandator/KnowledgeTree', () => KNOWLEDGE_TREE),
    get('Mandator', () => mandator(server.mandatorId)),
    get('Mandator/{mandatorId}', (call) => {
      if (call.id('mandatorId') !== server.mandatorId) throw notFound();
      return mandator(server.mandatorId);
    }),
    get('Users', () => USERS),
    get('User/{userId}', (call) => {
      const found = USERS.find((user) => user['Id'] === call.id('userId'));
      if (found === undefined) throw notFound();
      return found;
    }),
    get('Policies', policies, ['portal', 'culture']),
    get('PublishedJobs', (call) => {
      const publication = channel(call);
      const listed = [...store.jobs.values()].filter((item) => isListed(item, publication));
      return {
        Jobs: listed.map((item) => row(item, call)),
        JobPublicationType: publication ?? null,
        Culture: cultureOf(call),
      };
    }),
    get('PublishedJob/{jobId}', (call) => {
      const found = job(call);
      if (!isListed(found, channel(call))) throw notFound();
      return row(found, call);
    }),
    get('Job/{jobId}', (call) => row(job(call), call)),
    get('Questionnaire/ByJob/{jobId}', (call) => questions(job(call).questionnaire)),
    get('Questionnaire/{id}', (call) => questions(call.id('id'))),
    get('Applications/ByJob/{jobId}', (call) =>
      store
        .applicationsOfJob(job(call).id)
        .filter((item) => groupOf(item) < 5)
        .map(({ id, jobId, applicantId }) => ({ Id: id, JobId: jobId, ApplicantId: applicantId })),
    ),
    get('Applications/ByReferrer/{referrer}', byReferrer, ['startAt', 'endAt']),
    get('Applications/{applicantId}', (call) =>
      readApplicant(server, call.id('applicantId')).applications.map((item) => applicationRow(item, culture(call))),
    ),
    get(
      'Applicant/{applicantId}',
      // The sandbox has no route that gives a log-on token: none is right.
      () => {
        throw notFound();
      },
      ['token'],
    ),
    get('Applicant/{applicantId}', (call) => applicantRow(readApplicant(server, call.id('applicantId')))),
    get('Applicants/ByEmail/{email}', (call) =>
      applicants(store.byEmail(call.param('email'), server.emailSearch, server.now())),
    ),
    get('Applicants/ByExternalId/{externalId}', (call) => {
      const wanted = call.id('externalId');
      return applicants(applicantsWhere((id) => readApplicant(server, id).core['ExternalId'] === wanted));
    }),
    get('Applicants/ByCustomField/{customField}', byCustomField, ['value']),
  ];
}
