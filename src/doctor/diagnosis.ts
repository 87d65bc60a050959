/** What a finding says: as expected, different or not possible, or not visible by reading. */
export type Verdict = 'ok' | 'problem' | 'unknown';

/** One thing that the doctor looked at. Contains no personal data and no secret. */
export interface Finding {
  /** A stable name, such as `key.Users` or `channelBy`. */
  readonly id: string;
  /** What it says. */
  readonly verdict: Verdict;
  /** The finding in one sentence. */
  readonly text: string;
  /** What to set or to do; null if there is nothing to do. */
  readonly advice: string | null;
  /** What the library takes for granted; null if it takes nothing for granted here. */
  readonly assumed: string | null;
  /** What was seen, in the words of the profile; null if it was not visible. */
  readonly seen: string | null;
}

/** The chapters of a report, in order. */
export type ChapterId = 'reach' | 'key' | 'mandator' | 'shape' | 'questions' | 'cost' | 'writes';

/** A chapter of a report. */
export interface Chapter {
  /** Its stable name. */
  readonly id: ChapterId;
  /** Its heading. */
  readonly title: string;
  /** What was found; empty if the doctor was stopped before. */
  readonly findings: readonly Finding[];
}

/** Options for `new ERecruiter()` that fit the installation. What was not visible is left out. */
export interface RecommendedOptions {
  /** The address as the server wants it, if it is not the given one. */
  readonly baseUrl?: string | undefined;
  /** Where jobs are published. */
  readonly channels?: readonly string[] | 'all' | undefined;
  /** A source of the catalogue that may be yours: choose. */
  readonly source?: { readonly name: string } | undefined;
  /** The portal whose policies and links apply. */
  readonly portalUrl?: string | undefined;
  /** A language in which the jobs have texts. */
  readonly culture?: string | undefined;
  /** `'open'` if applications cannot be searched by source. */
  readonly discover?: 'all' | 'open' | undefined;
  /** How many requests may run at once, if the server throttles. */
  readonly concurrency?: number | undefined;
}

/** What a kind of record looked like: names of properties and types, never a value. */
export interface ShapeSummary {
  /** How many records were looked at. */
  readonly records: number;
  /** Documented properties that no record had. */
  readonly missing: readonly string[];
  /** Properties that are not documented. */
  readonly additional: readonly string[];
  /** By path, the types of values that are of another type than documented. */
  readonly otherTypes: Readonly<Record<string, readonly string[]>>;
}

/**
 * What a doctor saw, to be shared: without personal data, secrets, host names, or anything that a customer has named.
 * `createSandbox({ like: profile })` imitates it.
 */
export interface ServerProfile {
  /** The version of this form. */
  readonly version: 1;
  /** By knob of the sandbox's dialects, the value that was seen. What was not visible is missing. */
  readonly dialect: Readonly<Record<string, string>>;
  /** By access level, whether the key has it; null if that is unknown. */
  readonly access: Readonly<Record<string, boolean | null>>;
  /** By kind of record, how it differs from the documentation. */
  readonly shapes: Readonly<Record<string, ShapeSummary>>;
  /** Counts and times, such as `requests`, `medianMs` and `sources`. */
  readonly figures: Readonly<Record<string, number>>;
}

/** Everything that a doctor found. */
export interface Diagnosis {
  /** Whether every chapter was finished. */
  readonly complete: boolean;
  /** How many requests were sent. */
  readonly requests: number;
  /** How long it took. */
  readonly durationMs: number;
  /** The findings. */
  readonly chapters: readonly Chapter[];
  /** Options that fit, ready to paste. */
  readonly options: RecommendedOptions;
  /** The part to share. */
  readonly profile: ServerProfile;
}

/** The titles of the chapters. */
export const CHAPTER_TITLES: Readonly<Record<ChapterId, string>> = {
  reach: 'Reach',
  key: 'Key',
  mandator: 'Mandator',
  shape: 'Shape',
  questions: 'Open questions',
  cost: 'Cost',
  writes: 'Writes',
};

/** Creates a finding; what is left out is null. */
export function finding(
  id: string,
  verdict: Verdict,
  text: string,
  rest: Partial<Pick<Finding, 'advice' | 'assumed' | 'seen'>> = {},
): Finding {
  return { id, verdict, text, advice: null, assumed: null, seen: null, ...rest };
}
