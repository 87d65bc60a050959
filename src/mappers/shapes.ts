// What the mapped properties of each record must be, as the types of the records know it.
import type { RawApplicantView } from '../schemas/applicant.js';
import type { RawApplicationView } from '../schemas/application.js';
import type { RawCustomFieldView, RawCustomFieldValueView } from '../schemas/custom-field.js';
import type { RawApplicantCvView, RawApplicantDocumentView } from '../schemas/document.js';
import type { RawJobView } from '../schemas/job.js';
import type { RawFlexDateView } from '../schemas/flex-date.js';
import type { RawParsedCvView } from '../schemas/parsed-cv.js';
import type { RawMandatorView, RawRegionView } from '../schemas/mandator.js';
import type { RawApplicantPolicyView } from '../schemas/policy.js';
import type { RawQuestionnaireView } from '../schemas/questionnaire.js';
import type { RawUserView } from '../schemas/user.js';
import type { QuestionCatalogue } from './question-format.js';
import type { ShapeOf } from './values/shape.js';

export const APPLICANT_SHAPE: ShapeOf<RawApplicantView> = {
  Id: 'id',
  FirstName: 'string',
  LastName: 'string',
  Referrer: 'string',
  Phone: 'string',
  MobilePhone: 'string',
  Email: 'string',
  ThirdPartyProfiles: [{ ThirdParty: 'string', Identifier: 'string', Url: 'string' }],
  Url: 'string',
  Street: 'string',
  City: 'string',
  ZipCode: 'string',
  Country: 'string',
  DateOfCreation: 'string',
  DateOfUpdateByUser: 'string',
  DateOfUpdateByApplicant: 'string',
  Tags: ['string'],
};

export const APPLICATION_SHAPE: ShapeOf<RawApplicationView> = {
  Id: 'id',
  ApplicantId: 'id',
  JobId: 'id',
  Status: 'string',
  StatusForApplicant: 'string',
  StatusForContact: 'string',
  IsVisibleToApplicant: 'boolean',
  IsVisibleToContact: 'boolean',
  Referrer: 'string',
  ReferrerAdditionalInfo: 'string',
  WorkflowStatusGroup: 'code',
  Rating: 'number',
};

const CUSTOM_FIELD_SHAPE: ShapeOf<RawCustomFieldView> = {
  Name: 'string',
  Title: 'string',
  Type: 'code',
  Target: 'code',
  PossibleValues: ['string'],
};

export const CUSTOM_FIELD_VALUE_SHAPE: ShapeOf<RawCustomFieldValueView> = {
  CustomField: CUSTOM_FIELD_SHAPE,
  Value: 'string',
  BoolValue: 'boolean',
  DateValue: 'string',
  StringValue: 'string',
  NumberValue: 'number',
};

export const DOCUMENT_SHAPE: ShapeOf<RawApplicantDocumentView> = {
  Id: 'integer', // old servers list CV and photo under negative numbers
  Name: 'string',
  FileExtension: 'string',
  Type: 'string',
  Content: 'string',
};

export const CV_SHAPE: ShapeOf<RawApplicantCvView> = { FileExtension: 'string', Content: 'string' };

export const APPLICANT_POLICY_SHAPE: ShapeOf<RawApplicantPolicyView> = {
  ApplicantId: 'number',
  PolicyId: 'id',
  Type: 'code',
  Language: 'string',
  Url: 'string',
  Text: 'string',
  AcceptedOn: 'string',
  RevokedOn: 'string',
  IsOutdated: 'boolean',
};

export const USER_SHAPE: ShapeOf<RawUserView> = {
  Id: 'id',
  FirstName: 'string',
  LastName: 'string',
  IsEnabled: 'boolean',
  UserName: 'string',
};

export const JOB_SHAPE: ShapeOf<RawJobView> = {
  Id: 'id',
  Title: 'string',
  Status: 'code',
  Location: 'string',
  CompanyDescription: 'string',
  Block1: 'string',
  Block2: 'string',
  Block3: 'string',
  Block4: 'string',
  HeaderBlock1: 'string',
  HeaderBlock2: 'string',
  HeaderBlock3: 'string',
  HeaderBlock4: 'string',
  UserFirstName: 'string',
  UserLastName: 'string',
  UserEmail: 'string',
  CreationDate: 'string',
  UpdateDate: 'string',
  OnlineDate: 'string',
  ExpirationDate: 'string',
  CustomFields: [CUSTOM_FIELD_VALUE_SHAPE],
  InternalName: 'string',
  UserFullName: 'string',
  JobProfiles: ['string'],
  OccupationTypes: ['string'],
  CareerLevels: ['string'],
  PublishedOn: [
    {
      Name: 'string',
      InternalName: 'string',
      Partner: 'string',
      Account: 'string',
      Channel: 'code',
      PublicationDate: 'string',
      ExpirationDate: 'string',
      JobAdUrl: 'string',
    },
  ],
  Html: 'string',
  HasQuestionnaire: 'boolean',
  GoogleForJobs: {
    EmploymentType: 'codes',
    Telecommute: 'boolean',
    Country: 'string',
    MinSalary: 'number',
    MaxSalary: 'number',
    SalaryUnit: 'string',
    Currency: 'string',
    Locations: [
      { Street: 'string', HouseNo: 'string', ZipCode: 'string', City: 'string', State: 'string', Country: 'string' },
    ],
  },
  GeoLocation: {
    Country: 'string',
    Region: 'string',
    ZipCode: 'string',
    Street: 'string',
    StreetNumber: 'string',
    City: 'string',
  },
  GeoLocationName: 'string',
};

export const QUESTIONNAIRE_SHAPE: ShapeOf<RawQuestionnaireView> = {
  Id: 'id',
  Items: [
    {
      Id: 'key',
      Title: 'string',
      Description: 'string',
      IsRequired: 'boolean',
      Type: 'code',
      CustomField: CUSTOM_FIELD_SHAPE,
      Language: 'string',
      Knowledge: 'string',
      KnowledgeGroup: 'string',
      ApplicantDocumentType: 'string',
    },
  ],
};

const REGION_SHAPE: ShapeOf<RawRegionView> = {
  Name: 'string',
  get Regions() {
    return [REGION_SHAPE] as const;
  },
};

export const CATALOGUE_SHAPE: ShapeOf<QuestionCatalogue> = {
  AbroadTravellingTypes: ['string'],
  DomesticTravellingTypes: ['string'],
  JobProfiles: ['string'],
  KnowledgeLevels: ['string'],
  Knowledges: ['string'],
  LanguageLevels: ['string'],
  Languages: ['string'],
  Referrers: [{ Name: 'string', AllowsAdditionalInfo: 'boolean', IsInternalOnly: 'boolean' }],
  Regions: [REGION_SHAPE],
  KnowledgeTree: { JobProfiles: [{ JobProfile: 'string', Groups: [{ Group: 'string', Knowledges: ['string'] }] }] },
};

/** The part of a mandator that a context uses. */
export const MANDATOR_SHAPE: ShapeOf<Pick<RawMandatorView, 'Id' | 'Countries' | 'Urls'>> = {
  Id: 'id',
  Countries: ['string'],
  Urls: ['string'],
};

const FLEX_DATE_SHAPE: ShapeOf<RawFlexDateView> = {
  Year: 'number',
  Month: 'number',
  Day: 'number',
  IsRelativeDate: 'boolean',
  IsValid: 'boolean',
  IsEmpty: 'boolean',
};

const PERIOD = { StartDate: FLEX_DATE_SHAPE, EndDate: FLEX_DATE_SHAPE } as const;

export const PARSED_CV_SHAPE: ShapeOf<RawParsedCvView> = {
  FirstName: 'string',
  LastName: 'string',
  Gender: 'code',
  TitleBeforeName: 'string',
  TitleAfterName: 'string',
  BirthDate: 'string',
  Street: 'string',
  City: 'string',
  ZipCode: 'string',
  Country: 'string',
  Citizenship: 'string',
  Email: 'string',
  Phone: 'string',
  Photo: 'string',
  Summary: 'string',
  Competences: ['string'],
  Interests: ['string'],
  Urls: ['string'],
  Skills: [{ Name: 'string' }],
  Experiences: [
    {
      ...PERIOD,
      IsCurrent: 'boolean',
      CompanyName: 'string',
      Industry: 'string',
      Position: 'string',
      Function: 'string',
      Description: 'string',
    },
  ],
  Educations: [
    {
      ...PERIOD,
      IsCurrent: 'boolean',
      Country: 'string',
      School: 'string',
      FieldOfStudy: 'string',
      IscedCode: 'string',
      Degree: 'string',
    },
  ],
  Certifications: [{ ...PERIOD, Name: 'string', Number: 'string', Authority: 'string' }],
  Languages: [{ LanguageCode: 'string', LanguageName: 'string', Level: 'string' }],
  Publications: [
    { Title: 'string', Date: FLEX_DATE_SHAPE, Abstract: 'string', PublicationType: 'string', Url: 'string' },
  ],
};
