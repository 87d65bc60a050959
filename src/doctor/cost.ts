import { countOf } from '../mappers/values/text.js';
import { arrayIn, type Discovery } from './discovery.js';
import { finding, type Finding } from './diagnosis.js';
import { questionFindings } from './questions.js';
import { percentileOf, medianOf, numberOf, type Visit } from './visit.js';

const CONCURRENCIES = [1, 4, 8] as const;
/** The share of candidates that an economical night reads: a seventh, and one in a hundred that has changed. */
const NIGHTLY = 1 / 7 + 1 / 100;

/** Estimates what a full pass and an economical night cost. */
export function costFindings(visit: Visit, discovery: Discovery): Finding[] {
  const { client, figures, dialect } = visit;
  const median = medianOf(client.times);
  figures.set('medianMs', Math.round(median));
  figures.set('p95Ms', Math.round(percentileOf(client.times, 0.95)));
  figures.set('requests', client.sent);
  const sizes = [...client.sizes.values()].flat();
  figures.set('largestAnswerBytes', Math.max(0, ...sizes));
  const { fixed, candidates, perCandidate } = requestsOf(discovery);
  figures.set('candidates', candidates);
  const full = fixed + candidates * perCandidate;
  const night = fixed + Math.ceil(candidates * perCandidate * NIGHTLY);
  figures.set('fullPassRequests', full);
  figures.set('nightRequests', night);
  const about = candidates === 0 ? 'No candidate was found' : `About ${countOf(format(candidates), 'candidate')}`;
  return [
    finding(
      'cost.latency',
      'ok',
      `A request takes ${Math.round(median)} ms; one in twenty more than ${figures.get('p95Ms')} ms.`,
    ),
    finding(
      'cost.candidates',
      candidates === 0 ? 'unknown' : 'ok',
      `${about}, ${perCandidate} requests each, and ${fixed} for lists.`,
    ),
    finding('cost.full', 'ok', `A full pass: ${passText(full, median)}.`),
    finding('cost.night', 'ok', `An economical night (\`rereadAfterMs\`: a week): ${passText(night, median)}.`),
    ...questionFindings('cost', dialect),
  ];
}

/** The requests of a pass; see docs/reading.md. */
function requestsOf({ mandator, jobs, unpublishedIds, bySource, byJob }: Discovery) {
  const sources = arrayIn(mandator['Referrers']).length;
  const seen = new Set([...bySource, ...byJob].flatMap(({ rows }) => rows.map((row) => numberOf(row['ApplicantId']))));
  const share = sources > bySource.length && bySource.length > 0 ? sources / bySource.length : 1;
  const fields = arrayIn(mandator['CustomFields']).length;
  return {
    fixed: 3 + sources + jobs.length + unpublishedIds.length,
    candidates: Math.round(seen.size * share),
    perCandidate: fields > 0 ? 3 : 2,
  };
}

function passText(requests: number, medianMs: number): string {
  return `${countOf(format(requests), 'request')}, ${minutesOf(requests, medianMs)}`;
}

function minutesOf(requests: number, medianMs: number): string {
  const minutes = CONCURRENCIES.map((concurrency) => (requests * medianMs) / concurrency / 60_000);
  if (minutes.every((each) => each < 1)) return 'less than a minute';
  const all = minutes.map((each) => format(Math.ceil(each))).join(', ');
  return `${all} minutes at \`concurrency\` ${CONCURRENCIES.join(', ')}`;
}

function format(number: number): string {
  return number.toLocaleString('en');
}
