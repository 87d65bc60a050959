import { type Endpoint, endpoints } from '../api/endpoints.js';
import { type AnswerPlan, type LanguageBody, type PolicyBody, toCalendarDay, toRawLanguage } from '../mappers/index.js';
import { CUSTOM_FIELD_TYPES, memberOf } from '../mappers/values/enums.js';
import { countOf, nameKey, present, sameName } from '../mappers/values/text.js';
import type { anythingSchema, RawApplicantKnowledge, RawCustomFieldValueView, RawPolicy } from '../schemas/index.js';
import { confirmStored, readEveryRow } from './action-reads.js';
import { isSpelledAlike, isStoredValue, resembles } from './compare-stored.js';
import { exactlyOnce, findTwice } from './exactly-once.js';
import { hasRefused, LISTS, unknownValues } from './refused-values.js';
import type { ActionCall } from './run-action.js';

type CustomFieldValue = AnswerPlan['customFields'][number];
type Language = AnswerPlan['languages'][number];
type Skills = AnswerPlan['knowledges'];

/** Which rows show that a value is stored. */
interface FieldChecks {
  /** Decides, after a lost answer, whether it is. */
  readonly isStored: (row: RawCustomFieldValueView | undefined) => boolean;
  /** Decides, after an accepted write, whether it was kept. Some servers show it late: then it is looked at twice. */
  readonly isKept?: (row: RawCustomFieldValueView | undefined) => boolean;
}

/** Sets the value of a custom field; eRecruiter creates or replaces it. */
export async function setCustomField(
  call: ActionCall,
  applicantId: number,
  value: CustomFieldValue,
  checks?: FieldChecks,
): Promise<boolean> {
  const { transport, onIssue, settings } = call.services;
  const { isStored, isKept }: FieldChecks = checks ?? {
    isStored: (row) => resemblesRow(value, row, settings.timeZone),
  };
  const find = async (isIt: FieldChecks['isStored']): Promise<true | undefined> => {
    const path = { applicantId };
    const rows = await transport.rows(endpoints.applicantCustomFields, { path }, call.options, onIssue);
    return isIt(rows.find(({ CustomField }) => sameName(CustomField?.Name, value.CustomField))) || undefined;
  };
  const isThere = async (): Promise<boolean> => (await find(isStored)) === true;
  const put = (text = value.Value): Promise<true> =>
    sendOnce(call, endpoints.setCustomField, { applicantId }, { ...value, Value: text }, isThere);
  let kept: boolean | undefined;
  try {
    await put();
  } catch (refusal) {
    if (!hasRefused(endpoints.setCustomField, refusal)) throw refusal;
    kept = await putDateInOtherForm(call, value, put, () => find(isStored));
    if (kept === undefined) throw refusal;
  }
  await confirmStored(call, 'the value of a custom field', async () => {
    kept ??=
      (isKept === undefined ? await isThere() : (await findTwice(call, () => find(isKept))) === true) ||
      (await putDateInOtherForm(call, value, put, () => find(isStored), true));
    return kept === true ? undefined : 'eRecruiter did not keep the value of a custom field as it was sent';
  });
  return true;
}

/**
 * Writes the day of a Date in further forms until eRecruiter shows that very day: what one server reads as a month is a
 * day to another. Returns whether it is kept; undefined if no form is accepted, or the field is no Date. `wasAccepted`
 * says that the first form was: it may just not be visible yet, and is written again if no other is kept.
 */
async function putDateInOtherForm(
  call: ActionCall,
  { CustomField, Value }: CustomFieldValue,
  put: (text?: string) => Promise<true>,
  find: () => Promise<true | undefined>,
  wasAccepted = false,
): Promise<boolean | undefined> {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(Value ?? '') ?? [];
  if (day === undefined) return undefined;
  const { CustomFields } = await call.services.catalogue.mandator(call.options);
  const field = present(CustomFields).find(({ Name }) => sameName(Name, CustomField));
  if (memberOf(CUSTOM_FIELD_TYPES, field?.Type) !== 'Date') return undefined;
  if (wasAccepted && (await findTwice(call, find))) return true;
  let isAccepted = wasAccepted;
  for (const text of [`${month}/${day}/${year} 00:00:00`, `${day}.${month}.${year}`]) {
    try {
      await put(text);
      isAccepted = true;
      if (await findTwice(call, find)) return true;
    } catch (refusal) {
      if (!hasRefused(endpoints.setCustomField, refusal)) throw refusal;
    }
  }
  if (wasAccepted) await put();
  return isAccepted ? false : undefined;
}

/** Whether a row has a value in any form; of a list, whether it has all of them. Of a Date, its typed day counts. */
function resemblesRow(value: CustomFieldValue, row: RawCustomFieldValueView | undefined, timeZone: string): boolean {
  const day = /^\d{4}-\d\d-\d\d$/.test(value.Value ?? '') ? toCalendarDay(row?.DateValue, timeZone) : null;
  if (day !== null) return day === value.Value;
  const wanted = value.Values ?? [value.Value ?? ''];
  const stored = row === undefined ? [] : textsOf(row);
  return wanted.every((text) => stored.some((other) => isStoredValue(text, other, value.Values !== null)));
}

/** Returns the forms in which a value is delivered. */
function textsOf({ Value, StringValue, BoolValue, DateValue, NumberValue }: RawCustomFieldValueView): string[] {
  return [Value, StringValue, BoolValue, DateValue, DateValue?.slice(0, 10), NumberValue].flatMap((value) =>
    value === null || value === undefined ? [] : String(value),
  );
}

/** Sets the level of a language; a second entry for the same language is never created. */
export function setLanguage(call: ActionCall, applicantId: number, wanted: Language): Promise<boolean> {
  // Creates with different addresses can find the same candidate.
  return call.withLock(`languages ${applicantId}`, () => writeLanguage(call, applicantId, wanted));
}

async function writeLanguage(call: ActionCall, applicantId: number, wanted: Language): Promise<boolean> {
  const read = () => readEveryRow(call, endpoints.languages, { path: { applicantId } });
  const before = await read();
  const isWanted = ({ Language }: { readonly Language?: string | null | undefined }): boolean =>
    sameName(Language, wanted.Language);
  const find = async () => {
    const rows = await read();
    const isNew = ({ Id }: { readonly Id?: number | null | undefined }) => before.every((old) => old.Id !== Id);
    return rows.find(isWanted) ?? rows.find((row) => isNew(row) && resembles(row.Language ?? '', wanted.Language));
  };
  const current =
    before.find(isWanted) ?? before.find(({ Language }) => isSpelledAlike(Language ?? '', wanted.Language));
  if (current === undefined) {
    // With any level: a second entry would not help.
    const isThere = async (): Promise<boolean> => (await find()) !== undefined;
    const put = (body: object): Promise<true> => sendOnce(call, endpoints.addLanguage, { applicantId }, body, isThere);
    if (!(await sendLanguage(call, endpoints.addLanguage, toRawLanguage(wanted), put))) return false;
  } else {
    if (isAtLevel(current, wanted.Level) || !current.Id) return false;
    const isSet = async (): Promise<boolean> =>
      isAtLevel(
        (await read()).find(({ Id }) => Id === current.Id),
        wanted.Level,
      );
    const path = { languageId: current.Id };
    const put = (body: object): Promise<true> => sendOnce(call, endpoints.replaceLanguage, path, body, isSet);
    if (!(await sendLanguage(call, endpoints.replaceLanguage, toRawLanguage(wanted, current), put))) return false;
  }
  await confirmStored(call, 'a language', async () => {
    const row = await find();
    if (row === undefined) return 'eRecruiter did not keep a language';
    if (!isWanted(row)) return 'eRecruiter did not keep the name of a language as it was sent';
    const isKept = isAtLevel(row, wanted.Level);
    return isKept ? undefined : 'eRecruiter did not keep the level of a language as it was sent';
  });
  return true;
}

/** Sends a language. Returns false, with a warning, if eRecruiter refuses it and the mandator does not have it. */
async function sendLanguage(
  call: ActionCall,
  endpoint: Write,
  body: LanguageBody,
  put: (body: object) => Promise<true>,
): Promise<boolean> {
  try {
    return await put(body);
  } catch (refusal) {
    if (!hasRefused(endpoint, refusal)) throw refusal;
    const unknown = Object.keys(await unknownValues(call, body, LISTS.language));
    if (unknown.length === 0) {
      // Some servers refuse what they do not store, such as the number of the row.
      const { Language, Level } = body;
      if (Object.keys(body).length === 2) throw refusal;
      return put({ Language, Level });
    }
    // Only a new one can be stored without its level: an existing one would lose it.
    if (endpoint === endpoints.addLanguage && !unknown.includes('Language')) return put({ ...body, Level: null });
    call.warn(
      `a language was left out: the mandator does not have ${unknown.includes('Language') ? 'it' : 'its level'}`,
    );
    return false;
  }
}

/** Whether a language or a skill has the requested level, if there is one. */
function isAtLevel(row: { readonly Level?: string | null | undefined } | undefined, level: string | null): boolean {
  return level === null || sameName(row?.Level, level);
}

/** Sets skills; their names are their keys. */
export function setKnowledges(call: ActionCall, applicantId: number, wanted: Skills): Promise<boolean> {
  return call.withLock(`skills ${applicantId}`, () => writeKnowledges(call, applicantId, wanted));
}

async function writeKnowledges(call: ActionCall, applicantId: number, wanted: Skills): Promise<boolean> {
  const { transport, onIssue } = call.services;
  const input = { path: { applicantId } };
  const read = () => readEveryRow(call, endpoints.knowledges, input);
  const before = await transport.rows(endpoints.knowledges, input, call.options, onIssue);
  const due = missingOf(wanted, before, before);
  if (due.length === 0) return false;
  let left = due;
  const find = async (): Promise<true | undefined> => {
    left = missingOf(due, before, await read());
    return left.length === 0 ? true : undefined;
  };
  // A server can store only some of them, with or without an error: only the missing ones are sent again.
  for (let sent = Number.POSITIVE_INFINITY; left.length > 0 && left.length < sent;) {
    sent = left.length;
    const isLastTry = await sendSkills(call, applicantId, left, find, (skill) =>
      left.every(({ Knowledge }) => Knowledge !== skill.Knowledge),
    );
    try {
      await find();
    } catch {
      call.warn('skills were accepted, but could not be read back');
      return true;
    }
    if (isLastTry) break;
  }
  await confirmStored(call, 'skills', async () => {
    const stored = skillsOf(due, before, await read());
    const dropped = due.filter((skill) => !stored.has(skill));
    const levelless = due.filter((skill) => stored.has(skill) && !isAtLevel(stored.get(skill), skill.Level));
    const parts = [
      ...(dropped.length > 0 ? [`${dropped.length} of ${countOf(due.length, 'skill')}`] : []),
      ...(levelless.length > 0 ? [`the level of ${levelless.length} of ${countOf(due.length, 'skill')}`] : []),
    ];
    return parts.length === 0 ? undefined : `eRecruiter did not keep ${parts.join(', and ')}`;
  });
  return true;
}

/**
 * Sends skills: one at a time where the route for several is missing, and without those that eRecruiter refuses and the
 * mandator does not have. Returns whether another try is useless.
 */
async function sendSkills(
  call: ActionCall,
  applicantId: number,
  skills: Skills,
  find: () => Promise<true | undefined>,
  isStored: (skill: Skills[number]) => boolean,
): Promise<boolean> {
  const { setKnowledges, setKnowledge } = endpoints;
  const findAll = async (some: Skills): Promise<true | undefined> =>
    (await find()) === true || some.every(isStored) ? true : undefined;
  const put = (some: Skills) => {
    const sendRest = () =>
      send(
        call,
        setKnowledges,
        { applicantId },
        some.filter((skill) => !isStored(skill)),
      );
    return exactlyOnce(call, setKnowledges, sendRest, () => findAll(some));
  };
  try {
    await put(skills);
    return false;
  } catch (refusal) {
    if (hasRefused(setKnowledges, refusal)) {
      const known = await knownSkills(call, skills);
      if (known === undefined) throw refusal;
      if (!known.every(isStored)) await put(known);
      return true;
    }
    if (!hasRefused(setKnowledges, refusal, [404, 405])) throw refusal;
    for (const skill of skills) {
      const isThere = async (): Promise<boolean> => (await find()) === true || isStored(skill);
      try {
        await sendOnce(call, setKnowledge, { applicantId }, skill, isThere);
      } catch (error) {
        // Neither route: the applicant may be gone.
        if (hasRefused(setKnowledge, error, [404, 405])) throw refusal;
        if (!hasRefused(setKnowledge, error)) throw error;
        const [known] = (await knownSkills(call, [skill])) ?? [skill];
        if (known === skill) throw error;
        if (known !== undefined) await sendOnce(call, setKnowledge, { applicantId }, known, isThere);
      }
    }
    return true;
  }
}

/** Returns the skills that the mandator has, without levels that it lacks; undefined if it has all of them. */
async function knownSkills(call: ActionCall, skills: Skills): Promise<Skills | undefined> {
  const checked = await Promise.all(
    skills.map(async (skill) => ({ skill, unknown: await unknownValues(call, skill, LISTS.knowledge) })),
  );
  if (checked.every(({ unknown }) => Object.keys(unknown).length === 0)) return undefined;
  return checked.flatMap(({ skill, unknown }) => {
    if ('Knowledge' in unknown) return [];
    return ['Level' in unknown ? { ...skill, Level: null } : skill];
  });
}

/** The skills that are not stored, and those that were stored before and do not have their level. */
function missingOf(
  wanted: Skills,
  before: readonly RawApplicantKnowledge[],
  now: readonly RawApplicantKnowledge[],
): Skills {
  const existed = skillsOf(wanted, before, before);
  const stored = skillsOf(wanted, before, now);
  // With as many new rows as new skills, all are stored, even under other names.
  const isComplete = now.length > before.length && now.length - before.length >= wanted.length - existed.size;
  return wanted.filter((skill) =>
    existed.has(skill) ? !isAtLevel(stored.get(skill), skill.Level) : !stored.has(skill) && !isComplete,
  );
}

/**
 * Returns skills with the rows that store them, including new rows whose name eRecruiter has cleaned or cut. A row
 * counts for one skill only: of Java and JavaScript either may be missing.
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
  const taken = new Set([...keysOf(before), ...keysOf([...named.values()])]);
  const stored = new Map(named);
  for (const skill of wanted.filter((one) => !named.has(one))) {
    const row = now.find(
      ({ Knowledge }) => !taken.has(nameKey(Knowledge ?? '')) && isCleaned(Knowledge ?? '', skill.Knowledge),
    );
    if (row === undefined) continue;
    taken.add(nameKey(row.Knowledge ?? ''));
    stored.set(skill, row);
  }
  return stored;
}

function isCleaned(stored: string, name: string): boolean {
  return stored !== '' && nameKey(stored).length > 2 && resembles(stored, name);
}

/** Accepts a policy, unless it is accepted already. */
export function setPolicy(
  call: ActionCall,
  applicantId: number,
  policy: RawPolicy,
  body: PolicyBody,
): Promise<boolean> {
  return call.withLock(`policies ${applicantId}`, () => writePolicy(call, applicantId, policy, body));
}

async function writePolicy(
  call: ActionCall,
  applicantId: number,
  policy: RawPolicy,
  body: PolicyBody,
): Promise<boolean> {
  const { transport, onIssue } = call.services;
  const isAccepted = async (): Promise<boolean> => {
    const rows = await transport.rows(endpoints.applicantPolicies, { path: { applicantId } }, call.options, onIssue);
    return rows.some(
      ({ PolicyId, AcceptedOn, RevokedOn }) => PolicyId === policy.Id && Boolean(AcceptedOn) && !RevokedOn,
    );
  };
  if (await isAccepted()) return false;
  await sendOnce(call, endpoints.setPolicy, { applicantId, policyId: policy.Id }, body, isAccepted);
  await confirmStored(call, 'the consent', async () =>
    (await isAccepted()) ? undefined : 'eRecruiter did not keep the consent',
  );
  return true;
}

type Write = Endpoint<string, typeof anythingSchema> & { readonly rows: false };
type PathValues = Readonly<Record<string, number>>;

function sendOnce(
  call: ActionCall,
  endpoint: Write,
  path: PathValues,
  body: object,
  isThere: () => Promise<boolean>,
): Promise<true> {
  return exactlyOnce(
    call,
    endpoint,
    () => send(call, endpoint, path, body),
    async () => ((await isThere()) ? true : undefined),
  );
}

async function send(call: ActionCall, endpoint: Write, path: PathValues, body: object): Promise<true> {
  await call.services.transport.record(endpoint, { path, json: JSON.stringify(body) }, call.options);
  return true;
}
