import { endpoints } from '../api/endpoints.js';
import { InputError } from '../errors.js';
import { type AttachmentSlot, decodeId, type Ids } from '../mappers/index.js';
import { decodeBase58 } from '../mappers/values/base58.js';
import { ATTACHMENT_SLOTS } from '../mappers/values/ids.js';
import { isBlank } from '../mappers/values/text.js';
import type { InputIssue } from '../models/error-codes.js';
import { OTHER_OWNER, isRemoteNumber, labelOf, NUMBERS } from './ids.js';
import { givenAt } from './parse-input.js';

/** The numbers that eRecruiter needs to read a file. */
export interface AttachmentAddress {
  readonly applicant: number;
  /** The number of a document, or a slot. */
  readonly document: number | AttachmentSlot;
  /** True for an `id`: the document was the applicant's when it was made. */
  readonly isKnown: boolean;
}

/** The routes that read what has no number. */
export const SLOT_ENDPOINTS = {
  cv: endpoints.cv,
  photo: endpoints.photo,
  european_cv: endpoints.europeanCv,
} as const satisfies Record<AttachmentSlot, object>;

type AttachmentIdProblem = Omit<InputIssue, 'path'>;

/** Returns the address behind an attachment id, or behind `remote:<candidate>/<document>`. Throws an `InputError`. */
export function attachmentAddressOf(ids: Ids, id: string, path: string): AttachmentAddress {
  const address = readAttachmentId(ids, id);
  if ('code' in address) throw new InputError([{ ...address, path }]);
  return address;
}

/** Returns what is wrong with the attachment id of an input that changes the file. */
export function attachmentIdIssues(ids: Ids, input: unknown, path: string): InputIssue[] {
  const given = givenAt(input, [path]);
  if (given === undefined) return [];
  const address = readAttachmentId(ids, given);
  if ('code' in address) return [{ ...address, path }];
  const message = 'is the European CV, which eRecruiter generates: it can neither be replaced nor removed';
  return address.document === 'european_cv' ? [{ code: 'not_allowed', path, message }] : [];
}

function readAttachmentId(ids: Ids, id: unknown): AttachmentAddress | AttachmentIdProblem {
  if (id === null || id === undefined) return { code: 'required', message: 'is required' };
  if (typeof id !== 'string') return { code: 'invalid_type', message: 'must be a text' };
  const [, applicant, key = ''] = /^remote:(\d{1,10})\/(\d{1,10}|cv|photo|european_cv)$/.exec(id) ?? [];
  if (applicant !== undefined) {
    const document = ATTACHMENT_SLOTS.find((slot) => slot === key) ?? Number(key);
    const areReal = isRemoteNumber(Number(applicant)) && (typeof document === 'string' || isRemoteNumber(document));
    return areReal
      ? { applicant: Number(applicant), document, isKnown: false }
      : { code: 'out_of_range', message: NUMBERS };
  }
  const decoded = decodeId(id, ids);
  if (decoded?.kind === 'attachment') {
    const [owner, document, slot] = decoded.numbers;
    return { applicant: owner, document: ATTACHMENT_SLOTS[slot - 1] ?? document, isKnown: true };
  }
  if (decoded !== undefined) {
    return { code: 'wrong_kind', message: `is the id of ${labelOf(decoded.kind)}, not of an attachment` };
  }
  if (isBlank(id)) return { code: 'required', message: 'must not be empty' };
  return { code: 'unknown_id', message: decodeBase58(id) === undefined ? NO_ID : OTHER_OWNER };
}

const NO_ID =
  'is not an id: pass the `id` of an attachment, or remote:<candidate’s number>/<document’s number, cv or photo>';
