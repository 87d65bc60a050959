import { endpoints } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { applicationAddressOf, remoteNumberOf } from '../core/ids.js';
import { toApplication, toCandidate, toJob } from '../mappers/index.js';
import type { Application } from '../models/application.js';
import type { Candidate } from '../models/candidate.js';
import type { Job } from '../models/job.js';
import type { CallOptions } from '../options.js';
import { Crawl } from './crawl.js';
import { jobNamesOf } from './candidate.js';
import type { Services } from '../core/services.js';
import { notFound, withReader } from './raw-reader.js';

/** One job, published or not, with its questions. */
export function getJob(services: Services, id: string, options: CallOptions): Promise<Job> {
  const jobId = remoteNumberOf(services.ids, 'job', id, 'id');
  return withReader(services, options, async (reader) => {
    const query = { culture: services.settings.culture };
    const [context, raw] = await Promise.all([
      reader.context(endpoints.job),
      services.transport.record(endpoints.job, { path: { jobId }, query }, reader.options),
    ]);
    return toJob(raw, context, {
      catalogue: await reader.mandator(),
      questionnaire: raw.HasQuestionnaire === true ? await reader.questionnaire(jobId, true) : undefined,
    });
  });
}

/** One candidate with their applications. */
export function getCandidate(services: Services, id: string, options: CallOptions): Promise<Candidate> {
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'id');
  return withReader(services, options, async (reader, signal) => {
    const [context, applicant, applications, customFieldValues] = await Promise.all([
      reader.context(endpoints.applicant),
      services.transport.record(endpoints.applicant, { path: { applicantId } }, reader.options),
      reader.applications(applicantId, false, signal),
      reader.customFieldValues(applicantId, signal),
    ]);
    const jobs = await jobNamesOf(new Crawl(reader, {}, undefined), applications ?? []);
    return toCandidate(applicant, context, {
      applications: applications ?? [],
      customFieldValues: customFieldValues ?? [],
      job: (number) => jobs.get(number),
    });
  });
}

/** One application; eRecruiter reads it through its applicant. */
export function getApplication(services: Services, id: string, options: CallOptions): Promise<Application> {
  const { application, applicant: applicantId } = applicationAddressOf(services.ids, id, 'id');
  return withReader(services, options, async (reader) => {
    const { transport, settings, onIssue } = services;
    const query = { culture: settings.culture };
    const [context, applicant, raw] = await Promise.all([
      reader.context(endpoints.applications),
      transport.record(endpoints.applicant, { path: { applicantId } }, reader.options),
      findRow(
        transport,
        endpoints.applications,
        { path: { applicantId }, query },
        application,
        reader.options,
        onIssue,
      ),
    ]);
    if (raw === undefined) {
      // The applicant is there, this application of theirs is not: the same as a 404 of its own.
      throw notFound(endpoints.applications);
    }
    const jobs = await jobNamesOf(new Crawl(reader, {}, undefined), [raw]);
    return toApplication(raw, context, { applicant, job: (number) => jobs.get(number) });
  });
}
