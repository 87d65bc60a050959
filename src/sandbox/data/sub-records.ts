import {
  DOCUMENT_TYPES,
  EDUCATION_TYPES,
  KNOWLEDGES,
  KNOWLEDGE_LEVELS,
  LANGUAGES,
  LANGUAGE_LEVELS,
} from './catalogue.js';
import { flexDate } from '../server/binder.js';
import type { Json, JsonObject } from './json.js';
import type { OwnedKind } from '../server/owned-routes.js';
import { pick, some } from './random.js';

/** Educations, languages and the like. */
export const SUB_RECORDS: readonly OwnedKind[] = [
  kind('Activities', 'Activity'),
  kind('Experiences', 'Experience'),
  kind('Educations', 'Education'),
  kind('Certificates', 'Certificate'),
  kind('Languages', 'Language'),
  kind('Publications', 'Publication'),
];

function kind(list: string, one: OwnedKind['one']): OwnedKind {
  return { list, one, rows: ({ records }) => (records[list] ??= []) };
}

/** How many records of a kind a starting applicant can have: their ids are computed from the applicant's number. */
export const RECORDS_EACH = 10;

/** A small file. */
export const CV_CONTENT = 'JVBERi0xLjQKJcOkw7bDvMOfIExlYmVuc2xhdWYKJSVFT0YK';

/** A profile elsewhere. */
export function profile(draw: number): JsonObject {
  const ThirdParty = draw % 8 === 1 ? 'LinkedIn' : 'Xing';
  const Identifier = `aBcD_${String(draw % 10_000)}`;
  return { ThirdParty, Identifier, Url: `https://${ThirdParty.toLowerCase()}.example.com/in/j%C3%B6rg-${Identifier}` };
}

/** A day to begin: whole, partial, relative, empty or none. */
export function beginDate(draw: number): Json {
  switch (draw % 6) {
    case 0:
      return flexDate({ Year: 2026, Month: 3, Day: 1 });
    case 1:
      return flexDate({ Month: 3, IsRelativeDate: true });
    case 2:
      return flexDate({ Year: 2026, Month: 9 });
    case 3:
      return flexDate({});
    default:
      return null;
  }
}

function recordId(number: number, index: number): number {
  return (number + 1) * RECORDS_EACH + index;
}

/** The documents that an applicant starts with. */
export function documents(number: number, draw: number): JsonObject[] {
  return some(DOCUMENT_TYPES, draw >>> 11, 2).map((Type, index) => ({
    Id: recordId(number, index),
    Name: `${Type} Öhlinger ${String(2019 + (draw % 6))}`,
    FileExtension: '.pdf',
    Type,
    Content: CV_CONTENT,
    IsPublic: draw % 2 === 0,
  }));
}

/** The skills that an applicant starts with. */
export function knowledges(draw: number): JsonObject[] {
  return some(KNOWLEDGES, draw >>> 6, 2).map((Knowledge) => ({ Knowledge, Level: pick(KNOWLEDGE_LEVELS, draw) }));
}

/** The sub-records that an applicant starts with, by list. */
export function records(number: number, draw: number): Record<string, JsonObject[]> {
  const found: Record<string, JsonObject[]> = {};
  found['Languages'] = some(LANGUAGES, draw >>> 12, 2).map((Language, index) => ({
    Id: recordId(number, index),
    Language,
    Level: index === 0 ? 'Muttersprache' : pick(LANGUAGE_LEVELS, draw),
  }));
  if (draw % 4 === 2) {
    const school = { Type: pick(EDUCATION_TYPES, draw), Location: 'TU Graz', Specialization: 'Maschinenbau' };
    const span = { Start: flexDate({ Year: 2006 }), End: flexDate({ Year: 2011, Month: 6, Day: 30 }) };
    found['Educations'] = [{ Id: recordId(number, 0), ...school, ...span, IsFinished: true }];
  }
  if (draw % 5 === 3) {
    const work = { Name: 'Brüder Öhlinger GmbH & Co KG', CareerLevel: null, Position: 'Leiter:in Buchhaltung' };
    const span = { Start: flexDate({ Year: 2015, Month: 3 }), End: null };
    const rest = { Tasks: '• Bilanzierung\n• UVA', ReasonForQuitting: null, Reference: null };
    found['Experiences'] = [{ Id: recordId(number, 0), ...work, ...span, ...rest }];
  }
  return found;
}

/** The custom field values that an applicant starts with. */
export function customFields(number: number, draw: number): Map<string, Json> {
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
