import { type MapperContext, toJob } from '../mappers/index.js';
import type { Job } from '../models/job.js';

/** Creates a job of which only the number and perhaps the name are known. */
export function jobPlaceholder(jobId: number, name: string | null, context: MapperContext): Job {
  return {
    // It has no content that could be wrong.
    ...toJob({ Id: jobId, Title: name }, { ...context, onIssue: () => undefined }),
    custom_fields: null,
    integration_fields: [],
    remote_data: null,
  };
}
