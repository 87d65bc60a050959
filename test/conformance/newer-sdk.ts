import * as z from 'zod';

// The newest SDK on npm is 1.1.3. What 1.3.4 requires beyond it is listed here, short enough to be checked by hand
// against its release notes.

/** The keys of our models that no SDK has. */
export const BEYOND_SDK = {
  jobs: ['integration_fields', 'remote_data'],
  candidates: ['integration_fields', 'remote_data'],
  applications: ['integration_fields', 'remote_data'],
} as const;

/** Since 1.3.1 `custom_fields`, since 1.3.3 `status`. */
const stage = z.object({
  status: z.nullable(z.enum(['ACTIVE', 'INACTIVE'])),
  custom_fields: z.nullable(z.record(z.string(), z.unknown())),
});

/** Since 1.3.0 a role belongs to a job or to the whole system, depending on its place. */
const role = <const T extends string>(scope: T) => z.object({ scope: z.literal(scope) });

/** What `@kombo-api/sdk` 1.3.4 requires of a record beyond 1.1.3, by model. */
export const NEWER = {
  jobs: z.object({
    stages: z.array(stage),
    hiring_team: z.array(z.object({ job_roles: z.array(role('JOB')) })),
  }),
  candidates: z.object({}),
  applications: z.object({ current_stage: z.nullable(stage) }),
  'application stages': stage,
  tags: z.object({}),
  users: z.object({ system_roles: z.array(role('SYSTEM')) }),
} as const;

/** A record of a model as 1.3.4 types it, where that goes beyond 1.1.3. */
export type Newer<Model extends keyof typeof NEWER> = z.output<(typeof NEWER)[Model]>;
