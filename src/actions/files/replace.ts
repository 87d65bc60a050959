import { endpoints } from '../../api/endpoints.js';
import { type AttachmentAddress, attachmentAddressOf, attachmentIdIssues } from '../../core/attachment-ids.js';
import { givenAt, parseInput } from '../../core/parse-input.js';
import { mapperContextOf } from '../../core/services.js';
import { ActionRejectedError } from '../../errors.js';
import { toSlotAttachment } from '../../mappers/attachment.js';
import { toAttachment } from '../../mappers/index.js';
import { detectFormat, isExtensionOf, isTextFormat } from '../../mappers/to-raw/file-format.js';
import { isTextual } from '../../mappers/to-raw/file-name.js';
import { editJson } from '../../mappers/to-raw/lossless-json.js';
import { attachmentTypeOf } from '../../mappers/attachment.js';
import type { ReplaceAttachmentInput } from '../../models/action-inputs.js';
import type { ActionResult } from '../../models/action-results.js';
import type { Attachment } from '../../models/attachment.js';
import type { InputIssue } from '../../models/error-codes.js';
import type { CallOptions } from '../../options.js';
import { applicantDocumentSchema, type RawApplicantCv, type RawApplicantDocument } from '../../schemas/index.js';
import { DOCUMENT_PROPERTIES } from '../../schemas/body-properties.js';
import { confirmStored, notFoundAsInvalidInput } from '../action-reads.js';
import { type CheckedReplacement, replaceAttachmentInput } from '../input.js';
import { LISTS, sendKnown, sendStrict } from '../refused-values.js';
import { type ActionCall, type ActionServices, runAction } from '../run-action.js';
import { sizeIssues, withText } from './content.js';
import { type AttachmentFile, loadAttachment, loadOptionsOf } from './load.js';
import { alterationOf, documentType } from './store.js';
import {
  bareName,
  currentSlot,
  FILE_SLOTS,
  type FileSlot,
  isSameContent,
  readDocuments,
  readSlot,
  sendFile,
  sendToSlot,
} from './stored-files.js';

/** The file that a replacement is about, and what replaces it. */
interface Replacement {
  readonly applicant: number;
  readonly given: CheckedReplacement;
  readonly file: AttachmentFile;
}

/** Replaces the content of a file, and its name and type if they are given. */
export function replaceAttachment(
  services: ActionServices,
  input: ReplaceAttachmentInput,
  options: CallOptions,
): Promise<ActionResult<Attachment>> {
  const issues = [
    ...attachmentIdIssues(services.ids, input, 'attachment_id'),
    ...sizeIssues(givenAt(input, ['attachment']), 'attachment', services.settings.attachments),
  ];
  const { attachment_id: id, attachment: given } = parseInput(replaceAttachmentInput, input, issues);
  const address = attachmentAddressOf(services.ids, id, 'attachment_id');
  parseInput(replaceAttachmentInput, input, typeIssues(address, given));
  return runAction(services, options, async (call) => {
    const loading = loadOptionsOf(call);
    const readable = await withText(given, 'attachment', loading);
    const named = { ...readable, name: readable.name ?? 'file', type: 'OTHER' } as const;
    const file = await loadAttachment(named, 'attachment', loading);
    const { applicant, document } = address;
    return call.withLock(`files ${applicant}`, () =>
      typeof document === 'number'
        ? replaceDocument(call, document, { applicant, given, file })
        : replaceSlot(call, document === 'photo' ? 'photo' : 'cv', { applicant, given, file }),
    );
  });
}

/** A slot holds files of one type. */
function typeIssues({ document }: AttachmentAddress, { type }: CheckedReplacement): InputIssue[] {
  const only = typeof document === 'number' ? type : document === 'photo' ? 'OTHER' : 'CV';
  if (type === undefined || type === only) return [];
  const message = `must be ${only} or left out: the ${document === 'photo' ? 'photo' : 'CV'} has no other type`;
  return [{ code: 'not_allowed', path: 'attachment.type', message }];
}

async function replaceSlot(call: ActionCall, slot: FileSlot, { applicant, ...rest }: Replacement): Promise<Attachment> {
  const { label } = FILE_SLOTS[slot];
  const before = await currentSlot(call, applicant, slot);
  const body = { FileExtension: newExtension(rest, before?.FileExtension), Content: rest.file.base64 };
  const read = (): Promise<RawApplicantCv | null> => readSlot(call, applicant, slot);
  const isStored = (now: RawApplicantCv | null): boolean => isSameContent(now?.Content, body.Content);
  let stored = before;
  if (!isStored(before)) {
    const look = lookFor(read, isStored, (now) => isSameFile(now, before));
    const first = before?.Content ? 'replace' : 'set';
    await sendToSlot(call, { applicantId: applicant, slot, first, isFull: Boolean(before?.Content), body }, look);
    stored = body;
    await confirmStored(call, `the ${label}`, async () => {
      stored = (await read()) ?? body;
      return isStored(stored) ? undefined : `eRecruiter did not keep the ${label} as it was sent`;
    });
  }
  return toSlotAttachment(stored ?? body, await contextOfCall(call), applicant, slot);
}

async function replaceDocument(call: ActionCall, documentId: number, replacement: Replacement): Promise<Attachment> {
  const { applicant, given, file } = replacement;
  const { record: before, text } = await ownDocument(call, applicant, documentId);
  const FileExtension = newExtension(replacement, before.FileExtension);
  const name = given.name === undefined ? newName(before, FileExtension) : file.name;
  const isOfType = given.type === undefined || attachmentTypeOf(before.Type) === given.type;
  const type = isOfType || given.type === undefined ? before.Type : await documentType(call, given.type);
  const body = { Name: name ?? '', FileExtension, Type: type ?? null, Content: file.base64 };
  const isStored = (now: RawApplicantDocument): boolean =>
    isSameContent(now.Content, body.Content) && alterationOf(now, body) === undefined;
  const isContentNew = !isSameContent(before.Content, body.Content);
  const read = async (): Promise<RawApplicantDocument> => (await readDocument(call, documentId)).record;
  let stored = before;
  if (!isStored(before)) {
    const isDone = isContentNew ? (now: RawApplicantDocument) => isSameContent(now.Content, body.Content) : isStored;
    const look = lookFor(read, isDone, (now) => isSameFile(now, before));
    // What is not given stays as it is in the record's own text: whether applicants see it, and what newer servers add.
    const changes = {
      ...(name === before.Name ? {} : { Name: name }),
      ...(type === before.Type ? {} : { Type: type }),
      ...(typeof Reflect.get(before, 'IsPublic') === 'boolean' ? {} : { IsPublic: false }),
      FileExtension,
      Content: file.base64,
    };
    const json = editJson(text, changes);
    const send = (text: string): Promise<void> =>
      sendFile(call, endpoints.replaceDocument, { documentId }, applicant, body, look, text);
    const properties = { answered: applicantDocumentSchema.shape, stored: DOCUMENT_PROPERTIES };
    const sendTyped = ({ Type }: { readonly Type: string | null }): Promise<void> => {
      const typed = Type === body.Type ? json : editJson(json, { Type });
      return sendStrict(endpoints.replaceDocument, typed, properties, send);
    };
    // The comparison with what is stored warns about the type.
    await sendKnown(call, endpoints.replaceDocument, { Type: body.Type }, LISTS.document, sendTyped, () => undefined);
    stored = { ...before, ...body };
    await confirmStored(call, 'the document', async () => {
      stored = await read();
      const isKept = isSameContent(stored.Content, body.Content);
      return isKept ? alterationOf(stored, body) : 'eRecruiter did not keep the document as it was sent';
    });
  }
  return toAttachment(stored, await contextOfCall(call), applicant);
}

/** Reads a document that must be the candidate's: only the list says so. */
async function ownDocument(call: ActionCall, applicantId: number, documentId: number) {
  const rows = await readDocuments(call, applicantId);
  const found = await notFoundAsInvalidInput(readDocument(call, documentId));
  if (rows.some(({ Id }) => Id === documentId)) return found;
  throw notTheirs(call, applicantId);
}

/** Creates the error for a document of somebody else. */
export function notTheirs(call: ActionCall, applicantId: number): ActionRejectedError {
  const candidateId = call.services.ids.candidate(applicantId);
  return new ActionRejectedError('REMOTE.INPUT_INVALID', 'the document is not one of this candidate’s', {
    candidateId,
  });
}

function readDocument(call: ActionCall, documentId: number) {
  const input = { path: { documentId }, query: { includeContent: true } };
  return call.services.transport.recordWithText(endpoints.document, input, call.options);
}

/**
 * Returns how to find out whether a file was written. If it is neither the new nor the old one, someone else has
 * written it in between: then the outcome stays unknown, and nothing is sent again.
 */
function lookFor<T>(read: () => Promise<T>, isDone: (now: T) => boolean, isBefore: (now: T) => boolean) {
  return async (): Promise<boolean> => {
    const now = await read();
    if (isDone(now)) return true;
    if (!isBefore(now)) throw new Error('the file was changed by someone else');
    return false;
  };
}

function isSameFile(now: RawApplicantCv | null, before: RawApplicantCv | null): boolean {
  return isSameContent(now?.Content, before?.Content ?? '') || (!now?.Content && !before?.Content);
}

/** The extension of a name or a type that is given, else the stored one, unless the bytes are of another kind. */
function newExtension({ given, file }: Omit<Replacement, 'applicant'>, stored: string | null | undefined): string {
  const plain = (stored ?? '').trim().replace(/^\./, '').toLowerCase();
  if (given.name !== undefined || given.content_type !== undefined || plain === '') return file.extension;
  const found = detectFormat(file.base64);
  const mayStay = found === undefined || isExtensionOf(plain, found) || (isTextFormat(found) && isTextual(plain));
  return mayStay ? (stored ?? '') : file.extension;
}

/** The stored name, which on some servers ends with the extension. */
function newName({ Name, FileExtension }: RawApplicantDocument, extension: string): string | null | undefined {
  const bare = bareName(Name, FileExtension);
  const isWritten = FileExtension && Name && bare !== Name.normalize('NFC').trim() && FileExtension !== extension;
  return isWritten ? `${bare}.${extension.replace(/^\./, '')}` : Name;
}

async function contextOfCall({ services, options }: ActionCall) {
  const observedAt = new Date(services.transport.settings.clock.now());
  return mapperContextOf(services, await services.catalogue.mandator(options), observedAt);
}
