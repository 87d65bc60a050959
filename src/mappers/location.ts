import type { Location } from '../models/location.js';
import type { MapperContext } from './context.js';
import { toText } from './values/text.js';

type RawText = string | null | undefined;

/** The parts of an address, which raw records name differently. */
export interface RawAddress {
  readonly city: RawText;
  readonly country: RawText;
  readonly state: RawText;
  readonly street: RawText;
  /** The house number, if it is separate from the street. */
  readonly house: RawText;
  readonly zipCode: RawText;
}

/** Maps an address; null if every part is missing. */
export function toLocation(address: RawAddress, text: string | null, context: MapperContext): Location | null {
  const city = toText(address.city);
  const country = toText(address.country);
  const state = toText(address.state);
  const street = toText(address.street);
  const zipCode = toText(address.zipCode);
  if ([city, country, state, street, zipCode].every((part) => part === null)) return null;
  const house = toText(address.house);
  return {
    city,
    country: country === null ? null : (context.countries.toIso(country) ?? country),
    raw: text,
    state,
    street_1: street === null || house === null ? street : `${street} ${house}`,
    street_2: null,
    zip_code: zipCode,
  };
}

/** Maps a place that is only known as text. */
export function toTextLocation(text: string): Location {
  return { city: null, country: null, raw: text, state: null, street_1: null, street_2: null, zip_code: null };
}
