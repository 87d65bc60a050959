import type {
  GetAtsApplicationsPositiveResponseResult,
  GetAtsApplicationStagesPositiveResponseResult,
  GetAtsCandidatesCandidateIdAttachmentsPositiveResponseResult,
  GetAtsCandidatesPositiveResponseResult,
  GetAtsJobsPositiveResponseResult,
  GetAtsTagsPositiveResponseResult,
  GetAtsUsersPositiveResponseResult,
} from '@kombo-api/sdk/models/index.js';
import type { Unrecognized } from '@kombo-api/sdk/types/unrecognized.js';
import { expectTypeOf, test } from 'vitest';
import type { BEYOND_SDK, Newer } from '../conformance/newer-sdk.js';
import type { Application, ApplicationStage, Attachment, Candidate, Job, Tag, User } from '../../src/mappers/index.js';

/**
 * Kombo's types, except that a text its enum does not know is a plain `string`: the SDK brands such texts with a symbol
 * that it keeps to itself, so no other code can produce one.
 */
type Plain<T> =
  T extends Unrecognized<string>
    ? string
    : T extends Date
      ? T
      : T extends (infer Element)[]
        ? Plain<Element>[]
        : T extends object
          ? { [Key in keyof T]: Plain<T[Key]> }
          : T;

/** The keys of the first that the second lacks. */
type Extra<Ours, Theirs> = Exclude<keyof Ours, keyof Theirs>;
type Missing<Ours, Theirs> = Exclude<keyof Theirs, keyof Ours>;

test('our models extend what Kombo’s SDK returns', () => {
  expectTypeOf<Job>().toExtend<Plain<GetAtsJobsPositiveResponseResult>>();
  expectTypeOf<Candidate>().toExtend<GetAtsCandidatesPositiveResponseResult>();
  expectTypeOf<Application>().toExtend<GetAtsApplicationsPositiveResponseResult>();
  expectTypeOf<ApplicationStage>().toExtend<GetAtsApplicationStagesPositiveResponseResult>();
  expectTypeOf<Tag>().toExtend<GetAtsTagsPositiveResponseResult>();
  expectTypeOf<User>().toExtend<GetAtsUsersPositiveResponseResult>();
  expectTypeOf<
    Attachment & { data_url: string }
  >().toExtend<GetAtsCandidatesCandidateIdAttachmentsPositiveResponseResult>();
});

test('and what newer SDKs return', () => {
  expectTypeOf<Job>().toExtend<Newer<'jobs'>>();
  expectTypeOf<Application>().toExtend<Newer<'applications'>>();
  expectTypeOf<ApplicationStage>().toExtend<Newer<'application stages'>>();
  expectTypeOf<User>().toExtend<Newer<'users'>>();
  expectTypeOf<Missing<ApplicationStage, GetAtsApplicationStagesPositiveResponseResult>>().toBeNever();
  expectTypeOf<Extra<ApplicationStage, GetAtsApplicationStagesPositiveResponseResult>>().toEqualTypeOf<
    keyof Newer<'application stages'>
  >();
});

test('a job with a known status is assignable as it is', () => {
  type Known = 'status' | 'employment_type' | 'visibility' | 'remote_work_status' | 'salary_period';

  expectTypeOf<Omit<Job, Known>>().toExtend<Omit<GetAtsJobsPositiveResponseResult, Known>>();
  expectTypeOf<'OPEN'>().toExtend<GetAtsJobsPositiveResponseResult['status']>();
});

test('our models have every key of Kombo’s, and beyond them what its connector page lists', () => {
  expectTypeOf<Missing<Job, GetAtsJobsPositiveResponseResult>>().toBeNever();
  expectTypeOf<Missing<Candidate, GetAtsCandidatesPositiveResponseResult>>().toBeNever();
  expectTypeOf<Missing<Application, GetAtsApplicationsPositiveResponseResult>>().toBeNever();
  type Beyond<Model extends keyof typeof BEYOND_SDK> = (typeof BEYOND_SDK)[Model][number];

  expectTypeOf<Extra<Job, GetAtsJobsPositiveResponseResult>>().toEqualTypeOf<Beyond<'jobs'>>();
  expectTypeOf<Extra<Candidate, GetAtsCandidatesPositiveResponseResult>>().toEqualTypeOf<Beyond<'candidates'>>();
  expectTypeOf<Extra<Application, GetAtsApplicationsPositiveResponseResult>>().toEqualTypeOf<Beyond<'applications'>>();
});
