import { applicantSchema } from '../schemas/applicant.js';
import { recordsWithNames, numberOf, textIn, type AnyRecord } from './visit.js';
import { testEmail, type WriteVisit } from './write-options.js';
import {
  hasAccepted,
  isInvalid,
  STORED_WITHIN_MS,
  type RawReply,
  readRaw,
  readTestApplicant,
  replaceTestApplicant,
} from './write-requests.js';

const LONG_TEXT_LENGTH = 120;

/** Asks what the server makes of the test candidate's own properties: one question, one write. */
export async function probeProperties(visit: WriteVisit): Promise<void> {
  const { guard, dialect, tell } = visit;
  tell('writing properties of the test candidate');
  // As created: what other questions and actions have changed is undone.
  const { record: before } = await writeAndRead(visit, {});
  if (before === undefined) return;
  const { Email } = guard.created;
  const stored = textIn(before['Email']);
  if (stored !== undefined && stored !== Email) dialect.set('emails', 'lower');
  else if (stored !== undefined) dialect.set('emails', 'kept');
  await probeNames(visit);
  await probeText(visit);
  await probeLeftOut(visit, before);
  await probeRefusals(visit);
}

/** Writes properties of the test candidate and reads them back. */
async function writeAndRead(
  visit: WriteVisit,
  changes: AnyRecord,
): Promise<{ readonly reply: RawReply; readonly record: AnyRecord | undefined }> {
  const reply = await replaceTestApplicant(visit, changes);
  return { reply, record: hasAccepted(reply) ? await readTestApplicant(visit) : undefined };
}

type NameKnob = 'unknownSources' | 'unknownCountries' | 'unknownNames' | 'unknownTags';

/** Writes names that no catalogue has: all of them at once, and one by one if that is refused. */
async function probeNames(visit: WriteVisit): Promise<void> {
  const { mark } = visit;
  const names: readonly (readonly [NameKnob, string, string | readonly string[]])[] = [
    ['unknownSources', 'Referrer', `Source ${mark}`],
    ['unknownCountries', 'Country', `Land ${mark}`],
    ['unknownNames', 'TitleBeforeName', `Titel ${mark}`],
    ['unknownTags', 'Tags', [`Tag ${mark}`]],
  ];
  const all = Object.fromEntries(names.map(([, property, value]) => [property, value]));
  const { reply, record } = await writeAndRead(visit, all);
  if (!isInvalid(reply)) {
    for (const [knob, property, value] of names) noteName(visit, knob, record?.[property], value);
    return;
  }
  for (const [knob, property, value] of names) {
    const one = await writeAndRead(visit, { [property]: value });
    if (isInvalid(one.reply)) visit.dialect.set(knob, '400');
    else noteName(visit, knob, one.record?.[property], value);
  }
}

function noteName({ dialect }: WriteVisit, knob: NameKnob, stored: unknown, sent: string | readonly string[]): void {
  if (stored === undefined) return;
  const isNothing = stored === null || stored === '' || (Array.isArray(stored) && stored.length === 0);
  if (isNothing) dialect.set(knob, knob === 'unknownTags' ? 'dropped' : 'null');
  else if (String(stored) === String(sent)) dialect.set(knob, 'stored');
}

async function probeText(visit: WriteVisit): Promise<void> {
  const sent = ` <Test> & "${'x'.repeat(LONG_TEXT_LENGTH)}" `;
  const { record } = await writeAndRead(visit, { Street: sent });
  const stored = record?.['Street'];
  if (typeof stored !== 'string' || stored === '') return;
  if (stored === sent) visit.dialect.set('texts', 'kept');
  else if (/&(?:#\d+|lt|amp);/.test(stored)) visit.dialect.set('texts', 'encoded');
  else if (stored === sent.trim()) visit.dialect.set('texts', 'trimmed');
  else if (sent.trim().startsWith(stored.trim())) visit.dialect.set('texts', 'cut');
}

async function probeLeftOut(visit: WriteVisit, before: AnyRecord): Promise<void> {
  const { dialect } = visit;
  const kept = ['Street', 'City', 'ZipCode', 'Phone'].filter(
    (name) => textIn(before[name]) !== undefined && before[name] === visit.guard.created[name],
  );
  const [omitted, nulled] = kept;
  if (omitted === undefined || nulled === undefined) return;
  const { record: after } = await writeAndRead(visit, { [omitted]: undefined, [nulled]: null });
  if (after === undefined) return;
  dialect.set('omittedProperties', textIn(after[omitted]) === undefined ? 'reset' : 'kept');
  dialect.set('nullProperties', textIn(after[nulled]) === undefined ? 'cleared' : 'kept');
}

async function probeRefusals(visit: WriteVisit): Promise<void> {
  const { dialect } = visit;
  const unknown = await replaceTestApplicant(visit, { DoctorTest: 'x' });
  if (isInvalid(unknown)) dialect.set('unknownProperties', '400');
  else if (hasAccepted(unknown)) dialect.set('unknownProperties', 'ignored');
  const unreadable = await replaceTestApplicant(visit, { BirthDate: 'no date' });
  if (isInvalid(unreadable)) dialect.set('unreadableValues', '400');
  else if (hasAccepted(unreadable)) dialect.set('unreadableValues', 'defaults');
  const nameless = await replaceTestApplicant(visit, { FirstName: null });
  if (hasAccepted(nameless)) dialect.set('requiredFields', 'last-name');
  if (!isInvalid(nameless)) return;
  const unreachable = await replaceTestApplicant(visit, { Email: null });
  if (isInvalid(unreachable)) dialect.set('requiredFields', 'email');
  else if (hasAccepted(unreachable)) dialect.set('requiredFields', 'first-name');
}

/** Asks when and how a new address is found, and restores the first one. */
export async function probeSearch(visit: WriteVisit): Promise<void> {
  const { dialect, settings, signal, mark, tell } = visit;
  tell('searching by email address');
  const email = await writeAddress(visit, testEmail(mark, 'Doctor.Again'));
  if (email === undefined) return;
  let isFound = await search(visit, email, '');
  if (isFound) {
    dialect.set('emailLag', 'at-once');
  } else {
    await settings.clock.sleep(STORED_WITHIN_MS, signal);
    isFound = await search(visit, email, '');
    if (isFound) dialect.set('emailLag', 'late');
  }
  if (!isFound) return;
  dialect.set('emailCase', (await search(visit, swappedCase(email), '')) ? 'ignored' : 'exact');
  dialect.set('emailMatch', (await search(visit, email.slice(1), '')) ? 'part' : 'whole');
  const withPlus = await writeAddress(visit, testEmail(mark, 'Doctor+Plus'));
  if (withPlus === undefined) return;
  if (dialect.get('emailLag') === 'late') await settings.clock.sleep(STORED_WITHIN_MS, signal);
  const literal = await searchReply(visit, withPlus, '+');
  const isRefused = literal.status === 404 && typeof literal.data === 'string' && literal.data.startsWith('<');
  if (isRefused) dialect.set('plusInPath', '404.11');
  else if (hasTestCandidate(visit, literal)) dialect.set('plusInPath', 'works');
  else if (await search(visit, withPlus, '')) dialect.set('plusInPath', 'blank');
}

/** Gives the test candidate another address. Returns it as it is stored; undefined if it was refused. */
async function writeAddress(visit: WriteVisit, Email: string): Promise<string | undefined> {
  if (!hasAccepted(await replaceTestApplicant(visit, { Email }))) return undefined;
  return textIn((await readTestApplicant(visit))?.['Email']);
}

async function search(visit: WriteVisit, email: string, literal: string): Promise<boolean> {
  return hasTestCandidate(visit, await searchReply(visit, email, literal));
}

function searchReply(visit: WriteVisit, email: string, literal: string): Promise<RawReply> {
  const written = encodeURIComponent(email).replaceAll('%40', '@');
  return readRaw(visit, `Applicants/ByEmail/${literal === '+' ? written.replaceAll('%2B', '+') : written}`);
}

function hasTestCandidate({ guard }: WriteVisit, { data }: RawReply): boolean {
  return recordsWithNames(applicantSchema, data).some(({ Id }) => numberOf(Id) === guard.applicantId);
}

function swappedCase(email: string): string {
  return email.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}
