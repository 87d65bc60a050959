import { recordOf } from '../server/binder.js';
import { APPLICATION_SOURCES, CAREER_LEVELS, COUNTRIES, JOB_PROFILES, REGIONS } from './catalogue.js';
import { NO_DATE, type SandboxClock } from './clock.js';
import { exact, type Json, type JsonObject } from './json.js';
import type { SandboxJob } from './jobs.js';
import { mix, pick, some, type NonEmpty } from './random.js';
import { CV_CONTENT, beginDate, customFields, documents, knowledges, profile, records } from './sub-records.js';

/** An application as the sandbox keeps it; `stage` is an index into the workflow. */
export interface SandboxApplication {
  readonly id: number;
  readonly applicantId: number;
  readonly jobId: number;
  stage: number;
  referrer: string | null;
  info: string | null;
  rating: number | null;
  readonly createdAt: number;
  changedAt: number;
}

/** An applicant with everything that hangs on them. */
export interface SandboxApplicant {
  readonly id: number;
  core: JsonObject;
  updatedByUser: string;
  updatedByApplicant: string;
  profiles: readonly JsonObject[];
  cv: JsonObject | undefined;
  photo: JsonObject | undefined;
  documents: JsonObject[];
  /** Educations, languages and the like, by the name of their list. */
  records: Record<string, JsonObject[]>;
  knowledges: JsonObject[];
  customFields: Map<string, Json>;
  policies: Map<number, JsonObject>;
  history: JsonObject[];
  coverLetters: JsonObject[];
  applications: SandboxApplication[];
  /** From when on the search finds the address, in milliseconds; at once when undefined. */
  searchableAt?: number;
}

/** The applicants that a sandbox starts with, each computed from their number alone. */
export interface Population {
  readonly size: number;
  applicant(number: number): SandboxApplicant;
  applications(number: number): SandboxApplication[];
  email(number: number): string | null;
  /** Numbers of those who may have applied for a job; a few of them have not. */
  numbersOfJob(index: number): Iterable<number>;
}

const FIRST_APPLICATION = 880_000;
const APPLICATIONS_EACH = 3;
const START = Date.UTC(2023, 2, 11, 8, 15, 2, 337);
const DAY = 86_400_000;

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

/** The starting population; the number of applicants costs nothing until they are asked for. */
export function createPopulation(
  size: number,
  seed: number,
  firstId: number,
  jobs: readonly SandboxJob[],
  newer: Readonly<JsonObject>,
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
      const referrer = pick(APPLICATION_SOURCES, draw >>> 7);
      const createdAt = START + (draw % 800) * DAY + (draw % 86_399_989);
      return {
        id: FIRST_APPLICATION + number * APPLICATIONS_EACH + index,
        applicantId: firstId + number,
        jobId,
        stage: pick(unlisted.has(jobId) ? CLOSED_STAGES : OPEN_STAGES, draw >>> 3),
        referrer,
        info: referrer !== null && draw % 4 === 0 ? 'Inserat 08/2025' : null,
        rating: draw % 3 === 0 ? draw % 6 : null,
        createdAt,
        changedAt: createdAt + (draw % 30) * DAY + 61_873,
      };
    });
  }

  function name(number: number): readonly [first: string, last: string, gender: number] {
    const draw = hash(number, 2);
    const gender = draw % 2 === 0 ? 2 : 1;
    return [pick(gender === 2 ? FEMALE : MALE, draw >>> 1), pick(LAST, draw >>> 5), gender];
  }

  // The number in the address is how an applicant is found by it without looking through all of them.
  function email(number: number): string | null {
    if (number % 97 === 96) return email(number - 1)?.replace(/[a-z]/g, (letter) => letter.toUpperCase()) ?? null;
    const draw = hash(number, 3);
    if (draw % 40 === 0) return null;
    const [first, last] = name(number);
    const plain = `${first}.${last}`.toLowerCase().replaceAll(' ', '-');
    const local = draw % 29 === 5 ? plain : folded(plain);
    return `${local}${draw % 11 === 3 ? '+bewerbung' : ''}.${String(number + 1)}@example.at`;
  }

  function applicant(number: number): SandboxApplicant {
    const id = firstId + number;
    const draw = hash(number, 4);
    const applied = applications(number);
    const registered = START + (draw % 700) * DAY + (draw % 43_200_000);
    const created = Math.min(registered, ...applied.map((item) => item.createdAt));
    const later = created + (draw % 200) * DAY + 873;
    return {
      id,
      core: { ...core(number, draw, created, applied[0]?.referrer ?? null), ...newer },
      updatedByUser: draw % 6 === 0 ? NO_DATE : databaseDate(later),
      updatedByApplicant: draw % 5 === 0 ? NO_DATE : serverDate(later + 3 * DAY),
      profiles: draw % 4 === 1 ? [profile(draw)] : [],
      cv: draw % 3 === 0 ? undefined : { FileExtension: '.pdf', Content: CV_CONTENT },
      photo: draw % 9 === 0 ? { FileExtension: '.jpg', Content: '/9j/4AAQSkZJRgAB/9k=' } : undefined,
      documents: documents(number, draw),
      records: records(number, draw),
      knowledges: knowledges(draw),
      customFields: customFields(number, draw),
      policies: new Map(draw % 2 === 0 ? [[3, { AcceptedOn: databaseDate(created), RevokedOn: null }]] : []),
      history: [],
      coverLetters: [],
      applications: applied,
    };
  }

  function core(number: number, draw: number, created: number, Referrer: string | null): JsonObject {
    const [FirstName, LastName, Gender] = name(number);
    const [City, ZipCode] = pick(CITIES, draw >>> 8);
    const housed = draw % 7 !== 0;
    const hasSalary = draw % 3 === 1;
    return recordOf('Applicant', {
      DateOfCreation: databaseDate(created),
      GlobalId: number % 5 === 0 ? exact(9_223_372_036_854_775_807n - BigInt(number)) : null,
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
      Tags: some(TAGS, draw >>> 4, 3),
      JobProfiles: some(JOB_PROFILES, draw >>> 7, 2),
      Regions: some(REGIONS, draw >>> 10, 2),
      CareerLevel: draw % 5 === 0 ? null : pick(CAREER_LEVELS, draw >>> 3),
      Salary: hasSalary ? 28_000 + (draw % 60) * 500 : null,
      SalaryNotes: draw % 9 === 1 ? 'brutto/Jahr, "Überzahlung" möglich <b>VB</b>' : null,
      SalaryCurrency: hasSalary ? 'EUR' : null,
      SalaryPeriod: hasSalary ? 1 : null,
      EarliestPossibleBeginDate: beginDate(draw),
      MilitaryService: Gender === 1 && draw % 4 === 0 ? 3 : null,
      IsWillingToMove: draw % 5 === 1 ? draw % 2 === 0 : null,
      IsInterestedInFulltime: draw % 3 === 0 ? true : null,
      Referrer,
      SelfDescription: draw % 6 === 1 ? 'Teamfähig, „hands-on“, 100 % motiviert 😀' : null,
      Culture: draw % 7 === 2 ? 'en-GB' : 'de-AT',
      MaximumDistanceToJobLocation: draw % 11 === 1 ? 42.5 : null,
    });
  }

  function* numbersOfJob(index: number): Generator<number> {
    for (let nth = 0; nth < APPLICATIONS_EACH; nth += 1) {
      const first = (((index - nth * step) % jobs.length) + jobs.length) % jobs.length;
      for (let number = first; number < size; number += jobs.length) if (count(number) > nth) yield number;
    }
  }

  return { size, applicant, applications, email, numbersOfJob };
}

function folded(text: string): string {
  if (!/[^a-z'.-]/.test(text)) return text;
  const german = text.replace(/[äöüß]/g, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' })[letter] ?? letter);
  return german.normalize('NFD').replace(/[^a-z'.-]/g, '');
}
