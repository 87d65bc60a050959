import { countOf } from '../mappers/values/text.js';
import type { Chapter, Diagnosis, Finding, RecommendedOptions, Verdict } from './diagnosis.js';

/** How a report is written for a terminal. */
export interface TextReportOptions {
  /** The number of columns. Default 100. */
  readonly width?: number | undefined;
  /** Whether to use the colours of terminals. Default false. */
  readonly colour?: boolean | undefined;
}

const MARKS: Readonly<Record<Verdict, string>> = { ok: '✓', problem: '✗', unknown: '?' };
const COLOURS: Readonly<Record<Verdict, number>> = { ok: 32, problem: 31, unknown: 33 };
const BOLD = 1;
const DIM = 2;
const NARROWEST = 40;

/**
 * Writes a diagnosis as text for a terminal.
 *
 * @param diagnosis The result of `diagnose`.
 * @param options Columns and colours.
 * @returns Lines with ✓ for what is as expected, ✗ for what differs or is not possible, ? for what stays unknown.
 * @example
 * ```ts
 * import { diagnose, reportAsText } from 'erecruiter-kombo/doctor';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
 * const diagnosis = await diagnose({ baseUrl, apiKey, mandatorId, fetch, sample: 2 });
 * console.log(reportAsText(diagnosis, { width: 80 }));
 * ```
 */
export function reportAsText(diagnosis: Diagnosis, options: TextReportOptions = {}): string {
  const width = Math.max(NARROWEST, options.width ?? 100);
  const paint = (code: number, text: string): string =>
    options.colour === true ? `\x1b[${code}m${text}\x1b[0m` : text;
  const chapters = diagnosis.chapters.filter(({ findings }) => findings.length > 0);
  const lines = [...chapters, ...problemsOfReport(diagnosis)].flatMap(({ title, findings }) => [
    '',
    paint(BOLD, title),
    ...findings.flatMap((found) => findingLines(found, width, paint)),
  ]);
  const pasted = optionLines(diagnosis.options);
  const recommended =
    pasted.length === 0 ? [] : ['', paint(BOLD, 'Options to paste'), ...pasted.map((line) => `  ${line}`)];
  return [...lines, ...recommended, '', paint(BOLD, summaryOfReport(diagnosis)), ''].join('\n');
}

function findingLines(
  { verdict, text, advice }: Finding,
  width: number,
  paint: (code: number, text: string) => string,
) {
  const [first = '', ...rest] = wrapped(text, width - 4);
  return [
    `  ${paint(COLOURS[verdict], MARKS[verdict])} ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...(advice === null ? [] : wrapped(advice, width - 6).map((line) => paint(DIM, `      ${line}`))),
  ];
}

function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

/** The lines of the options, as they stand in code. */
export function optionLines({ source, ...options }: RecommendedOptions): string[] {
  const lines = Object.entries(options).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}: ${literalOf(value)},`,
  );
  return source === undefined
    ? lines
    : [...lines, `source: { name: ${literalOf(source.name)} }, // one of the catalogue: choose yours`];
}

function literalOf(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literalOf).join(', ')}]`;
  if (typeof value !== 'string') return String(value);
  return `'${value.replace(/[\\']/g, (char) => `\\${char}`).replace(/[\x00-\x1f]/g, ' ')}'`;
}

/** What differs or is not possible, once more in one place: a report is long. */
export function problemsOfReport({ chapters }: Diagnosis): Pick<Chapter, 'title' | 'findings'>[] {
  const findings = chapters.flatMap((chapter) => chapter.findings).filter(({ verdict }) => verdict === 'problem');
  return findings.length === 0 ? [] : [{ title: 'What to look at', findings }];
}

/** One line that sums up a diagnosis. */
export function summaryOfReport({ complete, requests, durationMs, chapters }: Diagnosis): string {
  const all = chapters.flatMap(({ findings }) => findings);
  const counted = (verdict: Verdict): number => all.filter((found) => found.verdict === verdict).length;
  const seconds = Math.max(1, Math.round(durationMs / 1000));
  const end = complete ? '' : ' Not complete.';
  const verdicts = `${counted('ok')} ✓ · ${counted('problem')} ✗ · ${counted('unknown')} ?`;
  return `${verdicts} · ${countOf(requests, 'request')} in ${countOf(seconds, 'second')}.${end}`;
}
