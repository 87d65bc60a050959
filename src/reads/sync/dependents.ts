import type { DecodedId } from '../../mappers/index.js';
import { LargeMap } from '../large-map.js';

type Named = Pick<DecodedId, 'kind' | 'numbers'>;

/** How many records of the state name each job, candidate and question: with any left, none of these can be deleted. */
export class Dependents {
  readonly #jobs = new LargeMap<number>();
  readonly #candidates = new LargeMap<number>();
  readonly #questions = new Map<string, number>();

  /** Counts an application or a job question; `isCandidateSeen`: nobody will ask for its candidate. */
  add({ kind, numbers: [first, second, third] }: Named, isCandidateSeen = false): void {
    if (kind === 'application') {
      increase(this.#jobs, third, 1);
      if (!isCandidateSeen) increase(this.#candidates, second, 1);
    }
    if (kind === 'jobQuestion') {
      increase(this.#jobs, first, 1);
      increase(this.#questions, `${second}/${third}`, 1);
    }
  }

  /** Removes an application or a job question that is deleted. */
  remove({ kind, numbers: [first, second, third] }: Named): void {
    if (kind === 'application') {
      increase(this.#jobs, third, -1);
      increase(this.#candidates, second, -1);
    }
    if (kind === 'jobQuestion') {
      increase(this.#jobs, first, -1);
      increase(this.#questions, `${second}/${third}`, -1);
    }
  }

  /** Whether a record of the state names this job, candidate or question. */
  has({ kind, numbers: [first, , third] }: Named): boolean {
    const count =
      kind === 'job'
        ? this.#jobs.get(first)
        : kind === 'candidate'
          ? this.#candidates.get(first)
          : this.#questions.get(`${first}/${third}`);
    return (kind === 'job' || kind === 'candidate' || kind === 'question') && (count ?? 0) > 0;
  }
}

interface Counts<Key> {
  get(key: Key): number | undefined;
  set(key: Key, count: number): unknown;
}

function increase<Key>(counts: Counts<Key>, key: Key, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by);
}
