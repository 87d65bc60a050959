import { sameName } from '../mappers/values/text.js';

/** Whether a record lists its cultures, but neither this one nor another one of the same language. */
export function lacksCulture(record: object, property: string, culture: string): boolean {
  // Not mapped, so no schema has checked it.
  const cultures: unknown = Object.getOwnPropertyDescriptor(record, property)?.value;
  if (!Array.isArray(cultures)) return false;
  const names = cultures.flatMap((name: unknown) => (typeof name === 'string' && name !== '' ? [name] : []));
  const [language = culture] = culture.split('-');
  const isKin = (name: string): boolean =>
    sameName(name, culture) ||
    sameName(name, language) ||
    (language === culture && sameName(name.split('-')[0], language));
  return names.length > 0 && !names.some(isKin);
}
