import { numberOf } from '../addresses.js';
import { check } from '../check.js';
import { ActionRejectedError } from '../errors.js';
import type { CandidateTagInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { type Edit, editApplicant } from './applicant-record.js';
import { tagInput } from './input.js';
import { asWrite } from './refusals.js';
import { act, type ActionTools } from './tools.js';

/** Puts a tag on a candidate; one that is there already is success, and nothing is written. */
export function addTagToCandidate(
  tools: ActionTools,
  input: CandidateTagInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  return changeTags(tools, input, options, (tags, name) =>
    tags.some((tag) => isSame(tag, name)) ? undefined : [...tags, name],
  );
}

/** Takes a tag off a candidate; one that is not there is success, and nothing is written. */
export function removeTagFromCandidate(
  tools: ActionTools,
  input: CandidateTagInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  return changeTags(tools, input, options, (tags, name) => {
    const left = tags.filter((tag) => !isSame(tag, name));
    return left.length === tags.length ? undefined : left;
  });
}

async function changeTags(
  tools: ActionTools,
  input: CandidateTagInput,
  options: CallOptions,
  change: (tags: readonly unknown[], name: string) => readonly unknown[] | undefined,
): Promise<ActionResult<NoData>> {
  const { candidate_id: id, tag } = check(tagInput, input);
  const applicantId = numberOf(tools.ids, 'candidate', id, 'candidate_id');
  return act(tools, options, async (call) => {
    const edit: Edit = { property: 'Tags', next: (current) => change(Array.isArray(current) ? current : [], tag.name) };
    const { unkept } = await asWrite(editApplicant(call, applicantId, () => [edit]));
    if (unkept.length > 0) throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'eRecruiter did not keep the tags');
    return {};
  });
}

function isSame(tag: unknown, name: string): boolean {
  return (
    typeof tag === 'string' && tag.normalize('NFC').trim().toLowerCase() === name.normalize('NFC').trim().toLowerCase()
  );
}
