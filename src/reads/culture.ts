import { sameName } from '../mappers/values/text.js';
import type { RawJobView } from '../schemas/index.js';

/** Whether a record lists its cultures, but neither this one nor another one of the same language. */
export function lacksCulture(record: object, property: string, culture: string): boolean {
  const names = culturesIn(record, property);
  return names.length > 0 && !names.some((name) => isKin(name, culture));
}

/** Returns the cultures that a record lists. They are not mapped, so no schema has checked them. */
export function culturesIn(record: object, property: string): string[] {
  const cultures: unknown = Object.getOwnPropertyDescriptor(record, property)?.value;
  if (!Array.isArray(cultures)) return [];
  return cultures.flatMap((name: unknown) => (typeof name === 'string' && name !== '' ? [name] : []));
}

/** Whether texts in a culture of this name are in the wanted language. */
export function isKin(name: string, culture: string): boolean {
  const [language = culture] = culture.split('-');
  return (
    sameName(name, culture) ||
    sameName(name, language) ||
    (language === culture && sameName(name.split('-')[0], language))
  );
}

/**
 * Returns the culture in which a job has texts, if an answer in this culture came without any; undefined if the answer
 * is right.
 */
export function cultureInstead(job: RawJobView, culture: string): string | undefined {
  if (job.Title || job.Html || !lacksCulture(job, 'AvailableCultures', culture)) return undefined;
  return culturesIn(job, 'AvailableCultures')[0];
}
