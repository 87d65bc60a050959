import type { SandboxSettings } from '../options.js';
import type { APPLICANT_PROPERTIES } from '../../schemas/properties.js';
import { createSandboxApplicant, type SandboxApplicant } from './applicants.js';
import { STAGES, type SandboxApplication } from './applications.js';
import { flexDate, recordOf } from './body-types.js';
import {
  APPLICATION_SOURCES,
  CAREER_LEVELS,
  COUNTRIES,
  DOCUMENT_TYPES,
  EDUCATION_TYPES,
  JOB_PROFILES,
  KNOWN_SOURCES,
  KNOWLEDGES,
  KNOWLEDGE_LEVELS,
  LANGUAGES,
  LANGUAGE_LEVELS,
  REGIONS,
} from './catalogue.js';
import { DAY_MS, NO_DATE, type SandboxClock } from './clock.js';
import type { SandboxJob } from './jobs.js';
import { exactInteger, type Json, type JsonObject } from './json.js';
import { mix, pick, pickSome, type NonEmpty } from './random.js';

/** The applicants that a sandbox starts with, each computed from their number alone. */
export interface Population {
  applicant(number: number): SandboxApplicant;
  applications(number: number): SandboxApplication[];
  email(number: number): string | null;
  /** The numbers of all applicants who may have applied for a job; a few of them have not. */
  numbersOfJob(index: number): Iterable<number>;
}

type CoreValues = { [Name in keyof typeof APPLICANT_PROPERTIES]?: Json };

/** The id of the first application. */
export const FIRST_APPLICATION = 880_000;
/** The most applications that an applicant starts with; their ids are computed from the applicant's number. */
export const APPLICATIONS_EACH = 3;
const FIRST_REGISTRATION = Date.UTC(2023, 2, 11, 8, 15, 2, 337);
/** A small PDF, the content of every file that a sandbox starts with. */
export const CV_CONTENT = 'JVBERi0xLjQKJcOkw7bDvMOfIExlYmVuc2xhdWYKJSVFT0YK';

/** The most sub-records of a kind that an applicant starts with; their ids are computed from the applicant's number. */
export const RECORDS_EACH = 10;

const FEMALE: NonEmpty<string> = ['Käthe', 'Anna', 'Åsa', 'Aylin', 'Sophie', 'Ljiljana', 'Maria Theresia', 'Zoë'];
const MALE: NonEmpty<string> = ['Jörg', 'Lukas', 'Günther', 'Mehmet', 'Tomáš', 'Björn', 'Franz-Xaver', 'Paul'];
const LAST: NonEmpty<string> = [
  'Gruber',
  'Müßiggang-Öllinger',
  'Nováková',
  "O'Brien",
  'Şahin',
  'Öttl',
  'von der Höh',
  'Đorđević',
  'Weiß',
];
const CITIES: NonEmpty<readonly [string, string]> = [
  ['Wien', '1090'],
  ['Linz', '4020'],
  ['Sankt Pölten', '3100'],
  ['Graz', '8010'],
  ['Dornbirn', '6850'],
];
const TAGS: NonEmpty<string> = ['Shortlist', 'Führerschein B', 'Lohn & Gehalt', 'Rückruf', 'Talentpool 2025'];
const OPEN_STAGES: NonEmpty<number> = [0, 0, 0, 1, 2, 2, 3, 4, 5, 6, 7, 8];
const CLOSED_STAGES: NonEmpty<number> = [6, 6, 7, 8, 8, 0, 3];

/** Creates the starting population; applicants cost nothing until they are read. */
export function createPopulation(
  { applicants: size, seed, newerProperties, sourced }: SandboxSettings,
  firstId: number,
  jobs: readonly SandboxJob[],
  { databaseDate, serverDate }: SandboxClock,
): Population {
  const unlisted = new Set(jobs.filter((job) => job.channels.size === 0).map((job) => job.id));
  const step = Math.max(1, Math.floor(jobs.length / APPLICATIONS_EACH));
  const hash = (number: number, salt: number): number => mix(seed, number, salt);
  const count = (number: number): number => {
    const draw = hash(number, 1) % 10;
    return Math.min(draw === 0 ? 0 : draw < 7 ? 1 : draw < 9 ? 2 : 3, jobs.length);
  };

  function applications(number: number): SandboxApplication[] {
    return Array.from({ length: count(number) }, (_, index) => {
      const draw = hash(number, 10 + index);
      const jobId = jobs[(number + index * step) % jobs.length]?.id ?? 0;
      const referrer = pick<string | null>(sourced ? KNOWN_SOURCES : APPLICATION_SOURCES, draw >>> 7);
      const createdAt = FIRST_REGISTRATION + (draw % 800) * DAY_MS + (draw % 86_399_989);
      return {
        id: FIRST_APPLICATION + number * APPLICATIONS_EACH + index,
        applicantId: firstId + number,
        jobId,
        stage: pick(STAGES, pick(unlisted.has(jobId) ? CLOSED_STAGES : OPEN_STAGES, draw >>> 3)),
        referrer,
        info: referrer !== null && draw % 4 === 0 ? 'Inserat 08/2025' : null,
        rating: draw % 3 === 0 ? draw % 6 : null,
        createdAt,
        changedAt: createdAt + (draw % 30) * DAY_MS + 61_873,
      };
    });
  }

  function name(number: number): readonly [first: string, last: string, gender: number] {
    const draw = hash(number, 2);
    const gender = draw % 2 === 0 ? 2 : 1;
    return [pick(gender === 2 ? FEMALE : MALE, draw >>> 1), pick(LAST, draw >>> 5), gender];
  }

  // The number in the address finds the applicant without a search through all of them.
  function email(number: number): string | null {
    if (number % 97 === 96) return email(number - 1)?.replace(/[a-z]/g, (letter) => letter.toUpperCase()) ?? null;
    const draw = hash(number, 3);
    if (draw % 40 === 0) return null;
    const [first, last] = name(number);
    const plain = `${first}.${last}`.toLowerCase().replaceAll(' ', '-');
    const local = draw % 29 === 5 ? plain : toAscii(plain);
    return `${local}${draw % 11 === 3 ? '+bewerbung' : ''}.${String(number + 1)}@example.at`;
  }

  function applicant(number: number): SandboxApplicant {
    const id = firstId + number;
    const draw = hash(number, 4);
    const applied = applications(number);
    const registered = FIRST_REGISTRATION + (draw % 700) * DAY_MS + (draw % 43_200_000);
    const created = Math.min(registered, ...applied.map((item) => item.createdAt));
    const later = created + (draw % 200) * DAY_MS + 873;
    return {
      ...createSandboxApplicant(id, {
        ...core(number, draw, created, applied[0]?.referrer ?? null),
        ...newerProperties,
      }),
      updatedByUser: draw % 6 === 0 ? NO_DATE : databaseDate(later),
      updatedByApplicant: draw % 5 === 0 ? NO_DATE : serverDate(later + 3 * DAY_MS),
      profiles: draw % 4 === 1 ? [profileOf(draw)] : [],
      cv: draw % 3 === 0 ? undefined : { FileExtension: '.pdf', Content: CV_CONTENT },
      photo: draw % 9 === 0 ? { FileExtension: '.jpg', Content: '/9j/4AAQSkZJRgAB/9k=' } : undefined,
      documents: documentsOf(number, draw),
      records: subRecordsOf(number, draw),
      knowledges: pickSome(KNOWLEDGES, draw >>> 6, 2).map((Knowledge) =>
        recordOf('Knowledge', { Knowledge, Level: pick(KNOWLEDGE_LEVELS, draw) }),
      ),
      customFields: customFieldValuesOf(number, draw),
      policies: new Map(draw % 2 === 0 ? [[3, { AcceptedOn: databaseDate(created), RevokedOn: null }]] : []),
      applications: applied,
    };
  }

  function core(number: number, draw: number, created: number, Referrer: string | null): JsonObject {
    const [FirstName, LastName, Gender] = name(number);
    const [City, ZipCode] = pick(CITIES, draw >>> 8);
    const housed = draw % 7 !== 0;
    const hasSalary = draw % 3 === 1;
    const values: CoreValues = {
      DateOfCreation: databaseDate(created),
      GlobalId: number % 5 === 0 ? exactInteger(9_223_372_036_854_775_807n - BigInt(number)) : null,
      ExternalId: number % 4 === 0 ? 4_000_000 + number : null,
      FirstName,
      LastName,
      Email: email(number),
      Gender,
      GenderIdentity: draw % 17 === 0 ? 3 : Gender,
      TitleBeforeName: draw % 10 === 0 ? 'Mag. (FH)' : null,
      TitleAfterName: draw % 12 === 0 ? 'MSc' : null,
      BirthDate: draw % 2 === 0 ? `${String(1960 + (draw % 45))}-02-28T00:00:00` : null,
      Street: housed ? `Währinger Straße ${String(1 + (draw % 180))}/3/7` : null,
      City: housed ? City : null,
      ZipCode: housed ? ZipCode : null,
      Country: draw % 8 === 0 ? null : pick(COUNTRIES, draw % 3 === 0 ? draw >>> 9 : 0),
      Phone: draw % 4 === 0 ? `+43 1 ${String(1_000_000 + (draw % 9_000_000))}` : null,
      MobilePhone: draw % 3 === 0 ? null : `+43 664 ${String(1_000_000 + (draw % 9_000_000))}`,
      Url: draw % 10 === 7 ? 'https://www.example.at/~jörg?x=1&y=2' : null,
      IsActive: true,
      EnableNewsletter: draw % 2 === 0,
      Tags: pickSome(TAGS, draw >>> 4, 3),
      JobProfiles: pickSome(JOB_PROFILES, draw >>> 7, 2),
      Regions: pickSome(REGIONS, draw >>> 10, 2),
      CareerLevel: draw % 5 === 0 ? null : pick(CAREER_LEVELS, draw >>> 3),
      Salary: hasSalary ? 28_000 + (draw % 60) * 500 : null,
      SalaryNotes: draw % 9 === 1 ? 'brutto/Jahr, "Überzahlung" möglich <b>VB</b>' : null,
      SalaryCurrency: hasSalary ? 'EUR' : null,
      SalaryPeriod: hasSalary ? 1 : null,
      EarliestPossibleBeginDate: beginDateOf(draw),
      MilitaryService: Gender === 1 && draw % 4 === 0 ? 3 : null,
      IsWillingToMove: draw % 5 === 1 ? draw % 2 === 0 : null,
      IsInterestedInFulltime: draw % 3 === 0 ? true : null,
      Referrer,
      SelfDescription: draw % 6 === 1 ? 'Teamfähig, „hands-on“, 100 % motiviert 😀' : null,
      Culture: draw % 7 === 2 ? 'en-GB' : 'de-AT',
      MaximumDistanceToJobLocation: draw % 11 === 1 ? 42.5 : null,
    };
    return recordOf('Applicant', values);
  }

  function* numbersOfJob(index: number): Generator<number> {
    for (let nth = 0; nth < APPLICATIONS_EACH; nth += 1) {
      const first = (((index - nth * step) % jobs.length) + jobs.length) % jobs.length;
      for (let number = first; number < size; number += jobs.length) if (count(number) > nth) yield number;
    }
  }

  return { applicant, applications, email, numbersOfJob };
}

function toAscii(text: string): string {
  if (!/[^a-z'.-]/.test(text)) return text;
  const german = text.replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter);
  return german.normalize('NFD').replace(/[^a-z'.-]/g, '');
}

function profileOf(draw: number): JsonObject {
  const ThirdParty = draw % 8 === 1 ? 'LinkedIn' : 'Xing';
  const Identifier = `aBcD_${String(draw % 10_000)}`;
  return { ThirdParty, Identifier, Url: `https://${ThirdParty.toLowerCase()}.example.com/in/j%C3%B6rg-${Identifier}` };
}

/** A begin date: whole, partial, relative, empty or null. */
function beginDateOf(draw: number): Json {
  const dates: JsonObject[] = [
    { Year: 2026, Month: 3, Day: 1 },
    { Month: 3, IsRelativeDate: true },
    { Year: 2026, Month: 9 },
    {},
  ];
  const date = dates[draw % 6];
  return date === undefined ? null : flexDate(date);
}

function recordId(number: number, index: number): number {
  return (number + 1) * RECORDS_EACH + index;
}

function documentsOf(number: number, draw: number): JsonObject[] {
  return pickSome(DOCUMENT_TYPES, draw >>> 11, 2).map((Type, index) => ({
    Id: recordId(number, index),
    ...recordOf('Document', {
      Name: `${Type} Öhlinger ${String(2019 + (draw % 6))}`,
      FileExtension: '.pdf',
      Type,
      Content: CV_CONTENT,
      IsPublic: draw % 2 === 0,
    }),
  }));
}

function subRecordsOf(number: number, draw: number): SandboxApplicant['records'] {
  const records: SandboxApplicant['records'] = {};
  records.Language = pickSome(LANGUAGES, draw >>> 12, 2).map((Language, index) => {
    const Level = index === 0 ? 'Muttersprache' : pick(LANGUAGE_LEVELS, draw);
    return { Id: recordId(number, index), ...recordOf('Language', { Language, Level }) };
  });
  if (draw % 4 === 2) {
    const education = recordOf('Education', {
      Type: pick(EDUCATION_TYPES, draw),
      Location: 'TU Graz',
      Specialization: 'Maschinenbau',
      Start: flexDate({ Year: 2006 }),
      End: flexDate({ Year: 2011, Month: 6, Day: 30 }),
      IsFinished: true,
    });
    records.Education = [{ Id: recordId(number, 0), ...education }];
  }
  if (draw % 5 === 3) {
    const experience = recordOf('Experience', {
      Name: 'Brüder Öhlinger GmbH & Co KG',
      Position: 'Leiter:in Buchhaltung',
      Start: flexDate({ Year: 2015, Month: 3 }),
      Tasks: '• Bilanzierung\n• UVA',
    });
    records.Experience = [{ Id: recordId(number, 0), ...experience }];
  }
  return records;
}

function customFieldValuesOf(number: number, draw: number): Map<string, Json> {
  const values: [string, Json][] = [
    ['fuehrerscheinB', draw % 2 === 0],
    ['stundenausmass', '38.5'],
    ['schichtmodell', ['Früh', 'Spät']],
    ['eintritt', '2026-02-01'],
    ['schuhgroesse', '43'],
    ['anmerkung', 'Zeile 1\r\nZeile 2 – Öffi'],
    ['hinweis', '<p>Hallo &amp; Servus</p>'],
  ];
  return new Map(values.slice(0, draw % 4 === 0 ? 0 : number % 8));
}
