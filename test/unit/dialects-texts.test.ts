import { describe, expect, test } from 'vitest';
import { createMapperContext, toApplication, toCandidate, toJob } from '../../src/mappers/index.js';
import { applicantView, mandatorView, mend } from '../../src/schemas/index.js';
import { plainClient, plainData } from '../helpers/read-server.js';
import { run, type State } from '../helpers/sync-state.js';

describe('a text in place of a list', () => {
  test.each(['a, b', 'a;b', 'a|b'])('that may be several is not taken for one: %s', (text) => {
    const mended = mend(applicantView, { Id: 7, Tags: text });
    expect(mended?.value.Tags).toBeNull();
    expect(mended?.mismatches).toEqual([{ path: 'Tags', reason: 'expected array' }]);
    expect(mend(mandatorView, { Id: 1, ApplicantDocumentTypes: text })?.value.ApplicantDocumentTypes).toBeNull();
  });

  test('without separators is one', () => {
    expect(mend(applicantView, { Id: 7, Tags: 'R&D' })?.value.Tags).toEqual(['R&D']);
  });
});

describe('HTML character references in plain texts', () => {
  const issues: unknown[] = [];
  const context = createMapperContext({
    ...{ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2026-03-01T12:00:00Z') },
    onIssue: (issue) => void issues.push(issue),
  });
  const reason = 'has HTML character references such as &amp;: the server encodes texts';

  test('are reported, and the text stays as it is', () => {
    issues.length = 0;
    const candidate = toCandidate({ Id: 7, LastName: 'Gr&#252;n', City: 'Wien', Tags: ['R&amp;D'] }, context);
    expect(candidate).toMatchObject({ last_name: 'Gr&#252;n', tags: [{ name: 'R&amp;D' }] });
    toJob({ Id: 9, Title: 'B&auml;cker', Html: '<p>R&amp;D</p>', Block1: '&lt;' }, context);
    toApplication({ Id: 5, ApplicantId: 7, JobId: 9, Status: 'Gepr&#xFC;ft' }, context);
    expect(issues).toEqual([
      { id: '7', path: 'LastName', reason },
      { id: '7', path: 'Tags', reason },
      { id: '9', path: 'Title', reason },
      { id: '5', path: 'Status', reason },
    ]);
  });

  test('are not confused with signs that people write', () => {
    issues.length = 0;
    toCandidate({ Id: 7, LastName: 'Müller & Söhne', City: 'A&B;', Tags: ['R&D', 'AT&T'] }, context);
    expect(issues).toEqual([]);
  });
});

test('questions that cannot be read are not deleted', async () => {
  const data = plainData();
  const state: State = new Map();
  await run(plainClient(data).erecruiter, state);
  const before = [...state.keys()];
  data.questionnaires.set(2, { Id: 70, Items: { Item: { Id: 701, Title: 'Frage', Type: 21 } } });
  const { erecruiter, issues } = plainClient(data);
  expect(await run(erecruiter, state)).toEqual([]);
  expect([...state.keys()]).toEqual(before);
  expect(issues.map(({ reason }) => reason).join()).toMatch(/questions cannot be read/);
});

test('a file without the content that was asked for is reported', async () => {
  const files = [{ Id: 5, Name: 'a', FileExtension: '.txt', Content: null }];
  const { erecruiter, issues } = plainClient(plainData(), {
    before: (path) => {
      if (path.startsWith('Applicant/Documents/')) return Response.json(files);
      if (path === 'Applicant/Document/5') return Response.json(files[0]);
      if (path.startsWith('Applicant/Cv/')) return Response.json({ FileExtension: '.pdf', Content: null });
      return undefined;
    },
  });
  const listed = await erecruiter.listCandidateAttachments('remote:11').toArray();
  expect(listed.map(({ data_url: url }) => url)).toEqual([null, null]);
  expect(issues.map(({ endpoint, id, path, reason }) => [endpoint, id, path, reason])).toEqual([
    ['GET Api/Applicant/Cv/{applicantId}', '11', 'Content', 'missing'],
    ['GET Api/Applicant/Document/{documentId}', '5', 'Content', 'missing'],
  ]);
  issues.length = 0;
  await erecruiter.listCandidateAttachments('remote:11', { content: false }).toArray();
  expect(issues).toEqual([]);
});
