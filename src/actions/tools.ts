import type { Transport } from '../api/transport.js';
import type { Catalogue } from '../catalogue.js';
import type { Ids } from '../mappers/index.js';
import type { ActionWarning } from '../models/action-results.js';
import type { AttachmentOptions, CallOptions, Issue, SourceOption } from '../options.js';
import type { Locks } from './locks.js';
import type { Memory } from './memory.js';

/** The options that writing depends on, with defaults filled in. */
export interface WriteSettings {
  readonly tenant: string;
  readonly mandatorId: number;
  readonly timeZone: string;
  readonly culture: string;
  readonly portalUrl: string | undefined;
  readonly source: SourceOption | undefined;
  readonly emails: { readonly registration: boolean; readonly application: boolean };
  readonly attachments: AttachmentOptions;
  readonly settleMs: number;
}

/** What every action is built on. */
export interface ActionTools {
  readonly transport: Transport;
  readonly catalogue: Catalogue;
  readonly ids: Ids;
  readonly settings: WriteSettings;
  readonly locks: Locks;
  readonly memory: Memory;
  readonly onIssue: (issue: Issue) => void;
}

/** One action under way. */
export interface Call {
  readonly tools: ActionTools;
  readonly options: CallOptions & { readonly signal: AbortSignal };
  /** Adds to the warnings of the result. */
  readonly warn: (message: string) => void;
}

/** Runs an action and gathers its warnings. */
export async function act<T>(
  tools: ActionTools,
  options: CallOptions,
  work: (call: Call) => Promise<T>,
): Promise<{ data: T; warnings: ActionWarning[] }> {
  const warnings: ActionWarning[] = [];
  const signal = options.signal ?? new AbortController().signal;
  const data = await work({ tools, options: { ...options, signal }, warn: (message) => warnings.push({ message }) });
  return { data, warnings };
}
