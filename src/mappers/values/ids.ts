import { checkMapperOptions, OWNER_SHAPE } from '../check-options.js';
import { MapperError } from '../mapper-error.js';
import { decodeBase58, encodeBase58 } from './base58.js';
import { isRecordNumber, RECORD_NUMBER } from './checks.js';
import { memoize } from './memoize.js';
import { sha256 } from './hash.js';

/** The kind of record that an id identifies. */
export type IdKind =
  | 'job'
  | 'candidate'
  | 'application'
  | 'question'
  | 'jobQuestion'
  | 'user'
  | 'attachment'
  | 'stage'
  | 'tag'
  | 'option'
  | 'hiringTeamMember'
  | 'integrationField'
  | 'posting'
  | 'unaddressable';

// The index is the kind's four bits in every stored id: append, never reorder.
const ID_KINDS: readonly (IdKind | null)[] = [
  null,
  'job',
  'candidate',
  'application',
  'question',
  'jobQuestion',
  'user',
  'attachment',
  'stage',
  'tag',
  'option',
  'hiringTeamMember',
  'integrationField',
  'posting',
  // A record whose number does not fit eRecruiter's 32-bit integers: the id is stable, but cannot be decoded.
  'unaddressable',
];

// The index is stored in ids: append, never reorder.
/** The files that an applicant has one of: the CV, the photo, and the European CV that eRecruiter generates. */
export const ATTACHMENT_SLOTS = ['cv', 'photo', 'european_cv'] as const;

/** A file that an applicant has one of. */
export type AttachmentSlot = (typeof ATTACHMENT_SLOTS)[number];

/** A question by its number, or by its position in the questionnaire if the server is too old to number items. */
export type ItemKey =
  | {
      /** From QuestionnaireItem.Id. */
      readonly id: number;
    }
  | {
      /** Its position, from 0. */
      readonly index: number;
    };

/** Creates the ids of one mandator of one installation. */
export interface Ids {
  /** 32 bits of tenant and mandator, part of every id. */
  readonly tenant: number;
  /** From Job.Id. */
  job(job: number): string;
  /** From Applicant.Id. */
  candidate(applicant: number): string;
  /** From Application.Id with its applicant and job: eRecruiter returns an application only by one of them. */
  application(application: number, applicant: number, job: number): string;
  /** From Questionnaire.Id and its item. */
  question(questionnaire: number, item: ItemKey): string;
  /** From Job.Id, Questionnaire.Id and its item. */
  jobQuestion(job: number, questionnaire: number, item: ItemKey): string;
  /** From User.Id. */
  user(user: number): string;
  /** From Applicant.Id and ApplicantDocument.Id; a slot has no number. */
  attachment(applicant: number, document: number | AttachmentSlot): string;
  /** From Job.Id and the names of the publication. */
  posting(job: number, names: string): string;
  /** From the status name. */
  stage(name: string): string;
  /** From the tag itself. */
  tag(name: string): string;
  /** From the question's id and the option's raw value. */
  option(question: string, value: string): string;
  /** From the email address or the name of the person. */
  hiringTeamMember(text: string): string;
  /** From the model and the field's type and key. */
  integrationField(model: 'job' | 'candidate' | 'application', type: 'DEFAULT' | 'CUSTOM', key: string): string;
}

/** The parts of an id. */
export interface DecodedId {
  /** The kind of record. */
  readonly kind: IdKind;
  /** Its numbers, in the order of the parameters of {@link Ids}; parts of a hash for records without a number. */
  readonly numbers: readonly [number, number, number];
}

const UINT32_MAX = 2 ** 32 - 1;
// Item numbers are signed 32-bit integers, so the upper half of the range is free for positions.
const FIRST_POSITION = 2 ** 31;
const MAX_IDS_KEPT = 10_000;

type Digest = readonly [number, number, number];

/**
 * Creates the ids of one mandator: 24 base58 characters, always the same for the same record, different between
 * mandators and installations.
 *
 * @param owner - The installation and the mandator.
 * @returns One function per kind of record; they throw a {@link MapperError} for what is not a record's number or name.
 * @throws A {@link MapperError} that names everything that is wrong with the owner.
 *
 * @example
 * ```ts
 * import { createIds, decodeId } from 'erecruiter-kombo/mappers';
 *
 * const ids = createIds({ tenant: 'api.example.at', mandatorId: 1 });
 * decodeId(ids.job(4711), ids); // { kind: 'job', numbers: [4711, 0, 0] }
 * ```
 */
export function createIds(owner: { readonly tenant: string; readonly mandatorId: number }): Ids {
  checkMapperOptions(owner, OWNER_SHAPE, false);
  const tenant = digest(`${owner.tenant}\n${owner.mandatorId}`)[0];
  const jobs = new Map<number, string>();
  const publications = new Map<string, Digest>();

  function numbered(kind: IdKind, first: number, second = 0, third = 0): string {
    return isUint32(numberForId(kind, first)) && isUint32(second) && isUint32(third)
      ? encodeBase58(ID_KINDS.indexOf(kind), tenant, first, second, third)
      : unaddressable(`${kind}\n${first}\n${second}\n${third}`);
  }

  // Names repeat from record to record, and a hash costs as much as mapping the rest of a record.
  function hashed(kind: IdKind, prefix = ''): (text: string) => string {
    const cache = new Map<string, string>();
    const make = (text: string): string =>
      encodeBase58(ID_KINDS.indexOf(kind), tenant, ...digest(prefix + nameForId(kind, text)));
    return (text) => memoize(cache, text, MAX_IDS_KEPT, make);
  }

  function fieldsOf(model: string): Record<'DEFAULT' | 'CUSTOM', (key: string) => string> {
    return {
      DEFAULT: hashed('integrationField', `${model}\nDEFAULT\n`),
      CUSTOM: hashed('integrationField', `${model}\nCUSTOM\n`),
    };
  }

  const unaddressable = hashed('unaddressable');
  const options = hashed('option');
  const fields = { job: fieldsOf('job'), candidate: fieldsOf('candidate'), application: fieldsOf('application') };
  const makeJob = (job: number): string => numbered('job', job);

  return {
    tenant,
    job: (job) => memoize(jobs, job, MAX_IDS_KEPT, makeJob),
    candidate: (applicant) => numbered('candidate', applicant),
    application: (application, applicant, job) =>
      numbered('application', application, numberForId('application', applicant), numberForId('application', job)),
    question: (questionnaire, item) => numbered('question', questionnaire, 0, itemNumber('question', item)),
    jobQuestion: (job, questionnaire, item) =>
      numbered('jobQuestion', job, numberForId('jobQuestion', questionnaire), itemNumber('jobQuestion', item)),
    user: (user) => numbered('user', user),
    attachment: (applicant, document) =>
      typeof document === 'string'
        ? numbered('attachment', applicant, 0, numberForId('attachment', 1 + ATTACHMENT_SLOTS.indexOf(document)))
        : numbered('attachment', applicant, numberForId('attachment', document, Number.isSafeInteger(document))),
    posting: (job, names) => {
      const [first, second] = memoize(publications, nameForId('posting', names), MAX_IDS_KEPT, digest);
      return numbered('posting', job, first, second);
    },
    stage: hashed('stage'),
    tag: hashed('tag'),
    hiringTeamMember: hashed('hiringTeamMember'),
    option: (question, value) => options(`${nameForId('option', question)}\n${nameForId('option', value)}`),
    integrationField: (model, type, key) => fields[model][type](key),
  };
}

/**
 * Reads an id of the same mandator.
 *
 * @param id - The id of a record.
 * @param ids - From {@link createIds}, for the same mandator.
 * @returns Its kind and numbers; `undefined` for a mistyped id, one of another mandator, and any other text.
 *
 * @example
 * ```ts
 * import { createIds, decodeId } from 'erecruiter-kombo/mappers';
 *
 * const ids = createIds({ tenant: 'api.example.at', mandatorId: 1 });
 * decodeId(ids.candidate(7), ids)?.numbers[0]; // 7
 * ```
 */
export function decodeId(id: string, ids: Ids): DecodedId | undefined {
  const parts = typeof id === 'string' ? decodeBase58(id) : undefined;
  if (parts === undefined || parts.tenant !== ids.tenant) return undefined;
  const kind = ID_KINDS[parts.kind] ?? null;
  return kind === null ? undefined : { kind, numbers: parts.numbers };
}

/**
 * Reads the item of a questionnaire from the id of a question.
 *
 * @param number - The third number of the decoded id.
 * @returns The item by its number, or by its position if the server does not number items.
 *
 * @example
 * ```ts
 * import { createIds, decodeId, itemKey } from 'erecruiter-kombo/mappers';
 *
 * const ids = createIds({ tenant: 'api.example.at', mandatorId: 1 });
 * itemKey(decodeId(ids.question(9, { id: 917 }), ids)?.numbers[2] ?? 0); // { id: 917 }
 * ```
 */
export function itemKey(number: number): ItemKey {
  return number >= FIRST_POSITION ? { index: number - FIRST_POSITION } : { id: number };
}

function itemNumber(kind: IdKind, item: ItemKey): number {
  if ('index' in item) {
    const isPosition = Number.isInteger(item.index) && item.index >= 0 && item.index < FIRST_POSITION;
    return FIRST_POSITION + numberForId(kind, item.index, isPosition);
  }
  const id = numberForId(kind, item.id);
  return id < FIRST_POSITION ? id : -id;
}

/** Another value would get an id, too: that of no record, or of another one. */
function numberForId(kind: IdKind, number: number, isValid = isRecordNumber(number)): number {
  if (isValid) return number;
  throw new MapperError(`id of the kind ${kind}`, [{ path: '', message: RECORD_NUMBER }]);
}

function nameForId(kind: IdKind, text: string): string {
  if (typeof text === 'string') return text;
  throw new MapperError(`id of the kind ${kind}`, [{ path: '', message: 'expected string' }]);
}

function isUint32(number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number <= UINT32_MAX;
}

function digest(text: string): Digest {
  const [first = 0, second = 0, third = 0] = sha256(text.normalize('NFC').trim());
  return [first, second, third];
}
