import { CUSTOM_FIELD_TARGETS, CUSTOM_FIELD_TYPES, memberOf } from '../mappers/values/enums.js';
import { customFieldValueSchema } from '../schemas/custom-field.js';
import { applicantDocumentSchema } from '../schemas/document.js';
import { applicantKnowledgeSchema, applicantLanguageSchema } from '../schemas/sub-records.js';
import type { Schema } from '../schemas/walk.js';
import { arrayIn, namesOfEntries } from './discovery.js';
import { finding } from './diagnosis.js';
import { propertyOf } from './probe-client.js';
import { type AnyRecord, numberOf, recordsWithNames, recordWithNames, textIn, textsInList } from './visit.js';
import type { WriteVisit } from './write-options.js';
import { hasAccepted, isInvalid, type RawReply, readRaw, sendRaw } from './write-requests.js';

const FIRST_PDF = btoa('%PDF-1.4 test of the doctor');
const NEWER_PDF = btoa('%PDF-1.4 second test of the doctor');
const TEXT = btoa('A test of the doctor.');
/** Longer than columns may be, with what file systems do not like. */
const LONG_NAME = ` Test: März/April (final) ${'x'.repeat(100)} `;
const DATE_FORMS = { iso: '2031-01-31', invariant: '01/31/2031 00:00:00', german: '31.01.2031' } as const;

/** Asks what the server makes of documents and of a CV. */
export async function probeFiles(visit: WriteVisit): Promise<void> {
  const { dialect, tell, mandator, mark } = visit;
  tell('writing files');
  const types = namesOfEntries(mandator['ApplicantDocumentTypes']);
  const Type = types[0] ?? textsInList(mandator['ApplicantDocumentTypes'])[0] ?? null;
  const known = new Set((await readTestDocuments(visit)).map(({ Id }) => numberOf(Id) ?? 0));
  const named = await addAndRead(visit, known, {
    Name: LONG_NAME,
    FileExtension: '.PDF',
    Type,
    Content: FIRST_PDF,
  });
  noteWriteAnswer(visit, named.reply);
  if (named.row !== undefined) {
    noteFileName(visit, named.row);
    noteExtensionForm(visit, named.row);
    noteContent(visit, named.row);
  }
  const asText = await addAndRead(visit, known, { Name: 'Doctor', FileExtension: '.txt', Type, Content: TEXT });
  if (asText.row !== undefined) dialect.set('fileTypes', 'any');
  else if (isInvalid(asText.reply) && named.row !== undefined) dialect.set('fileTypes', 'few');
  const typed = { Name: 'Doctor type', FileExtension: '.pdf', Type: `Type ${mark}`, Content: FIRST_PDF };
  const { reply, row } = await addAndRead(visit, known, typed);
  if (isInvalid(reply)) dialect.set('unknownDocumentTypes', '400');
  else if (row === undefined && hasAccepted(reply)) dialect.set('unknownDocumentTypes', 'dropped');
  else if (row !== undefined) {
    const stored = textIn(row['Type']);
    if (stored === undefined) dialect.set('unknownDocumentTypes', 'null');
    else if (stored === typed.Type) dialect.set('unknownDocumentTypes', 'stored');
  }
  await probeCv(visit);
}

async function addAndRead(
  visit: WriteVisit,
  known: Set<number>,
  document: AnyRecord,
): Promise<{ readonly reply: RawReply; readonly row: AnyRecord | undefined }> {
  const path = `Applicant/Document/${visit.guard.applicantId}`;
  const reply = await sendRaw(visit, 'PUT', path, { IsPublic: false, ...document });
  if (!hasAccepted(reply)) return { reply, row: undefined };
  const row = (await readTestDocuments(visit)).find(({ Id }) => !known.has(numberOf(Id) ?? 0));
  known.add(numberOf(row?.['Id']) ?? 0);
  return { reply, row };
}

async function readTestDocuments(visit: WriteVisit): Promise<AnyRecord[]> {
  const { data } = await readRaw(visit, `Applicant/Documents/${visit.guard.applicantId}`, { includeContent: true });
  return recordsWithNames(applicantDocumentSchema, data).filter(({ Id }) => (numberOf(Id) ?? 0) > 0);
}

function noteWriteAnswer({ dialect }: WriteVisit, { status, data }: RawReply): void {
  if (status === 204) dialect.set('writeAnswers', '204');
  else if (status === 201) dialect.set('writeAnswers', 'created');
  else if (status === 200) dialect.set('writeAnswers', data === null || data === undefined ? 'null' : 'record');
}

function noteFileName({ dialect }: WriteVisit, { Name }: AnyRecord): void {
  if (typeof Name !== 'string') return;
  if (Name === LONG_NAME) dialect.set('fileNames', 'kept');
  else if (Name === LONG_NAME.trim()) dialect.set('fileNames', 'trimmed');
  else if (LONG_NAME.trim().startsWith(Name.trim())) dialect.set('fileNames', 'cut');
  else dialect.set('fileNames', 'cleaned');
}

function noteExtensionForm({ dialect }: WriteVisit, { FileExtension }: AnyRecord): void {
  const form = { '.PDF': 'dot', '.pdf': 'lower', PDF: 'bare', pdf: 'bare' }[String(FileExtension)];
  if (form !== undefined) dialect.set('extensions', form);
}

function noteContent({ findings }: WriteVisit, { Content }: AnyRecord): void {
  if (typeof Content !== 'string') return;
  findings.push(
    Content === FIRST_PDF
      ? finding('writes.content', 'ok', 'The bytes of a document come back as sent.')
      : finding('writes.content', 'problem', 'The bytes of a document come back changed.', {
          advice: 'Please report it: files cannot be compared.',
        }),
  );
}

async function probeCv(visit: WriteVisit): Promise<void> {
  const path = `Applicant/Cv/${visit.guard.applicantId}`;
  const body = { FileExtension: '.pdf', Content: NEWER_PDF };
  const before = await readRaw(visit, path, { includeContent: true });
  const isFull = textIn(recordWithNames(applicantDocumentSchema, before.data)?.['FileExtension']) !== undefined;
  if (!isFull && !hasAccepted(await sendRaw(visit, 'PUT', path, { ...body, Content: FIRST_PDF }))) return;
  const put = await sendRaw(visit, 'PUT', path, body);
  if (hasAccepted(put)) visit.dialect.set('fullCv', 'put');
  else if (isInvalid(put) && hasAccepted(await sendRaw(visit, 'POST', path, body))) {
    visit.dialect.set('fullCv', 'post-only');
  }
}

/** Asks what the server makes of skills, languages and custom fields. */
export async function probeLists(visit: WriteVisit): Promise<void> {
  const { dialect, tell, mandator, guard, mark } = visit;
  tell('writing skills, languages and custom fields');
  const [skill] = catalogueNamesIn(mandator['Knowledges']);
  const skills = `Applicant/Knowledges/${guard.applicantId}`;
  if (skill !== undefined) {
    const bulk = await sendRaw(visit, 'PUT', skills, [{ Knowledge: skill, Level: null }]);
    if (hasAccepted(bulk)) dialect.set('skillsRoute', 'there');
    else if (bulk.status === 404 || bulk.status === 405) dialect.set('skillsRoute', '404');
  }
  const hasBulk = dialect.get('skillsRoute') !== '404';
  const knowledge = { Knowledge: `Skill ${mark}`, Level: null };
  const added = hasBulk
    ? await sendRaw(visit, 'PUT', skills, [knowledge])
    : await sendRaw(visit, 'PUT', `Applicant/Knowledge/${guard.applicantId}`, knowledge);
  await noteListed(visit, 'unknownSkills', added, skills, applicantKnowledgeSchema, ['Knowledge', knowledge.Knowledge]);
  const language = { Language: `Sprache ${mark}`, Level: null };
  const spoken = await sendRaw(visit, 'PUT', `Applicant/Language/${guard.applicantId}`, language);
  const languages = `Applicant/Languages/${guard.applicantId}`;
  const named = ['Language', language.Language] as const;
  await noteListed(visit, 'unknownLanguages', spoken, languages, applicantLanguageSchema, named);
  await probeFields(visit);
}

async function noteListed(
  visit: WriteVisit,
  knob: 'unknownSkills' | 'unknownLanguages',
  reply: RawReply,
  path: string,
  schema: Schema,
  [property, name]: readonly [string, string],
): Promise<void> {
  if (isInvalid(reply)) visit.dialect.set(knob, '400');
  if (!hasAccepted(reply)) return;
  const read = await readRaw(visit, path);
  if (!hasAccepted(read) && read.status !== 404) return;
  const isStored = recordsWithNames(schema, read.data).some((row) => row[property] === name);
  visit.dialect.set(knob, isStored ? 'stored' : 'dropped');
}

function catalogueNamesIn(catalogue: unknown): string[] {
  return [...textsInList(catalogue), ...namesOfEntries(catalogue)];
}

async function probeFields(visit: WriteVisit): Promise<void> {
  const { dialect, mandator, guard } = visit;
  const path = `Applicant/${guard.applicantId}/CustomField`;
  const set = (CustomField: string, Value: string | null): Promise<RawReply> =>
    sendRaw(visit, 'POST', path, { CustomField, Value, Values: null });
  const text = fieldName(mandator, 'TextSingleLine');
  if (text !== undefined && hasAccepted(await set(text, 'Test'))) {
    const emptied = await set(text, null);
    if (isInvalid(emptied)) dialect.set('emptyFieldValue', '400');
    if (hasAccepted(emptied)) dialect.set('emptyFieldValue', (await hasFieldValue(visit, text)) ? 'ignored' : 'clears');
  }
  const date = fieldName(mandator, 'Date');
  if (date === undefined) return;
  const accepted: string[] = [];
  for (const [form, value] of Object.entries(DATE_FORMS)) {
    const reply = await set(date, value);
    if (hasAccepted(reply)) accepted.push(form);
    else if (!isInvalid(reply)) return;
  }
  const [only] = accepted;
  if (accepted.length === Object.keys(DATE_FORMS).length) dialect.set('fieldDates', 'any');
  else if (accepted.length === 1 && only !== undefined) dialect.set('fieldDates', only);
}

/** The internal name of a candidate's custom field of a type. */
export function fieldName(mandator: AnyRecord, type: (typeof CUSTOM_FIELD_TYPES)[number]): string | undefined {
  const member = (names: readonly string[], value: unknown): string | undefined =>
    typeof value === 'number' || typeof value === 'string' ? memberOf(names, value) : undefined;
  const field = arrayIn(mandator['CustomFields']).find(
    (one) =>
      member(CUSTOM_FIELD_TARGETS, propertyOf(one, 'Target')) === 'Applicant' &&
      member(CUSTOM_FIELD_TYPES, propertyOf(one, 'Type')) === type,
  );
  return textIn(propertyOf(field, 'Name'));
}

async function hasFieldValue(visit: WriteVisit, field: string): Promise<boolean> {
  const { data } = await readRaw(visit, `Applicant/CustomFields/${visit.guard.applicantId}`);
  return recordsWithNames(customFieldValueSchema, data).some(
    ({ CustomField, Value, StringValue }) =>
      propertyOf(CustomField, 'Name') === field && (textIn(Value) ?? textIn(StringValue)) !== undefined,
  );
}
