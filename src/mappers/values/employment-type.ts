import type { EmploymentType } from '../../models/job.js';
import { memoize } from './memoize.js';
import { words } from './text.js';

// Stems of the words that German and English installations use.
const EMPLOYMENT_STEMS = [
  ['FULL_TIME', /vollzeit|full ?time|ganztag/],
  ['PART_TIME', /teilzeit|part ?time|halbtag|geringfugig|marginal/],
  ['CONTRACT', /freelanc|freiberuf|freie[rs]? (?:mitarbeit|dienst)|werkvertrag|\bcontract(?:or)?\b|selbststandig/],
  ['SEASONAL', /saison|season|ferialjob|ferienjob|holiday job|summer job/],
  ['INTERNSHIP', /praktik|\bintern(?:s|ships?)?\b|volontariat/],
] as const;

const MOST_TYPES_KEPT = 200;
const typesByName = new Map<string, EmploymentType | null>();

/** The meaning of the first name that has one, else the first name itself; null without names. */
export function toEmploymentType(names: readonly string[]): EmploymentType | null {
  const meant = names.find((name) => meaningOf(name) !== null);
  return meant === undefined ? (names[0] ?? null) : meaningOf(meant);
}

function meaningOf(name: string): EmploymentType | null {
  return memoize(typesByName, name, MOST_TYPES_KEPT, readEmploymentType);
}

// A name such as "Vollzeit oder Teilzeit" has two meanings, so none.
function readEmploymentType(name: string): EmploymentType | null {
  const folded = words(name).join(' ');
  const [meaning, another] = EMPLOYMENT_STEMS.filter(([, stem]) => stem.test(folded));
  return meaning !== undefined && another === undefined ? meaning[0] : null;
}
