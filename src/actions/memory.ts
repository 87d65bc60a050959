import type { ActionProgress } from '../models/action-results.js';

/** How many interrupted calls, and how many new candidates, a client remembers. */
const CAPACITY = 1_000;

/** How long a search may not know of a candidate who was made. */
const LONGEST_LAG_MS = 15 * 60_000;

/**
 * What a client knows better than eRecruiter tells it: its interrupted calls by the fingerprint of their input, so that
 * the same call again goes on, the candidates whom it has just made by their address, and tags that eRecruiter keeps in
 * another form.
 */
export class Memory {
  readonly #progress = new Map<string, ActionProgress>();
  readonly #made = new Map<string, { readonly id: number; readonly until: number }>();

  readonly #tags = new Map<string, string>();

  recall(input: string): ActionProgress | undefined {
    return this.#progress.get(input);
  }

  keep(progress: ActionProgress): void {
    remember(this.#progress, progress.input, progress);
  }

  forget(input: string): void {
    this.#progress.delete(input);
  }

  make(address: string, id: number, now: number): void {
    remember(this.#made, address, { id, until: now + LONGEST_LAG_MS });
  }

  madeFor(address: string, now: number): number | undefined {
    const made = this.#made.get(address);
    return made !== undefined && now < made.until ? made.id : undefined;
  }

  unmake(address: string): void {
    this.#made.delete(address);
  }

  keepTag(name: string, kept: string): void {
    remember(this.#tags, name, kept);
  }

  /** The form in which eRecruiter keeps a tag. */
  tagFor(name: string): string | undefined {
    return this.#tags.get(name);
  }
}

/** Keeps the youngest entries. */
function remember<T>(entries: Map<string, T>, key: string, entry: T): void {
  entries.delete(key);
  entries.set(key, entry);
  const [oldest] = entries.keys();
  if (entries.size > CAPACITY && oldest !== undefined) entries.delete(oldest);
}
