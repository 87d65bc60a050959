import { remoteNumberOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import { ActionRejectedError } from '../errors.js';
import type { CandidateTagInput } from '../models/action-inputs.js';
import type { ActionResult, NoData } from '../models/action-results.js';
import type { CallOptions } from '../options.js';
import { canonical, type Edited, type Edit, editApplicant } from './applicant-record.js';
import { tagInput } from './input.js';
import { isCutOrLengthened, isSpeltAlike } from './kept.js';
import { notFoundAsInvalidInput } from './refusals.js';
import { runAction, type ActionServices } from './run-action.js';

/** A change of the tags, and what is to be said of the outcome. */
interface Change {
  readonly next: Edit['next'];
  /** The form that eRecruiter keeps the tag in where that is another, and a warning. Throws when nothing came of it. */
  readonly outcome: (edited: Edited) => { readonly kept?: string; readonly warning?: string };
}

/** Puts a tag on a candidate; one that is there already is success, and nothing is written. */
export function addTagToCandidate(
  services: ActionServices,
  input: CandidateTagInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  return changeTags(services, input, options, adding);
}

/** Takes a tag off a candidate; one that is not there is success, and nothing is written. */
export function removeTagFromCandidate(
  services: ActionServices,
  input: CandidateTagInput,
  options: CallOptions,
): Promise<ActionResult<NoData>> {
  return changeTags(services, input, options, removing);
}

async function changeTags(
  services: ActionServices,
  input: CandidateTagInput,
  options: CallOptions,
  changeOf: (name: string, known: () => string) => Change,
): Promise<ActionResult<NoData>> {
  const { candidate_id: id, tag } = parseInput(tagInput, input);
  const applicantId = remoteNumberOf(services.ids, 'candidate', id, 'candidate_id');
  return runAction(services, options, async (call) => {
    const { memory } = services;
    // Of this candidate alone: on another one the same form can be a tag of its own.
    const key = `${applicantId} ${keyOf(tag.name)}`;
    const { next, outcome } = changeOf(tag.name, () => memory.tagFor(key) ?? tag.name);
    const edited = await notFoundAsInvalidInput(editApplicant(call, applicantId, () => [{ property: 'Tags', next }]));
    const { kept, warning } = outcome(edited);
    if (kept !== undefined) memory.keepTag(key, kept);
    if (warning !== undefined) call.warn(warning);
    return {};
  });
}

/**
 * Adds a tag, and knows it again in the form that eRecruiter gives it. A list that a write changed into the same thing
 * twice is eRecruiter's doing, not another writer's, and is not written a third time. Where that form was there before,
 * the copy is taken off again.
 */
function adding(name: string, known: () => string): Change {
  let before: readonly unknown[] | undefined;
  let last: string | undefined;
  let kept: string | undefined;
  let isNew = false;
  let isLost = false;
  const find = (tags: readonly unknown[], old: readonly unknown[]): string | undefined => {
    // It was there already, in that form.
    if (canonical(old) === canonical(tags)) return textsIn(tags).find((tag) => isSpeltAlike(tag, name));
    const more = added(old, tags);
    const alike = more.find((tag) => isSpeltAlike(tag, name) || isCutOrLengthened(tag, name));
    return alike ?? more.find((tag, index) => more.findIndex((other) => isSame(other, tag)) < index);
  };
  return {
    next: (current) => {
      const tags = listOf(current);
      if (copiesOf(name, tags) > 0) return undefined;
      if (copiesOf(known(), tags) > 0) return copiesOf(known(), tags) > 1 ? once(known(), tags) : undefined;
      if (kept !== undefined && copiesOf(kept, tags) === 1) return undefined;
      if (before !== undefined) {
        kept = find(tags, before);
        isNew = canonical(before) !== canonical(tags);
        isLost = kept === undefined && isNew && last === canonical(tags);
        if (kept !== undefined) return copiesOf(kept, tags) > 1 ? once(kept, tags) : undefined;
        if (isLost) return undefined;
        last = canonical(tags);
      }
      before ??= tags;
      return [...tags, name];
    },
    outcome: ({ unkept, altered }) => {
      if (unkept.length > 0 || isLost) throw unkeptTags();
      if (kept === undefined) return altered.length > 0 ? ALTERED : {};
      const warning = `eRecruiter keeps the tag as “${kept}”`;
      // One that was there before can be another tag: this one was dropped then, and the other is not ours to remove.
      return isNew ? { kept, warning } : { warning };
    },
  };
}

function removing(name: string, known: () => string): Change {
  let alike: string | undefined;
  return {
    next: (current) => {
      const tags = listOf(current);
      const left = tags.filter((tag) => !isSame(tag, name) && !isSame(tag, known()));
      alike = textsIn(left).find((tag) => isSpeltAlike(tag, name));
      return left.length === tags.length ? undefined : left;
    },
    outcome: ({ written, unkept, altered }) => {
      if (unkept.length > 0) throw unkeptTags();
      if (!written && alike !== undefined) return { warning: `the tag is not there; “${alike}” was left alone` };
      return altered.length > 0 ? ALTERED : {};
    },
  };
}

const ALTERED = { warning: 'eRecruiter holds other tags now than were sent' };

function unkeptTags(): ActionRejectedError {
  return new ActionRejectedError('REMOTE.INPUT_INVALID', 'eRecruiter did not keep the tags');
}

function listOf(tags: unknown): readonly unknown[] {
  return Array.isArray(tags) ? tags : [];
}

/** The texts that are there more often than before. */
function added(before: readonly unknown[], tags: readonly unknown[]): string[] {
  return textsIn(tags).filter((tag, index, all) => copiesOf(tag, all.slice(0, index + 1)) > copiesOf(tag, before));
}

function copiesOf(name: string, tags: readonly unknown[]): number {
  return tags.filter((tag) => isSame(tag, name)).length;
}

function once(name: string, tags: readonly unknown[]): unknown[] {
  const first = tags.findIndex((tag) => isSame(tag, name));
  return tags.filter((tag, index) => index === first || !isSame(tag, name));
}

function textsIn(tags: readonly unknown[]): string[] {
  return tags.filter((tag) => typeof tag === 'string');
}

function isSame(tag: unknown, name: string): boolean {
  return typeof tag === 'string' && keyOf(tag) === keyOf(name);
}

function keyOf(name: string): string {
  return name.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase();
}
