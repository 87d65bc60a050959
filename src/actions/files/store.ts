import { type Endpoint, endpoints, endpointLabel } from '../../api/endpoints.js';
import { isAnswerOf } from '../../api/absence.js';
import { ActionRejectedError, ResponseShapeError } from '../../errors.js';
import { toDocumentType } from '../../mappers/index.js';
import { sameName } from '../../mappers/values/text.js';
import type { RawApplicant, RawApplicantCv, RawApplicantDocument } from '../../schemas/index.js';
import { readApplicant } from '../applicant-record.js';
import { byteLengthOf } from '../../api/base64.js';
import type { AttachmentFile } from './load.js';
import { exactlyOnce, lookPatiently } from '../exactly-once.js';
import { isSpeltAlike } from '../kept.js';
import { notFoundAsInvalidInput, refuseRow } from '../refusals.js';
import { readingBack } from '../sub-records.js';
import type { ActionCall } from '../run-action.js';

/** A document as it is sent. */
interface Document {
  readonly Name: string;
  readonly FileExtension: string;
  readonly Type: string | null;
  readonly Content: string;
  readonly IsPublic: boolean;
}

/**
 * Puts a file where it belongs: a CV into the slot, everything else, and a second CV, among the documents. A file that
 * is there already is not written again.
 */
export async function storeFile(
  call: ActionCall,
  applicantId: number,
  file: AttachmentFile,
  slot: boolean,
): Promise<boolean> {
  return call.alone(`files ${applicantId}`, async () => {
    if (file.type === 'CV' && slot) return setCv(call, applicantId, file);
    return addDocument(call, applicantId, documentOf(file, await documentType(call, file.type)));
  });
}

/** Adds a file as a document of a given type, as an answer to a question that asks for one. */
export async function storeDocument(
  call: ActionCall,
  applicantId: number,
  file: AttachmentFile,
  type: string | null,
): Promise<boolean> {
  return call.alone(`files ${applicantId}`, () => addDocument(call, applicantId, documentOf(file, type)));
}

function documentOf({ name, extension, base64 }: AttachmentFile, type: string | null): Document {
  return { Name: name, FileExtension: extension, Type: type, Content: base64, IsPublic: false };
}

async function documentType(call: ActionCall, type: AttachmentFile['type']): Promise<string | null> {
  const { ApplicantDocumentTypes } = await call.services.catalogue.mandator(call.options);
  const { name, exact } = toDocumentType(type, ApplicantDocumentTypes);
  const used = name === null ? 'none' : `“${name}”`;
  if (!exact) call.warn(`the mandator has no document type for ${type}; used ${used}`);
  return name;
}

async function setCv(call: ActionCall, applicantId: number, file: AttachmentFile): Promise<boolean> {
  const current = await currentCv(call, applicantId);
  if (isSame(current?.Content, file.base64)) return false;
  if (current?.Content) await keepCv(call, applicantId, current.FileExtension ?? '', current.Content);
  const json = JSON.stringify({ FileExtension: file.extension, Content: file.base64 });
  const isThere = async (): Promise<boolean> => isSame((await readCv(call, applicantId))?.Content, file.base64);
  await put(call, endpoints.setCv, applicantId, json, file.base64, isThere);
  await readingBack(call, 'the CV', async () =>
    (await isThere()) ? undefined : 'eRecruiter did not keep the CV as it was sent',
  );
  return true;
}

/**
 * The CV in the slot. That shows none only when the candidate's own record does not say otherwise, however often
 * asked.
 */
async function currentCv(call: ActionCall, applicantId: number): Promise<RawApplicantCv | null> {
  const first = await readCv(call, applicantId);
  if (first?.Content) return first;
  const { HasCv } = await ownRecord(call, applicantId);
  const isEmpty = HasCv !== true && (HasCv === false || !first?.FileExtension);
  const second = isEmpty ? null : await readCv(call, applicantId);
  if (isEmpty || second?.Content) return second;
  throw contradiction(endpointLabel(endpoints.cv), applicantId, 'it shows no CV, although the candidate has one');
}

/** The slot holds one: what a recruiter may have put there is first kept as a document, and is surely there. */
async function keepCv(call: ActionCall, applicantId: number, extension: string, base64: string): Promise<void> {
  const type = await documentType(call, 'CV');
  const old: Document = { Name: 'CV', FileExtension: extension, Type: type, Content: base64, IsPublic: false };
  const before = await documentsOf(call, applicantId);
  const alike = before.filter((row) => hasName(row, old));
  if ((await findEqual(call, alike, base64)) !== undefined) return;
  const find = await putDocument(call, applicantId, old, before);
  if ((await lookPatiently(call, find)) !== undefined) return;
  throw new ActionRejectedError(
    'REMOTE.UNKNOWN_HTTP_ERROR',
    'the CV that was there could not be kept as a document, so it was not replaced',
  );
}

async function ownRecord(call: ActionCall, applicantId: number): Promise<RawApplicant> {
  const { record } = await notFoundAsInvalidInput(readApplicant(call, applicantId));
  return record;
}

function contradiction(endpoint: string, applicantId: number, reason: string): ResponseShapeError {
  return new ResponseShapeError({ endpoint, status: 200, reason, mayHaveBeenApplied: false, id: String(applicantId) });
}

/** Adds a document that is not there yet. */
async function addDocument(call: ActionCall, applicantId: number, document: Document): Promise<boolean> {
  const before = await documentsOf(call, applicantId);
  const alike = before.filter((row) => hasName(row, document) && hasType(row, document));
  if ((await findEqual(call, alike, document.Content)) !== undefined) return false;
  const find = await putDocument(call, applicantId, document, before);
  await readingBack(call, 'the document', async () => {
    const stored = await find();
    return stored === undefined ? 'eRecruiter does not show the document that it took' : difference(stored, document);
  });
  return true;
}

/**
 * Puts a document, and gives back how to find it. A new one with equal bytes is ours, whatever eRecruiter has made of
 * its name, its type and its extension.
 */
async function putDocument(
  call: ActionCall,
  applicantId: number,
  document: Document,
  before: readonly RawApplicantDocument[],
): Promise<() => Promise<RawApplicantDocument | undefined>> {
  const known = new Set(before.map(({ Id }) => Id));
  const find = async (): Promise<RawApplicantDocument | undefined> => {
    const rows = await documentsOf(call, applicantId);
    const added = rows.filter(({ Id }) => !known.has(Id));
    return findEqual(call, added, document.Content);
  };
  const isThere = async (): Promise<boolean> => (await find()) !== undefined;
  await put(call, endpoints.addDocument, applicantId, JSON.stringify(document), document.Content, isThere);
  return find;
}

/** What eRecruiter made of a document, as a warning. */
function difference(stored: RawApplicantDocument, sent: Document): string | undefined {
  const lost = [
    ...(bareName(stored.Name, stored.FileExtension) === bareName(sent.Name, sent.FileExtension) ? [] : ['the name']),
    ...(sent.Type === null || sameName(stored.Type, sent.Type) ? [] : ['the type']),
  ];
  return lost.length === 0 ? undefined : `eRecruiter did not keep ${lost.join(' and ')} of a document as it was sent`;
}

/** The documents. An empty list counts only when the candidate's own record does not say otherwise. */
async function documentsOf(call: ActionCall, applicantId: number): Promise<RawApplicantDocument[]> {
  let rows = await listDocuments(call, applicantId);
  if (rows.length === 0 && ((await ownRecord(call, applicantId)).DocumentsCount ?? 0) > 0) {
    rows = await listDocuments(call, applicantId); // somebody may just have added one
    if (rows.length === 0) {
      const reason = 'it shows no documents, although the candidate has some';
      throw contradiction(endpointLabel(endpoints.documents), applicantId, reason);
    }
  }
  // Some servers list the CV and the photo, too, by negative numbers.
  return rows.filter(({ Id }) => Id > 0);
}

function listDocuments(call: ActionCall, applicantId: number): Promise<RawApplicantDocument[]> {
  const input = { path: { applicantId }, query: { includeContent: false } };
  return notFoundAsInvalidInput(call.services.transport.rows(endpoints.documents, input, call.options, refuseRow));
}

async function findEqual(
  call: ActionCall,
  rows: readonly RawApplicantDocument[],
  content: string,
): Promise<RawApplicantDocument | undefined> {
  for (const row of rows) {
    const input = { path: { documentId: row.Id }, query: { includeContent: true } };
    const { Content } = await call.services.transport.record(endpoints.document, input, call.options);
    if (isSame(Content, content)) return row;
  }
  return undefined;
}

/** Names are compared as servers may have left them: cleaned, transcribed, cut. */
function hasName(row: RawApplicantDocument, wanted: Document): boolean {
  const stored = bareName(row.Name, row.FileExtension);
  const sent = bareName(wanted.Name, wanted.FileExtension);
  const isCut = stored.length >= SHORTEST_COLUMN && sent.startsWith(stored);
  return stored === sent || isCut || isSpeltAlike(stored, sent);
}

/** Columns for names can be as short as this. */
const SHORTEST_COLUMN = 20;

/** Some servers drop a type that they do not know. */
function hasType({ Type }: RawApplicantDocument, wanted: Document): boolean {
  return !Type || sameName(Type, wanted.Type);
}

function readCv(call: ActionCall, applicantId: number): Promise<RawApplicantCv | null> {
  const input = { path: { applicantId }, query: { includeContent: true } };
  return call.services.transport.record(endpoints.cv, input, call.options).then((cv) => cv ?? null);
}

async function put(
  call: ActionCall,
  endpoint: typeof endpoints.setCv | typeof endpoints.addDocument,
  applicantId: number,
  json: string,
  base64: string,
  isThere: () => Promise<boolean>,
): Promise<void> {
  await exactlyOnce(
    call,
    async () => {
      try {
        await call.services.transport.record(endpoint, { path: { applicantId }, json }, call.options);
      } catch (error) {
        if (!isTooLarge(endpoint, error)) throw error;
        const size = `${byteLengthOf(base64).toLocaleString('en')} bytes`;
        throw new ActionRejectedError('REMOTE.INPUT_INVALID', `the file is too large for eRecruiter: ${size}`);
      }
      return true;
    },
    async () => ((await isThere()) ? true : undefined),
  );
}

/** IIS answers 404 with a page to a body that is larger than it takes, and others 413. */
function isTooLarge(endpoint: Endpoint, error: unknown): boolean {
  if (!isAnswerOf(endpoint, error)) return false;
  return error.status === 413 || (error.status === 404 && /^\s*</.test(error.remoteText()));
}

function bareName(name: string | null | undefined, extension: string | null | undefined): string {
  const suffix = `.${(extension ?? '').replace(/^\./, '').toLowerCase()}`;
  const text = (name ?? '').normalize('NFC').trim();
  return text.toLowerCase().endsWith(suffix) ? text.slice(0, -suffix.length) : text;
}

/** Compares base64 texts; some servers break them into lines. */
function isSame(stored: string | null | undefined, content: string): boolean {
  return stored !== null && stored !== undefined && stored.replace(/\s+/g, '') === content;
}
