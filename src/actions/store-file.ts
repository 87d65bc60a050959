import { endpoints } from '../api/endpoints.js';
import { refusedItself } from '../api/refused-itself.js';
import { toDocumentType } from '../mappers/index.js';
import type { RawApplicantCv } from '../schemas/index.js';
import type { AttachmentFile } from './attachment-file.js';
import { certain } from './certain.js';
import { asWrite, refuseRow } from './refusals.js';
import type { Call } from './tools.js';

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
  call: Call,
  applicantId: number,
  file: AttachmentFile,
  slot: boolean,
): Promise<boolean> {
  return call.tools.locks.run(`files ${applicantId}`, call.options.signal, async () => {
    if (file.type === 'CV' && slot) return setCv(call, applicantId, file);
    return addDocument(call, applicantId, file, await documentType(call, file.type));
  });
}

/** Adds a file as a document of a given type, as an answer to a question that asks for one. */
export async function storeDocument(
  call: Call,
  applicantId: number,
  file: AttachmentFile,
  type: string | null,
): Promise<boolean> {
  const { locks } = call.tools;
  return locks.run(`files ${applicantId}`, call.options.signal, () => addDocument(call, applicantId, file, type));
}

async function documentType(call: Call, type: AttachmentFile['type']): Promise<string | null> {
  const { ApplicantDocumentTypes } = await call.tools.catalogue.mandator(call.options);
  const { name, exact } = toDocumentType(type, ApplicantDocumentTypes);
  if (!exact) call.warn(`the mandator has no document type for ${type}; used ${name === null ? 'none' : `«${name}»`}`);
  return name;
}

async function setCv(call: Call, applicantId: number, file: AttachmentFile): Promise<boolean> {
  const current = await readCv(call, applicantId);
  if (isSame(current?.Content, file.base64)) return false;
  if (current?.Content) {
    // The slot holds one: what a recruiter may have put there is kept as a document first.
    const old: AttachmentFile = {
      ...file,
      name: 'CV',
      extension: current.FileExtension ?? '',
      base64: current.Content,
    };
    await addDocument(call, applicantId, old, await documentType(call, 'CV'));
  }
  const json = JSON.stringify({ FileExtension: file.extension, Content: file.base64 });
  return put(call, endpoints.setCv, applicantId, json, async () => {
    const stored = await readCv(call, applicantId);
    return isSame(stored?.Content, file.base64);
  });
}

async function addDocument(
  call: Call,
  applicantId: number,
  file: AttachmentFile,
  type: string | null,
): Promise<boolean> {
  const document: Document = {
    Name: file.name,
    FileExtension: file.extension,
    Type: type,
    Content: file.base64,
    IsPublic: false,
  };
  const isThere = (): Promise<boolean> => hasDocument(call, applicantId, document);
  if (await isThere()) return false;
  return put(call, endpoints.addDocument, applicantId, JSON.stringify(document), isThere);
}

/** Equal documents have the same type, name without extension, and bytes. */
async function hasDocument(call: Call, applicantId: number, wanted: Document): Promise<boolean> {
  const { transport } = call.tools;
  const input = { path: { applicantId }, query: { includeContent: false } };
  const rows = await asWrite(transport.rows(endpoints.documents, input, call.options, refuseRow));
  const alike = rows.filter(({ Id, Name, FileExtension, Type }) => {
    return (
      Id > 0 &&
      (Type || null) === wanted.Type &&
      bareName(Name, FileExtension) === bareName(wanted.Name, wanted.FileExtension)
    );
  });
  for (const { Id: documentId } of alike) {
    const path = { documentId };
    const { Content } = await transport.record(
      endpoints.document,
      { path, query: { includeContent: true } },
      call.options,
    );
    if (isSame(Content, wanted.Content)) return true;
  }
  return false;
}

async function readCv(call: Call, applicantId: number): Promise<RawApplicantCv | null> {
  const input = { path: { applicantId }, query: { includeContent: true } };
  const cv = await call.tools.transport.record(endpoints.cv, input, call.options).catch((error: unknown) => {
    if (refusedItself(error) && error.status === 404) return null; // how servers say that the slot is empty
    throw error;
  });
  return cv ?? null;
}

async function put(
  call: Call,
  endpoint: typeof endpoints.setCv | typeof endpoints.addDocument,
  applicantId: number,
  json: string,
  isThere: () => Promise<boolean>,
): Promise<boolean> {
  return certain(
    call,
    async () => {
      await call.tools.transport.record(endpoint, { path: { applicantId }, json }, call.options);
      return true;
    },
    async () => ((await isThere()) ? true : undefined),
  );
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
