import { inspect } from 'node:util';
import { type CallOptions, ERecruiter, type ERecruiterOptions } from '../../src/index.js';
import { getApplicantByPassword } from '../../src/raw/index.js';
import { createSandbox, type Fault, type Sandbox } from '../../src/sandbox/index.js';
import type { Fetch } from '../helpers/client.js';

/** What must be seen nowhere but in returned data: planted in secrets, records, inputs, queries and answers. */
export const CANARIES = {
  key: 'canary-key-4711',
  email: 'canary.4711@example.at',
  first: 'Canary-Eva',
  last: 'Canary-Mustermann',
  phone: '+43 canary 4711',
  text: 'A canary sang: 4711',
  file: 'canary-cv.pdf',
  query: 'signature=canary-4711&password=canary',
  header: 'canary-header-4711',
} as const;

/** What all of them hold, in plain text or percent-encoded, and as base64 from each of three places on. */
const MARKS = [/canary/i, /Y2FuYXJ5/, /NhbmFye/, /jYW5hcn/];

/** Everything that printing a value in any common way shows. */
export function viewsOf(value: unknown): string {
  const whole = { depth: Infinity, maxStringLength: Infinity, maxArrayLength: Infinity } as const;
  const ways = [
    () => String(value),
    () => JSON.stringify(value),
    () => JSON.stringify({ ...Object(value) }),
    () => inspect(value, whole),
    () => inspect(value, { ...whole, showHidden: true, getters: true }),
    () => inspect(value, { ...whole, showHidden: true, getters: true, customInspect: false }),
    () => inspect(structuredClone(value), { ...whole, customInspect: false }),
    () => (value instanceof Error ? `${value.name} ${value.message} ${value.stack} ${viewsOf(value.cause)}` : ''),
  ];
  return ways.map(shown).join('\n');
}

/** Functions cannot be cloned, and circles not written as JSON. */
function shown(way: () => string): string {
  try {
    return way();
  } catch {
    return '';
  }
}

/** The lines of a text that hold a canary or one of the further secrets. */
export function leaksIn(text: string, secrets: Iterable<string> = []): string[] {
  const all = [...secrets];
  return text
    .split('\n')
    .filter((line) => MARKS.some((mark) => mark.test(line)) || all.some((secret) => line.includes(secret)));
}

/** A sandbox full of canaries, a client of it, and everything that comes out of that client besides data. */
export interface Aviary {
  readonly sandbox: Sandbox;
  readonly erecruiter: ERecruiter;
  /** What logger, observers and `onIssue` received, printed. */
  readonly told: string[];
  /** The tokens that the client was given. */
  readonly tokens: ReadonlySet<string>;
}

/** What is done to the requests of an aviary. */
export interface Trouble {
  /** One of them, in turn, happens to each request from `from` on. */
  readonly faults?: readonly Fault[];
  /** Which request is the first that meets it; 1 is the exchange of the token. */
  readonly from?: number;
  /** Echoes method, address, body and token as the answer's body. */
  readonly echo?: (request: string) => string;
  /** Done instead of such a request. */
  readonly instead?: (url: string, init: RequestInit | undefined) => Promise<Response>;
  readonly options?: Partial<ERecruiterOptions>;
}

const NOBODY = Date.parse('2026-03-01T12:00:00Z');

/** Creates an aviary whose applicants are all canaries. */
export function createAviary({ faults = [], from = Infinity, echo, instead, options }: Trouble = {}): Aviary {
  const tokens = new Set<string>();
  const told: string[] = [];
  let sent = 0;
  const sandbox = createSandbox({
    applicants: 3,
    jobs: 4,
    apiKey: CANARIES.key,
    now: () => NOBODY,
    faults: (request) => {
      const { method, path, body, number } = request;
      const fault = number < from ? undefined : faults[number % faults.length];
      if (fault === undefined || echo === undefined) return fault;
      return { ...fault, body: echo(`${method} ${path} ${body} ${[...tokens].join(' ')}`) };
    },
  });
  for (const id of sandbox.applicantIds()) {
    sandbox.edit(id, {
      FirstName: CANARIES.first,
      LastName: CANARIES.last,
      Email: `${id}.${CANARIES.email}`,
      Phone: CANARIES.phone,
      MobilePhone: CANARIES.phone,
      Street: CANARIES.text,
      SelfDescription: CANARIES.text,
      Country: CANARIES.text,
    });
  }
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init);
    const token = request.headers.get('X-ApiToken');
    if (token !== null) tokens.add(token);
    sent += 1;
    if (instead !== undefined && sent >= from) return instead(request.url, init);
    return sandbox.fetch(request);
  };
  const { baseUrl, apiKey, mandatorId } = sandbox;
  const tell = (...values: unknown[]): void => void told.push(inspect(values, { depth: Infinity }));
  const erecruiter = new ERecruiter({
    baseUrl,
    apiKey,
    mandatorId,
    fetch,
    headers: { 'X-Client': `client ${CANARIES.header}`, 'User-Agent': CANARIES.header },
    clock: { now: () => NOBODY, sleep: async (_, signal) => signal.throwIfAborted() },
    retry: { limit: 1 },
    settleMs: 0,
    activities: { stages: { [CANARIES.text]: ['Unknown', 'Absage'] }, reject: 'Absage' },
    source: { name: 'Acme Jobs', additionalInfo: CANARIES.text },
    integrationFields: 'all',
    remoteData: true,
    attachments: { fetch: async () => new Response(CANARIES.text) },
    logger: { debug: tell, warn: tell },
    debug: tell,
    onRequest: tell,
    onResponse: tell,
    onFailure: tell,
    onRetry: tell,
    onIssue: tell,
    ...options,
  });
  return { sandbox, erecruiter, told, tokens };
}

const FILE = { name: CANARIES.file, type: 'CV' } as const;
const CONTENT = btoa(CANARIES.text);
const LINK = {
  label: CANARIES.text,
  url: `https://example.com/?${CANARIES.query}`,
  details: { attributes: [{ key: CANARIES.text, value: CANARIES.text }] },
};
const NOTE = { content: `${CANARIES.text}\n${CANARIES.phone}`, title: CANARIES.text, author: CANARIES.last };
const PERSON = {
  candidate: {
    first_name: CANARIES.first,
    last_name: CANARIES.last,
    email_address: CANARIES.email,
    phone_number: CANARIES.phone,
    location: { country: 'AT', city: CANARIES.text, state: CANARIES.text },
    company: CANARIES.text,
  },
  application: { job_id: 'remote:4713' },
  attachments: [
    { ...FILE, data: CONTENT },
    { name: CANARIES.file, type: 'OTHER', data_url: `https://files.example.com/${CANARIES.file}?${CANARIES.query}` },
  ],
  source: { name: CANARIES.text },
} as const;

/** Everything that an iteration yields. */
export async function gather<T>(source: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of source) all.push(one);
  return all;
}

type Method = (erecruiter: ERecruiter, options: CallOptions) => Promise<unknown>;

/** Every public method of the client with canaries in its input, by its name. */
export const METHODS: Readonly<Record<Exclude<keyof ERecruiter, 'tenant'>, Method>> = {
  ping: (client, options) => client.ping(options),
  listJobs: (client, options) => client.listJobs({ name_contains: CANARIES.text }, options).toArray(),
  getJob: (client, options) => client.getJob('remote:4711', options),
  listCandidates: (client, options) => client.listCandidates({ email: CANARIES.email }, options).toArray(),
  getCandidate: (client, options) => client.getCandidate('remote:150000', options),
  listApplications: (client, options) => client.listApplications({ only_created: [CANARIES.text] }, options).toArray(),
  getApplication: async (client, options) => {
    const [first] = await client.listApplications({}, options).toArray({ limit: 1 });
    return client.getApplication(first?.id ?? 'remote:1/1', options);
  },
  listApplicationStages: (client, options) => client.listApplicationStages({}, options).toArray(),
  listScreeningQuestions: (client, options) => client.listScreeningQuestions({}, options).toArray(),
  listJobScreeningQuestions: (client, options) => client.listJobScreeningQuestions({}, options).toArray(),
  listTags: (client, options) => client.listTags({}, options).toArray(),
  listUsers: (client, options) => client.listUsers({}, options).toArray(),
  listCandidateAttachments: (client, options) =>
    client.listCandidateAttachments('remote:150000', {}, options).toArray(),
  getAttachment: (client, options) => client.getAttachment('remote:150001/european_cv', {}, options),
  replaceAttachment: (client, options) =>
    client.replaceAttachment(
      { attachment_id: 'remote:150001/photo', attachment: { name: CANARIES.file, data: CONTENT } },
      options,
    ),
  removeAttachment: (client, options) => client.removeAttachment({ attachment_id: 'remote:150001/cv' }, options),
  parseCv: (client, options) => client.parseCv({ name: CANARIES.file, data: CONTENT }, options),
  createCandidate: (client, options) => client.createCandidate(PERSON, options),
  createApplication: (client, options) => client.createApplication(PERSON, options),
  listApplicationActivities: (client, options) =>
    client.listApplicationActivities('remote:150000/880000', {}, options).toArray(),
  runApplicationActivity: async (client, options) => {
    const application_id = 'remote:150000/880000';
    const input = { application_id, activity: 'Absage', message: CANARIES.text };
    return client.runApplicationActivity(input, options);
  },
  moveApplicationToStage: (client, options) =>
    client.moveApplicationToStage(
      { application_id: 'remote:150000/880000', stage_id: `remote:${CANARIES.text}` },
      options,
    ),
  rejectApplication: (client, options) =>
    client.rejectApplication({ application_id: 'remote:150000/880000', note: CANARIES.text }, options),
  addTagToCandidate: (client, options) =>
    client.addTagToCandidate({ candidate_id: 'remote:150000', tag: { name: CANARIES.text } }, options),
  removeTagFromCandidate: (client, options) =>
    client.removeTagFromCandidate({ candidate_id: 'remote:150000', tag: { name: CANARIES.text } }, options),
  updateCandidate: (client, options) => {
    const { last_name, phone_number, location, company } = PERSON.candidate;
    const candidate = { last_name, email_address: `new.${CANARIES.email}`, phone_number, location, company };
    return client.updateCandidate({ candidate_id: 'remote:150000', candidate }, options);
  },
  setCandidateField: (client, options) =>
    client.setCandidateField({ candidate_id: 'remote:150000', field: 'anmerkung', value: CANARIES.text }, options),
  deleteCandidate: (client, options) =>
    client.deleteCandidate({ candidate_id: 'remote:150001', mode: 'anonymize' }, options),
  listCandidateConsents: (client, options) => client.listCandidateConsents('remote:150000', {}, options).toArray(),
  setCandidateConsent: (client, options) =>
    client.setCandidateConsent({ candidate_id: 'remote:150000', accepted: true, at: '2026-01-01' }, options),
  addAttachmentToCandidate: (client, options) =>
    client.addAttachmentToCandidate({ candidate_id: 'remote:150000', attachment: { ...FILE, data: CONTENT } }, options),
  addAttachmentToApplication: (client, options) =>
    client.addAttachmentToApplication(
      { application_id: 'remote:150000/1', attachment: { ...FILE, data: CONTENT } },
      options,
    ),
  addResultLinkToCandidate: (client, options) =>
    client.addResultLinkToCandidate({ candidate_id: 'remote:150000', ...LINK }, options),
  addResultLinkToApplication: (client, options) =>
    client.addResultLinkToApplication({ application_id: 'remote:150000/1', ...LINK }, options),
  addNoteToCandidate: (client, options) =>
    client.addNoteToCandidate({ candidate_id: 'remote:150000', ...NOTE }, options),
  addNoteToApplication: (client, options) =>
    client.addNoteToApplication({ application_id: 'remote:150000/1', ...NOTE }, options),
  passthrough: (client, options) =>
    client.passthrough(
      {
        method: 'POST',
        path: `/Applicants/ByEmail/${CANARIES.email}`,
        params: { password: CANARIES.query },
        data: { Name: CANARIES.text },
      },
      options,
    ),
  raw: (client, options) =>
    client.raw(getApplicantByPassword, { usernameOrEmail: CANARIES.email, password: CANARIES.query }, options),
  exploreFields: (client, options) => client.exploreFields('candidate', { sample: 3 }, options),
  sync: (client, options) => gather(client.sync({}, options)),
};
