import { endpoints } from '../api/endpoints.js';
import { check } from '../check.js';
import { toApplicationStage, toTag } from '../mappers/index.js';
import type { ApplicationStage } from '../models/application-stage.js';
import type { Tag } from '../models/tag.js';
import type { CallOptions } from '../options.js';
import { Crawl, type Found } from './crawl.js';
import { before, fingerprint, placed } from './cursor.js';
import type { Listing } from './listing.js';
import { ordered } from './ordered.js';
import type { Tools } from '../context.js';
import type { Pass } from './pass.js';
import { type ListQuery, querySchemas } from './query.js';
import { every, listingOf, oneOf } from './source.js';

/** Every status that an application is in: eRecruiter has no list of workflow steps. */
export function listApplicationStages(tools: Tools, query: ListQuery, options: CallOptions): Listing<ApplicationStage> {
  return listNames(
    'application stages',
    tools,
    query,
    options,
    toApplicationStage,
    async (pass, { applicantId }, signal) => {
      const applications = await pass.applications(applicantId, true, signal);
      return applications?.flatMap(({ Status }) => Status || []) ?? [];
    },
  );
}

/** Every tag that a candidate has: eRecruiter has no catalogue of tags. */
export function listTags(tools: Tools, query: ListQuery, options: CallOptions): Listing<Tag> {
  return listNames('tags', tools, query, options, toTag, async (pass, { applicantId }, signal) => {
    const applicant = await pass.applicant(applicantId, signal);
    return applicant?.Tags?.flatMap((tag) => tag || []) ?? [];
  });
}

/** Lists what has no number and no list of its own: each name once, as the crawl finds it. */
function listNames<T extends { readonly id: string; readonly remote_id: string | null }>(
  model: string,
  tools: Tools,
  query: ListQuery,
  options: CallOptions,
  toRecord: (name: string, context: Awaited<ReturnType<Pass['context']>>) => T,
  namesOf: (pass: Pass, found: Found, signal: AbortSignal) => Promise<string[]>,
): Listing<T> {
  const checked = check(querySchemas.list, query);
  const isWanted = every<T>(
    oneOf(checked.ids, ({ id }) => id),
    oneOf(checked.remote_ids, (record) => record.remote_id),
  );
  return listingOf(model, tools, checked, options, async function* (pass, after, signal) {
    const context = await pass.context(endpoints.applications);
    const crawl = new Crawl(pass, {}, after);
    const seen = new Set<string>();
    const people = ordered(
      (inner) => crawl.applicants(inner),
      2 * tools.settings.concurrency,
      signal,
      async (found, inner) => ({ found, names: await namesOf(pass, found, inner) }),
    );
    const [, lastJob, lastApplicant, ...last] = after ?? [];
    for await (const { found, names } of people) {
      pass.people.next(found.applicantId);
      const isLast = last.length > 0 && found.jobId === lastJob && found.applicantId === lastApplicant;
      const records = names.map((name) => toRecord(name, context));
      for (const { record, place } of placed(records, ({ id }) => fingerprint(id))) {
        if (seen.has(record.id) || (isLast && !before(last, place))) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: crawl.position(found, ...place) };
      }
    }
  });
}
