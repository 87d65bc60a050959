import { endpoints } from '../api/endpoints.js';
import { applicantSchema } from '../schemas/applicant.js';
import { applicationSchema } from '../schemas/application.js';
import { customFieldValueSchema } from '../schemas/custom-field.js';
import { applicantDocumentSchema } from '../schemas/document.js';
import { applicantPolicySchema } from '../schemas/policy.js';
import { applicantKnowledgeSchema, applicantLanguageSchema } from '../schemas/sub-records.js';
import type { Schema } from '../schemas/walk.js';
import { arrayIn, type Discovery } from './discovery.js';
import type { Probe } from './probe-client.js';
import type { Knob } from './questions.js';
import {
  type AnyRecord,
  nothingForm,
  numberOf,
  recordWithNames,
  recordsWithNames,
  textIn,
  type Visit,
} from './visit.js';

/** An address that nobody has: the domain is reserved. */
const NOBODY = 'erecruiter-kombo-doctor@example.invalid';
/** The same with characters that web servers refuse in a path, though addresses may have them. */
const NOBODY_WITH = {
  plus: 'erecruiter-kombo+doctor',
  ampersand: 'erecruiter-kombo&doctor',
  star: 'erecruiter-kombo*doctor',
};

/** An applicant of the sample, in memory only. */
export interface Person {
  readonly id: number;
  readonly applicant: AnyRecord | undefined;
  readonly applications: readonly AnyRecord[];
  readonly fields: readonly AnyRecord[];
  readonly probe: Probe;
  readonly applicationsProbe: Probe;
}

/** Reads a sample of applicants with everything that belongs to them. */
export async function readPersons(visit: Visit, { applicantIds }: Discovery): Promise<Person[]> {
  const persons: Person[] = [];
  const ids = applicantIds.slice(0, visit.sample);
  for (const [index, id] of ids.entries()) {
    visit.tell(`reading applicant ${index + 1} of ${ids.length}`);
    const person = await readPerson(visit, id);
    persons.push(person);
    const { status } = person.probe;
    if (status === 401 || status === 403) break; // the next one would be refused, too
  }
  return persons;
}

async function readPerson(visit: Visit, applicantId: number): Promise<Person> {
  const { client, notes } = visit;
  const path = { applicantId };
  const probe = await client.get(endpoints.applicant, { path });
  notes.add('Applicant', applicantSchema, probe.json);
  const { culture } = client.settings;
  const applicationsProbe = await client.get(endpoints.applications, { path, query: { culture } });
  noteList(visit, 'Application', applicationSchema, applicationsProbe, 'noApplications');
  const person = {
    id: applicantId,
    applicant: recordWithNames(applicantSchema, probe.json),
    applications: recordsWithNames(applicationSchema, applicationsProbe.json),
    ...{ probe, applicationsProbe },
  };
  if (probe.status !== 200) return { ...person, fields: [] };
  const fields = await client.get(endpoints.applicantCustomFields, { path });
  noteList(visit, 'CustomFieldValue', customFieldValueSchema, fields, 'noRecords');
  const [languages, skills, policies, documents, cv] = await Promise.all([
    client.get(endpoints.languages, { path }),
    client.get(endpoints.knowledges, { path }),
    client.get(endpoints.applicantPolicies, { path }),
    client.get(endpoints.documents, { path, query: { includeContent: false } }),
    client.get(endpoints.cv, { path, query: { includeContent: false } }),
  ]);
  noteList(visit, 'ApplicantLanguage', applicantLanguageSchema, languages, 'noRecords');
  noteList(visit, 'ApplicantKnowledge', applicantKnowledgeSchema, skills, 'noRecords');
  const isRoute = visit.dialect.get('policiesRoute') !== '404';
  noteList(visit, 'ApplicantPolicy', applicantPolicySchema, policies, isRoute ? 'noRecords' : undefined);
  noteDocuments(visit, documents);
  noteCv(visit, cv);
  return { ...person, fields: recordsWithNames(customFieldValueSchema, fields.json) };
}

function noteList({ notes, dialect }: Visit, kind: string, schema: Schema, probe: Probe, knob: Knob | undefined): void {
  for (const row of arrayIn(probe.json)) notes.add(kind, schema, row);
  const form = nothingForm(probe);
  if (form !== undefined && knob !== undefined) dialect.set(knob, form);
}

function noteDocuments(visit: Visit, probe: Probe): void {
  noteList(visit, 'ApplicantDocument', applicantDocumentSchema, probe, 'noDocuments');
  const { dialect } = visit;
  const rows = recordsWithNames(applicantDocumentSchema, probe.json);
  if (rows.length === 0) return;
  const isOwn = (row: AnyRecord): boolean => (numberOf(row['Id']) ?? 0) > 0;
  if (rows.some((row) => !isOwn(row))) dialect.set('documentList', 'cv-and-photo');
  else if (rows.some(({ Content }) => textIn(Content) !== undefined)) dialect.set('documentList', 'content');
  else if (!dialect.has('documentList')) dialect.set('documentList', 'bare');
  for (const { FileExtension } of rows) noteExtension(visit, FileExtension);
}

function noteCv(visit: Visit, probe: Probe): void {
  const form = nothingForm(probe);
  if (form !== undefined) visit.dialect.set('emptyCv', form);
  else noteExtension(visit, recordWithNames(applicantDocumentSchema, probe.json)?.['FileExtension']);
}

function noteExtension({ dialect }: Visit, value: unknown): void {
  const extension = textIn(value);
  if (extension === undefined) return;
  const form = extension.startsWith('.') ? 'dot' : 'bare';
  const before = dialect.get('extensions');
  dialect.set('extensions', before === undefined || before === form ? form : 'mixed');
}

/** Searches for an address that nobody has, and for that of an applicant in several spellingsOf. */
export async function askByEmail(visit: Visit, persons: readonly Person[]): Promise<Probe> {
  const { client, dialect } = visit;
  visit.tell('searching by email address');
  const nobody = await client.get(endpoints.applicantsByEmail, { path: { email: NOBODY } });
  const form = nothingForm(nobody);
  if (form !== undefined) dialect.set('emailNobody', form);
  if (form !== undefined) {
    const isRefused = async (name: string): Promise<boolean> => {
      const email = `${name}@example.invalid`;
      const probe = await client.get(endpoints.applicantsByEmail, { path: { email } }, { patient: false });
      return nothingForm(probe) === undefined && probe.status !== 200 && probe.status !== null;
    };
    if (await isRefused(NOBODY_WITH.plus)) dialect.set('plusInPath', '404.11');
    if (await isRefused(NOBODY_WITH.ampersand)) dialect.set('refusedInPath', 'iis');
    else dialect.set('refusedInPath', (await isRefused(NOBODY_WITH.star)) ? 'some' : 'none');
  }
  const email = persons.flatMap(({ applicant }) => plainEmail(applicant) ?? [])[0];
  if (email !== undefined && (await finds(visit, email.text, email.id)) === true) {
    const isOther = await finds(visit, swapCase(email.text), email.id);
    if (isOther !== undefined) dialect.set('emailCase', isOther ? 'ignored' : 'exact');
    const isPart = await finds(visit, email.text.slice(1), email.id);
    if (isPart !== undefined) dialect.set('emailMatch', isPart ? 'part' : 'whole');
  }
  const withPlus = persons.find(({ applicant }) =>
    /^[^@\s][^@+\s]*\+[^@\s]*@/.test(textIn(applicant?.['Email']) ?? ''),
  );
  if (withPlus !== undefined && !dialect.has('plusInPath')) {
    const found = await finds(visit, textIn(withPlus.applicant?.['Email']) ?? '', withPlus.id, '+@');
    if (found !== undefined) dialect.set('plusInPath', found ? 'works' : 'blank');
  }
  return nobody;
}

function plainEmail(applicant: AnyRecord | undefined): { readonly text: string; readonly id: number } | undefined {
  const text = textIn(applicant?.['Email']);
  const id = numberOf(applicant?.['Id']);
  return text !== undefined && id !== undefined && /^[a-z0-9._-]{3,}@[a-z0-9.-]+$/i.test(text)
    ? { text, id }
    : undefined;
}

function swapCase(text: string): string {
  const [local = '', domain = ''] = text.split('@');
  return `${local === local.toUpperCase() ? local.toLowerCase() : local.toUpperCase()}@${domain}`;
}

/** Whether a search finds an applicant; undefined if it failed. */
async function finds({ client }: Visit, email: string, id: number, literal = ''): Promise<boolean | undefined> {
  const probe = await client.get(endpoints.applicantsByEmail, { path: { email }, literal });
  if (nothingForm(probe) !== undefined) return false;
  if (probe.status !== 200) return undefined;
  return recordsWithNames(applicantSchema, probe.json).some((row) => numberOf(row['Id']) === id);
}
