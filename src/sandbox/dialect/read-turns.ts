import { applicantRow } from '../data/applicants.js';
import { cultureOf } from '../data/catalogue.js';
import { findChannel, recordsIn } from '../data/installation.js';
import { equalsIgnoringCase, isJsonRecord, textOrNull, type Json, type JsonObject } from '../data/json.js';
import { noRecord } from '../server/answers.js';
import { applicantOf, type RouteHandler, type SandboxCall } from '../server/call.js';
import { jobOf } from '../server/job-routes.js';
import type { TurnTable } from './knobs.js';
import { isEmptyList, isNoRecord, missingRoute, nothingAs, recordsAmong, refused } from './refusals.js';

/** Turns the handler of a route into that of another server. */
type RouteTurn = (run: RouteHandler) => RouteHandler;

/** By route, such as `GET Users`. */
export type RouteTurns = Readonly<Record<string, RouteTurn>>;

const LAG_MS = 2_000;
const MONTH_MS = 30 * 86_400_000;

const PUBLISHED = 'GET PublishedJobs';
const BY_EMAIL = 'GET Applicants/ByEmail/{email}';
const BY_JOB = 'GET Applications/ByJob/{jobId}';
const BY_SOURCE = 'GET Applications/ByReferrer/{referrer}';
const BY_APPLICANT = 'GET Applications/{applicantId}';
const DOCUMENTS = 'GET Applicant/Documents/{applicantId}';

/** What reads answer. Of two knobs that turn a route, the later one sees the request first and the answer last. */
export const READ_TURNS: TurnTable<RouteTurns> = {
  emailMatch: { part: { [BY_EMAIL]: () => findByPart } },
  emailNobody: {
    '404': { [BY_EMAIL]: whenEmpty('404') },
    null: { [BY_EMAIL]: whenEmpty('null') },
    '204': { [BY_EMAIL]: whenEmpty('204') },
  },
  noChannel: {
    all: { [PUBLISHED]: withoutChannel(listAllChannels) },
    empty: { [PUBLISHED]: withoutChannel(() => ({ Jobs: [], JobPublicationType: null, Culture: null })) },
  },
  unknownChannel: {
    '404': { [PUBLISHED]: ofUnknownChannel(() => nothingAs('404')) },
    '400': { [PUBLISHED]: ofUnknownChannel(refuseChannel) },
    null: { [PUBLISHED]: ofUnknownChannel(() => null) },
    '204': { [PUBLISHED]: ofUnknownChannel(() => nothingAs('204')) },
    'default-portal': { [PUBLISHED]: ofUnknownChannel((call, run) => run(withQuery(call, 'channel', ''))) },
    'default-portal-unnamed': {
      [PUBLISHED]: ofUnknownChannel((call, run) => ({
        ...recordOrEmpty(run(withQuery(call, 'channel', ''))),
        JobPublicationType: null,
      })),
    },
  },
  channelBy: {
    name: channelsBy((asked, { Name }) => equalsIgnoringCase(asked, Name)),
    'internal-name': channelsBy((asked, { InternalName }) => equalsIgnoringCase(asked, InternalName)),
    'exact-case': channelsBy((asked, { Name, InternalName }) => asked === Name || asked === InternalName),
  },
  missingCulture: {
    'left-out': { [PUBLISHED]: onJobs((job, culture) => (hasText(job, culture) ? [job] : [])) },
    empty: {
      [PUBLISHED]: onJobs((job, culture) => [hasText(job, culture) ? job : withoutTexts(job)]),
      'GET Job/{jobId}': (run) => (call) => {
        const job = recordOrEmpty(run(call));
        return hasText(job, cultureIn(call)) ? job : withoutTexts(job);
      },
    },
  },
  unpublishedJob: {
    '404': { 'GET Job/{jobId}': ifPublished(() => noRecord()) },
    '403': { 'GET Job/{jobId}': ifPublished(() => refused(403, 'Authorization has been denied for this request.')) },
  },
  noQuestionnaire: {
    null: { 'GET Questionnaire/ByJob/{jobId}': ifMissing('null', jobOf) },
    '204': { 'GET Questionnaire/ByJob/{jobId}': ifMissing('204', jobOf) },
    empty: { 'GET Questionnaire/ByJob/{jobId}': ifMissing('empty', jobOf) },
  },
  applicationsByJob: { all: { [BY_JOB]: () => listAllByJob } },
  noDates: {
    '30-days': { [BY_SOURCE]: withoutDates((call, run) => run(withQuery(call, 'startAt', monthAgo(call)))) },
    '400': {
      [BY_SOURCE]: withoutDates(() => {
        throw refused(400, 'The request is invalid.');
      }),
    },
  },
  sourceCase: { ignored: { [BY_SOURCE]: (run) => (call) => run(withParam(call, 'referrer', sourceSpelling(call))) } },
  newApplication: {
    late: { [BY_JOB]: withoutNew('Id'), [BY_SOURCE]: withoutNew('ApplicationId'), [BY_APPLICANT]: withoutNew('Id') },
  },
  noApplications: {
    '404': emptyAs('404', BY_JOB, BY_SOURCE, BY_APPLICANT),
    null: emptyAs('null', BY_JOB, BY_SOURCE, BY_APPLICANT),
    '204': emptyAs('204', BY_JOB, BY_SOURCE, BY_APPLICANT),
  },
  documentList: {
    content: { [DOCUMENTS]: (run) => (call) => run(withQuery(call, 'includeContent', 'true')) },
    'cv-and-photo': { [DOCUMENTS]: (run) => (call) => [...recordsAmong(run(call)), ...filesOf(call)] },
  },
  noDocuments: {
    '404': emptyAs('404', DOCUMENTS),
    null: emptyAs('null', DOCUMENTS),
    '204': emptyAs('204', DOCUMENTS),
  },
  noRecords: { '404': noRecords('404'), null: noRecords('null'), '204': noRecords('204') },
  emptyCv: { null: emptySlots('null'), '204': emptySlots('204'), empty: emptySlots('empty') },
  policiesRoute: {
    '404': Object.fromEntries(
      ['GET Policies', 'GET Applicant/{applicantId}/Policies', 'PUT Applicant/{applicantId}/Policies/{policyId}'].map(
        (route) => [route, withoutRoute],
      ),
    ),
  },
  policyPortal: {
    address: { 'GET Policies': ofPortal((portal, url) => portal === url.href) },
    host: { 'GET Policies': ofPortal((portal, url) => portal === url.host) },
  },
};

/** A route that the server lacks. */
export function withoutRoute(): RouteHandler {
  return () => {
    throw missingRoute();
  };
}

function withQuery(call: SandboxCall, name: string, value: string): SandboxCall {
  return { ...call, query: (asked) => (asked.toLowerCase() === name.toLowerCase() ? value : call.query(asked)) };
}

function withParam(call: SandboxCall, name: string, value: string): SandboxCall {
  return { ...call, param: (asked) => (asked === name ? value : call.param(asked)) };
}

function recordOrEmpty(value: Json): JsonObject {
  return isJsonRecord(value) ? value : {};
}

function whenEmpty(kind: string): RouteTurn {
  return (run) => (call) => {
    const rows = run(call);
    return isEmptyList(rows) ? nothingAs(kind) : rows;
  };
}

function emptyAs(kind: string, ...routes: readonly string[]): RouteTurns {
  return Object.fromEntries(routes.map((route) => [route, whenEmpty(kind)]));
}

function noRecords(kind: string): RouteTurns {
  const lists = ['Languages', 'Knowledges', 'Educations', 'Experiences', 'CustomFields'];
  return emptyAs(
    kind,
    ...lists.map((name) => `GET Applicant/${name}/{applicantId}`),
    'GET Applicant/{applicantId}/Policies',
    'GET Policies',
  );
}

function ifMissing(kind: string, exists: (call: SandboxCall) => unknown): RouteTurn {
  return (run) => (call) => {
    exists(call);
    try {
      return run(call);
    } catch (error) {
      if (!isNoRecord(error)) throw error;
      return nothingAs(kind);
    }
  };
}

function emptySlots(kind: string): RouteTurns {
  const turn = ifMissing(kind, (call) => applicantOf(call));
  return { 'GET Applicant/Cv/{applicantId}': turn, 'GET Applicant/Photo/{applicantId}': turn };
}

function findByPart(call: SandboxCall): Json {
  const wanted = call.param('email').toLowerCase();
  const ids = [...call.server.store.applicantIds()];
  return ids
    .map((id) => applicantOf(call, id))
    .filter(({ core }) => textOrNull(core['Email'])?.toLowerCase().includes(wanted))
    .map(applicantRow);
}

function withoutChannel(answer: (call: SandboxCall, run: RouteHandler) => Json): RouteTurn {
  return (run) => (call) => ((call.query('channel') ?? '') === '' ? answer(call, run) : run(call));
}

function listAllChannels(call: SandboxCall, run: RouteHandler): Json {
  const channels = recordsIn(call.server.installation, 'JobPublicationTypes');
  const answers = channels.map(({ Name }) => recordOrEmpty(run(withQuery(call, 'channel', String(Name)))));
  const jobs = new Map(answers.flatMap(({ Jobs = [] }) => recordsAmong(Jobs)).map((job) => [job['Id'], job]));
  return { ...answers[0], Jobs: [...jobs.values()] };
}

function ofUnknownChannel(answer: (call: SandboxCall, run: RouteHandler) => Json): RouteTurn {
  return (run) => (call) =>
    findChannel(call.server.installation, call.query('channel') ?? '') === undefined ? answer(call, run) : run(call);
}

function refuseChannel(): never {
  throw refused(400, 'The channel does not exist.');
}

/** No channel has it. */
const UNLISTED_CHANNEL = '\u0000';

function channelsBy(isAsked: (asked: string, channel: Readonly<JsonObject>) => boolean): RouteTurns {
  const turn: RouteTurn = (run) => (call) => {
    const asked = call.query('channel') ?? '';
    const found = recordsIn(call.server.installation, 'JobPublicationTypes').find((channel) => isAsked(asked, channel));
    return run(asked === '' ? call : withQuery(call, 'channel', String(found?.['Name'] ?? UNLISTED_CHANNEL)));
  };
  return { [PUBLISHED]: turn, 'GET PublishedJob/{jobId}': turn };
}

function onJobs(alter: (job: JsonObject, culture: string) => readonly JsonObject[]): RouteTurn {
  return (run) => (call) => {
    const answer = recordOrEmpty(run(call));
    return { ...answer, Jobs: recordsAmong(answer['Jobs'] ?? null).flatMap((job) => alter(job, cultureIn(call))) };
  };
}

function cultureIn(call: SandboxCall): string {
  return cultureOf(call.query('culture') ?? '');
}

function hasText(job: Readonly<JsonObject>, culture: string): boolean {
  const texts = job['AvailableCultures'];
  return !Array.isArray(texts) || texts.length === 0 || texts.includes(culture);
}

function withoutTexts(job: Readonly<JsonObject>): JsonObject {
  const names = /^(?:Title|SubTitle|Html|CompanyDescription|(?:Header)?Block\d)$/;
  return Object.fromEntries(Object.entries(job).map(([name, value]) => [name, names.test(name) ? null : value]));
}

function ifPublished(refuse: () => Error): RouteTurn {
  return (run) => (call) => {
    const { status, channels } = jobOf(call);
    if (status !== 0 || channels.size === 0) throw refuse();
    return run(call);
  };
}

function listAllByJob(call: SandboxCall): Json {
  const all = call.server.store.applicationsOfJob(jobOf(call).id);
  return all.map(({ id, jobId, applicantId }) => ({ Id: id, JobId: jobId, ApplicantId: applicantId }));
}

function withoutDates(answer: (call: SandboxCall, run: RouteHandler) => Json): RouteTurn {
  return (run) => (call) =>
    call.query('startAt') === '' && call.query('endAt') === '' ? answer(call, run) : run(call);
}

function monthAgo({ server }: SandboxCall): string {
  return new Date(server.settings.now() - MONTH_MS).toISOString();
}

function sourceSpelling({ server, param }: SandboxCall): string {
  const asked = param('referrer');
  return server.store.applicationsWhere((item) => equalsIgnoringCase(item.referrer, asked))[0]?.referrer ?? asked;
}

function withoutNew(property: string): RouteTurn {
  return (run) => (call) => {
    const { store, settings } = call.server;
    return recordsAmong(run(call)).filter((row) => {
      const found = store.application(Number(row[property]));
      return found === undefined || found.createdAt + LAG_MS <= settings.now();
    });
  };
}

function filesOf(call: SandboxCall): JsonObject[] {
  const { cv, photo } = applicantOf(call);
  const row = (Id: number, Name: string, file: JsonObject | undefined): JsonObject[] =>
    file === undefined ? [] : [{ Id, Name, Type: null, IsPublic: false, ...file, Content: null }];
  return [...row(-1, 'Lebenslauf', cv), ...row(-2, 'Foto', photo)];
}

function ofPortal(isAsked: (portal: string, url: URL) => boolean): RouteTurn {
  return (run) => (call) => {
    const urls = call.server.installation.mandator['Urls'];
    const portals = (Array.isArray(urls) ? urls : []).map((url) => new URL(String(url)));
    return portals.some((url) => isAsked(call.query('portal') ?? '', url)) ? run(call) : [];
  };
}
