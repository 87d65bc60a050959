import { HTTPClient, Kombo, type SDKOptions } from '@kombo-api/sdk';
import { KomboCore } from '@kombo-api/sdk/core.js';
import { vi } from 'vitest';
import * as z from 'zod';
import { createKomboFetch, type KomboFetch } from '../../src/kombo-api/index.js';
import { setUp, type Setup, type SetupOptions } from '../helpers/client.js';
import { NEWER } from './newer-sdk.js';

// Each page of one record is a separate crawl, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

/** The integration that the kit's client serves. */
export const ACME = 'erecruiter:acme';

/** Jobs of the sandbox: one without questions, one with questions about custom fields. */
export const JOBS = { plain: 4713, custom: 4714 } as const;
/** The first applicant of the sandbox. */
export const FIRST = 150_000;

/** The minimal input of a create. */
export const EVA = {
  candidate: { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' },
} as const;

/** A sandbox, a client, and the official SDK in front of both. */
export interface KomboSetup extends Setup {
  readonly fetcher: KomboFetch;
  readonly kombo: Kombo;
  /** For the standalone functions. */
  readonly core: KomboCore;
  /** Creates the SDK with other options over the same fetch function. */
  readonly sdk: (options: Partial<SDKOptions>) => Kombo;
}

export function setUpKombo(options: SetupOptions = {}): KomboSetup {
  const setup = setUp({ settleMs: 0, source: { name: 'Acme Jobs' }, ...options });
  const fetcher = alsoForNewer(createKomboFetch({ [ACME]: setup.erecruiter }));
  const common = { integration_id: ACME, http_client: new HTTPClient({ fetcher }) };
  const sdk = (more: Partial<SDKOptions>): Kombo => new Kombo({ ...common, ...more });
  return { ...setup, fetcher, kombo: sdk({}), core: new KomboCore(common), sdk };
}

const MODELS = ['jobs', 'applications', 'application-stages', 'users'] as const;
const ENVELOPE = z.object({ data: z.object({ results: z.array(z.unknown()) }) });

/** Checks that everything listed through it is also valid for newer SDKs. */
function alsoForNewer(fetcher: KomboFetch): KomboFetch {
  return async (input, init) => {
    const response = await fetcher(input, init);
    if (!response.ok) return response;
    const path = new URL(input instanceof Request ? input.url : input).pathname;
    const model = MODELS.find((name) => path.endsWith(`/ats/${name}`));
    if (model !== undefined) {
      const { data } = ENVELOPE.parse(await response.clone().json());
      const schema = NEWER[model === 'application-stages' ? 'application stages' : model];
      for (const record of data.results) schema.parse(record);
    }
    return response;
  };
}

interface Pages<T> extends AsyncIterable<{ readonly result: { readonly data: { readonly results: readonly T[] } } }> {}

/** Reads every record of all pages, and the size of each page. */
export async function readAll<T>(paged: Promise<Pages<T>>): Promise<{ records: T[]; sizes: number[] }> {
  const records: T[] = [];
  const sizes: number[] = [];
  for await (const { result } of await paged) {
    records.push(...result.data.results);
    sizes.push(result.data.results.length);
  }
  return { records, sizes };
}

/** Returns the reason that a promise rejects with. */
export async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}
