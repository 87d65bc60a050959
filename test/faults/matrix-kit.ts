import { getEventListeners } from 'node:events';
import { isDeepStrictEqual } from 'node:util';
import { expect, vi } from 'vitest';
import { type Issue, PartialWriteError } from '../../src/index.js';
import type { SandboxRequest } from '../../src/sandbox/index.js';
import { settle } from '../helpers/client.js';
import { createLedger } from '../helpers/event-ledger.js';
import { createStage, type Stage } from './actions-kit.js';
import { type Failure, MAX_BODY_BYTES } from './matrix-failures.js';
import type { Method } from './matrix-methods.js';
import { extraTries, isWrite, type Role, type Verdict, verdictOf, verdictOnce } from './matrix-rules.js';

/** A request of a method, at which a failure can happen. */
export interface Place {
  /** Method and template, such as `GET Applicant/{applicantId}`. */
  readonly route: string;
  /** Method and path, such as `GET /Api/Applicant/150000`. */
  readonly address: string;
  /** How often the method has requested the same address before. */
  readonly nth: number;
  /** The status when nothing fails: some answer 404 when there is nothing. */
  readonly status: number;
  readonly role: Role;
}

/** What a method does when nothing fails. */
export interface Rehearsal {
  readonly result: readonly unknown[];
  readonly issues: number;
  /** The token and the mandator. */
  readonly shared: readonly Place[];
  /** The first request that is the method's own. */
  readonly own: readonly Place[];
  /** One of the others for each route; also the second one of what is requested again. */
  readonly later: readonly Place[];
  /** What eRecruiter stores afterwards. */
  readonly world: string;
}

/** The outcome of one call. */
export interface Outcome {
  readonly result: readonly unknown[] | undefined;
  readonly error: unknown;
}

const rehearsals = new Map<Method, Promise<Rehearsal>>();

/** Runs a method once without failures. */
export function rehearse(method: Method): Promise<Rehearsal> {
  const known = rehearsals.get(method) ?? play(method);
  rehearsals.set(method, known);
  return known;
}

async function play(method: Method): Promise<Rehearsal> {
  const { stage, issues, call } = await enter(method);
  const since = stage.sandbox.log.length;
  const { result, error } = await call();
  if (result === undefined) throw error;
  const counts = new Map<string, number>();
  const places = new Map<string, Place>();
  for (const request of stage.sandbox.log.slice(since)) {
    const route = `${request.method} ${request.template ?? request.path}`;
    const address = addressOf(request);
    const nth = counts.get(address) ?? 0;
    counts.set(address, nth + 1);
    const key = `${route} ${Math.min(nth, 1)}`;
    // In the middle of a listing there is more to lose than at its beginning, so the last address of a route.
    if (nth === 0 || !places.has(key))
      places.set(key, { route, address, nth, status: request.status, role: roleOf(method, route, nth) });
  }
  const isShared = ({ route }: Place): boolean => /^POST Token$|^GET Mandator$/.test(route);
  const rest = [...places.values()].filter((place) => !isShared(place));
  return {
    result,
    issues: issues.length,
    shared: [...places.values()].filter(isShared),
    own: rest.slice(0, 1),
    later: rest.slice(1),
    world: worldOf(stage),
  };
}

function roleOf({ roles }: Method, route: string, nth: number): Role {
  const role = roles[route] ?? 'needed';
  return typeof role === 'string' ? role : (role[Math.min(nth, 1)] ?? role[0]);
}

function addressOf({ method, path }: SandboxRequest): string {
  return `${method} ${path}`;
}

/** A stage on which a method can be called. */
async function enter(method: Method) {
  const stage = createStage({ jobs: 4 });
  await method.setUp?.(stage);
  const issues: Issue[] = [];
  const ledger = createLedger();
  const client = stage.client({
    maxBodyBytes: MAX_BODY_BYTES,
    activities: { reject: 'Absage' },
    onIssue: (issue) => issues.push(issue),
    ...ledger.hooks,
  });
  /** Calls it and checks that it leaves nothing behind. */
  const call = async (): Promise<Outcome> => {
    const { signal } = new AbortController();
    const outcome = await method.run(client, { signal }, stage).then(
      (result) => ({ result, error: undefined }),
      (error: unknown) => ({ result: undefined, error }),
    );
    await settle();
    const { requests, inFlight } = stage.sandbox;
    await settle();
    const left = {
      listeners: getEventListeners(signal, 'abort').length,
      inFlight,
      later: stage.sandbox.requests - requests,
      timers: vi.getTimerCount(),
    };
    expect(left).toEqual({ listeners: 0, inFlight: 0, later: 0, timers: 0 });
    expect(ledger.broken(), 'each request ends once').toEqual([]);
    return outcome;
  };
  return { stage, issues, call };
}

/** Lets a request of a method fail, and compares the outcome with what is documented. */
export async function strike(method: Method, failure: Failure, place: Place, once: boolean): Promise<void> {
  const rehearsal = await rehearse(method);
  const { stage, issues, call } = await enter(method);
  const { address, nth, role } = place;
  if (place.status === 404 && failure.status === 200) return; // there is no record that could be spoilt
  if (
    once &&
    isDeepStrictEqual(verdictOnce(failure, role, method.isAction), verdictOf(failure, role, method.isAction))
  ) {
    return; // that it goes away makes no difference
  }
  const times = once || failure.kind === 'sound' ? 1 : 1_000;
  stage.sandbox.fail({ ...failure.fault, on: (request) => addressOf(request) === address, skip: nth, times });
  const since = stage.sandbox.log.length;

  const outcome = await call();

  const verdict = (once ? verdictOnce : verdictOf)(failure, role, method.isAction);
  const where = `${failure.what} at ${address}${once ? ', once' : ''}`;
  const log = stage.sandbox.log.slice(since);
  expect(
    log.some((entry) => entry.fault !== undefined),
    where,
  ).toBe(true);
  const hasWritten = log.some(
    ({ method, template, fault, status }) =>
      method !== 'GET' && !/^(Token|CvParser)$/.test(template ?? '') && fault === undefined && status < 300,
  );
  judge(outcome, verdict, where, hasWritten);
  if (verdict.is === 'same') expect(outcome.result, where).toEqual(rehearsal.result);
  if (verdict.is === 'same') expect(issues.length, where).toBe(rehearsal.issues);
  if (verdict.is === 'reported') expect(issues.length, where).toBeGreaterThan(rehearsal.issues);
  if (verdict.is === 'reported')
    expect(rehearsal.result, where).toEqual(expect.arrayContaining([...(outcome.result ?? [])]));
  if (failure.waits !== undefined && !once && !isWrite(role) && !method.isAction) {
    judgeWaits(stage, since, failure.waits, where);
  }
  // An existing record was denied: then it is not found, or the caller must look for it.
  const isMisled = ['slot', 'search', 'reported rows', 'reported rows if any', 'who is deleted'].includes(role);
  if (method.isAction && !(isMisled && verdict.is !== 'error'))
    await finish(method, stage, outcome, role, rehearsal, call, where);
}

/** Compares how often and how long a throttled request waited with what is documented. */
function judgeWaits({ clock, sandbox }: Stage, since: number, waits: readonly number[], where: string): void {
  const log = sandbox.log.slice(since);
  const tries = log.filter(({ fault }) => fault !== undefined).length;
  const succeeded = log.filter(
    ({ fault, status, template }) => fault === undefined && status < 300 && template !== 'Token',
  ).length;
  const extra = tries - 3; // retry.limit is 2
  expect(extra, where).toBeGreaterThanOrEqual(0);
  expect(extra, where).toBeLessThanOrEqual(extraTries(succeeded));
  if (extra === 0 && clock.waits.length === waits.length) return expect(clock.waits, where).toEqual(waits);
  // Others that are sent meanwhile wait as well.
  expect(succeeded, where).toBeGreaterThan(0);
  expect(new Set(clock.waits), where).toEqual(new Set(waits));
  expect(clock.waits.length, where).toBeGreaterThanOrEqual(waits.length);
  expect(clock.waits.length, where).toBeLessThanOrEqual(waits.length + extra + succeeded);
}

/** Compares the outcome of a call with what is documented. `hasWritten`: another request of it has written something. */
export function judge({ result, error }: Outcome, verdict: Verdict, where: string, hasWritten = false): void {
  if (verdict.is === 'refused') return expect(error, where).toBeInstanceOf(Error);
  if (verdict.is !== 'error') return expect({ error, fails: result === undefined }, where).toEqual({ fails: false });
  const cause = PartialWriteError.isInstance(error) ? error.cause : error;
  const { name, mayHaveBeenApplied, codes } = verdict;
  expect(cause, where).toMatchObject({ name });
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  expect(codes, where).toContain(code);
  // A `PartialWriteError` lists what was written.
  const isPartial = hasWritten && cause === error && cause instanceof Error && 'mayHaveBeenApplied' in cause;
  expect({ code, mayHaveBeenApplied: false, ...Object(cause) }, where).toMatchObject({
    mayHaveBeenApplied: mayHaveBeenApplied || isPartial,
  });
}

/** Checks that nothing is written twice: the same call again, if allowed, finishes the rest and nothing else. */
async function finish(
  method: Method,
  stage: Stage,
  { error }: Outcome,
  role: Role,
  { world }: Rehearsal,
  again: () => Promise<Outcome>,
  where: string,
): Promise<void> {
  const isOnce = ['once', 'refresh', 'step', 'raw write', 'typed write'].includes(role);
  if (isOnce) {
    const entries = stage.sandbox.applicantIds().flatMap((id) => stage.sandbox.historyOf(id));
    expect(stage.sandbox.emails.length, where).toBeLessThanOrEqual(1);
    return expect(entries.length, where).toBeLessThanOrEqual(1);
  }
  stage.sandbox.clearFaults();
  const written = stage.writes().length;
  const isPartial = PartialWriteError.isInstance(error);
  if (isPartial) expect(method.name, where).toMatch(/^create/);
  if (error !== undefined) {
    if (isPartial) expect(error.done.length > 0 || error.mayHaveBeenApplied, where).toBe(true);
    expect((await again()).error, where).toBeUndefined();
  }
  expect(stage.writes().length, where).toBeGreaterThanOrEqual(written);
  expect(worldOf(stage), where).toBe(world);
}

/** Everything that eRecruiter stores about its applicants, without times. */
export function worldOf({ sandbox }: Stage): string {
  const people = sandbox
    .applicantIds()
    .map((id) => [
      sandbox.applicant(id),
      sandbox.applicationsOf(id),
      sandbox.documentsOf(id),
      sandbox.cvOf(id),
      sandbox.languagesOf(id),
      sandbox.knowledgesOf(id),
      sandbox.customFieldsOf(id),
      sandbox.policiesOf(id),
      sandbox.historyOf(id),
    ]);
  return JSON.stringify([people, sandbox.emails], (_, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? 'a time' : value,
  );
}
