import { describe, expect, test } from 'vitest';
import { createMapperContext, toCandidate, type MappingIssue } from '../../src/mappers/index.js';
import type { RawApplicant } from '../../src/schemas/index.js';

const base = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') };
const context = createMapperContext(base);
const candidate = (raw: Partial<RawApplicant>) => toCandidate({ Id: 7, ...raw }, context);

describe('a candidate', () => {
  test.each<[Partial<RawApplicant>, unknown[]]>([
    [{}, []],
    [{ Phone: '1' }, [{ phone_number: '1', type: null }]],
    [{ MobilePhone: '2' }, [{ phone_number: '2', type: 'MOBILE' }]],
    [
      { Phone: '1', MobilePhone: '2' },
      [
        { phone_number: '2', type: 'MOBILE' },
        { phone_number: '1', type: null },
      ],
    ],
    [{ Phone: '2', MobilePhone: '2' }, [{ phone_number: '2', type: 'MOBILE' }]],
    [{ Phone: ' ', MobilePhone: '' }, []],
  ])('of %j has these numbers', (raw, numbers) => {
    expect(candidate(raw).phone_numbers).toEqual(numbers);
  });

  test.each<[Partial<RawApplicant>, unknown[]]>([
    [{ ThirdPartyProfiles: null, Url: ' ' }, []],
    [
      {
        ThirdPartyProfiles: [
          { ThirdParty: 'LinkedIn', Identifier: 'x1', Url: 'https://example.com/in/x' },
          null,
          undefined,
          { Identifier: 'x2' },
        ],
        Url: 'https://example.at',
      },
      [
        { link: 'https://example.com/in/x', type: 'LINKEDIN', username: 'x1' },
        { link: null, type: null, username: 'x2' },
        { link: 'https://example.at', type: 'WEBSITE', username: null },
      ],
    ],
  ])('of %j is found there', (raw, pages) => {
    expect(candidate(raw).social_media).toEqual(pages);
  });

  test.each([
    ['eva@example.at', [{ email_address: 'eva@example.at', type: null }]],
    [' eva@example.at ', [{ email_address: 'eva@example.at', type: null }]],
    ['keine', []],
    [null, []],
  ])('with the email %j has %j', (Email, expected) => {
    expect(candidate({ Email }).email_addresses).toEqual(expected);
  });

  test.each([
    [{}, null],
    [{ City: ' ', Country: '' }, null],
    [{ Country: 'Germany' }, ['DE', null]],
    [{ Street: 'Gasse 1' }, [null, 'Gasse 1']],
    [{ City: 'Linz' }, [null, null]],
    [{ ZipCode: '4020' }, [null, null]],
  ])('of %j lives there', (raw, expected) => {
    const { location } = candidate(raw);

    expect(location && [location.country, location.street_1]).toEqual(expected);
  });

  test.each([
    ['2025-11-07T16:00:00', '2025-11-08T16:00:00', '2025-11-08T15:00:00.000Z'],
    ['2025-11-08T16:00:00', '2025-11-07T16:00:00', '2025-11-08T15:00:00.000Z'],
    ['2025-11-08T16:00:00', '0001-01-01T00:00:00', '2025-11-08T15:00:00.000Z'],
    [null, '2025-11-07T16:00:00', '2025-11-07T15:00:00.000Z'],
    [null, undefined, undefined],
  ])(
    'updated by user %s and by applicant %s was updated %s',
    (DateOfUpdateByUser, DateOfUpdateByApplicant, expected) => {
      const { remote_updated_at, changed_at } = candidate({ DateOfUpdateByUser, DateOfUpdateByApplicant });

      expect(remote_updated_at?.toISOString()).toBe(expected);
      expect(changed_at.toISOString()).toBe(expected ?? '2025-11-08T12:00:00.000Z');
    },
  );

  test('has tags once', () => {
    expect(candidate({ Tags: ['a', null, 'b', 'a', ' '] }).tags.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  test('has applications that name their jobs and last changes', () => {
    const { applications } = toCandidate({ Id: 7 }, context, {
      applications: [
        { Id: 1, ApplicantId: 7, JobId: 11, WorkflowStatusGroup: 5 },
        null,
        { Id: 2, ApplicantId: 7, JobId: 12, WorkflowStatusGroup: 1 },
      ],
      job: (id) => (id === 11 ? { name: 'Koch' } : undefined),
      workflowLastChange: (id) => (id === 1 ? '2025-11-07T16:00:00' : undefined),
    });

    expect(
      applications.map(({ remote_id, outcome, rejected_at, remote_updated_at, job }) => [
        remote_id,
        outcome,
        rejected_at,
        remote_updated_at,
        job?.name,
      ]),
    ).toEqual([
      ['1', 'DECLINED', new Date('2025-11-07T15:00:00Z'), new Date('2025-11-07T15:00:00Z'), 'Koch'],
      ['2', 'PENDING', null, null, null],
    ]);
  });

  test('has applications without further details', () => {
    const { applications } = toCandidate({ Id: 7 }, context, { applications: [{ Id: 1, ApplicantId: 7, JobId: 11 }] });

    expect(applications).toMatchObject([
      { remote_id: '1', outcome: null, remote_updated_at: null, changed_at: base.observedAt, job: { name: null } },
    ]);
    expect(candidate({}).applications).toEqual([]);
  });

  test('tells custom fields that were read from those that were not', () => {
    expect(candidate({}).custom_fields).toBeNull();
    expect(toCandidate({ Id: 7 }, context, { customFieldValues: [] }).custom_fields).toEqual({});
  });

  test('has raw records only on request', () => {
    const raw = { Id: 7, LastName: 'Müller' };
    const open = createMapperContext({ ...base, remoteData: true });

    expect(toCandidate(raw, context).remote_data).toBeNull();
    expect(toCandidate(raw, open).remote_data).toMatchObject({ '/Applicant/{applicantId}': raw });
  });

  test('reports what could not be mapped, without its value', () => {
    const issues: MappingIssue[] = [];
    const telling = createMapperContext({ ...base, onIssue: (issue) => issues.push(issue) });
    const dates = { DateOfCreation: 'geheim', DateOfUpdateByUser: 'geheim', DateOfUpdateByApplicant: 'geheim' };
    toCandidate({ Id: 7, Email: 'geheim', ...dates, LastName: 'geheim' }, telling, {
      applications: [{ Id: 1, ApplicantId: 7, JobId: 11, WorkflowStatusGroup: 9 }],
      workflowLastChange: () => 'geheim',
      customFieldValues: [{ Value: 'geheim' }, { CustomField: { Name: 'a', Type: 4 }, DateValue: 'geheim' }],
    });

    expect(issues.map(({ id, path, reason }) => `${id} ${path}: ${reason}`).sort()).toEqual([
      '1 WorkflowLastChange: not a date',
      '1 WorkflowStatusGroup: unknown value',
      '7 CustomFields.0.CustomField.Name: missing',
      '7 CustomFields.1.DateValue: not a date',
      '7 DateOfCreation: not a date',
      '7 DateOfUpdateByApplicant: not a date',
      '7 DateOfUpdateByUser: not a date',
      '7 Email: not an email address',
    ]);
    expect(JSON.stringify(issues)).not.toContain('geheim');
  });
});
