import { settingsOf } from '../core/settings.js';
import { ConfigurationError } from '../errors.js';
import type { ERecruiterOptions, Settings } from '../options.js';

/** How far a doctor is. */
export interface DoctorProgress {
  /** What is being done, in a few words without names. */
  readonly text: string;
  /** How many requests were sent. */
  readonly requests: number;
  /** How many may be sent. */
  readonly maxRequests: number;
}

/** How `diagnose` reaches an installation, and how much it may ask. The options of a client mean the same here. */
export interface DiagnoseOptions extends Pick<
  ERecruiterOptions,
  | 'baseUrl'
  | 'apiKey'
  | 'mandatorId'
  | 'source'
  | 'portalUrl'
  | 'culture'
  | 'timeZone'
  | 'timeoutMs'
  | 'fetch'
  | 'headers'
  | 'clock'
> {
  /** How many requests run at once. Default 2. */
  readonly concurrency?: number | undefined;
  /** How many requests are sent at most. Default 200. */
  readonly maxRequests?: number | undefined;
  /** How many records of a kind are looked at. Default 10. */
  readonly sample?: number | undefined;
  /** Stops the doctor: what was found until then is returned. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each request and each step. */
  readonly onProgress?: ((progress: DoctorProgress) => void) | undefined;
}

/** The options with defaults filled in. */
export interface DiagnoseSettings {
  readonly client: Settings;
  readonly maxRequests: number;
  readonly sample: number;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: DoctorProgress) => void;
}

/** Checks the options. Throws a `ConfigurationError` that names every wrong one. */
export function diagnoseSettings(options: DiagnoseOptions): DiagnoseSettings {
  const { maxRequests = 200, sample = 10, signal, onProgress, concurrency = 2, ...rest } = options;
  const wrong = Object.entries({ maxRequests, sample }).filter(
    ([, value]) => !Number.isSafeInteger(value) || value < 1,
  );
  if (wrong.length > 0) {
    throw new ConfigurationError(
      wrong.map(([path]) => ({ code: 'out_of_range', path, message: 'must be a whole number above 0' })),
    );
  }
  return {
    client: settingsOf({ ...rest, concurrency }),
    ...{ maxRequests, sample },
    signal: signal ?? new AbortController().signal,
    onProgress(progress) {
      try {
        onProgress?.(progress);
      } catch {
        // what a caller throws there must not end the visit
      }
    },
  };
}
