import type { FetchFunction, FetchInit, FetchResponse, Settings } from '../options.js';
import { applicantSchema } from '../schemas/applicant.js';
import { applicantDocumentSchema } from '../schemas/document.js';
import { propertyOf } from './probe-client.js';
import { readRawBody } from './raw-body.js';
import { type AnyRecord, numberOf, recordsWithNames, recordWithNames, textIn } from './visit.js';

/** A request that was answered, in memory only. */
interface GuardedAnswer {
  readonly method: string;
  /** Below `{root}/Api/`, as it was sent. */
  readonly path: string;
  readonly status: number;
  readonly json: unknown;
}

const CREATE_APPLICANT = 'Applicant';
const VERIFY_ATTEMPTS = 3;
const VERIFY_WAIT_MS = 1_000;

/**
 * A `fetch` that lets no write through but those to the one test candidate: one create, and then only what names their
 * number, which has been read back first. It counts the requests, and stops at a limit.
 */
export class WriteGuard {
  /** The test candidate; undefined before their number was read back. */
  applicantId: number | undefined;
  /** Whether a create was sent, so that a candidate may exist whose number is not known. */
  hasCreated = false;
  /** How many writes were prevented. */
  prevented = 0;
  sent = 0;
  /** What the create of the applicant sent. */
  created: AnyRecord = {};
  readonly answers: GuardedAnswer[] = [];
  readonly applicationIds = new Set<number>();
  /** Documents of the test candidate that carry the mark in their names. */
  readonly documentIds = new Set<number>();
  /** How many requests may be sent; erasing is not limited. */
  limit: number;
  /** Whether the limit has stopped a request. */
  isSpent = false;
  /** Writes are allowed only after confirmation. */
  isArmed = false;
  readonly #settings: Settings;
  readonly #mark: string;
  readonly #jobId: number;
  readonly #onSent: () => void;

  constructor(settings: Settings, mark: string, jobId: number, limit: number, onSent: () => void) {
    this.#settings = settings;
    this.#mark = mark;
    this.#jobId = jobId;
    this.#onSent = onSent;
    this.limit = limit;
  }

  /** Sends a request, or rejects if it is a write to anything else. */
  readonly fetch: FetchFunction = async (url, init) => {
    const path = this.#pathOf(url);
    if (!this.#permits(init.method, path, init.body)) {
      this.prevented += 1;
      throw new Error('The doctor prevents writes to anything but its test candidate.');
    }
    const isCreate = init.method === 'PUT' && path === CREATE_APPLICANT;
    if (isCreate) {
      this.hasCreated = true;
      this.created = recordWithNames(applicantSchema, jsonInBody(init.body)) ?? {};
    }
    const { response, json } = await this.#send(url, init, path);
    const id = numberOf(propertyOf(json, 'Id'));
    if (isCreate && response.ok && id !== undefined) await this.#verify(id, url, init);
    const applicationId = numberOf(propertyOf(json, 'ApplicationId'));
    if (init.method === 'PUT' && path === 'Application' && applicationId) this.applicationIds.add(applicationId);
    if (path === `Applicant/Documents/${this.applicantId}`) this.#noteDocuments(json);
    return response;
  };

  /** Whether a record carries the mark of the test candidate. */
  isOwn(record: unknown): boolean {
    const { FirstName, LastName, Email } = recordWithNames(applicantSchema, record) ?? {};
    return [FirstName, LastName, Email].some((text) => textIn(text)?.toLowerCase().includes(this.#mark) === true);
  }

  #noteDocuments(json: unknown): void {
    for (const { Id, Name } of recordsWithNames(applicantDocumentSchema, json)) {
      const id = numberOf(Id) ?? 0;
      if (id > 0 && textIn(Name)?.toLowerCase().includes(this.#mark) === true) this.documentIds.add(id);
    }
  }

  #pathOf(url: string): string {
    const [address = ''] = url.split(/[?#]/);
    const at = address.toLowerCase().lastIndexOf('/api/');
    return at < 0 ? '' : address.slice(at + 5).replace(/\/$/, '');
  }

  #permits(method: string, path: string, body: string | undefined): boolean {
    if (method === 'GET') return true;
    if (path === '') return method === 'POST'; // a token
    if (!this.isArmed) return false;
    if (method === 'PUT' && path === CREATE_APPLICANT) {
      return this.applicantId === undefined && this.isOwn(jsonInBody(body));
    }
    if (this.applicantId === undefined) return false;
    if (path === 'Application' && method === 'PUT') {
      const { applicantId } = this;
      const named = ['ApplicantId', 'JobId'].map((name) => numberOf(propertyOf(jsonInBody(body), name)));
      return named[0] === applicantId && named[1] === this.#jobId;
    }
    const application = /^Application\/(\d+)$/.exec(path)?.[1];
    if (application !== undefined) return method === 'POST' && this.applicationIds.has(Number(application));
    const document = /^Applicant\/Document\/(\d+)$/.exec(path)?.[1];
    if (document !== undefined && method !== 'PUT') return this.documentIds.has(Number(document));
    return ownerIn(method, path) === this.applicantId;
  }

  async #send(url: string, init: FetchInit, path: string): Promise<{ response: FetchResponse; json: unknown }> {
    if (this.sent >= this.limit) {
      this.isSpent = true;
      throw new Error('The limit of requests was reached.');
    }
    this.sent += 1;
    this.#onSent();
    const response = await (this.#settings.fetch ?? globalThis.fetch)(url, init);
    const bytes = new Uint8Array(await response.arrayBuffer());
    const { json } = readRawBody(bytes, response.headers.get('content-type'));
    this.answers.push({ method: init.method, path, status: response.status, json });
    return { response: readableAgain(response, bytes), json };
  }

  /** Reads the new applicant: only one who carries the mark is ever written to. */
  async #verify(id: number, url: string, { headers, signal }: FetchInit): Promise<void> {
    const address = `${url.split('?')[0]?.replace(/\/$/, '') ?? ''}/${id}`;
    for (let attempt = 1; attempt <= VERIFY_ATTEMPTS && this.applicantId === undefined; attempt += 1) {
      const names = Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-type');
      const init = { method: 'GET', headers: Object.fromEntries(names), signal, redirect: 'manual' } as const;
      try {
        const { json } = await this.#send(address, init, `Applicant/${id}`);
        if (numberOf(propertyOf(json, 'Id')) === id && this.isOwn(json)) this.applicantId = id;
      } catch (error) {
        if (signal.aborted || this.isSpent) throw error;
      }
      if (this.applicantId === undefined && attempt < VERIFY_ATTEMPTS) {
        await this.#settings.clock.sleep(VERIFY_WAIT_MS, signal);
      }
    }
  }
}

/** The number of the applicant whom a write names in its path; undefined if it names none. */
function ownerIn(method: string, path: string): number | undefined {
  const [, record, number] =
    /^Applicant\/(?:([A-Za-z]+)\/)?(\d+)(?:\/(?:CustomField|Policies)(?:\/[^/]+)?)?$/.exec(path) ?? [];
  if (number === undefined) return undefined;
  // Of these, POST and DELETE name the record and not the applicant.
  const isOfRecord = record !== undefined && !['Cv', 'Photo', 'Knowledge', 'Knowledges', 'History'].includes(record);
  return isOfRecord && method !== 'PUT' ? undefined : Number(number);
}

function jsonInBody(body: string | undefined): unknown {
  return body === undefined ? undefined : readRawBody(new TextEncoder().encode(body), null).json;
}

/** An answer whose body can be read again. Its bytes are decompressed already. */
function readableAgain(response: FetchResponse, bytes: Uint8Array<ArrayBuffer>): FetchResponse {
  const headers = new Headers();
  response.headers.forEach((value, name) => {
    if (!/^content-(?:encoding|length)$|^transfer-encoding$/i.test(name)) headers.append(name, value);
  });
  const { status } = response;
  if (status < 200 || status > 599) return response;
  return new Response([204, 205, 304].includes(status) ? null : bytes, { status, headers });
}
