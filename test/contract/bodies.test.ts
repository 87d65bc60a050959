import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toNewApplicant,
  toRawApplicant,
  toRawApplication,
  toRawCustomField,
  toRawCv,
  toRawDocument,
  toRawFile,
  toRawHistory,
  toRawLanguage,
  toRawNote,
  toRawPolicy,
} from '../../src/mappers/index.js';
import { departures, hasWire, readDefinitions, readRequests, suite } from './wire.js';

// Each body beside what eRecruiter's official client sends to the same route.

const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date(1_800_000_000_000),
});
const at = new Date('2025-11-08T07:22:40.417Z');
const defaults = { createdAt: at, culture: 'de-AT', referrer: null, referrerAdditionalInfo: null };
const person = {
  first_name: 'Jörg',
  last_name: 'Müßiggang-Öllinger',
  email_address: 'joerg.muessiggang+bewerbung@example.at',
  gender: 'MALE',
  availability_date: '2026-01-01',
  salary_expectations: { period: 'MONTH', amount: 3_500 },
  location: { country: 'AT', city: 'Wien', zip_code: '1090', street_1: 'Währinger Straße 12/3/7' },
} as const;
const pdf = 'JVBERi0xLjQKJcOkw7bDvMOfIExlYmVuc2xhdWYgSsO2cmcgTcO8w59pZ2dhbmctw5ZsbGluZ2VyCiUlRU9GCg==';
const file = toRawFile({ name: 'Dienstzeugnis Öhlinger 2019.pdf', data: pdf });
const link = { label: 'Notiz', url: 'https://example.com/1?a=1&b=2' };

/** Each body, its class, and the recorded request to the same route. */
const BODIES: readonly [type: string, request: string, body: object][] = [
  ['ApplicantParameter', '030-', toNewApplicant(toRawApplicant(person, context).properties, defaults, context)],
  ['ApplicationCreateParameter', '127-', toRawApplication({ jobId: 4711, applicantId: 150_123 })],
  ['ApplicantDocumentParameter', '057-', toRawDocument(file, 'Zeugnis')],
  ['ApplicantCvParameter', '049-', toRawCv(file)],
  ['ApplicantHistoryParameter', '069-', toRawHistory(link)],
  ['ApplicantHistoryParameter', '068-', toRawNote({ content: 'Nachricht: „Grüße“ & mehr' }, { jobId: 4711 })],
  ['CustomFieldValueParameter', '073-', toRawCustomField('anmerkung', 'Zeile 1\r\nZeile 2 – Öffi')],
  ['CustomFieldValueParameter', '074-', toRawCustomField('fuehrerscheinB', true)],
  ['CustomFieldValueParameter', '075-', toRawCustomField('schichtmodell', ['Früh', 'Spät'])],
  ['ApplicantPolicyParameter', '079-', toRawPolicy({ given: true }, at, context) ?? {}],
  ['ApplicantLanguageParameter', '096-', toRawLanguage({ Language: 'Französisch', Level: 'fließend' })],
  ['ApplicantKnowledgeParameter', '088-', { Knowledge: 'C#', Level: 'sehr gut' }],
];

/** The bodies that are those of the official client byte by byte. */
const SAME = ['127-', '049-', '073-', '074-', '075-', '096-'];

describe.skipIf(!hasWire)(suite('bodies beside those of the official client'), () => {
  test.each(BODIES)('%s (%s) has every property in wire order, each of its type', (type, request, body) => {
    const sent = recorded(request);
    expect(Object.keys(body)).toEqual(Object.keys(JSON.parse(sent)));
    expect(Object.keys(body)).toEqual(Object.keys(readDefinitions()[`Parameters.${type}`]?.properties ?? {}));
    expect(departures(`Parameters.${type}`, JSON.parse(JSON.stringify(withFlexDates(body))))).toEqual([]);
  });

  test.each(BODIES.filter(([, request]) => SAME.includes(request)))('%s (%s) is the same text', (_, request, body) => {
    expect(JSON.stringify(body)).toBe(recorded(request));
  });

  test('a note differs in its type, and in its & that is escaped', () => {
    const note = { content: 'Nachricht: „Grüße“ & mehr', title: 'Bewerbung über karriere.at', author: 'karrierebot' };
    const body = JSON.stringify({ ...toRawNote(note, { jobId: 4711 }), Type: 1 });
    expect(body.replace('&amp;', '&')).toBe(recorded('068-'));
  });

  test('a document differs in nothing but its visibility, an acceptance in nothing but the form of its date', () => {
    expect(JSON.stringify({ ...toRawDocument(file, 'Zeugnis'), IsPublic: true })).toBe(recorded('057-'));
    const { AcceptedOn } = JSON.parse(recorded('079-'));
    expect(toRawPolicy({ given: true }, at, context)?.AcceptedOn).toBe(AcceptedOn.slice(0, 19));
  });
});

function recorded(number: string): string {
  const found = readRequests().find((each) => each.file.startsWith(number));
  if (found === undefined) throw new Error(`no request ${number}`);
  return found.request.rawBody;
}

/** The two computed members of partial dates, which a server ignores in bodies. */
function withFlexDates(body: object): object {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === 'object' && value !== null && 'IsRelativeDate' in value
        ? { ...value, IsValid: true, IsEmpty: false }
        : value,
    ]),
  );
}
