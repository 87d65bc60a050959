import type { SandboxApplicant } from '../data/applicants.js';
import type { BodySpec } from '../data/body-types.js';
import type { SandboxClock } from '../data/clock.js';
import type { Installation } from '../data/installation.js';
import type { Json, JsonObject } from '../data/json.js';
import type { Store } from '../data/store.js';
import type { SandboxSettings } from '../options.js';
import { noRecord, type RequestRefusal } from './answers.js';

/** An email that a real server would have sent. */
export interface SandboxEmail {
  /** What the email is for. */
  readonly kind: 'registration' | 'application' | 'activity' | 'message' | 'double-opt-in';
  /** The applicant, if the request names one. */
  readonly applicantId?: number;
  /** The application, if the request names one. */
  readonly applicationId?: number;
  /** The portal whose template would have been used; empty for the default portal. */
  readonly url: string;
}

/** A request that changed something, or sent an email. */
export interface SandboxWrite {
  /** `PUT`, `POST` or `DELETE`. */
  readonly method: string;
  /** The route, such as `Applicant/Cv/{applicantId}`. */
  readonly template: string;
  /** The ids in the path, and that of a new record: `applicantId`, `applicationId` or `recordId`. */
  readonly ids: Readonly<Record<string, number | string>>;
  /** The body as it was sent; null if there was none. */
  readonly body: Json;
}

/** The settings and the state that routes work with. */
export interface SandboxServer {
  readonly settings: SandboxSettings;
  readonly clock: SandboxClock;
  readonly store: Store;
  readonly installation: Installation;
  readonly writes: SandboxWrite[];
  readonly emails: SandboxEmail[];
  /** When each token expires, in milliseconds. */
  readonly tokens: Map<string, number>;
}

/** A request that was matched to a route. */
export interface SandboxCall {
  readonly server: SandboxServer;
  param(name: string): string;
  /** Reads a path parameter as an integer, or refuses the request. */
  id(name: string): number;
  /** Reads a query parameter; its name is case-insensitive. */
  query(name: string): string | undefined;
  /** The body, bound to what the route accepts. */
  readonly body: Json;
  readonly isAuthorized: boolean;
  /** What the call did, for the list of writes. */
  readonly outcome: { isChange: boolean; readonly ids: Record<string, number | string> };
  /** The body as an object. */
  record(): JsonObject;
  /** The body as a list of objects. */
  records(): readonly JsonObject[];
}

/** Answers a call with 200 and a body, or throws a {@link RequestRefusal}. */
export type RouteHandler = (call: SandboxCall) => Json;

/** A route with a body or other traits. */
export interface SandboxRoute {
  /** What the body is bound to; without it a body is ignored. */
  readonly body?: BodySpec;
  /** Whether it is answered without a token. */
  readonly isOpen?: boolean;
  readonly run: RouteHandler;
}

/** Routes such as `GET Policies?portal&culture`, where `portal` and `culture` are required. */
export type SandboxRoutes = Readonly<Record<string, RouteHandler | SandboxRoute>>;

/** Returns an applicant to read, by default the one in the path. */
export function applicantOf(call: SandboxCall, id = call.id('applicantId')): SandboxApplicant {
  const found = call.server.store.read(id);
  if (found === undefined) throw noApplicant(id);
  return found;
}

/** Returns an applicant to change, by default the one in the path; the date of the change is stored. */
export function applicantToChange(call: SandboxCall, id = call.id('applicantId')): SandboxApplicant {
  const { store, clock, settings } = call.server;
  const found = store.change(id);
  if (found === undefined) throw noApplicant(id);
  found.updatedByApplicant = clock.serverDate(settings.now());
  return found;
}

/** The answer for an applicant who does not exist. */
function noApplicant(id: number): RequestRefusal {
  return noRecord(`Applicant #${String(id)} does not exist.`);
}
