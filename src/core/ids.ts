import { InputError } from '../errors.js';
import { decodeId, type IdKind, type Ids } from '../mappers/index.js';
import { INT32_MAX } from '../mappers/to-raw/raw-values.js';

/** The numbers that eRecruiter needs to read an application. */
export interface ApplicationAddress {
  readonly application: number;
  readonly applicant: number;
  /** Undefined if only application and applicant were given. */
  readonly job: number | undefined;
}

/** Returns the number behind an id, or behind `remote:<number>`. Throws an `InputError` that names `path`. */
export function remoteNumberOf(ids: Ids, kind: 'job' | 'candidate', id: string, path: string): number {
  const remote = /^remote:(\d{1,10})$/.exec(idText(id, path))?.[1];
  return remote === undefined ? decodedNumbers(ids, kind, id, path)[0] : parseRemoteNumber(remote, path);
}

/** Returns the address behind an application id, or behind `remote:<applicant>/<application>`. */
export function applicationAddressOf(ids: Ids, id: string, path: string): ApplicationAddress {
  const [, applicant, application] = /^remote:(\d{1,10})\/(\d{1,10})$/.exec(idText(id, path)) ?? [];
  if (applicant !== undefined && application !== undefined) {
    return {
      application: parseRemoteNumber(application, path),
      applicant: parseRemoteNumber(applicant, path),
      job: undefined,
    };
  }
  const [number, ofApplicant, ofJob] = decodedNumbers(ids, 'application', id, path);
  return { application: number, applicant: ofApplicant, job: ofJob };
}

/** Callers without types can pass any value. */
function idText(id: unknown, path: string): string {
  if (typeof id === 'string') return id;
  throw new InputError([{ path, message: 'expected the id as text' }]);
}

/** Reads a `remote_id` that is a plain number. */
export function parseRemoteNumber(text: string, path: string): number {
  const number = /^\d{1,10}$/.test(idText(text, path)) ? Number(text) : 0;
  if (number < 1 || number > INT32_MAX) throw new InputError([{ path, message: 'is not an eRecruiter number' }]);
  return number;
}

function decodedNumbers(ids: Ids, kind: IdKind, id: string, path: string): readonly [number, number, number] {
  const decoded = decodeId(id, ids);
  if (decoded?.kind === kind) return decoded.numbers;
  const message =
    decoded === undefined
      ? 'is not an id of this eRecruiter installation and mandator'
      : `is the id of another model: ${decoded.kind}`;
  throw new InputError([{ path, message }]);
}
