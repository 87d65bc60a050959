import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.js';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Between, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';
import { nameOf } from '../helpers/client.js';

const candidate_id = `remote:${FIRST}`;
const pdf = (text: string) => ({ name: 'cv.pdf', type: 'CV', data: base64(text) }) as const;
const day = (value: string) => ({ candidate_id, field: 'eintritt', value }) as const;

/** The messages of a result's warnings. */
async function warningsOf(result: Promise<{ readonly warnings: readonly { readonly message: string }[] }>) {
  return (await result).warnings.map(({ message }) => message);
}

/** Applies to the job that asks for a skill and a language. */
async function apply(stage: Stage) {
  const [french, skill, hours] = [await stage.question(902), await stage.question(903), await stage.question(909)];
  const answers = [
    { question_id: french.id, answer: french.option('gut') },
    { question_id: skill.id, answer: skill.option('gut') },
    { question_id: hours.id, answer: hours.option('38.5') },
  ];
  const wishes = { availability_date: '2026-09-01', salary_expectations: { period: 'YEAR', amount: 42_000 } } as const;
  return stage.client().createApplication({
    ...EVA,
    candidate: { ...EVA.candidate, ...wishes },
    application: { job_id: `remote:${JOBS.office}` },
    screening_question_answers: answers,
  });
}

/** Answers every write of some routes with a status. */
function refusing(pattern: RegExp, status: number): Between {
  return ({ fetch }) =>
    async (input, init) => {
      const isMeant = pattern.test(`${init?.method} ${String(input)}`);
      return isMeant ? Response.json({ Message: 'No.' }, { status }) : fetch(input, init);
    };
}

describe('a full CV slot that wants POST', () => {
  test('gets one POST, after the old CV is kept as a document', async () => {
    const stage = createStage({ dialect: { fullCv: 'post-only' } });
    stage.sandbox.setCv(FIRST, { Content: base64('old'), FileExtension: '.pdf' });
    const adding = { candidate_id, attachment: pdf('new') };
    await stage.client().addAttachmentToCandidate(adding);
    expect(stage.sandbox.cvOf(FIRST)?.Content).toBe(base64('new'));
    expect(stage.writes().slice(-2)).toEqual(['PUT Applicant/Cv/{applicantId}', 'POST Applicant/Cv/{applicantId}']);
    expect(stage.sandbox.documentsOf(FIRST).at(-1)).toMatchObject({ Name: 'CV', Content: base64('old') });
  });

  test('an empty one gets no POST, and a refusal of both is that of the PUT', async () => {
    const stage = createStage({}, refusing(/(?:PUT|POST) .*\/Cv\//, 400));
    const adding = { candidate_id, attachment: pdf('new') };
    expect(await caught(stage.client().addAttachmentToCandidate(adding))).toMatchObject({ status: 400 });
    stage.sandbox.setCv(FIRST, { Content: base64('old'), FileExtension: '.pdf' });
    const failure = await caught(stage.client().addAttachmentToCandidate(adding));
    expect(failure).toMatchObject({ endpoint: 'PUT Api/Applicant/Cv/{applicantId}', status: 400 });
    expect(stage.sandbox.cvOf(FIRST)?.Content).toBe(base64('old'));
  });
});

test('an empty CV slot that answers 404 with a page is empty if the record says so, too', async () => {
  const stage = createStage({ dialect: { errorBodies: 'html' } });
  await stage.client().addAttachmentToCandidate({ candidate_id, attachment: pdf('new') });
  expect(stage.sandbox.cvOf(FIRST)?.Content).toBe(base64('new'));
  const page: Between =
    ({ fetch }) =>
    async (input, init = {}) =>
      init.method === 'GET' && /\/Cv\//.test(String(input)) ? new Response('<p>', { status: 404 }) : fetch(input, init);
  const full = createStage({}, page);
  full.sandbox.setCv(FIRST, { Content: base64('old'), FileExtension: '.pdf' });
  const adding = { candidate_id, attachment: pdf('new') };
  expect(await caught(full.client().addAttachmentToCandidate(adding))).toMatchObject({ status: 404 });
  expect(full.sandbox.cvOf(FIRST)?.Content).toBe(base64('old'));
});

test('a note is compared with the stored one whatever the case of its names', async () => {
  const stage = createStage({ dialect: { propertyNames: 'camel' } });
  expect(await warningsOf(stage.client().addNoteToCandidate({ candidate_id, content: 'Ruft zurück.' }))).toEqual([]);
});

test.each([
  ['camelCase', { propertyNames: 'camel' }],
  ['numbers as texts', { numbers: 'text' }],
  ['ids as texts', { numbers: 'ids-text' }],
  ['decimals', { numbers: 'decimal' }],
  ['no content', { writeAnswers: '204' }],
] as const)('the answer to a step is understood in %s', async (_, dialect) => {
  const stage = createStage({ dialect });
  stage.sandbox.moveApplication(FIRST, 880_000, 'Neu eingelangt');
  stage.sandbox.addActivity({ Name: 'Nur Mail' });
  const run = (activity: string) =>
    warningsOf(stage.client().runApplicationActivity({ application_id: `remote:${FIRST}/880000`, activity }));
  expect(await run('In Prüfung nehmen')).toEqual([]);
  expect(await run('Nur Mail')).toEqual([expect.stringContaining('the same stage and steps')]);
});

test.each(['Id', 'id', 'ID'])(
  'an answer about another application (%s) leaves the outcome of a step unknown',
  async (name) => {
    const between =
      ({ fetch }: Sandbox): Sandbox['fetch'] =>
      async (input, init) => {
        const answer = await fetch(input, init);
        return nameOf(input, init).startsWith('POST') && /\/Application\/\d/.test(nameOf(input, init))
          ? Response.json({ [name]: '7', [name === 'Id' ? 'ApplicantId' : 'applicantId']: FIRST })
          : answer;
      };
    const stage = createStage({}, between);
    stage.sandbox.moveApplication(FIRST, 880_000, 'Neu eingelangt');
    stage.sandbox.addActivity({ Name: 'Nur Mail' });
    const input = { application_id: `remote:${FIRST}/880000`, activity: 'Nur Mail' };
    expect(await caught(stage.client().runApplicationActivity(input))).toMatchObject({
      name: 'ResponseShapeError',
      message: expect.stringContaining('not the requested record'),
      mayHaveBeenApplied: true,
    });
  },
);

test('what a server without zeros does not say about a field is not said of it', async () => {
  const stage = createStage({ dialect: { emptyProperties: 'defaults-absent' } });
  const setting = stage.client().setCandidateField({ candidate_id, field: 'anmerkung', value: 'x' });
  expect(await caught(setting)).toMatchObject({
    issues: [{ path: 'field', message: expect.stringContaining('does not say') }],
  });
});

test('a server that does not show tags cannot be relied on to have none', async () => {
  const stage = createStage({ dialect: { missingProperties: 'some' } });
  const id = stage.sandbox.addApplicant({ LastName: 'Alt', Tags: ['alt'] });
  const removing = stage.client().removeTagFromCandidate({ candidate_id: `remote:${id}`, tag: { name: 'alt' } });
  expect((await warningsOf(removing)).join()).toMatch(/does not show the tags/);
});

describe('skills and languages', () => {
  test('are written one at a time where the route for several is missing', async () => {
    const stage = createStage({ dialect: { skillsRoute: '404' } });
    expect(await warningsOf(apply(stage))).toEqual([]);
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.sandbox.knowledgesOf(id)).toMatchObject([{ Knowledge: 'BMD NTCS', Level: 'gut' }]);
    expect(stage.writes().filter((write) => write.includes('Knowledge'))).toEqual([
      'PUT Applicant/Knowledges/{applicantId}',
      'PUT Applicant/Knowledge/{applicantId}',
    ]);
  });

  test.each(['400', 'dropped'] as const)('that the mandator lacks are left out with a warning (%s)', async (value) => {
    const stage = createStage({ dialect: { unknownSkills: value, unknownLanguages: value } });
    stage.sandbox.removeFromCatalogue('Knowledges', 'BMD NTCS');
    stage.sandbox.removeFromCatalogue('Languages', 'Französisch');
    const warnings = await warningsOf(apply(stage));
    expect(warnings).toHaveLength(2);
    expect(warnings.join()).toMatch(/language.*eRecruiter did not keep 1 of 1 skill/);
    expect(stage.sandbox.applicationsOf(stage.applicantsWith(EMAIL)[0] ?? 0)).toHaveLength(1);
  });

  test('that the mandator has, and eRecruiter refuses, are an error', async () => {
    const stage = createStage({}, refusing(/PUT .*\/Language\//, 400));
    expect(await caught(apply(stage))).toMatchObject({ name: 'PartialWriteError', cause: { status: 400 } });
    const other = createStage({}, refusing(/PUT .*\/Knowledges\//, 400));
    expect(await caught(apply(other))).toMatchObject({ name: 'PartialWriteError', cause: { status: 400 } });
  });
});

describe('a name that the mandator lacks', () => {
  test('is left out of a new candidate and of the application, once each', async () => {
    const stage = createStage({ dialect: { unknownSources: '400', unknownCountries: '400' } });
    stage.sandbox.removeFromCatalogue('Countries', 'Österreich');
    const client = stage.client({ source: { name: 'Messe Nirgendwo' } });
    const candidate = { ...EVA.candidate, location: { country: 'AT', city: 'Linz' } };
    const warnings = await warningsOf(client.createApplication({ ...EVA, candidate }));
    expect(warnings.join('\n')).toMatch(/left out: Country, Referrer\n/);
    expect(warnings.join('\n')).toMatch(/source of the application, which the mandator does not have/);
    const [id = 0] = stage.applicantsWith(EMAIL);
    expect(stage.sandbox.applicant(id)).toMatchObject({ City: 'Linz', Country: null, Referrer: null });
    expect(stage.writes()).toEqual(['PUT Applicant', 'PUT Applicant', 'PUT Application', 'PUT Application']);
  });

  test('is left out of a change, and the rest is written', async () => {
    const stage = createStage({ dialect: { unknownCountries: '400' } });
    const [id, client] = [stage.sandbox.addApplicant({ LastName: 'Neu', City: 'Wien' }), stage.client()];
    stage.sandbox.removeFromCatalogue('Countries', 'Schweiz');
    const candidate = { location: { city: 'Basel', country: 'CH' } };
    const warnings = await warningsOf(client.updateCandidate({ candidate_id: `remote:${id}`, candidate }));
    expect(warnings.join()).toMatch(/did not keep the change of: Country/);
    expect(stage.sandbox.applicant(id)).toMatchObject({ City: 'Basel', Country: null });
  });

  test('is not the reason if the mandator has every name: the refusal is an error, and nothing is sent again', async () => {
    const stage = createStage({ dialect: { requiredFields: 'first-name' } }, refusing(/PUT .*\/Applicant\?/, 400));
    expect(await caught(stage.client().createApplication(EVA))).toMatchObject({ status: 400 });
    expect(stage.applicantsWith(EMAIL)).toEqual([]);
  });

  test('in the record itself is named, and never emptied to get a change through', async () => {
    const stage = createStage({ dialect: { unknownCountries: '400', unknownNames: '400' } });
    const held = { Country: 'Österreich', TitleBeforeName: 'Dipl.-Ing.' };
    const id = stage.sandbox.addApplicant({ LastName: 'Alt', ...held });
    stage.sandbox.removeFromCatalogue('Countries', 'Österreich');
    stage.sandbox.removeFromCatalogue('TitlesBeforeName', 'Dipl.-Ing.');
    const change = { candidate_id: `remote:${id}`, tag: { name: 'neu' } };
    const failure = await caught(stage.client().addTagToCandidate(change));
    expect(failure).toMatchObject({ status: 400, code: 'REMOTE.INPUT_INVALID', mayHaveBeenApplied: false });
    expect(String(failure)).toMatch(
      /change of Tags was refused; .* what the candidate has in Country, TitleBeforeName$/,
    );
    expect(stage.sandbox.applicant(id)).toMatchObject(held);
  });

  test('and that no list has, such as a tag, is named by the refusal', async () => {
    const stage = createStage({ dialect: { unknownTags: '400' } });
    const change = { candidate_id: `remote:${stage.sandbox.addApplicant({ LastName: 'Neu' })}`, tag: { name: 'neu' } };
    const failure = await caught(stage.client().addTagToCandidate(change));
    expect(String(failure)).toMatch(/HTTP 400: the change of Tags was refused$/);
    expect(Object(failure).remoteText()).toMatch(/Message/);
  });
});

test('a server that refuses what it does not store gets the record without what it computes', async () => {
  const stage = createStage({ dialect: { unknownProperties: '400' } });
  const before = stage.sandbox.applicantJson(FIRST);
  await stage.client().addTagToCandidate({ candidate_id, tag: { name: 'neu' } });
  expect(stage.sandbox.applicant(FIRST)?.Tags).toContain('neu');
  expect(stage.writes()).toEqual(['POST Applicant/{applicantId}', 'POST Applicant/{applicantId}']);
  expect(before).toMatch(/"GlobalId":9223372036854775807/);
  expect(stage.sandbox.applicantJson(FIRST)).toMatch(/"GlobalId":9223372036854775807/);
});

test('a strict server gets a document and a language without what it does not store', async () => {
  const stage = createStage({ dialect: { unknownProperties: '400' } });
  const document = stage.sandbox.addRecord(FIRST, 'Document', { Name: 'Alt', FileExtension: '.pdf', Type: 'Zeugnis' });
  const attachment_id = `remote:${FIRST}/${document}`;
  await stage.client().replaceAttachment({ attachment_id, attachment: { data: base64('%PDF-1.4 new') } });
  const found = stage.sandbox.documentsOf(FIRST).find(({ Id }) => Id === document);
  expect(found).toMatchObject({ Type: 'Zeugnis', Content: base64('%PDF-1.4 new') });
  const id = stage.sandbox.addApplicant({ LastName: 'Grün', Email: EMAIL });
  stage.sandbox.addRecord(id, 'Language', { Language: 'Französisch', Level: 'Grundkenntnisse' });
  await apply(stage);
  expect(stage.sandbox.languagesOf(id)).toMatchObject([{ Language: 'Französisch', Level: 'gut' }]);
});

test('a type of document that the mandator lacks is left out with a warning, and the document is stored', async () => {
  const stage = createStage({ dialect: { unknownDocumentTypes: '400' } });
  stage.sandbox.removeFromCatalogue('ApplicantDocumentTypes', 'Zeugnis');
  const [moving, extent, file] = [await stage.question(1001), await stage.question(1008), await stage.question(1011)];
  const answers = [
    { question_id: moving.id, answer: true },
    { question_id: extent.id, answer: [extent.option('Vollzeit')] },
    { question_id: file.id, answer: { name: 'Zeugnis.pdf', data: base64('%PDF-1.4 one') } },
  ];
  const application = { job_id: `remote:${JOBS.technical}` };
  const applying = stage.client().createApplication({ ...EVA, application, screening_question_answers: answers });
  expect((await warningsOf(applying)).join()).toMatch(/did not keep the type of a document/);
  const [id = 0] = stage.applicantsWith(EMAIL);
  expect(stage.sandbox.documentsOf(id)).toMatchObject([{ Type: null, Content: base64('%PDF-1.4 one') }]);
});

test('a document keeps its new content where its own type is refused', async () => {
  const stage = createStage({ dialect: { unknownDocumentTypes: '400' } });
  const document = stage.sandbox.addRecord(FIRST, 'Document', { Name: 'Alt', FileExtension: '.pdf', Type: 'Zeugnis' });
  stage.sandbox.removeFromCatalogue('ApplicantDocumentTypes', 'Zeugnis');
  const attachment_id = `remote:${FIRST}/${document}`;
  const replacing = stage.client().replaceAttachment({ attachment_id, attachment: { data: base64('%PDF-1.4 new') } });
  expect((await warningsOf(replacing)).join()).toMatch(/did not keep the type of a document/);
  const found = stage.sandbox.documentsOf(FIRST).find(({ Id }) => Id === document);
  expect(found).toMatchObject({ Type: null, Content: base64('%PDF-1.4 new') });
});

test('the consent policy is found by the address of the portal, or else by its host', async () => {
  for (const [policyPortal, reads] of [
    ['address', 1],
    ['host', 2],
    ['any', 1],
  ] as const) {
    const stage = createStage({ dialect: { policyPortal } });
    await stage.client().setCandidateConsent({ candidate_id, accepted: true });
    expect(stage.sandbox.policiesOf(FIRST), policyPortal).toHaveLength(1);
    expect(stage.requests().filter((request) => request === 'GET Policies')).toHaveLength(reads);
  }
});

test('without routes for policies, the date of the consent is recorded, with a warning', async () => {
  const stage = createStage({ dialect: { policiesRoute: '404' } });
  const input = { ...EVA, gdpr_consent: { given: true } } as const;
  expect((await warningsOf(stage.client().createApplication(input))).join()).toMatch(
    /no consent policy: only the date/,
  );
  expect(stage.sandbox.applicant(stage.applicantsWith(EMAIL)[0] ?? 0)?.PolicyAcceptedAt).toMatch(/^2026-03-01/);
});

describe('a day for a custom field', () => {
  test.each(['invariant', 'german'] as const)(
    'is written in the form that eRecruiter takes: %s',
    async (fieldDates) => {
      const stage = createStage({ dialect: { fieldDates } });
      expect(await warningsOf(stage.client().setCandidateField(day('2026-05-09')))).toEqual([]);
      const [row] = stage.sandbox.customFieldsOf(FIRST).filter(({ CustomField }) => CustomField?.Name === 'eintritt');
      expect(row?.DateValue).toMatch(/^2026-05-09/);
    },
  );

  test('is never left with day and month swapped: the form that is read as sent is written last', async () => {
    const sent: string[] = [];
    const swaps: Between =
      ({ fetch }) =>
      async (input, init) => {
        const value = /"Value":"([^"]+)"/.exec(String(init?.body))?.[1];
        if (value === undefined || !String(input).endsWith('/CustomField')) return fetch(input, init);
        sent.push(value);
        if (/^\d{4}-/.test(value)) return Response.json({ Message: 'No.' }, { status: 400 });
        const [, a, b, year] = /^(\d\d)[/.](\d\d)[/.](\d{4})/.exec(value) ?? [];
        const body = String(init?.body).replace(value, `${year}-${b}-${a}`);
        return fetch(input, { ...init, body });
      };
    const stage = createStage({}, swaps);
    expect(await warningsOf(stage.client().setCandidateField(day('2026-05-09')))).toEqual([]);
    expect(sent).toEqual(['2026-05-09', '05/09/2026 00:00:00', '09.05.2026']);
    const [row] = stage.sandbox.customFieldsOf(FIRST).filter(({ CustomField }) => CustomField?.Name === 'eintritt');
    expect(row?.DateValue).toMatch(/^2026-05-09/);
  });

  test('that no form stores is an error if all are refused, and a warning if one is read as another day', async () => {
    const none = createStage({}, refusing(/\/CustomField$/, 400));
    expect(await caught(none.client().setCandidateField(day('2026-05-09')))).toMatchObject({ status: 400 });
    const shifts: Between =
      ({ fetch }) =>
      (input, init = {}) => {
        const body = String(init.body).replace(/"Value":"[^"]+"/, '"Value":"2026-01-01"');
        return fetch(input, typeof init.body === 'string' ? { ...init, body } : init);
      };
    const stage = createStage({}, shifts);
    expect((await warningsOf(stage.client().setCandidateField(day('2026-05-09')))).join()).toMatch(/did not keep/);
  });
});
