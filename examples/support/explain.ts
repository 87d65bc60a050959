import { inspect } from 'node:util';
import {
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  ERecruiterError,
  PermissionError,
  RateLimitError,
  ResponseShapeError,
  ServerError,
  StatusError,
  TimeoutError,
} from 'erecruiter-kombo';

const HINTS: readonly (readonly [is: (error: unknown) => boolean, hint: string])[] = [
  [(error) => ConfigurationError.isInstance(error), 'Check ERECRUITER_BASE_URL and ERECRUITER_MANDATOR_ID.'],
  [
    (error) => AuthenticationError.isInstance(error),
    'Check ERECRUITER_API_KEY and ERECRUITER_MANDATOR_ID: a key belongs to one mandator.',
  ],
  [
    (error) => PermissionError.isInstance(error),
    'The API key lacks an access level; an eRecruiter administrator can grant it.',
  ],
  [(error) => RateLimitError.isInstance(error), 'Try again later, or with a lower `concurrency`.'],
  [(error) => ServerError.isInstance(error), 'eRecruiter, or a proxy in front of it, failed. Try again later.'],
  [(error) => TimeoutError.isInstance(error), 'Try again, or with a higher `timeoutMs`.'],
  [(error) => ConnectionError.isInstance(error), 'Check ERECRUITER_BASE_URL, and that it can be reached from here.'],
  [
    (error) => StatusError.isInstance(error) || ResponseShapeError.isInstance(error),
    'Check that ERECRUITER_BASE_URL is the address of the API, such as https://api.erecruiter.net.',
  ],
];

/**
 * Returns one line with the error and what to do about it. Errors of others are printed with their stack, but without
 * their properties: those of HTTP clients hold the request, and with it the API key.
 */
export function explain(error: unknown): string {
  if (!ERecruiterError.isInstance(error)) return (error instanceof Error && error.stack) || inspect(error);
  const hint = HINTS.find(([is]) => is(error))?.[1] ?? '';
  return `${error.name}: ${error.message}. ${hint}`.trim();
}
