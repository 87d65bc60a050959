import type { Services } from '../core/services.js';
import { toTag } from '../mappers/index.js';
import type { Tag } from '../models/tag.js';
import type { CallOptions } from '../options.js';
import type { Listing } from './listing.js';
import { listNamedRecords } from './named-records.js';
import type { ListQuery } from './query.js';

/** Lists every tag that a candidate has: eRecruiter has no catalogue of tags. */
export function listTags(services: Services, query: ListQuery, options: CallOptions): Listing<Tag> {
  return listNamedRecords('tags', services, query, options, toTag, async (reader, { applicantId }, signal) => {
    const applicant = await reader.applicant(applicantId, signal);
    return applicant?.Tags?.flatMap((tag) => tag || []) ?? [];
  });
}
