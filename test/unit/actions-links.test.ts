import { describe, expect, test } from 'vitest';
import { createStage, EVA, FIRST } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const LINK = { label: 'Eignungstest', url: 'https://tests.example.com/r/7' };

describe('a link to a result becomes an entry of the history', () => {
  test('in one request, without reading anything first', async () => {
    const stage = createStage();
    await stage.client().addResultLinkToCandidate({ candidate_id: `remote:${FIRST}`, ...LINK });
    expect(stage.requests()).toEqual(['POST Token', 'PUT Applicant/History/{applicantId}']);
    expect(stage.sandbox.historyOf(FIRST)).toEqual([
      {
        JobId: null,
        Subject: 'Eignungstest',
        Body: '<p><a href="https://tests.example.com/r/7">https://tests.example.com/r/7</a></p>',
        Type: 0,
        CreatedBy: 'Acme Jobs',
      },
    ]);
  });

  test('under the job of the application', async () => {
    const stage = createStage();
    const { data } = await stage.client().createApplication(EVA);
    const applicant = Number(data.candidate.remote_id);
    const client = stage.client({ source: undefined });
    await client.addResultLinkToApplication({ application_id: data.id, ...LINK });
    await client.addResultLinkToApplication({ application_id: `remote:${applicant}/${data.remote_id}`, ...LINK });
    const entry = { JobId: 4713, CreatedBy: 'erecruiter-kombo' };
    expect(stage.sandbox.historyOf(applicant)).toMatchObject([entry, entry]);
  });

  test('of which nothing can become markup', async () => {
    const stage = createStage();
    await stage.client().addResultLinkToCandidate({
      candidate_id: `remote:${FIRST}`,
      label: 'A & B',
      url: 'https://tests.example.com/?q="><script>',
      details: { custom_field_name_prefix: '<b>', attributes: [{ key: '<i>', value: '<script>1</script>' }] },
    });
    const [entry] = stage.sandbox.historyOf(FIRST);
    expect(entry?.Subject).toBe('A & B'); // a line of text, not HTML
    expect(entry?.Body?.match(/<\/?\w+/g)).toEqual(['<p', '<a', '</a', '</p', '<ul', '<li', '</li', '</ul']);
  });

  test.each([
    ['a candidate that does not exist', { candidate_id: 'remote:7' }],
    ['an application that the candidate does not have', { application_id: `remote:${FIRST}/7` }],
  ])('%s is invalid input', async (_, target) => {
    const stage = createStage();
    const client = stage.client();
    const call =
      'candidate_id' in target
        ? client.addResultLinkToCandidate({ ...LINK, candidate_id: target.candidate_id ?? '' })
        : client.addResultLinkToApplication({ ...LINK, application_id: target.application_id });
    expect(await caught(call)).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
  });
});
