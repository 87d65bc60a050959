import { expect, test } from 'vitest';
import {
  anythingSchema,
  applicantDocumentView,
  applicantPolicyView,
  applicationActivitySchema,
  channelSettingsSchema,
  customFieldView,
  experienceReferenceSchema,
  explain,
  geoLocationSchema,
  googleForJobsLocationSchema,
  googleForJobsSchema,
  jobProfileSchema,
  jobPublicationView,
  knowledgeGroupSchema,
  knowledgeJobProfileSchema,
  matches,
  policyView,
  questionnaireItemView,
  referrerSchema,
  regionSchema,
  socialMediaSchema,
  stepStoneSettingsSchema,
  thirdPartyProfileSchema,
  titleSchema,
  translationSchema,
  translationTextSchema,
} from '../../src/schemas/index.js';

/** A schema of a part of a record, such a part, and the same with one property of a wrong type. */
const PARTS: readonly [
  name: string,
  schema: Parameters<typeof matches>[0],
  right: object,
  wrong: object,
  at: string,
][] = [
  ['thirdPartyProfile', thirdPartyProfileSchema, { ThirdParty: 'xing', Url: null }, { Url: 1 }, 'Url'],
  ['applicationActivity', applicationActivitySchema, { Name: 'Absagen' }, { IsVisibleToApplicant: 'ja' }, ''],
  ['customFieldView', customFieldView, { Name: 'a', Type: 3, PossibleValues: ['x'] }, { Title: 1 }, 'Title'],
  ['applicantDocumentView', applicantDocumentView, { Id: 42, Name: 'Zeugnis' }, { Id: '42' }, 'Id'],
  ['applicantPolicyView', applicantPolicyView, { PolicyId: 4, AcceptedOn: '2026-07-01' }, { PolicyId: null }, ''],
  ['policyView', policyView, { Id: 4, Type: 0 }, { Id: 4, Type: true }, 'Type'],
  ['jobPublicationView', jobPublicationView, { Name: 'Portal' }, { Name: 1 }, 'Name'],
  ['geoLocation', geoLocationSchema, { coordinates: [14.2, 48.3] }, { coordinates: ['14'] }, 'coordinates.0'],
  ['googleForJobsLocation', googleForJobsLocationSchema, { City: 'Linz' }, { City: [] }, 'City'],
  ['googleForJobs', googleForJobsSchema, { MinSalary: 42_000.5 }, { MinSalary: '42000' }, 'MinSalary'],
  ['stepStoneSettings', stepStoneSettingsSchema, { Headers: ['a', null] }, { Headers: 'a' }, 'Headers'],
  ['channelSettings', channelSettingsSchema, { StepStone: null }, { StepStone: { Video: 1 } }, 'StepStone.Video'],
  ['socialMedia', socialMediaSchema, { Title: 'Koch' }, { Title: 1 }, 'Title'],
  ['translationText', translationTextSchema, { Culture: 'de-AT' }, { Text: 1 }, 'Text'],
  ['translation', translationSchema, { Texts: [{ Text: 'a' }] }, { Texts: [{ Text: 1 }] }, 'Texts.0.Text'],
  ['title', titleSchema, { Name: 'Mag.', CultureFilter: null }, { CultureFilter: [1] }, 'CultureFilter.0'],
  ['referrer', referrerSchema, { AllowsAdditionalInfo: true }, { AllowsAdditionalInfo: 1 }, ''],
  ['region', regionSchema, { Regions: [{ Regions: [{ Name: 'Linz' }] }] }, { Regions: [{ Name: 1 }] }, ''],
  ['jobProfile', jobProfileSchema, { Name: 'Büro', Group: null }, { Group: 1 }, 'Group'],
  ['knowledgeGroup', knowledgeGroupSchema, { Knowledges: ['CNC'] }, { Group: 1 }, 'Group'],
  ['knowledgeJobProfile', knowledgeJobProfileSchema, { Groups: [{}] }, { JobProfile: 1 }, 'JobProfile'],
  ['questionnaireItemView', questionnaireItemView, { Type: 'Salary' }, { Title: 1 }, 'Title'],
  ['experienceReference', experienceReferenceSchema, { Gender: 2, Phone: null }, { Phone: 1 }, 'Phone'],
];

test.each(PARTS)(
  '%s takes what eRecruiter sends, with more properties, and says what is wrong',
  (...[, s, right, wrong, at]) => {
    expect(explain(s, { ...right, NewerThanThisLibrary: { a: 1 } })).toBe('');
    expect(matches(s, right)).toBe(true);
    expect(matches(s, wrong)).toBe(false);
    expect(explain(s, wrong)).toContain(`${at || Object.keys(wrong)[0]}`);
  },
);

test.each([undefined, null, 7, 'text', [], {}])('anything is anything: %j', (value) => {
  expect(matches(anythingSchema, value)).toBe(true);
});
