import { endpoints } from '../api/endpoints.js';
import { type AnswerPlan } from '../mappers/index.js';
import { nameKey, sameName } from '../mappers/values/text.js';
import type { Issue } from '../options.js';
import type { RawApplicantKnowledge, RawCustomFieldValueView, RawPolicy } from '../schemas/index.js';
import { exactlyOnce } from './exactly-once.js';
import { isSpeltAlike, isStored, resembles } from './kept.js';
import { refuseRow } from './refusals.js';
import type { ActionCall } from './run-action.js';

type Skills = AnswerPlan['knowledges'];

type Write =
  | typeof endpoints.setCustomField
  | typeof endpoints.addLanguage
  | typeof endpoints.replaceLanguage
  | typeof endpoints.setKnowledges
  | typeof endpoints.setPolicy;

/** Reads back what was written. That it cannot be read is a warning: the write itself is done. */
export async function readingBack(
  call: ActionCall,
  what: string,
  read: () => Promise<string | undefined>,
): Promise<void> {
  try {
    const warning = await read();
    if (warning !== undefined) call.warn(warning);
  } catch {
    call.warn(`${what} was accepted, but could not be read back`);
  }
}

/** Sets the value of a custom field; eRecruiter makes or replaces it. */
export async function setCustomField(
  call: ActionCall,
  applicantId: number,
  value: AnswerPlan['customFields'][number],
): Promise<boolean> {
  const { transport, onIssue } = call.services;
  const isThere = async (): Promise<boolean> => {
    const path = { applicantId };
    const rows = await transport.rows(endpoints.applicantCustomFields, { path }, call.options, onIssue);
    const row = rows.find(({ CustomField }) => sameName(CustomField?.Name, value.CustomField));
    const wanted = value.Values ?? [value.Value ?? ''];
    const held = row === undefined ? [] : textsOf(row);
    return wanted.every((text) => held.some((other) => isStored(text, other, value.Values !== null)));
  };
  await send(call, endpoints.setCustomField, { applicantId }, value, isThere);
  await readingBack(call, 'the value of a custom field', async () =>
    (await isThere()) ? undefined : 'eRecruiter did not keep the value of a custom field as it was sent',
  );
  return true;
}

/** The forms that a value is delivered in. */
function textsOf({ Value, StringValue, BoolValue, DateValue, NumberValue }: RawCustomFieldValueView): string[] {
  return [Value, StringValue, BoolValue, DateValue, DateValue?.slice(0, 10), NumberValue].flatMap((value) =>
    value === null || value === undefined ? [] : String(value),
  );
}

/** Sets the level of a language; a second entry for the same language is never made. */
export function setLanguage(
  call: ActionCall,
  applicantId: number,
  wanted: AnswerPlan['languages'][number],
): Promise<boolean> {
  // Creates with different addresses can find the same candidate.
  return call.alone(`languages ${applicantId}`, () => writeLanguage(call, applicantId, wanted));
}

async function writeLanguage(
  call: ActionCall,
  applicantId: number,
  wanted: AnswerPlan['languages'][number],
): Promise<boolean> {
  const { transport } = call.services;
  const read = () => transport.rows(endpoints.languages, { path: { applicantId } }, call.options, refuseRow);
  const before = await read();
  const isIt = ({ Language }: { readonly Language?: string | null | undefined }): boolean =>
    sameName(Language, wanted.Language);
  const find = async () => {
    const rows = await read();
    const isNew = ({ Id }: { readonly Id?: number | null | undefined }) => before.every((old) => old.Id !== Id);
    return rows.find(isIt) ?? rows.find((row) => isNew(row) && resembles(row.Language ?? '', wanted.Language));
  };
  const hasLevel = (level: string | null | undefined): boolean =>
    wanted.Level === null || sameName(level, wanted.Level);
  const current = before.find(isIt) ?? before.find(({ Language }) => isSpeltAlike(Language ?? '', wanted.Language));
  if (current === undefined) {
    // Whatever level it has got: another entry would not mend it.
    const isThere = async (): Promise<boolean> => (await find()) !== undefined;
    await send(call, endpoints.addLanguage, { applicantId }, wanted, isThere);
  } else {
    if (hasLevel(current.Level) || !current.Id) return false;
    const isSet = async (): Promise<boolean> => hasLevel((await read()).find(({ Id }) => Id === current.Id)?.Level);
    const body = { ...current, Level: wanted.Level };
    await send(call, endpoints.replaceLanguage, { languageId: current.Id }, body, isSet);
  }
  await readingBack(call, 'a language', async () => {
    const row = await find();
    if (row === undefined) return 'eRecruiter did not keep a language';
    if (!isIt(row)) return 'eRecruiter did not keep the name of a language as it was sent';
    return hasLevel(row.Level) ? undefined : 'eRecruiter did not keep the level of a language as it was sent';
  });
  return true;
}

/** Sets skills; their names are their keys. */
export function setKnowledges(call: ActionCall, applicantId: number, wanted: Skills): Promise<boolean> {
  return call.alone(`skills ${applicantId}`, () => writeKnowledges(call, applicantId, wanted));
}

async function writeKnowledges(call: ActionCall, applicantId: number, wanted: Skills): Promise<boolean> {
  const { transport, onIssue } = call.services;
  const read = (told: (issue: Issue) => void = refuseRow) =>
    transport.rows(endpoints.knowledges, { path: { applicantId } }, call.options, told);
  const before = await read(onIssue);
  const due = missingOf(wanted, before, before);
  if (due.length === 0) return false;
  let left = due;
  const look = async (): Promise<true | undefined> => {
    left = missingOf(due, before, await read());
    return left.length === 0 ? true : undefined;
  };
  // A server can store some of them and fail at the next, or say nothing of it: the others are sent, and those alone.
  for (let sent = Number.POSITIVE_INFINITY; left.length > 0 && left.length < sent;) {
    sent = left.length;
    await exactlyOnce(call, () => put(call, endpoints.setKnowledges, { applicantId }, left), look);
    try {
      await look();
    } catch {
      call.warn('skills were accepted, but could not be read back');
      return true;
    }
  }
  await readingBack(call, 'skills', async () => {
    const held = skillsOf(due, before, await read());
    const dropped = due.filter((skill) => !held.has(skill));
    const levelless = due.filter((skill) => held.has(skill) && !hasLevel(held.get(skill), skill.Level));
    const parts = [
      ...(dropped.length > 0 ? [`${dropped.length} of ${due.length} skills`] : []),
      ...(levelless.length > 0 ? [`the level of ${levelless.length} of ${due.length} skills`] : []),
    ];
    return parts.length === 0 ? undefined : `eRecruiter did not keep ${parts.join(', and ')}`;
  });
  return true;
}

/** The skills that are not there; and those that were there before, and have not got their level. */
function missingOf(
  wanted: Skills,
  before: readonly RawApplicantKnowledge[],
  now: readonly RawApplicantKnowledge[],
): Skills {
  const had = skillsOf(wanted, before, before);
  const held = skillsOf(wanted, before, now);
  // As many new rows as new skills: each is there, whatever eRecruiter calls it.
  const isGrown = now.length > before.length && now.length - before.length >= wanted.length - had.size;
  return wanted.filter((skill) =>
    had.has(skill) ? !hasLevel(held.get(skill), skill.Level) : !held.has(skill) && !isGrown,
  );
}

/**
 * Skills as eRecruiter holds them; a new one whose name it cleaned or cut, too. A row stands for one of them only: of
 * Java and JavaScript either may be missing.
 */
function skillsOf(
  wanted: Skills,
  before: readonly RawApplicantKnowledge[],
  now: readonly RawApplicantKnowledge[],
): ReadonlyMap<Skills[number], RawApplicantKnowledge> {
  const keysOf = (rows: readonly RawApplicantKnowledge[]) => rows.map(({ Knowledge }) => nameKey(Knowledge ?? ''));
  const named = new Map(
    wanted.flatMap((skill) => {
      const row = now.find(({ Knowledge }) => sameName(Knowledge, skill.Knowledge));
      return row === undefined ? [] : [[skill, row] satisfies [Skills[number], RawApplicantKnowledge]];
    }),
  );
  const known = new Set([...keysOf(before), ...keysOf([...named.values()])]);
  const held = new Map(named);
  for (const skill of wanted.filter((one) => !named.has(one))) {
    const row = now.find(
      ({ Knowledge }) => !known.has(nameKey(Knowledge ?? '')) && isCleaned(Knowledge ?? '', skill.Knowledge),
    );
    if (row === undefined) continue;
    known.add(nameKey(row.Knowledge ?? ''));
    held.set(skill, row);
  }
  return held;
}

function isCleaned(stored: string, name: string): boolean {
  return stored !== '' && nameKey(stored).length > 2 && resembles(stored, name);
}

function hasLevel(row: RawApplicantKnowledge | undefined, level: string | null): boolean {
  return level === null || sameName(row?.Level, level);
}

/** Accepts a policy, unless it is accepted already. */
export async function setPolicy(
  call: ActionCall,
  applicantId: number,
  policy: RawPolicy,
  acceptedOn: string | null,
): Promise<boolean> {
  const { transport, onIssue } = call.services;
  const isAccepted = async (): Promise<boolean> => {
    const rows = await transport.rows(endpoints.applicantPolicies, { path: { applicantId } }, call.options, onIssue);
    return rows.some(
      ({ PolicyId, AcceptedOn, RevokedOn }) => PolicyId === policy.Id && Boolean(AcceptedOn) && !RevokedOn,
    );
  };
  if (await isAccepted()) return false;
  const body = { AcceptedOn: acceptedOn, RevokedOn: null };
  await send(call, endpoints.setPolicy, { applicantId, policyId: policy.Id }, body, isAccepted);
  await readingBack(call, 'the consent', async () =>
    (await isAccepted()) ? undefined : 'eRecruiter did not keep the consent',
  );
  return true;
}

function send(
  call: ActionCall,
  endpoint: Write,
  path: Readonly<Record<string, number>>,
  body: object,
  isThere: () => Promise<boolean>,
): Promise<true> {
  return exactlyOnce(
    call,
    () => put(call, endpoint, path, body),
    async () => ((await isThere()) ? true : undefined),
  );
}

async function put(
  call: ActionCall,
  endpoint: Write,
  path: Readonly<Record<string, number>>,
  body: object,
): Promise<true> {
  const json = JSON.stringify(body);
  await call.services.transport.record<string, typeof endpoint.schema>(endpoint, { path, json }, call.options);
  return true;
}
