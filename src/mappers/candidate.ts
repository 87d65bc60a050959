import type { CandidateApplication, Candidate } from '../models/candidate.js';
import type { RawApplicantView } from '../schemas/applicant.js';
import type { RawApplicationView } from '../schemas/application.js';
import type { RawCustomFieldValueView } from '../schemas/custom-field.js';
import { toOutcome } from './application.js';
import { checkedInnerRecords, checkedRecord } from './check-record.js';
import { toEmailAddresses, toPhoneNumbers, toSocialMedia } from './contact.js';
import { asAnswered, observationOf, readDate, type MapperContext } from './context.js';
import { customFieldValues, furtherIntegrationFields, toIntegrationFields } from './integration-field.js';
import { toLocation } from './location.js';
import { toJobReference, toStageReference, toTagReferences, type JobLookup } from './references.js';
import { APPLICANT_SHAPE, APPLICATION_SHAPE } from './shapes.js';
import { latest } from './values/dates.js';
import { toText, type RawList } from './values/text.js';

/** What else has been read for an applicant. */
export interface CandidateRelated {
  /** The applicant's applications. Default: not read. */
  readonly applications?: RawList<RawApplicationView>;
  /** The applicant's custom fields. Default: not read. */
  readonly customFieldValues?: RawList<RawCustomFieldValueView>;
  /** Looks up the names of jobs. Default: names are null. */
  readonly job?: JobLookup | undefined;
  /** Looks up ApplicationReferrer.WorkflowLastChange by the number of an application. */
  readonly workflowLastChange?: ((application: number) => string | null | undefined) | undefined;
}

/**
 * Maps an eRecruiter applicant to a unified candidate.
 *
 * @param raw - An answer of `Applicant/{applicantId}`.
 * @param context - From {@link createMapperContext}.
 * @param related - What else has been read for them.
 * @returns The candidate in Kombo's shape.
 * @throws A {@link MapperError} if `raw.Id` is not the number of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toCandidate } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toCandidate({ Id: 7, FirstName: 'Eva', Country: 'Österreich' }, context).location?.country; // 'AT'
 * ```
 */
export function toCandidate<Raw extends RawApplicantView>(
  raw: Raw,
  context: MapperContext,
  related: CandidateRelated = {},
): Candidate {
  const applicant = checkedRecord<RawApplicantView>('applicant', raw, APPLICANT_SHAPE, context);
  const { Id } = applicant;
  const id = context.ids.candidate(Id);
  const observedAt = observationOf(context);
  const custom = toIntegrationFields(related.customFieldValues, context, 'candidate', Id);
  const createdAt = readDate(applicant.DateOfCreation, context, Id, 'DateOfCreation');
  const updatedAt = latest(
    readDate(applicant.DateOfUpdateByUser, context, Id, 'DateOfUpdateByUser'),
    readDate(applicant.DateOfUpdateByApplicant, context, Id, 'DateOfUpdateByApplicant'),
  );
  return {
    id,
    remote_id: String(Id),
    first_name: toText(applicant.FirstName),
    last_name: toText(applicant.LastName),
    company: null,
    title: null,
    confidential: null,
    source: toText(applicant.Referrer),
    phone_numbers: toPhoneNumbers(applicant),
    email_addresses: toEmailAddresses(applicant, context),
    social_media: toSocialMedia(applicant),
    location: toLocation(
      {
        city: applicant.City,
        country: applicant.Country,
        state: null,
        street: applicant.Street,
        house: null,
        zipCode: applicant.ZipCode,
      },
      null,
      context,
    ),
    custom_fields:
      related.customFieldValues === undefined && context.customFields.candidate === undefined
        ? null
        : customFieldValues('candidate', custom, raw, context),
    integration_fields: [
      ...custom,
      ...furtherIntegrationFields('candidate', raw, () => Object.keys(APPLICANT_SHAPE), context),
    ],
    remote_url: null,
    remote_created_at: createdAt,
    remote_updated_at: updatedAt,
    changed_at: latest(createdAt, updatedAt) ?? observedAt,
    remote_deleted_at: null,
    applications: checkedInnerRecords(related.applications, APPLICATION_SHAPE, context, Id, 'Applications').map((row) =>
      toCandidateApplication(row, context, related, observedAt),
    ),
    tags: toTagReferences(applicant.Tags, context),
    remote_data: context.remoteData
      ? {
          '/Applicant/{applicantId}': asAnswered(raw),
          '/Applicant/CustomFields/{applicantId}': asAnswered(related.customFieldValues),
          '/Applications/{applicantId}': asAnswered(related.applications),
        }
      : null,
  };
}

function toCandidateApplication(
  raw: RawApplicationView,
  context: MapperContext,
  related: CandidateRelated,
  observedAt: Date,
): CandidateApplication {
  const lastChange = readDate(related.workflowLastChange?.(raw.Id), context, raw.Id, 'WorkflowLastChange');
  const outcome = toOutcome(raw, context);
  return {
    id: context.ids.application(raw.Id, raw.ApplicantId, raw.JobId),
    remote_id: String(raw.Id),
    outcome,
    rejection_reason_name: null,
    rejected_at: outcome === 'DECLINED' ? lastChange : null,
    remote_url: null,
    changed_at: lastChange ?? observedAt,
    remote_created_at: null,
    remote_updated_at: lastChange,
    current_stage: toStageReference(raw, context),
    job: toJobReference(raw, context, related.job),
  };
}
