import type { ActionProgress } from '../models/action-results.js';

/** How many interrupted calls, new candidates and tags a client remembers. */
const CAPACITY = 1_000;

/** How long eRecruiter's search may miss a new candidate. */
const MAX_SEARCH_LAG_MS = 15 * 60_000;

/** How long eRecruiter may answer that a new candidate does not exist. */
const MAX_RECORD_LAG_MS = 15_000;

/** How long a list of documents may lack a new one. */
const MAX_LIST_LAG_MS = 60_000;

/**
 * Keeps what eRecruiter's answers do not show: interrupted calls by the fingerprint of their input, so that the same
 * call continues; just created candidates by their address; documents that are not
 * shown yet, or are under another name; and tags that eRecruiter stores in another form.
 */
export class Memory {
  readonly #progress = new Map<string, ActionProgress>();
  readonly #applicants = new Map<string, { readonly id: number; readonly until: number }>();
  readonly #hidden = new Map<string, number>();
  readonly #renamed = new Map<string, number>();
  readonly #tags = new Map<string, string>();
  readonly #removed = new Map<number, true>();

  progressOf(input: string): ActionProgress | undefined {
    return this.#progress.get(input);
  }

  keepProgress(progress: ActionProgress): void {
    keepNewest(this.#progress, progress.input, progress);
  }

  forgetProgress(input: string): void {
    this.#progress.delete(input);
  }

  /** The new applicant with an address, while the search may not find them yet. */
  applicantFor(address: string, now: number): number | undefined {
    const applicant = this.#applicants.get(address);
    return applicant !== undefined && now < applicant.until ? applicant.id : undefined;
  }

  /** Whether this client has created an applicant so recently that eRecruiter may not show them yet. */
  isNew(id: number, now: number): boolean {
    const since = now + MAX_SEARCH_LAG_MS - MAX_RECORD_LAG_MS;
    return [...this.#applicants.values()].some((applicant) => applicant.id === id && applicant.until > since);
  }

  keepApplicant(address: string, id: number, now: number): void {
    keepNewest(this.#applicants, address, { id, until: now + MAX_SEARCH_LAG_MS });
  }

  forgetApplicant(address: string): void {
    this.#applicants.delete(address);
  }

  /** Whether this client has anonymized or erased an applicant. */
  wasRemoved(id: number): boolean {
    return this.#removed.has(id);
  }

  /** Forgets everything about a deleted applicant, except that they were deleted. */
  forgetPerson(id: number): void {
    keepNewest(this.#removed, id, true);
    for (const [input, { applicant }] of this.#progress) if (applicant?.id === id) this.#progress.delete(input);
    for (const [address, applicant] of this.#applicants) if (applicant.id === id) this.#applicants.delete(address);
    for (const name of this.#hidden.keys()) if (name.startsWith(`${id} `)) this.#hidden.delete(name);
    for (const name of this.#renamed.keys()) if (name.startsWith(`${id} `)) this.#renamed.delete(name);
    for (const name of this.#tags.keys()) if (name.startsWith(`${id} `)) this.#tags.delete(name);
  }

  /** Whether eRecruiter has accepted a document of an applicant, but has not shown it yet. */
  isHidden(document: string, now: number): boolean {
    return now < (this.#hidden.get(document) ?? 0);
  }

  keepHidden(document: string, now: number): void {
    keepNewest(this.#hidden, document, now + MAX_LIST_LAG_MS);
  }

  forgetHidden(document: string): void {
    this.#hidden.delete(document);
  }

  /** The number of a document that eRecruiter has stored under a name by which it is not recognized. */
  renamedAs(document: string): number | undefined {
    return this.#renamed.get(document);
  }

  keepRenamed(document: string, id: number): void {
    keepNewest(this.#renamed, document, id);
  }

  /** The form in which eRecruiter stores a tag, if it is another one. */
  tagFor(name: string): string | undefined {
    return this.#tags.get(name);
  }

  keepTag(name: string, stored: string): void {
    keepNewest(this.#tags, name, stored);
  }
}

function keepNewest<K, T>(entries: Map<K, T>, key: K, entry: T): void {
  entries.delete(key);
  entries.set(key, entry);
  const [oldest] = entries.keys();
  if (entries.size > CAPACITY && oldest !== undefined) entries.delete(oldest);
}
