import type { KomboErrorCode } from '../index.js';
import { RouteError } from './refusal.js';
import type { Route } from './route.js';

type Line = readonly [path: string, ...methods: Route['method'][]];

const MODELS: readonly Line[] = [
  ['/ats/rejection-reasons', 'GET'],
  ['/ats/interviews', 'GET'],
  ['/ats/offers', 'GET'],
  ['/ats/roles', 'GET'],
  ['/ats/notes', 'GET'],
  ['/ats/scorecards', 'GET'],
  ['/hris/*', 'GET'],
  ['/assessment/*', 'GET'],
];

const ACTIONS: readonly Line[] = [
  ['/ats/applications/{application_id}/notes', 'POST'],
  ['/ats/applications/{application_id}/reject', 'POST'],
  ['/ats/applications/{application_id}/stage', 'PUT'],
  ['/hris/*', 'POST', 'PUT', 'PATCH', 'DELETE'],
  ['/assessment/*', 'POST', 'PUT', 'PATCH', 'DELETE'],
];

const GENERAL: readonly Line[] = [
  ['/integrations/{integration_id}', 'DELETE'],
  ['/integrations/{integration_id}/enabled', 'PUT'],
  ['/integrations/{integration_id}/relink', 'POST'],
  ['/integrations/{integration_id}/setup-link', 'POST'],
  ['/integrations/{integration_id}/integration-fields/{integration_field_id}', 'PATCH'],
  ['/integrations/{integration_id}/custom-fields/{custom_field_id}', 'PUT'],
  ['/connect/*', 'GET', 'POST'],
];

/** What the SDK can ask for and eRecruiter, or a process without Kombo behind it, has not. */
export const unavailableRoutes: readonly Route[] = [
  ...refusing(MODELS, false, 'INTEGRATION.MODEL_NOT_AVAILABLE', 'eRecruiter’s API has no such records'),
  ...refusing(ACTIONS, false, 'INTEGRATION.ACTION_NOT_AVAILABLE', 'eRecruiter’s API cannot do this'),
  ...refusing(
    GENERAL,
    true,
    'PLATFORM.INPUT_INVALID',
    'not available: integrations are set up in code, by the options of their client',
  ),
];

function refusing(lines: readonly Line[], general: boolean, code: KomboErrorCode, message: string): Route[] {
  return lines.flatMap(([path, ...methods]) =>
    methods.map((method): Route => {
      const run = (): never => {
        throw new RouteError(code, message);
      };
      return { method, path, writes: method !== 'GET', general, run };
    }),
  );
}
