import type { ResultLinkInput } from '../../models/action-inputs.js';
import { checkMapperOptions, numberProblem, requiredName } from '../check-options.js';
import { escapeHtml } from '../values/text.js';
import type { Shape } from '../values/shape.js';
import { isFullWebAddress } from '../values/web-address.js';
import type { HistoryBody } from './bodies.js';

/** What a history entry has besides the link. */
export interface HistoryOptions {
  /** eRecruiter's number of the job that the result belongs to. Default: none. */
  readonly jobId?: number | null | undefined;
  /** The author whom recruiters see. Default `erecruiter-kombo`. */
  readonly createdBy?: string | undefined;
}

const HISTORY_SHAPE: Shape = {
  label: requiredName,
  // It becomes a link in the recruiters' browser, where `javascript:` would run.
  url: (value) => (isFullWebAddress(String(value)) ? undefined : 'must be an http or https address'),
  details: {
    custom_field_name_prefix: 'string',
    attributes: [{ key: 'string', value: 'string' }],
  },
  jobId: (value) => numberProblem(value ?? 1),
  createdBy: 'string',
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
  return { JobId: jobId, Subject: link.label, Body: toHtml(link), Type: 0, CreatedBy: createdBy };
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
