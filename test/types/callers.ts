// Code of people who call the client with types of their own, and of their tests. test/types/client.test.ts runs it, and
// test/package/package.test.ts compiles it against the built declarations, with every TypeScript and resolution.
import {
  ERecruiter,
  listingOf,
  type ActionResult,
  type AttachmentInput,
  type Candidate,
  type CreateCandidateInput,
  type ERecruiterClient,
  type ERecruiterOptions,
  type Job,
  type JobsQuery,
  type Listing,
  type SyncChange,
} from 'erecruiter-kombo';
import { createMapperContext, toCandidate, toJob } from 'erecruiter-kombo/mappers';
import { createKomboFetch } from 'erecruiter-kombo/kombo-api';
import { createSandbox } from 'erecruiter-kombo/sandbox';

const context = createMapperContext({ tenant: 'fake', mandatorId: 1, observedAt: new Date(0) });

/** The code under test. */
export async function report(erecruiter: Pick<ERecruiterClient, 'listJobs' | 'sync'>): Promise<string[]> {
  const lines: string[] = [];
  for await (const { name, status } of erecruiter.listJobs({ statuses: ['OPEN'] })) lines.push(`${name} ${status}`);
  for await (const { results, next } of erecruiter.listJobs().pages()) lines.push(`${results.length} ${next}`);
  for await (const { type, model } of erecruiter.sync()) lines.push(`${type} ${model}`);
  return lines;
}

const baker = toJob({ Id: 7, Title: 'Bäcker', Status: 'Open' }, context);
async function* changes(): AsyncGenerator<SyncChange> {
  yield { type: 'upsert', model: 'job', data: baker };
}
/** A fake with the methods that the code calls. */
export const smallFake = { listJobs: () => listingOf([baker]), sync: changes };

/** A fake that is a class, and remembers what it was given. */
export class FakeClient implements Pick<ERecruiterClient, 'createCandidate' | 'addTagToCandidate' | 'listCandidates'> {
  readonly created: CreateCandidateInput[] = [];

  async createCandidate(input: CreateCandidateInput): Promise<ActionResult<Candidate>> {
    this.created.push(input);
    const { first_name: FirstName, last_name: LastName } = input.candidate;
    return { data: toCandidate({ Id: this.created.length, FirstName, LastName }, context), warnings: [] };
  }

  async addTagToCandidate() {
    return { data: {}, warnings: [{ message: 'fake' }] };
  }

  listCandidates(): Listing<Candidate> {
    return listingOf(this.created.map((_, index) => toCandidate({ Id: index + 1 }, context)));
  }
}

/** A client that wraps another one, as for logs or caches. */
export function counting(client: ERecruiterClient, count: () => void): ERecruiterClient {
  return new Proxy(client, {
    get(target, name) {
      count();
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** The real client is one, and serves Kombo's SDK as before. */
export function real(options: ERecruiterOptions): ERecruiterClient {
  const client: ERecruiterClient = new ERecruiter(options);
  createKomboFetch({ acme: client });
  return client;
}

// Values that are missing are often undefined, and so are options from the environment.
interface Settings {
  baseUrl: string;
  apiKey: string;
  culture?: string;
  timeoutMs?: number;
}
export function fromSettings(settings: Settings, fetch: ERecruiterOptions['fetch'], source?: string): ERecruiter {
  return new ERecruiter({
    baseUrl: settings.baseUrl,
    apiKey: settings.apiKey,
    mandatorId: 1,
    culture: settings.culture,
    timeoutMs: settings.timeoutMs,
    fetch,
    source: source === undefined ? undefined : { name: source, additionalInfo: undefined },
    emails: { registration: undefined, application: undefined },
    attachments: { maxBytes: undefined, allow: undefined },
    retry: { limit: undefined },
    customFields: { candidate: undefined },
    tenant: undefined,
    onIssue: undefined,
  });
}

// A form as its library types it.
interface ApplyForm {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone?: string;
  readonly start?: Date;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array; readonly mime?: string }[];
  readonly answers: readonly { readonly question_id: string; readonly answer: string | readonly string[] }[];
}
export function toInput(form: ApplyForm, job: string): CreateCandidateInput {
  return {
    candidate: {
      first_name: form.firstName,
      last_name: form.lastName,
      email_address: form.email,
      phone_number: form.phone,
      availability_date: form.start,
      location: undefined,
      social_links: [{ url: new URL('https://example.at/eva') }],
    },
    application: { job_id: job, stage_id: undefined },
    attachments: form.files.map(({ name, bytes, mime }) => ({ name, type: 'OTHER', data: bytes, content_type: mime })),
    screening_question_answers: form.answers,
    source: { name: undefined },
    gdpr_consent: undefined,
  };
}

// Constants, readonly through and through.
export const QUERY = {
  statuses: ['OPEN', 'Paused'],
  employment_types: ['FULL_TIME'],
  updated_after: '2026-01-01',
  page_size: 50,
} as const;
export const INPUT = {
  candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at', gender: 'FEMALE' },
  application: { job_id: 'remote:4713' },
  attachments: [{ name: 'cv.pdf', type: 'CV', data: 'JVBERi0xLjc=' }],
  screening_question_answers: [],
} as const;
const LINK = { label: 'Test', url: 'https://example.at', details: { attributes: [{ key: 'a', value: 'b' }] } } as const;

/** Every method with constants; type-checked only. */
export async function callAll(client: ERecruiterClient, id: string, signal?: AbortSignal): Promise<unknown[]> {
  const options = { signal, timeoutMs: undefined, headers: undefined } as const;
  return [
    client.listJobs(QUERY, options),
    client.listCandidates({ job_ids: ['remote:1'], only_created: ['Acme'] } as const, options),
    client.listApplications({ outcomes: ['HIRED'], job_ids: [id], cursor: null } as const, options),
    client.listApplicationStages({ ids: [id] } as const),
    client.listScreeningQuestions({ ids: undefined }),
    client.listJobScreeningQuestions(),
    client.listTags({ cursor: undefined }),
    client.listUsers({ remote_ids: ['1'] } as const),
    client.listCandidateAttachments(id, { content: false, page_size: undefined } as const),
    client.listCandidateConsents(id, { cursor: undefined, page_size: 10 } as const, options),
    client.listCandidateAttachments(id, { include: ['photo'] } as const),
    client.listCandidates({
      external_ids: [1, '2'],
      global_ids: [3n],
      custom_field: { key: 'x', value: true },
    } as const),
    new Blob([(await client.getAttachment(id)).data]),
    (await client.getAttachment(id, { as: 'base64' } as const)).data.length,
    await client.replaceAttachment({ attachment_id: id, attachment: { data: 'JVBERi0=', name: undefined } } as const),
    await client.removeAttachment({ attachment_id: id } as const),
    (await client.parseCv({ name: 'cv.pdf', data: new Uint8Array(3) } as const)).data.candidate.first_name,
    client.sync({ job_ids: ['remote:1'], cursor: undefined, only_created: undefined } as const, { state: undefined }),
    await client.exploreFields('candidate', { sample: undefined }),
    await client.getJob(id, options),
    await client.getCandidate(id),
    await client.getApplication(id),
    await client.createCandidate(INPUT, { resume: undefined }),
    await client.createApplication(INPUT, options),
    await client.addTagToCandidate({ candidate_id: id, tag: { name: 'x' } } as const),
    await client.updateCandidate({ candidate_id: id, candidate: { gender: null, location: { city: null } } } as const),
    await client.setCandidateField({ candidate_id: id, field: 'x', value: ['y'] } as const),
    await client.deleteCandidate({ candidate_id: id, mode: 'anonymize' } as const),
    await client.removeTagFromCandidate({ candidate_id: id, tag: { name: 'x' } } as const),
    await client.addAttachmentToCandidate({ candidate_id: id, attachment: INPUT.attachments[0] } as const),
    await client.addAttachmentToApplication({ application_id: id, attachment: INPUT.attachments[0] } as const),
    await client.addResultLinkToCandidate({ candidate_id: id, ...LINK } as const),
    await client.addResultLinkToApplication({ application_id: id, ...LINK } as const),
    await client.setCandidateConsent({
      candidate_id: id,
      accepted: true,
      policy_id: undefined,
      at: undefined,
    } as const),
    await client.setCandidateConsent({ candidate_id: id, accepted: false, policy_id: '3', at: new Date(0) }, options),
    await client.addNoteToCandidate({ candidate_id: id, content: 'x', title: undefined } as const),
    await client.addNoteToApplication({ application_id: id, content: 'x', content_type: 'PLAIN_TEXT' } as const),
    await client.passthrough({ method: 'GET', path: '/Users', params: { a: 1 } } as const),
    await client.ping(options),
  ];
}

/** Every form of a file. */
export function files(file: File, blob: Blob, bytes: Uint8Array, buffer: ArrayBuffer, link: URL) {
  const named: readonly AttachmentInput[] = [
    { name: 'a', type: 'CV', data: 'eA==' },
    { name: 'a', type: 'CV', data: blob },
    { name: 'a', type: 'CV', data: bytes },
    { name: 'a', type: 'CV', data: buffer, data_url: undefined },
    { name: 'a', type: 'CV', data: new DataView(buffer) },
    { name: 'a', type: 'CV', data: file, content_type: undefined },
    { name: 'a', type: 'CV', data_url: link, data: undefined },
  ];
  const attachments: CreateCandidateInput['attachments'] = [...named, { type: 'CV', data: file }];
  const answers: CreateCandidateInput['screening_question_answers'] = [
    { question_id: 'x', answer: { data: file } },
    { question_id: 'x', answer: { name: 'a', data: bytes } },
  ];
  return { attachments, answers };
}

export function sandboxOf(seed?: number) {
  return createSandbox({ seed, applicants: undefined, emailSearch: { lagMs: undefined }, normalise: undefined });
}

/** What cannot be meant is an error. */
export function wrong(client: ERecruiterClient, blob: Blob, texts: string[], job: Job): unknown {
  // @ts-expect-error: none of the outcomes
  client.listApplications({ outcomes: ['OPEN'] });
  // @ts-expect-error: any text, so perhaps none of the outcomes
  client.listApplications({ outcomes: texts });
  client.listJobs({ statuses: texts });
  // @ts-expect-error: a list
  client.listJobs({ statuses: 'OPEN' });
  // @ts-expect-error: a Blob has no name
  void client.addAttachmentToCandidate({ candidate_id: 'x', attachment: { type: 'CV', data: blob } });
  // @ts-expect-error: numbers are no bytes
  void client.addAttachmentToCandidate({ candidate_id: 'x', attachment: { name: 'a', type: 'CV', data: [1, 2] } });
  // @ts-expect-error: a misspelled name
  const query: JobsQuery = { status: ['OPEN'] };
  // @ts-expect-error: records cannot be changed
  job.name = null;
  return query;
}

interface Place {
  readonly City: string;
}

/** Changes of a sandbox's records may be typed by interfaces, and undefined. */
export function edited(place: Place, tags: readonly string[], firstName?: string) {
  const sandbox = createSandbox();
  sandbox.edit(150_000, { Tags: tags, FirstName: firstName, City: place.City });
  sandbox.editJob(4711, { GeoLocation: place });
  return [sandbox.applicant(150_000)?.Tags, sandbox.job(4711)?.GeoLocation?.City];
}
