import { ConfigurationError, ERecruiter, type Issue } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';
import { describe, expect, test } from 'vitest';

function connect(candidate: Readonly<Record<string, string>>) {
  const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 3, jobs: 2 });
  const issues: Issue[] = [];
  const onIssue = (issue: Issue): void => void issues.push(issue);
  const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch, onIssue, customFields: { candidate } });
  return { erecruiter, issues };
}

describe('the option customFields', () => {
  test('accepts every key that exploreFields lists', async () => {
    const fields = await connect({}).erecruiter.exploreFields('candidate', { sample: 0 });
    const mapping = Object.fromEntries(fields.map(({ key }, index) => [`own_${index}`, key]));
    const { erecruiter, issues } = connect(mapping);
    await expect(erecruiter.ping()).resolves.toBeDefined();
    const [candidate] = await erecruiter.listCandidates().toArray({ limit: 1 });
    expect(Object.keys(candidate?.custom_fields ?? {})).toHaveLength(fields.length);
    expect(issues.filter(({ path }) => path.startsWith('customFields'))).toEqual([]);
  });

  test('is rejected by ping when it names a field that the mandator does not have', async () => {
    const error = await connect({ licence: 'fuehrerscheinX' })
      .erecruiter.ping()
      .catch((thrown: unknown) => thrown);
    expect(ConfigurationError.isInstance(error)).toBe(true);
    expect(error).toMatchObject({ issues: [{ path: 'customFields.candidate.licence' }] });
  });

  test('does not stop a listing: the unknown field is reported once and is null', async () => {
    const { erecruiter, issues } = connect({ licence: 'fuehrerscheinX' });
    const candidates = await erecruiter.listCandidates().toArray();
    expect(candidates.map(({ custom_fields: own }) => own)).toEqual(candidates.map(() => ({ licence: null })));
    expect(issues.filter(({ path }) => path === 'customFields.candidate.licence')).toHaveLength(1);
  });

  test('does not accept the fields of another model', async () => {
    const [application] = await connect({}).erecruiter.exploreFields('application', { sample: 0 });
    expect(application).toMatchObject({ type: 'DEFAULT', label: null });
    await expect(connect({ own: 'WorkflowStatusGroup' }).erecruiter.ping()).rejects.toThrow(
      'customFields.candidate.own',
    );
  });
});

describe('exploreFields', () => {
  test.each([
    ['fuehrerscheinB', 'BOOLEAN', null],
    ['stundenausmass', 'SINGLE_SELECT', ['20', '30', '38.5']],
    ['schichtmodell', 'MULTI_SELECT', ['Früh', 'Spät', 'Nacht']],
    ['eintritt', 'DATE', null],
    ['hinweis', 'HTML', null],
  ])('returns format and choices of %s', async (key, format, choices) => {
    const fields = await connect({}).erecruiter.exploreFields('candidate');
    expect(fields.find((field) => field.key === key)).toMatchObject({
      type: 'CUSTOM',
      format,
      possible_values: choices,
    });
  });

  test('returns at most five different values of each field', async () => {
    for (const model of ['job', 'candidate', 'application'] as const) {
      for (const { sample_values: values } of await connect({}).erecruiter.exploreFields(model)) {
        expect(values.length).toBeLessThanOrEqual(5);
        expect(new Set(values.map((value) => JSON.stringify(value))).size).toBe(values.length);
      }
    }
  });
});
