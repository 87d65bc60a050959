import { ERecruiter, type ERecruiterOptions } from '../../src/index.js';

/** A record as the server keeps it. */
export type Row = Record<string, unknown>;

/** How a server is to differ from the plainest one. */
export interface PlainServerOptions {
  /** How long it works on a request before it does it, in real milliseconds. It goes on when the client has gone. */
  readonly slow?: (request: string) => number;
  /** How long the search by email does not know a new applicant, in real milliseconds. */
  readonly lagMs?: number;
  /** What it makes of names and tags. */
  readonly clean?: (text: string) => string;
  /** Answers in place of the server; undefined lets it answer. */
  readonly before?: (request: string, body: string) => Response | undefined;
}

export const JOB = 7;
export const SETTLE_MS = 400;
const SITE = 'https://plain.example.at';

/**
 * As much of eRecruiter as writes need, written apart from the library and from its sandbox: what they assume alike shows
 * here.
 */
export class PlainServer {
  readonly applicants = new Map<number, Row>();
  readonly documents: (Row & { readonly Id: number; readonly owner: number })[] = [];
  readonly cvs = new Map<number, Row>();
  readonly applications: Row[] = [];
  /** Every request in the order of arrival, such as `PUT Applicant`. */
  readonly requests: string[] = [];
  readonly #options: PlainServerOptions;
  readonly #since = new Map<number, number>();
  #last = 100;

  constructor(options: PlainServerOptions = {}) {
    this.#options = options;
  }

  client(own: Partial<ERecruiterOptions> = {}): ERecruiter {
    const base = { baseUrl: SITE, apiKey: 'key', mandatorId: 1, settleMs: SETTLE_MS, fetch: this.fetch };
    return new ERecruiter({ ...base, ...own });
  }

  add(row: Row): number {
    const id = this.#next();
    this.applicants.set(id, { Tags: [], ...row, Id: id });
    return id;
  }

  writes(): string[] {
    return this.requests.filter((request) => !request.startsWith('GET') && request !== 'POST ');
  }

  readonly fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const path = decodeURIComponent(new URL(request.url).pathname.replace(/^\/Api\/?/, ''));
    const name = `${request.method} ${path}`;
    const body = await request.text();
    this.requests.push(name);
    const early = this.#options.before?.(name, body);
    if (early !== undefined) return early;
    const work = this.#work(name, body);
    const gone = new Promise<never>((_, reject) => {
      request.signal.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')));
    });
    return Promise.race([work, gone]);
  };

  async #work(name: string, body: string): Promise<Response> {
    const ms = this.#options.slow?.(name) ?? 0;
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
    const sent: Row = body === '' || name === 'POST ' ? {} : JSON.parse(body);
    const answer = this.#answer(name, sent);
    if (answer === undefined) return new Response(null, { status: 404 });
    return new Response(JSON.stringify(answer), { headers: { 'content-type': 'application/json' } });
  }

  #answer(name: string, sent: Row): unknown {
    if (name === 'POST ') return { Token: 'token', Expires: '2099-01-01T00:00:00' };
    if (name === 'GET Mandator') return { Id: 1, Name: 'Plain', ApplicantDocumentTypes: ['Lebenslauf', 'Sonstiges'] };
    if (name === 'PUT Applicant') return this.applicants.get(this.#put(sent));
    if (name === 'PUT Application') return this.#apply(sent);
    const [, verb, route, key = ''] = /^(\w+) (.+)\/([^/]+)$/.exec(name) ?? [];
    const id = Number(key);
    const known = this.applicants.has(id);
    switch (`${verb} ${route}`) {
      case 'GET Job':
        return { Id: id, Title: 'Job', Status: 0, HasQuestionnaire: false };
      case 'GET Applicants/ByEmail':
        return this.#search(key);
      case 'GET Applicant':
        return known ? this.#record(id) : undefined;
      case 'POST Applicant':
        this.applicants.set(id, { ...sent, Id: id, Tags: this.#cleaned(sent['Tags']) });
        return this.#record(id);
      case 'GET Applications':
        return this.applications.filter(({ ApplicantId }) => ApplicantId === id);
      case 'GET Applicant/Cv':
        return this.cvs.get(id);
      case 'PUT Applicant/Cv':
        this.cvs.set(id, sent);
        return sent;
      case 'GET Applicant/Documents':
        return this.documents.filter(({ owner }) => owner === id).map((row) => ({ ...row, Content: null }));
      case 'GET Applicant/Document':
        return this.documents.find(({ Id }) => Id === id);
      case 'PUT Applicant/Document':
        this.documents.push({ ...sent, Name: this.#clean(sent['Name']), Id: this.#next(), owner: id });
        return this.documents.at(-1);
    }
    return undefined;
  }

  #record(id: number): Row {
    const DocumentsCount = this.documents.filter(({ owner }) => owner === id).length;
    return { ...this.applicants.get(id), HasCv: this.cvs.has(id), DocumentsCount };
  }

  #put(sent: Row): number {
    const id = this.add(sent);
    this.#since.set(id, performance.now());
    return id;
  }

  #search(email: string): Row[] {
    const due = (id: number): boolean =>
      performance.now() - (this.#since.get(id) ?? -Infinity) >= (this.#options.lagMs ?? 0);
    const isIt = (row: Row): boolean => String(row['Email']).toLowerCase() === email.toLowerCase();
    return [...this.applicants].flatMap(([id, row]) => (due(id) && isIt(row) ? [row] : []));
  }

  #apply({ ApplicantId, JobId, Referrer }: Row): Row {
    if (this.applications.some((row) => row['ApplicantId'] === ApplicantId && row['JobId'] === JobId)) {
      return { ApplicationId: null, Errors: [0] };
    }
    this.applications.push({ Id: this.#next(), ApplicantId, JobId, Referrer });
    return { ApplicationId: this.#last, Errors: [] };
  }

  #cleaned(tags: unknown): unknown[] {
    return Array.isArray(tags) ? tags.map((tag) => this.#clean(tag)) : [];
  }

  #clean(text: unknown): unknown {
    return typeof text === 'string' ? (this.#options.clean?.(text) ?? text) : text;
  }

  #next(): number {
    return (this.#last += 1);
  }
}

/** The least that a create takes. */
export function input(email = 'eva.gruen@example.at', job = JOB) {
  return {
    candidate: { first_name: 'Eva', last_name: 'Grün', email_address: email },
    application: { job_id: `remote:${job}` },
  };
}
