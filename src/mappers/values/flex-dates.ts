import type { RawFlexDateView } from '../../schemas/flex-date.js';
import { toCalendarDay } from './dates.js';

/**
 * Returns a partial date as text: `2019`, `2019-03` or `2019-03-01`; for a relative one a duration, such as `P3M`. Null
 * if it is empty, undefined if it is neither.
 */
export function flexDateText(date: RawFlexDateView | null | undefined): string | null | undefined {
  const { Year, Month, Day, IsRelativeDate } = date ?? {};
  const parts = [Year ?? null, Month ?? null, Day ?? null] as const;
  if (parts.every((part) => part === null)) return null;
  if (!parts.every((part) => part === null || Number.isInteger(part))) return undefined;
  const [year, month, day] = parts;
  if (IsRelativeDate === true) {
    const duration = [
      year === null ? '' : `${year}Y`,
      month === null ? '' : `${month}M`,
      day === null ? '' : `${day}D`,
    ];
    return parts.some((part) => part !== null && part < 0) ? undefined : `P${duration.join('')}`;
  }
  if (year === null || year < 1000 || year > 9999 || (month === null && day !== null)) return undefined;
  const text = [year, ...(month === null ? [] : [month]), ...(day === null ? [] : [day])]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  return toCalendarDay(`${text}${month === null ? '-01' : ''}${day === null ? '-01' : ''}`, 'UTC') === null
    ? undefined
    : text;
}
