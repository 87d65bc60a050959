import { endpoints } from '../api/endpoints.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { ordered } from '../flow/ordered.js';
import type { MapperContext } from '../mappers/index.js';
import { hash32 } from '../mappers/values/hash.js';
import type { CallOptions } from '../options.js';
import { Crawl, type CrawlHit } from './crawl.js';
import { isBefore, withPlaces } from './cursor.js';
import { hasWantedId } from './filters.js';
import { createModelListing, type Listing } from './listing.js';
import { type ListQuery, querySchemas } from './query.js';
import type { RawReader } from './raw-reader.js';

/** A record that consists only of its name. */
interface NamedRecord {
  readonly id: string;
  readonly remote_id: string | null;
}

/** Lists records that have neither a number nor a route in eRecruiter: each name once, as the crawl finds it. */
export function listNamedRecords<T extends NamedRecord>(
  model: string,
  services: Services,
  query: ListQuery,
  options: CallOptions,
  toRecord: (name: string, context: MapperContext) => T,
  readNames: (reader: RawReader, hit: CrawlHit, signal: AbortSignal) => Promise<string[]>,
): Listing<T> {
  const checked = parseInput(querySchemas.list, query);
  const isWanted = hasWantedId<T>(checked);
  return createModelListing(model, services, checked, options, async function* (reader, after, signal) {
    const context = await reader.context(endpoints.applications);
    const crawl = new Crawl(reader, {}, after);
    const seen = new Set<string>();
    const applicants = ordered(
      (inner) => crawl.applicants(inner),
      2 * services.settings.concurrency,
      signal,
      async (hit, inner) => ({ hit, names: await readNames(reader, hit, inner) }),
    );
    const [, lastJob, lastApplicant, ...last] = after ?? [];
    for await (const { hit, names } of applicants) {
      reader.applicantFailures.advance(hit.applicantId);
      const isLast = last.length > 0 && hit.jobId === lastJob && hit.applicantId === lastApplicant;
      const records = names.map((name) => toRecord(name, context));
      for (const { record, place } of withPlaces(records, ({ id }) => hash32(id))) {
        if (seen.has(record.id) || (isLast && !isBefore(last, place))) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: crawl.position(hit, ...place) };
      }
    }
  });
}
