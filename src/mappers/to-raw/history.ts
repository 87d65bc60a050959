import type { NoteInput, ResultLinkInput } from '../../models/action-inputs.js';
import { checkMapperOptions, numberProblem, optionThat, requiredName } from '../check-options.js';
import { escapeHtml, isBlank, toText } from '../values/text.js';
import type { Shape } from '../values/shape.js';
import { isFullWebAddress } from '../values/web-address.js';
import type { HistoryBody } from './bodies.js';

/** What a history entry has besides the link or the note. */
export interface HistoryOptions {
  /** eRecruiter's number of the job that the entry belongs to. Default: none. */
  readonly jobId?: number | null | undefined;
  /** The author whom recruiters see. Default `erecruiter-kombo`. */
  readonly createdBy?: string | undefined;
}

const OPTIONS_SHAPE = {
  jobId: (value: unknown) => numberProblem(value ?? 1),
  createdBy: 'string',
} as const;

const HISTORY_SHAPE: Shape = {
  label: requiredName,
  // It becomes a link in the recruiters' browser, where `javascript:` would run.
  url: (value) => (isFullWebAddress(String(value)) ? undefined : 'must be an http or https address'),
  details: {
    custom_field_name_prefix: 'string',
    attributes: [{ key: 'string', value: 'string' }],
  },
  ...OPTIONS_SHAPE,
};

const NOTE_SHAPE: Shape = {
  content: requiredName,
  content_type: /* @__PURE__ */ optionThat((value) => value === 'PLAIN_TEXT', 'must be PLAIN_TEXT'),
  title: 'string',
  author: 'string',
  ...OPTIONS_SHAPE,
};

/**
 * Maps a link to a result to an entry in an applicant's history. The history can be written, but not read: there is
 * nothing to map back.
 *
 * @param link - The input of `addResultLinkToCandidate` or `addResultLinkToApplication`; ids in it are ignored.
 * @param options - Job and author.
 * @returns The body of `PUT Api/Applicant/History/{applicantId}`. Its text is HTML, in which every value is escaped.
 * @throws A {@link MapperError} if the label is blank, if `url` is no http or https address, or if `jobId` is not the
 * number of a record.
 *
 * @example
 * ```ts
 * import { toRawHistory } from 'erecruiter-kombo/mappers';
 *
 * toRawHistory({ label: 'Logic test: 97 of 100', url: 'https://example.com/r/1' }).Subject; // 'Logic test: 97 of 100'
 * ```
 */
export function toRawHistory<Link extends ResultLinkInput>(link: Link, options: HistoryOptions = {}): HistoryBody {
  checkMapperOptions({ ...link, ...options }, HISTORY_SHAPE, false, 'result link');
  const { jobId = null, createdBy = 'erecruiter-kombo' } = options;
  return { JobId: jobId, Subject: inOneLine(link.label), Body: toHtml(link), Type: 0, CreatedBy: createdBy };
}

/** Returns HTML, as in the entries of recruiters; escaped, so that no value can become markup. */
function toHtml({ url, details }: ResultLinkInput): string {
  const prefix = details?.custom_field_name_prefix ?? '';
  const lines = (details?.attributes ?? []).map(
    ({ key, value }) => `<li>${escapeHtml(prefix + key)}: ${escapeHtml(value)}</li>`,
  );
  const address = escapeHtml(String(url));
  const link = `<p><a href="${address}">${address}</a></p>`;
  return lines.length === 0 ? link : `${link}<ul>${lines.join('')}</ul>`;
}

/**
 * Maps a note to an entry in an applicant's history. The history can be written, but not read: there is nothing to map
 * back.
 *
 * @param note - The input of `addNoteToCandidate` or `addNoteToApplication`; ids in it are ignored.
 * @param options - Job, and the author of notes that name none.
 * @returns The body of `PUT Api/Applicant/History/{applicantId}`. Its text is HTML, in which the content is escaped and
 * keeps its lines.
 * @throws A {@link MapperError} if the content is blank, if `content_type` is another one, or if `jobId` is not the
 * number of a record.
 *
 * @example
 * ```ts
 * import { toRawNote } from 'erecruiter-kombo/mappers';
 *
 * toRawNote({ content: 'Called back.\nWants < 30 h' }).Body; // '<p>Called back.<br>Wants &lt; 30 h</p>'
 * ```
 */
export function toRawNote<Note extends NoteInput>(note: Note, options: HistoryOptions = {}): HistoryBody {
  checkMapperOptions({ ...note, ...options }, NOTE_SHAPE, false, 'note');
  const { jobId = null, createdBy = 'erecruiter-kombo' } = options;
  const lines = note.content
    .trim()
    .split(LINE_BREAK)
    .map((line) => line.trimEnd());
  return {
    JobId: jobId,
    Subject: toText(inOneLine(note.title ?? '')) ?? derivedTitle(lines),
    Body: `<p>${lines.map(escapeHtml).join('<br>')}</p>`,
    Type: 0,
    CreatedBy: toText(inOneLine(note.author ?? '')) ?? createdBy,
  };
}

/** Every way to begin a new line; HTML would show it as a blank. */
const LINE_BREAK = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;
const LINE_BREAKS = /[\n\v\f\r\u0085\u2028\u2029]+/g;

/** Lists show titles and authors as one line. */
function inOneLine(text: string): string {
  return text.trim().replace(LINE_BREAKS, ' ');
}

const MAX_TITLE_LENGTH = 80;

/** Returns the first line with visible characters, cut between words if it is long. */
function derivedTitle(lines: readonly string[]): string {
  const line = lines.find((text) => !isBlank(text))?.trim() ?? '';
  const letters = [...line]; // a pair of surrogates must not be split
  if (letters.length <= MAX_TITLE_LENGTH) return line;
  const start = letters.slice(0, MAX_TITLE_LENGTH - 1).join('');
  const words = start.replace(/\s+\S*$/, '');
  return `${isBlank(words) ? start : words}…`;
}
