import { expectTypeOf, test } from 'vitest';
import type { ERecruiter, RawInput, RawResult } from '../../src/index.js';
import * as raw from '../../src/raw/index.js';
import type { RawEducation } from '../../src/schemas/index.js';

/** Type-checked only: what must not compile. */
export async function refused(client: ERecruiter): Promise<void> {
  // @ts-expect-error: a path value is missing
  await client.raw(raw.getApplicant, {});
  // @ts-expect-error: numbers of records are numbers
  await client.raw(raw.getApplicant, { applicantId: '7' });
  // @ts-expect-error: there is no such parameter
  await client.raw(raw.getApplicant, { applicantId: 7, culture: 'de-AT' });
  // @ts-expect-error: the input is missing
  await client.raw(raw.getUsers);
  // @ts-expect-error: the route takes nothing
  await client.raw(raw.getUsers, { userId: 7 });
  // @ts-expect-error: the mode must be given
  await client.raw(raw.deleteApplicant, { applicantId: 7 });
  // @ts-expect-error: the body is missing
  await client.raw(raw.addEducation, { applicantId: 7 });
  // @ts-expect-error: no such property
  await client.raw(raw.addEducation, { applicantId: 7, body: { Typ: 'HTL' } });
  // @ts-expect-error: a partial date is a record
  await client.raw(raw.addEducation, { applicantId: 7, body: { Start: '2026' } });
  // @ts-expect-error: a required number is missing
  await client.raw(raw.createApplication, { body: { JobId: 7 } });
  // @ts-expect-error: a list of records
  await client.raw(raw.addKnowledges, { applicantId: 7, body: { Knowledge: 'C#' } });
  // @ts-expect-error: a number in a record inside
  await client.raw(raw.createJob, { body: { CompanyId: 1, UserId: 2, ContactId: 3, JobTexts: [{ Culture: 'de' }] } });
  // @ts-expect-error: one of two networks
  await client.raw(raw.getApplicantByProfile, { identifier: 'x', thirdParty: 'Facebook' });
  // @ts-expect-error: the partner's text, not an object
  await client.raw(raw.applyWith, { signature: 'x', body: { a: 1 } });
  // @ts-expect-error: not an endpoint
  await client.raw({ method: 'GET', path: 'Users/' }, {});
}

/** Type-checked only: what must compile. */
export async function taken(client: ERecruiter): Promise<void> {
  const applicant = await client.raw(raw.getApplicant, { applicantId: 7 });
  await client.raw(raw.replaceApplicant, { applicantId: 7, body: { ...applicant, BirthDate: new Date(0) } });
  await client.raw(raw.replaceApplicant, { applicantId: 7, body: applicant });
  const educations = await client.raw(raw.getEducations, { applicantId: 7 });
  for (const body of educations) await client.raw(raw.addEducation, { applicantId: 8, body });
  await client.raw(raw.getApplicantsByGlobalId, { globalId: 2n ** 60n }, { timeoutMs: 1_000 });
  await client.raw(raw.addCv, { applicantId: 7, body: { FileExtension: 'pdf', Content: new Uint8Array() } });
  await client.raw(raw.getApplicationsByReferrer, { referrer: 'x', startAt: new Date(0), endAt: undefined });
}

test('the input of an endpoint has its path values, parameters and body', () => {
  expectTypeOf<RawInput<typeof raw.getApplicant>>().toEqualTypeOf<{ readonly applicantId: number }>();
  expectTypeOf<RawInput<typeof raw.getPublishedJobs>>().toEqualTypeOf<{
    readonly channel?: string | undefined;
    readonly culture?: string | undefined;
  }>();
  expectTypeOf<RawInput<typeof raw.deleteKnowledge>>().toEqualTypeOf<{
    readonly applicantId: number;
    readonly body: string;
  }>();
});

test('the result of an endpoint is a record, a list, a text, or what may be missing', () => {
  expectTypeOf<RawResult<typeof raw.getEducation>>().toEqualTypeOf<RawEducation>();
  expectTypeOf<RawResult<typeof raw.getEducations>>().toEqualTypeOf<RawEducation[]>();
  expectTypeOf<RawResult<typeof raw.deleteEducation>>().toEqualTypeOf<RawEducation | null>();
  expectTypeOf<RawResult<typeof raw.getPing>>().toEqualTypeOf<string | null>();
});
