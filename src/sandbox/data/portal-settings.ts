import type { Json, JsonObject } from './json.js';

const FLAGS = `
  ForceSsl EnableSelfServiceZone AllowApplicationWithoutJob EnableDoubleOptIn EnableTransactionalFlow
  EnableGDPRInformationPolicy SendRegistrationEmail SendApplicationEmail AskForDocuments AskForReferrer
  AskForLocation AskForRegion AskForNewsletter AskForMatchingJobsMail AskForQuitReason AskForReferences
  AskForOvertime AskForSelfDescription AskForJobDescription AskForEmploymentType AskForFreelancing AskForInternship
  AskForSalary AskForWillingnessToMove AskForAbroadTravelling AskForDomesticTravelling AskForActivities
  AskForJobRequirements AskForExperience AskForEducation AskForCertificates AskForEarliestPossibleBeginDate
  AskForLanguages AskForPublications AskForTags AskForCareerLevel AskForJobProfiles AskForEmailConfirmation
  AskForDocumentsOnRegistration AllowDuplicateEmail EnableExtendedDateSelection DisplayLocationInJobListing
  DisplayDateInJobListing EnableRegionsFilterOnJobsList EnableJobProfilesFilterOnJobsList EnableFilterOnJobsList
  EnableCompanyPicturesOnJobsList EnablePaginationInJobsList EnableCvParsing EnableDeleteForApplicant
  EnableExtendedXml EnableJobTagsInXmlFeed EnableFourthJobBlockInXmlFeed EnableCustomerInformationInXmlFeed
  IndeedApplyAllowed IndeedApplyWidgetEnabled KarriereOneClickWidget EnableEuropeanCvDownload EnableJobMap
  JobMapCollapsed EnableSitemap EnableSEOFriendlyUrls EnableSitemapXML`;

const DISPLAYS = `
  AskForGender AskForGenderIdentity AskForTitles AskForEmail AskForPhoneNumber AskForBirthdate AskForAddress
  AskForCountry AskForCitizenship AskForCoverLetter AskForCv AskForPhoto AskForConsentPolicy
  AskForGenderOnRegistration AskForGenderIdentityOnRegistration AskForTitlesOnRegistration
  AskForEmailOnRegistration AskForPhoneNumberOnRegistration AskForBirthdateOnRegistration
  AskForAddressOnRegistration AskForCountryOnRegistration AskForCitizenshipOnRegistration
  AskForCoverLetterOnRegistration AskForCvOnRegistration AskForPhotoOnRegistration AskForVideoPitchOnRegistration`;

const KEYS_AND_DEFAULTS = `
  DefaultCulture DefaultCountry DefaultCitizenship LinkedinConsumerKey LinkedinConsumerSecret IndeedApiToken
  IndeedApiSecret MyVeetaToken InstappToken KarriereApiKey KarriereApiSecret KarriereApiUuId
  LoginWithXingConsumerKey LoginWithXingSignatureSalt LoginWithJobCloudKey`;

/** The settings of the default portal: everything is off except what is listed here. */
export const PORTAL_SETTINGS: JsonObject = {
  ...allSetTo(FLAGS, false),
  ...allSetTo(DISPLAYS, 0),
  ...allSetTo(KEYS_AND_DEFAULTS, null),
  LanguagePacks: ['de-AT', 'en-GB'],
  PageSizeJobsList: 20,
  ForceSsl: true,
  EnableSelfServiceZone: true,
  AllowApplicationWithoutJob: true,
  SendRegistrationEmail: true,
  SendApplicationEmail: true,
  EnableSEOFriendlyUrls: true,
  DefaultCulture: 'de-AT',
  DefaultCountry: 'Österreich',
  AskForGender: 1,
  AskForEmail: 1,
  AskForCv: 1,
  // Real servers return secrets here, so logging this answer would leak them.
  LinkedinConsumerSecret: 'sandbox-portal-secret',
};

function allSetTo(names: string, value: Json): JsonObject {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, value]),
  );
}
