import { describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { departures, hasWire, readRequests, suite, type Recorded } from './wire.js';

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

/** Sends as the official client does, with a token. */
async function connect(sandbox: Sandbox) {
  const send = async (method: string, target: string, rawBody = '', token?: string): Promise<Answered> => {
    const response = await sandbox.fetch(sandbox.baseUrl + target, {
      method,
      headers: {
        ...(token === undefined ? {} : { 'X-ApiToken': token }),
        ...(rawBody === '' ? {} : { 'Content-Type': 'application/json; charset=utf-8' }),
      },
      ...(rawBody === '' ? {} : { body: rawBody }),
    });
    const text = await response.text();
    return { status: response.status, text, body: parsed(text) };
  };
  const key = JSON.stringify({ Key: sandbox.apiKey, MandatorId: sandbox.mandatorId, ClientInfo: 'contract test' });
  const answer = await send('POST', '/Api', key);
  const token = String(Object(answer.body).Token);
  return (method: string, target: string, rawBody = '') => send(method, target, rawBody, token);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const A = 150_000;

/** The answer of each route, as a class of the official client. */
const ANSWERS: [method: string, target: string, type: string, body?: object][] = [
  ['GET', '/Api/Mandator', 'Responses.MandatorResponse'],
  ['GET', '/Api/Mandator/KnowledgeTree', 'Responses.KnowledgeTreeResponse'],
  ['GET', '/Api/Users/', 'Responses.UserResponse[]'],
  ['GET', '/Api/User/3', 'Responses.UserResponse'],
  ['GET', '/Api/Policies?portal=&culture=de-AT', 'Responses.PolicyResponse[]'],
  ['GET', '/Api/Policies/3', 'Responses.PolicyResponse'],
  ['GET', '/Api/PublishedJobs?channel=&culture=de-AT', 'Responses.JobsResponse'],
  ['GET', '/Api/PublishedJobs?channel=jobboerse&culture=en-GB', 'Responses.JobsResponse'],
  ['GET', '/Api/PublishedJob/4711?channel=&culture=de-AT', 'Responses.JobResponse'],
  ['GET', '/Api/Job/4311?culture=en-GB', 'Responses.JobResponse'],
  ['GET', '/Api/Questionnaire/ByJob/4711?culture=de-AT', 'Responses.QuestionnaireResponse'],
  ['GET', '/Api/Questionnaire/10', 'Responses.QuestionnaireResponse'],
  ['GET', '/Api/Applications/ByJob/4711', 'Responses.ApplicationJobResponse[]'],
  ['GET', '/Api/Applications/ByReferrer/Acme%20Jobs?startAt=&endAt=', 'Responses.ApplicationReferrerResponse[]'],
  ['GET', '/Api/Applicants/ByExternalId/4000000', 'Responses.ApplicantResponse[]'],
  ['GET', '/Api/Applicants/ByCustomField/stundenausmass?value=38.5', 'Responses.ApplicantResponse[]'],
  ['GET', `/Api/Applicant/${A}/Policies`, 'Responses.ApplicantPolicyResponse[]'],
  ['PUT', `/Api/Applicant/${A}/Policies/4`, 'Responses.ApplicantPolicyResponse', { AcceptedOn: '2025-11-08T08:22:40' }],
  ['PUT', '/Api/Application?url=&sendApplicationEmail=false', 'Responses.ApplicationCreateResponse', { JobId: 1 }],
  ['PUT', `/Api/Applicant/Cv/${A}`, 'Responses.ApplicantCvResponse', { FileExtension: 'pdf', Content: 'JVBERg==' }],
  ['GET', `/Api/Applicant/Cv/${A + 2}?includeContent=False`, 'Responses.ApplicantCvResponse'],
  ['PUT', `/Api/Applicant/Document/${A}`, 'Responses.ApplicantDocumentResponse', { Name: 'x', Content: 'JVBERg==' }],
  ['PUT', `/Api/Applicant/Education/${A}`, 'Responses.ApplicantEducationResponse', { Start: { Year: 2001 } }],
  ['PUT', `/Api/Applicant/Experience/${A}`, 'Responses.ApplicantExperienceResponse', { Name: 'Müller' }],
  ['PUT', `/Api/Applicant/Language/${A}`, 'Responses.ApplicantLanguageResponse', { Language: 'Ungarisch' }],
  ['PUT', `/Api/Applicant/Knowledge/${A}`, 'Responses.ApplicantKnowledgeResponse', { Knowledge: 'C#', Level: 'gut' }],
  ['PUT', `/Api/Applicant/History/${A}`, 'Responses.ApplicantHistoryResponse', { Subject: 'Notiz' }],
  ['POST', `/Api/Applicant/${A}/CustomField`, 'Responses.CustomFieldValueResponse', { CustomField: 'eintritt' }],
  ['POST', '/Api/Mailer/Registration', 'Responses.MailerResponse', { ApplicantId: A, Url: '' }],
  ['POST', '/Api/Application/Message/', 'Responses.SendApplicationMessageResponse', { JobId: 4711, ApplicantId: A }],
];

describe.skipIf(!hasWire)(suite('answers of the sandbox'), () => {
  test.each(ANSWERS.map(([method, target, type, body]) => ({ method, target, type, body })))(
    '$method $target is a $type',
    async ({ method, target, type, body }) => {
      const call = await connect(createSandbox());
      const answer = await call(method, target, body === undefined ? '' : JSON.stringify(body));
      expect(answer.status).toBe(200);
      if (type.endsWith('[]')) expect(answer.body).not.toEqual([]);
      expect(departures(type, answer.body)).toEqual([]);
    },
  );

  test('every applicant, with all that belongs to them, is what .NET would write', async () => {
    const sandbox = createSandbox({ applicants: 400, jobs: 12, seed: 7 });
    const call = await connect(sandbox);
    const problems: string[] = [];
    for (const id of sandbox.applicantIds()) {
      for (const [target, type] of [
        [`/Api/Applicant/${id}`, 'Responses.ApplicantResponse'],
        [`/Api/Applications/${id}?culture=de-AT`, 'Responses.ApplicationResponse[]'],
        [`/Api/Applicant/Documents/${id}?includeContent=true`, 'Responses.ApplicantDocumentResponse[]'],
        [`/Api/Applicant/CustomFields/${id}`, 'Responses.CustomFieldValueResponse[]'],
        [`/Api/Applicant/Languages/${id}`, 'Responses.ApplicantLanguageResponse[]'],
        [`/Api/Applicant/Knowledges/${id}`, 'Responses.ApplicantKnowledgeResponse[]'],
        [`/Api/Applicant/Educations/${id}`, 'Responses.ApplicantEducationResponse[]'],
        [`/Api/Applicant/Experiences/${id}`, 'Responses.ApplicantExperienceResponse[]'],
      ] as const) {
        const answer = await call('GET', target);
        problems.push(...departures(type, answer.body).map((problem) => `${target} ${problem}`));
      }
    }
    expect(problems).toEqual([]);
  });

  test('every job in both languages is what .NET would write', async () => {
    const sandbox = createSandbox({ jobs: 60 });
    const call = await connect(sandbox);
    for (const id of sandbox.jobIds()) {
      for (const culture of ['de-AT', 'en-GB']) {
        const answer = await call('GET', `/Api/Job/${id}?culture=${culture}`);
        expect(departures('Responses.JobResponse', answer.body)).toEqual([]);
      }
    }
  });

  test('what a test adds from partial records is what .NET would write', async () => {
    const sandbox = createSandbox({ empty: true });
    const call = await connect(sandbox);
    sandbox.addToCatalogue('JobProfiles', 'Küche');
    sandbox.addToCatalogue('Regions', 'Tirol');
    sandbox.addToCatalogue('TitlesBeforeName', 'Mag.');
    sandbox.addKnowledgeGroup({ JobProfile: 'Küche', Group: 'Herd', Knowledges: ['Gas'] });
    sandbox.addSource({ Name: 'Messe' });
    sandbox.addChannel({ Name: 'Intranet' });
    sandbox.addCustomField({ Name: 'feld', Target: 'Job' });
    sandbox.addPolicy();
    const user = sandbox.addUser();
    const job = sandbox.addJob(
      {
        GeoLocation: { City: 'Linz' },
        GoogleForJobs: { MinSalary: 1, Locations: [{ City: 'Linz' }] },
        ExtendedJobProfiles: [{ Name: 'Küche' }],
        Channels: { StepStone: { Video: 'x' } },
        SocialMedia: { Title: 'x' },
        CustomFields: [{ CustomField: { Name: 'feld' }, Value: 'x' }],
        PublishedOn: [{ Name: 'Intranet' }, { Name: 'Karriereportal' }],
      },
      { 'en-GB': { Title: 'Chef' } },
    );
    sandbox.addQuestionnaire({ Items: [{ Title: 'Gas?', Knowledge: 'Gas' }, { Type: 'Headline' }] }, job);
    const person = sandbox.addApplicant({ ThirdPartyProfiles: [{ ThirdParty: 'Xing' }], MilitaryServiceStart: {} });
    sandbox.addApplication({ ApplicantId: person, JobId: job, AvailableActivities: [{ Name: 'x' }] });
    sandbox.setCv(person);
    sandbox.addRecord(person, 'Document');
    sandbox.addRecord(person, 'Experience', { Reference: { LastName: 'Öttl' }, Start: { Year: 2020 } });
    const problems: string[] = [];
    for (const [target, type] of [
      ['/Api/Mandator', 'Responses.MandatorResponse'],
      ['/Api/Mandator/KnowledgeTree', 'Responses.KnowledgeTreeResponse'],
      [`/Api/User/${user}`, 'Responses.UserResponse'],
      ['/Api/Policies?portal=&culture=de-AT', 'Responses.PolicyResponse[]'],
      ['/Api/PublishedJobs?channel=&culture=de-AT', 'Responses.JobsResponse'],
      ['/Api/PublishedJobs?channel=Intranet&culture=en-GB', 'Responses.JobsResponse'],
      [`/Api/Job/${sandbox.addJob()}`, 'Responses.JobResponse'],
      [`/Api/Questionnaire/ByJob/${job}`, 'Responses.QuestionnaireResponse'],
      [`/Api/Applicant/${person}`, 'Responses.ApplicantResponse'],
      [`/Api/Applications/${person}`, 'Responses.ApplicationResponse[]'],
      [`/Api/Applicant/${person}/Policies`, 'Responses.ApplicantPolicyResponse[]'],
      [`/Api/Applicant/Cv/${person}`, 'Responses.ApplicantCvResponse'],
      [`/Api/Applicant/Documents/${person}`, 'Responses.ApplicantDocumentResponse[]'],
      [`/Api/Applicant/Experiences/${person}`, 'Responses.ApplicantExperienceResponse[]'],
    ] as const) {
      const answer = await call('GET', target);
      if (Array.isArray(answer.body)) expect(answer.body, target).not.toEqual([]);
      problems.push(...departures(type, answer.body).map((problem) => `${target} ${problem}`));
    }
    expect(problems).toEqual([]);
  });
});

/** Recorded requests that the sandbox has no route for, or is right to refuse. */
const NOT_ACCEPTED: Readonly<Record<string, number>> = {
  // Not used by this library.
  AgnosticApplicantsByGlobalIdRequest: 404,
  // A slash that was not escaped leads to another route; so does a question mark.
  'ApplicantsRequest.byEmail-nasty': 404,
  'ApplicantCustomFieldGetRequest.nastyName': 404,
  // Does not exist.
  'ApplicantKnowledgeGetRequest.nasty': 404,
  ApplicantKnowledgeDeleteRequest: 404,
  'PublishedJobRequest.channel-indeed': 404,
  'MandatorRequest.byId': 404,
  // Without a last name.
  'ApplicantPutRequest.empty-defaultCtor': 400,
  // Another tenant's key.
  ApiKeyRequest: 401,
  'ApiKeyRequest.after401': 401,
};

/** The sub-records that recorded requests name, created before they are sent. */
const RECORDS = [
  ['Document', '330042', { Name: 'Zeugnis', FileExtension: '.pdf', Type: 'Zeugnis', Content: 'JVBERg==' }],
  ['Language', '31', { Language: 'Französisch', Level: 'gut' }],
  ['Education', '41', { Type: 'HTL' }],
  ['Experience', '21', { Name: 'Öhlinger' }],
] as const;

describe.skipIf(!hasWire)(suite('requests of the official client'), () => {
  // Requests for applicant 1 test how the client handles odd answers.
  const usual = readRequests().filter(
    ({ answered, request }) => answered.status === 200 && !request.target.endsWith('/1'),
  );

  test.each(usual.map((recorded): [string, Recorded] => [recorded.file, recorded]))('%s', async (_, recorded) => {
    const { request, answered } = recorded;
    const sandbox = createSandbox({ applicants: 200, jobs: 8 });
    const call = await connect(sandbox);
    let { target } = request;
    for (const [one, recordedId, body] of RECORDS) {
      const made = await call('PUT', `/Api/Applicant/${one}/150123`, JSON.stringify(body));
      target = target.replace(`/${one}/${recordedId}`, `/${one}/${String(Object(made.body).Id)}`);
    }
    for (const [target, body] of [
      ['/Api/Applicant/Cv/150123', { FileExtension: 'pdf', Content: 'JVBERg==' }],
      ['/Api/Applicant/Photo/150123', { FileExtension: 'jpg', Content: '/9j/' }],
      ['/Api/Applicant/Knowledge/150123', { Knowledge: 'BMD NTCS', Level: 'gut' }],
    ] as const) {
      await call('PUT', target, JSON.stringify(body));
    }
    const { ApplicantId = 0 } = sandbox.application(880_001) ?? {};
    sandbox.moveApplication(ApplicantId, 880_001, 'Neu eingelangt');
    await call('POST', '/Api/Applicant/150123/CustomField', '{"CustomField":"stundenausmass","Value":"38.5"}');

    const answer = await call(request.method, target, request.rawBody);
    const name = recorded.variant === null ? recorded.class : `${recorded.class}.${recorded.variant}`;
    const expected = NOT_ACCEPTED[name] ?? NOT_ACCEPTED[recorded.class] ?? 200;
    expect(answer.status).toBe(expected);
    if (expected === 200) expect(outline(answer.body)).toBe(outline(parsed(answered.rawBody)));
  });

  test.each([
    ['error404', 404],
    ['error401', 401],
    ['error500', 500],
  ])('%s has the recorded body', async (variant, status) => {
    const recorded = readRequests().find((item) => item.class === 'ApplicantGetRequest' && item.variant === variant);
    const sandbox = createSandbox({ errorDetail: true });
    const call = await connect(sandbox);
    if (status === 401) sandbox.expireTokens();
    if (status === 500) sandbox.fail({ kind: 'status' });
    const answer = await call('GET', '/Api/Applicant/1');
    expect(answer.status).toBe(status);
    expect(answer.text).toBe(recorded?.answered.rawBody);
  });
});

/** The outline of an answer: `list`, the names of its properties, or its type. */
function outline(body: unknown): string {
  if (Array.isArray(body)) return 'list';
  return typeof body === 'object' && body !== null ? Object.keys(body).join(' ') : typeof body;
}
