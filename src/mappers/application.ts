import type { Application, ApplicationCandidate } from '../models/application.js';
import type { IntegrationField } from '../models/integration-field.js';
import type { RawApplicantView } from '../schemas/applicant.js';
import type { RawApplicationView } from '../schemas/application.js';
import { checkedInnerRecord, checkedRecord } from './check-record.js';
import { toEmailAddresses, toPhoneNumbers, toSocialMedia } from './contact.js';
import { asAnswered, observationOf, readDate, type MapperContext } from './context.js';
import { customFieldValues, defaultIntegrationField, furtherIntegrationFields } from './integration-field.js';
import { toJobReference, toStageReference, toTagReferences, type JobLookup } from './references.js';
import { APPLICANT_SHAPE, APPLICATION_SHAPE } from './shapes.js';
import { memberOf, WORKFLOW_STATUS_GROUPS } from './values/enums.js';
import { toText } from './values/text.js';

/** What else has been read for an application. */
export interface ApplicationRelated {
  /** The person who applies. Default: not read. */
  readonly applicant?: RawApplicantView | undefined;
  /** Looks up the names of jobs. Default: names are null. */
  readonly job?: JobLookup | undefined;
  /** From ApplicationReferrer.WorkflowLastChange. */
  readonly workflowLastChange?: string | null | undefined;
}

/** The raw properties that are integration fields of every application. */
const INTEGRATION_FIELDS = [
  'Referrer',
  'ReferrerAdditionalInfo',
  'Rating',
  'StatusForApplicant',
  'StatusForContact',
  'IsVisibleToApplicant',
  'IsVisibleToContact',
  'WorkflowStatusGroup',
] as const;

/**
 * Maps an eRecruiter application to a unified application.
 *
 * @param raw - A row of `Applications/{applicantId}`.
 * @param context - From {@link createMapperContext}.
 * @param related - What else has been read for it.
 * @returns The application in Kombo's shape.
 * @throws A {@link MapperError} if `Id`, `ApplicantId` or `JobId` of `raw` is not the number of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toApplication } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toApplication({ Id: 880001, ApplicantId: 7, JobId: 4711, WorkflowStatusGroup: 6 }, context).outcome; // 'HIRED'
 * ```
 */
export function toApplication<Raw extends RawApplicationView>(
  raw: Raw,
  context: MapperContext,
  related: ApplicationRelated = {},
): Application {
  const application = checkedRecord<RawApplicationView>('application', raw, APPLICATION_SHAPE, context);
  const { Id, ApplicantId, JobId } = application;
  const observedAt = observationOf(context);
  const applicant = checkedInnerRecord(related.applicant, APPLICANT_SHAPE, context, Id, 'Applicant');
  const lastChange = readDate(related.workflowLastChange, context, Id, 'WorkflowLastChange');
  const outcome = toOutcome(application, context);
  const stage = toStageReference(application, context);
  const job = toJobReference(application, context, related.job);
  return {
    id: context.ids.application(Id, ApplicantId, JobId),
    remote_id: String(Id),
    outcome,
    rejection_reason_name: null,
    rejected_at: outcome === 'DECLINED' ? lastChange : null,
    current_stage_id: stage?.id ?? null,
    job_id: job.id,
    candidate_id: context.ids.candidate(ApplicantId),
    screening_question_answers: null,
    custom_fields:
      context.customFields.application === undefined ? null : customFieldValues('application', [], raw, context),
    integration_fields: toApplicationFields(application, raw, context),
    remote_url: null,
    changed_at: lastChange ?? observedAt,
    remote_deleted_at: null,
    remote_created_at: null,
    remote_updated_at: lastChange,
    candidate: applicant && toApplicationCandidate(applicant, context),
    current_stage: stage,
    job,
    interviews: [],
    offers: [],
    remote_data: context.remoteData
      ? { '/Applications/{applicantId}': asAnswered(raw), '/Applicant/{applicantId}': asAnswered(related.applicant) }
      : null,
  };
}

/** Maps the outcome of an application; null if eRecruiter hides it or the group is newer than this library. */
export function toOutcome(raw: RawApplicationView, context: MapperContext): Application['outcome'] {
  switch (memberOf(WORKFLOW_STATUS_GROUPS, raw.WorkflowStatusGroup)) {
    case 'Accepted':
      return 'HIRED';
    case 'Rejected':
      return 'DECLINED';
    case 'New':
    case 'Internal':
    case 'Proposed':
    case 'External':
      return 'PENDING';
    case 'None':
      return null;
    case undefined:
      if (toText(raw.WorkflowStatusGroup?.toString()) !== null) {
        context.onIssue({ id: String(raw.Id), path: 'WorkflowStatusGroup', reason: 'unknown value' });
      }
      return null;
  }
}

function toApplicationFields(
  application: RawApplicationView,
  raw: RawApplicationView,
  context: MapperContext,
): IntegrationField[] {
  return [
    ...INTEGRATION_FIELDS.map((key) => defaultIntegrationField('application', key, application[key], context)),
    ...furtherIntegrationFields('application', raw, () => Object.keys(APPLICATION_SHAPE), context),
  ];
}

function toApplicationCandidate(raw: RawApplicantView, context: MapperContext): ApplicationCandidate {
  return {
    id: context.ids.candidate(raw.Id),
    remote_id: String(raw.Id),
    first_name: toText(raw.FirstName),
    last_name: toText(raw.LastName),
    email_addresses: toEmailAddresses(raw, context),
    phone_numbers: toPhoneNumbers(raw),
    social_media: toSocialMedia(raw),
    source: toText(raw.Referrer),
    remote_url: null,
    tags: toTagReferences(raw.Tags, context),
  };
}
