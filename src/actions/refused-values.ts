import { isAnswerOf } from '../api/absence.js';
import type { Endpoint } from '../api/endpoints.js';
import type { StatusError } from '../errors.js';
import { filterJson } from '../mappers/to-raw/lossless-json.js';
import { isObject } from '../mappers/values/checks.js';
import { present, sameName } from '../mappers/values/text.js';
import type { RawMandatorView } from '../schemas/index.js';
import type { ActionCall } from './run-action.js';

/** Lists of the mandator that hold the names of properties. */
type Lists = Readonly<Record<string, (mandator: RawMandatorView) => readonly (string | null | undefined)[]>>;

/** The properties of an applicant that eRecruiter takes from a list. */
const APPLICANT_LISTS: Lists = {
  Country: ({ Countries }) => Countries ?? [],
  Citizenship: ({ Countries }) => Countries ?? [],
  SalaryCurrency: ({ SalaryCurrencies }) => SalaryCurrencies ?? [],
  JobProfiles: ({ JobProfiles }) => JobProfiles ?? [],
  DomesticTravelling: ({ DomesticTravellingTypes }) => DomesticTravellingTypes ?? [],
  AbroadTravelling: ({ AbroadTravellingTypes }) => AbroadTravellingTypes ?? [],
  Referrer: sources,
  TitleBeforeName: uncheckedNames('TitlesBeforeName'),
  TitleAfterName: uncheckedNames('TitlesAfterName'),
  CareerLevel: uncheckedNames('CareerLevels'),
  PhoneTime: uncheckedNames('PhoneTimes'),
  Classification: uncheckedNames('ClassificationTypes'),
};
const LANGUAGE_LISTS: Lists = {
  Language: ({ Languages }) => Languages ?? [],
  Level: ({ LanguageLevels }) => LanguageLevels ?? [],
};
const KNOWLEDGE_LISTS: Lists = {
  Knowledge: ({ Knowledges }) => Knowledges ?? [],
  Level: ({ KnowledgeLevels }) => KnowledgeLevels ?? [],
};

/** Reads a list that nothing else uses, so that its shape has not been checked. */
function uncheckedNames(list: string): (mandator: RawMandatorView) => readonly string[] {
  return (mandator) => {
    const entries: unknown = Reflect.get(mandator, list);
    const names = (Array.isArray(entries) ? entries : []).map((entry: unknown) =>
      isObject(entry) ? entry['Name'] : entry,
    );
    return names.filter((name) => typeof name === 'string');
  };
}

function sources({ Referrers }: RawMandatorView): readonly (string | null | undefined)[] {
  return present(Referrers).map(({ Name }) => Name);
}

/** The lists of each kind of body. */
export const LISTS = {
  applicant: APPLICANT_LISTS,
  application: { Referrer: sources },
  document: { Type: ({ ApplicantDocumentTypes }: RawMandatorView) => ApplicantDocumentTypes ?? [] },
  language: LANGUAGE_LISTS,
  knowledge: KNOWLEDGE_LISTS,
} as const;

/** Whether an endpoint has refused a request with one of these statuses: then nothing of it was applied. */
export function hasRefused(
  endpoint: Endpoint,
  error: unknown,
  statuses: readonly number[] = [400],
): error is StatusError {
  return isAnswerOf(endpoint, error) && !error.mayHaveBeenApplied && statuses.includes(error.status);
}

/**
 * Returns the properties with a value that the mandator's lists lack, each with what is left of it. A list that is
 * empty or missing says nothing.
 */
export async function unknownValues(call: ActionCall, body: object, lists: Lists): Promise<Record<string, unknown>> {
  const mandator = await call.services.catalogue.mandator(call.options);
  const left = Object.entries(lists).flatMap(([name, listOf]) => {
    const known = present(listOf(mandator));
    const isUnknown = (value: unknown): boolean =>
      typeof value === 'string' && value !== '' && !known.some((one) => sameName(one, value));
    const given: unknown = Reflect.get(body, name);
    const all: readonly unknown[] = Array.isArray(given) ? given : [given];
    if (known.length === 0 || !all.some(isUnknown)) return [];
    return [[name, Array.isArray(given) ? all.filter((value) => !isUnknown(value)) : null] as const];
  });
  return Object.fromEntries(left);
}

/**
 * Sends a body. If eRecruiter refuses it and the mandator's lists lack some of its values, it is sent once more without
 * them; `warn` gets their names.
 */
export async function sendKnown<Body extends object, T>(
  call: ActionCall,
  endpoint: Endpoint,
  body: Body,
  lists: Lists,
  send: (body: Body) => Promise<T>,
  warn: (names: readonly string[]) => void,
): Promise<T> {
  try {
    return await send(body);
  } catch (refusal) {
    if (!hasRefused(endpoint, refusal)) throw refusal;
    const unknown = await unknownValues(call, body, lists);
    if (Object.keys(unknown).length === 0) throw refusal;
    const result = await send({ ...body, ...unknown });
    warn(Object.keys(unknown));
    return result;
  }
}

/** Warns about properties that were left out. */
export function warnOfUnknown(call: ActionCall, names: readonly string[]): void {
  const parts = names.join(', ');
  call.warn(`eRecruiter refused what the mandator’s lists do not have, so it was left out: ${parts}`);
}

/** The properties of a record as it is answered, and those of the body that replaces it. */
interface RecordProperties {
  readonly answered: object;
  readonly stored: object;
}

/**
 * Sends the text of a record. If it is refused, it is sent once more without what eRecruiter computes: some servers
 * refuse what they do not store.
 */
export async function sendStrict<T>(
  endpoint: Endpoint,
  json: string,
  { answered, stored: writable }: RecordProperties,
  send: (json: string) => Promise<T>,
): Promise<T> {
  try {
    return await send(json);
  } catch (refusal) {
    const computed = Object.keys(answered).filter((name) => !(name in writable));
    const keys = new Set(computed.map((name) => name.toLowerCase()));
    const stored = filterJson(json, (name) => !keys.has(name.toLowerCase()));
    if (!hasRefused(endpoint, refusal) || stored === json) throw refusal;
    try {
      return await send(stored);
    } catch (error) {
      throw hasRefused(endpoint, error) ? refusal : error;
    }
  }
}
