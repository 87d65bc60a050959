import { applicantRow } from '../data/answers.js';
import { recordOf, type BodySpec } from './binder.js';
import { textOf, type Json, type JsonObject } from '../data/json.js';
import type { SandboxApplicant } from '../data/population.js';
import { invalid, type SandboxCall, type SandboxRoute } from './router.js';
import { changeApplicant, noApplicant, readApplicant, type SandboxMail, type Server } from './server.js';

const NO_LISTS = { Tags: [], JobProfiles: [], Regions: [] };

/** What can be written: applicants, applications and mails. */
export function writeRoutes(server: Server): SandboxRoute[] {
  const { store } = server;

  function bound(call: SandboxCall): JsonObject {
    const record = call.record();
    const { LastName, Tags, JobProfiles, Regions } = record;
    if (LastName === null || LastName === '') {
      throw invalid([['applicant.LastName', 'required']]);
    }
    return { ...record, Tags: Tags ?? [], JobProfiles: JobProfiles ?? [], Regions: Regions ?? [] };
  }

  function createApplicant(call: SandboxCall): Json {
    const applicant = store.create(bound(call));
    applicant.updatedByUser = server.clock.databaseDate(server.now());
    applicant.updatedByApplicant = server.clock.serverDate(server.now());
    searchLater(applicant);
    if (isTrue(call.query('sendRegistrationEmail'))) {
      send({ kind: 'registration', applicantId: applicant.id, url: call.query('url') ?? '' });
    }
    return applicantRow(applicant);
  }

  function replaceApplicant(call: SandboxCall): Json {
    readApplicant(server, call.id('applicantId'));
    const record = bound(call);
    const applicant = changeApplicant(server, call.id('applicantId'));
    if (applicant.core['Email'] !== record['Email']) searchLater(applicant);
    applicant.core = record;
    return applicantRow(applicant);
  }

  function searchLater(applicant: SandboxApplicant): void {
    applicant.searchableAt = server.now() + (server.emailSearch.lagMs ?? 0);
  }

  function removeApplicant(call: SandboxCall): Json {
    const applicant = changeApplicant(server, call.id('applicantId'));
    if (isTrue(call.query('deleteCompletely'))) {
      store.remove(applicant.id);
      return applicantRow(applicant);
    }
    const { DateOfCreation, Referrer } = applicant.core;
    applicant.core = recordOf('Applicant', {
      DateOfCreation: DateOfCreation ?? null,
      LastName: 'Anonymisiert',
      Referrer: Referrer ?? null,
      ...NO_LISTS,
    });
    Object.assign(applicant, { cv: undefined, photo: undefined, documents: [], profiles: [], customFields: new Map() });
    return applicantRow(applicant);
  }

  function createApplication(call: SandboxCall): Json {
    const body = call.record();
    const job = store.jobs.get(Number(body['JobId']));
    const applicant = store.read(Number(body['ApplicantId']));
    const existing = applicant?.applications.find((item) => item.jobId === job?.id);
    const refresh = body['RefreshApplicationIfItAlreadyExists'] === true;
    const Errors = [
      ...(existing !== undefined && !refresh ? [0] : []),
      ...(job !== undefined && job.status !== 0 ? [1] : []),
      ...(job === undefined ? [2] : []),
      ...(applicant === undefined ? [3] : []),
    ];
    if (job === undefined || applicant === undefined || Errors.length > 0) return created(null, Errors);

    const changed = changeApplicant(server, applicant.id);
    const referrer = textOf(body['Referrer']);
    const info = textOf(body['ReferrerAdditionalInfo']);
    const now = server.now();
    let application = changed.applications.find((item) => item.jobId === job.id);
    if (application === undefined) {
      const times = { createdAt: now, changedAt: now };
      const place = { applicantId: changed.id, jobId: job.id, stage: 0, rating: null };
      application = store.createApplication({ ...place, referrer, info, ...times });
    } else {
      Object.assign(application, { referrer: referrer ?? application.referrer, info: info ?? application.info });
      changed.history.push(recordOf('History', { JobId: job.id, Subject: 'Hat sich erneut beworben' }));
    }
    const letter = textOf(body['CoverLetter']);
    if (letter !== null) changed.coverLetters.push({ JobId: job.id, CoverLetter: letter });
    if (isTrue(call.query('sendApplicationEmail'))) {
      const url = call.query('url') ?? '';
      send({ kind: 'application', applicationId: application.id, applicantId: changed.id, url });
    }
    return created(application.id, []);
  }

  function created(ApplicationId: number | null, Errors: readonly number[]): Json {
    return server.applicationIds ? { ApplicationId, Errors } : { Errors };
  }

  function send(mail: SandboxMail): void {
    server.mails.push(mail);
  }

  function mailer(
    name: string,
    body: BodySpec,
    kind: SandboxMail['kind'],
    reference: 'applicantId' | 'applicationId' | undefined,
  ): SandboxRoute {
    const property = reference === 'applicantId' ? 'ApplicantId' : 'ApplicationId';
    return {
      method: 'POST',
      template: `Mailer/${name}`,
      body,
      run(call) {
        const sent = call.record();
        const id = reference && { [reference]: Number(sent[property]) };
        send({ kind, ...id, url: textOf(sent['Url']) ?? '' });
        return { Status: true };
      },
    };
  }

  function letter(call: SandboxCall): Json {
    const applicant = changeApplicant(server, call.id('applicantId'));
    applicant.coverLetters.push(call.record());
    return applicantRow(applicant);
  }

  function history(call: SandboxCall): Json {
    const entry = call.record();
    changeApplicant(server, call.id('applicantId')).history.push(entry);
    return entry;
  }

  return [
    { method: 'PUT', template: 'Applicant', body: 'Applicant', run: createApplicant },
    { method: 'POST', template: 'Applicant/{applicantId}', body: 'Applicant', run: replaceApplicant },
    { method: 'DELETE', template: 'Applicant/{applicantId}', run: removeApplicant },
    { method: 'PUT', template: 'Applicant/CoverLetter/{applicantId}', body: 'CoverLetter', run: letter },
    { method: 'PUT', template: 'Applicant/History/{applicantId}', body: 'History', run: history },
    { method: 'PUT', template: 'Application', body: 'ApplicationCreate', run: createApplication },
    { method: 'POST', template: 'Application/Message', body: 'SendApplicationMessage', run: message },
    mailer('Registration', 'RegistrationMail', 'registration', 'applicantId'),
    mailer('Application', 'ApplicationMail', 'application', 'applicationId'),
    { ...mailer('DoubleOptIn', 'DoubleOptIn', 'double-opt-in', undefined), needs: ['culture'] },
  ];

  function message(call: SandboxCall): Json {
    const applicantId = Number(call.record()['ApplicantId']);
    if (store.read(applicantId) === undefined) throw noApplicant(applicantId);
    send({ kind: 'message', applicantId, url: '' });
    return { IsSuccess: true };
  }
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
