import { ERecruiter, type ERecruiterOptions } from 'erecruiter-kombo';
import { createSandbox, type Sandbox, type SandboxOptions } from 'erecruiter-kombo/sandbox';
import { explain } from './explain.js';

/** A client, and what it is connected to. */
export interface Connection {
  readonly erecruiter: ERecruiter;
  /** The address of a real installation; null for the sandbox. */
  readonly installation: string | null;
  /** The eRecruiter in memory; null for a real installation. */
  readonly sandbox: Sandbox | null;
}

const VARIABLES = ['ERECRUITER_BASE_URL', 'ERECRUITER_API_KEY', 'ERECRUITER_MANDATOR_ID'] as const;

/** Where an eRecruiter is, and how to log in. */
export interface Installation extends Pick<Sandbox, 'baseUrl' | 'apiKey' | 'mandatorId' | 'fetch'> {
  /** The eRecruiter in memory; null for a real installation. */
  readonly sandbox: Sandbox | null;
}

/** Returns a client for the installation in the environment variables, or for a sandbox if there are none. */
export function connect(options: Partial<ERecruiterOptions> = {}, sandbox: SandboxOptions = {}): Connection {
  const { sandbox: memory, ...at } = installationOf(sandbox);
  return {
    erecruiter: new ERecruiter({ ...at, ...options }),
    installation: memory ? null : at.baseUrl,
    sandbox: memory,
  };
}

/** Returns the installation in the environment variables, or a sandbox if there are none. */
export function installationOf(sandbox: SandboxOptions = {}): Installation {
  process.once('uncaughtException', (error) => fail(explain(error)));
  process.stdout.once('error', () => process.exit()); // the reader (`| head`) has closed the pipe
  const [baseUrl = '', apiKey = '', mandatorId = ''] = VARIABLES.map((name) => process.env[name]?.trim());
  const missing = VARIABLES.filter((name) => !process.env[name]?.trim());
  if (missing.length === VARIABLES.length) {
    const memory = createSandbox(sandbox);
    const { baseUrl, apiKey, mandatorId, fetch } = memory;
    return { baseUrl, apiKey, mandatorId, fetch, sandbox: memory };
  }
  if (missing.length > 0) {
    const them = missing.length === 1 ? 'it' : 'them';
    return fail(`Missing: ${missing.join(', ')}. Set ${them}, or unset the rest to use the sandbox.`);
  }
  return { baseUrl, apiKey, mandatorId: Number(mandatorId), fetch, sandbox: null };
}

/**
 * Returns the number of the record that an example writes to: a fixed one in the sandbox, and the one from the command
 * line for a real installation, so that nothing is written there by accident.
 */
export function numberToWriteTo({ sandbox }: Connection, what: 'candidate' | 'job', inSandbox: number): number {
  if (sandbox !== null) return inSandbox;
  const given = Number(process.argv[2]);
  if (Number.isSafeInteger(given) && given > 0) return given;
  return fail(`This example writes. Add the number of a ${what} of a test mandator to the command.`);
}

function fail(text: string): never {
  console.error(text);
  process.exit(1);
}
