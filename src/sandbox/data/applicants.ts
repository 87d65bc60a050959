import { isVisibleToApplicant, type SandboxApplication } from './applications.js';
import type { Json, JsonObject } from './json.js';

/** An applicant with everything that belongs to them. */
export interface SandboxApplicant {
  readonly id: number;
  /** The properties that are read and written as one record. */
  core: JsonObject;
  updatedByUser: Json;
  updatedByApplicant: Json;
  profiles: readonly JsonObject[];
  cv: JsonObject | undefined;
  photo: JsonObject | undefined;
  documents: JsonObject[];
  /** Educations, languages and other records but documents, by the name of one. */
  records: Partial<Record<OwnedKind, JsonObject[]>>;
  knowledges: JsonObject[];
  customFields: Map<string, Json>;
  policies: Map<number, JsonObject>;
  history: JsonObject[];
  coverLetters: JsonObject[];
  applications: SandboxApplication[];
  /** When the search starts to find the email address, in milliseconds; at once if undefined. */
  searchableAt?: number;
}

/** The names of an applicant's records that have an id of their own. */
export const OWNED_KINDS = [
  'Activity',
  'Certificate',
  'Document',
  'Education',
  'Experience',
  'Language',
  'Publication',
] as const;

/** The name of a record with an id of its own. */
export type OwnedKind = (typeof OWNED_KINDS)[number];

/** Returns an applicant's records of a kind, to read or to change. */
export function recordsOf(applicant: SandboxApplicant, kind: OwnedKind): JsonObject[] {
  return kind === 'Document' ? applicant.documents : (applicant.records[kind] ??= []);
}

/** Creates an applicant who has a core record and nothing else. */
export function createSandboxApplicant(id: number, core: JsonObject): SandboxApplicant {
  return {
    id,
    core,
    updatedByUser: '',
    updatedByApplicant: '',
    profiles: [],
    cv: undefined,
    photo: undefined,
    documents: [],
    records: {},
    knowledges: [],
    customFields: new Map(),
    policies: new Map(),
    history: [],
    coverLetters: [],
    applications: [],
  };
}

/** Returns an applicant as the API answers it. */
export function applicantRow(applicant: SandboxApplicant): JsonObject {
  const count = (kind: OwnedKind): number => recordsOf(applicant, kind).length;
  return {
    Id: applicant.id,
    DateOfUpdateByUser: applicant.updatedByUser,
    DateOfUpdateByApplicant: applicant.updatedByApplicant,
    HasCv: applicant.cv !== undefined,
    HasPhoto: applicant.photo !== undefined,
    HasApplicationsVisibleToApplicant: applicant.applications.some(isVisibleToApplicant),
    DocumentsCount: count('Document'),
    ActivitiesCount: count('Activity'),
    ExperiencesCount: count('Experience'),
    EducationsCount: count('Education'),
    CertificatesCount: count('Certificate'),
    LanguagesCount: count('Language'),
    PublicationsCount: count('Publication'),
    ThirdPartyProfiles: applicant.profiles,
    ...applicant.core,
  };
}
