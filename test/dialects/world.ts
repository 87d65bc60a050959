import { ERecruiter, type ERecruiterOptions, type Issue } from '../../src/index.js';
import { createSandbox, type Sandbox, type SandboxDialect, type SandboxOptions } from '../../src/sandbox/index.js';
import { DIALECT } from '../../src/sandbox/dialect/knobs.js';

/** A server of a dialect and a client for it, on one clock that nobody waits for. */
export interface World {
  readonly sandbox: Sandbox;
  readonly erecruiter: ERecruiter;
  readonly issues: Issue[];
  advance(ms: number): void;
}

/** One knob turned, or several. */
export type Vector = SandboxDialect;

/** What a knob needs around it to be noticed. */
interface Surroundings {
  readonly server?: SandboxOptions;
  readonly client?: Partial<ERecruiterOptions>;
  readonly prepare?: (sandbox: Sandbox) => void;
  /** Whether another client of the same key asks for tokens all the time. */
  readonly hasRival?: boolean;
}

const SURROUNDINGS: Readonly<Record<string, Surroundings>> = {
  missingLevel: { server: { accessLevels: ['Jobs', 'Applicants'] } },
  missingCulture: { client: { culture: 'en-GB' } },
  newToken: { hasRival: true },
  unknownChannel: { client: { channels: ['Jobbörse XML-Feed', 'Aufgelassen'] } },
  itemIds: { server: { itemIds: false } },
  unknownCountries: { prepare: (sandbox) => sandbox.removeFromCatalogue('Countries', 'Österreich') },
  unknownDocumentTypes: { prepare: (sandbox) => sandbox.removeFromCatalogue('ApplicantDocumentTypes', 'Zeugnis') },
  unknownSkills: { prepare: (sandbox) => sandbox.removeFromCatalogue('Knowledges', 'BMD NTCS') },
  unknownLanguages: { prepare: (sandbox) => sandbox.removeFromCatalogue('Languages', 'Französisch') },
  unknownSources: { prepare: (sandbox) => sandbox.removeSource('Messe Graz') },
  unknownNames: { prepare: (sandbox) => sandbox.removeFromCatalogue('TitlesBeforeName', 'Dipl.-Ing.') },
};

/** The applicant of every world who applies again. */
export const MAX = { email: 'max+jobs@example.at', cv: 'YWx0' } as const;
const START = Date.parse('2026-03-01T12:00:00Z');

/** Every knob with each value but its default. */
export const TURNED: readonly (readonly [knob: string, value: string])[] = Object.entries(DIALECT).flatMap(
  ([knob, [, ...values]]) => values.map((value): readonly [string, string] => [knob, value]),
);

/** What the worlds of two vectors have in common if it is the same text. */
export function surroundingsOf(vector: Vector): string {
  return Object.keys(SURROUNDINGS)
    .filter((knob) => Object.hasOwn(vector, knob))
    .join(' ');
}

/** Creates a world; `isBase` gives the surroundings of a vector without its dialect. */
export function createWorld(vector: Vector, isBase = false): World {
  const around = Object.entries(SURROUNDINGS).flatMap(([knob, value]) => (Object.hasOwn(vector, knob) ? [value] : []));
  let now = START;
  const clock = {
    now: () => now,
    sleep: async (ms: number, signal?: AbortSignal) => {
      signal?.throwIfAborted();
      now += ms;
    },
  };
  const server = Object.assign({}, ...around.map((item) => item.server));
  const dialect = isBase ? {} : vector;
  const sandbox = createSandbox({ applicants: 2, jobs: 3, seed: 6, ...clock, ...server, dialect });
  populate(sandbox);
  for (const { prepare } of around) prepare?.(sandbox);
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const issues: Issue[] = [];
  const erecruiter = new ERecruiter({
    baseUrl,
    apiKey,
    mandatorId,
    fetch: around.some(({ hasRival }) => hasRival === true) ? withRival(sandbox) : sandbox.fetch,
    clock,
    channels: 'all',
    source: { name: 'Messe Graz' },
    onIssue: (issue) => issues.push(issue),
    ...Object.assign({}, ...around.map((item) => item.client)),
  });
  return { sandbox, erecruiter, issues, advance: (ms) => void (now += ms) };
}

/** Somebody with everything, a job on the second channel only, one without an English text and without applications. */
function populate(sandbox: Sandbox): void {
  sandbox.unpublishJob(4713);
  sandbox.publishJob(4713, 'Jobbörse XML-Feed');
  const texts = { AvailableCultures: ['de-AT'], Culture: 'de-AT' };
  sandbox.addJob({ Title: 'Koch', ...texts, ...allDates('2025-05-05T08:00:00') });
  const max = sandbox.addApplicant({
    FirstName: 'Max',
    LastName: 'Grün',
    Email: MAX.email,
    Phone: '+43 732 77',
    TitleBeforeName: 'Dipl.-Ing.',
    Country: 'Österreich',
    Tags: ['Alt'],
    Gender: 'Male',
    BirthDate: '1987-02-28T00:00:00',
    DateOfCreation: '2025-11-30T23:30:00.123',
  });
  sandbox.setCv(max, { Content: MAX.cv, FileExtension: '.pdf' });
  sandbox.addRecord(max, 'Document', { Name: 'Altes Zeugnis', FileExtension: '.pdf', Type: 'Zeugnis' });
  sandbox.addRecord(max, 'Language', { Language: 'Englisch', Level: 'gut' });
  sandbox.setCustomField(max, 'schichtmodell', ['Früh', 'Spät']);
  sandbox.setCustomField(max, 'schuhgroesse', '43');
  const source = { Referrer: 'Jobbörse Süd', WorkflowLastChange: '2025-12-01T08:00:00' };
  sandbox.addApplication({ ApplicantId: max, JobId: 4711, Status: 'Absage nach Prüfung', ...source });
  sandbox.addApplication({ ApplicantId: max, JobId: 4311, Status: 'Neu eingelangt', ...source });
  const DateOfCreation = '2025-12-24T08:00:00';
  sandbox.addApplicant({ FirstName: 'Ohne', LastName: 'Alles', Email: 'ohne@example.at', DateOfCreation });
}

function allDates(day: string): { CreationDate: string; UpdateDate: string; OnlineDate: string } {
  return { CreationDate: day, UpdateDate: day, OnlineDate: day };
}

/** The way to a sandbox, on which every ninth request is preceded by a new token for somebody else. */
function withRival({ fetch, baseUrl, apiKey, mandatorId }: Sandbox): Sandbox['fetch'] {
  let requests = 0;
  const body = JSON.stringify({ Key: apiKey, MandatorId: mandatorId, ClientInfo: 'rival' });
  return async (input, init) => {
    requests += 1;
    if (requests % 9 === 0) {
      await fetch(`${baseUrl}/Api`, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    }
    return fetch(input, init);
  };
}
