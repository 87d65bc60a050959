import * as fc from 'fast-check';
import {
  type ActionProgress,
  type ActionResult,
  type ERecruiter,
  ERecruiterError,
  PartialWriteError,
} from '../../src/index.js';
import type { Fault, Sandbox, SandboxRequest } from '../../src/sandbox/index.js';
import { createStage, FIRST, JOBS, SETTLE_MS } from '../faults/actions-kit.js';
import { ForeignWriter } from './actions-foreign-writer.js';
import { faults as anyFault, weather } from './actions-plan.js';

// Stories of one candidate whom the actions beyond Kombo's connector change, each with faults, aborts and other writers.

const MOST_CALLS = 60;
const candidate_id = `remote:${FIRST}`;

/** What is asked for. */
type Deed =
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'step'; readonly place: number }
  | { readonly kind: 'move'; readonly stage: string }
  | { readonly kind: 'reject' }
  | { readonly kind: 'update'; readonly first_name: string; readonly zip_code: string | null }
  | { readonly kind: 'field'; readonly value: boolean | null }
  | { readonly kind: 'consent'; readonly accepted: boolean }
  | { readonly kind: 'refresh' };

/** One story. */
export interface Story {
  readonly deeds: readonly Deed[];
  readonly end: 'anonymize' | 'erase' | null;
  /** Whether each call comes from another client than the one before. */
  readonly freshClients: boolean;
  readonly faults: readonly (Fault | null)[];
  /** What happens to each write, by its number among the writes. */
  readonly writeFaults: readonly (Fault | null)[];
  /** The numbers of the requests before which another writer changes the candidate. */
  readonly edits: readonly number[];
  /** The numbers of the requests during which the caller aborts. */
  readonly aborts: readonly number[];
}

const STAGES = {
  'In interner Prüfung': ['In Prüfung nehmen', 'Wieder aufnehmen'],
  'Vorgestellt beim Fachbereich': 'Beim Fachbereich vorstellen',
  'Gespräch vereinbart': 'Gespräch vereinbaren',
} as const;

const deeds: fc.Arbitrary<Deed> = fc.oneof(
  fc.record({
    kind: fc.constant('note' as const),
    text: fc.constantFrom('Rückruf', '<b>nicht fett</b>\nzweite Zeile'),
  }),
  // The second step changes nothing that can be looked up.
  fc.record({ kind: fc.constant('step' as const), place: fc.constantFrom(0, 1, 1, 1, 2, 3, 4, 5) }),
  fc.record({ kind: fc.constant('move' as const), stage: fc.constantFrom(...Object.keys(STAGES)) }),
  fc.record({ kind: fc.constant('reject' as const) }),
  fc.record({
    kind: fc.constant('update' as const),
    first_name: fc.constantFrom('Aylin', 'Ö "quoted" \\', 'Eva'),
    zip_code: fc.constantFrom(null, '4020'),
  }),
  fc.record({ kind: fc.constant('field' as const), value: fc.constantFrom(true, false, null) }),
  fc.record({ kind: fc.constant('consent' as const), accepted: fc.boolean() }),
  fc.record({ kind: fc.constant('refresh' as const) }),
);

/** Any story. */
export const stories: fc.Arbitrary<Story> = fc.record({
  deeds: fc.array(deeds, { minLength: 1, maxLength: 5 }),
  end: fc.constantFrom('anonymize', 'erase', null),
  freshClients: fc.boolean(),
  faults: weather,
  writeFaults: fc.array(fc.option(anyFault, { freq: 2 }), { maxLength: 12 }),
  edits: fc.uniqueArray(fc.nat(50), { maxLength: 15, size: 'max' }),
  aborts: fc.uniqueArray(fc.nat(60), { maxLength: 4, size: 'max' }),
});

/** The outcome of a story. */
export interface StoryOutcome {
  readonly violations: readonly string[];
  readonly calls: number;
  readonly requests: number;
  readonly faults: number;
  readonly aborts: number;
  readonly doubts: number;
}

/** How a deed ended: done, or unknown because its failure says that it may have been applied. */
type End = 'done' | 'doubt' | 'refused';

interface Options {
  readonly signal: AbortSignal;
}

/** `progress` is that of an earlier call, if the client is another one and cannot remember it. */
type Progress = { readonly resume: ActionProgress } | undefined;

type Send = (client: ERecruiter, options: Options, progress: Progress) => Promise<ActionResult<unknown>>;

/** Plays a story, and checks after each deed what eRecruiter then has. */
export async function playStory(story: Story): Promise<StoryOutcome> {
  let number = -1;
  let writes = -1;
  let faults = 0;
  let isOn = false;
  const counts = { calls: 0, aborts: 0, doubts: 0 };
  const violations: string[] = [];
  let controller: AbortController | undefined;
  const hook = (request: SandboxRequest): Fault | undefined => {
    if (!isOn) return undefined;
    number += 1;
    const isWrite = request.method !== 'GET' && request.template !== 'Token';
    if (isWrite) writes += 1;
    const fault = (isWrite ? story.writeFaults[writes] : undefined) ?? story.faults[number] ?? undefined;
    writer.observe(request, fault, story.edits.includes(number));
    if (fault !== undefined) faults += 1;
    if (story.aborts.includes(number) && controller?.signal.aborted === false) {
      counts.aborts += 1;
      controller.abort();
    }
    return fault;
  };
  const newerProperties = { Pronouns: null, Badge: 2n ** 62n - 1n };
  const stage = createStage({ applicants: 1, faults: hook, newerProperties });
  const { sandbox } = stage;
  const writer = new ForeignWriter(stage, () => FIRST);
  const newClient = (): ERecruiter => stage.client({ activities: { stages: STAGES, reject: 'Absage' } });
  let client = newClient();
  const applicationId = onlyApplication(sandbox);
  const application_id = `remote:${FIRST}/${applicationId}`;

  /** Calls until it succeeds, is refused, or its outcome is unknown; `again` calls after an unknown outcome, too. */
  const call = async (send: Send, again: boolean): Promise<End> => {
    let isInDoubt = false;
    let progress: Progress;
    for (let tries = 0; tries < MOST_CALLS; tries += 1) {
      if (story.freshClients) client = newClient();
      counts.calls += 1;
      const { signal } = (controller = new AbortController());
      const error = await send(client, { signal }, progress).then(() => undefined, toOwnError);
      controller = undefined;
      if (error === undefined) return 'done';
      if (story.freshClients && PartialWriteError.isInstance(error)) progress = { resume: error.progress };
      if ('mayHaveBeenApplied' in error && error.mayHaveBeenApplied === true) {
        counts.doubts += 1;
        isInDoubt = true;
        stage.clock.advance(SETTLE_MS);
        if (!again) return 'doubt';
      } else if (error.name === 'ActionRejectedError') return isInDoubt ? 'doubt' : 'refused';
    }
    violations.push(`no success after ${MOST_CALLS} calls`);
    return 'doubt';
  };

  isOn = true;
  let isRefreshOpen = false;
  for (const [index, deed] of story.deeds.entries()) {
    const check = begin(deed, index, { sandbox, applicationId, application_id, isRefreshOpen });
    const end = await call(check.send, check.again);
    if (deed.kind === 'refresh') isRefreshOpen = end === 'doubt';
    stage.clock.advance(SETTLE_MS);
    sandbox.commitNow();
    for (const wrong of check.wrong(end)) violations.push(`${index} ${deed.kind} (${end}): ${wrong}`);
  }
  if (story.end !== null) {
    const { end: mode } = story;
    const end = await call((own, options) => own.deleteCandidate({ candidate_id, mode }, options), true);
    sandbox.commitNow();
    if (end !== 'done') violations.push(`not deleted: ${end}`);
    if (mode === 'erase' && sandbox.applicant(FIRST) !== undefined) violations.push('the candidate is still there');
    if (mode === 'erase' && sandbox.application(applicationId) !== undefined) violations.push('an application is left');
    if (mode === 'anonymize' && sandbox.applicant(FIRST)?.Email) violations.push('the address is still there');
  } else {
    violations.push(...writer.violations());
    const isExact = sandbox.applicantJson(FIRST)?.includes('"GlobalId":9223372036854775807,') === true;
    if (!isExact) violations.push('GlobalId has changed');
  }
  isOn = false;
  return { violations, faults, requests: sandbox.requests, ...counts };
}

function onlyApplication(sandbox: Sandbox): number {
  for (const { Id } of sandbox.applicationsOf(FIRST)) sandbox.removeApplication(FIRST, Id);
  return sandbox.addApplication({
    ApplicantId: FIRST,
    JobId: JOBS.plain,
    Status: 'Neu eingelangt',
    Referrer: 'Acme Jobs',
  });
}

interface Scene {
  readonly sandbox: Sandbox;
  readonly applicationId: number;
  readonly application_id: string;
  /** Whether a refresh has an unknown outcome: the same call again finishes it, and sends nothing. */
  readonly isRefreshOpen: boolean;
}

interface Check {
  readonly send: Send;
  /** Whether it may be called again after an unknown outcome: the second call looks at what there is. */
  readonly again: boolean;
  /** What is not as it must be, given how the call ended. */
  readonly wrong: (end: End) => string[];
}

/** Notes what there is before a deed. */
function begin(deed: Deed, index: number, scene: Scene): Check {
  const { sandbox, applicationId, application_id, isRefreshOpen } = scene;
  const applicant = () => sandbox.applicant(FIRST);
  const status = () => sandbox.application(applicationId)?.Status;
  const source = () => sandbox.application(applicationId)?.Referrer;
  const steps = () => sandbox.writes.filter(({ template }) => template === 'Application/{applicationId}').length;
  const before = { status: status(), steps: steps(), history: sandbox.historyOf(FIRST).length, source: source() };
  const messages = () => sandbox.emails.filter(({ kind }) => kind === 'message').length;
  const atMost = (what: string, count: number, most: number, end: End): string[] =>
    count > most || (end === 'done' && count < most) ? [`${count} ${what} instead of ${most}`] : [];
  const stepsWrong = (end: End): string[] => [
    ...(steps() - before.steps > 1 ? ['more than one step'] : []),
    ...(end === 'refused' && steps() !== before.steps ? ['a refused step was executed'] : []),
    ...(source() === before.source ? [] : ['the source has changed']),
  ];
  switch (deed.kind) {
    case 'note': {
      const title = `note ${index}`;
      const count = () => sandbox.historyOf(FIRST).filter(({ Subject }) => Subject === title).length;
      return {
        send: (own, options) => own.addNoteToApplication({ application_id, title, content: deed.text }, options),
        again: false,
        wrong: (end) => [
          ...atMost('notes', count(), 1, end),
          ...(end === 'refused' ? ['a note was refused'] : []),
          ...(sandbox.historyOf(FIRST).some(({ Body }) => Body?.includes('<b>')) ? ['a note became markup'] : []),
        ],
      };
    }
    case 'step': {
      const { AvailableActivities: rows } = sandbox.application(applicationId) ?? {};
      const names = (rows ?? []).flatMap((row) => row?.Name ?? []);
      const activity = names[deed.place % names.length] ?? 'none';
      return {
        send: (own, options) => own.runApplicationActivity({ application_id, activity }, options),
        again: false,
        wrong: (end) => [
          ...stepsWrong(end),
          ...(names.length > 0 && end === 'refused' ? ['a step that is available was refused'] : []),
          ...(end === 'done' && steps() - before.steps !== 1 ? ['no step'] : []),
        ],
      };
    }
    case 'move':
      return {
        send: (own, options) =>
          own.moveApplicationToStage({ application_id, stage_id: `remote:${deed.stage}` }, options),
        again: true,
        wrong: (end) => [
          ...stepsWrong(end),
          ...(end === 'done' && status() !== deed.stage ? [`it is in ${status()}`] : []),
          ...(before.status === deed.stage && steps() !== before.steps ? ['a step, although it was there'] : []),
        ],
      };
    case 'reject':
      return {
        send: (own, options) => own.rejectApplication({ application_id }, options),
        again: true,
        wrong: (end) => [
          ...stepsWrong(end),
          ...(end === 'done' && sandbox.application(applicationId)?.WorkflowStatusGroup !== 5 ? ['not rejected'] : []),
        ],
      };
    case 'update': {
      const { first_name, zip_code } = deed;
      const candidate = { first_name, location: { zip_code } };
      return {
        send: (own, options) => own.updateCandidate({ candidate_id, candidate }, options),
        again: true,
        wrong: (end) => {
          // Another writer changes the post code, too, and only the first name is ours alone.
          const isKept = applicant()?.FirstName === first_name;
          return [...(isKept ? [] : [`first name ${applicant()?.FirstName}`]), ...(end === 'done' ? [] : ['not done'])];
        },
      };
    }
    case 'field': {
      const stored = () =>
        sandbox.customFieldsOf(FIRST).find(({ CustomField }) => CustomField?.Name === 'fuehrerscheinB')?.BoolValue ??
        null;
      const { value } = deed;
      return {
        send: (own, options) => own.setCandidateField({ candidate_id, field: 'fuehrerscheinB', value }, options),
        again: true,
        wrong: (end) => [...(stored() === value ? [] : [`it is ${stored()}`]), ...(end === 'done' ? [] : ['not done'])],
      };
    }
    case 'consent': {
      const { accepted } = deed;
      const row = () => sandbox.policiesOf(FIRST).find(({ PolicyId }) => PolicyId === 4);
      const isAccepted = () => Boolean(row()?.AcceptedOn) && !row()?.RevokedOn;
      return {
        send: (own, options) => own.setCandidateConsent({ candidate_id, accepted }, options),
        again: true,
        wrong: (end) => [
          ...(isAccepted() === accepted ? [] : [`accepted: ${isAccepted()}`]),
          ...(end === 'done' ? [] : ['not done']),
        ],
      };
    }
    case 'refresh': {
      const sent = messages();
      const { Email, FirstName, LastName } = applicant() ?? {};
      const candidate = { first_name: FirstName ?? '', last_name: LastName ?? '', email_address: Email ?? '' };
      const application = { job_id: `remote:${JOBS.plain}` };
      return {
        send: (own, options, progress) => {
          const target = { candidate_id, ifExists: 'refresh' } as const;
          return own.createApplication({ candidate, application }, { ...options, ...target, ...progress });
        },
        again: false,
        wrong: (end) => [
          ...atMost('messages', messages() - sent, 1, isRefreshOpen ? 'doubt' : end),
          ...(sandbox.applicationsOf(FIRST).length === 1 ? [] : ['another application']),
          ...(end === 'refused' ? ['a refresh was refused'] : []),
        ],
      };
    }
  }
}

function toOwnError(error: unknown): ERecruiterError {
  if (ERecruiterError.isInstance(error)) return error;
  throw error;
}
