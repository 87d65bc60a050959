import { endpoints } from '../api/endpoints.js';
import { parseInput } from '../core/parse-input.js';
import { toApplicationStage, toTag } from '../mappers/index.js';
import { hash32 } from '../mappers/values/hash.js';
import type { ApplicationStage } from '../models/application-stage.js';
import type { Tag } from '../models/tag.js';
import type { CallOptions } from '../options.js';
import { Crawl, type CrawlHit } from './crawl.js';
import { before, placed } from './cursor.js';
import type { Listing } from './listing.js';
import { ordered } from '../flow/ordered.js';
import type { Services } from '../core/services.js';
import type { RawReader } from './raw-reader.js';
import { type ListQuery, querySchemas } from './query.js';
import { allOf, listingOf, oneOf } from './source.js';

/** Every status that an application is in: eRecruiter has no list of workflow steps. */
export function listApplicationStages(
  services: Services,
  query: ListQuery,
  options: CallOptions,
): Listing<ApplicationStage> {
  return listNames(
    'application stages',
    services,
    query,
    options,
    toApplicationStage,
    async (reader, { applicantId }, signal) => {
      const applications = await reader.applications(applicantId, true, signal);
      return applications?.flatMap(({ Status }) => Status || []) ?? [];
    },
  );
}

/** Every tag that a candidate has: eRecruiter has no catalogue of tags. */
export function listTags(services: Services, query: ListQuery, options: CallOptions): Listing<Tag> {
  return listNames('tags', services, query, options, toTag, async (reader, { applicantId }, signal) => {
    const applicant = await reader.applicant(applicantId, signal);
    return applicant?.Tags?.flatMap((tag) => tag || []) ?? [];
  });
}

/** Lists what has no number and no list of its own: each name once, as the crawl finds it. */
function listNames<T extends { readonly id: string; readonly remote_id: string | null }>(
  model: string,
  services: Services,
  query: ListQuery,
  options: CallOptions,
  toRecord: (name: string, context: Awaited<ReturnType<RawReader['context']>>) => T,
  namesOf: (reader: RawReader, found: CrawlHit, signal: AbortSignal) => Promise<string[]>,
): Listing<T> {
  const checked = parseInput(querySchemas.list, query);
  const isWanted = allOf<T>(
    oneOf(checked.ids, ({ id }) => id),
    oneOf(checked.remote_ids, (record) => record.remote_id),
  );
  return listingOf(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.applications);
    const crawl = new Crawl(reader, {}, after);
    const seen = new Set<string>();
    const people = ordered(
      (inner) => crawl.applicants(inner),
      2 * services.settings.concurrency,
      signal,
      async (found, inner) => ({ found, names: await namesOf(reader, found, inner) }),
    );
    const [, lastJob, lastApplicant, ...last] = after ?? [];
    for await (const { found, names } of people) {
      reader.people.next(found.applicantId);
      const isLast = last.length > 0 && found.jobId === lastJob && found.applicantId === lastApplicant;
      const records = names.map((name) => toRecord(name, context));
      for (const { record, place } of placed(records, ({ id }) => hash32(id))) {
        if (seen.has(record.id) || (isLast && !before(last, place))) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: crawl.position(found, ...place) };
      }
    }
  });
}
