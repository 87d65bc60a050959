import { describe, expect, test } from 'vitest';
import { toRawHistory, toRawNote } from '../../src/mappers/index.js';
import { createStage, EVA, FIRST } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';
import { PlainServer } from '../helpers/plain-server.js';

const candidate_id = `remote:${FIRST}`;
const HISTORY = 'PUT Applicant/History/{applicantId}';

describe('a note becomes an entry of the history', () => {
  test('in one request, without reading anything first', async () => {
    const stage = createStage();
    const { data, warnings } = await stage.client().addNoteToCandidate({ candidate_id, content: 'Ruft zurück' });
    expect([data, warnings]).toEqual([{}, []]);
    expect(stage.requests()).toEqual(['POST Token', HISTORY]);
    const entry = { JobId: null, Subject: 'Ruft zurück', Body: '<p>Ruft zurück</p>', Type: 0, CreatedBy: 'Acme Jobs' };
    expect(stage.sandbox.historyOf(FIRST)).toEqual([entry]);
  });

  test('under the job of the application, which is looked up if the id does not name it', async () => {
    const stage = createStage();
    const { data } = await stage.client().createApplication(EVA);
    const applicant = Number(data.candidate.remote_id);
    const client = stage.client({ source: undefined });
    const note = { content: 'x', title: 'Telefonat', author: 'Käthe Grün' };
    await client.addNoteToApplication({ application_id: data.id, content: 'x' });
    await client.addNoteToApplication({ application_id: `remote:${applicant}/${data.remote_id}`, ...note });
    expect(stage.sandbox.historyOf(applicant)).toMatchObject([
      { JobId: 4713, Subject: 'x', CreatedBy: 'erecruiter-kombo' },
      { JobId: 4713, Subject: 'Telefonat', CreatedBy: 'Käthe Grün' },
    ]);
  });

  test('also on a server that writes the names of its answers in camel case', async () => {
    const answers = [
      { subject: 'Ruft', body: '<p>Ruft</p>', createdBy: 'erecruiter-kombo', jobId: null, type: 0 },
      { subject: 'Anders', body: '<p>Ruft</p>' },
    ];
    const server = new PlainServer({
      before: (request) => (request.includes('History') ? Response.json(answers.shift()) : undefined),
    });
    const note = { candidate_id: `remote:${server.add({})}`, content: 'Ruft' };
    const client = server.client();
    expect((await client.addNoteToCandidate(note)).warnings).toEqual([]);
    expect((await client.addNoteToCandidate(note)).warnings).toEqual([
      { message: 'eRecruiter did not keep the title of the note as it was sent' },
    ]);
  });

  test.each([
    ['a candidate that does not exist', { candidate_id: 'remote:7' }],
    ['an application that the candidate does not have', { application_id: `remote:${FIRST}/7` }],
  ])('%s is invalid input, and nothing is stored', async (_, target) => {
    const stage = createStage();
    const client = stage.client();
    const call =
      'candidate_id' in target
        ? client.addNoteToCandidate({ content: 'x', candidate_id: target.candidate_id ?? '' })
        : client.addNoteToApplication({ content: 'x', application_id: target.application_id });
    expect(await caught(call)).toMatchObject({ code: 'REMOTE.INPUT_INVALID' });
    expect(stage.sandbox.historyOf(FIRST)).toEqual([]);
  });

  test.each([
    ['Subject', 'title', { title: 'Telefonat mit Folgen' }, { Subject: 'Telefonat' }],
    ['Body', 'content', {}, { Body: '<p>Ruft</p>' }],
    ['CreatedBy', 'author', { author: 'Käthe Grün' }, { CreatedBy: 'API' }],
    ['JobId', 'job', {}, { JobId: 8 }],
  ])('a server that stores another %s leads to a warning', async (_, part, own, stored) => {
    const server = new PlainServer({
      before: (request, body) =>
        request.startsWith('PUT Applicant/History/') ? Response.json({ ...JSON.parse(body), ...stored }) : undefined,
    });
    const id = server.add({});
    server.applications.push({ Id: 9, ApplicantId: id, JobId: 7 });
    const application_id = `remote:${id}/9`;
    const note = { content: 'Ruft zurück', ...own };
    const { warnings } = await server.client().addNoteToApplication({ application_id, ...note });
    expect(warnings).toEqual([{ message: `eRecruiter did not keep the ${part} of the note as it was sent` }]);
  });

  test('HTML that is written in another way is the same content', async () => {
    const Body = '<div>Gr&uuml;&szlig;e &amp; K&#252;sse<br />bis bald</div>';
    const server = new PlainServer({
      before: (request, body) =>
        request.startsWith('PUT Applicant/History/') ? Response.json({ ...JSON.parse(body), Body }) : undefined,
    });
    const input = { candidate_id: `remote:${server.add({})}`, content: 'Grüße & Küsse\nbis bald' };
    expect((await server.client().addNoteToCandidate(input)).warnings).toEqual([]);
  });
});

describe('toRawNote', () => {
  test.each([
    ['markup', '<b>x</b> & "y"', '<p>&lt;b&gt;x&lt;/b&gt; &amp; &quot;y&quot;</p>'],
    ['lines', 'a\nb\r\nc\rd', '<p>a<br>b<br>c<br>d</p>'],
    ['other line breaks', 'a\u2028b\u2029c\u0085d\ve\ff', '<p>a<br>b<br>c<br>d<br>e<br>f</p>'],
    ['an empty line', 'a\n\nb', '<p>a<br><br>b</p>'],
    ['blanks around it', '\n  a  \n', '<p>a</p>'],
    ['the blanks of a line', '- a\n  - b', '<p>- a<br>  - b</p>'],
  ])('keeps %s as text', (_, content, body) => {
    expect(toRawNote({ content }).Body).toBe(body);
  });

  const words = 'Wort '.repeat(30).trim();
  test.each([
    ['the first line', 'Telefonat\nHat zugesagt', 'Telefonat'],
    ['the first line with letters', '\u200b\nTelefonat', 'Telefonat'],
    ['80 characters whole', 'x'.repeat(80), 'x'.repeat(80)],
    ['a long line, cut between words', words, `${'Wort '.repeat(15).trim()}…`],
    ['a long word, cut', 'x'.repeat(200), `${'x'.repeat(79)}…`],
    ['letters outside of the basic plane, whole', '𝒳'.repeat(200), `${'𝒳'.repeat(79)}…`],
  ])('makes a title from %s', (_, content, title) => {
    expect(toRawNote({ content }).Subject).toBe(title);
  });

  test.each([
    ['a title', 'Telefonat', 'Telefonat'],
    ['a title of several lines, in one', ' Telefonat\r\nmit Eva ', 'Telefonat mit Eva'],
    ['a long title, whole', 'x'.repeat(300), 'x'.repeat(300)],
    ['no blank title', ' ', 'a'],
  ])('takes %s', (_, title, subject) => {
    expect(toRawNote({ content: 'a', title }).Subject).toBe(subject);
  });

  test('has its author, and a link its label, in one line', () => {
    expect(toRawNote({ content: 'a', author: ' Käthe\r\nGrün\u2028' }).CreatedBy).toBe('Käthe Grün');
    const link = { label: 'Test:\n97 of 100', url: 'https://example.com' };
    expect(toRawHistory(link).Subject).toBe('Test: 97 of 100');
  });

  test('has no job and a name for its author by default', () => {
    expect(toRawNote({ content: 'a', author: ' ' })).toMatchObject({ JobId: null, CreatedBy: 'erecruiter-kombo' });
    const entry = { JobId: 7, CreatedBy: 'Acme Jobs' };
    expect(toRawNote({ content: 'a' }, { jobId: 7, createdBy: 'Acme Jobs' })).toMatchObject(entry);
  });
});
