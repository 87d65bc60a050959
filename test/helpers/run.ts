import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { root } from './source.js';

const execute = promisify(execFile);

/** The path of a file of an installed package. */
export const { resolve: locate } = createRequire(import.meta.url);

/** What a program printed. */
export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end; a bad exit code rejects with all that it printed. */
export async function run(
  file: string,
  args: readonly string[],
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<Printed> {
  try {
    return await execute(file, args, { cwd, maxBuffer: 16 * 1024 * 1024, env: { ...environment(), ...variables } });
  } catch (error) {
    const output = ['stdout', 'stderr'].map((key) => (error instanceof Error ? Reflect.get(error, key) : ''));
    throw new Error(`${file} ${args.join(' ')} failed:\n${output.join('\n')}`);
  }
}

/** Runs a TypeScript file that may import the package by its name; resolves to what it wrote to standard output. */
export async function runTypeScript(file: string): Promise<string> {
  const { stdout } = await run(process.execPath, [locate('tsx/cli'), '--tsconfig', 'tsconfig.json', file], root);
  return stdout;
}

/** Without what `npm test` and vitest set for their children, and without the access to a real installation. */
function environment(): NodeJS.ProcessEnv {
  const inherited =
    /^(?:npm_(?!config_)|npm_config_(?:dry_run|local_prefix)$|VITEST|NODE_ENV$|NODE_OPTIONS$|FORCE_COLOR$|ERECRUITER_)/;
  const kept = Object.entries(process.env).filter(([key]) => !inherited.test(key));
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}
