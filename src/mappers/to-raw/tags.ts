import type { TagInput } from '../../models/action-inputs.js';
import { checkMapperOptions, requiredName } from '../check-options.js';
import { nameKey } from '../values/text.js';

const TAG_INPUT = { name: requiredName };

/**
 * Adds a tag to the tags of an applicant. `toTag` maps it back.
 *
 * eRecruiter replaces whole records: send the applicant with the new list, for example with {@link editJson}.
 *
 * @param tags - The tags as stored. From Applicant.Tags.
 * @param tag - The `tag` of `addTagToCandidate`.
 * @returns The tags to store; the same list if the tag is there already, case-insensitive.
 * @throws A {@link MapperError} if the tag has no name.
 *
 * @example
 * ```ts
 * import { addRawTag } from 'erecruiter-kombo/mappers';
 *
 * addRawTag(['Kran'], { name: 'Stapler' }); // ['Kran', 'Stapler']
 * ```
 */
export function addRawTag<T>(tags: readonly T[] | null | undefined, tag: TagInput): readonly (T | string)[] {
  checkMapperOptions(tag, TAG_INPUT, false, 'tag');
  const stored = tags ?? [];
  return stored.some((other) => isTag(other, tag.name)) ? stored : [...stored, tag.name];
}

/**
 * Removes a tag from the tags of an applicant.
 *
 * eRecruiter replaces whole records: send the applicant with the new list, for example with {@link editJson}.
 *
 * @param tags - The tags as stored. From Applicant.Tags.
 * @param tag - The `tag` of `removeTagFromCandidate`.
 * @returns The tags to store, without every spelling of the tag; the same list if the tag is not there.
 *
 * @example
 * ```ts
 * import { removeRawTag } from 'erecruiter-kombo/mappers';
 *
 * removeRawTag(['Kran', 'STAPLER'], { name: 'Stapler' }); // ['Kran']
 * ```
 */
export function removeRawTag<T>(tags: readonly T[] | null | undefined, tag: TagInput): readonly T[] {
  const stored = tags ?? [];
  const left = stored.filter((other) => !isTag(other, tag.name));
  return left.length === stored.length ? stored : left;
}

/** Whether an element of Applicant.Tags is a tag: case and the number of blanks between words do not matter. */
export function isTag(element: unknown, name: string): boolean {
  return typeof element === 'string' && tagKey(element) === tagKey(name);
}

/** Returns the key of a tag, for which the number of blanks between words does not matter. */
export function tagKey(name: string): string {
  return nameKey(name).replace(/\s+/g, ' ');
}
