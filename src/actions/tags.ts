import { idIssues, remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError } from '../errors.js';
import { addRawTag, removeRawTag } from '../mappers/index.js';
import { isTag, tagKey } from '../mappers/to-raw/tags.js';
import type { CandidateTagInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { notFoundAsInvalidInput } from './action-reads.js';
import { canonical, type Edit, editApplicant, type EditResult } from './applicant-record.js';
import { isCutOrExtended, isSpelledAlike } from './compare-stored.js';
import { tagInput } from './input.js';
import { type ActionServices, runAction } from './run-action.js';

type Tags = readonly unknown[];

/** An edit of the tags, and how its outcome is reported. */
interface TagChange {
  readonly next: Edit['next'];
  /**
   * A warning, and the form in which eRecruiter stores the tag if it is another one; undefined if eRecruiter did not
   * keep the tags.
   */
  readonly outcome: (result: EditResult) => { readonly stored?: string; readonly warning?: string } | undefined;
}

/** Adds a tag to a candidate. Succeeds without a write if the candidate has it already. */
export function addTagToCandidate(
  services: ActionServices,
  input: CandidateTagInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  return changeTags(services, input, options, addition);
}

/** Removes a tag from a candidate. Succeeds without a write if the candidate does not have it. */
export function removeTagFromCandidate(
  services: ActionServices,
  input: CandidateTagInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  return changeTags(services, input, options, removal);
}

async function changeTags(
  services: ActionServices,
  input: CandidateTagInput,
  options: CallOptions,
  changeOf: (name: string, storedForm: () => string) => TagChange,
): Promise<ActionResult<NoData>> {
  const issues = idIssues(services.ids, 'candidate', input, 'candidate_id');
  const { candidate_id: id, tag } = parseInput(tagInput, input, issues);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, async (call) => {
    const { memory } = services;
    // For this candidate only: on another one the same form can be another tag.
    const key = `${applicantId} ${tagKey(tag.name)}`;
    const { next, outcome } = changeOf(tag.name, () => memory.tagFor(key) ?? tag.name);
    const result = await notFoundAsInvalidInput(editApplicant(call, applicantId, () => [{ property: 'Tags', next }]));
    const kept = outcome(result);
    if (kept === undefined) {
      const candidateId = services.ids.candidate(applicantId);
      throw new ActionRejectedError('REMOTE.INPUT_INVALID', 'eRecruiter did not keep the tags', { candidateId });
    }
    const { stored, warning } = kept;
    if (stored !== undefined) memory.keepTag(key, stored);
    if (warning !== undefined) call.warn(warning);
    return {};
  });
}

/**
 * Adds a tag, and recognizes it in the form in which eRecruiter stores it. If two writes lead to the same list,
 * eRecruiter has changed the tag, not another writer, and it is not written a third time. If the stored form existed
 * before, the second copy is removed.
 */
function addition(name: string, storedForm: () => string): TagChange {
  let before: Tags | undefined;
  let last: string | undefined;
  let stored: string | undefined;
  let isNew = false;
  let isLost = false;
  const find = (tags: Tags, old: Tags): string | undefined => {
    // It existed already, in that form.
    if (canonical(old) === canonical(tags)) return textsIn(tags).find((tag) => isSpelledAlike(tag, name));
    const added = addedTexts(old, tags);
    const alike = added.find((tag) => isSpelledAlike(tag, name) || isCutOrExtended(tag, name));
    return alike ?? added.find((tag, index) => added.findIndex((other) => isTag(other, tag)) < index);
  };
  return {
    next: (current) => {
      const tags = listOf(current);
      if (copiesOf(name, tags) > 0) return undefined;
      const form = storedForm();
      if (copiesOf(form, tags) > 0) return copiesOf(form, tags) > 1 ? withOneCopy(form, tags) : undefined;
      if (stored !== undefined && copiesOf(stored, tags) === 1) return undefined;
      if (before !== undefined) {
        stored = find(tags, before);
        isNew = canonical(before) !== canonical(tags);
        isLost = stored === undefined && isNew && last === canonical(tags);
        if (stored !== undefined) return copiesOf(stored, tags) > 1 ? withOneCopy(stored, tags) : undefined;
        if (isLost) return undefined;
        last = canonical(tags);
      }
      before ??= tags;
      return addRawTag(tags, { name });
    },
    outcome: ({ unchanged, altered }) => {
      if (unchanged.length > 0 || isLost) return undefined;
      if (stored === undefined) return altered.length > 0 ? ALTERED : {};
      const warning = `eRecruiter stores the tag as "${stored}"`;
      // One that existed before can be another tag: then ours was dropped, and the other must be kept.
      return isNew ? { stored, warning } : { warning };
    },
  };
}

function removal(name: string, storedForm: () => string): TagChange {
  let alike: string | undefined;
  let isUnknown = false;
  return {
    next: (current) => {
      isUnknown = current === undefined;
      const tags = listOf(current);
      const left = removeRawTag(removeRawTag(tags, { name }), { name: storedForm() });
      alike = textsIn(left).find((tag) => isSpelledAlike(tag, name));
      return left === tags ? undefined : left;
    },
    outcome: ({ written, unchanged, altered }) => {
      if (unchanged.length > 0) return undefined;
      if (!written && alike !== undefined) {
        return { warning: `the candidate does not have the tag; "${alike}" was not removed` };
      }
      if (isUnknown) return { warning: 'eRecruiter does not show the tags of the candidate: none was removed' };
      return altered.length > 0 ? ALTERED : {};
    },
  };
}

const ALTERED = { warning: 'eRecruiter stores other tags than were sent' };

function listOf(tags: unknown): Tags {
  return Array.isArray(tags) ? tags : [];
}

/** The texts of which there are more copies than before. */
function addedTexts(before: Tags, tags: Tags): string[] {
  return textsIn(tags).filter((tag, index, all) => copiesOf(tag, all.slice(0, index + 1)) > copiesOf(tag, before));
}

function copiesOf(name: string, tags: Tags): number {
  return tags.filter((tag) => isTag(tag, name)).length;
}

function withOneCopy(name: string, tags: Tags): unknown[] {
  const first = tags.findIndex((tag) => isTag(tag, name));
  return tags.filter((tag, index) => index === first || !isTag(tag, name));
}

function textsIn(tags: Tags): string[] {
  return tags.filter((tag) => typeof tag === 'string');
}
