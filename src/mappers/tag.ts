import type { Tag } from '../models/tag.js';
import { observationOf, type MapperContext } from './context.js';

/**
 * Maps the name of an eRecruiter tag to a unified tag.
 *
 * @param name - The tag as eRecruiter writes it. From Applicant.Tags.
 * @param context - From {@link createMapperContext}.
 * @returns The tag; its id is derived from the name.
 *
 * @example
 * ```ts
 * import { createMapperContext, toTag } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toTag('Shortlist', context).name; // 'Shortlist'
 * ```
 */
export function toTag(name: string, context: MapperContext): Tag {
  return {
    id: context.ids.tag(name),
    remote_id: name,
    name,
    changed_at: observationOf(context),
    remote_deleted_at: null,
  };
}
