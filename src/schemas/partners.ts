import * as z from 'zod/mini';
import { flag, list, maybe, numeric, text } from './tolerant.js';

/** What "Apply with eRecruiter" created. */
export const applyWithSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    ApplicantId: numeric,
    ApplicationId: numeric,
  }))();
/** The data of {@link applyWithSchema}. */
export type RawApplyWith = z.infer<typeof applyWithSchema>;

/** How a form of "Apply with eRecruiter" asks for each field; the words are not documented. */
export const applyWithFieldsSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    FirstName: text,
    LastName: text,
    EmailAddress: text,
    Salutation: text,
    PhoneNumber: text,
    DateOfBirth: text,
    Address: text,
    Cv: text,
    CoverLetter: text,
  }))();
/** The data of {@link applyWithFieldsSchema}. */
export type RawApplyWithFields = z.infer<typeof applyWithFieldsSchema>;

/** A policy that a form of "Apply with eRecruiter" shows. */
export const applyWithPolicySchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    Required: flag,
    Content: text,
    Url: text,
  }))();
/** The data of {@link applyWithPolicySchema}. */
export type RawApplyWithPolicy = z.infer<typeof applyWithPolicySchema>;

/** The two policies of a form of "Apply with eRecruiter". */
export const applyWithPoliciesSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Information: maybe(applyWithPolicySchema),
    Consent: maybe(applyWithPolicySchema),
  }))();
/** The data of {@link applyWithPoliciesSchema}. */
export type RawApplyWithPolicies = z.infer<typeof applyWithPoliciesSchema>;

/** A custom field of a form of "Apply with eRecruiter". */
export const applyWithCustomFieldSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Id: numeric,
    InternalName: text,
    Type: text,
    DefaultValue: text,
    Values: list(z.string()),
  }))();
/** The data of {@link applyWithCustomFieldSchema}. */
export type RawApplyWithCustomField = z.infer<typeof applyWithCustomFieldSchema>;

/** The form of one client of "Apply with eRecruiter". */
export const applyWithSettingSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    Name: text,
    ClientId: text,
    Fields: maybe(applyWithFieldsSchema),
    Policies: maybe(applyWithPoliciesSchema),
    CustomFields: list(applyWithCustomFieldSchema),
  }))();
/** The data of {@link applyWithSettingSchema}. */
export type RawApplyWithSetting = z.infer<typeof applyWithSettingSchema>;

/** The answer to an application through karriere.at; its names are in lower case. */
export const karriereOneClickSchema = /* @__PURE__ */ (() =>
  z.looseObject({
    id: text,
    type: text,
  }))();
/** The data of {@link karriereOneClickSchema}. */
export type RawKarriereOneClick = z.infer<typeof karriereOneClickSchema>;
