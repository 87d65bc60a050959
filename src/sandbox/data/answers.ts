import { STAGES, customField } from './catalogue.js';
import type { SandboxClock } from './clock.js';
import { customFieldValue } from './custom-field-value.js';
import type { JsonObject } from './json.js';
import type { SandboxApplicant, SandboxApplication } from './population.js';
import { pick } from './random.js';

/** An applicant as it is answered. */
export function applicantRow(applicant: SandboxApplicant): JsonObject {
  const count = (list: string): number => applicant.records[list]?.length ?? 0;
  return {
    Id: applicant.id,
    DateOfUpdateByUser: applicant.updatedByUser,
    DateOfUpdateByApplicant: applicant.updatedByApplicant,
    HasCv: applicant.cv !== undefined,
    HasPhoto: applicant.photo !== undefined,
    HasApplicationsVisibleToApplicant: applicant.applications.some(isVisibleToApplicant),
    DocumentsCount: applicant.documents.length,
    ActivitiesCount: count('Activities'),
    ExperiencesCount: count('Experiences'),
    EducationsCount: count('Educations'),
    CertificatesCount: count('Certificates'),
    LanguagesCount: count('Languages'),
    PublicationsCount: count('Publications'),
    ThirdPartyProfiles: applicant.profiles,
    ...applicant.core,
  };
}

/** The values of an applicant's custom fields, those that belong to applications among them. */
export function customFieldRows(applicant: SandboxApplicant): JsonObject[] {
  return [...applicant.customFields].flatMap(([name, value]) => {
    const definition = customField(name);
    return definition === undefined ? [] : [customFieldValue(definition, value)];
  });
}

/** An application as it is answered in a language. */
export function applicationRow(application: SandboxApplication, culture: string): JsonObject {
  const stage = pick(STAGES, application.stage);
  const [Status, StatusForApplicant, StatusForContact] = culture.toLowerCase().startsWith('en') ? stage.en : stage.de;
  return {
    Id: application.id,
    ApplicantId: application.applicantId,
    JobId: application.jobId,
    Status,
    StatusForApplicant,
    StatusForContact,
    IsVisibleToApplicant: isVisibleToApplicant(application),
    IsVisibleToContact: stage.group >= 3,
    Referrer: application.referrer,
    ReferrerAdditionalInfo: application.info,
    AvailableActivities: [
      {
        Name: 'Absage',
        NameForApplicant: null,
        NameForContact: 'Absagen',
        IsVisibleToApplicant: false,
        AvailableToContact: 2,
      },
    ],
    WorkflowStatusGroup: stage.group,
    Rating: application.rating,
  };
}

/** A row of `Applications/ByReferrer`. */
export function referrerRow(
  application: SandboxApplication,
  applicant: SandboxApplicant,
  clock: SandboxClock,
): JsonObject {
  const { core } = applicant;
  return {
    ApplicantId: applicant.id,
    ApplicationId: application.id,
    JobId: application.jobId,
    FirstName: core['FirstName'] ?? null,
    LastName: core['LastName'] ?? null,
    TitleBeforeName: core['TitleBeforeName'] ?? null,
    TitleAfterName: core['TitleAfterName'] ?? null,
    Gender: core['Gender'] ?? 0,
    Referrer: application.referrer,
    ReferrerAdditionalInformation: application.info,
    WorkflowStatusGroup: groupOf(application),
    WorkflowLastChange: clock.databaseDate(application.changedAt),
  };
}

function isVisibleToApplicant(application: SandboxApplication): boolean {
  return groupOf(application) !== 0;
}

/** The workflow status group of an application. */
export function groupOf(application: SandboxApplication): number {
  return pick(STAGES, application.stage).group;
}
