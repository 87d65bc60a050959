import { stepsIn } from '../data/activities.js';
import { applicationRow, referrerRow } from '../data/applications.js';
import { recordOf } from '../data/body-types.js';
import { firstStage } from '../data/installation.js';
import { isJsonRecord, textOrNull, type Json } from '../data/json.js';
import { noRecord, notAvailable } from './answers.js';
import {
  applicantOf,
  applicantToChange,
  type RouteHandler,
  type SandboxRoutes,
  type SandboxCall,
  type SandboxEmail,
} from './call.js';
import { jobOf } from './job-routes.js';

/** Routes for applications and for emails to applicants. */
export const APPLICATION_ROUTES: SandboxRoutes = {
  'GET Applications/ByJob/{jobId}': listByJob,
  'GET Applications/ByReferrer/{referrer}?startAt&endAt': listByReferrer,
  'GET Applications/{applicantId}': listByApplicant,
  'PUT Application': { body: 'ApplicationCreate', run: putApplication },
  'POST Application/Message': { body: 'SendApplicationMessage', run: sendMessage },
  'POST Application/{applicationId}': { body: 'ApplicationUpdate', run: updateApplication },
  'POST Mailer/Registration': { body: 'RegistrationMail', run: mailer('registration', 'applicantId', 'ApplicantId') },
  'POST Mailer/Application': { body: 'ApplicationMail', run: mailer('application', 'applicationId', 'ApplicationId') },
  'POST Mailer/DoubleOptIn?culture': { body: 'DoubleOptIn', run: mailer('double-opt-in') },
};

function listByJob(call: SandboxCall): Json {
  return call.server.store
    .applicationsOfJob(jobOf(call).id)
    .filter(({ stage }) => stage.group < 5)
    .map(({ id, jobId, applicantId }) => ({ Id: id, JobId: jobId, ApplicantId: applicantId }));
}

function listByReferrer(call: SandboxCall): Json {
  const { server, param, query } = call;
  const start = server.clock.instantOf(query('startAt') ?? '') ?? -Infinity;
  const end = server.clock.instantOf(query('endAt') ?? '') ?? Infinity;
  const referrer = param('referrer');
  return server.store
    .applicationsWhere((item) => item.referrer === referrer && item.createdAt >= start && item.createdAt <= end)
    .map((item) => referrerRow(item, applicantOf(call, item.applicantId).core, server.clock));
}

function listByApplicant(call: SandboxCall): Json {
  const culture = call.query('culture') ?? '';
  return applicantOf(call).applications.map((item) => applicationRow(item, culture, call.server.installation));
}

function putApplication(call: SandboxCall): Json {
  const { server, query, outcome } = call;
  const body = call.record();
  const job = server.store.jobs.get(Number(body['JobId']));
  const applicant = server.store.read(Number(body['ApplicantId']));
  const existing = applicant?.applications.find((item) => item.jobId === job?.id);
  const isRefresh = body['RefreshApplicationIfItAlreadyExists'] === true;
  const Errors = [
    ...(existing !== undefined && !isRefresh ? [0] : []),
    ...(job !== undefined && job.status !== 0 ? [1] : []),
    ...(job === undefined ? [2] : []),
    ...(applicant === undefined ? [3] : []),
  ];
  const answer = (ApplicationId: number | null): Json =>
    server.settings.applicationIds ? { ApplicationId, Errors } : { Errors };
  if (job === undefined || applicant === undefined || Errors.length > 0) {
    outcome.isChange = false;
    return answer(null);
  }

  const changed = applicantToChange(call, applicant.id);
  const referrer = textOrNull(body['Referrer']);
  const info = textOrNull(body['ReferrerAdditionalInfo']);
  let application = changed.applications.find((item) => item.jobId === job.id);
  if (application === undefined) {
    const now = server.settings.now();
    const values = { applicantId: changed.id, jobId: job.id, referrer, info, createdAt: now, changedAt: now };
    application = server.store.createApplication({ ...values, stage: firstStage(server.installation), rating: null });
  } else {
    application.referrer = referrer ?? application.referrer;
    application.info = info ?? application.info;
    changed.history.push(recordOf('History', { JobId: job.id, Subject: 'Hat sich erneut beworben' }));
    // An internal message to the recruiter of the job.
    server.emails.push({ kind: 'message', applicationId: application.id, applicantId: changed.id, url: '' });
  }
  outcome.ids['applicationId'] = application.id;
  const letter = textOrNull(body['CoverLetter']);
  if (letter !== null) changed.coverLetters.push({ JobId: job.id, CoverLetter: letter });
  if (query('sendApplicationEmail')?.toLowerCase() === 'true') {
    const url = query('url') ?? '';
    server.emails.push({ kind: 'application', applicationId: application.id, applicantId: changed.id, url });
  }
  return answer(application.id);
}

/** Executes a step, if one is named, and replaces the source, even by null. */
function updateApplication(call: SandboxCall): Json {
  const { server, record } = call;
  const { installation } = server;
  const id = call.id('applicationId');
  const owner = server.store.application(id)?.applicantId;
  const found = owner === undefined ? undefined : server.store.read(owner)?.applications.find((item) => item.id === id);
  if (owner === undefined || found === undefined) throw noRecord(`Application #${String(id)} does not exist.`);
  const body = record();
  const name = textOrNull(body['Activity']) ?? '';
  const available = applicationRow(found, '', installation)['AvailableActivities'];
  const isAvailable = Array.isArray(available) && available.some((row) => isJsonRecord(row) && row['Name'] === name);
  if (name !== '' && !isAvailable) throw notAvailable(name);

  const application = applicantToChange(call, owner).applications.find((item) => item.id === id) ?? found;
  application.referrer = textOrNull(body['Referrer']);
  application.info = textOrNull(body['ReferrerAdditionalInfo']);
  const message = textOrNull(body['Message']);
  if (message !== null) application.messages = [...(application.messages ?? []), message];
  const step = stepsIn(application.stage, installation).find(({ row }) => row['Name'] === name);
  const stage = installation.stages.find((other) => other['de-AT'][0] === step?.to);
  if (stage !== undefined) Object.assign(application, { stage, changes: {}, changedAt: server.settings.now() });
  if (step?.emails === true) server.emails.push({ kind: 'activity', applicationId: id, applicantId: owner, url: '' });
  return applicationRow(application, '', installation);
}

function sendMessage(call: SandboxCall): Json {
  const { id } = applicantOf(call, Number(call.record()['ApplicantId']));
  call.server.emails.push({ kind: 'message', applicantId: id, url: '' });
  return { IsSuccess: true };
}

function mailer(kind: SandboxEmail['kind'], reference?: string, property?: string): RouteHandler {
  return ({ server, record }) => {
    const body = record();
    const id = reference === undefined || property === undefined ? {} : { [reference]: Number(body[property]) };
    server.emails.push({ kind, ...id, url: textOrNull(body['Url']) ?? '' });
    return { Status: true };
  };
}
