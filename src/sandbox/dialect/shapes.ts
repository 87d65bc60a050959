import { WHOLE_ANSWER_TYPES } from '../data/answer-types.js';
import { membersOf, parseMembers, parseType, type ValueType } from '../data/body-types.js';
import { exactDigits, isJsonRecord, type Json, type JsonObject } from '../data/json.js';

/** A way to write a part of answers: what it has no function for stays. */
export interface AnswerForm {
  /** Writes a value that is neither a list nor a record; `name` is that of its property. */
  readonly value?: (value: Json, type: ValueType, name: string) => Json;
  /** Writes a list; undefined leaves it out. */
  readonly list?: (items: readonly Json[], name: string) => Json | undefined;
  /** Changes a record whose members have been written. */
  readonly record?: (record: JsonObject, type: string) => JsonObject;
  /** Writes the name of a property. */
  readonly name?: (name: string) => string;
}

/** The types of answers by the template of the route; all others are typed as their JSON is. */
const ANSWERS_BY_ROUTE: Readonly<Record<string, string>> = {
  Mandator: 'Mandator',
  'Mandator/{mandatorId}': 'Mandator',
  Users: 'User[]',
  'User/{userId}': 'User',
  Policies: 'PolicyText[]',
  PublishedJobs: 'PublishedJobs',
  'PublishedJob/{jobId}': 'Job',
  'Job/{jobId}': 'Job',
  'Questionnaire/ByJob/{jobId}': 'Questionnaire',
  'Questionnaire/{id}': 'Questionnaire',
  'Applications/ByJob/{jobId}': 'Application[]',
  'Applications/ByReferrer/{referrer}': 'ApplicationOfReferrer[]',
  'Applications/{applicantId}': 'Application[]',
  Application: 'ApplicationCreated',
  Applicant: 'Applicant',
  'Applicant/{applicantId}': 'Applicant',
  'Applicant/CoverLetter/{applicantId}': 'Applicant',
  'Applicants/ByEmail/{email}': 'Applicant[]',
  'Applicants/ByExternalId/{externalId}': 'Applicant[]',
  'Applicants/ByCustomField/{customField}': 'Applicant[]',
  'Applicant/CustomFields/{applicantId}': 'CustomFieldAnswer[]',
  'Applicant/{applicantId}/CustomField': 'CustomFieldAnswer',
  'Applicant/{applicantId}/CustomField/{customFieldName}': 'CustomFieldAnswer',
  'Applicant/{applicantId}/Policies': 'ApplicantPolicy[]',
  'Applicant/{applicantId}/Policies/{policyId}': 'ApplicantPolicy',
};

/** Returns the type of an answer: `Applicant/Educations/{applicantId}` is a list of `Education`. */
export function answerTypeOf(template: string): ValueType {
  const listed = ANSWERS_BY_ROUTE[template];
  if (listed !== undefined) return parseType(listed);
  const [, kind = ''] = template.split('/');
  const single = kind === 'Activities' ? 'Activity' : kind.replace(/s$/, '');
  return { base: single, isList: single !== kind, isNullable: false };
}

const ANY_TYPE: ValueType = { base: 'any', isList: false, isNullable: true };

/** Writes an answer in a form. */
export function writeAnswer(value: Json, type: ValueType, form: AnswerForm): Json {
  return write(value, type, '') ?? null;

  function write(item: Json, itemType: ValueType, name: string): Json | undefined {
    if (Array.isArray(item) || (itemType.isList && item === null)) return writeList(item, itemType, name);
    if (isJsonRecord(item) && exactDigits(item) === undefined) return writeRecord(item, itemType.base);
    return form.value === undefined ? item : form.value(item, itemType, name);
  }

  function writeList(given: Json, listType: ValueType, name: string): Json | undefined {
    const itemType = { ...listType, isList: false };
    const items = Array.isArray(given) ? given.map((item) => write(item, itemType, name) ?? null) : [];
    const isNull = given === null && form.list === undefined;
    return isNull ? null : form.list === undefined ? items : form.list(items, name);
  }

  function writeRecord(given: Readonly<JsonObject>, base: string): JsonObject {
    const types = typesIn(base);
    const written: JsonObject = {};
    for (const [name, item] of Object.entries(given)) {
      const result = write(item, types.get(name) ?? ANY_TYPE, name);
      if (result !== undefined) written[name] = result;
    }
    const record = form.record?.(written, base) ?? written;
    const { name: rename } = form;
    if (rename === undefined) return record;
    return Object.fromEntries(Object.entries(record).map(([name, item]) => [rename(name), item]));
  }
}

const typesByBase = new Map<string, ReadonlyMap<string, ValueType>>();

function typesIn(base: string): ReadonlyMap<string, ValueType> {
  const known = typesByBase.get(base);
  if (known !== undefined) return known;
  const whole: Readonly<Record<string, string>> = WHOLE_ANSWER_TYPES;
  const more = whole[base] === undefined ? [] : parseMembers(whole[base]);
  const types = new Map([...more, ...membersOf(base)].map((member) => [member.name, member]));
  typesByBase.set(base, types);
  return types;
}
