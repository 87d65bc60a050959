import type { CatalogueName } from './catalogue.js';

/** What the API answers beyond what its actions accept, written as in `BODY_TYPES`. */
export const ANSWER_TYPES = {
  Application: `
    Id:int ApplicantId:int JobId:int Status StatusForApplicant StatusForContact IsVisibleToApplicant:bool
    IsVisibleToContact:bool Referrer ReferrerAdditionalInfo AvailableActivities:ApplicationActivity[]
    WorkflowStatusGroup:WorkflowStatusGroup Rating:int?`,
  ApplicationActivity: `
    Name NameForApplicant NameForContact IsVisibleToApplicant:bool
    AvailableToContact:ApplicationActivityAvailability`,
  ChannelSettings: 'StepStone:StepStoneSettings',
  CustomField: `
    Name Title GroupName Type:CustomFieldType Target:CustomFieldTarget IsPublic:bool PossibleValues:text[]
    DefaultValue`,
  CustomFieldAnswer: 'CustomField:CustomField Value BoolValue:bool? DateValue:date? StringValue NumberValue:float?',
  CvParserAnswer: `
    FirstName LastName Gender:Gender TitleBeforeName TitleAfterName BirthDate:date? Street City ZipCode Country
    Citizenship Email Phone Photo:bytes Summary Competences:text[] Interests:text[] Urls:text[] Skills:ParsedSkill[]
    Experiences:ParsedExperience[] Educations:ParsedEducation[] Certifications:ParsedCertification[]
    Languages:ParsedLanguage[] Publications:ParsedPublication[]`,
  GeoLocation: 'type coordinates:float[] Country Region ZipCode Street StreetNumber City',
  GoogleForJobs: `
    EmploymentType:int? Telecommute:bool Country MinSalary:float? MaxSalary:float? SalaryUnit Content Currency
    HiringOrganization HiringOrganizationLogo Locations:GoogleForJobsLocation[]`,
  GoogleForJobsLocation: 'Street HouseNo ZipCode City State Country',
  Job: `
    Id:int MandatorId:int InternalName InternalLocation Status:JobStatus Latitude:float? Longitude:float?
    UserFirstName UserLastName UserTitleBeforeName UserTitleAfterName UserFullName UserGender:Gender UserPhone
    UserEmail CreationDate:date UpdateDate:date OnlineDate:date? OnlineDateCorrected:date JobProfiles:text[]
    ExtendedJobProfiles:JobProfile[] Regions:text[] CustomFields:CustomFieldAnswer[] OccupationTypes:text[]
    CareerLevels:text[] Tags:text[] PublishedOn:JobPublication[] AvailableCultures:text[] Channels:ChannelSettings
    CompanyPictureContent:bytes CompanyPictureFileExtension Culture Html Title SubTitle Location CompanyDescription
    Block1 Block2 Block3 Block4 HeaderBlock1 HeaderBlock2 HeaderBlock3 HeaderBlock4 TemplateName
    HasQuestionnaire:bool GoogleForJobs:GoogleForJobs ExpirationDate:date? GeoLocation:GeoLocation
    CompanyLocation:GeoLocation GeoLocationName CompanyLocationName SocialMedia:SocialMedia CustomerId:int
    CustomerName UserAddress UserZipCode UserCity CammioPitchHash IndeedApplyWidgetUrl`,
  JobProfile: 'Name Group CultureFilter:text[]',
  JobPublication: `
    Name InternalName Partner Account Channel:int? PublicationDate:date ExpirationDate:date? Type:JobPublicationType
    JobAdUrl ApplyUrl`,
  KnowledgeGroup: 'Group Knowledges:text[]',
  ParsedCertification: 'StartDate:FlexDate EndDate:FlexDate Name Number Authority',
  ParsedEducation: 'StartDate:FlexDate EndDate:FlexDate IsCurrent:bool Country School FieldOfStudy IscedCode Degree',
  ParsedExperience: `
    StartDate:FlexDate EndDate:FlexDate IsCurrent:bool CompanyName Industry Position Function Description`,
  ParsedLanguage: 'LanguageCode LanguageName Level',
  ParsedPublication: 'Title Date:FlexDate Abstract PublicationType Url',
  ParsedSkill: 'Name',
  PolicyText: 'Id:int Text CreatedOn:date Type:PolicyType',
  Questionnaire: 'Id:int Name Description Location:QuestionnaireLocation Items:QuestionnaireItem[]',
  QuestionnaireItem: `
    Id:int Title Description IsRequired:bool Type:QuestionnaireItemType CustomField:CustomField Language Knowledge
    KnowledgeGroup ApplicantDocumentType`,
  Referrer: 'Name CultureFilter:text[] Group AllowsAdditionalInfo:bool IsInternalOnly:bool',
  Region: 'Name Regions:Region[]',
  SocialMedia: 'Title Description Image',
  StepStoneSettings: 'HeaderColor BackgroundColor Headers:text[] Background Video Contact',
  ThirdPartyProfile: 'ThirdParty Identifier Url',
  Title: 'Name CultureFilter:text[] Group',
  User: 'Id:int FirstName LastName IsEnabled:bool UserName',
} as const;

/** What only whole answers are, or have besides the properties of `BODY_TYPES`, written in the same way. */
export const WHOLE_ANSWER_TYPES = {
  Applicant: `
    DateOfUpdateByUser:date DateOfUpdateByApplicant:date HasCv:bool HasPhoto:bool
    HasApplicationsVisibleToApplicant:bool ThirdPartyProfiles:ThirdPartyProfile[]`,
  ApplicantPolicy: `
    ApplicantId:int PolicyId:int Type:PolicyType Language Url Text AcceptedOn:date? RevokedOn:date? IsOutdated:bool`,
  ApplicationCreated: 'ApplicationId:int? Errors:ApplicationError[]',
  ApplicationOfReferrer: `
    FirstName LastName TitleBeforeName TitleAfterName Gender:Gender Referrer ReferrerAdditionalInformation
    WorkflowStatusGroup:WorkflowStatusGroup WorkflowLastChange:date`,
  Mandator: `
    Id:int Name JobProfiles:text[] Cultures:text[] Regions:Region[] Urls:text[] ApplicantDocumentTypes:text[]
    TitlesBeforeName:Title[] TitlesAfterName:Title[] Countries:text[] PublicationTypes:text[] Languages:text[]
    LanguageLevels:text[] CertificateTypes:text[] EducationTypes:text[] CareerLevels:text[] SalaryCurrencies:text[]
    Knowledges:text[] KnowledgeLevels:text[] Referrers:Referrer[] JobPublicationTypes:JobPublication[]
    CustomFields:CustomField[] ClassificationTypes:text[] OccupationTypes:text[]`,
  PublishedJobs: 'Jobs:Job[] JobPublicationType:JobPublication Culture',
} as const;

/** The catalogue whose names a property holds. */
export const CATALOGUES_BY_PROPERTY: Readonly<Record<string, CatalogueName>> = {
  'Applicant.AbroadTravelling': 'AbroadTravellingTypes',
  'Applicant.CareerLevel': 'CareerLevels',
  'Applicant.Citizenship': 'Countries',
  'Applicant.Classification': 'ClassificationTypes',
  'Applicant.Country': 'Countries',
  'Applicant.Culture': 'Cultures',
  'Applicant.DomesticTravelling': 'DomesticTravellingTypes',
  'Applicant.JobProfiles': 'JobProfiles',
  'Applicant.PhoneTime': 'PhoneTimes',
  'Applicant.Referrer': 'Referrers',
  'Applicant.Regions': 'Regions',
  'Applicant.SalaryCurrency': 'SalaryCurrencies',
  'Applicant.TitleAfterName': 'TitlesAfterName',
  'Applicant.TitleBeforeName': 'TitlesBeforeName',
  'Application.Referrer': 'Referrers',
  'ApplicationCreate.Referrer': 'Referrers',
  'Certificate.Type': 'CertificateTypes',
  'Document.Type': 'ApplicantDocumentTypes',
  'Education.Type': 'EducationTypes',
  'Experience.CareerLevel': 'CareerLevels',
  'Job.AvailableCultures': 'Cultures',
  'Job.CareerLevels': 'CareerLevels',
  'Job.Culture': 'Cultures',
  'Job.JobProfiles': 'JobProfiles',
  'Job.OccupationTypes': 'OccupationTypes',
  'Job.Regions': 'Regions',
  'JobPublication.Name': 'JobPublicationTypes',
  'Knowledge.Knowledge': 'Knowledges',
  'Knowledge.Level': 'KnowledgeLevels',
  'Language.Language': 'Languages',
  'Language.Level': 'LanguageLevels',
  'Publication.Type': 'PublicationTypes',
  'QuestionnaireItem.ApplicantDocumentType': 'ApplicantDocumentTypes',
  'QuestionnaireItem.Knowledge': 'Knowledges',
  'QuestionnaireItem.Language': 'Languages',
};
