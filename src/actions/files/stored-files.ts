import { isAnswerOf } from '../../api/absence.js';
import { contradictionError } from '../../api/answer.js';
import { type Endpoint, endpoints } from '../../api/endpoints.js';
import { ActionRejectedError } from '../../errors.js';
import type { EndpointInput } from '../../api/request.js';
import type { CvBody } from '../../mappers/index.js';
import { byteLengthOf, toStandardBase64 } from '../../mappers/values/base64.js';
import { countOf } from '../../mappers/values/text.js';
import type { RawApplicant, RawApplicantCv, RawApplicantDocument } from '../../schemas/index.js';
import { notFoundAsInvalidInput, readApplicant, readEveryRow } from '../action-reads.js';
import { exactlyOnce } from '../exactly-once.js';
import { hasRefused } from '../refused-values.js';
import type { ActionCall } from '../run-action.js';

// What eRecruiter stores of an applicant's files, for those who write them.

/** The slots of an applicant that can be written: their routes, and the property that says whether they are full. */
export const FILE_SLOTS = {
  cv: {
    ...{ read: endpoints.cv, set: endpoints.setCv, replace: endpoints.replaceCv, remove: endpoints.removeCv },
    flag: 'HasCv',
    label: 'CV',
  },
  photo: {
    ...{ read: endpoints.photo, set: endpoints.setPhoto, replace: endpoints.replacePhoto },
    remove: endpoints.removePhoto,
    flag: 'HasPhoto',
    label: 'photo',
  },
} as const;

/** A slot that can be written. */
export type FileSlot = keyof typeof FILE_SLOTS;

/** Reads the file in a slot; null if eRecruiter shows none. */
export async function readSlot(call: ActionCall, applicantId: number, slot: FileSlot): Promise<RawApplicantCv | null> {
  const input = { path: { applicantId }, query: { includeContent: true } };
  return (await call.services.transport.record(FILE_SLOTS[slot].read, input, call.options)) ?? null;
}

/**
 * Reads the file in a slot. An empty slot counts only if the candidate's record agrees; otherwise it is read again.
 */
export async function currentSlot(
  call: ActionCall,
  applicantId: number,
  slot: FileSlot,
): Promise<RawApplicantCv | null> {
  const { read, flag, label } = FILE_SLOTS[slot];
  let first: RawApplicantCv | null = null;
  let failure: unknown;
  try {
    first = await readSlot(call, applicantId, slot);
  } catch (error) {
    // A 404 with a page proves nothing by itself, only together with the record.
    if (!isAnswerOf(read, error) || error.status !== 404) throw error;
    failure = error;
  }
  if (first?.Content) return first;
  const isFull = (await ownRecord(call, applicantId))[flag];
  if (failure !== undefined && isFull !== false) throw failure;
  const isEmpty = isFull !== true && (isFull === false || !first?.FileExtension);
  const second = isEmpty ? null : await readSlot(call, applicantId, slot);
  if (isEmpty || second?.Content) return second;
  throw contradictionError(read, applicantId, `it shows no ${label}, although the candidate has one`);
}

async function ownRecord(call: ActionCall, applicantId: number): Promise<RawApplicant> {
  const { record } = await notFoundAsInvalidInput(readApplicant(call, applicantId));
  return record;
}

/** Reads the documents. An empty list counts only if the candidate's record agrees. */
export async function readDocuments(call: ActionCall, applicantId: number): Promise<RawApplicantDocument[]> {
  const input = { path: { applicantId }, query: { includeContent: false } };
  const read = () => notFoundAsInvalidInput(readEveryRow(call, endpoints.documents, input));
  let rows = await read();
  if (rows.length === 0 && ((await ownRecord(call, applicantId)).DocumentsCount ?? 0) > 0) {
    rows = await read(); // one may just have been added
    if (rows.length === 0) {
      const reason = 'it shows no documents, although the candidate has some';
      throw contradictionError(endpoints.documents, applicantId, reason);
    }
  }
  // Some servers also list the CV and the photo, with negative numbers.
  return rows.filter(({ Id }) => Id > 0);
}

/** Sends a file exactly once. `isThere` says whether eRecruiter has it. */
export async function sendFile<P extends string>(
  call: ActionCall,
  endpoint: Endpoint<P> & { readonly rows: false },
  path: EndpointInput<P>['path'] & object,
  applicantId: number,
  body: CvBody,
  isThere: () => Promise<boolean>,
  json = JSON.stringify(body),
): Promise<void> {
  await exactlyOnce(
    call,
    endpoint,
    async () => {
      try {
        await call.services.transport.record(endpoint, { path, json }, call.options);
      } catch (error) {
        if (!isTooLarge(endpoint, error)) throw error;
        const size = countOf(byteLengthOf(body.Content).toLocaleString('en'), 'byte');
        throw new ActionRejectedError('REMOTE.INPUT_INVALID', `the file is too large for eRecruiter: ${size}`, {
          candidateId: call.services.ids.candidate(applicantId),
        });
      }
      return true;
    },
    async () => ((await isThere()) ? true : undefined),
  );
}

/** A slot to write a file to. */
interface SlotWrite {
  readonly applicantId: number;
  readonly slot: FileSlot;
  /** The route that the official clients use for it. */
  readonly first: 'set' | 'replace';
  /** Whether there is a file already. */
  readonly isFull: boolean;
  readonly body: CvBody;
}

/**
 * Sends a file to a slot exactly once. Nothing says which of the two routes a server accepts for an empty slot, and
 * which for a full one: the other one is used after a refusal of the first.
 */
export async function sendToSlot(
  call: ActionCall,
  { applicantId, slot, first, isFull, body }: SlotWrite,
  isThere: () => Promise<boolean>,
): Promise<void> {
  const { set, replace } = FILE_SLOTS[slot];
  const [one, other] = first === 'set' ? [set, replace] : [replace, set];
  try {
    await sendFile(call, one, { applicantId }, applicantId, body, isThere);
  } catch (error) {
    // 400 can be about the file itself, but for a PUT where a file is already.
    if (!hasRefused(one, error, isFull && first === 'set' ? [400, 405, 409] : [405, 409])) throw error;
    try {
      await sendFile(call, other, { applicantId }, applicantId, body, isThere);
    } catch (failure) {
      throw hasRefused(other, failure, [400, 404, 405, 409]) ? error : failure;
    }
  }
}

/** IIS answers 404 with a page to a body that is larger than it accepts; other servers answer 413. */
function isTooLarge(endpoint: Endpoint, error: unknown): boolean {
  if (!isAnswerOf(endpoint, error)) return false;
  return error.status === 413 || (error.status === 404 && /^\s*</.test(error.remoteText()));
}

/** Returns a name without its extension. */
export function bareName(name: string | null | undefined, extension: string | null | undefined): string {
  const suffix = `.${(extension ?? '').replace(/^\./, '').toLowerCase()}`;
  const text = (name ?? '').normalize('NFC').trim();
  return text.toLowerCase().endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** Compares base64 texts; some servers break them into lines, or write them as URLs do. */
export function isSameContent(stored: string | null | undefined, content: string): boolean {
  if (stored === null || stored === undefined) return false;
  return stored === content || standardContent(stored) === standardContent(content);
}

/** Returns the content of a file in the form in which this library sends it. */
export function standardContent(base64: string): string {
  return toStandardBase64(base64) ?? base64.replace(/\s+/g, '');
}
