import { readProperty } from '../../src/mappers/to-raw/lossless-json.js';
import type { Fault, SandboxRequest } from '../../src/sandbox/index.js';
import type { Stage } from '../faults/actions-kit.js';

/** Properties that another writer changes, each once: ones that the actions fill, do not touch, and do not know. */
const PROPERTIES = `
  City Pronouns Street Badge MobilePhone ImportantInfo PhoneTime ZipCode CareerLevel Citizenship SalaryNotes
  JobDescription Classification ClassificationReason TitleBeforeName TitleAfterName DomesticTravelling
  AbroadTravelling ReferrerAdditionalInfo MilitaryServiceReliefReason
`
  .trim()
  .split(/\s+/);
const NOT_PROCESSED = new Set<Fault['kind']>(['refused', 'reset-before', 'status', '429', 'expired-token', 'html']);

interface Write {
  readonly property: string;
  readonly json: string;
  /** The number of the request before which it was done. */
  readonly at: number;
}

/** What a POST overwrites: all that was written after the GET that it was made from, until it was carried out. */
interface Window {
  readonly after: number;
  readonly upTo: number;
}

/** Changes the candidate between the library's requests, and knows which of the changes a POST must have lost. */
export class ForeignWriter {
  readonly #stage: Stage;
  readonly #candidate: () => number;
  readonly #writes: Write[] = [];
  readonly #windows: Window[] = [];
  #late: { readonly after: number; readonly due: number }[] = [];
  #number = 0;
  #lastGet = 0;

  constructor(stage: Stage, candidate: () => number) {
    this.#stage = stage;
    this.#candidate = candidate;
  }

  /** A request arrives, and before it is processed there may be time for a write. */
  observe({ method, template }: SandboxRequest, fault: Fault | undefined, writes: boolean): void {
    this.#number += 1;
    const now = this.#stage.clock.now();
    const due = this.#late.filter((post) => post.due <= now);
    this.#late = this.#late.filter((post) => post.due > now);
    this.#windows.push(...due.map(({ after }) => ({ after, upTo: this.#number - 1 })));
    if (writes) this.#write();
    if (template !== 'Applicant/{applicantId}') return;
    if (method === 'GET') this.#lastGet = this.#number;
    if (method !== 'POST') return;
    const after = this.#lastGet;
    if (fault?.commitLate !== undefined) this.#late.push({ after, due: now + fault.commitLate });
    else if (fault === undefined || (fault.processed ?? !NOT_PROCESSED.has(fault.kind))) {
      this.#windows.push({ after, upTo: this.#number });
    }
  }

  /** Writes that are gone although every POST was made with knowledge of them. */
  violations(): string[] {
    return this.#gone()
      .filter((write) => !this.#isInWindow(write))
      .map(({ property }) => `${property}, written by another, is lost`);
  }

  figures(): { readonly foreignWrites: number; readonly lost: number } {
    return { foreignWrites: this.#writes.length, lost: this.#gone().length };
  }

  #write(): void {
    const property = PROPERTIES[this.#writes.length];
    const { sandbox } = this.#stage;
    if (property === undefined || sandbox.applicant(this.#candidate()) === undefined) return;
    const number = 2n ** 62n + BigInt(this.#number);
    const text = `foreign ${this.#number}`;
    const isNumber = property === 'Badge';
    sandbox.edit(this.#candidate(), { [property]: isNumber ? number : text });
    this.#writes.push({ property, json: isNumber ? String(number) : JSON.stringify(text), at: this.#number });
  }

  #gone(): Write[] {
    const record = this.#stage.sandbox.applicantJson(this.#candidate()) ?? '{}';
    return this.#writes.filter(({ property, json }) => readProperty(record, property) !== json);
  }

  #isInWindow({ at }: Write): boolean {
    return this.#windows.some(({ after, upTo }) => after < at && at <= upTo);
  }
}
