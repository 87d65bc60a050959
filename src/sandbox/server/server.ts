import type { SandboxClock } from '../data/clock.js';
import type { Json } from '../data/json.js';
import type { AccessLevel, EmailSearch } from '../options.js';
import type { SandboxApplicant } from '../data/population.js';
import { RequestRefusal, notFound, type SandboxCall, type SandboxRoute } from './router.js';
import type { Store } from '../data/store.js';

/** A mail that a real server would have sent. */
export interface SandboxMail {
  /** Whose template it would have been written with. */
  readonly kind: 'registration' | 'application' | 'message' | 'double-opt-in';
  /** The applicant, where the request names one. */
  readonly applicantId?: number;
  /** The application, where the request names one. */
  readonly applicationId?: number;
  /** The portal whose template it would have been written with; empty for the default portal. */
  readonly url: string;
}

/** What routes work with. */
export interface Server {
  readonly store: Store;
  readonly clock: SandboxClock;
  readonly emailSearch: EmailSearch;
  /** What the key may do; everything when undefined. */
  readonly accessLevels: readonly AccessLevel[] | undefined;
  readonly mails: SandboxMail[];
  readonly apiKey: string;
  readonly mandatorId: number;
  readonly seed: number;
  /** Tokens and when they expire, in milliseconds. */
  readonly tokens: Map<string, number>;
  readonly tokenLifetimeMs: number;
  /** False for servers before 1.49, which tell no `ApplicationId`. */
  readonly applicationIds: boolean;
  /** False for servers before 1.79, which give questions no `Id`. */
  readonly itemIds: boolean;
  now(): number;
}

/** Key → token, and whether anybody is there. */
export function sessionRoutes(server: Server): SandboxRoute[] {
  return [
    {
      method: 'POST',
      template: 'Token',
      open: true,
      body: 'Token',
      run(call) {
        const { Key, MandatorId } = call.record();
        if (Key !== server.apiKey || MandatorId !== server.mandatorId) throw unauthorized();
        const token = `sandbox-${String(server.tokens.size + 1).padStart(8, '0')}-4cb1-9fcd-ca165fd3ba94`;
        const expires = server.now() + server.tokenLifetimeMs;
        server.tokens.set(token, expires);
        return { Token: token, Expires: server.clock.serverDate(expires) };
      },
    },
    { method: 'GET', template: 'Ping', open: true, run: hello },
    { method: 'POST', template: 'Ping', open: true, body: 'text', run: hello },
  ];
}

function hello(call: SandboxCall): Json {
  return call.authorized ? 'Hello. You are authorized.' : 'Hello. You are not authorized.';
}

/** The answer to a missing, wrong or expired token, and to a key that may not do this. */
export function unauthorized(): RequestRefusal {
  return new RequestRefusal(401, { Message: 'Authorization has been denied for this request.' });
}

/** Whether a token is good. */
export function isAuthorized(server: Server, token: string | null): boolean {
  return token !== null && (server.tokens.get(token) ?? -Infinity) > server.now();
}

/** Finds the applicant that a call names. */
export type Find = (call: SandboxCall) => SandboxApplicant;

/** An applicant to read, or 404. */
export function readApplicant(server: Server, id: number): SandboxApplicant {
  const found = server.store.read(id);
  if (found === undefined) throw noApplicant(id);
  return found;
}

/** An applicant to change, or 404; the time of the change is noted. */
export function changeApplicant(server: Server, id: number): SandboxApplicant {
  const found = server.store.change(id);
  if (found === undefined) throw noApplicant(id);
  found.updatedByApplicant = server.clock.serverDate(server.now());
  return found;
}

/** The answer for an applicant who does not exist. */
export function noApplicant(id: number): RequestRefusal {
  return notFound(`Applicant #${String(id)} does not exist.`);
}
