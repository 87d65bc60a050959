import { memoize } from './memoize.js';
import { present, words, type RawList } from './text.js';

/** Converts country names to ISO 3166-1 alpha-2 codes and back. */
export interface Countries {
  /** The code of a German or English name, or of a code; `undefined` for anything else. */
  toIso(name: string): string | undefined;
  /** The name as the mandator spells it, else the German name; `undefined` for an unknown code. */
  fromIso(code: string): string | undefined;
}

// ISO 3166-1, and XK for Kosovo. Intl has further codes (EU, SU, ZZ …) that are not countries.
const CODES = new Set(
  (
    'ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCRCUCVCWCX' +
    'CYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHUIDIEILIMINIOIQIR' +
    'ISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQMRMSMTMUMVMWMXMYMZNANCNE' +
    'NFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSISJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTF' +
    'TGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW'
  ).match(/../g),
);

// Names that Intl does not have: former and official ones, alpha-3 codes of the region. The most common names are here
// too, since the first use of Intl.DisplayNames costs more than mapping a thousand candidates.
const ALIASES =
  'AT osterreich austria aut;BA bosnien bosnia;BY weissrussland;CH schweiz switzerland che;CI elfenbeinkuste ' +
  'ivorycoast;CV kapverde;CZ tschechien czechia cze tschechischerepublik czechrepublic;' +
  'DE deutschland germany deu bundesrepublikdeutschland;FR frankreich france fra;GB vereinigteskonigreich ' +
  'unitedkingdom gbr uk england scotland schottland wales nordirland grossbritannien greatbritain;HK hongkong;' +
  'HR kroatien croatia hrv;HU ungarn hungary hun;IT italien italy ita;KG kirgistan;KR korea;LI liechtenstein lie;' +
  'MD moldawien moldau;MK mazedonien macedonia;MM myanmar burma;MO macau macao;NL niederlande netherlands nld ' +
  'holland;PL polen poland pol;PS palastina palestine;RU russischefoderation russianfederation;SI slowenien slovenia ' +
  'svn;SK slowakei slovakia svk slowakischerepublik slovakrepublic;SZ swasiland swaziland;TL osttimor easttimor;' +
  'TR turkey;US usa vereinigtestaatenvonamerika unitedstatesofamerica;VA vatikan';

const MAX_COUNTRIES_KEPT = 1_000;
const codesByAlias = new Map<string, string>();
const codesByName = new Map<string, string>();
const codesByInput = new Map<string, string | null>();

/**
 * Creates a converter between country names in German or English and ISO codes. Case, diacritics and punctuation do
 * not matter.
 *
 * @param catalogue - Country names as the mandator spells them. From Mandator.Countries.
 * @returns The converter.
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
  return memoize(codesByInput, name, MAX_COUNTRIES_KEPT, readCountry) ?? undefined;
}

function readCountry(name: string): string | null {
  const upper = name.trim().toUpperCase();
  return CODES.has(upper) ? upper : (codeOfName(foldCountry(name)) ?? null);
}

function codeOfName(name: string): string | undefined {
  if (codesByAlias.size === 0) foldAliases();
  const code = codesByAlias.get(name);
  if (code !== undefined) return code;
  if (codesByName.size === 0) foldNames();
  return codesByName.get(name);
}

function foldAliases(): void {
  for (const entry of ALIASES.split(';')) {
    const [code = '', ...spellings] = entry.split(' ');
    for (const spelling of spellings) codesByAlias.set(foldCountry(spelling), code);
  }
}

function foldNames(): void {
  for (const language of ['en', 'de']) {
    const region = displayNames(language);
    for (const code of CODES) codesByName.set(foldCountry(region.of(code) ?? code), code);
  }
}

function displayNames(language: string): Intl.DisplayNames {
  return new Intl.DisplayNames([language], { type: 'region' });
}

// Oesterreich is Österreich, Saint Lucia is St. Lucia.
function foldCountry(name: string): string {
  return words(name)
    .map((word) => (word === 'saint' || word === 'sankt' ? 'st' : word))
    .join('')
    .replace(/([aou])e/g, '$1');
}
