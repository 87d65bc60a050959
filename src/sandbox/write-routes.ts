import { applicantRow } from './answers.js';
import { databaseDate, serverDate } from './clock.js';
import { bindCoreRecord, coreRecord } from './core-record.js';
import { textOf, type Json, type Row } from './json.js';
import { invalid, notFound, type Call, type Route } from './router.js';
import { changeApplicant, readApplicant, type SandboxMail, type Server } from './server.js';

/** What can be written: applicants, applications and mails. */
export function writeRoutes(server: Server): Route[] {
  const { store } = server;

  function bound(call: Call): Row {
    const { record, errors } = bindCoreRecord(call.record(), store.newer);
    if (errors.length > 0) throw invalid(errors.map(([name, message]) => [`applicant.${name}`, message]));
    return record;
  }

  function createApplicant(call: Call): Json {
    const applicant = store.create(bound(call));
    applicant.updatedByUser = databaseDate(server.now());
    applicant.updatedByApplicant = serverDate(server.now());
    if (isTrue(call.query('sendRegistrationEmail'))) {
      send({ kind: 'registration', applicantId: applicant.id, url: call.query('url') ?? '' });
    }
    return applicantRow(applicant);
  }

  function replaceApplicant(call: Call): Json {
    readApplicant(server, call.id('applicantId'));
    const record = bound(call);
    const applicant = changeApplicant(server, call.id('applicantId'));
    applicant.core = record;
    return applicantRow(applicant);
  }

  function removeApplicant(call: Call): Json {
    const applicant = changeApplicant(server, call.id('applicantId'));
    if (isTrue(call.query('deleteCompletely'))) {
      store.remove(applicant.id);
      return applicantRow(applicant);
    }
    const { DateOfCreation, Referrer } = applicant.core;
    applicant.core = coreRecord({
      DateOfCreation: DateOfCreation ?? null,
      LastName: 'Anonymisiert',
      Referrer: Referrer ?? null,
    });
    Object.assign(applicant, { cv: undefined, photo: undefined, documents: [], profiles: [], customFields: new Map() });
    return applicantRow(applicant);
  }

  function createApplication(call: Call): Json {
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
      changed.history.push(historyEntry({ JobId: job.id, Subject: 'Hat sich erneut beworben' }));
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

  function mailer(kind: SandboxMail['kind'], reference: 'applicantId' | 'applicationId' | undefined): Route['run'] {
    const property = reference === 'applicantId' ? 'ApplicantId' : 'ApplicationId';
    return (call) => {
      const body = call.record();
      const id = reference && { [reference]: Number(body[property]) };
      send({ kind, ...id, url: textOf(body['Url']) ?? '' });
      return { Status: true };
    };
  }

  function letter(call: Call): Json {
    const applicant = changeApplicant(server, call.id('applicantId'));
    const { JobId, CoverLetter } = call.record();
    applicant.coverLetters.push({ JobId: JobId ?? null, CoverLetter: CoverLetter ?? null });
    return applicantRow(applicant);
  }

  function history(call: Call): Json {
    const entry = historyEntry(call.record());
    changeApplicant(server, call.id('applicantId')).history.push(entry);
    return entry;
  }

  return [
    { method: 'PUT', template: 'Applicant', run: createApplicant },
    { method: 'POST', template: 'Applicant/{applicantId}', run: replaceApplicant },
    { method: 'DELETE', template: 'Applicant/{applicantId}', run: removeApplicant },
    { method: 'PUT', template: 'Applicant/CoverLetter/{applicantId}', run: letter },
    { method: 'PUT', template: 'Applicant/History/{applicantId}', run: history },
    { method: 'PUT', template: 'Application', run: createApplication },
    { method: 'POST', template: 'Application/Message', run: message },
    { method: 'POST', template: 'Mailer/Registration', run: mailer('registration', 'applicantId') },
    { method: 'POST', template: 'Mailer/Application', run: mailer('application', 'applicationId') },
    { method: 'POST', template: 'Mailer/DoubleOptIn', needs: ['culture'], run: mailer('double-opt-in', undefined) },
  ];

  function message(call: Call): Json {
    const applicantId = Number(call.record()['ApplicantId']);
    if (store.read(applicantId) === undefined) throw notFound(`Applicant #${String(applicantId)} does not exist.`);
    send({ kind: 'message', applicantId, url: '' });
    return { IsSuccess: true };
  }
}

function historyEntry(body: Readonly<Row>): Row {
  const { JobId, Subject, Body, Type, CreatedBy } = body;
  return {
    JobId: JobId ?? null,
    Subject: Subject ?? null,
    Body: Body ?? null,
    Type: Type ?? 0,
    CreatedBy: CreatedBy ?? null,
  };
}

function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}
