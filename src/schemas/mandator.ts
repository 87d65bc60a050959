import * as z from 'zod/mini';
import { customFieldSchema, customFieldView, type RawCustomFieldView } from './custom-field.js';
import { jobPublicationSchema } from './job-publication.js';
import { code, flag, id, list, maybe, text, view } from './tolerant.js';
import type { RecordView, ViewOf } from './view-of.js';

/** A text in one language. */
export const translationTextSchema = z.looseObject({
  Culture: text,
  Text: text,
});
/** The data of {@link translationTextSchema}. */
export type RawTranslationText = z.infer<typeof translationTextSchema>;

/** A text in every language. */
export const translationSchema = z.looseObject({
  Key: text,
  Texts: list(translationTextSchema),
});
/** The data of {@link translationSchema}. */
export type RawTranslation = z.infer<typeof translationSchema>;

/** An academic title of the catalogue. */
export const titleSchema = z.looseObject({
  Name: text,
  CultureFilter: list(z.string()),
  Group: text,
});
/** The data of {@link titleSchema}. */
export type RawTitle = z.infer<typeof titleSchema>;

/** A source of the catalogue. */
export const referrerSchema = z.looseObject({
  Name: text,
  CultureFilter: list(z.string()),
  Group: text,
  AllowsAdditionalInfo: flag,
  IsInternalOnly: flag,
});
/** The data of {@link referrerSchema}. */
export type RawReferrer = z.infer<typeof referrerSchema>;

/** A region of the catalogue, with the regions inside it. */
export interface RawRegion {
  [key: string]: unknown;
  Name?: string | null | undefined;
  Regions?: (RawRegion | null | undefined)[] | null | undefined;
}
/** The same for functions that read it. */
export interface RawRegionView extends RecordView<RawRegion, { Regions: RawRegionView }> {}
/** A region of the catalogue, with the regions inside it. */
export const regionSchema: z.ZodMiniType<RawRegion> = z.lazy(() =>
  z.looseObject({
    Name: text,
    Regions: list(regionSchema),
  }),
);

/** A job profile of the catalogue. */
export const jobProfileSchema = z.looseObject({
  Name: text,
  Group: text,
  CultureFilter: list(z.string()),
});
/** The data of {@link jobProfileSchema}. */
export type RawJobProfile = z.infer<typeof jobProfileSchema>;

/** The tenant: its catalogues and settings. */
export const mandatorSchema = z.looseObject({
  Id: id,
  Name: text,
  PortalSettings: maybe(z.looseObject({})), // a hundred settings of the applicant portal, including secrets
  Translations: list(translationSchema),
  JobProfiles: list(z.string()),
  GroupedJobProfiles: list(jobProfileSchema),
  Cultures: list(z.string()),
  Regions: list(regionSchema),
  Urls: list(z.string()),
  ApplicantDocumentTypes: list(z.string()),
  TitlesBeforeName: list(titleSchema),
  TitlesAfterName: list(titleSchema),
  Countries: list(z.string()),
  PublicationTypes: list(z.string()),
  Languages: list(z.string()),
  LanguageLevels: list(z.string()),
  CertificateTypes: list(z.string()),
  EducationTypes: list(z.string()),
  CareerLevels: list(z.string()),
  SalaryCurrencies: list(z.string()),
  DomesticTravellingTypes: list(z.string()),
  AbroadTravellingTypes: list(z.string()),
  PhoneTimes: list(z.string()),
  Knowledges: list(z.string()),
  KnowledgeLevels: list(z.string()),
  Referrers: list(referrerSchema),
  JobPublicationTypes: list(jobPublicationSchema),
  CustomFields: list(customFieldSchema),
  ClassificationTypes: list(z.string()),
  VideoRecruitingProvider: code,
  OccupationTypes: list(z.string()),
  CammioClientId: text,
  CammioSecret: text,
});
/** The data of {@link mandatorSchema}. */
export type RawMandator = z.infer<typeof mandatorSchema>;

const referrerView = view(referrerSchema, ['Name', 'AllowsAdditionalInfo', 'IsInternalOnly']);
/** The part of a source that is used. */
export interface RawReferrerView extends ViewOf<typeof referrerView> {}

const publicationTypeView = view(jobPublicationSchema, ['Name', 'InternalName']);
/** The part of a place to publish that is used. */
export interface RawPublicationTypeView extends ViewOf<typeof publicationTypeView> {}

const viewedMandatorSchema = z.extend(mandatorSchema, {
  Referrers: list(referrerView),
  JobPublicationTypes: list(publicationTypeView),
  CustomFields: list(customFieldView),
});
/** The catalogues that mapping and writing use. */
export const mandatorView = view(viewedMandatorSchema, [
  'Id',
  'Name',
  'JobProfiles',
  'Regions',
  'Urls',
  'ApplicantDocumentTypes',
  'Countries',
  'Languages',
  'LanguageLevels',
  'SalaryCurrencies',
  'DomesticTravellingTypes',
  'AbroadTravellingTypes',
  'Knowledges',
  'KnowledgeLevels',
  'Referrers',
  'JobPublicationTypes',
  'CustomFields',
]);
/** The data of {@link mandatorView}. */
export interface RawMandatorView extends ViewOf<
  typeof mandatorView,
  {
    Regions: RawRegionView;
    Referrers: RawReferrerView;
    JobPublicationTypes: RawPublicationTypeView;
    CustomFields: RawCustomFieldView;
  }
> {}

/** A group of skills. */
export const knowledgeGroupSchema = z.looseObject({
  Group: text,
  Knowledges: list(z.string()),
});
/** The data of {@link knowledgeGroupSchema}. */
export type RawKnowledgeGroup = z.infer<typeof knowledgeGroupSchema>;
/** The same for functions that read it. */
export interface RawKnowledgeGroupView extends ViewOf<typeof knowledgeGroupSchema> {}

/** The skill groups of a job profile. */
export const knowledgeJobProfileSchema = z.looseObject({
  JobProfile: text,
  Groups: list(knowledgeGroupSchema),
});
/** The data of {@link knowledgeJobProfileSchema}. */
export type RawKnowledgeJobProfile = z.infer<typeof knowledgeJobProfileSchema>;
/** The same for functions that read it. */
export interface RawKnowledgeJobProfileView extends ViewOf<
  typeof knowledgeJobProfileSchema,
  { Groups: RawKnowledgeGroupView }
> {}

/** Every skill of the catalogue by job profile and group (`KnowledgeTree`). */
export const knowledgeTreeSchema = z.looseObject({
  JobProfiles: list(knowledgeJobProfileSchema),
});
/** The data of {@link knowledgeTreeSchema}. */
export type RawKnowledgeTree = z.infer<typeof knowledgeTreeSchema>;
/** The same for functions that read it. */
export interface RawKnowledgeTreeView extends ViewOf<
  typeof knowledgeTreeSchema,
  { JobProfiles: RawKnowledgeJobProfileView }
> {}
