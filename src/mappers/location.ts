import type { Location } from '../models/location.js';
import type { MapperContext } from './context.js';
import { distinctTexts, present, toText, type RawList } from './values/text.js';

/** The parts of an address, whatever the raw record calls them. */
export interface RawAddress {
  readonly city: string | null | undefined;
  readonly country: string | null | undefined;
  readonly state: string | null | undefined;
  /** Street and house number where they are kept apart. */
  readonly street: RawList<string>;
  readonly zipCode: string | null | undefined;
}

/** Whether any part is there. */
export function hasAddress(address: RawAddress): boolean {
  const { city, country, state, street, zipCode } = address;
  return distinctTexts([city, country, state, zipCode, ...(street ?? [])]).length > 0;
}

/** A place, null where nothing is known of it. */
export function toLocation(address: RawAddress, raw: string | null, context: MapperContext): Location | null {
  if (raw === null && !hasAddress(address)) return null;
  const country = toText(address.country);
  return {
    city: toText(address.city),
    country: country === null ? null : (context.countries.toIso(country) ?? country),
    raw,
    state: toText(address.state),
    street_1: toText(present(address.street).join(' ')),
    street_2: null,
    zip_code: toText(address.zipCode),
  };
}
