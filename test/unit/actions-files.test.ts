import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, FIRST, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

const candidate_id = `remote:${FIRST}`;
const cv = (text: string, name = 'cv.pdf') => ({ name, type: 'CV', data: base64(text) }) as const;
const other = (text: string, name = 'Zeugnis.pdf') => ({ name, type: 'OTHER', data: base64(text) }) as const;

const add = (stage: Stage, attachment: ReturnType<typeof cv> | ReturnType<typeof other>) =>
  stage.client().addAttachmentToCandidate({ candidate_id, attachment });

/** The documents that were not there at the start, oldest first. */
function added({ sandbox }: Stage): unknown[] {
  return sandbox.documentsOf(FIRST).slice(createStage().sandbox.documentsOf(FIRST).length);
}

describe('a CV', () => {
  test('goes to the slot; an existing one is first kept as a document', async () => {
    const stage = createStage();
    await add(stage, cv('one'));
    expect(stage.sandbox.cvOf(FIRST)).toEqual({ FileExtension: '.pdf', Content: base64('one') });
    expect(added(stage)).toEqual([]);
    const { warnings } = await add(stage, cv('two', 'cv.docx'));
    expect(stage.sandbox.cvOf(FIRST)).toEqual({ FileExtension: '.docx', Content: base64('two') });
    expect(added(stage)).toMatchObject([{ Name: 'CV', FileExtension: '.pdf', Content: base64('one') }]);
    expect(warnings).toEqual([{ message: 'the mandator has no document type for CV; used "Sonstiges"' }]);
    expect(stage.writes().slice(-2)).toEqual([
      'PUT Applicant/Document/{applicantId}',
      'PUT Applicant/Cv/{applicantId}',
    ]);
  });

  test('does not overwrite another if the token exchange, not the slot, answers 404', async () => {
    const stage = createStage();
    await add(stage, cv('one'));
    stage.sandbox.fail({ on: 'POST Token', kind: 'status', status: 404, times: 2 }); // with and without a slash
    expect(await caught(add(stage, cv('two')))).toMatchObject({ endpoint: 'POST Api' });
    await add(stage, cv('two'));
    expect(added(stage)).toMatchObject([{ Name: 'CV', Content: base64('one') }]);
  });

  test('that is in the slot already is not written again', async () => {
    const stage = createStage();
    await add(stage, cv('one'));
    await add(stage, cv('one', 'another name.pdf'));
    expect(stage.writes()).toEqual(['PUT Applicant/Cv/{applicantId}']);
  });

  test('that changes back and forth is kept as a document once', async () => {
    const stage = createStage();
    for (const text of ['one', 'two', 'one', 'two', 'one']) await add(stage, cv(text));
    expect(stage.sandbox.cvOf(FIRST)).toMatchObject({ Content: base64('one') });
    expect(added(stage)).toMatchObject([{ Content: base64('one') }, { Content: base64('two') }]);
  });

  test('the first of several goes to the slot, the others to the documents, each once', async () => {
    const stage = createStage();
    const attachments = [
      other('z'),
      cv('one'),
      cv('two', 'second.pdf'),
      cv('one'),
      other('z'),
      cv('two', 'second.pdf'),
    ];
    await stage.client().createApplication({ ...EVA, attachments });
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.sandbox.cvOf(id)).toMatchObject({ Content: base64('one') });
    expect(stage.sandbox.documentsOf(id)).toMatchObject([
      { Name: 'Zeugnis', Content: base64('z') },
      { Name: 'second', Type: 'Sonstiges', Content: base64('two') },
    ]);
  });
});

describe('a document', () => {
  test('is equal if type, bytes and name without extension are: then it is not added twice', async () => {
    const stage = createStage();
    await add(stage, other('z'));
    await add(stage, other('z'));
    await add(stage, other('z', ' Zeugnis.PDF'));
    expect(added(stage)).toHaveLength(1);
    await add(stage, other('y'));
    await add(stage, other('z', 'Zweites Zeugnis.pdf'));
    await stage
      .client()
      .addAttachmentToCandidate({ candidate_id, attachment: { ...other('z'), type: 'COVER_LETTER' } });
    expect(added(stage)).toMatchObject([
      { Name: 'Zeugnis', Type: 'Sonstiges', Content: base64('z') },
      { Name: 'Zeugnis', Type: 'Sonstiges', Content: base64('y') },
      { Name: 'Zweites Zeugnis', Type: 'Sonstiges' },
      { Name: 'Zeugnis', Type: 'Anschreiben' },
    ]);
  });

  test('is equal to one that eRecruiter stores with its extension in the name, or with line breaks', async () => {
    const stage = createStage();
    const { fetch } = stage.sandbox;
    await add(stage, other('a long enough text'));
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        const text = await response.text();
        const changed = text
          .replaceAll('"Name":"Zeugnis"', '"Name":"Zeugnis.pdf"')
          .replaceAll(base64('a long enough text'), base64('a long enough text').replace(/.{8}/g, '$&\\r\\n'));
        return new Response(changed, response);
      },
    });
    await client.addAttachmentToCandidate({ candidate_id, attachment: other('a long enough text') });
    expect(added(stage)).toHaveLength(1);
  });

  test('is not public, and has the catalogue’s type for its kind', async () => {
    const stage = createStage();
    const { fetch } = stage.sandbox;
    const client = stage.client({
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        const text = await response.text();
        return new Response(
          text.replace(/"ApplicantDocumentTypes":\[[^\]]*\]/, '"ApplicantDocumentTypes":[]'),
          response,
        );
      },
    });
    const { warnings } = await client.addAttachmentToCandidate({ candidate_id, attachment: other('z') });
    expect(added(stage)).toMatchObject([{ Type: null, IsPublic: false }]);
    expect(warnings).toEqual([{ message: 'the mandator has no document type for OTHER; used none' }]);
  });
});

describe('an attachment to an application', () => {
  test('is added to its candidate, with a warning', async () => {
    const stage = createStage();
    const { data } = await stage.client().createApplication(EVA);
    const result = await stage.client().addAttachmentToApplication({ application_id: data.id, attachment: other('z') });
    expect(result).toEqual({
      data: {},
      warnings: [{ message: 'eRecruiter stores files on the candidate: the attachment was added there' }],
    });
    expect(stage.sandbox.documentsOf(Number(data.candidate.remote_id))).toMatchObject([{ Name: 'Zeugnis' }]);
  });

  test('accepts the numbers of applicant and application as well', async () => {
    const stage = createStage();
    await stage.client().addAttachmentToApplication({ application_id: `remote:${FIRST}/7`, attachment: other('z') });
    expect(added(stage)).toMatchObject([{ Name: 'Zeugnis' }]);
  });
});

test.each([cv('x'), other('x')])('a candidate that does not exist is invalid input: $type', async (attachment) => {
  const stage = createStage();
  const error = await caught(stage.client().addAttachmentToCandidate({ candidate_id: 'remote:7', attachment }));
  expect(error).toMatchObject({ code: 'REMOTE.INPUT_INVALID', mayHaveBeenApplied: false });
});

test('an unreadable record among the documents is an error: it could be the same document', async () => {
  const stage = createStage();
  stage.sandbox.fail({ on: 'GET Applicant/Documents/{applicantId}', kind: 'wrong-types' });
  expect(await caught(add(stage, other('z')))).toMatchObject({ name: 'ResponseShapeError' });
  expect(stage.writes()).toEqual([]);
});

test('fifty files at once are all kept, and equal ones once', async () => {
  const stage = createStage();
  const client = stage.client();
  const files = Array.from({ length: 50 }, (_, index) => other(`text ${index % 10}`, `${index % 10}.pdf`));
  await Promise.all(files.map((attachment) => client.addAttachmentToCandidate({ candidate_id, attachment })));
  expect(added(stage)).toHaveLength(10);
});
