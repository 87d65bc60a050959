import { isAnswerOf } from '../api/absence.js';
import { endpoints } from '../api/endpoints.js';
import { candidateFieldOf, type NamedField } from '../core/custom-fields.js';
import { idIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { ActionRejectedError, InputError } from '../errors.js';
import { toCalendarDay, toRawCustomField } from '../mappers/index.js';
import { hasValue } from '../mappers/to-raw/answer-kinds.js';
import { toRawDay } from '../mappers/to-raw/raw-values.js';
import { isDate } from '../mappers/values/checks.js';
import { splitChoices } from '../mappers/values/choices.js';
import { CUSTOM_FIELD_TARGETS, CUSTOM_FIELD_TYPES, memberOf } from '../mappers/values/enums.js';
import { distinctTexts, isBlank, nameKey, present, sameName, toText } from '../mappers/values/text.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CandidateFieldInput } from '../models/candidate-inputs.js';
import type { InputIssue } from '../models/error-codes.js';
import type { CallOptions } from '../options.js';
import {
  applicantSchema,
  type RawCustomFieldValueView,
  type RawCustomFieldView,
  type RawMandatorView,
} from '../schemas/index.js';
import { notFoundAsInvalidInput, readApplicant } from './action-reads.js';
import { canonical } from './applicant-record.js';
import { isStoredValue } from './compare-stored.js';
import { exactlyOnce, findTwice } from './exactly-once.js';
import { candidateFieldInput } from './people-input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';
import { setCustomField } from './sub-records.js';

type Given = CandidateFieldInput['value'];
/** A value as eRecruiter takes it: a day as text. */
type FieldValue = string | boolean | readonly string[];
type StoredValue = RawCustomFieldValueView;

/** A custom field of one applicant. */
interface FieldOf {
  readonly applicantId: number;
  readonly field: NamedField;
}

/** Sets or clears a custom field of a candidate. */
export function setCandidateField(
  services: ActionServices,
  input: CandidateFieldInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'candidate', input, 'candidate_id');
  const { candidate_id: id, field: key, value: given } = parseInput(candidateFieldInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, async (call) => {
    const { field, value } = await checkField(call, key, given);
    // By the record's own number: a list of fields does not say whose it is, and a merge leads to another person.
    await notFoundAsInvalidInput(readApplicant(call, applicantId));
    await call.withLock(`custom field ${applicantId} ${nameKey(field.Name)}`, () =>
      value === null ? clearField(call, { applicantId, field }) : setField(call, { applicantId, field }, value),
    );
    return {};
  });
}

/** Checks name and value; what is unknown may be newer than the catalogue. */
async function checkField({ services, options }: ActionCall, key: string, given: Given) {
  const check = (mandator: RawMandatorView) => {
    const field = findField(services, mandator, key);
    return { field, value: valueFor(field, given, services.settings.timeZone) };
  };
  const mandator = await services.catalogue.mandator(options);
  try {
    return check(mandator);
  } catch (error) {
    const newer = await services.catalogue.newer(options);
    if (newer === mandator) throw error;
    return check(newer);
  }
}

async function setField(call: ActionCall, { applicantId, field }: FieldOf, value: FieldValue): Promise<void> {
  const isStored = (row: StoredValue | undefined): boolean => row !== undefined && holds(field, row, value, timeZone);
  const { timeZone } = call.services.settings;
  if (typeof value === 'object' && !isSameSet(value, choicesIn(value.join('|'), field), field)) {
    call.warn('the chosen values have a "|", with which eRecruiter joins them: they may be read back as others');
  }
  const { row } = await readField(call, { applicantId, field });
  if (isStored(row)) return;
  // Some servers keep no row of a box without a tick.
  const isKept = (now: StoredValue | undefined): boolean => isStored(now) || (value === false && now === undefined);
  await setCustomField(call, applicantId, toRawCustomField(field.Name, value), { isStored, isKept });
}

async function clearField(call: ActionCall, target: FieldOf): Promise<void> {
  const before = await readField(call, target);
  if (before.isComplete && !isFilled(before.row)) return;
  const isEmpty = async (): Promise<true | undefined> => {
    const now = await readField(call, target);
    return now.isComplete && isCleared(target.field, now.row) ? true : undefined;
  };
  await sendClearing(call, target, isEmpty);
  let now: StoredValue | undefined;
  let isComplete = false;
  // Some servers show a change only some time after they accepted it.
  const look = async (): Promise<true | undefined> => {
    ({ row: now, isComplete } = await readField(call, target));
    return isCleared(target.field, now) || canonical(now) !== canonical(before.row) ? true : undefined;
  };
  try {
    await findTwice(call, look);
  } catch {
    return call.warn('the field was cleared, but could not be read back');
  }
  if (isCleared(target.field, now)) {
    if (!isComplete) call.warn('the field was cleared, but it is not certain which values are left');
    return;
  }
  if (canonical(now) !== canonical(before.row)) {
    return call.warn('eRecruiter has another value in the field after it was cleared, such as its default');
  }
  const candidateId = call.services.ids.candidate(target.applicantId);
  throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'eRecruiter did not clear the field', { candidateId });
}

/** Characters that servers and proxies may take for the end of a path, or of a part of it. */
const UNSAFE_IN_PATH = /[/\\%?#;]|^\.+$/;

/**
 * Deletes the value. The name is part of the path: where that is rejected, or could lead elsewhere, null is written
 * instead, as eRecruiter's own importer does.
 */
async function sendClearing(
  call: ActionCall,
  { applicantId, field }: FieldOf,
  isEmpty: () => Promise<true | undefined>,
): Promise<void> {
  const { transport } = call.services;
  const { clearCustomField: remove, setCustomField: write } = endpoints;
  let refusal: unknown;
  if (!UNSAFE_IN_PATH.test(field.Name)) {
    const path = { applicantId, customFieldName: field.Name };
    try {
      await exactlyOnce(call, remove, () => sent(transport.record(remove, { path }, call.options)), isEmpty);
      return;
    } catch (error) {
      if (!isAnswerOf(remove, error) || ![400, 404, 405, 410].includes(error.status)) throw error;
      if ((await isEmpty()) === true) return;
      refusal = error;
    }
  }
  const json = JSON.stringify({ CustomField: field.Name, Value: null, Values: null });
  try {
    const input = { path: { applicantId }, json };
    await exactlyOnce(call, write, () => sent(transport.record(write, input, call.options)), isEmpty);
  } catch (error) {
    throw refusal !== undefined && isAnswerOf(write, error) && error.status < 500 ? refusal : error;
  }
}

async function sent(answer: Promise<unknown>): Promise<true> {
  await answer;
  return true;
}

/** Reads the stored value. `isComplete`: no row was unreadable, so a missing one means that there is no value. */
async function readField(
  { services, options }: ActionCall,
  { applicantId, field }: FieldOf,
): Promise<{ readonly row: StoredValue | undefined; readonly isComplete: boolean }> {
  let isComplete = true;
  const rows = await services.transport.rows(
    endpoints.applicantCustomFields,
    { path: { applicantId } },
    options,
    services.onIssue,
    (issue) => {
      isComplete = false;
      services.onIssue(issue);
    },
  );
  // A value without the name of its field may be this one.
  isComplete &&= rows.every(({ CustomField }) => toText(CustomField?.Name) !== null);
  return { row: rows.find(({ CustomField }) => sameName(CustomField?.Name, field.Name)), isComplete };
}

function isFilled(row: StoredValue | undefined): boolean {
  return row !== undefined && hasValue(row);
}

/** Whether a field is empty. Of a CheckBox, false can be all that is left. */
function isCleared({ Type }: NamedField, row: StoredValue | undefined): boolean {
  return !isFilled(row) || (memberOf(CUSTOM_FIELD_TYPES, Type) === 'CheckBox' && row?.BoolValue === false);
}

/** Whether a row holds exactly this value. */
function holds(field: NamedField, row: StoredValue, value: FieldValue, timeZone: string): boolean {
  const text = toText(row.StringValue) ?? toText(row.Value) ?? '';
  if (typeof value === 'boolean')
    return typeof row.BoolValue === 'boolean' ? row.BoolValue === value : nameKey(text) === String(value);
  if (typeof value === 'object') return isSameSet(choicesIn(value.join('|'), field), choicesIn(text, field), field);
  if (memberOf(CUSTOM_FIELD_TYPES, field.Type) === 'Date') {
    const day = toCalendarDay(row.DateValue, timeZone);
    return day === null ? isStoredValue(value, text, false) : day === value;
  }
  return plainLines(text) === plainLines(value);
}

function plainLines(text: string): string {
  return text.normalize('NFC').replace(/\r\n?/g, '\n').trim();
}

function choicesIn(text: string, { PossibleValues }: NamedField): string[] {
  return distinctTexts(splitChoices(text, PossibleValues));
}

function isSameSet(first: readonly string[], second: readonly string[], field: NamedField): boolean {
  const possible = distinctTexts(field.PossibleValues);
  const [a, b] = [first, second].map((texts) => new Set(texts.map((text) => choiceAmong(possible, text) ?? text)));
  return a !== undefined && b !== undefined && a.size === b.size && [...a].every((key) => b.has(key));
}

/** Returns the possible value that a text names: case counts only if possible values differ in nothing else. */
function choiceAmong(possible: readonly string[], choice: string): string | undefined {
  const exact = possible.find((text) => plainLines(text) === plainLines(choice));
  const alike = possible.filter((text) => sameName(text, choice));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

const OF_OTHERS = 'is a custom field of jobs or companies, not of candidates';
const OF_UNKNOWN = 'cannot be written: eRecruiter does not say which records the field belongs to';

/** Finds the field. Throws an `InputError` that says what the name is instead. */
function findField(services: Services, mandator: RawMandatorView, key: string): NamedField {
  const path = 'field';
  const own = services.settings.customFields?.candidate ?? {};
  const named = Object.hasOwn(own, key) ? own[key] : undefined;
  const fields = present(mandator.CustomFields);
  const isName = (name: string) => (field: { readonly Name?: string | null | undefined }) =>
    field.Name?.normalize('NFC').trim() === name.normalize('NFC').trim();
  if (named !== undefined && !isName(named)({ Name: key }) && fields.some(isName(key))) {
    const message = 'is your own name of one field and the internal name of another: pass the id of the field';
    throw new InputError([{ code: 'not_allowed', path, message }]);
  }
  const found = candidateFieldOf(services, mandator, key, path);
  if (!('code' in found)) return found;
  const name = named ?? key;
  const isProperty = Object.keys(applicantSchema.shape).some(
    (property) => property === name || services.ids.integrationField('candidate', 'DEFAULT', property) === key,
  );
  const isOfOthers = (field: RawCustomFieldView): boolean =>
    isName(name)(field) && memberOf(CUSTOM_FIELD_TARGETS, field.Target) !== undefined;
  const others = (['job', 'application'] as const).flatMap((model) =>
    fields.map(({ Name }) => services.ids.integrationField(model, 'CUSTOM', Name ?? '')),
  );
  throw new InputError([
    isProperty
      ? { code: 'not_allowed', path, message: 'is a property of the record, not a custom field: see updateCandidate' }
      : fields.some(isName(name))
        ? { code: 'not_allowed', path, message: fields.some(isOfOthers) ? OF_OTHERS : OF_UNKNOWN }
        : others.includes(key)
          ? { code: 'wrong_kind', path, message: 'is the id of a field of another model, not of candidates' }
          : (byTitle(services, mandator, key) ?? found),
  ]);
}

/** What is wrong if the label of a field was given: several fields can have the same. */
function byTitle({ ids }: Services, { CustomFields }: RawMandatorView, key: string): InputIssue | undefined {
  const found = present(CustomFields).find(({ Title }) => sameName(Title, key));
  return found?.Name && ids !== undefined
    ? { code: 'unknown_id', path: 'field', message: `is the label of a field; did you mean ${found.Name}?` }
    : undefined;
}

/** Converts a value to what the field takes; null clears. Throws an `InputError` that quotes no value. */
function valueFor(field: NamedField, value: Given, timeZone: string): FieldValue | null {
  const fail = (code: InputIssue['code'], message: string): never => {
    throw new InputError([{ code, path: 'value', message }]);
  };
  const possible = distinctTexts(field.PossibleValues);
  const choose = (choice: string): string => {
    if (possible.length === 0) return choice;
    const found = choiceAmong(possible, choice);
    if (found !== undefined) return found;
    const isLike = possible.some((text) => sameName(text, choice));
    return fail(
      'invalid_value',
      isLike
        ? 'is like several possible values of the field, which differ in case only: give one of them exactly'
        : 'is not a possible value of the field: exploreFields() lists them',
    );
  };
  if (value === null || (Array.isArray(value) && value.length === 0)) return null;
  const text = typeof value === 'string' ? value : null;
  if (text !== null && isBlank(text)) return fail('required', 'must not be empty: null clears the field');
  switch (memberOf(CUSTOM_FIELD_TYPES, field.Type)) {
    case 'CheckBox':
      return typeof value === 'boolean'
        ? value
        : fail('invalid_type', 'must be true, false or null: the field is a CheckBox');
    case 'DropdownList':
      return choose(text ?? fail('invalid_type', 'must be a text: the field is a DropdownList'));
    case 'CheckboxList':
      return isTexts(value)
        ? distinctTexts(value.map(choose))
        : fail('invalid_type', 'must be a list of texts: the field is a CheckboxList');
    case 'Date': {
      const day = isDate(value) || text !== null ? toRawDay(text ?? new Date(Number(value)), timeZone) : null;
      return day ?? fail(text === null ? 'invalid_type' : 'invalid_format', 'must be a day, such as 2026-09-01');
    }
    case 'TextSingleLine':
      if (text !== null && /[\r\n]/.test(text.trim())) return fail('invalid_format', 'must be one line');
      return text ?? fail('invalid_type', 'must be a text');
    case 'TextMultiLine':
      return text ?? fail('invalid_type', 'must be a text');
    case 'Html':
      return fail('not_allowed', 'cannot be written: eRecruiter does not support that for fields of type Html');
    case undefined:
      return fail('not_allowed', 'cannot be checked: the field is of a type that this version does not know');
  }
}

function isTexts(value: Given): value is readonly string[] {
  return Array.isArray(value);
}
