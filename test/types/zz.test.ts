import type { GetAtsJobsPositiveResponseResult, GetAtsCandidatesPositiveResponseResult } from '@kombo-api/sdk/models/index.js';
import type { Unrecognized } from '@kombo-api/sdk/types/unrecognized.js';
import { expectTypeOf } from 'vitest';
import type { Job, Candidate } from '../../src/mappers/index.js';
type Plain<T> = T extends Unrecognized<string> ? string : T extends Date ? T : T extends (infer Element)[] ? Plain<Element>[] : T extends object ? { [Key in keyof T]: Plain<T[Key]> } : T;
expectTypeOf<Omit<Job, 'name'>>().toExtend<Plain<GetAtsJobsPositiveResponseResult>>();
expectTypeOf<Omit<Job, 'changed_at'> & { changed_at: string }>().toExtend<Plain<GetAtsJobsPositiveResponseResult>>();
expectTypeOf<Omit<Job, 'job_postings'> & { job_postings: { id: string }[] }>().toExtend<Plain<GetAtsJobsPositiveResponseResult>>();
expectTypeOf<Omit<Candidate, 'tags'> & { tags: string[] }>().toExtend<GetAtsCandidatesPositiveResponseResult>();
