import { describe, expect, test } from 'vitest';
import { ERecruiter, type Issue } from '../../src/index.js';
import * as bodies from '../../src/raw/endpoints/bodies.js';
import type { RawProperties } from '../../src/raw/index.js';
import * as properties from '../../src/schemas/body-properties.js';
import { APPLICANT_PROPERTIES } from '../../src/schemas/properties.js';
import { callByName, RAW_ENDPOINTS, type RawName } from '../helpers/raw.js';
import { RAW_CLASSES, WITHOUT_CLASS } from './raw-classes.js';
import { hasWire, readDefinitions, readRequests, type Recorded, suite } from './wire.js';

const SITE = 'https://erecruiter.example.at';

/** What the official client was called with, where it does not escape it: its address says something else. */
const INTENDED: Readonly<Record<string, object>> = {
  '030': { sendRegistrationEmail: true, url: 'https://jobs.example.at/Bewerbung/Jürgen?ref=karriere.at&x=a b' },
  '126': { sendApplicationEmail: true, url: 'https://jobs.example.at/Bewerbung/Jürgen?ref=karriere.at&x=a b' },
  '039': { email: "o'brien/jörg müller" },
  '072': { applicantId: 150_123, customFieldName: 'Führerschein B/1 & 2?' },
  '087': { applicantId: 150_123, knowledge: 'C#' },
  '143': { channel: 'Ö Kanal&x', culture: 'de-AT' },
};

/** Answers that are no record. */
const REFUSED: Readonly<Record<string, string>> = {
  '195': 'NotFoundError',
  '196': 'StatusError',
  '197': 'ServerError',
  '198': 'ServerError',
  '199': 'ServerError',
  '200': 'StatusError',
  '203': 'ResponseShapeError',
  '204': 'ResponseShapeError',
  '206': 'ResponseShapeError',
  '208': 'ResponseShapeError',
  '213': 'AuthenticationError',
};

/** Answers to a request for another record, or with a value of a wrong type: what became null is reported. */
const ODD = ['202', '207', '209', '210', '211'];

/** Calls an endpoint on a server that answers everything with one recorded answer. */
async function call(name: string, input: object, { status, rawBody }: Recorded['answered']) {
  const sent: { method: string; url: URL; body: string }[] = [];
  const issues: Issue[] = [];
  const fetch: typeof globalThis.fetch = async (given, init) => {
    const request = new Request(given, init);
    const isToken = request.url === `${SITE}/Api` && name !== 'createToken';
    if (isToken) return Response.json({ Token: 'token', Expires: '2099-01-01T00:00:00Z' });
    sent.push({ method: request.method, url: new URL(request.url), body: await request.text() });
    return new Response(status === 204 ? null : rawBody, { status });
  };
  const options = { apiKey: 'key', mandatorId: 1, retry: { limit: 0 }, onIssue: (issue: Issue) => issues.push(issue) };
  const client = new ERecruiter({ baseUrl: SITE, fetch, ...options });
  const [result] = await Promise.allSettled([callByName(client, name, input)]);
  return { request: sent.at(-1), result, issues };
}

const recorded = readRequests().map((each) => ({ ...each, number: each.file.slice(0, 3), title: each.file }));

describe.skipIf(!hasWire)(suite('raw endpoints beside the official client'), () => {
  test('each of its 128 request classes has an endpoint, and each endpoint a class', () => {
    expect(Object.keys(RAW_CLASSES)).toHaveLength(128);
    const named = Object.values(RAW_CLASSES).flat();
    expect(new Set(named).size).toBe(named.length);
    expect([...named, ...WITHOUT_CLASS].sort()).toEqual(Object.keys(RAW_ENDPOINTS).sort());
    expect(recorded.map((each) => each.class).filter((name) => RAW_CLASSES[name] === undefined)).toEqual([]);
  });

  test.each(recorded)('$title is sent in the same way', async ({ number, request, answered, ...each }) => {
    const { name, input } = inputOf(each.class, number, request);
    const { request: sent } = await call(name, input, answered);
    expect(sent?.method).toBe(request.method);
    expect(sent?.body === '' ? '' : JSON.parse(sent?.body ?? '')).toEqual(
      request.rawBody === '' ? '' : JSON.parse(request.rawBody),
    );
    if (INTENDED[number] !== undefined) {
      const all = `${decodeURIComponent(sent?.url.pathname ?? '')} ${[...(sent?.url.searchParams ?? [])].join(' ')}`;
      for (const value of Object.values(INTENDED[number])) expect(all).toContain(String(value));
      return;
    }
    const theirs = new URL(`${SITE}${request.target}`);
    expect(pathOf(sent?.url)).toBe(pathOf(theirs));
    expect(queryOf(sent?.url)).toEqual(queryOf(theirs));
  });

  const answers = recorded.filter(({ number }) => REFUSED[number] === undefined && !ODD.includes(number));
  test.each(answers)('$title is read without a loss', async ({ number, request, answered, ...each }) => {
    const { name, input } = inputOf(each.class, number, request);
    const { result, issues } = await call(name, { ...input, ...askedFor(answered.rawBody, name) }, answered);
    const body: unknown = answered.rawBody === '' ? null : JSON.parse(answered.rawBody);
    expect(result).toEqual({ status: 'fulfilled', value: body });
    expect(issues).toEqual([]);
  });

  test.each(recorded.filter(({ number }) => ODD.includes(number)))('$title is read', async ({ answered }) => {
    const body: { Id: number } = JSON.parse(answered.rawBody);
    const { result, issues } = await call('getApplicant', { applicantId: body.Id }, answered);
    expect(result).toEqual({ status: 'fulfilled', value: body });
    expect(issues).toEqual([]);
  });

  test.each(recorded.filter(({ number }) => REFUSED[number] !== undefined))(
    '$title is an error',
    async ({ number, answered }) => {
      const { result } = await call('getApplicant', { applicantId: 1 }, answered);
      expect(result).toMatchObject({ status: 'rejected', reason: { name: REFUSED[number] } });
    },
  );
});

/** Reads the input of an endpoint from a recorded request. */
function inputOf(type: string, number: string, { method, target, rawBody }: Recorded['request']) {
  const url = new URL(`${SITE}${target}`);
  const segments = url.pathname
    .replace(/^\/|\/$/g, '')
    .split('/')
    .map(decodeURIComponent);
  const fits = (name: RawName): boolean => {
    const { method: own, path, parameters, query } = RAW_ENDPOINTS[name] ?? expect.fail(name);
    const parts = ['Api', ...path.split('/').filter((part) => part !== '')];
    const isPath =
      parts.length === segments.length && parts.every((part, at) => /^\{|^$/.test(part) || part === segments[at]);
    const given = [...url.searchParams.keys()];
    const needed = query.filter((key) => typeof parameters[key] === 'string' && !/\?$|^culture$/.test(parameters[key]));
    return (
      own === method &&
      isPath &&
      needed.every((key) => given.includes(key)) &&
      given.every((key) => query.includes(key))
    );
  };
  const candidates = RAW_CLASSES[type] ?? [];
  const name = INTENDED[number] === undefined ? candidates.find(fits) : candidates[0];
  const endpoint = RAW_ENDPOINTS[name ?? ''];
  if (name === undefined || endpoint === undefined) throw new Error(`no endpoint of ${type} for ${target}`);
  const body = rawBody === '' ? {} : { body: JSON.parse(rawBody) };
  const parts = ['Api', ...endpoint.path.split('/')];
  const texts = [
    ...parts.flatMap((part, at) => (part.startsWith('{') ? [[part.slice(1, -1), segments[at] ?? '']] : [])),
    ...url.searchParams,
  ];
  const values = texts.map(([key = '', text = '']) => [key, valueOf(endpoint.parameters[key], text)]);
  const read = INTENDED[number] ?? Object.fromEntries(values);
  return { name, input: { ...read, ...body } };
}

function valueOf(parameter: unknown, text: string): unknown {
  const type = String(Array.isArray(parameter) ? parameter[0] : parameter).replace('?', '');
  if (/^(?:id|int|long)$/.test(type)) return Number(text);
  return type === 'bool' ? text.toLowerCase() === 'true' : text;
}

/** The path values that a recorded answer belongs to: the server of the recordings answered any number. */
function askedFor(rawBody: string, name: string): object {
  const owner = RAW_ENDPOINTS[name]?.owner;
  const body: unknown = rawBody === '' ? null : JSON.parse(rawBody);
  if (owner === undefined || typeof body !== 'object' || body === null || !(owner.property in body)) return {};
  return { [owner.value]: Reflect.get(body, owner.property) };
}

function pathOf(url: URL | undefined): string {
  return decodeURIComponent(url?.pathname ?? '').replace(/^\/|\/$/g, '');
}

/** The parameters in the order of their names: servers find them by name. */
function queryOf(url: URL | undefined): string[] {
  return Array.from(
    url?.searchParams ?? [],
    ([name, value]) => `${name}=${/^(?:true|false)$/i.test(value) ? value.toLowerCase() : value}`,
  ).sort();
}

/** The table of each class of bodies. */
const BODIES: Readonly<Record<string, RawProperties>> = {
  ApiKeyCreateParameter: bodies.NEW_API_KEY_BODY,
  ApiKeyUpdateParameter: properties.API_KEY_PROPERTIES,
  ApiTokenParameter: bodies.TOKEN_BODY,
  ApplicantActivityParameter: properties.ACTIVITY_PROPERTIES,
  ApplicantCertificateParameter: properties.CERTIFICATE_PROPERTIES,
  ApplicantCoverLetterCreateParameter: bodies.COVER_LETTER_BODY,
  ApplicantCvParameter: properties.FILE_PROPERTIES,
  ApplicantDocumentParameter: properties.DOCUMENT_PROPERTIES,
  ApplicantEducationParameter: properties.EDUCATION_PROPERTIES,
  ApplicantExperienceParameter: bodies.EXPERIENCE_BODY,
  'ApplicantExperienceParameter+ApplicantExperienceReference': properties.EXPERIENCE_REFERENCE_PROPERTIES,
  ApplicantHistoryParameter: properties.HISTORY_PROPERTIES,
  ApplicantInterestFilterAnswer: bodies.INTEREST_FILTER_PROPERTIES,
  ApplicantInterestParameter: bodies.INTERESTS_BODY,
  ApplicantInterestQuestionAnswer: bodies.INTEREST_QUESTION_PROPERTIES,
  ApplicantKnowledgeParameter: properties.KNOWLEDGE_PROPERTIES,
  ApplicantLanguageParameter: properties.LANGUAGE_PROPERTIES,
  ApplicantParameter: APPLICANT_PROPERTIES,
  ApplicantPhotoParameter: properties.FILE_PROPERTIES,
  ApplicantPolicyParameter: bodies.POLICY_BODY,
  ApplicantPublicationParameter: properties.PUBLICATION_PROPERTIES,
  ApplicantResetPasswordParameter: bodies.RESET_PASSWORD_BODY,
  ApplicantSetPasswordAfterRequestParameter: bodies.SET_PASSWORD_BY_CODE_BODY,
  ApplicantSetPasswordParameter: bodies.SET_PASSWORD_BODY,
  ApplicantVideoInterviewParameter: bodies.VIDEO_INTERVIEW_BODY,
  ApplicationCreateParameter: properties.NEW_APPLICATION_PROPERTIES,
  ApplicationMailParameter: bodies.APPLICATION_MAIL_BODY,
  ApplicationUpdateParameter: bodies.UPDATE_APPLICATION_BODY,
  CompanySynchronizeParameter: bodies.COMPANY_SYNC_BODY,
  CustomFieldParameter: bodies.JOB_CUSTOM_FIELD_PROPERTIES,
  CustomFieldValueParameter: bodies.CUSTOM_FIELD_VALUE_BODY,
  CvParserParameter: bodies.CV_PARSER_BODY,
  DoubleOptInParameter: bodies.DOUBLE_OPT_IN_BODY,
  FeedbackParameter: bodies.FEEDBACK_BODY,
  FinalizeCuteAssessmentParameter: bodies.CUTE_ASSESSMENT_BODY,
  JobParameter: bodies.JOB_BODY,
  JobTextParameter: bodies.JOB_TEXT_PROPERTIES,
  MandatorCreateParameter: bodies.MANDATOR_BODY,
  MandatorUpdateParameter: bodies.MANDATOR_BODY,
  RegistrationMailParameter: bodies.REGISTRATION_MAIL_BODY,
  SendApplicationMessageParameter: bodies.APPLICATION_MESSAGE_BODY,
  SocialMediaParameter: bodies.SOCIAL_MEDIA_PROPERTIES,
  UserCreateParameter: bodies.NEW_USER_BODY,
  UserUpdateParameter: properties.USER_PROPERTIES,
};

/** Classes that no JSON body has: two are a raw text with a signature in a header, one has no route. */
const NO_BODY = [
  'Integrations.ApplyWithParameter',
  'Integrations.KarriereOneClickParameter',
  'UserUpdatePasswordParameter',
];

/** The .NET type of each type of ours; text stands for an address, too. */
const NET_TYPES: Readonly<Record<string, RegExp>> = {
  text: /^(?:String|Uri)$/,
  email: /^String$/,
  'text[]': /^String\[\]$/,
  bool: /^Boolean$/,
  'bool?': /^Boolean\?$/,
  id: /^Int32$/,
  'int?': /^Int32\?$/,
  'long?': /^Int64\?$/,
  'float?': /^Single\?$/,
  double: /^Double$/,
  'double?': /^Double\?$/,
  base64: /^byte\[\] /,
  date: /^DateTime$/,
  'date?': /^DateTime\?$/,
  Gender: /^enum Gender$/,
  GenderIdentity: /^enum GenderIdentity$/,
  'SalaryPeriodType?': /^enum \S+SalaryPeriodType\?$/,
  'MilitaryServiceType?': /^enum \S+MilitaryServiceType\?$/,
  HistoryType: /^enum HistoryType$/,
  VideoRecruitingProvider: /^enum VideoRecruitingProvider$/,
  NewJobStatus: /^enum Parameters\.JobStatus$/,
  'ApiKeyAccessLevel[]': /^enum \S+ApiKeyAccessLevel\[\]$/,
  FlexDate: /^FlexDate$/,
};

describe.skipIf(!hasWire)(suite('bodies of raw endpoints'), () => {
  const classes = Object.entries(readDefinitions()).filter(
    ([name, { properties: own }]) => name.startsWith('Parameters.') && own !== undefined,
  );

  test('there is a table for every class', () => {
    const names = classes.map(([name]) => name.replace('Parameters.', ''));
    expect(names.filter((name) => !NO_BODY.includes(name)).sort()).toEqual(Object.keys(BODIES).sort());
  });

  test.each(Object.entries(BODIES))('%s has every property, in wire order, of its type', (name, table) => {
    const documented = readDefinitions()[`Parameters.${name}`]?.properties ?? {};
    expect(Object.keys(table)).toEqual(Object.keys(documented));
    for (const [property, type] of Object.entries(table)) expect(documented[property]).toMatch(netType(type));
  });

  test('every endpoint has one of these bodies', () => {
    const known = new Set<unknown>(Object.values(BODIES));
    const others = Object.entries(RAW_ENDPOINTS).filter(([, { body }]) => {
      const inner: unknown = Array.isArray(body) ? body[0] : body;
      return typeof inner === 'object' && inner !== null && !known.has(inner);
    });
    expect(others.map(([name]) => name)).toEqual([]);
  });
});

function netType(type: RawProperties[string]): RegExp {
  if (typeof type === 'string') return NET_TYPES[type] ?? expect.fail(type);
  const table: unknown = Array.isArray(type) ? type[0] : type;
  const name = Object.entries(BODIES).find(([, each]) => each === table)?.[0] ?? expect.fail('no class');
  return new RegExp(`^Parameters\\.${name.replace('+', '\\+')}${Array.isArray(type) ? '\\[\\]' : ''}$`);
}
