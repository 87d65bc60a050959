import type { EmploymentType } from '../../models/job.js';
import { remember } from './remember.js';
import { words } from './text.js';

// Stems of the words that German and English installations use.
const STEMS = [
  ['FULL_TIME', /vollzeit|full ?time|ganztag/],
  ['PART_TIME', /teilzeit|part ?time|halbtag|geringfugig|marginal/],
  ['CONTRACT', /freelanc|freiberuf|freie[rs]? (?:mitarbeit|dienst)|werkvertrag|\bcontract(?:or)?\b|selbststandig/],
  ['SEASONAL', /saison|season|ferialjob|ferienjob|holiday job|summer job/],
  ['INTERNSHIP', /praktik|\bintern(?:s|ships?)?\b|volontariat/],
] as const;

const NAMES_KEPT = 200;
const known = new Map<string, EmploymentType>();

/** What a name of the catalogue means; the name itself where it means none of these, or several. */
export function toEmploymentType(name: string): EmploymentType {
  return remember(known, name, NAMES_KEPT, readName);
}

function readName(name: string): EmploymentType {
  const folded = words(name).join(' ');
  const meanings = STEMS.filter(([, stem]) => stem.test(folded));
  const [meaning] = meanings.length === 1 ? meanings : [];
  return meaning?.[0] ?? name;
}
