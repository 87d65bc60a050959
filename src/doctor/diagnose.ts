import { accessFindings } from './access.js';
import { catalogue } from './catalogue.js';
import { costFindings } from './cost.js';
import {
  CHAPTER_TITLES,
  type ChapterId,
  type Diagnosis,
  finding,
  type Finding,
  type RecommendedOptions,
} from './diagnosis.js';
import { discover, type Discovery } from './discovery.js';
import { guessFindings } from './guesses.js';
import { askOpenQuestions, noteShapes } from './open-questions.js';
import { diagnoseSettings, type DiagnoseOptions, type DiagnoseSettings } from './options.js';
import { askByEmail, readPersons } from './persons.js';
import { ProbeClient } from './probe-client.js';
import { toServerProfile } from './profile.js';
import { questionFindings } from './questions.js';
import { connectionFindings, knock, reach } from './reach.js';
import { ShapeNotes } from './shape-notes.js';
import { shapeFindings } from './shape-findings.js';
import { isAllowed, type Visit } from './visit.js';

/**
 * Looks at an eRecruiter installation by reading: whether it can be reached, what the key may do, how its answers
 * differ from the documentation, and which options fit. Writes nothing, and keeps no data of persons.
 *
 * A failure is a finding: a wrong address, key or mandator gives a short report that says what to do.
 *
 * @param options Address, key and mandator, as for a client, and how much may be asked.
 * @returns The findings, recommended options, and a profile to share. If it was stopped, what was found until then.
 * @throws `ConfigurationError` for wrong options.
 * @example
 * ```ts
 * import { diagnose, reportAsText } from 'erecruiter-kombo/doctor';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
 * const diagnosis = await diagnose({ baseUrl, apiKey, mandatorId, fetch });
 * console.log(reportAsText(diagnosis));
 * console.log(JSON.stringify(diagnosis.profile));
 * ```
 */
export async function diagnose(options: DiagnoseOptions): Promise<Diagnosis> {
  const settings = diagnoseSettings(options);
  const { clock } = settings.client;
  const started = clock.now();
  const chapters = new Map<ChapterId, Finding[]>();
  const visit = createVisit(settings);
  let recommended: RecommendedOptions = {};
  let complete = false;
  try {
    complete = await visitAll(visit, chapters, (more) => (recommended = { ...recommended, ...more }));
  } catch (error) {
    if (!settings.signal.aborted) throw error;
    const known = chapters.get('reach')?.filter(({ id }) => id.startsWith('reach.'));
    if (known !== undefined) chapters.set('reach', [...known, ...connectionFindings(visit)]);
  }
  return {
    complete,
    requests: visit.client.sent,
    durationMs: clock.now() - started,
    chapters: chapterIds().map((id) => ({ id, title: CHAPTER_TITLES[id], findings: chapters.get(id) ?? [] })),
    options: recommended,
    profile: toServerProfile(visit),
  };
}

function createVisit({ client, maxRequests, sample, signal, onProgress }: DiagnoseSettings): Visit {
  let text = '';
  const report = (): void => onProgress({ text, requests: probes.sent, maxRequests });
  const probes = new ProbeClient(client, maxRequests, signal, report);
  return {
    client: probes,
    notes: new ShapeNotes(),
    dialect: new Map(),
    access: new Map(),
    figures: new Map(),
    sample,
    tell(next) {
      signal.throwIfAborted();
      text = next;
      report();
    },
  };
}

/** Runs the chapters. Returns whether all of them were finished. */
async function visitAll(
  visit: Visit,
  chapters: Map<ChapterId, Finding[]>,
  recommend: (options: RecommendedOptions) => void,
): Promise<boolean> {
  const stopped = await reach(visit);
  if (stopped !== undefined) {
    chapters.set('reach', [stopped]);
    return false;
  }
  recommend(addressOptions(visit));
  const knocked = await knock(visit);
  chapters.set('reach', [...knocked, ...questionFindings('reach', visit.dialect)]);

  const discovery = await discover(visit);
  const { findings, options } = await catalogue(visit, discovery);
  chapters.set('mandator', findings);
  recommend(options);
  const persons = await readPersons(visit, discovery);
  const nobody = await askByEmail(visit, persons);
  const answers = persons.length === 0 ? [nobody] : [...persons.map(({ probe }) => probe), nobody];
  chapters.set('key', accessFindings(visit, discovery, answers));
  recommend({ discover: bySourceWorks(discovery) ? 'all' : 'open' });

  await askOpenQuestions(visit, discovery, persons);
  noteShapes(
    visit,
    [discovery.mandatorProbe, discovery.published.probe].map(({ text }) => text),
  );
  chapters.set('shape', shapeFindings(visit));
  chapters.set('questions', [
    ...questionFindings('questions', visit.dialect),
    ...guessFindings(visit, discovery, persons),
  ]);
  chapters.set('reach', [...knocked, ...connectionFindings(visit)]);
  chapters.set('cost', costFindings(visit, discovery));
  if ((visit.dialect.get('throttling') ?? 'none') !== 'none') recommend({ concurrency: 2 });
  return limitFinding(visit, chapters);
}

/** Whether any source can be searched; without sources nothing is lost by trying. */
function bySourceWorks({ bySource }: Discovery): boolean {
  return bySource.length === 0 || bySource.some(({ probe }) => isAllowed(probe) !== false);
}

function addressOptions({ client }: Visit): RecommendedOptions {
  const { apiUrl, settings } = client;
  return apiUrl === settings.apiUrl ? {} : { baseUrl: apiUrl };
}

/** Says that the limit of requests has left something out. Returns whether nothing was. */
function limitFinding({ client }: Visit, chapters: Map<ChapterId, Finding[]>): boolean {
  if (!client.isSpent) return true;
  const text = 'The limit of requests was reached: the report is incomplete.';
  const limit = finding('cost.limit', 'unknown', text, { advice: 'Set a higher `maxRequests`.' });
  chapters.set('cost', [...(chapters.get('cost') ?? []), limit]);
  return false;
}

function chapterIds(): ChapterId[] {
  return ['reach', 'key', 'mandator', 'shape', 'questions', 'cost'];
}
