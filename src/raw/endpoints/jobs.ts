import {
  applicationCreateSchema,
  applicationJobSchema,
  applicationMessageSchema,
  applicationReferrerSchema,
  applicationSchema,
  jobCreationSchema,
  jobSchema,
  jobsSchema,
  questionnaireSchema,
  salaryImageSchema,
} from '../../schemas/index.js';
import { NEW_APPLICATION_PROPERTIES } from '../../schemas/body-properties.js';
import { APPLICATION_MESSAGE_BODY, CUTE_ASSESSMENT_BODY, JOB_BODY, UPDATE_APPLICATION_BODY } from './bodies.js';
import { manyRecords, oneRecord, recordOrNull, route, shared } from '../define.js';

/** Assigns an applicant to a job. What eRecruiter has against it is in `Errors`. */
export const createApplication = shared('createApplication', oneRecord(applicationCreateSchema), {
  parameters: { url: ['text', ''], sendApplicationEmail: ['bool', false] },
  body: NEW_APPLICATION_PROPERTIES,
});

/** Executes a step of an application's workflow, adds a message, or sets its source. */
export const updateApplication = shared('updateApplication', oneRecord(applicationSchema), {
  body: UPDATE_APPLICATION_BODY,
});

/** Notifies the recruiter of a new application. */
export const sendApplicationMessage = route(
  'POST',
  'Application/Message/',
  'once',
  oneRecord(applicationMessageSchema),
  { body: APPLICATION_MESSAGE_BODY, since: '1.80.2' },
);

/** Reports a finished CUT-E assessment. */
export const finalizeCuteAssessment = route(
  'POST',
  'Application/{applicationId}/FinalizeCuteAssessment',
  'once',
  oneRecord(applicationSchema),
  { body: CUTE_ASSESSMENT_BODY },
);

/** Lists the applications of one applicant. */
export const getApplications = shared('applications', manyRecords(applicationSchema), {
  parameters: { culture: 'culture' },
});

/** Lists the open applications of a job. */
export const getApplicationsByJob = shared('applicationsByJob', manyRecords(applicationJobSchema), {
  levels: ['ApplicationSearch'],
  since: '1.44.0',
});

/** Lists the applications that a source created, of any time or between two times. */
export const getApplicationsByReferrer = shared('applicationsByReferrer', manyRecords(applicationReferrerSchema), {
  parameters: { referrer: 'text', startAt: ['time', ''], endAt: ['time', ''] },
  levels: ['ApplicationSearch'],
  since: '1.21.0',
});

/** Lists the jobs that are published on a channel; without a name, on the default portal. */
export const getPublishedJobs = shared('publishedJobs', oneRecord(jobsSchema), {
  parameters: { channel: ['text', ''], culture: 'culture' },
  levels: ['Jobs'],
});

/** Reads a job that is published on a channel. */
export const getPublishedJob = route('GET', 'PublishedJob/{jobId}', 'read', oneRecord(jobSchema), {
  parameters: { channel: ['text', ''], culture: 'culture', indeedWidgetEnabled: ['bool', false] },
  levels: ['Jobs'],
});

/** Reads a job, whether it is published or not. */
export const getJob = shared('job', oneRecord(jobSchema), { parameters: { culture: 'culture' }, levels: ['Jobs'] });

/** Creates a job. No route lists companies, contacts and templates, whose numbers it needs. */
export const createJob = route('POST', 'Job/', 'once', oneRecord(jobCreationSchema), {
  body: JOB_BODY,
  levels: ['Jobs'],
  since: '1.55.0',
});

/** Reads the picture that shows a job's salary; null if there is none. */
export const getJobSalaryImage = route('GET', 'Job/SalaryImage/{jobId}', 'read', recordOrNull(salaryImageSchema), {
  levels: ['Jobs'],
});

/** Reads the questionnaire of a job; null if there is none. */
export const getQuestionnaireByJob = shared('questionnaireByJob', recordOrNull(questionnaireSchema), {
  parameters: { culture: 'culture' },
});

/** Reads a questionnaire by its number. */
export const getQuestionnaire = shared('questionnaire', recordOrNull(questionnaireSchema));
