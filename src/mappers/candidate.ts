import type { CandidateApplication, Candidate } from '../models/candidate.js';
import type { RawApplicantView } from '../schemas/applicant.js';
import type { RawApplicationView } from '../schemas/application.js';
import type { RawCustomFieldValueView } from '../schemas/custom-field.js';
import { MAPPED_APPLICANT_PROPERTIES } from '../schemas/properties.js';
import { toOutcome } from './application.js';
import { toEmailAddresses, toPhoneNumbers, toSocialMedia } from './contact.js';
import { asAnswered, readDate, type MapperContext } from './context.js';
import { customFieldValues, furtherIntegrationFields, toIntegrationFields } from './integration-field.js';
import { toLocation } from './location.js';
import { toJobReference, toStageReference, toTagReferences, type JobLookup } from './references.js';
import { latest } from './values/dates.js';
import { present, toText, type RawList } from './values/text.js';

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
  const custom = toIntegrationFields(related.customFieldValues, context, 'candidate', raw.Id);
  const createdAt = readDate(raw.DateOfCreation, context, raw.Id, 'DateOfCreation');
  const updatedAt = latest(
    readDate(raw.DateOfUpdateByUser, context, raw.Id, 'DateOfUpdateByUser'),
    readDate(raw.DateOfUpdateByApplicant, context, raw.Id, 'DateOfUpdateByApplicant'),
  );
  return {
    id: context.ids.candidate(raw.Id),
    remote_id: String(raw.Id),
    first_name: toText(raw.FirstName),
    last_name: toText(raw.LastName),
    company: null,
    title: null,
    confidential: null,
    source: toText(raw.Referrer),
    phone_numbers: toPhoneNumbers(raw),
    email_addresses: toEmailAddresses(raw, context),
    social_media: toSocialMedia(raw),
    location: toLocation(
      { city: raw.City, country: raw.Country, state: null, street: raw.Street, house: null, zipCode: raw.ZipCode },
      null,
      context,
    ),
    custom_fields:
      related.customFieldValues === undefined && context.customFields.candidate === undefined
        ? null
        : customFieldValues('candidate', custom, raw, context),
    integration_fields: [
      ...custom,
      ...furtherIntegrationFields('candidate', raw, MAPPED_APPLICANT_PROPERTIES, context),
    ],
    remote_url: null,
    remote_created_at: createdAt,
    remote_updated_at: updatedAt,
    changed_at: latest(createdAt, updatedAt) ?? context.observedAt,
    remote_deleted_at: null,
    applications: toApplications(related, context),
    tags: toTagReferences(raw.Tags, context),
    remote_data: context.remoteData
      ? {
          '/Applicant/{applicantId}': asAnswered(raw),
          '/Applicant/CustomFields/{applicantId}': asAnswered(related.customFieldValues),
          '/Applications/{applicantId}': asAnswered(related.applications),
        }
      : null,
  };
}

function toApplications(related: CandidateRelated, context: MapperContext): CandidateApplication[] {
  return present(related.applications).map((raw) => toCandidateApplication(raw, context, related));
}

function toCandidateApplication(
  raw: RawApplicationView,
  context: MapperContext,
  related: CandidateRelated,
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
    changed_at: lastChange ?? context.observedAt,
    remote_created_at: null,
    remote_updated_at: lastChange,
    current_stage: toStageReference(raw, context),
    job: toJobReference(raw, context, related.job),
  };
}
