import { describe, expect, test } from 'vitest';
import { createCountries } from '../../src/mappers/index.js';

const countries = createCountries(['Österreich', null, 'Tschechische Republik', 'Schlaraffenland']);
const regions = (language: string): Intl.DisplayNames => new Intl.DisplayNames([language], { type: 'region' });
const pairs = Array.from({ length: 26 * 26 }, (_, i) => String.fromCharCode(65 + Math.floor(i / 26), 65 + (i % 26)));

describe('countries', () => {
  test.each([
    ['Österreich', 'AT'],
    ['oesterreich', 'AT'],
    ['OSTERREICH', 'AT'],
    ['Austria', 'AT'],
    ['AT', 'AT'],
    [' at ', 'AT'],
    ['AUT', 'AT'],
    ['Deutschland', 'DE'],
    ['Germany', 'DE'],
    ['Schweiz', 'CH'],
    ['Switzerland', 'CH'],
    ['Tschechien', 'CZ'],
    ['Tschechische Republik', 'CZ'],
    ['Slowakische Republik', 'SK'],
    ['Bosnien und Herzegowina', 'BA'],
    ['Bosnia and Herzegovina', 'BA'],
    ['Großbritannien', 'GB'],
    ['USA', 'US'],
    ['Turkey', 'TR'],
    ['die Schweiz', 'CH'],
    ['der Vatikan', 'VA'],
    ['The Netherlands', 'NL'],
    ['Kirgistan', 'KG'],
    ['Moldawien', 'MD'],
    ['Holland', 'NL'],
    ['Russische Föderation', 'RU'],
    ['Saint Lucia', 'LC'],
    ['Sankt Lucia', 'LC'],
  ])('%s is %s', (name, code) => {
    expect(countries.toIso(name)).toBe(code);
  });

  test.each(['Schlaraffenland', '', ' ', 'EU', 'ZZ', 'XX', '__proto__', 'constructor'])('%j is no country', (name) => {
    expect(countries.toIso(name)).toBeUndefined();
  });

  test('there are 250, and the names that Intl has for them lead back', () => {
    const codes = pairs.filter((code) => countries.fromIso(code) !== undefined);
    expect(codes).toHaveLength(250);
    for (const language of ['de', 'de-AT', 'en', 'en-US']) {
      const names = regions(language);
      expect(codes.filter((code) => countries.toIso(names.of(code) ?? '') !== code)).toEqual([]);
    }
  });

  test('are written as the mandator writes them, else in German', () => {
    expect(countries.fromIso('CZ')).toBe('Tschechische Republik');
    expect(countries.fromIso(' at ')).toBe('Österreich');
    expect(countries.fromIso('DE')).toBe('Deutschland');
    expect(createCountries().fromIso('AT')).toBe('Österreich');
    expect(createCountries(null).fromIso('XX')).toBeUndefined();
  });
});
