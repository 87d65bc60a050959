import { MAX, type World } from './world.js';

/** A step that only reads. */
type Read = (world: World) => Promise<unknown>;

/** Fields that tell when something was read, or that are raw values by design, as the server wrote them. */
const LEFT_OUT = new Set(['changed_at', 'remote_data', 'raw_question']);

/** A value as text: the order of lists and of properties does not matter. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value)) ?? '';
}

function sorted(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) {
    return value
      .filter((item) => Object(item).type !== 'DEFAULT') // an integration field of a raw property
      .map(sorted)
      .map((item) => [JSON.stringify(item) ?? '', item] as const)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([, item]) => item);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !LEFT_OUT.has(key));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, item]) => [key, sorted(item)]));
}

/** The number of the applicant of every world who applies again. */
export function maxIn({ sandbox }: World): number {
  const found = sandbox.applicantIds().find((id) => sandbox.applicant(id)?.Email?.toLowerCase() === MAX.email);
  return found ?? 0;
}

/** Every listing and getter. */
export const READS: readonly (readonly [step: string, read: Read])[] = [
  ['ping', ({ erecruiter }) => erecruiter.ping()],
  ['listJobs', ({ erecruiter }) => erecruiter.listJobs().toArray()],
  ['listCandidates', ({ erecruiter }) => erecruiter.listCandidates().toArray()],
  ['listApplications', ({ erecruiter }) => erecruiter.listApplications().toArray()],
  ['listApplicationStages', ({ erecruiter }) => erecruiter.listApplicationStages().toArray()],
  ['listScreeningQuestions', ({ erecruiter }) => erecruiter.listScreeningQuestions().toArray()],
  ['listJobScreeningQuestions', ({ erecruiter }) => erecruiter.listJobScreeningQuestions().toArray()],
  ['listTags', ({ erecruiter }) => erecruiter.listTags().toArray()],
  ['listUsers', ({ erecruiter }) => erecruiter.listUsers().toArray()],
  ['exploreFields', ({ erecruiter }) => erecruiter.exploreFields('candidate')],
  ['getJob', ({ erecruiter }) => erecruiter.getJob('remote:4711')],
  ['getJob, closed', ({ erecruiter }) => erecruiter.getJob('remote:4311')],
  ['getCandidate', (world) => world.erecruiter.getCandidate(`remote:${maxIn(world)}`)],
  [
    'getApplication',
    (world) => {
      const [first] = world.sandbox.applicationsOf(maxIn(world));
      return world.erecruiter.getApplication(`remote:${maxIn(world)}/${first?.Id ?? 0}`);
    },
  ],
  [
    'listCandidateAttachments',
    async (world) => {
      const all = world.sandbox.applicantIds().map((id) => world.erecruiter.listCandidateAttachments(`remote:${id}`));
      return Promise.all(all.map((listing) => listing.toArray()));
    },
  ],
  [
    'listCandidates by email',
    ({ erecruiter }) => erecruiter.listCandidates({ email: 'Max+Jobs@example.at' }).toArray(),
  ],
  [
    'listCandidates by nobody’s email',
    ({ erecruiter }) => erecruiter.listCandidates({ email: 'nobody@example.at' }).toArray(),
  ],
];

/** Listings of records that `sync()` yields, too. */
export const COVERED_BY_SYNC: ReadonlySet<string> = new Set([
  'listCandidates',
  'listApplications',
  'listApplicationStages',
  'listScreeningQuestions',
  'listJobScreeningQuestions',
  'listTags',
  'exploreFields',
]);
