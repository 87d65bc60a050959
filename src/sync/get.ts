import { endpoints } from '../api/endpoints.js';
import { findRow } from '../api/find-row.js';
import { applicationOf, numberOf } from '../addresses.js';
import { toApplication, toCandidate, toJob } from '../mappers/index.js';
import type { Application } from '../models/application.js';
import type { Candidate } from '../models/candidate.js';
import type { Job } from '../models/job.js';
import type { CallOptions } from '../options.js';
import { Crawl } from './crawl.js';
import { jobsOf } from './list-candidates.js';
import type { Tools } from '../context.js';
import { notFound, once } from './pass.js';

/** One job, published or not, with its questions. */
export function getJob(tools: Tools, id: string, options: CallOptions): Promise<Job> {
  const jobId = numberOf(tools.ids, 'job', id, 'id');
  return once(tools, options, async (pass) => {
    const query = { culture: tools.settings.culture };
    const [context, raw] = await Promise.all([
      pass.context(endpoints.job),
      tools.transport.record(endpoints.job, { path: { jobId }, query }, pass.options),
    ]);
    return toJob(raw, context, {
      catalogue: await pass.mandator(),
      questionnaire: raw.HasQuestionnaire === true ? await pass.questionnaire(jobId, true) : undefined,
    });
  });
}

/** One candidate with their applications. */
export function getCandidate(tools: Tools, id: string, options: CallOptions): Promise<Candidate> {
  const applicantId = numberOf(tools.ids, 'candidate', id, 'id');
  return once(tools, options, async (pass, signal) => {
    const [context, applicant, applications, customFieldValues] = await Promise.all([
      pass.context(endpoints.applicant),
      tools.transport.record(endpoints.applicant, { path: { applicantId } }, pass.options),
      pass.applications(applicantId, false, signal),
      pass.customFieldValues(applicantId, signal),
    ]);
    const jobs = await jobsOf(new Crawl(pass, {}, undefined), applications ?? []);
    return toCandidate(applicant, context, {
      applications: applications ?? [],
      customFieldValues: customFieldValues ?? [],
      job: (number) => jobs.get(number),
    });
  });
}

/** One application; eRecruiter reads it through its applicant. */
export function getApplication(tools: Tools, id: string, options: CallOptions): Promise<Application> {
  const { application, applicant: applicantId } = applicationOf(tools.ids, id, 'id');
  return once(tools, options, async (pass) => {
    const { transport, settings, onIssue } = tools;
    const query = { culture: settings.culture };
    const [context, applicant, raw] = await Promise.all([
      pass.context(endpoints.applications),
      transport.record(endpoints.applicant, { path: { applicantId } }, pass.options),
      findRow(transport, endpoints.applications, { path: { applicantId }, query }, application, pass.options, onIssue),
    ]);
    if (raw === undefined) {
      // The applicant is there, this application of theirs is not: the same as a 404 of its own.
      throw notFound(endpoints.applications);
    }
    const jobs = await jobsOf(new Crawl(pass, {}, undefined), [raw]);
    return toApplication(raw, context, { applicant, job: (number) => jobs.get(number) });
  });
}
