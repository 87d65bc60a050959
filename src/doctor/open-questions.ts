import { endpoints } from '../api/endpoints.js';
import { memberOf, WORKFLOW_STATUS_GROUPS } from '../mappers/values/enums.js';
import { nameKey } from '../mappers/values/text.js';
import { jobSchema } from '../schemas/job.js';
import { questionnaireSchema } from '../schemas/questionnaire.js';
import { isRecord } from '../schemas/walk.js';
import { type Discovery, readJobList, type Search, searchJob, searchSource } from './discovery.js';
import type { Person } from './persons.js';
import { hasPaddedDecimals } from './raw-body.js';
import { nothingForm, numberOf, recordWithNames, textIn, type Visit } from './visit.js';

const MOST_QUESTIONNAIRES = 4;
const TO_COME = { startAt: '2100-01-01T00:00:00', endAt: '2100-01-02T00:00:00' } as const;
/** What a web server may refuse in a path. */
const HAZARDS = /[&+/%:*?<>\\]/;

/** Asks what needs requests of its own: each question once, and only documented routes. */
export async function askOpenQuestions(visit: Visit, discovery: Discovery, persons: readonly Person[]): Promise<void> {
  visit.tell('asking open questions');
  await askUnpublished(visit, discovery);
  await askQuestionnaires(visit, discovery);
  await askSourceCase(visit, discovery);
  noteSpecialSources(visit, discovery, persons);
  await askClosed(visit, discovery, persons);
  await askOrder(visit, discovery, persons);
  noteEmptySearches(visit, discovery);
}

async function askUnpublished({ client, dialect, notes }: Visit, { unpublishedIds }: Discovery): Promise<void> {
  const { culture } = client.settings;
  for (const jobId of unpublishedIds.slice(0, 3)) {
    const { status, json } = await client.get(endpoints.job, { path: { jobId }, query: { culture } });
    if (status === 200) notes.add('Job', jobSchema, json);
    if (status === 200 || status === 403 || status === 404) dialect.set('unpublishedJob', String(status));
  }
}

async function askQuestionnaires({ client, dialect, notes }: Visit, { jobs }: Discovery): Promise<void> {
  const { culture } = client.settings;
  const numbers = (has: boolean): number[] =>
    jobs.filter((job) => job['HasQuestionnaire'] === has).flatMap(({ Id }) => numberOf(Id) ?? []);
  for (const jobId of numbers(true).slice(0, MOST_QUESTIONNAIRES)) {
    const { json } = await client.get(endpoints.questionnaireByJob, { path: { jobId }, query: { culture } });
    notes.add('Questionnaire', questionnaireSchema, json);
    const items = recordWithNames(questionnaireSchema, json)?.['Items'];
    if (Array.isArray(items) && items.length > 0) {
      const isNumbered = items.every((item) => numberOf(Reflect.get(Object(item), 'Id')) !== undefined);
      dialect.set('itemIds', isNumbered ? 'there' : 'missing');
    }
  }
  for (const jobId of numbers(false).slice(0, 2)) {
    const form = nothingForm(await client.get(endpoints.questionnaireByJob, { path: { jobId }, query: { culture } }));
    if (form !== undefined) dialect.set('noQuestionnaire', form);
  }
}

/** Searches a source in lower case, and one in a time to come, which has no applications. */
async function askSourceCase(visit: Visit, { bySource }: Discovery): Promise<void> {
  const { dialect } = visit;
  const any = bySource.find(({ rows }) => rows.length > 0);
  if (any !== undefined) {
    const form = nothingForm((await searchSource(visit, any.name, TO_COME)).probe);
    if (form !== undefined) dialect.set('noApplications', form);
  }
  const known = bySource.find(({ rows, name }) => rows.length > 0 && name !== name.toLowerCase());
  if (known === undefined || bySource.some(({ name }) => name === known.name.toLowerCase())) return;
  const lower = await searchSource(visit, known.name.toLowerCase());
  const isFound = lower.rows.length > 0;
  if (isFound || nothingForm(lower.probe) !== undefined) dialect.set('sourceCase', isFound ? 'ignored' : 'exact');
}

function noteSpecialSources({ dialect }: Visit, { bySource }: Discovery, persons: readonly Person[]): void {
  const used = new Set(
    persons.flatMap(({ applications }) => applications.flatMap(({ Referrer }) => nameKey(textIn(Referrer) ?? ''))),
  );
  for (const { name, probe, rows } of bySource) {
    const refused = probe.status === 400 || (probe.status === 404 && rows.length === 0) ? probe.status : undefined;
    if (/[^\x20-\x7e]/.test(name) && !HAZARDS.test(name)) {
      if (refused !== undefined && nothingForm(probe) !== '404') dialect.set('umlautsInPath', String(refused));
      else if (rows.length > 0) dialect.set('umlautsInPath', 'work');
      else if (used.has(nameKey(name))) dialect.set('umlautsInPath', 'latin-1');
    }
  }
}

/** Looks for a closed application among those of its job. */
async function askClosed(visit: Visit, { byJob }: Discovery, persons: readonly Person[]): Promise<void> {
  const closed = persons.flatMap(({ applications }) =>
    applications.filter(({ WorkflowStatusGroup: group }) => {
      const member =
        typeof group === 'number' || typeof group === 'string' ? memberOf(WORKFLOW_STATUS_GROUPS, group) : undefined;
      return member === 'Rejected' || member === 'Accepted';
    }),
  );
  for (const { Id, JobId } of closed.slice(0, 2)) {
    const jobId = numberOf(JobId) ?? 0;
    const known: Search | undefined = byJob.find(({ name }) => name === String(jobId));
    const { probe, rows } = known ?? (await searchJob(visit, jobId));
    if (probe.status !== 200) continue;
    const isListed = rows.some((row) => numberOf(row['Id']) === numberOf(Id));
    if (isListed) visit.dialect.set('applicationsByJob', 'all');
    else if (!visit.dialect.has('applicationsByJob')) visit.dialect.set('applicationsByJob', 'open');
  }
}

/** Reads some lists a second time. */
async function askOrder(visit: Visit, discovery: Discovery, persons: readonly Person[]): Promise<void> {
  const { client, dialect } = visit;
  const { culture } = client.settings;
  const { mandatorProbe, published } = discovery;
  const again = await client.get(endpoints.mandator);
  const jobs = (await readJobList(visit, '', culture)).probe;
  const pairs: (readonly [unknown, unknown])[] = [
    [mandatorProbe.json, again.json],
    [published.probe.json, jobs.json],
  ];
  const many = persons.filter(({ applications }) => applications.length > 1);
  for (const { id: applicantId, applicationsProbe } of many.slice(0, 2)) {
    const { json } = await client.get(endpoints.applications, { path: { applicantId }, query: { culture } });
    pairs.push([applicationsProbe.json, json]);
  }
  const orders = pairs.map(([first, second]) => orderOf(first, second));
  if (orders.includes('changing')) dialect.set('listOrder', 'changing');
  else if (orders.includes('stable')) dialect.set('listOrder', 'stable');
}

/** Whether two readings of a value have the same lists in another order; undefined if they have no lists to compare. */
export function orderOf(first: unknown, second: unknown): 'stable' | 'changing' | undefined {
  if (Array.isArray(first) && Array.isArray(second)) {
    if (first.length < 2 || first.length !== second.length) return orderOf(first[0], second[0]);
    const [before, after] = [first.map(unorderedJson), second.map(unorderedJson)];
    const isSame = [...before].sort().join('\n') === [...after].sort().join('\n');
    if (isSame && before.join('\n') !== after.join('\n')) return 'changing';
    const inner = first.map((item, at) => orderOf(item, second[at]));
    return inner.includes('changing') ? 'changing' : 'stable';
  }
  if (!isRecord(first) || !isRecord(second)) return undefined;
  const inner = Object.keys(first).map((name) => orderOf(first[name], second[name]));
  return inner.includes('changing') ? 'changing' : inner.find((order) => order !== undefined);
}

/** JSON in which the order of lists does not matter. */
function unorderedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(unorderedJson).sort().join()}]`;
  if (!isRecord(value)) return JSON.stringify(value) ?? '';
  return `{${Object.keys(value)
    .sort()
    .map((name) => `${name}:${unorderedJson(value[name])}`)
    .join()}}`;
}

function noteEmptySearches({ dialect }: Visit, { bySource, byJob }: Discovery): void {
  for (const { probe } of [...bySource, ...byJob]) {
    const form = nothingForm(probe);
    if (form !== undefined && form !== '404') dialect.set('noApplications', form);
  }
}

/** Answers the questions about shape from what all records have shown. */
export function noteShapes(visit: Visit, texts: readonly string[]): void {
  const { notes, dialect } = visit;
  const among = (prefix: string, names: readonly string[]): string[] =>
    names.filter((name) => notes.count(`${prefix}:${name}`) > 0);
  const styles = among('propertyNames', ['pascal', 'camel', 'lower', 'upper', 'other']);
  const [style] = styles;
  if (style !== undefined) dialect.set('propertyNames', styleOf(styles));
  const enums = among('enums', ['integers', 'numeric-text', 'names', 'lower-names', 'other']);
  const mostEnums = mostly(enums.map((form) => [form, notes.count(`enums:${form}`)] as const));
  if (enums[0] !== undefined) dialect.set('enums', mostEnums ?? 'mixed');
  const isText = among('numbers', ['text']).length > 0;
  const areIds = among('ids', ['text']).length > 0;
  if (among('ids', ['number', 'text']).length > 0) {
    const padded = texts.some(hasPaddedDecimals);
    dialect.set('numbers', isText ? 'text' : areIds ? 'ids-text' : padded ? 'decimal' : 'plain');
  }
  noteDates(visit);
  const empty = among('emptyLists', ['null', 'empty', 'absent']);
  if (empty[0] !== undefined) dialect.set('emptyLists', empty.length === 1 ? empty[0] : 'stored');
  const blanks = notes.count('emptyTexts:blank');
  const nullTexts = notes.count('emptyTexts:null');
  if (blanks + nullTexts > 0) dialect.set('emptyTexts', blanks > nullTexts ? 'blank' : 'null');
  noteGaps(visit);
}

/** The form that nearly all have: some properties are integers on each server. */
function mostly(counts: readonly (readonly [form: string, times: number])[]): string | undefined {
  const all = counts.reduce((sum, [, times]) => sum + times, 0);
  return counts.find(([, times]) => times >= all * 0.8)?.[0];
}

/** A word without a second capital is the same in camelCase and in lower case. */
function styleOf(styles: readonly string[]): string {
  if (styles.length === 1) return styles[0] ?? 'mixed';
  const rest = styles.filter((style) => style !== 'camel');
  return rest.length === 1 && rest[0] === 'lower' ? 'lower' : 'mixed';
}

function noteDates({ notes, dialect }: Visit): void {
  const forms = ['ms', 'ms-offset', 'other', 'offset', 'utc', 'local'].filter(
    (form) => notes.count(`dates:${form}`) > 0,
  );
  const [first] = forms;
  if (first === undefined) return;
  if (first === 'ms' || first === 'ms-offset' || first === 'other') {
    dialect.set('dates', first);
    return;
  }
  const digits = [0, 1, 2, 3, 4, 5, 6, 7].filter((number) => notes.count(`digits:${number}`) > 0);
  if (digits.length === 1 && digits[0] === 7) dialect.set('dates', 'seven-digits');
  else if (digits.length === 1 && digits[0] === 0) dialect.set('dates', 'seconds');
  else if (forms.length === 1) dialect.set('dates', first);
  else dialect.set('dates', 'stored');
}

function noteGaps({ notes, dialect }: Visit): void {
  const { absent, nulls, never } = notes.gaps();
  const summaries = Object.values(notes.summaries());
  if (summaries.length === 0) return;
  dialect.set('moreProperties', summaries.some(({ additional }) => additional.length > 0) ? 'some' : 'none');
  if (nulls > 0) dialect.set('emptyProperties', 'null');
  else if (absent > 0) dialect.set('emptyProperties', notes.count('defaults:seen') > 0 ? 'absent' : 'defaults-absent');
  if (nulls > 0) dialect.set('missingProperties', never > 0 ? 'some' : 'none');
}
