import { endpoints } from '../api/endpoints.js';
import { idIssues, policyIssues, policyNumberOf, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { mapperContextOf } from '../core/services.js';
import { ActionRejectedError, InputError } from '../errors.js';
import { type MapperContext, type PolicyBody, toCandidateConsent, toDate } from '../mappers/index.js';
import { isNoDate, wallTimeAt } from '../mappers/values/dates.js';
import { memberOf, POLICY_TYPES } from '../mappers/values/enums.js';
import type { CandidateConsentInput } from '../models/action-inputs.js';
import type { ActionResult } from '../models/action-results.js';
import type { CandidateConsent } from '../models/candidate-consent.js';
import type { CallOptions } from '../options.js';
import type { RawApplicantPolicyView, RawPolicyView } from '../schemas/index.js';
import { notFoundAsInvalidInput, readEveryRow } from './action-reads.js';
import { editApplicant, replace } from './applicant-record.js';
import { alteredProperties } from './compare-stored.js';
import { exactlyOnce, findTwice } from './exactly-once.js';
import { candidateConsentInput } from './input.js';
import { consentPolicy } from './prepare.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** What is to be stored. */
interface Change {
  readonly applicantId: number;
  readonly policyId: number;
  /** The portal's current consent policy, if the input names no policy. */
  readonly current: RawPolicyView | undefined;
  readonly accepted: boolean;
  readonly at: Date;
  /** Whether the input says when. */
  readonly isDated: boolean;
  readonly context: MapperContext;
}

/** Accepts a consent, or revokes it. Succeeds without a write if it is so already. */
export function setCandidateConsent(
  services: ActionServices,
  input: CandidateConsentInput,
  options: CallOptions,
): Promise<ActionResult<CandidateConsent>> {
  const issues = [...idIssues(services.ids, 'candidate', input, 'candidate_id'), ...policyIssues(input, 'policy_id')];
  const { candidate_id: id, policy_id, accepted, at: given } = parseInput(candidateConsentInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  const named = policy_id === undefined ? undefined : policyNumberOf(policy_id, 'policy_id');
  const at = instantOf(services, given);
  return runAction(services, options, async (call) => {
    const mandator = await services.catalogue.mandator(call.options);
    const context = mapperContextOf(services, mandator, new Date(services.transport.settings.clock.now()));
    const current = named === undefined ? await consentPolicy(call, mandator) : undefined;
    const policyId = named ?? current?.Id;
    if (policyId === undefined) throw consentRejection(call, applicantId, 'the portal has no consent policy');
    const change = { applicantId, policyId, current, accepted, at, isDated: given !== undefined, context };
    return call.withLock(`policies ${applicantId}`, () => applyChange(call, change));
  });
}

/** The first and the last year that databases store. */
const YEARS = [1753, 9998] as const;

function instantOf({ settings, transport }: ActionServices, given: Date | string | undefined): Date {
  const now = new Date(transport.settings.clock.now());
  const at = typeof given === 'string' ? (toDate(given, settings.timeZone) ?? now) : (given ?? now);
  const year = at.getUTCFullYear();
  if (year >= YEARS[0] && year <= YEARS[1]) return at;
  throw new InputError([
    { code: 'out_of_range', path: 'at', message: `must be in the years from ${YEARS.join(' to ')}` },
  ]);
}

async function applyChange(call: ActionCall, change: Change): Promise<CandidateConsent> {
  const { applicantId, policyId, accepted, context } = change;
  const rows = await readPolicies(call, applicantId);
  const row = rowOf(rows, policyId);
  const toConsent = (raw: RawApplicantPolicyView): CandidateConsent => toCandidateConsent(raw, context, applicantId);
  // Servers also show no policies if there is no such route, and what is not revoked must not look revoked.
  if (!accepted && rows.length === 0) {
    throw consentRejection(call, applicantId, 'eRecruiter shows no policies of the candidate: nothing was revoked');
  }
  const { Type } = row ?? change.current ?? (await policyRecord(call, policyId));
  warnOfOthers(call, change, rows);
  if (isAsWanted(row, accepted)) {
    if (accepted && change.isDated && altersDate(change, row)) {
      call.warn('the candidate had already accepted the policy; its date was not changed');
    }
    return toConsent(row ?? { PolicyId: policyId, Type });
  }
  if (accepted && row?.IsOutdated === true) throw consentRejection(call, applicantId, OUTDATED);
  const body = bodyOf(change, row);
  // Before the consent, as in createApplication: who repeats the call after a failure completes both.
  if (accepted && memberOf(POLICY_TYPES, Type) === 'Consent') await acceptOnRecord(call, change, body);
  await store(call, change, body);
  const stored = await readConsent(call, change);
  if (stored === undefined) return toConsent({ Type, ...row, ...body, PolicyId: policyId });
  if (accepted && stored.IsOutdated === true) call.warn(`the consent was stored, but ${OUTDATED}`);
  if (alteredProperties({ ...body }, { ...stored }, context.timeZone).length > 0) {
    call.warn('eRecruiter did not keep the dates of the consent as they were sent');
  }
  return toConsent(stored);
}

const OUTDATED = 'the policy is outdated: there is a newer version';

function readPolicies(call: ActionCall, applicantId: number): Promise<RawApplicantPolicyView[]> {
  return notFoundAsInvalidInput(readEveryRow(call, endpoints.applicantPolicies, { path: { applicantId } }));
}

/** Returns the row of a policy. Of several the accepted one: to find it not accepted, all must be so. */
function rowOf(rows: readonly RawApplicantPolicyView[], policyId: number): RawApplicantPolicyView | undefined {
  const own = rows.filter(({ PolicyId }) => PolicyId === policyId);
  return own.find(isAccepted) ?? own.at(-1);
}

function isAccepted({ AcceptedOn, RevokedOn }: RawApplicantPolicyView): boolean {
  return !isNoDate(AcceptedOn) && isNoDate(RevokedOn);
}

/** Whether there is nothing to do: what is not accepted need not be revoked. */
function isAsWanted(row: RawApplicantPolicyView | undefined, accepted: boolean): boolean {
  return (row !== undefined && isAccepted(row)) === accepted;
}

/** Whether eRecruiter shows the change. A policy that it does not show at all says nothing. */
function showsChange(row: RawApplicantPolicyView | undefined, accepted: boolean): boolean {
  return row !== undefined && isAsWanted(row, accepted);
}

function altersDate({ at, context }: Change, row: RawApplicantPolicyView | undefined): boolean {
  const AcceptedOn = wallTimeAt(at, context.timeZone);
  return alteredProperties({ AcceptedOn }, { ...row }, context.timeZone).length > 0;
}

/** The date of acceptance is sent back as it was read, whatever its form. */
function bodyOf({ accepted, at, context }: Change, row: RawApplicantPolicyView | undefined): PolicyBody {
  const date = wallTimeAt(at, context.timeZone);
  if (accepted) return { AcceptedOn: date, RevokedOn: null };
  const acceptedAt = toDate(row?.AcceptedOn, context.timeZone);
  if (acceptedAt !== null && Math.floor(acceptedAt.getTime() / 1000) > Math.floor(at.getTime() / 1000)) {
    const message = 'must not be before the candidate accepted the policy';
    throw new InputError([{ code: 'out_of_range', path: 'at', message }]);
  }
  return { AcceptedOn: row?.AcceptedOn ?? null, RevokedOn: date };
}

async function store(call: ActionCall, change: Change, body: PolicyBody): Promise<void> {
  const { applicantId, policyId, accepted } = change;
  const input = { path: { applicantId, policyId }, json: JSON.stringify(body) };
  await exactlyOnce(
    call,
    endpoints.setPolicy,
    async () => {
      await call.services.transport.record(endpoints.setPolicy, input, call.options);
      return true;
    },
    async () => (showsChange(rowOf(await readPolicies(call, applicantId), policyId), accepted) ? true : undefined),
  );
}

/**
 * Reads back what was written; undefined, with a warning, if it cannot be read. Throws if it has had no effect: relying
 * on a consent that is none breaks the law.
 */
async function readConsent(call: ActionCall, change: Change): Promise<RawApplicantPolicyView | undefined> {
  const { applicantId, policyId, accepted } = change;
  let last: RawApplicantPolicyView | undefined;
  try {
    const stored = await findTwice(call, async () => {
      last = rowOf(await readPolicies(call, applicantId), policyId);
      return showsChange(last, accepted) ? last : undefined;
    });
    if (stored !== undefined) return stored;
  } catch {
    call.warn(NOT_READ_BACK);
    return undefined;
  }
  if (last === undefined) {
    call.warn(NOT_READ_BACK);
    return undefined;
  }
  const state = isNoDate(last.RevokedOn) ? 'not accepted' : 'revoked';
  throw consentRejection(call, applicantId, `eRecruiter still shows the consent as ${accepted ? state : 'accepted'}`);
}

const NOT_READ_BACK = 'the change of the consent was accepted, but could not be read back';

/** Records the date in its older place, unless a later one stands there. */
async function acceptOnRecord(call: ActionCall, { applicantId, at, context }: Change, body: PolicyBody): Promise<void> {
  const second = Math.floor(at.getTime() / 1000) * 1000;
  const edit = editApplicant(call, applicantId, (record) => {
    const accepted = toDate(record.PolicyAcceptedAt, context.timeZone)?.getTime() ?? 0;
    return accepted >= second ? [] : [replace(record, 'PolicyAcceptedAt', body.AcceptedOn)];
  });
  const { unchanged, altered } = await notFoundAsInvalidInput(edit);
  if (unchanged.length + altered.length > 0) call.warn('eRecruiter did not keep as it was sent: PolicyAcceptedAt');
}

/** A version that is accepted stays so when the current one is revoked. */
function warnOfOthers(call: ActionCall, change: Change, rows: readonly RawApplicantPolicyView[]): void {
  if (change.accepted) return;
  const others = rows.filter(
    (row) => row.PolicyId !== change.policyId && memberOf(POLICY_TYPES, row.Type) !== 'Information' && isAccepted(row),
  );
  if (others.length === 0) return;
  const ids = others.map(({ PolicyId }) => PolicyId).join(', ');
  call.warn(`the candidate has accepted further policies, which were not revoked: policy_id ${ids}`);
}

/** Reads a policy that the candidate's list does not show. */
function policyRecord({ services, options }: ActionCall, policyId: number): Promise<RawPolicyView> {
  return notFoundAsInvalidInput(services.transport.record(endpoints.policy, { path: { policyId } }, options));
}

function consentRejection({ services }: ActionCall, applicantId: number, message: string): ActionRejectedError {
  return new ActionRejectedError('REMOTE.INPUT_INVALID', message, { candidateId: services.ids.candidate(applicantId) });
}
