import * as z from 'zod/mini';
import {
  applicationAttachmentInput,
  applicationNoteInput,
  applicationResultLinkInput,
  applicationStageInput,
  candidateAttachmentInput,
  candidateResultLinkInput,
  createInput,
  tagInput,
} from '../actions/input.js';
import {
  createMapperContext,
  type MapperContext,
  toApplication,
  toApplicationStage,
  toCandidate,
  toJob,
  toJobScreeningQuestions,
  toScreeningQuestions,
  toTag,
  toUser,
} from '../mappers/index.js';
import type { Application } from '../models/application.js';
import { rejectionBody } from './input.js';
import { schemaWithin } from '../schemas/walk.js';

type CoverageStatus = 'SUPPORTED' | 'UNSUPPORTED';

/** A field of a model or an input of an action, and whether eRecruiter has it. */
export interface CoveredField {
  readonly id: string;
  readonly coverage_status: CoverageStatus;
}

interface CoverageEntry {
  readonly id: string;
  readonly label: string;
  readonly coverage_status: CoverageStatus;
  readonly fields: readonly CoveredField[];
}

const LOGO =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E" +
  "%3Ctext x='2' y='18' font-size='16'%3EeR%3C/text%3E%3C/svg%3E";

/** Returns eRecruiter as `GET /tools/ats` lists it. */
export function eRecruiterTool() {
  return {
    id: 'erecruiter',
    label: 'eRecruiter',
    internal_label: null,
    assets: { logo_url: LOGO, icon_url: LOGO, icon_black_url: LOGO },
    paid_api_details_markdown: null,
    fast_track_details_markdown: null,
    partner_only_details_markdown: null,
    connection_guide_url: null,
    coverage: {
      read_models: readModels(),
      write_actions: writeActions(),
      features: [
        feature('automatic_source_writing', 'Source Writing'),
        feature('sync_only_created_applications', 'Sync Only Created Applications'),
        feature('connection_guide', 'Connection Guide'),
        feature('prerequisites', 'Prerequisites'),
        feature('create_credentials', 'Create credentials'),
        feature('api_passthrough', 'API Passthrough'),
        feature('custom_field_explorer', 'Custom Field Explorer'),
        feature('jobs', 'Jobs'),
      ],
    },
  } as const;
}

/** Returns the keys that are in the `integration_fields` of every application, whatever the options. */
export function alwaysShownFields(): string[] {
  return minimalApplication(minimalContext()).integration_fields.map(({ key }) => key);
}

/** Returns the models that can be read. A field without support is always null or empty. */
export function readModels(): readonly CoverageEntry[] {
  // Even a minimal record has every field of its model, so a field that a mapper adds is covered without an entry here.
  const context = minimalContext();
  const questionnaire = { Id: 1, Items: [{}] };
  return [
    model(
      'ats_jobs',
      'Jobs',
      [toJob({ Id: 1 }, context)],
      [
        'job_code',
        'confidential',
        'weekly_hours',
        'visibility',
        'department',
        'remote_url',
        'contact_id',
        'remote_deleted_at',
        'stages',
      ],
    ),
    model(
      'ats_candidates',
      'Candidates',
      [toCandidate({ Id: 1 }, context)],
      ['company', 'title', 'confidential', 'remote_url', 'remote_deleted_at'],
    ),
    model(
      'ats_applications',
      'Applications',
      [minimalApplication(context)],
      [
        'rejection_reason_name',
        'screening_question_answers',
        'remote_url',
        'remote_deleted_at',
        'remote_created_at',
        'interviews',
        'offers',
      ],
    ),
    model(
      'ats_application_stages',
      'Application stages',
      [toApplicationStage('', context)],
      ['status', 'custom_fields', 'remote_deleted_at'],
    ),
    model('ats_screening_questions', 'Screening questions', toScreeningQuestions(questionnaire, context), [
      'category',
      'remote_deleted_at',
    ]),
    model(
      'ats_join_jobs_screening_questions',
      'Job-specific screening questions',
      toJobScreeningQuestions(1, questionnaire, context),
      ['precondition_question_id', 'precondition_options', 'remote_deleted_at'],
    ),
    model('ats_tags', 'Tags', [toTag('', context)], ['remote_deleted_at']),
    model('ats_users', 'Users', [toUser({ Id: 1 }, context)], ['remote_deleted_at', 'system_roles']),
  ];
}

function minimalContext(): MapperContext {
  return createMapperContext({ tenant: 'coverage', mandatorId: 1, observedAt: new Date(0) });
}

function minimalApplication(context: MapperContext): Application {
  return toApplication({ Id: 1, ApplicantId: 1, JobId: 1 }, context);
}

function model<T extends object>(
  id: string,
  label: string,
  [record]: readonly T[],
  unsupported: readonly (keyof T & string)[],
): CoverageEntry {
  return entry(id, label, Object.keys(record ?? {}), unsupported);
}

const NOT_CREATED = [
  'candidate.location.state',
  'candidate.company',
  'candidate.title',
  'candidate.additional_email_addresses.type',
  'candidate.additional_email_addresses.email_address',
  'candidate.additional_phone_numbers.type',
  'candidate.additional_phone_numbers.phone_number',
  'application.stage_id',
  'gdpr_consent.expires_at',
  'sourced_by.user_id',
];

/** Returns the actions. An input without support becomes a warning. */
export function writeActions(): readonly CoverageEntry[] {
  return [
    entry('ats_create_candidate', 'Create candidate', fieldPaths(createInput), NOT_CREATED),
    entry('ats_create_application', 'Create application', fieldPaths(createInput), NOT_CREATED),
    entry('ats_add_candidate_tag', 'Add tag to candidate', fieldPaths(tagInput)),
    entry('ats_remove_candidate_tag', 'Remove tag from candidate', fieldPaths(tagInput)),
    entry('ats_add_application_attachment', 'Add attachment to application', fieldPaths(applicationAttachmentInput)),
    entry('ats_add_application_result_link', 'Add result link to application', fieldPaths(applicationResultLinkInput)),
    entry('ats_move_application_to_stage', 'Move application to stage', fieldPaths(applicationStageInput)),
    entry('ats_reject_application', 'Reject application', fieldPaths(rejectionBody), ['rejection_reason_id']),
    entry('ats_add_candidate_attachment', 'Add attachment to candidate', fieldPaths(candidateAttachmentInput)),
    entry('ats_add_candidate_result_link', 'Add result link to candidate', fieldPaths(candidateResultLinkInput)),
    entry('ats_add_application_note', 'Add note to application', fieldPaths(applicationNoteInput)),
  ];
}

/** Returns the dotted paths of an input's fields, including those of list elements. */
function fieldPaths(schema: z.core.$ZodType, path = ''): string[] {
  const within = schemaWithin(schema);
  if (within instanceof z.ZodMiniArray) return fieldPaths(within._zod.def.element, path);
  if (!(within instanceof z.ZodMiniObject)) return [path];
  return Object.entries(within.shape).flatMap(([key, field]) =>
    fieldPaths(field, path === '' ? key : `${path}.${key}`),
  );
}

function entry(
  id: string,
  label: string,
  names: readonly string[],
  unsupported: readonly string[] = [],
): CoverageEntry {
  const fields = names.map((name): CoveredField => ({
    id: name,
    coverage_status: unsupported.includes(name) ? 'UNSUPPORTED' : 'SUPPORTED',
  }));
  return { id, label, coverage_status: 'SUPPORTED', fields };
}

function feature(id: string, label: string) {
  return { id, label, coverage_status: 'SUPPORTED' } as const;
}
