import type { RawApplicantParameter } from '../../schemas/applicant.js';
import type { MapperContext } from '../context.js';
import { omitNullish, toRawWallTime } from './values.js';

/** What a new applicant has beside the input. */
export interface NewApplicantDefaults {
  /** To Applicant.DateOfCreation, as wall time in the context's zone. */
  readonly createdAt: Date;
  /** Language of mails. To Applicant.Culture. */
  readonly culture: string;
  /** To Applicant.Referrer. */
  readonly referrer: string | null;
  /** To Applicant.ReferrerAdditionalInfo. */
  readonly referrerAdditionalInfo: string | null;
}

/**
 * Makes the whole body of a create, every property in the order of the wire: null where nothing is known, since what is
 * missing would become .NET's default, and 0, false or an empty list where eRecruiter takes no null.
 *
 * @example
 * ```ts
 * import { createMapperContext, toNewApplicant } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * const createdAt = new Date('2026-07-01T10:00:00Z');
 * const defaults = { createdAt, culture: 'de-AT', referrer: 'Acme Jobs', referrerAdditionalInfo: null };
 * toNewApplicant({ LastName: 'Gruber' }, defaults, context).DateOfCreation; // '2026-07-01T12:00:00'
 * ```
 */
export function toNewApplicant(
  draft: Partial<RawApplicantParameter>,
  defaults: NewApplicantDefaults,
  context: MapperContext,
): RawApplicantParameter {
  return {
    DateOfCreation: toRawWallTime(defaults.createdAt, context.timeZone),
    GlobalId: null,
    ExternalId: null,
    FirstName: null,
    LastName: null,
    Email: null,
    Gender: 0,
    GenderIdentity: 0,
    TitleBeforeName: null,
    TitleAfterName: null,
    BirthDate: null,
    Street: null,
    City: null,
    ZipCode: null,
    Country: null,
    Citizenship: null,
    Phone: null,
    MobilePhone: null,
    Url: null,
    IsActive: true,
    IsLocked: false,
    EnableNewsletter: false,
    EnableMatchingJobsAutoMail: false,
    Tags: [],
    JobProfiles: [],
    Regions: [],
    CareerLevel: null,
    Location: null,
    Salary: null,
    SalaryNotes: null,
    SalaryCurrency: null,
    SalaryPeriod: null,
    DomesticTravelling: null,
    AbroadTravelling: null,
    EarliestPossibleBeginDate: null,
    PhoneTime: null,
    MilitaryService: null,
    MilitaryServiceStart: null,
    MilitaryServiceEnd: null,
    MilitaryServiceReliefReason: null,
    IsWillingToMove: null,
    IsInterestedInInternship: null,
    IsInterestedInFulltime: null,
    IsInterestedInFreelancer: null,
    IsInterestedInPartTime: null,
    OvertimeHours: null,
    PartTimeHours: null,
    Referrer: defaults.referrer,
    ReferrerAdditionalInfo: defaults.referrerAdditionalInfo,
    Classification: null,
    ClassificationReason: null,
    ImportantInfo: null,
    SelfDescription: null,
    JobDescription: null,
    Culture: defaults.culture,
    MaximumDistanceToJobLocation: null,
    PolicyAcceptedAt: null,
    ...omitNullish(draft),
  };
}
