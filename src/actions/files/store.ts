import { endpoints } from '../../api/endpoints.js';
import { ActionRejectedError } from '../../errors.js';
import { type DocumentBody, type RawFile, toDocumentType, toRawCv, toRawDocument } from '../../mappers/index.js';
import { hashContent } from '../../mappers/values/hash.js';
import { sameName } from '../../mappers/values/text.js';
import type { RawApplicantDocument } from '../../schemas/index.js';
import { confirmStored } from '../action-reads.js';
import { isSpelledAlike } from '../compare-stored.js';
import { findTwice } from '../exactly-once.js';
import { LISTS, sendKnown } from '../refused-values.js';
import type { ActionCall } from '../run-action.js';
import type { AttachmentFile } from './load.js';
import {
  bareName,
  currentSlot,
  isSameContent,
  readDocuments,
  readSlot,
  sendFile,
  sendToSlot,
  standardContent,
} from './stored-files.js';

/**
 * Stores a file: a CV in the CV slot if `toSlot` is true, everything else as a document. A file that is stored already
 * is not written again.
 */
export async function storeFile(
  call: ActionCall,
  applicantId: number,
  file: AttachmentFile,
  toSlot: boolean,
): Promise<boolean> {
  return call.withLock(`files ${applicantId}`, async () => {
    if (file.type === 'CV' && toSlot) return storeCv(call, applicantId, file);
    return addDocument(call, applicantId, toRawDocument(rawFileOf(file), await documentType(call, file.type)));
  });
}

/** Stores a file as a document of a given type: the answer to a question that asks for one. */
export async function storeDocument(
  call: ActionCall,
  applicantId: number,
  file: AttachmentFile,
  type: string | null,
): Promise<boolean> {
  return call.withLock(`files ${applicantId}`, () =>
    addDocument(call, applicantId, toRawDocument(rawFileOf(file), type)),
  );
}

function rawFileOf({ name, extension, base64 }: AttachmentFile): RawFile {
  return { Name: name, FileExtension: extension, Content: base64 };
}

/** Returns the mandator's document type for a kind of file, with a warning if there is none. */
export async function documentType(call: ActionCall, type: AttachmentFile['type']): Promise<string | null> {
  const { ApplicantDocumentTypes } = await call.services.catalogue.mandator(call.options);
  const { name, exact } = toDocumentType(type, ApplicantDocumentTypes);
  const used = name === null ? 'none' : `"${name}"`;
  if (!exact) call.warn(`the mandator has no document type for ${type}; used ${used}`);
  return name;
}

async function storeCv(call: ActionCall, applicantId: number, file: AttachmentFile): Promise<boolean> {
  const current = await currentSlot(call, applicantId, 'cv');
  const body = toRawCv(rawFileOf(file));
  const { Content } = body;
  if (isSameContent(current?.Content, Content)) return false;
  if (current?.Content) await keepCv(call, applicantId, current.FileExtension ?? '', standardContent(current.Content));
  const isThere = async (): Promise<boolean> =>
    isSameContent((await readSlot(call, applicantId, 'cv'))?.Content, Content);
  await sendToSlot(call, { applicantId, slot: 'cv', first: 'set', isFull: Boolean(current?.Content), body }, isThere);
  await confirmStored(call, 'the CV', async () =>
    (await isThere()) ? undefined : 'eRecruiter did not keep the CV as it was sent',
  );
  return true;
}

/**
 * Keeps the CV in the slot, perhaps from a recruiter, as a document: it is replaced only once the document is visible.
 */
async function keepCv(call: ActionCall, applicantId: number, extension: string, base64: string): Promise<void> {
  const type = await documentType(call, 'CV');
  const old = toRawDocument({ Name: 'CV', FileExtension: extension, Content: base64 }, type);
  const find = await sendUnlessThere(call, applicantId, old, (row) => hasName(row, old));
  if (find === undefined) return;
  const kept = await findTwice(call, find);
  if (kept !== undefined) {
    const warning = alterationOf(kept, old);
    if (warning !== undefined) call.warn(warning);
    return;
  }
  throw new ActionRejectedError(
    'REMOTE.UNKNOWN_HTTP_ERROR',
    'the previous CV could not be kept as a document, so it was not replaced',
    { candidateId: call.services.ids.candidate(applicantId) },
  );
}

/** Adds a document unless it exists already. */
async function addDocument(call: ActionCall, applicantId: number, document: DocumentBody): Promise<boolean> {
  const isAlike = (row: RawApplicantDocument): boolean => hasName(row, document) && hasType(row, document);
  const find = await sendUnlessThere(call, applicantId, document, isAlike);
  if (find === undefined) return false;
  await confirmStored(call, 'the document', async () => {
    const stored = await find();
    return stored === undefined
      ? 'eRecruiter accepted the document, but does not show it'
      : alterationOf(stored, document);
  });
  return true;
}

/**
 * Sends a document, and returns how to find it; undefined if one that is alike has equal bytes. A new one with equal
 * bytes is ours, even if eRecruiter has changed its name, type or extension. One that was accepted a moment ago, but is
 * not shown yet, is not sent again.
 */
async function sendUnlessThere(
  call: ActionCall,
  applicantId: number,
  document: DocumentBody,
  isAlike: (row: RawApplicantDocument) => boolean,
): Promise<(() => Promise<RawApplicantDocument | undefined>) | undefined> {
  const { memory, transport } = call.services;
  const before = await readDocuments(call, applicantId);
  const key = await documentKey(applicantId, document);
  const known = memory.renamedAs(key);
  const alike = before.filter((row) => row.Id === known || isAlike(row));
  if ((await findEqual(call, alike, document.Content)) !== undefined) return undefined;
  const now = transport.settings.clock.now();
  const isSent = memory.isHidden(key, now);
  const existing = new Set(isSent ? [] : before.map(({ Id }) => Id));
  const find = async (): Promise<RawApplicantDocument | undefined> => {
    const rows = await readDocuments(call, applicantId);
    const added = rows.filter(({ Id }) => !existing.has(Id));
    const found = await findEqual(call, added, document.Content);
    if (found === undefined) return undefined;
    memory.forgetHidden(key);
    if (!hasName(found, document)) memory.keepRenamed(key, found.Id);
    return found;
  };
  if (isSent) return find;
  const isThere = async (): Promise<boolean> => (await find()) !== undefined;
  const send = (body: DocumentBody): Promise<void> =>
    sendFile(call, endpoints.addDocument, { applicantId }, applicantId, body, isThere);
  // The comparison with what is stored warns about the type.
  await sendKnown(call, endpoints.addDocument, document, LISTS.document, send, () => undefined);
  memory.keepHidden(key, now);
  return find;
}

/** The key of a document in the client's memory. */
async function documentKey(applicantId: number, document: DocumentBody): Promise<string> {
  return `${applicantId} ${await hashContent(JSON.stringify(document))}`;
}

/** Returns a warning about what eRecruiter has changed in a document. */
export function alterationOf(
  stored: RawApplicantDocument,
  sent: Pick<DocumentBody, 'Name' | 'FileExtension' | 'Type'>,
): string | undefined {
  const lost = [
    ...(storedName(stored, sent) === bareName(sent.Name, sent.FileExtension) ? [] : ['the name']),
    ...(sent.Type === null || sameName(stored.Type, sent.Type) ? [] : ['the type']),
  ];
  return lost.length === 0 ? undefined : `eRecruiter did not keep ${lost.join(' and ')} of a document as it was sent`;
}

async function findEqual(
  call: ActionCall,
  rows: readonly RawApplicantDocument[],
  content: string,
): Promise<RawApplicantDocument | undefined> {
  for (const row of rows) {
    const input = { path: { documentId: row.Id }, query: { includeContent: true } };
    const { Content } = await call.services.transport.record(endpoints.document, input, call.options);
    if (isSameContent(Content, content)) return row;
  }
  return undefined;
}

/** The shortest database column for document names. */
const MIN_NAME_COLUMN = 20;

/** Some servers have the extension only in the name. */
function storedName(row: RawApplicantDocument, sent: Pick<DocumentBody, 'FileExtension'>): string {
  return bareName(row.Name, row.FileExtension || sent.FileExtension);
}

/** Names are compared as servers may have stored them: cleaned, transliterated, cut. */
function hasName(row: RawApplicantDocument, wanted: DocumentBody): boolean {
  const stored = storedName(row, wanted);
  const sent = bareName(wanted.Name, wanted.FileExtension);
  const isCut = stored.length >= MIN_NAME_COLUMN && sent.startsWith(stored);
  return stored === sent || isCut || isSpelledAlike(stored, sent);
}

/** Some servers drop a type that they do not know. */
function hasType({ Type }: RawApplicantDocument, wanted: DocumentBody): boolean {
  return !Type || sameName(Type, wanted.Type);
}
