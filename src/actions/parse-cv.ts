import { isAnswerOf } from '../api/absence.js';
import { endpoints } from '../api/endpoints.js';
import { parseInput } from '../core/parse-input.js';
import { mapperContextOf } from '../core/services.js';
import { ActionRejectedError, ResponseShapeError, type StatusError } from '../errors.js';
import { toParsedCv } from '../mappers/index.js';
import { byteLengthOf } from '../mappers/values/base64.js';
import { countOf } from '../mappers/values/text.js';
import type { ParseCvInput } from '../models/action-inputs.js';
import type { ActionResult } from '../models/action-results.js';
import type { ParsedCv } from '../models/parsed-cv.js';
import type { CallOptions } from '../options.js';
import type { RawParsedCv } from '../schemas/index.js';
import { isBinary, sizeIssues, withText } from './files/content.js';
import { loadAttachment, loadOptionsOf } from './files/load.js';
import { parseCvInput } from './input.js';
import { type ActionCall, type ActionServices, runAction } from './run-action.js';

/** Lets eRecruiter's parser read a CV. Stores nothing. */
export function parseCv(
  services: ActionServices,
  input: ParseCvInput,
  options: CallOptions,
): Promise<ActionResult<ParsedCv>> {
  const given = { file: isBinary(input) ? { data: input } : input };
  const { file } = parseInput(parseCvInput, given, sizeIssues(given.file, 'file', services.settings.attachments));
  return runAction(services, options, async (call) => {
    const loading = loadOptionsOf(call);
    const readable = await withText(file, 'file', loading);
    const { name, extension, base64 } = await loadAttachment({ ...readable, type: 'CV' }, 'file', loading);
    const raw = await requestParsedCv(call, `${name}${extension}`, base64);
    const { settings } = services;
    const observedAt = new Date(services.transport.settings.clock.now());
    // Country names are read in German and English: no catalogue is needed.
    const context = mapperContextOf(services, { Id: settings.mandatorId }, observedAt);
    const onIssue = ({ path, reason }: { readonly path: string; readonly reason: string }): void =>
      call.warn(`the parser’s ${path === '' ? 'answer' : path} was left out of the candidate: ${reason}`);
    const parsed = toParsedCv(raw, { ...context, onIssue });
    if (raw === null || isEmptyCv(parsed)) call.warn('eRecruiter’s parser found nothing in the file');
    return parsed;
  });
}

async function requestParsedCv(call: ActionCall, FileName: string, Content: string): Promise<RawParsedCv | null> {
  const { transport, settings } = call.services;
  const input = { query: { uri: settings.portalUrl }, json: JSON.stringify({ FileName, Content }) };
  try {
    return (await transport.record(endpoints.parseCv, input, call.options)) ?? null;
  } catch (error) {
    if (isAnswerOf(endpoints.parseCv, error)) throw rejectionOf(error, Content) ?? error;
    if (ResponseShapeError.isInstance(error) && error.status === 204) return null;
    throw error;
  }
}

/** Says what an answer of the parser's route means, as far as it has a meaning of its own. */
function rejectionOf(error: StatusError, content: string): ActionRejectedError | undefined {
  const size = countOf(byteLengthOf(content).toLocaleString('en'), 'byte');
  const isPage = /^\s*</.test(error.remoteText());
  switch (error.status) {
    case 413:
      return new ActionRejectedError('REMOTE.INPUT_INVALID', `the file is too large for eRecruiter: ${size}`);
    case 400:
    case 415:
    case 422:
      return new ActionRejectedError(
        'REMOTE.INPUT_INVALID',
        `eRecruiter’s parser refused the file: HTTP ${error.status}`,
      );
    case 404:
    case 405:
    case 410:
    case 501: {
      const orSize = isPage ? `, or the file is too large for it: ${size}` : '';
      const message = `this installation of eRecruiter has no CV parser: HTTP ${error.status}${orSize}`;
      return new ActionRejectedError('INTEGRATION.ACTION_NOT_AVAILABLE', message);
    }
    case 500:
      return new ActionRejectedError(
        'REMOTE.UNKNOWN_HTTP_ERROR',
        'eRecruiter’s parser failed: it may not be set up for this mandator, or cannot read this file',
      );
    default:
      return undefined;
  }
}

function isEmptyCv({ candidate, address, remote_data: _, ...rest }: ParsedCv): boolean {
  return [...Object.values(candidate), ...Object.values(address), ...Object.values(rest)].every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
}
