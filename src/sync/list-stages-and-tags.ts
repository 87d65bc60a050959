import { endpoints } from '../api/endpoints.js';
import { check } from '../check.js';
import { toApplicationStage, toTag } from '../mappers/index.js';
import type { ApplicationStage } from '../models/application-stage.js';
import type { Tag } from '../models/tag.js';
import type { CallOptions } from '../options.js';
import { Crawl } from './crawl.js';
import { fingerprint } from './cursor.js';
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
    async (pass, applicantId, signal) => {
      const applications = await pass.applications(applicantId, signal);
      return applications?.flatMap(({ Status }) => Status || []) ?? [];
    },
  );
}

/** Every tag that a candidate bears: eRecruiter has no catalogue of tags. */
export function listTags(tools: Tools, query: ListQuery, options: CallOptions): Listing<Tag> {
  return listNames('tags', tools, query, options, toTag, async (pass, applicantId, signal) => {
    const applicant = await pass.applicant(applicantId, signal);
    return applicant?.Tags?.flatMap((tag) => tag || []) ?? [];
  });
}

/** Lists what has no number and no list of its own: each name once, as the crawl meets it. */
function listNames<T extends { readonly id: string; readonly remote_id: string | null }>(
  model: string,
  tools: Tools,
  query: ListQuery,
  options: CallOptions,
  toRecord: (name: string, context: Awaited<ReturnType<Pass['context']>>) => T,
  namesOf: (pass: Pass, applicantId: number, signal: AbortSignal) => Promise<string[]>,
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
      async (found, inner) => ({ found, names: await namesOf(pass, found.applicantId, inner) }),
    );
    const [, lastJob, lastApplicant, lastMark = -1] = after ?? [];
    for await (const { found, names } of people) {
      const isLast = found.jobId === lastJob && found.applicantId === lastApplicant;
      // In an order of their own: places shift when somebody edits the applicant between two runs.
      const marked = names.map((name) => {
        const record = toRecord(name, context);
        return { record, mark: fingerprint(record.id) };
      });
      for (const { record, mark } of marked.sort((a, b) => a.mark - b.mark)) {
        if (seen.has(record.id) || (isLast && mark <= lastMark)) continue;
        seen.add(record.id);
        if (isWanted(record)) yield { record, position: crawl.position(found, mark) };
      }
    }
  });
}
