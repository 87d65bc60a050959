import { cultureOf } from '../data/catalogue.js';
import { findChannel, recordsIn } from '../data/installation.js';
import { jobRow, type SandboxJob } from '../data/jobs.js';
import type { Json, JsonObject } from '../data/json.js';
import { questionnaireRow } from '../data/questionnaires.js';
import { noRecord } from './answers.js';
import type { SandboxRoutes, SandboxCall } from './call.js';

/** Routes for jobs and their questionnaires. */
export const JOB_ROUTES: SandboxRoutes = {
  'GET PublishedJobs': listPublishedJobs,
  'GET PublishedJob/{jobId}': readPublishedJob,
  'GET Job/{jobId}': (call) => answerJob(call, jobOf(call)),
  'GET Questionnaire/ByJob/{jobId}': (call) => readQuestionnaire(call, jobOf(call).questionnaire),
  'GET Questionnaire/{id}': (call) => readQuestionnaire(call, call.id('id')),
};

/** Returns the job in the path. */
export function jobOf({ server, id }: SandboxCall): SandboxJob {
  const found = server.store.jobs.get(id('jobId'));
  if (found === undefined) throw noRecord();
  return found;
}

function answerJob({ server, query }: SandboxCall, job: SandboxJob): JsonObject {
  return jobRow(job, server, query('culture') ?? '');
}

function listPublishedJobs(call: SandboxCall): Json {
  const channel = channelIn(call);
  const jobs = [...call.server.store.jobs.values()].filter((job) => isOn(channel, job));
  return {
    Jobs: jobs.map((job) => answerJob(call, job)),
    JobPublicationType: channel ?? null,
    Culture: cultureOf(call.query('culture') ?? ''),
  };
}

function readPublishedJob(call: SandboxCall): Json {
  const job = jobOf(call);
  if (!isOn(channelIn(call), job)) throw noRecord();
  return answerJob(call, job);
}

function channelIn({ server, query }: SandboxCall): JsonObject | undefined {
  return findChannel(server.installation, query('channel') ?? '');
}

function isOn(channel: JsonObject | undefined, job: SandboxJob): boolean {
  return channel !== undefined && job.channels.has(String(channel['Name']));
}

function readQuestionnaire({ server }: SandboxCall, id: number | undefined): Json {
  const { installation, settings } = server;
  const found = id === undefined ? undefined : installation.questionnaires.get(id);
  if (found === undefined) throw noRecord();
  return questionnaireRow(found, recordsIn(installation, 'CustomFields'), settings.itemIds);
}
