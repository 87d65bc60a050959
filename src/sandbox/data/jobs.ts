import type { SandboxSettings } from '../options.js';
import { recordOf } from './body-types.js';
import { CAREER_LEVELS, CHANNELS, JOB_PROFILES, OCCUPATION_TYPES, PORTAL_URL, USERS, cultureOf } from './catalogue.js';
import { DAY_MS, NO_DATE, type SandboxClock } from './clock.js';
import { customFieldRows } from './custom-fields.js';
import { recordsIn, type Installation } from './installation.js';
import { textOrNull, type Json, type JsonObject } from './json.js';
import { mix, pick, type NonEmpty } from './random.js';

/** A job as the sandbox stores it; the texts of a seeded one are computed when it is read. */
export interface SandboxJob {
  readonly id: number;
  readonly index: number;
  /** 0 open, 1 draft, 2–4 closed. */
  status: number;
  /** The channels that list the job, by name, each with what a test has set of the publication. */
  channels: Map<string, JsonObject>;
  questionnaire: number | undefined;
  /** Properties that a test has changed. */
  changes: JsonObject;
  /** The record of a job that a test has added, and its texts in English. */
  readonly own?: { readonly record: JsonObject; readonly english: JsonObject | undefined };
}

/** What the answer of a job depends on. */
interface JobSurroundings {
  readonly settings: SandboxSettings;
  readonly clock: SandboxClock;
  readonly installation: Installation;
}

/** The id of the first published job. */
export const FIRST_PUBLISHED_JOB = 4711;
const FIRST_UNLISTED_JOB = 4311;
const FIRST_CREATION = Date.UTC(2025, 0, 7, 9, 30);

const TITLES: NonEmpty<readonly [de: string, en: string | null]> = [
  ['Buchhalter:in (m/w/d)', 'Accountant (f/m/x)'],
  ['Softwareentwickler:in Öffentliche Verwaltung', 'Software Engineer'],
  ['Diplomierte Pflegefachkraft', null],
  ['CNC-Zerspanungstechniker:in', null],
  ['Projektleiter:in Bau & Infrastruktur', 'Project Manager'],
  ['Lehrling Einzelhandel', null],
  ['Außendienst Süd – Kärnten/Steiermark', 'Field Sales South'],
  ['Küchenhilfe (Teilzeit)', null],
];

const PLACES: NonEmpty<readonly [city: string, zip: string, region: string, latitude: number, longitude: number]> = [
  ['Linz', '4020', 'Oberösterreich', 48.30694, 14.28583],
  ['Wien', '1090', 'Wien', 48.2225, 16.3567],
  ['Graz', '8010', 'Steiermark', 47.07, 15.44],
  ['Sankt Pölten', '3100', 'Niederösterreich', 48.2044, 15.6229],
  ['Innsbruck', '6020', 'Tirol', 47.2682, 11.3923],
];

/** Creates the jobs of a sandbox: unlisted ones, which only applications name, and those that a channel lists. */
export function createJobs(published: number): Map<number, SandboxJob> {
  const unlisted = Math.ceil(published / 4);
  const jobs = new Map<number, SandboxJob>();
  for (let index = 0; index < unlisted; index += 1) {
    const id = FIRST_UNLISTED_JOB + index;
    const status = [2, 4, 0, 3][index % 4] ?? 2;
    jobs.set(id, { id, index, status, channels: new Map(), questionnaire: undefined, changes: {} });
  }
  for (let index = 0; index < published; index += 1) {
    const id = FIRST_PUBLISHED_JOB + index;
    const listed = CHANNELS.filter((_, place) => isListedOn(index, place));
    const channels = new Map(listed.map((item) => [String(item['Name']), {}]));
    jobs.set(id, { id, index, status: 0, channels, questionnaire: [9, 10, undefined, 11][index % 4], changes: {} });
  }
  return jobs;
}

// Most jobs are on the default portal, some on several channels, some only on the second or third.
function isListedOn(index: number, channel: number): boolean {
  if (index % 5 === 4) return channel === 1 + (index % 2);
  return channel === 0 || index % (channel + 2) === 1;
}

/** Returns a job as the API answers it in a language. */
export function jobRow(job: SandboxJob, surroundings: JobSurroundings, culture: string): JsonObject {
  const row = job.own === undefined ? seededRow(job, surroundings, culture) : ownRow(job.own, culture);
  const text = (name: string): string | null => textOrNull(job.changes[name] ?? row[name]);
  const [online, end] = [text('OnlineDate') ?? text('CreationDate') ?? NO_DATE, text('ExpirationDate')];
  return {
    ...row,
    Id: job.id,
    MandatorId: surroundings.settings.mandatorId,
    Status: job.status,
    PublishedOn: recordsIn(surroundings.installation, 'JobPublicationTypes').flatMap((channel) => {
      const own = job.channels.get(String(channel['Name']));
      return own === undefined ? [] : [{ ...publication(channel, job, online, end), ...own }];
    }),
    HasQuestionnaire: job.questionnaire !== undefined,
    ...job.changes,
  };
}

function ownRow({ record, english }: NonNullable<SandboxJob['own']>, culture: string): JsonObject {
  if (english === undefined) return record;
  const AvailableCultures = ['de-AT', 'en-GB'];
  const texts = cultureOf(culture) === 'en-GB' ? { ...english, Culture: 'en-GB' } : {};
  return { ...record, AvailableCultures, ...texts };
}

function seededRow(
  job: SandboxJob,
  { settings: { seed }, clock: { databaseDate, serverDate }, installation }: JobSurroundings,
  culture: string,
): JsonObject {
  const hash = mix(seed, job.id, 40);
  const [german, english] = pick(TITLES, job.index);
  const place = pick(PLACES, hash);
  const written = english === null ? 'de-AT' : cultureOf(culture);
  const title = written === 'en-GB' ? (english ?? german) : german;
  const created = FIRST_CREATION + (job.id % 200) * DAY_MS;
  const online = databaseDate(created + 2 * DAY_MS);
  const profile = pick(JOB_PROFILES, job.index);
  const end = job.index % 3 === 1 ? databaseDate(Date.UTC(2026, 11, 31, 22, 59, 59)) : null;
  return recordOf('Job', {
    InternalName: `${german.replace(/ \([^()]*\)/, '')} ${place[0]}`,
    InternalLocation: place[0],
    Latitude: job.index % 4 === 3 ? null : place[3],
    Longitude: job.index % 4 === 3 ? null : place[4],
    ...recruiter(hash),
    CreationDate: databaseDate(created),
    UpdateDate: databaseDate(created + (hash % 90) * DAY_MS + 4711),
    OnlineDate: job.channels.size === 0 && job.status === 1 ? null : online,
    OnlineDateCorrected: serverDate(created + 2 * DAY_MS),
    JobProfiles: [profile],
    ExtendedJobProfiles: [{ Name: profile, Group: 'Allgemein', CultureFilter: ['de-AT', 'en-GB'] }],
    Regions: [place[2]],
    CustomFields: customFieldsOfJob(job, installation),
    OccupationTypes: job.index % 6 === 5 ? [] : [pick(OCCUPATION_TYPES, hash >>> 3)],
    CareerLevels: [pick(CAREER_LEVELS, hash >>> 5)],
    Tags: job.index % 2 === 0 ? ['Homeoffice möglich'] : [],
    AvailableCultures: english === null ? ['de-AT'] : ['de-AT', 'en-GB'],
    Culture: written,
    ...adTexts(job, title),
    GoogleForJobs: googleForJobs(job, place),
    ExpirationDate: end,
    ...places(job, place),
    SocialMedia: job.index % 2 === 0 ? { Title: title, Description: 'Jetzt bewerben!', Image: null } : null,
    CustomerId: 77,
    CustomerName: 'Brüder Öhlinger GmbH & Co KG',
    UserAddress: 'Landstraße 1a',
    UserZipCode: '4020',
    UserCity: 'Linz',
  });
}

function recruiter(hash: number): JsonObject {
  const user = USERS[hash % 2] ?? {};
  const [first, last] = [textOrNull(user['FirstName']), textOrNull(user['LastName'])];
  return {
    UserFirstName: first,
    UserLastName: last,
    UserTitleBeforeName: null,
    UserTitleAfterName: null,
    UserFullName: `${first ?? ''} ${last ?? ''}`,
    UserGender: hash % 2 === 0 ? 2 : 1,
    UserPhone: '+43 732 1234-56',
    UserEmail: textOrNull(user['UserName']),
  };
}

function publication(channel: JsonObject, job: SandboxJob, online: string, end: string | null): JsonObject {
  const type = channel['Type'];
  const ad = (page: string): string | null => {
    if (type === 1) return `${PORTAL_URL}${page}/${String(job.id)}?ref=$Referrer$`;
    return type === 2 ? '' : null;
  };
  return {
    ...channel,
    PublicationDate: online,
    ExpirationDate: type === 0 ? null : end,
    JobAdUrl: ad('Job'),
    ApplyUrl: ad('Apply'),
  };
}

function customFieldsOfJob(job: SandboxJob, installation: Installation): Json {
  const values: [string, Json][] = [
    ['kostenstelle', String(4000 + job.index)],
    ['dienstwagen', job.index % 3 === 0],
    ['standort', 'Linz'],
    ['benefits', ['Homeoffice', 'Kantine']],
    ['besetzungBis', '2026-03-01'],
  ];
  return customFieldRows(recordsIn(installation, 'CustomFields'), values.slice(0, job.index % 6));
}

function adTexts(job: SandboxJob, title: string): JsonObject {
  const plain = job.index % 7 === 6;
  const block = (html: string): string | null => (plain ? null : html);
  return {
    Html: `<!DOCTYPE html><html><body><h1>${title.replace('&', '&amp;')}</h1></body></html>`,
    Title: title,
    SubTitle: job.index % 2 === 0 ? '30–38,5 h' : null,
    Location: null,
    CompanyDescription: block('<p>Die Öhlinger-Gruppe …</p>'),
    Block1: block('<ul><li>Selbstständige Tätigkeit</li></ul>'),
    Block2: block('<p>Abgeschlossene Ausbildung</p>'),
    Block3: block('<p>ab € 3.000,– brutto</p>'),
    Block4: null,
    HeaderBlock1: block('Ihre Aufgaben'),
    HeaderBlock2: block('Ihr Profil'),
    HeaderBlock3: block('Wir bieten'),
    HeaderBlock4: null,
    TemplateName: 'Standard 2025',
  };
}

function googleForJobs(job: SandboxJob, [City, ZipCode, State]: (typeof PLACES)[0]): Json {
  if (job.index % 3 === 2) return null;
  return {
    EmploymentType: 1,
    Telecommute: job.index % 2 === 0,
    Country: 'AT',
    MinSalary: 42_000,
    MaxSalary: job.index % 2 === 0 ? 58_999.99 : null,
    SalaryUnit: 'YEAR',
    Content: null,
    Currency: 'EUR',
    HiringOrganization: 'Öhlinger-Gruppe',
    HiringOrganizationLogo: null,
    Locations: [{ Street: 'Landstraße', HouseNo: '1a', ZipCode, City, State, Country: 'AT' }],
  };
}

function places(job: SandboxJob, [City, ZipCode, Region, latitude, longitude]: (typeof PLACES)[0]): JsonObject {
  const address = { Country: 'Österreich', Region, ZipCode, Street: null, StreetNumber: null, City };
  return {
    Location: City,
    GeoLocation: job.index % 4 === 3 ? null : { type: 'Point', coordinates: [longitude, latitude], ...address },
    CompanyLocation: null,
    GeoLocationName: `${ZipCode} ${City}`,
    CompanyLocationName: null,
  };
}
