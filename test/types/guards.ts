// Chains of guards as people write them. test/types/guards.test.ts runs them, and test/package/package.test.ts compiles
// them against the built declarations, with every TypeScript and resolution.
import {
  AbortedError,
  type AnyERecruiterError,
  ActionRejectedError,
  AuthenticationError,
  ConfigurationError,
  ConnectionError,
  ERecruiterError,
  type ERecruiterErrorName,
  InputError,
  NotFoundError,
  PartialWriteError,
  PermissionError,
  RateLimitError,
  RequestError,
  type ResponseShapeError,
  ServerError,
  StatusError,
  TimeoutError,
} from 'erecruiter-kombo';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
/** Compiles only if a value has exactly this type. */
function only<Wanted>() {
  return function same<Given>(value: Given, ..._: Equal<Given, Wanted> extends true ? [] : [never]): Given {
    return value;
  };
}

export function baseFirst(error: unknown): string {
  if (!ERecruiterError.isInstance(error)) return 'foreign';
  if (RequestError.isInstance(error)) {
    if (!StatusError.isInstance(error)) {
      if (TimeoutError.isInstance(error)) return error.name;
      only<ConnectionError | AbortedError>()(error);
      return ConnectionError.isInstance(error) ? `${error.name} ${error.reason}` : error.name;
    }
    if (AuthenticationError.isInstance(error)) return `login ${error.status}`;
    if (RateLimitError.isInstance(error)) return `wait ${error.retryAfterMs}`;
    return `${error.name} ${error.status} ${error.remoteText().length}`;
  }
  if (PartialWriteError.isInstance(error)) return `${error.failed} ${error.cause.name}`;
  only<ConfigurationError | InputError | ResponseShapeError | ActionRejectedError>()(error);
  if (InputError.isInstance(error)) return error.issues.map(({ code, path }) => `${path} ${code}`).join();
  if (ActionRejectedError.isInstance(error)) return `${error.name} ${error.applicationId}`;
  if (ConfigurationError.isInstance(error)) return error.name;
  only<ResponseShapeError>()(error);
  return `${error.name} ${error.unreadable}`;
}

export function leafFirst(error: unknown): string {
  if (NotFoundError.isInstance(error) || PermissionError.isInstance(error)) return `hidden ${error.status}`;
  if (AuthenticationError.isInstance(error)) return `login ${error.status}`;
  if (ServerError.isInstance(error)) return `later ${error.status}`;
  if (StatusError.isInstance(error)) return `${error.name} ${error.retryAfterMs}`;
  if (PartialWriteError.isInstance(error)) return error.progress.done.join();
  if (TimeoutError.isInstance(error)) return `${error.name} ${error.attempts}`;
  if (RequestError.isInstance(error)) return `${error.name} ${error.endpoint}`;
  if (InputError.isInstance(error)) return `${error.issues.length}`;
  if (ERecruiterError.isInstance(error)) return `${error.name} ${error.code}`;
  return 'foreign';
}

export function byInstance(error: Error): string {
  if (error instanceof RequestError) {
    if (error instanceof StatusError) {
      if (error instanceof NotFoundError) return `gone ${error.status}`;
      if (error instanceof RateLimitError) return `wait ${error.retryAfterMs}`;
      return `${error.name} ${error.status}`;
    }
    if (error instanceof AbortedError) return `stopped ${error.cause instanceof Error}`;
    return `${error.name} ${error.attempts}`;
  }
  if (error instanceof PartialWriteError) return error.failed;
  if (error instanceof ERecruiterError) return `${error.name} ${error.code}`;
  return error.message;
}

export function ofClass(error: ERecruiterError): string {
  if (StatusError.isInstance(error)) {
    if (ServerError.isInstance(error)) return `later ${error.status}`;
    return `${error.name} ${error.status}`;
  }
  // What is not a StatusError is still an error with a code.
  if (InputError.isInstance(error)) return `${error.issues.length} ${error.code}`;
  return `${error.name} ${error.code} ${error.message}`;
}

const LATER = [TimeoutError, ConnectionError, ServerError] as const;
/** A list of classes, as in rules for a queue. */
export function ofList(error: unknown): string {
  const found = LATER.find((kind) => kind.isInstance(error));
  return found === undefined ? 'never' : `later ${found.kind}`;
}

export function ofUnion(error: InputError | AuthenticationError | StatusError | TimeoutError): string {
  if (StatusError.isInstance(error)) return `${error.status}`;
  only<InputError | TimeoutError>()(error);
  return InputError.isInstance(error) ? `${error.issues.length}` : `${error.attempts}`;
}

export function bySwitch(error: AnyERecruiterError): string {
  switch (error.name) {
    case 'NotFoundError':
    case 'PermissionError':
    case 'AuthenticationError':
    case 'RateLimitError':
    case 'ServerError':
    case 'StatusError':
      return `${error.name} ${error.status}`;
    case 'ConnectionError':
      return `${error.name} ${error.reason}`;
    case 'TimeoutError':
    case 'AbortedError':
      return `${error.name} ${error.endpoint}`;
    case 'InputError':
    case 'ConfigurationError':
      return `${error.name} ${error.issues.length}`;
    case 'ResponseShapeError':
      return `${error.name} ${error.unreadable}`;
    case 'ActionRejectedError':
      return `${error.name} ${error.applicationId}`;
    case 'PartialWriteError':
      return `${error.name} ${error.cause.name}`;
    default:
      return only<never>()(error);
  }
}

/** One line per class: a new one must be added here, or this does not compile. */
export const HINTS: Readonly<Record<ERecruiterErrorName, string>> = {
  AbortedError: 'stopped',
  ActionRejectedError: 'rejected',
  AuthenticationError: 'check the key',
  ConfigurationError: 'check the options',
  ConnectionError: 'try again',
  InputError: 'check the input',
  NotFoundError: 'gone',
  PartialWriteError: 'resume',
  PermissionError: 'not allowed',
  RateLimitError: 'wait',
  ResponseShapeError: 'report it',
  ServerError: 'try again',
  StatusError: 'look at the status',
  TimeoutError: 'try again',
};
