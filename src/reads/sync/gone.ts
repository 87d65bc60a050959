import { type Endpoint, endpoints, endpointLabel } from '../../api/endpoints.js';
import { ordered } from '../../flow/ordered.js';
import { createPace } from '../../flow/pace.js';
import type { RawReader } from '../raw-reader.js';
import type { ChangeReader } from './changes.js';
import { numbersIn, type Unseen } from './unseen.js';

/**
 * What is surely gone of all that the pass has not seen. A server that is down can answer as if a record were gone, so
 * every such answer must come twice, and between the two, and once more at the end, a record of the same kind that this
 * pass has seen must be there: no outage, however long, covers both answers and not what lies between them. What
 * anything else in the pass still names stays, and so does what hangs on something that stays.
 */
export async function surelyGone(
  changes: ChangeReader,
  unseen: readonly Unseen[],
  signal: AbortSignal,
): Promise<readonly Unseen[]> {
  const { reader, seen } = changes;
  const candidates = await stillGone(changes, unseen);
  if (candidates.length === 0 || reader.incomplete) return [];

  const jobs = await numbersIn(candidates, ['job', 0]);
  const owners = await numbersIn(candidates, ['candidate', 0], ['application', 1]);
  const people = [...owners].filter((id) => !seen.candidates.has(id));
  const lists = [...owners].filter((id) => seen.candidates.has(id));
  const questionnaires = [...(await numbersIn(candidates, ['question', 0]))].filter((id) =>
    seen.emptyQuestionnaires.has(id),
  );
  const askers = [...(await numbersIn(candidates, ['jobQuestion', 0]))].filter((id) =>
    seen.jobsWithoutQuestions.has(id),
  );
  const kinds: readonly Endpoint[][] = [
    people.length > 0 ? [endpoints.applicant] : [],
    lists.length > 0 ? [endpoints.applications, endpoints.applicant] : [],
    jobs.size > 0 ? [endpoints.job] : [],
    // Questionnaires are few: where none was seen, a job must do.
    questionnaires.length + askers.length > 0
      ? [endpoints.questionnaireByJob, endpoints.questionnaire, endpoints.job]
      : [],
  ];

  if (!(await allRead(reader, kinds))) return [];
  const doubts = { candidate: new Set<number>(), application: new Set<string>(), job: new Set<number>() };
  const others = { question: new Set<number>(), jobQuestion: new Set<number>() };
  await each(people, async (id, inner) => {
    if ((await reader.applicant(id, inner)) !== null) doubts.candidate.add(id);
  });
  await each(jobs, async (id, inner) => {
    if ((await reader.job(id, inner)) !== null) doubts.job.add(id);
  });
  await each(lists, async (id, inner) => {
    const rows = await reader.applicationsLeft(id, inner);
    if (rows === undefined) doubts.candidate.add(id);
    for (const { Id, JobId } of rows ?? []) doubts.application.add(addressOf(Id, JobId));
  });
  await each(questionnaires, async (id, inner) => {
    if ((await reader.questionnaireItself(id, inner)) !== null) others.question.add(id);
  });
  await each(askers, async (id, inner) => {
    if ((await reader.questionnaire(id, false, inner)) !== null) others.jobQuestion.add(id);
  });
  if (!(await allRead(reader, kinds)) || reader.incomplete) return [];
  const isDoubted = ({ kind, numbers: [first, second, third] }: Unseen): boolean => {
    if (kind === 'application') return doubts.application.has(addressOf(first, third)) || doubts.candidate.has(second);
    if (kind === 'candidate' || kind === 'job') return doubts[kind].has(first);
    return kind === 'jobQuestion'
      ? doubts.job.has(first) || others.jobQuestion.has(first)
      : kind === 'question' && others.question.has(first);
  };
  const gone = new Set<Unseen>();
  const pace = createPace();
  for (const one of candidates) {
    if (!isDoubted(one)) gone.add(one);
    await pace();
  }
  return withoutOwners(unseen, gone);

  async function each(
    numbers: Iterable<number>,
    read: (id: number, inner: AbortSignal) => Promise<void>,
  ): Promise<void> {
    const { concurrency } = reader.services.settings;
    for await (const _ of ordered(numbers, concurrency, signal, read)) void _;
  }
}

/** What tells applications of one applicant apart: one that is moved to another job is another record. */
function addressOf(application: number, job: number): string {
  return `${application}/${job}`;
}

/** What its own address has called gone and nothing names. */
async function stillGone({ reader, seen, crawl }: ChangeReader, unseen: readonly Unseen[]): Promise<Unseen[]> {
  const pace = createPace();
  const named = new Set<number>();
  for (const applicant of reader.named?.values() ?? []) {
    named.add(applicant);
    await pace();
  }
  const isGone = (applicant: number): boolean => seen.goneApplicants.has(applicant) && !named.has(applicant);
  const isGoneJob = (job: number): boolean =>
    seen.goneJobs.has(job) && !seen.namedJobs.has(job) && !reader.jobsWithApplicants.has(job) && !crawl.isNamed(job);
  const isLost = ({ kind, numbers: [first, second] }: Unseen): boolean => {
    if (kind === 'candidate') return isGone(first);
    if (kind === 'job') return isGoneJob(first);
    if (kind === 'application') {
      // One that is seen elsewhere has changed hands, or is now one to another job.
      const isNamed = reader.named?.get(first) === second && !seen.hasApplication(first);
      return !isNamed && (seen.candidates.has(second) || isGone(second));
    }
    // A job that is gone but named may ask what it has always asked.
    return kind !== 'jobQuestion' || !seen.goneJobs.has(first) || isGoneJob(first);
  };
  const found: Unseen[] = [];
  for (const one of unseen) {
    if (!seen.has(one.id, one) && isLost(one)) found.push(one);
    await pace();
  }
  return found;
}

/** Leaves out people and jobs of whom an application stays, and jobs of which a question stays. */
async function withoutOwners(unseen: readonly Unseen[], gone: ReadonlySet<Unseen>): Promise<Unseen[]> {
  const pace = createPace();
  const [people, jobs] = [new Set<number>(), new Set<number>()];
  for (const one of unseen) {
    const [first, second, third] = one.numbers;
    if (one.kind === 'application' && !gone.has(one)) {
      people.add(second);
      jobs.add(third);
    }
    if (one.kind === 'jobQuestion' && !gone.has(one)) jobs.add(first);
    await pace();
  }
  const consistent: Unseen[] = [];
  for (const one of gone) {
    const [first] = one.numbers;
    const stays = one.kind === 'candidate' ? people.has(first) : one.kind === 'job' && jobs.has(first);
    if (!stays) consistent.push(one);
    await pace();
  }
  return consistent;
}

/** Whether of each kind something that this pass has read can still be read. */
async function allRead(reader: RawReader, kinds: readonly (readonly Endpoint[])[]): Promise<boolean> {
  for (const kind of kinds) {
    if (kind.length === 0) continue;
    let works: boolean | undefined;
    for (const endpoint of kind) works ??= await reader.stillReads(endpoint);
    if (works === true) continue;
    const reason =
      works === undefined
        ? 'nothing is reported as deleted: the pass has read no other record that would prove that records can be read'
        : 'nothing is reported as deleted: what the pass has read before cannot be read any more';
    const [endpoint = endpoints.mandator] = kind;
    reader.skip({ endpoint: endpointLabel(endpoint), id: null, path: '', reason });
    return false;
  }
  return true;
}
