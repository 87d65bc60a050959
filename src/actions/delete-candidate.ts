import { isGone } from '../api/absence.js';
import { endpointLabel, endpoints } from '../api/endpoints.js';
import { withSchemaNames } from '../api/property-names.js';
import { idIssues, isRemoteNumber, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError, ResponseShapeError } from '../errors.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { DeleteCandidateInput } from '../models/candidate-inputs.js';
import type { InputIssue } from '../models/error-codes.js';
import type { CallOptions } from '../options.js';
import { applicantView, type RawApplicant } from '../schemas/index.js';
import { isRecord } from '../schemas/walk.js';
import { readApplicant } from './action-reads.js';
import { IDENTITY, isAnonymous, unchanged } from './anonymous.js';
import { addressFamily } from './compare-stored.js';
import { exactlyOnce, mayHaveBeenApplied, settle } from './exactly-once.js';
import { deleteCandidateInput, MODES } from './people-input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

type Mode = DeleteCandidateInput['mode'];

const NAMES: readonly string[] = ['FirstName', 'LastName'];
/** What else a candidate or a recruiter has written. */
const FURTHER = [
  ...([
    'TitleBeforeName',
    'TitleAfterName',
    'ExternalId',
    'SelfDescription',
    'JobDescription',
    'ImportantInfo',
  ] as const),
  ...(['SalaryNotes', 'ClassificationReason', 'MilitaryServiceReliefReason', 'Tags'] as const),
  ...(['ActivitiesCount', 'ExperiencesCount', 'EducationsCount', 'CertificatesCount', 'PublicationsCount'] as const),
] as const;

/** Anonymizes or erases a candidate. One who is gone already counts as success. */
export function deleteCandidate(
  services: ActionServices,
  input: DeleteCandidateInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = [...idIssues(services.ids, 'candidate', input, 'candidate_id'), ...missingMode(input)];
  const { candidate_id: id, mode } = parseInput(deleteCandidateInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, async (call) => {
    const known = await readIfThere(call, applicantId);
    const family = addressFamily(known?.Email ?? '');
    // A create of this client that has found this person would go on to write to them.
    const remove = () =>
      call.withLock(`applications ${applicantId}`, () =>
        call.withLock(`applicant ${applicantId}`, () => removePerson(call, applicantId, mode)),
      );
    await (family === '' ? remove() : call.withLock(`email ${family}`, remove));
    return {};
  });
}

/** There is no default: neither can be undone. */
function missingMode(input: unknown): InputIssue[] {
  const isMissing = isRecord(input) && (input['mode'] ?? undefined) === undefined;
  return isMissing ? [{ code: 'required', path: 'mode', message: MODES }] : [];
}

async function removePerson(call: ActionCall, applicantId: number, mode: Mode): Promise<void> {
  // After a merge, the number leads to another person: reading them is an error, and nothing is sent.
  const before = await readIfThere(call, applicantId);
  const forget = (): void => call.services.memory.forgetPerson(applicantId);
  if (before === undefined) {
    forget();
    return call.warn('there is no such candidate, or the key may not see them: nothing was deleted');
  }
  const isDone = async (): Promise<true | undefined> => {
    const now = await readIfThere(call, applicantId);
    return isRemoved(mode, before, now) ? true : undefined;
  };
  const isTheirs = await exactlyOnce(
    call,
    endpoints.deleteApplicant,
    () => sendDeletion(call, applicantId, mode),
    isDone,
  ).catch((error: unknown) => {
    if (mayHaveBeenApplied(error)) forget();
    throw error;
  });
  // Whatever is still there may go later.
  forget();
  if (!isTheirs) {
    const reason = 'the answer is about another candidate, who may have been deleted';
    const facts = { endpoint: endpointLabel(endpoints.deleteApplicant), status: 200, reason, id: String(applicantId) };
    throw new ResponseShapeError({ ...facts, mayHaveBeenApplied: true });
  }
  await confirmDeletion(call, applicantId, mode, before);
}

/** Sends the deletion; false if the answer is about somebody else. A 404 is no failure if the candidate is gone. */
async function sendDeletion(call: ActionCall, applicantId: number, mode: Mode): Promise<boolean> {
  const input = { path: { applicantId }, query: { deleteCompletely: mode === 'erase' } };
  try {
    const answer = await call.services.transport.record(endpoints.deleteApplicant, input, call.options);
    const id: unknown = Reflect.get(Object(withSchemaNames(applicantView, answer)), 'Id');
    return !isRemoteNumber(Number(id)) || Number(id) === applicantId;
  } catch (error) {
    if (isGone(error) && (await readIfThere(call, applicantId)) === undefined) return true;
    throw error;
  }
}

/** Reads back what is left. Throws if nothing has happened, and warns about personal data that is still there. */
async function confirmDeletion(call: ActionCall, id: number, mode: Mode, before: RawApplicant): Promise<void> {
  let now: RawApplicant | undefined;
  try {
    now = await readIfThere(call, id);
    if (!isRemoved(mode, before, now) && !(mode === 'anonymize' && isAnonymous(before))) {
      await settle(call);
      now = await readIfThere(call, id);
    }
  } catch (error) {
    if (call.options.signal.aborted) throw error;
    return call.warn('the deletion was accepted, but could not be checked');
  }
  if (now === undefined) {
    if (mode === 'anonymize') call.warn('eRecruiter removed the candidate altogether');
    return;
  }
  const held = unchanged(IDENTITY, before, before);
  const left = unchanged(IDENTITY, before, now);
  const isUntouched = left.length === held.length && !isAnonymous(before);
  // With names alone, they can be the text that eRecruiter puts in place of names.
  if (mode === 'erase' || (isUntouched && held.some((name) => !NAMES.includes(name)))) {
    const outcome = isUntouched ? 'did not carry it out' : 'only anonymized the candidate';
    const candidateId = call.services.ids.candidate(id);
    const advice = 'its clean-up can take 15 minutes, so call again then';
    const message = `eRecruiter accepted the deletion, but ${outcome}: ${advice}`;
    throw new ActionRejectedError('REMOTE.UNKNOWN_HTTP_ERROR', message, { candidateId });
  }
  const all = [...(isAnonymous(before) ? [] : left), ...unchanged(FURTHER, before, now)];
  if (all.length > 0) {
    call.warn(`eRecruiter still has of the candidate: ${all.join(', ')}; its clean-up can take 15 minutes`);
  }
}

function isRemoved(mode: Mode, before: RawApplicant, now: RawApplicant | undefined): boolean {
  return now === undefined || (mode === 'anonymize' && unchanged(IDENTITY, before, now).length === 0);
}

/** Reads an applicant; undefined if eRecruiter itself answers that there is none. */
async function readIfThere(call: ActionCall, applicantId: number): Promise<RawApplicant | undefined> {
  try {
    return (await readApplicant(call, applicantId)).record;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
