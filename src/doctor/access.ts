import type { ERecruiter } from '../client.js';
import { countOf } from '../mappers/values/text.js';
import { finding, type Finding } from './diagnosis.js';
import type { Discovery } from './discovery.js';
import type { Probe } from './probe-client.js';
import { questionFindings } from './questions.js';
import { isAllowed, type Visit } from './visit.js';

/** The access levels that the library needs. */
type Level = 'Jobs' | 'Applicants' | 'Users' | 'ApplicationSearch';

const CRAWL = ['Jobs', 'Applicants', 'ApplicationSearch'] as const satisfies readonly Level[];
const PERSON = ['Applicants'] as const satisfies readonly Level[];
const PERSON_AND_JOB = ['Jobs', 'Applicants'] as const satisfies readonly Level[];

/** Which access levels each method needs. */
export const METHOD_LEVELS = {
  ping: [],
  listJobs: ['Jobs'],
  getJob: ['Jobs'],
  listCandidates: CRAWL,
  getCandidate: PERSON_AND_JOB,
  listApplications: CRAWL,
  getApplication: PERSON_AND_JOB,
  listApplicationStages: ['Jobs', 'ApplicationSearch'],
  listScreeningQuestions: ['Jobs'],
  listJobScreeningQuestions: ['Jobs'],
  listTags: CRAWL,
  listUsers: ['Users'],
  listCandidateAttachments: PERSON,
  exploreFields: CRAWL,
  sync: CRAWL,
  createCandidate: PERSON_AND_JOB,
  createApplication: PERSON_AND_JOB,
  // Which level `Application/{id}` needs is not documented.
  listApplicationActivities: [],
  runApplicationActivity: [],
  moveApplicationToStage: [],
  rejectApplication: [],
  updateCandidate: PERSON,
  setCandidateField: PERSON,
  deleteCandidate: PERSON,
  addNoteToApplication: PERSON,
  addNoteToCandidate: PERSON,
  addTagToCandidate: PERSON,
  removeTagFromCandidate: PERSON,
  addAttachmentToApplication: PERSON,
  addAttachmentToCandidate: PERSON,
  addResultLinkToApplication: PERSON,
  addResultLinkToCandidate: PERSON,
  getAttachment: PERSON,
  replaceAttachment: PERSON,
  removeAttachment: PERSON,
  listCandidateConsents: PERSON,
  setCandidateConsent: PERSON,
  parseCv: [],
  raw: [],
  passthrough: [],
} as const satisfies Readonly<Record<Exclude<keyof ERecruiter, 'tenant'>, readonly Level[]>>;

const HARMLESS_READS: Readonly<Record<Level, string>> = {
  Jobs: 'GET PublishedJobs',
  Applicants: 'GET Applicants/ByEmail',
  Users: 'GET Users',
  ApplicationSearch: 'GET Applications/ByJob and ByReferrer',
};

/** Says what the key may do, by the answers to harmless reads. */
export function accessFindings(visit: Visit, discovery: Discovery, persons: readonly Probe[]): Finding[] {
  const { access, dialect } = visit;
  const { published, users, bySource, byJob } = discovery;
  const probes: Readonly<Record<Level, readonly Probe[]>> = {
    Jobs: [published.probe],
    Applicants: persons,
    Users: [users],
    ApplicationSearch: [...bySource, ...byJob].map(({ probe }) => probe),
  };
  const levels = Object.entries(probes).map(([level, answers]) => levelFinding(visit, level, answers));
  return [...levels, methodsFinding(access), ...questionFindings('key', dialect)];
}

function levelFinding({ access, dialect }: Visit, level: string, probes: readonly Probe[]): Finding {
  const id = `key.${level}`;
  const read = Object.entries(HARMLESS_READS).find(([name]) => name === level)?.[1] ?? '';
  const allowed = probes.map(isAllowed);
  const refusal = probes.find((probe) => isAllowed(probe) === false || probe.status === 404);
  const works = methodsWith(level);
  if (allowed.includes(true)) {
    access.set(level, true);
    return finding(id, 'ok', `${level}: ${read} is allowed. Needed by ${works}.`);
  }
  if (refusal === undefined) {
    const why = probes.find(({ status, reason }) => status !== null || reason !== null);
    const seen = why === undefined ? 'it was not asked' : `it answers ${why.status ?? why.reason}`;
    return finding(id, 'unknown', `${level}: whether ${read} is allowed is unknown: ${seen}.`);
  }
  access.set(level, false);
  if (!dialect.has('missingLevel')) dialect.set('missingLevel', String(refusal.status));
  const text = `${level}: ${read} is refused (HTTP ${refusal.status}). Needed by ${works}.`;
  return finding(id, 'problem', text, { advice: `Ask the administrator for the access level ${level}.` });
}

function methodsWith(level: string): string {
  const names = Object.entries(METHOD_LEVELS).filter(([, levels]) => levels.some((one) => one === level));
  return names.map(([name]) => name).join(', ');
}

function methodsFinding(access: ReadonlyMap<string, boolean>): Finding {
  const all = Object.entries(METHOD_LEVELS);
  const missing = all.filter(([, levels]) => levels.some((level) => access.get(level) === false));
  if (missing.length === 0) {
    const unknown = all.filter(([, levels]) => levels.some((level) => !access.has(level)));
    const which =
      unknown.length === 0 ? 'Every method' : `${all.length - unknown.length} of ${countOf(all.length, 'method')}`;
    const text = `${which} may be called with this key.`;
    return finding('key.methods', unknown.length === 0 ? 'ok' : 'unknown', text);
  }
  const text = `These methods cannot work with this key: ${missing.map(([name]) => name).join(', ')}.`;
  return finding('key.methods', 'problem', text, { advice: 'Ask the administrator for the missing access levels.' });
}
