/**
 * The type of a value in the API: `?` means that it may be null, `[]` is a list. `text`, `base64` and records may
 * always be null. Types in capitals are enums, but for `FlexDate`. An `id` and a `double` are never missing.
 */
export type WireType =
  | 'text'
  | 'email'
  | 'text[]'
  | 'bool'
  | 'bool?'
  | 'id'
  | 'int?'
  | 'long?'
  | 'float?'
  | 'double'
  | 'double?'
  | 'base64'
  | 'date'
  | 'date?'
  | 'Gender'
  | 'GenderIdentity'
  | 'SalaryPeriodType?'
  | 'MilitaryServiceType?'
  | 'HistoryType'
  | 'VideoRecruitingProvider'
  | 'NewJobStatus'
  | 'ApiKeyAccessLevel[]'
  | 'FlexDate';

/**
 * The properties of an applicant that can be written, in wire order. The schema, a new applicant's body and the
 * sandbox's follow from this table.
 */
export const APPLICANT_PROPERTIES = {
  DateOfCreation: 'date',
  GlobalId: 'long?',
  ExternalId: 'int?',
  FirstName: 'text',
  LastName: 'text',
  Email: 'email',
  Gender: 'Gender',
  GenderIdentity: 'GenderIdentity',
  TitleBeforeName: 'text',
  TitleAfterName: 'text',
  BirthDate: 'date?',
  Street: 'text',
  City: 'text',
  ZipCode: 'text',
  Country: 'text',
  Citizenship: 'text',
  Phone: 'text',
  MobilePhone: 'text',
  Url: 'text',
  IsActive: 'bool',
  IsLocked: 'bool',
  EnableNewsletter: 'bool',
  EnableMatchingJobsAutoMail: 'bool',
  Tags: 'text[]',
  JobProfiles: 'text[]',
  Regions: 'text[]',
  CareerLevel: 'text',
  Location: 'text',
  Salary: 'int?',
  SalaryNotes: 'text',
  SalaryCurrency: 'text',
  SalaryPeriod: 'SalaryPeriodType?',
  DomesticTravelling: 'text',
  AbroadTravelling: 'text',
  EarliestPossibleBeginDate: 'FlexDate',
  PhoneTime: 'text',
  MilitaryService: 'MilitaryServiceType?',
  MilitaryServiceStart: 'FlexDate',
  MilitaryServiceEnd: 'FlexDate',
  MilitaryServiceReliefReason: 'text',
  IsWillingToMove: 'bool?',
  IsInterestedInInternship: 'bool?',
  IsInterestedInFulltime: 'bool?',
  IsInterestedInFreelancer: 'bool?',
  IsInterestedInPartTime: 'bool?',
  OvertimeHours: 'int?',
  PartTimeHours: 'int?',
  Referrer: 'text',
  ReferrerAdditionalInfo: 'text',
  Classification: 'text',
  ClassificationReason: 'text',
  ImportantInfo: 'text',
  SelfDescription: 'text',
  JobDescription: 'text',
  Culture: 'text',
  MaximumDistanceToJobLocation: 'float?',
  PolicyAcceptedAt: 'date?',
} as const satisfies Readonly<Record<string, WireType>>;

/** The members of Applicant.Gender, by their integers. */
export const GENDERS = ['Unknown', 'Male', 'Female'] as const;

/** The members of Applicant.GenderIdentity, by their integers. */
export const GENDER_IDENTITIES = ['Unknown', 'Male', 'Female', 'Diverse', 'Inter', 'Open'] as const;

/** The members of Applicant.SalaryPeriod, by their integers. */
export const SALARY_PERIOD_TYPES = ['Monthly', 'Yearly'] as const;

/** The members of Applicant.MilitaryService, by their integers. */
export const MILITARY_SERVICE_TYPES = ['NotYetDone', 'Done', 'Reliefed', 'Alternative'] as const;

/** The members of Job.Status, by their integers. */
export const JOB_STATUSES = ['Open', 'Draft', 'Engaged', 'Repositioned', 'Cancelled'] as const;

/** The members of Application.WorkflowStatusGroup, by their integers. */
export const WORKFLOW_STATUS_GROUPS = [
  'None',
  'New',
  'Internal',
  'Proposed',
  'External',
  'Rejected',
  'Accepted',
] as const;

/** The members of CustomField.Type, by their integers. */
export const CUSTOM_FIELD_TYPES = [
  'TextMultiLine',
  'CheckBox',
  'DropdownList',
  'CheckboxList',
  'Date',
  'TextSingleLine',
  'Html',
] as const;

/** The members of QuestionnaireItem.Type, by their integers. */
export const QUESTIONNAIRE_ITEM_TYPES = [
  'SingleLanguage',
  'SingleKnowledge',
  'Headline',
  'CustomField',
  'KnowledgeGroup',
  'AbroadTravelling',
  'DomesticTravelling',
  'BeginDate',
  'Salary',
  'MilitaryService',
  'WillingToMove',
  'SelfDescription',
  'JobDescription',
  'SubHeadline',
  'Languages',
  'Referrer',
  'JobProfiles',
  'Regions',
  'Location',
  'EmploymentType',
  'Educations',
  'Experiences',
  'ApplicantDocument',
] as const;

/** The members of CustomField.Target, by their integers. */
export const CUSTOM_FIELD_TARGETS = [
  'Applicant',
  'Company',
  'Job',
  'JobApplicant',
  'JobCompany',
  'ApplicantCompany',
  'JobApplicantCompany',
] as const;

/** The members of Policy.Type, by their integers. */
export const POLICY_TYPES = ['Consent', 'Information'] as const;

/** The members of ApplicationActivity.AvailableToContact, by their integers. */
export const ACTIVITY_AVAILABILITIES = ['None', 'Simple', 'Full'] as const;

/** The members of the errors of a new application, by their integers. */
export const APPLICATION_ERRORS = [
  'ApplicationAlreadyExists',
  'JobIsClosed',
  'JobDoesNotExist',
  'ApplicantDoesNotExist',
] as const;

/** The applicant properties that candidates contain: they are checked, and are not integration fields. */
export const MAPPED_APPLICANT_PROPERTIES = [
  'Id',
  'FirstName',
  'LastName',
  'Referrer',
  'Phone',
  'MobilePhone',
  'Email',
  'ThirdPartyProfiles',
  'Url',
  'Street',
  'City',
  'ZipCode',
  'Country',
  'DateOfCreation',
  'DateOfUpdateByUser',
  'DateOfUpdateByApplicant',
  'Tags',
] as const;

/** The application properties that the model contains: they are checked, and are not integration fields. */
export const MAPPED_APPLICATION_PROPERTIES = [
  'Id',
  'ApplicantId',
  'JobId',
  'Status',
  'StatusForApplicant',
  'StatusForContact',
  'IsVisibleToApplicant',
  'IsVisibleToContact',
  'Referrer',
  'ReferrerAdditionalInfo',
  'WorkflowStatusGroup',
  'Rating',
] as const;

/** The job properties that unified fields contain completely: they are checked, and are not integration fields. */
export const MAPPED_JOB_PROPERTIES = [
  'Id',
  'Title',
  'Status',
  'Location',
  'CompanyDescription',
  'Block1',
  'Block2',
  'Block3',
  'Block4',
  'HeaderBlock1',
  'HeaderBlock2',
  'HeaderBlock3',
  'HeaderBlock4',
  'UserFirstName',
  'UserLastName',
  'UserEmail',
  'CreationDate',
  'UpdateDate',
  'OnlineDate',
  'ExpirationDate',
  'CustomFields',
] as const;

/** The key under which a mended record keeps the original; the property is not enumerable. */
export const AS_ANSWERED = Symbol.for('erecruiter-kombo.as-answered');
