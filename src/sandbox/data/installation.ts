import type { SandboxSettings } from '../options.js';
import { STEPS, type WorkflowStep } from './activities.js';
import { STAGES, type Stage } from './applications.js';
import {
  CATALOGUE_NAMES,
  KNOWLEDGE_GROUPS,
  POLICIES,
  USERS,
  mandatorRow,
  type CatalogueName,
  type CataloguePolicy,
  type KnowledgeGroup,
} from './catalogue.js';
import { equalsIgnoringCase, isJsonRecord, type Json, type JsonObject } from './json.js';
import { seededQuestionnaires, type StoredQuestionnaire } from './questionnaires.js';

/** What the recruiters of an installation have set up. */
export interface Installation {
  /** The mandator as the API answers it, with its catalogues. */
  readonly mandator: JsonObject;
  stages: readonly Stage[];
  steps: readonly WorkflowStep[];
  users: readonly JsonObject[];
  policies: readonly CataloguePolicy[];
  knowledgeGroups: readonly KnowledgeGroup[];
  readonly questionnaires: Map<number, StoredQuestionnaire>;
}

/** What a catalogue still has if an installation starts empty: without these nothing works. */
const KEPT: Readonly<Partial<Record<string, number>>> = { Cultures: 2, JobPublicationTypes: 1 };

/** Creates the installation that a sandbox starts with; an empty one has its languages, default portal and stages. */
export function createInstallation({ mandatorId, empty }: SandboxSettings): Installation {
  const mandator = mandatorRow(mandatorId);
  if (!empty) {
    const questionnaires = seededQuestionnaires();
    const seeded = {
      stages: STAGES,
      steps: STEPS,
      users: USERS,
      policies: POLICIES,
      knowledgeGroups: KNOWLEDGE_GROUPS,
    };
    return { mandator, ...seeded, questionnaires };
  }
  for (const name of [...CATALOGUE_NAMES, 'GroupedJobProfiles', 'Translations']) {
    mandator[name] = entriesIn(mandator, name).slice(0, KEPT[name] ?? 0);
  }
  const nothing = { stages: STAGES, steps: STEPS, users: [], policies: [], knowledgeGroups: [] };
  return { mandator, ...nothing, questionnaires: new Map() };
}

/** Returns the stage of new applications. */
export function firstStage({ stages }: Installation): Stage {
  return stages[0] ?? STAGES[0];
}

/** Returns the entries of a catalogue. */
export function entriesIn(mandator: Readonly<JsonObject>, catalogue: string): readonly Json[] {
  const list = mandator[catalogue];
  return Array.isArray(list) ? list : [];
}

/** Returns the entries of a catalogue that are records. */
export function recordsIn({ mandator }: Installation, catalogue: CatalogueName): JsonObject[] {
  return entriesIn(mandator, catalogue).filter(isJsonRecord);
}

/** Returns the names of a catalogue, of all regions within regions, too. */
export function catalogueNames({ mandator }: Installation, catalogue: CatalogueName): string[] {
  return entriesIn(mandator, catalogue).flatMap(namesOfEntry);
}

function namesOfEntry(entry: Json): string[] {
  if (typeof entry === 'string') return [entry];
  if (!isJsonRecord(entry)) return [];
  return [String(entry['Name']), ...entriesIn(entry, 'Regions').flatMap(namesOfEntry)];
}

/** Finds a channel by its name or its internal name; case-insensitive. An empty name is the default portal. */
export function findChannel(installation: Installation, name: string): JsonObject | undefined {
  const channels = recordsIn(installation, 'JobPublicationTypes');
  if (name === '') return channels[0];
  return channels.find((item) => [item['Name'], item['InternalName']].some((own) => equalsIgnoringCase(own, name)));
}

/** Returns the tree of skills as the API answers it. */
export function knowledgeTreeRow({ knowledgeGroups }: Installation): JsonObject {
  const profiles = [...new Set(knowledgeGroups.map(({ JobProfile }) => JobProfile))];
  return {
    JobProfiles: profiles.map((JobProfile) => ({
      JobProfile,
      Groups: knowledgeGroups
        .filter((group) => group.JobProfile === JobProfile)
        .map(({ Group, Knowledges }) => ({ Group, Knowledges })),
    })),
  };
}
