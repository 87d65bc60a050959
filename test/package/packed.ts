import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { locate, run } from '../helpers/run.js';
import { root } from '../helpers/source.js';

/** The newest compiler. */
const tsc = join(locate('typescript-7/package.json'), '../bin/tsc');
const tsup = locate('tsup/dist/cli-default.js');

const packResult = z.tuple([z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) })]);

/** The package as npm would publish it, and a project that has installed it. */
export interface Packed {
  /** A copy of the package with a fresh build in dist/. */
  readonly packageFolder: string;
  /** An otherwise empty project with the tarball in its node_modules. */
  readonly consumer: string;
  /** The tarball itself. */
  readonly tarball: string;
  /** What the tarball holds. */
  readonly files: readonly string[];
  /** Removes both folders. */
  remove(): void;
}

/** Everything a published package is made of, besides dist/. */
const PUBLISHED = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md', 'THIRD-PARTY-LICENSES.md', 'docs'];

/** Builds, packs and installs the package, all in a temporary folder: dist/ of the working copy is left alone. */
export async function packAndInstall(): Promise<Packed> {
  const folder = mkdtempSync(join(tmpdir(), 'erecruiter-kombo-'));
  const packageFolder = join(folder, 'package');
  const consumer = join(folder, 'consumer');
  mkdirSync(packageFolder);
  mkdirSync(consumer);
  for (const file of PUBLISHED) cpSync(join(root, file), join(packageFolder, file), { recursive: true });
  await run(process.execPath, [tsup, '--silent', '--out-dir', join(packageFolder, 'dist')], root);
  const { stdout } = await run(
    'npm',
    ['pack', '--json', '--ignore-scripts', '--pack-destination', folder],
    packageFolder,
  );
  const [{ filename, files }] = packResult.parse(JSON.parse(stdout));
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true }));
  const quietly = ['--no-audit', '--no-fund', '--prefer-offline', '--engine-strict', '--ignore-scripts'];
  const tarball = join(folder, filename);
  await run('npm', ['install', ...quietly, tarball], consumer);
  return {
    packageFolder,
    consumer,
    tarball,
    files: files.map(({ path }) => path),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The import paths that package.json exports, without package.json itself. */
export function exportedPaths(): string[] {
  const manifest = z.object({ name: z.string(), exports: z.record(z.string(), z.unknown()) });
  const { name, exports } = manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
  return Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => name + path.slice(1));
}

/** Runs a script in the consumer's folder and resolves to what it printed. */
export async function runScript(consumer: string, name: string, text: string, flags: string[] = []): Promise<string> {
  writeFileSync(join(consumer, name), text);
  const { stdout } = await run(process.execPath, ['--throw-deprecation', ...flags, name], consumer);
  return stdout;
}

/** Code of people with types of their own: for eRecruiter's records, for what they pass to the client, and for errors. */
export const CONSUMERS = ['consumers', 'callers', 'guards'].map((name) =>
  readFileSync(join(root, `test/types/${name}.ts`), 'utf8'),
);

/** Type-checks each text as an ESM, a CommonJS and a plain file of the consumer; what is wrong rejects. */
export async function compile(
  consumer: string,
  name: string,
  texts: readonly string[],
  options: object,
  compiler = tsc,
): Promise<void> {
  const folder = join(consumer, name);
  mkdirSync(folder);
  for (const [at, text] of texts.entries()) {
    for (const extension of ['mts', 'cts', 'ts']) writeFileSync(join(folder, `use-${at}.${extension}`), text);
  }
  const common = { target: 'es2022', lib: ['es2022', 'dom', 'dom.iterable'], strict: true, noEmit: true, types: [] };
  const compilerOptions = { ...common, exactOptionalPropertyTypes: true, ...options };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['use-*'] }));
  await run(process.execPath, [compiler, '-p', folder], consumer);
}
