import { describe, expect, test } from 'vitest';
import { createStage, FIRST, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const candidate_id = `remote:${FIRST}`;
const tagged = (name: string) => ({ candidate_id, tag: { name } });
const tagsOf = ({ sandbox }: Stage): unknown => sandbox.applicant(FIRST)?.Tags;

function withTags(...Tags: string[]): Stage {
  const stage = createStage({ newerProperties: { Pronouns: 'sie', Badge: 2n ** 62n + 1n } });
  stage.sandbox.edit(FIRST, { Tags });
  return stage;
}

describe('adding a tag', () => {
  test('reads the record, replaces it, and reads it back', async () => {
    const stage = withTags('Stapler');
    expect(await stage.client().addTagToCandidate(tagged(' Nachtdienst '))).toEqual({ data: {}, warnings: [] });
    expect(tagsOf(stage)).toEqual(['Stapler', 'Nachtdienst']);
    expect(stage.requests()).toEqual([
      'POST Token',
      'GET Applicant/{applicantId}',
      'POST Applicant/{applicantId}',
      'GET Applicant/{applicantId}',
    ]);
  });

  test.each(['Stapler', 'STAPLER', ' stapler'])('that the candidate has already (%j) writes nothing', async (name) => {
    const stage = withTags('Stapler');
    await stage.client().addTagToCandidate(tagged(name));
    expect(stage.writes()).toEqual([]);
  });

  test('sends every other property as it was: only the tags differ from what was read', async () => {
    const stage = withTags('Stapler');
    const before = stage.sandbox.applicantJson(FIRST) ?? '';
    await stage.client().addTagToCandidate(tagged('Ö "quoted" \\ 😀'));
    const sent = stage.sandbox.log.find(({ method, template }) => method === 'POST' && template !== 'Token');
    const tags = '["Stapler","Ö \\"quoted\\" \\\\ 😀"]';
    expect(sent?.body).toBe(before.replace('["Stapler"]', tags));
    expect(sent?.body).toContain('"GlobalId":9223372036854775807,');
    expect(sent?.body).toMatch(/"Pronouns":"sie","Badge":4611686018427387905\}$/);
  });

  test('works if a candidate has no list of tags yet', async () => {
    const stage = createStage();
    const { fetch } = stage.sandbox;
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        const text = await response.text();
        return new Response(text.replace('"Tags":[]', '"Tags":null'), response);
      },
    });
    await client.addTagToCandidate(tagged('Stapler'));
    expect(tagsOf(stage)).toEqual(['Stapler']);
  });
});

describe('removing a tag', () => {
  test('removes every spelling of it, and leaves the others in their order', async () => {
    const stage = withTags('B', 'Stapler', 'A', 'STAPLER');
    await stage.client().removeTagFromCandidate(tagged('stapler'));
    expect(tagsOf(stage)).toEqual(['B', 'A']);
  });

  test('that the candidate does not have writes nothing', async () => {
    const stage = withTags('Stapler');
    expect(await stage.client().removeTagFromCandidate(tagged('Kran'))).toEqual({ data: {}, warnings: [] });
    expect(stage.writes()).toEqual([]);
  });
});

describe('writers at the same time', () => {
  test('two tags added at once are both kept, and so are twenty, some of them removed again', async () => {
    const stage = withTags('old');
    const client = stage.client();
    const names = Array.from({ length: 20 }, (_, index) => `tag ${index}`);
    await Promise.all([
      ...names.map((name) => client.addTagToCandidate(tagged(name))),
      client.removeTagFromCandidate(tagged('old')),
      client.removeTagFromCandidate(tagged('tag 7')),
    ]);
    expect(tagsOf(stage)).toEqual(names.filter((name) => name !== 'tag 7'));
  });

  test('if a writer with an older copy undoes the change, it is made again, on top of what the other wrote', async () => {
    const stage = withTags('old');
    let stale = 1;
    const { fetch } = stage.sandbox;
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        const last = stage.sandbox.log.at(-1);
        if (last?.method === 'POST' && last.template === 'Applicant/{applicantId}' && stale-- > 0) {
          stage.sandbox.edit(FIRST, { Tags: ['old'], City: 'Graz' });
        }
        return response;
      },
    });
    await client.addTagToCandidate(tagged('new'));
    expect(stage.sandbox.applicant(FIRST)).toMatchObject({ Tags: ['old', 'new'], City: 'Graz' });
    expect(stage.writes()).toHaveLength(2);
  });

  test('if eRecruiter never keeps the change, there is an error after a limited number of tries', async () => {
    const stage = withTags();
    const { fetch } = stage.sandbox;
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        stage.sandbox.edit(FIRST, { Tags: [] });
        return response;
      },
    });
    expect(await caught(client.addTagToCandidate(tagged('x')))).toMatchObject({
      name: 'ActionRejectedError',
      code: 'REMOTE.INPUT_INVALID',
    });
    expect(stage.writes()).toHaveLength(6);
  });
});

test('a candidate that does not exist is invalid input', async () => {
  const call = createStage()
    .client()
    .addTagToCandidate({ candidate_id: 'remote:7', tag: { name: 'x' } });
  expect(await caught(call)).toMatchObject({ code: 'REMOTE.INPUT_INVALID', status: 404 });
});
