import { CUSTOM_FIELDS } from './custom-fields.js';
import type { JsonObject } from './json.js';
import { PORTAL_SETTINGS } from './portal-settings.js';
import type { NonEmpty } from './random.js';

/** The address of the default portal. */
export const PORTAL_URL = 'https://jobs.example.at/';

/** Returns the language in which the server answers a request for a culture. */
export function cultureOf(asked: string): 'de-AT' | 'en-GB' {
  return asked.toLowerCase().startsWith('en') ? 'en-GB' : 'de-AT';
}

export const COUNTRIES: NonEmpty<string> = ['Österreich', 'Deutschland', 'Schweiz', 'Tschechien', 'Ungarn'];
export const LANGUAGES: NonEmpty<string> = ['Deutsch', 'Englisch', 'Französisch', 'Italienisch', 'Ungarisch'];
export const LANGUAGE_LEVELS: NonEmpty<string> = ['Muttersprache', 'fließend', 'gut', 'Grundkenntnisse'];
export const KNOWLEDGES: NonEmpty<string> = ['BMD NTCS', 'C#', 'Büroorganisation', 'SAP S/4HANA', 'TypeScript', 'CNC'];
export const KNOWLEDGE_LEVELS: NonEmpty<string> = ['Grundkenntnisse', 'gut', 'sehr gut'];
export const EDUCATION_TYPES: NonEmpty<string> = ['Lehre', 'HTL', 'HAK', 'Fachhochschule', 'Universität'];
export const CAREER_LEVELS: NonEmpty<string> = ['Einstieg', 'Berufserfahren', 'Führungskraft'];
export const OCCUPATION_TYPES: NonEmpty<string> = ['Vollzeit', 'Teilzeit', 'Lehre', 'Praktikum', 'Freie Mitarbeit'];
export const DOCUMENT_TYPES: NonEmpty<string> = ['Zeugnis', 'Anschreiben', 'Bewerbungsfoto', 'Sonstiges'];
export const JOB_PROFILES: NonEmpty<string> = [
  'IT / Softwareentwicklung',
  'Kaufmännisch – Büro',
  'Produktion & Technik',
  'Pflege',
];
export const REGIONS: NonEmpty<string> = ['Wien', 'Niederösterreich', 'Oberösterreich', 'Steiermark', 'Tirol'];

const SOURCES = [
  ['Karriereportal', 'Online', false, false],
  ['Jobbörse Süd', 'Online', true, false],
  ['Mitarbeiter/Empfehlung & Co', 'Offline', true, false],
  ['Messe Graz', 'Offline', true, false],
  ['Acme Jobs', 'Online', true, false],
  ['Direktansprache', 'Intern', false, true],
] as const;

/** Sources that applications name: those of the catalogue, one that was removed from it, and none. */
export const KNOWN_SOURCES: NonEmpty<string> = ['Karriereportal', ...SOURCES.slice(1).map(([name]) => name)];

/** The same with a source that the catalogue lacks, and none. */
export const APPLICATION_SOURCES: NonEmpty<string | null> = [...KNOWN_SOURCES, 'Altes Portal', null];

/** The channels on which jobs are published; the first is the default portal. */
export const CHANNELS: NonEmpty<JsonObject> = [
  channelRow('Karriereportal', 'default-portal', 0),
  channelRow('Jobbörse XML-Feed', 'jobboerse', 1),
  { ...channelRow('Multiposting Österreich', null, 2), Partner: 'Anzeigenpartner', Account: 'Öhlinger', Channel: 17 },
];

function channelRow(Name: string, InternalName: string | null, Type: number): JsonObject {
  const PublicationDate = '2024-01-15T06:30:00';
  const none = { Partner: null, Account: null, Channel: null };
  return { Name, InternalName, ...none, PublicationDate, ExpirationDate: null, Type, JobAdUrl: null, ApplyUrl: null };
}

/** The users of the installation. */
export const USERS: readonly JsonObject[] = [
  { Id: 3, FirstName: 'Käthe', LastName: 'Grün', IsEnabled: true, UserName: 'kaethe.gruen@example.at' },
  { Id: 4, FirstName: 'Jörg', LastName: 'Šimek', IsEnabled: true, UserName: 'joerg.simek@example.at' },
  { Id: 5, FirstName: 'Aylin', LastName: 'Yıldız', IsEnabled: true, UserName: 'aylin.yildiz@example.at' },
  { Id: 6, FirstName: 'Franz', LastName: 'Öttl', IsEnabled: false, UserName: 'f.oettl' },
];

/** A policy as the sandbox stores it. */
export interface CataloguePolicy {
  readonly Id: number;
  readonly Type: number;
  readonly Language: string;
  readonly Text: string | null;
  readonly CreatedOn: string;
}

/** The policies that applicants accept: per language a notice (1) and a consent (0). */
export const POLICIES: readonly CataloguePolicy[] = [
  policyOf(3, 1, 'de-AT', '<h1>Datenschutzerklärung gemäß DSGVO</h1>'),
  policyOf(4, 0, 'de-AT', '<p>Ich stimme der Evidenzhaltung zu.</p>'),
  policyOf(13, 1, 'en-GB', '<h1>Privacy notice</h1>'),
  policyOf(14, 0, 'en-GB', '<p>Keep my application on file.</p>'),
];

/** Whether there is a newer version of a policy: one of the same kind in the same language. */
export function isOutdatedPolicy(policy: CataloguePolicy, all: readonly CataloguePolicy[]): boolean {
  const versions = all.filter(({ Type, Language }) => Type === policy.Type && Language === policy.Language);
  const newest = versions.reduce((a, b) => (b.CreatedOn >= a.CreatedOn ? b : a), policy);
  return newest !== policy;
}

function policyOf(Id: number, Type: number, Language: string, Text: string): CataloguePolicy {
  return { Id, Type, Language, Text, CreatedOn: '2023-02-01T09:00:00' };
}

/** Skills by job profile and group. */
export const KNOWLEDGE_GROUPS: readonly KnowledgeGroup[] = [
  { JobProfile: 'Kaufmännisch – Büro', Group: 'Buchhaltung', Knowledges: ['BMD NTCS', 'SAP S/4HANA'] },
  { JobProfile: 'IT / Softwareentwicklung', Group: 'Programmieren', Knowledges: ['C#', 'TypeScript'] },
];

/** A group of skills of a job profile. */
export interface KnowledgeGroup {
  readonly JobProfile: string;
  readonly Group: string;
  readonly Knowledges: readonly string[];
}

/** The catalogues of a mandator that a test can extend, by their names in its answer. */
export const CATALOGUE_NAMES = [
  'JobProfiles',
  'Cultures',
  'Regions',
  'ApplicantDocumentTypes',
  'TitlesBeforeName',
  'TitlesAfterName',
  'Countries',
  'PublicationTypes',
  'Languages',
  'LanguageLevels',
  'CertificateTypes',
  'EducationTypes',
  'CareerLevels',
  'SalaryCurrencies',
  'DomesticTravellingTypes',
  'AbroadTravellingTypes',
  'PhoneTimes',
  'Knowledges',
  'KnowledgeLevels',
  'Referrers',
  'JobPublicationTypes',
  'CustomFields',
  'ClassificationTypes',
  'OccupationTypes',
] as const;

/** The name of a catalogue. */
export type CatalogueName = (typeof CATALOGUE_NAMES)[number];

/** Returns the mandator that a sandbox starts with, as the API answers it. */
export function mandatorRow(id: number): JsonObject {
  const group = (Name: string) => ({ Name, Group: 'Allgemein', CultureFilter: [] });
  return {
    Id: id,
    Name: 'Öhlinger-Gruppe',
    PortalSettings: PORTAL_SETTINGS,
    Translations: [{ Key: 'Kaufmännisch – Büro', Texts: [{ Culture: 'en-GB', Text: 'Office & Administration' }] }],
    JobProfiles: JOB_PROFILES,
    GroupedJobProfiles: JOB_PROFILES.map(group),
    Cultures: ['de-AT', 'en-GB'],
    Regions: [
      { Name: 'Österreich', Regions: REGIONS.map((Name) => ({ Name, Regions: [] })) },
      { Name: 'Bayern', Regions: null },
    ],
    Urls: [PORTAL_URL],
    ApplicantDocumentTypes: DOCUMENT_TYPES,
    TitlesBeforeName: ['Mag.', 'Dipl.-Ing.', 'Dr.'].map(group),
    TitlesAfterName: [{ Name: 'MSc', CultureFilter: null, Group: null }],
    Countries: COUNTRIES,
    PublicationTypes: ['Buch', 'Fachartikel'],
    Languages: LANGUAGES,
    LanguageLevels: LANGUAGE_LEVELS,
    CertificateTypes: ['Prüfung'],
    EducationTypes: EDUCATION_TYPES,
    CareerLevels: CAREER_LEVELS,
    SalaryCurrencies: ['EUR', 'CHF'],
    DomesticTravellingTypes: ['nie', 'gelegentlich', 'häufig'],
    AbroadTravellingTypes: ['nie', 'gelegentlich'],
    PhoneTimes: ['vormittags', 'ab 17 Uhr'],
    Knowledges: KNOWLEDGES,
    KnowledgeLevels: KNOWLEDGE_LEVELS,
    Referrers: SOURCES.map(([Name, Group, AllowsAdditionalInfo, IsInternalOnly]) => ({
      Name,
      CultureFilter: null,
      Group,
      AllowsAdditionalInfo,
      IsInternalOnly,
    })),
    JobPublicationTypes: CHANNELS,
    CustomFields: CUSTOM_FIELDS,
    ClassificationTypes: ['A', 'B', 'C'],
    VideoRecruitingProvider: 0,
    OccupationTypes: OCCUPATION_TYPES,
    CammioClientId: null,
    CammioSecret: null,
  };
}
