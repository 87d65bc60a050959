import { mapperContextOf } from '../core/services.js';
import { idIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError } from '../errors.js';
import { toApplicantChanges, toCandidate } from '../mappers/index.js';
import type { ActionResult } from '../models/action-results.js';
import type { CandidateChangesInput, UpdateCandidateInput } from '../models/candidate-inputs.js';
import type { Candidate } from '../models/candidate.js';
import type { CallOptions } from '../options.js';
import type { RawApplicant, RawMandatorView } from '../schemas/index.js';
import { isRecord } from '../schemas/walk.js';
import { notFoundAsInvalidInput, readApplicant } from './action-reads.js';
import { editApplicant, replace } from './applicant-record.js';
import { addressFamily, addressKey } from './compare-stored.js';
import { everyoneWithEmail, recentApplicant } from './find-or-create-applicant.js';
import { updateCandidateInput } from './people-input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** Reads what else belongs to a candidate, whose applicant has just been read. */
export type CompleteCandidate = (id: string, applicant: RawApplicant, options: CallOptions) => Promise<Candidate>;

/** Changes what is given about a candidate, and nothing else. */
export function updateCandidate(
  services: ActionServices,
  input: UpdateCandidateInput,
  options: CallOptions,
  complete: CompleteCandidate,
): Promise<ActionResult<Candidate>> {
  const issues = idIssues(services.ids, 'candidate', input, 'candidate_id');
  const { candidate_id: id, candidate } = parseInput(updateCandidateInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, async (call) => {
    const mandator = await services.catalogue.mandator(call.options);
    const { record, written } = await withAddress(call, applicantId, candidate, mandator, () =>
      change(call, applicantId, candidate, mandator),
    );
    try {
      return await complete(services.ids.candidate(applicantId), record, call.options);
    } catch (error) {
      if (!written || call.options.signal.aborted) throw error;
      call.warn('the candidate was changed, but their applications could not be read back');
      return toCandidate(record, candidateContext(call, mandator));
    }
  });
}

async function change(
  call: ActionCall,
  applicantId: number,
  candidate: CandidateChangesInput,
  mandator: RawMandatorView,
): Promise<{ readonly record: RawApplicant; readonly written: boolean }> {
  let warnings: readonly string[] = [];
  const edit = editApplicant(call, applicantId, (record) => {
    const changes = toApplicantChanges(candidate, record, candidateContext(call, mandator), mandator);
    ({ warnings } = changes);
    return Object.entries(changes.properties).map(([property, value]) => replace(record, property, value));
  });
  const { record, written, unchanged, altered } = await notFoundAsInvalidInput(edit);
  for (const message of warnings) call.warn(message);
  if (unchanged.length > 0) call.warn(`eRecruiter did not keep the change of: ${unchanged.join(', ')}`);
  if (altered.length > 0) call.warn(`eRecruiter did not keep as it was sent: ${altered.join(', ')}`);
  return { record, written };
}

/**
 * Changes a candidate while no create of this client looks for their old or new address. Throws if another candidate
 * has the new one: the next application with it would be given to one of the two.
 */
async function withAddress<T>(
  call: ActionCall,
  applicantId: number,
  { email_address: email }: CandidateChangesInput,
  mandator: RawMandatorView,
  work: () => Promise<T>,
): Promise<T> {
  if (email === undefined) return work();
  const { record } = await notFoundAsInvalidInput(readApplicant(call, applicantId));
  const before = record.Email ?? '';
  // In one order for all calls: two of them would wait for each other.
  const families = [...new Set([before, email ?? ''].map(addressFamily))].filter((family) => family !== '').sort();
  const { memory, transport } = call.services;
  return withLocks(
    call,
    families.map((family) => `email ${family}`),
    async () => {
      const isNew = email !== null && addressKey(email) !== addressKey(before);
      if (isNew) await checkAddress(call, applicantId, email, allowsDuplicates(mandator));
      const result = await work();
      if (before !== '' && (email === null || isNew) && isOurs(call, before, applicantId)) {
        memory.forgetApplicant(addressKey(before));
      }
      // The search may not find the new address yet.
      if (isNew) memory.keepApplicant(addressKey(email), applicantId, transport.settings.clock.now());
      return result;
    },
  );
}

function isOurs({ services }: ActionCall, email: string, applicantId: number): boolean {
  return services.memory.applicantFor(addressKey(email), services.transport.settings.clock.now()) === applicantId;
}

function withLocks<T>(call: ActionCall, [key, ...others]: readonly string[], work: () => Promise<T>): Promise<T> {
  return key === undefined ? work() : call.withLock(key, () => withLocks(call, others, work));
}

async function checkAddress(call: ActionCall, applicantId: number, email: string, allowed: boolean): Promise<void> {
  const found = await everyoneWithEmail(call, email);
  const recent = await recentApplicant(call, email, found);
  const other = [...found, ...(recent === undefined ? [] : [recent])].find(({ Id }) => Id !== applicantId);
  if (other === undefined) return;
  const message = 'another candidate has this email address';
  if (allowed) return call.warn(message);
  const candidateId = call.services.ids.candidate(other.Id);
  throw new ActionRejectedError('REMOTE.INPUT_INVALID', message, { candidateId });
}

/** Whether the mandator lets several candidates have one address. eRecruiter itself does not refuse it. */
function allowsDuplicates(mandator: RawMandatorView): boolean {
  const settings: unknown = Reflect.get(mandator, 'PortalSettings');
  return isRecord(settings) && (settings['AllowDuplicateEmail'] ?? settings['allowDuplicateEmail']) === true;
}

function candidateContext({ services }: ActionCall, mandator: RawMandatorView) {
  return mapperContextOf(services, mandator, new Date(services.transport.settings.clock.now()));
}
