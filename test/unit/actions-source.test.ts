import { describe, expect, test } from 'vitest';
import { createStage, EMAIL, EVA, FIRST, JOBS } from '../faults/actions-kit.js';

describe('the source of an application', () => {
  const MESSE = 'Messe Graz';
  test.each([
    ['the client’s', undefined, 'Acme Jobs'],
    ['source.name first', { name: MESSE, id: 'Karriereportal', unified_key: 'jobbörse süd' }, MESSE],
    ['then source.id', { id: 'Karriereportal', unified_key: MESSE }, 'Karriereportal'],
    ['then source.unified_key, case-insensitive', { unified_key: 'JOBBÖRSE SÜD' }, 'Jobbörse Süd'],
    ['as the catalogue spells it', { name: 'messe graz' }, MESSE],
  ])('%s', async (_, source, name) => {
    const stage = createStage();
    const { data, warnings } = await stage.client().createApplication({ ...EVA, source });
    expect(warnings).toEqual([]);
    expect(stage.sandbox.applicant(Number(data.candidate.remote_id))?.Referrer).toBe(name);
    expect(stage.sandbox.applicationsOf(Number(data.candidate.remote_id))).toMatchObject([{ Referrer: name }]);
  });

  test('is null if none is given, and one that is not in the catalogue is sent with a warning', async () => {
    const stage = createStage();
    await stage.client({ source: undefined }).createApplication(EVA);
    const other = { ...EVA.candidate, email_address: 'b@example.at' };
    const source = { name: 'Brieftaube' };
    const { warnings } = await stage.client().createApplication({ ...EVA, candidate: other, source });
    const referrers = [EMAIL, 'b@example.at'].flatMap((email) =>
      stage.applicantsWith(email).map((id) => stage.sandbox.applicationsOf(id)[0]?.Referrer),
    );
    expect(referrers).toEqual([null, 'Brieftaube']);
    expect(warnings).toEqual([{ message: 'the source is not in the mandator’s catalogue' }]);
  });

  test.each([
    ['Acme Jobs', 'Kampagne 7'],
    ['Karriereportal', null], // the catalogue does not allow it there
  ])('has the client’s additional info if the catalogue allows it: %s', async (name, info) => {
    const stage = createStage();
    await stage.client({ source: { name, additionalInfo: 'Kampagne 7' } }).createApplication(EVA);
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.sandbox.applicationsOf(id)).toMatchObject([{ Referrer: name, ReferrerAdditionalInfo: info }]);
    expect(stage.sandbox.applicant(id)?.ReferrerAdditionalInfo).toBe(info);
  });

  test('is what only_created filters by', async () => {
    const client = createStage().client();
    const { data } = await client.createApplication(EVA);
    const own = await client.listApplications({ only_created: true }).toArray();
    expect(own.map(({ id }) => id)).toContain(data.id);
  });

  test('that an answer names ranks below all others, and is left out with a warning then', async () => {
    const stage = createStage();
    const [move, extent, how] = [await stage.question(1001), await stage.question(1008), await stage.question(1004)];
    const input = {
      ...EVA,
      application: { job_id: `remote:${JOBS.technical}` },
      screening_question_answers: [
        { question_id: move.id, answer: false },
        { question_id: extent.id, answer: [extent.option('Vollzeit')] },
        { question_id: how.id, answer: how.option('Messe Graz') },
      ],
    };
    const { data, warnings } = await stage.client().createApplication(input);
    expect(warnings.map(({ message }) => message)).toContainEqual(
      expect.stringMatching('^the answer about the source was left out'),
    );
    expect(stage.sandbox.applicationsOf(Number(data.candidate.remote_id))).toMatchObject([{ Referrer: 'Acme Jobs' }]);

    const candidate = { ...EVA.candidate, email_address: 'b@example.at' };
    const second = await stage.client({ source: undefined }).createApplication({ ...input, candidate });
    expect(second.warnings.map(({ message }) => message)).not.toContainEqual(expect.stringMatching('source'));
    const id = Number(second.data.candidate.remote_id);
    expect(stage.sandbox.applicationsOf(id)).toMatchObject([{ Referrer: 'Messe Graz' }]);
  });
});

describe('consent', () => {
  const given = { gdpr_consent: { given: true } };

  test('accepts the policy in force, in the client’s culture', async () => {
    const stage = createStage();
    await stage.client({ culture: 'en-GB' }).createApplication({ ...EVA, ...given });
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.sandbox.policiesOf(id)).toMatchObject([{ PolicyId: 14, RevokedOn: null }]);
  });

  test('overwrites the date of an older one on the record, and accepts the policy once only', async () => {
    const stage = createStage();
    stage.sandbox.edit(FIRST, { Email: EMAIL, PolicyAcceptedAt: '2020-01-01T00:00:00' });
    await stage.client().createApplication({ ...EVA, ...given });
    await stage.client().createApplication({ ...EVA, ...given, application: { job_id: `remote:${JOBS.custom}` } });
    expect(stage.sandbox.applicant(FIRST)?.PolicyAcceptedAt).toBe('2026-03-01T13:00:00');
    expect(stage.writes().filter((write) => write.includes('Policies'))).toHaveLength(1);
  });

  test('that is not given records nothing', async () => {
    const stage = createStage();
    await stage.client().createApplication({ ...EVA, gdpr_consent: { given: false } });
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.sandbox.policiesOf(id)).toEqual([]);
    expect(stage.sandbox.applicant(id)?.PolicyAcceptedAt).toBeNull();
    expect(stage.requests()).not.toContain('GET Policies');
  });
});
