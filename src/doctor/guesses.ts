import { wallTimeAt } from '../mappers/values/dates.js';
import { memberOf, CUSTOM_FIELD_TYPES } from '../mappers/values/enums.js';
import { countOf } from '../mappers/values/text.js';
import { isRecord } from '../schemas/walk.js';
import { finding, type Finding } from './diagnosis.js';
import { arrayIn, type Discovery } from './discovery.js';
import type { Person } from './persons.js';
import { propertyOf } from './probe-client.js';
import { numberOf, textIn, type Visit } from './visit.js';

/** What the library guesses about values, as far as values show it; none is repeated. */
export function guessFindings(visit: Visit, discovery: Discovery, persons: readonly Person[]): Finding[] {
  return [
    zoneFinding(visit),
    employmentFinding(discovery),
    salaryFinding(discovery),
    ratingFinding(persons),
    linkFinding(discovery),
    separatorFinding(persons),
    finding(
      'writes',
      'unknown',
      'What only a write shows: unknown names of catalogues, names and sizes of files, times, duplicate addresses.',
      { advice: 'Add `--write` and the number of an open job of a test mandator.' },
    ),
  ];
}

function zoneFinding({ notes, client }: Visit): Finding {
  const { timeZone } = client.settings;
  const seen = [...notes.forms.keys()].filter((form) => form.startsWith('zone:')).map((form) => form.slice(5));
  const expected = [Date.UTC(2026, 0, 15), Date.UTC(2026, 6, 15)].map((ms) => zoneOffsetText(ms, timeZone));
  const assumed = `wall time of ${timeZone}`;
  const others = seen.filter((offset) => !expected.includes(offset));
  if (seen.length === 0) {
    const text = `Dates without an offset are read as ${assumed}: no offset was seen to compare.`;
    return finding('timeZone', 'unknown', text, { assumed });
  }
  if (others.length === 0) {
    return finding('timeZone', 'ok', `Offsets fit ${timeZone}: ${seen.sort().join(', ')}.`, { assumed, seen: 'fits' });
  }
  const advice = 'Set `timeZone` to the zone of the server.';
  const text = `Offsets do not fit ${timeZone}: ${others.sort().join(', ')}.`;
  return finding('timeZone', 'problem', text, { assumed, seen: 'differs', advice });
}

function zoneOffsetText(ms: number, timeZone: string): string {
  const wall = Date.parse(`${wallTimeAt(new Date(ms), timeZone)?.slice(0, 19) ?? ''}Z`);
  const minutes = Math.round((wall - ms) / 60_000);
  const padded = (number: number): string => String(Math.abs(Math.trunc(number))).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${padded(minutes / 60)}:${padded(minutes % 60)}`;
}

function employmentFinding({ jobs }: Discovery): Finding {
  const values = googleData(jobs).flatMap((data) => propertyOf(data, 'EmploymentType') ?? []);
  const assumed = 'words are read, integers are ignored';
  const integers = values.filter((value) => numberOf(value) !== undefined).length;
  if (values.length === 0) {
    return finding('employmentType', 'unknown', 'GoogleForJobs.EmploymentType: no job has one.', { assumed });
  }
  const seen = integers > 0 ? 'integers' : 'words';
  const text = `GoogleForJobs.EmploymentType has ${seen}${integers > 0 ? ', which are ignored' : ''}.`;
  return finding('employmentType', 'ok', text, { assumed, seen });
}

function salaryFinding({ jobs }: Discovery): Finding {
  const salaries = googleData(jobs).flatMap((data) => numberOf(propertyOf(data, 'MinSalary')) ?? []);
  const assumed = '0 means no salary';
  const zeros = salaries.filter((salary) => salary === 0).length;
  if (zeros === 0) return finding('minSalary', 'unknown', 'GoogleForJobs.MinSalary: none is 0.', { assumed });
  const text = `GoogleForJobs.MinSalary is 0 in ${zeros} of ${salaries.length}: taken as no salary.`;
  return finding('minSalary', 'ok', text, { assumed, seen: 'zeros' });
}

function googleData(jobs: Discovery['jobs']): unknown[] {
  return jobs.map((job) => job['GoogleForJobs']).filter(isRecord);
}

function ratingFinding(persons: readonly Person[]): Finding {
  const ratings = persons.flatMap(({ applications }) => applications.flatMap(({ Rating }) => numberOf(Rating) ?? []));
  const assumed = 'unchanged, on a scale of its own';
  if (ratings.length === 0) return finding('rating', 'unknown', 'Rating: no application has one.', { assumed });
  const most = Math.max(...ratings);
  const seen = most <= 5 ? 'at most 5' : most <= 10 ? 'at most 10' : most <= 100 ? 'at most 100' : 'above 100';
  return finding('rating', 'ok', `Ratings of the sample are ${seen}.`, { assumed, seen });
}

function linkFinding({ jobs }: Discovery): Finding {
  const publications = jobs.flatMap((job) => arrayIn(job['PublishedOn']));
  const own = publications.filter((publication) => textIn(propertyOf(publication, 'JobAdUrl')) !== undefined).length;
  const assumed = "the portal's /Job/<number> without one";
  if (publications.length === 0) return finding('jobLink', 'unknown', 'No publication was seen.', { assumed });
  const all = countOf(publications.length, 'publication');
  const text = `${all}, ${own} with a link of their own; others get the portal's.`;
  return finding('jobLink', 'ok', text, { assumed, seen: own === 0 ? 'none' : 'some' });
}

function separatorFinding(persons: readonly Person[]): Finding {
  const lists = persons.flatMap(({ fields }) =>
    fields.filter((field) => {
      const type = propertyOf(field['CustomField'], 'Type');
      return (
        (typeof type === 'number' || typeof type === 'string') && memberOf(CUSTOM_FIELD_TYPES, type) === 'CheckboxList'
      );
    }),
  );
  const assumed = '|';
  const several = lists.filter(({ StringValue }) => textIn(StringValue)?.includes('|') === true);
  const other = lists.filter(({ StringValue }) => /[;\n]/.test(textIn(StringValue) ?? ''));
  if (several.length > 0) {
    return finding('separator', 'ok', 'Several values of a checkbox list are separated by |.', { assumed, seen: '|' });
  }
  if (other.length === 0) {
    return finding('separator', 'unknown', 'No checkbox list with several values was in the sample.', { assumed });
  }
  const advice = 'Please report it: such a value is read as one.';
  return finding('separator', 'problem', 'Values of a checkbox list may be separated by ; or lines.', {
    assumed,
    advice,
  });
}
