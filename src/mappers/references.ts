import type { JobReference, StageReference, TagReference } from '../models/references.js';
import type { RawApplicationView } from '../schemas/application.js';
import type { MapperContext } from './context.js';
import { distinctTexts, toText, type RawList } from './values/text.js';

/** The known facts of a job. */
export interface KnownJob {
  /** From Job.Title, else Job.InternalName. */
  readonly name: string | null;
}

/** Looks up the known facts of a job, by its number. */
export type JobLookup = (job: number) => KnownJob | undefined;

/** Maps the stage of an application; null if eRecruiter names none. */
export function toStageReference(raw: RawApplicationView, context: MapperContext): StageReference | null {
  const name = toText(raw.Status);
  if (name === null) return null;
  return { id: context.ids.stage(name), name, remote_id: name, status: null, custom_fields: null, index: null };
}

/** Maps the job of an application. */
export function toJobReference(
  raw: RawApplicationView,
  context: MapperContext,
  job: JobLookup | undefined,
): JobReference {
  return {
    id: context.ids.job(raw.JobId),
    name: toText(job?.(raw.JobId)?.name),
    remote_id: String(raw.JobId),
  };
}

/** Maps the tags of an applicant, each once. */
export function toTagReferences(tags: RawList<string>, context: MapperContext): TagReference[] {
  return distinctTexts(tags).map((name) => ({ id: context.ids.tag(name), name, remote_id: name }));
}
