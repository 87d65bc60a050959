import { type MapperContext, toCandidate } from '../../mappers/index.js';
import type { Candidate } from '../../models/candidate.js';
import type { SyncEntry, SyncUpsert } from '../../models/sync.js';
import { jobPlaceholder } from '../job-placeholder.js';
import { compareRecord, contentFingerprint, type RecordChange } from './compare.js';

/**
 * Creates the change for a job that an application names, but that eRecruiter does not show. The entry has no name if
 * it is undefined: then an earlier run may have seen one, and changes of the job's applications wait.
 */
export function hiddenJob(
  jobId: number,
  name: string | null | undefined,
  context: MapperContext,
  isGuest: boolean,
): RecordChange {
  const data = jobPlaceholder(jobId, name ?? null, context);
  const change = placeholderChange({ model: 'job', type: 'upsert', placeholder: true, data }, 'hidden', undefined);
  const entry = { ...change.entry, ...(name !== undefined && { name }), ...(isGuest && { guest: true as const }) };
  return { ...change, entry };
}

/** Creates the change for a job that no longer exists, although applications name it. */
export function deletedJob(
  jobId: number,
  previous: SyncEntry,
  remote_deleted_at: Date,
  context: MapperContext,
): RecordChange {
  const { name, guest } = previous;
  const data = { ...jobPlaceholder(jobId, name ?? null, context), remote_deleted_at };
  const change = placeholderChange({ model: 'job', type: 'upsert', placeholder: true, data }, 'deleted', previous);
  return { ...change, entry: { ...change.entry, ...(name !== undefined && { name }), ...(guest && { guest }) } };
}

/** Creates the change for a candidate who no longer exists, although a job or a source names their application. */
export function deletedCandidate(
  applicantId: number,
  previous: SyncEntry,
  remote_deleted_at: Date,
  context: MapperContext,
): RecordChange {
  const data: Candidate = {
    ...toCandidate({ Id: applicantId }, { ...context, onIssue: () => undefined }),
    custom_fields: null,
    integration_fields: [],
    remote_data: null,
    remote_deleted_at,
  };
  return placeholderChange({ model: 'candidate', type: 'upsert', placeholder: true, data }, 'deleted', previous);
}

function placeholderChange(
  upsert: Extract<SyncUpsert, { readonly model: 'job' | 'candidate' }>,
  placeholder: 'hidden' | 'deleted',
  previous: SyncEntry | undefined,
): RecordChange {
  // Not the fingerprint of a record that happens to have no content.
  const fingerprint = contentFingerprint({ ...upsert.data, placeholder });
  const { entry, changed_at } = compareRecord(previous, upsert.data, upsert.data.changed_at, fingerprint);
  return {
    upsert: withDate(upsert, changed_at),
    changed: true,
    // Partial: the record itself is yielded as soon as any of it can be read.
    entry: { ...entry, partial: true, placeholder },
    isNewEntry: true,
  };
}

function withDate(upsert: Extract<SyncUpsert, { readonly model: 'job' | 'candidate' }>, changed_at: Date): SyncUpsert {
  return upsert.model === 'job'
    ? { ...upsert, data: { ...upsert.data, changed_at } }
    : { ...upsert, data: { ...upsert.data, changed_at } };
}
