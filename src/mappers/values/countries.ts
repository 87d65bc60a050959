import { remember } from './remember.js';
import { present, words, type RawList } from './text.js';

/** Names of countries to ISO 3166-1 alpha-2 codes and back. */
export interface Countries {
  /** The code of a German or English name, or of a code itself; `undefined` where it is none. */
  toIso(name: string): string | undefined;
  /** The mandator's own spelling, else the German name; `undefined` for no such code. */
  fromIso(code: string): string | undefined;
}

// ISO 3166-1, and XK for Kosovo. Intl knows further codes (EU, SU, ZZ …) that are no countries.
const CODES = new Set(
  (
    'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY ' +
    'BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK ' +
    'FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR ' +
    'IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ' +
    'ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM ' +
    'PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF ' +
    'TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'
  ).split(' '),
);

// Names that Intl does not know: earlier and official ones, alpha-3 codes of the neighbourhood. The commonest names are
// here too, since the first use of Intl.DisplayNames costs more than mapping a thousand candidates.
const ALIASES =
  'AT osterreich austria aut republikosterreich;BA bosnien bosnia;BY weissrussland;CD demokratischerepublikkongo;' +
  'CG republikkongo;CH schweiz switzerland che schweizerischeeidgenossenschaft;CI elfenbeinkuste ivorycoast;' +
  'CN volksrepublikchina;CV kapverde;CZ tschechien czechia cze tschechischerepublik tschechei czechrepublic;' +
  'DE deutschland germany deu brd bundesrepublikdeutschland;FR frankreich france fra;GB vereinigteskonigreich ' +
  'unitedkingdom gbr uk england scotland schottland wales nordirland northernireland grossbritannien greatbritain;' +
  'HK hongkong;HR kroatien croatia hrv;HU ungarn hungary hun;IE republikirland republicofireland;' +
  'IR islamischerepublikiran;IT italien italy ita;KG kirgistan kirgisien;KR korea republikkorea republicofkorea;' +
  'LI liechtenstein lie;MD moldawien moldau republicofmoldova;MK mazedonien macedonia;MM myanmar burma birma;' +
  'MO macau macao;NL niederlande netherlands nld holland;PL polen poland pol;PS palastina palestine;' +
  'RU russischefoderation russianfederation;SI slowenien slovenia svn;SK slowakei slovakia svk slowakischerepublik ' +
  'slovakrepublic;SY arabischerepubliksyrien;SZ swasiland swaziland;TL osttimor easttimor;TR turkey;' +
  'US usa vereinigtestaatenvonamerika unitedstatesofamerica;VA vatikan holysee';

const NAMES_KEPT = 1_000;
const aliases = new Map<string, string>();
const names = new Map<string, string>();
const known = new Map<string, string | null>();

/**
 * Knows countries by their German and English names, tolerant of case, diacritics and punctuation.
 *
 * @example
 * ```ts
 * import { createCountries } from 'erecruiter-kombo/mappers';
 *
 * const countries = createCountries(['Österreich', 'Deutschland']);
 * countries.toIso('Austria'); // 'AT'
 * countries.fromIso('AT'); // 'Österreich'
 * ```
 */
export function createCountries(catalogue?: RawList<string>): Countries {
  return {
    toIso,
    fromIso(code) {
      const wanted = code.trim().toUpperCase();
      if (!CODES.has(wanted)) return undefined;
      return present(catalogue).find((name) => toIso(name) === wanted) ?? displayNames('de').of(wanted);
    },
  };
}

function toIso(name: string): string | undefined {
  return remember(known, name, NAMES_KEPT, readName) ?? undefined;
}

function readName(name: string): string | null {
  const upper = name.trim().toUpperCase();
  return CODES.has(upper) ? upper : (lookUp(fold(name)) ?? null);
}

function lookUp(name: string): string | undefined {
  if (aliases.size === 0) foldAliases();
  const code = aliases.get(name);
  if (code !== undefined) return code;
  if (names.size === 0) foldNames();
  return names.get(name);
}

function foldAliases(): void {
  for (const entry of ALIASES.split(';')) {
    const [code = '', ...spellings] = entry.split(' ');
    for (const spelling of spellings) aliases.set(fold(spelling), code);
  }
}

function foldNames(): void {
  for (const language of ['en', 'de']) {
    const region = displayNames(language);
    for (const code of CODES) names.set(fold(region.of(code) ?? code), code);
  }
}

function displayNames(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'region' });
}

// Oesterreich is Österreich, Saint Lucia is St. Lucia.
function fold(name: string): string {
  return words(name)
    .map((word) => (word === 'saint' || word === 'sankt' ? 'st' : word))
    .join('')
    .replace(/([aou])e/g, '$1');
}
