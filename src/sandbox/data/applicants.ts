import { statusGroupOf, type SandboxApplication } from './applications.js';
import type { Json, JsonObject } from './json.js';

/** An applicant with everything that belongs to them. */
export interface SandboxApplicant {
  readonly id: number;
  /** The properties that are read and written as one record. */
  core: JsonObject;
  updatedByUser: string;
  updatedByApplicant: string;
  profiles: readonly JsonObject[];
  cv: JsonObject | undefined;
  photo: JsonObject | undefined;
  documents: JsonObject[];
  /** Educations, languages and other sub-records, by the name of their list. */
  records: Record<string, JsonObject[]>;
  knowledges: JsonObject[];
  customFields: Map<string, Json>;
  policies: Map<number, JsonObject>;
  history: JsonObject[];
  coverLetters: JsonObject[];
  applications: SandboxApplication[];
  /** When the search starts to find the email address, in milliseconds; at once if undefined. */
  searchableAt?: number;
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
  const count = (list: string): number => applicant.records[list]?.length ?? 0;
  return {
    Id: applicant.id,
    DateOfUpdateByUser: applicant.updatedByUser,
    DateOfUpdateByApplicant: applicant.updatedByApplicant,
    HasCv: applicant.cv !== undefined,
    HasPhoto: applicant.photo !== undefined,
    HasApplicationsVisibleToApplicant: applicant.applications.some((item) => statusGroupOf(item) !== 0),
    DocumentsCount: applicant.documents.length,
    ActivitiesCount: count('Activities'),
    ExperiencesCount: count('Experiences'),
    EducationsCount: count('Educations'),
    CertificatesCount: count('Certificates'),
    LanguagesCount: count('Languages'),
    PublicationsCount: count('Publications'),
    ThirdPartyProfiles: applicant.profiles,
    ...applicant.core,
  };
}
