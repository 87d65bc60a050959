import { describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toApplication,
  toApplicationStage,
  toCandidate,
  toJob,
  type MappingIssue,
} from '../../src/mappers/index.js';
import type { RawApplication } from '../../src/schemas/index.js';

const base = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') };
const context = createMapperContext(base);
const application = (raw: Partial<RawApplication>) =>
  toApplication({ Id: 880001, ApplicantId: 7, JobId: 4711, ...raw }, context);

describe('an application', () => {
  test.each([
    [0, null],
    [1, 'PENDING'],
    [2, 'PENDING'],
    [3, 'PENDING'],
    [4, 'PENDING'],
    [5, 'DECLINED'],
    [6, 'HIRED'],
    ['Accepted', 'HIRED'],
    ['rejected', 'DECLINED'],
    [7, null],
    ['Withdrawn', null],
    [null, null],
    [undefined, null],
  ])('of the group %s is %s', (WorkflowStatusGroup, outcome) => {
    expect(application({ WorkflowStatusGroup }).outcome).toBe(outcome);
  });

  test.each([
    [5, '2025-11-07T16:00:00', '2025-11-07T15:00:00.000Z'],
    [6, '2025-11-07T16:00:00', undefined],
    [5, '0001-01-01T00:00:00', undefined],
    [5, undefined, undefined],
  ])('of the group %s, last changed %s, was rejected %s', (WorkflowStatusGroup, workflowLastChange, rejectedAt) => {
    const raw = { Id: 880001, ApplicantId: 7, JobId: 4711, WorkflowStatusGroup };

    expect(toApplication(raw, context, { workflowLastChange }).rejected_at?.toISOString()).toBe(rejectedAt);
  });

  test.each([
    [{ WorkflowStatusGroup: 7 }, undefined, ['WorkflowStatusGroup: unknown value']],
    [{ WorkflowStatusGroup: null }, null, []],
    [{}, '0001-01-01T00:00:00', []],
    [{ WorkflowStatusGroup: 0 }, 'gestern', ['WorkflowLastChange: not a date']],
  ])('of %j, last changed %j, tells %j', (raw, workflowLastChange, expected) => {
    const issues: MappingIssue[] = [];
    const telling = createMapperContext({ ...base, onIssue: (issue) => issues.push(issue) });
    toApplication({ Id: 880001, ApplicantId: 7, JobId: 4711, ...raw }, telling, { workflowLastChange });

    expect(issues.map(({ id, path, reason }) => `${id} ${path}: ${reason}`)).toEqual(
      expected.map((text) => `880001 ${text}`),
    );
  });

  test('points to its job, candidate and stage by their ids', () => {
    const mapped = application({ Status: 'Neu' });

    expect(mapped.job_id).toBe(toJob({ Id: 4711 }, context).id);
    expect(mapped.candidate_id).toBe(toCandidate({ Id: 7 }, context).id);
    expect(mapped.current_stage_id).toBe(toApplicationStage('Neu', context).id);
    expect(application({ Status: ' ' }).current_stage_id).toBeNull();
  });

  test('holds the eight fields of eRecruiter that Kombo has no place for', () => {
    const fields = application({ Rating: 4, Referrer: 'Inserat', IsVisibleToContact: false }).integration_fields;

    expect(Object.fromEntries(fields.map(({ key, value }) => [key, value]))).toEqual({
      Referrer: 'Inserat',
      ReferrerAdditionalInfo: null,
      Rating: 4,
      StatusForApplicant: null,
      StatusForContact: null,
      IsVisibleToApplicant: null,
      IsVisibleToContact: false,
      WorkflowStatusGroup: null,
    });
  });

  test('is the same inside its candidate', () => {
    const raw = { Id: 880001, ApplicantId: 7, JobId: 4711, WorkflowStatusGroup: 5, Status: 'Absage' };
    const alone = toApplication(raw, context, { workflowLastChange: '2025-11-07T16:00:00' });
    const [nested] = toCandidate({ Id: 7 }, context, {
      applications: [raw],
      workflowLastChange: () => '2025-11-07T16:00:00',
    }).applications;

    expect(alone).toMatchObject(nested ?? {});
    expect(Object.keys(nested ?? {})).toHaveLength(11);
  });
});
