import type { JsonObject } from './json.js';
import { PORTAL_SETTINGS } from './portal-settings.js';
import type { NonEmpty } from './random.js';

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

/** Sources that applications name: those of the catalogue, one that has left it, and none at all. */
export const APPLICATION_SOURCES: NonEmpty<string | null> = [
  'Karriereportal',
  ...SOURCES.slice(1).map(([name]) => name),
  'Altes Portal',
  null,
];

/** Where jobs are published; the first is the default portal. */
export const CHANNELS: NonEmpty<JsonObject> = [
  channel('Karriereportal', 'default-portal', 0),
  channel('Jobbörse XML-Feed', 'jobboerse', 1),
  { ...channel('Multiposting Österreich', null, 2), Partner: 'Anzeigenpartner', Account: 'Öhlinger', Channel: 17 },
];

function channel(Name: string, InternalName: string | null, Type: number): JsonObject {
  const PublicationDate = '2024-01-15T06:30:00';
  const none = { Partner: null, Account: null, Channel: null };
  return { Name, InternalName, ...none, PublicationDate, ExpirationDate: null, Type, JobAdUrl: null, ApplyUrl: null };
}

/** Custom fields of every type, for applicants, jobs and applications. */
export const CUSTOM_FIELDS: readonly JsonObject[] = [
  field('anmerkung', 'Anmerkung', 0, 0),
  field('fuehrerscheinB', 'Führerschein B', 1, 0, [], 'false'),
  field('stundenausmass', 'Stundenausmaß', 2, 0, ['20', '30', '38.5'], '38.5'),
  field('schichtmodell', 'Schichtmodell', 3, 0, ['Früh', 'Spät', 'Nacht']),
  field('eintritt', 'Eintrittsdatum', 4, 0),
  field('schuhgroesse', 'Schuhgröße', 5, 0),
  field('hinweis', 'Hinweis', 6, 0, [], '<p>Bitte beachten …</p>'),
  field('kostenstelle', 'Kostenstelle', 5, 2),
  field('dienstwagen', 'Dienstwagen', 1, 2, [], 'false'),
  field('standort', 'Standort', 2, 2, ['Linz', 'Wien', 'Graz']),
  field('benefits', 'Zusatzleistungen', 3, 2, ['Homeoffice', 'Kantine', 'Öffi-Ticket']),
  field('besetzungBis', 'Zu besetzen bis', 4, 2),
  field('kennenlernen', 'Wie kennengelernt', 5, 3),
];

function field(
  Name: string,
  Title: string,
  Type: number,
  Target: number,
  PossibleValues: readonly string[] = [],
  DefaultValue: string | null = null,
): JsonObject {
  const GroupName = Target === 2 ? 'Stelle' : Type === 4 ? null : 'Allgemein';
  return { Name, Title, GroupName, Type, Target, IsPublic: Type !== 5, PossibleValues, DefaultValue };
}

/** The definition of a custom field by its internal name, in any case. */
export function customField(name: string): JsonObject | undefined {
  return CUSTOM_FIELDS.find((item) => String(item['Name']).toLowerCase() === name.toLowerCase());
}

/** Who can log in. */
export const USERS: readonly JsonObject[] = [
  { Id: 3, FirstName: 'Käthe', LastName: 'Grün', IsEnabled: true, UserName: 'kaethe.gruen@example.at' },
  { Id: 4, FirstName: 'Jörg', LastName: 'Šimek', IsEnabled: true, UserName: 'joerg.simek@example.at' },
  { Id: 5, FirstName: 'Aylin', LastName: 'Yıldız', IsEnabled: true, UserName: 'aylin.yildiz@example.at' },
  { Id: 6, FirstName: 'Franz', LastName: 'Öttl', IsEnabled: false, UserName: 'f.oettl' },
];

/** What applicants agree to: per language a notice (1) and a consent (0). */
export const POLICIES = [
  { Id: 3, Type: 1, culture: 'de-AT', Text: '<h1>Datenschutzerklärung gemäß DSGVO</h1>' },
  { Id: 4, Type: 0, culture: 'de-AT', Text: '<p>Ich stimme der Evidenzhaltung zu.</p>' },
  { Id: 13, Type: 1, culture: 'en-GB', Text: '<h1>Privacy notice</h1>' },
  { Id: 14, Type: 0, culture: 'en-GB', Text: '<p>Keep my application on file.</p>' },
] as const;

/** Skills by job profile and group. */
export const KNOWLEDGE_TREE: JsonObject = {
  JobProfiles: [
    profile('Kaufmännisch – Büro', 'Buchhaltung', ['BMD NTCS', 'SAP S/4HANA']),
    profile('IT / Softwareentwicklung', 'Programmieren', ['C#', 'TypeScript']),
  ],
};

function profile(JobProfile: string, Group: string, Knowledges: readonly string[]): JsonObject {
  return { JobProfile, Groups: [{ Group, Knowledges }] };
}

/** The steps of the workflow, each with its names in German and English. */
export const STAGES: NonEmpty<Stage> = [
  stage(1, ['Neu eingelangt', 'Eingelangt', 'Neu'], ['New', 'Received', 'New']),
  stage(1, ['Unterlagen vollständig', 'Eingelangt', 'Neu'], ['Documents complete', 'Received', 'New']),
  stage(2, ['In interner Prüfung', 'In Bearbeitung', 'Prüfung'], ['Under review', 'In progress', 'Review']),
  stage(3, ['Vorgestellt beim Fachbereich', 'In Bearbeitung', 'Vorgestellt'], ['Proposed', 'In progress', 'Proposed']),
  stage(4, ['Gespräch vereinbart', 'Gespräch', 'Gespräch'], ['Interview', 'Interview', 'Interview']),
  stage(0, ['Vertraulich', 'In Bearbeitung', '–'], ['Confidential', 'In progress', '–']),
  stage(5, ['Absage nach Prüfung', 'Abgesagt', 'Abgesagt'], ['Rejected', 'Rejected', 'Rejected']),
  stage(5, ['Bewerbung zurückgezogen', 'Zurückgezogen', 'Zurückgezogen'], ['Withdrawn', 'Withdrawn', 'Withdrawn']),
  stage(6, ['Eingestellt', 'Zusage', 'Eingestellt'], ['Hired', 'Offer accepted', 'Hired']),
];

/** What recruiters, applicants and contacts read. */
type Names = readonly [status: string, forApplicant: string, forContact: string];

interface Stage {
  readonly group: number;
  readonly de: Names;
  readonly en: Names;
}

function stage(group: number, de: Names, en: Names): Stage {
  return { group, de, en };
}

/** The answer to `Mandator`. */
export function mandator(id: number): JsonObject {
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
    Urls: ['https://jobs.example.at/'],
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
