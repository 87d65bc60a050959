import { CATALOGUES_BY_PROPERTY } from '../data/answer-types.js';
import { membersOf, parseType, type BodySpec } from '../data/body-types.js';
import type { CatalogueName } from '../data/catalogue.js';
import { catalogueNames } from '../data/installation.js';
import { equalsIgnoringCase, isJsonRecord, type Json, type JsonObject } from '../data/json.js';
import { invalidBody } from '../server/answers.js';
import type { SandboxServer } from '../server/call.js';
import { isMissingOnOlderServers } from './forms.js';
import type { TurnTable } from './knobs.js';
import { refused } from './refusals.js';

/** A body that has arrived. */
interface ArrivedBody {
  readonly server: SandboxServer;
  readonly type: string;
  /** The record as it was sent, by names in lower case. */
  readonly sent: ReadonlyMap<string, Json>;
  /** The record that it replaces, if any. */
  readonly stored: Readonly<JsonObject> | undefined;
}

/** Changes a record of a body before the route stores it; undefined drops it, and an error refuses the request. */
type BodyTurn = (record: JsonObject, arrived: ArrivedBody) => JsonObject | undefined;

const NAMED: readonly CatalogueName[] = ['Referrers', 'Countries', 'ApplicantDocumentTypes', 'Knowledges', 'Languages'];

/** What becomes of the records in bodies. */
export const BODY_TURNS: TurnTable<BodyTurn> = {
  unknownProperties: { '400': refuseUnknownProperties },
  unknownSources: { null: ofCatalogue('Referrers', asNull), '400': ofCatalogue('Referrers', refuse) },
  unknownCountries: { null: ofCatalogue('Countries', asNull), '400': ofCatalogue('Countries', refuse) },
  unknownDocumentTypes: {
    null: ofCatalogue('ApplicantDocumentTypes', asNull),
    dropped: ofCatalogue('ApplicantDocumentTypes', () => undefined),
    '400': ofCatalogue('ApplicantDocumentTypes', refuse),
  },
  unknownSkills: { dropped: ofCatalogue('Knowledges', () => undefined), '400': ofCatalogue('Knowledges', refuse) },
  unknownLanguages: { dropped: ofCatalogue('Languages', () => undefined), '400': ofCatalogue('Languages', refuse) },
  unknownTags: {
    dropped: (record, arrived) => ({ ...record, Tags: tagsIn(record).filter((tag) => isKnownTag(tag, arrived)) }),
    '400': refuseUnknownTags,
  },
  unknownNames: { null: ofCatalogue('others', asNull), '400': ofCatalogue('others', refuse) },
  missingProperties: {
    some: (record, { type, stored = {} }) =>
      replaced(record, (name) => (isMissingOnOlderServers(type, name) ? stored[name] : undefined)),
  },
  omittedProperties: {
    kept: (record, { sent, stored = {} }) =>
      replaced(record, (name) => (sent.has(name.toLowerCase()) ? undefined : stored[name])),
  },
  nullProperties: {
    kept: (record, { sent, stored = {} }) =>
      replaced(record, (name) => (sent.get(name.toLowerCase()) === null ? stored[name] : undefined)),
  },
};

/** Runs the turns of a dialect over the record or the records of a body; undefined drops the whole body. */
export function turnBody(
  value: Json,
  sent: Json,
  turns: readonly BodyTurn[],
  spec: BodySpec,
  server: SandboxServer,
  stored: Readonly<JsonObject> | undefined,
): Json | undefined {
  const type = parseType(spec).base;
  const one = (record: JsonObject, given: Json | undefined): JsonObject | undefined => {
    const entries = Object.entries(isJsonRecord(given) ? given : {});
    const lower = new Map(entries.map(([name, item]) => [name.toLowerCase(), item]));
    const arrived = { server, type, sent: lower, stored };
    return turns.reduce<JsonObject | undefined>((left, turn) => left && turn(left, arrived), record);
  };
  if (isJsonRecord(value)) return one(value, sent);
  if (!Array.isArray(value)) return value;
  const rows: readonly Json[] = value;
  return rows.flatMap((row, index) => {
    const given: Json | undefined = Array.isArray(sent) ? sent[index] : undefined;
    return isJsonRecord(row) ? (one(row, given) ?? []) : [row];
  });
}

function replaced(record: JsonObject, instead: (name: string) => Json | undefined): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, instead(name) ?? value]));
}

function refuseUnknownProperties(record: JsonObject, { sent, type }: ArrivedBody): JsonObject {
  const known = new Set(membersOf(type).map(({ name }) => name.toLowerCase()));
  const unknown = [...sent.keys()].filter((name) => !known.has(name));
  if (unknown.length > 0) throw invalidBody(unknown.map((name) => [name, 'Could not find the member.']));
  return record;
}

type UnknownName = (record: JsonObject, member: string, names: readonly string[]) => JsonObject | undefined;

function ofCatalogue(catalogue: CatalogueName | 'others', onUnknown: UnknownName): BodyTurn {
  return (record, { type, server }) => {
    let left: JsonObject | undefined = record;
    for (const { name } of membersOf(type)) {
      const own = CATALOGUES_BY_PROPERTY[`${type}.${name}`];
      const isMeant = catalogue === 'others' ? own !== undefined && !NAMED.includes(own) : own === catalogue;
      if (own === undefined || !isMeant || left === undefined) continue;
      const known = catalogueNames(server.installation, own);
      const given = left[name];
      const all = Array.isArray(given) ? given : [given];
      const isUnknown = (item: Json | undefined): boolean =>
        typeof item === 'string' && item !== '' && !known.some((other) => equalsIgnoringCase(other, item));
      if (all.some(isUnknown)) left = onUnknown(left, name, known);
    }
    return left;
  };
}

function asNull(record: JsonObject, member: string, names: readonly string[]): JsonObject {
  const given = record[member];
  const known = (item: Json): boolean => names.some((name) => equalsIgnoringCase(name, item));
  return { ...record, [member]: Array.isArray(given) ? given.filter(known) : null };
}

function refuse(_: JsonObject, member: string): never {
  throw refused(400, `The value of ${member} does not exist.`);
}

function tagsIn(record: Readonly<JsonObject>): readonly Json[] {
  const tags = record['Tags'];
  return Array.isArray(tags) ? tags : [];
}

function isKnownTag(tag: Json, { server }: ArrivedBody): boolean {
  const ids = [...server.store.applicantIds()];
  return ids.some((id) => tagsIn(server.store.read(id)?.core ?? {}).some((other) => equalsIgnoringCase(other, tag)));
}

function refuseUnknownTags(record: JsonObject, arrived: ArrivedBody): JsonObject {
  if (tagsIn(record).some((tag) => !isKnownTag(tag, arrived))) throw refused(400, 'A tag does not exist.');
  return record;
}
