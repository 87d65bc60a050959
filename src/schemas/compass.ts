import * as z from 'zod/mini';
import { base64, flag, list, maybe, numeric, text } from './tolerant.js';

/** A possible answer to a filter of the applicant compass. */
export const compassAnswerSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    Answer: text,
    Icon: text,
  }))();
/** The data of {@link compassAnswerSchema}. */
export type RawCompassAnswer = z.infer<typeof compassAnswerSchema>;

/** A filter of the applicant compass. */
export const compassFilterSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    Question: text,
    Answers: list(compassAnswerSchema),
  }))();
/** The data of {@link compassFilterSchema}. */
export type RawCompassFilter = z.infer<typeof compassFilterSchema>;

/** A question of the applicant compass. */
export const compassQuestionSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    Question: text,
    Icon: text,
  }))();
/** The data of {@link compassQuestionSchema}. */
export type RawCompassQuestion = z.infer<typeof compassQuestionSchema>;

/** A group of questions of the applicant compass. */
export const compassGroupSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Name: text,
    Questions: list(compassQuestionSchema),
  }))();
/** The data of {@link compassGroupSchema}. */
export type RawCompassGroup = z.infer<typeof compassGroupSchema>;

/** What the applicant compass asks. */
export const compassQuestionsSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Filters: list(compassFilterSchema),
    Groups: list(compassGroupSchema),
  }))();
/** The data of {@link compassQuestionsSchema}. */
export type RawCompassQuestions = z.infer<typeof compassQuestionsSchema>;

/** A profile of the applicant compass, with its jobs. */
export const interestProfileSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    SpeculativeJobId: numeric,
    JobInsightId: numeric,
    JobIds: list(z.number()),
  }))();
/** The data of {@link interestProfileSchema}. */
export type RawInterestProfile = z.infer<typeof interestProfileSchema>;

/** The head of a job insight. */
export const insightHeaderSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Title: text,
    Text: text,
    HeaderImageUrl: text,
    HeaderVideoUrl: text,
  }))();
/** The data of {@link insightHeaderSchema}. */
export type RawInsightHeader = z.infer<typeof insightHeaderSchema>;

/** A task in a job insight. */
export const insightTaskSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Title: text,
    Text: text,
    Image: base64,
  }))();
/** The data of {@link insightTaskSchema}. */
export type RawInsightTask = z.infer<typeof insightTaskSchema>;

/** A benefit in a job insight. */
export const insightBenefitSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Name: text,
    Description: text,
    Icon: text,
  }))();
/** The data of {@link insightBenefitSchema}. */
export type RawInsightBenefit = z.infer<typeof insightBenefitSchema>;

/** What a colleague says in a job insight. */
export const insightTestimonialSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Name: text,
    Position: text,
    Statement: text,
    Text: text,
    Image: base64,
  }))();
/** The data of {@link insightTestimonialSchema}. */
export type RawInsightTestimonial = z.infer<typeof insightTestimonialSchema>;

/** The image ad of a kind of job. */
export const jobInsightSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    Name: text,
    HasHeader: flag,
    Header: maybe(insightHeaderSchema),
    HasTasks: flag,
    TaskIntroduction: text,
    Tasks: list(insightTaskSchema),
    HasBenefits: flag,
    Benefits: list(insightBenefitSchema),
    HasTestimonial: flag,
    TestimonialIntroduction: text,
    Testimonials: list(insightTestimonialSchema),
    HasVideo: flag,
    VideoIntroduction: text,
    VideoUrl: text,
    HasProcess: flag,
    HasJobs: flag,
  }))();
/** The data of {@link jobInsightSchema}. */
export type RawJobInsight = z.infer<typeof jobInsightSchema>;
