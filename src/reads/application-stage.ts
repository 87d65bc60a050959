import type { Services } from '../core/services.js';
import { toApplicationStage } from '../mappers/index.js';
import type { ApplicationStage } from '../models/application-stage.js';
import type { CallOptions } from '../options.js';
import type { Listing } from './listing.js';
import { listNamedRecords } from './named-records.js';
import type { ListQuery } from './query.js';

/** Lists every status that an application has: eRecruiter has no list of workflow steps. */
export function listApplicationStages(
  services: Services,
  query: ListQuery,
  options: CallOptions,
): Listing<ApplicationStage> {
  return listNamedRecords(
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
