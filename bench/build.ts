// The package as it would be published, and bundles of it and of the SDK; below reports/, which git ignores.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundle } from '../test/package/bundle.js';

export const execute = promisify(execFile);

/** The folder that holds package.json. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Where everything goes that the bench writes, the page in docs/ aside. */
export const reports = `${root}reports/bench/`;

/** An entry of the fresh build. */
export function distFile(name: string): string {
  return `${reports}dist/${name}.js`;
}

/** The calls of the SDK that eRecruiter's connector answers. */
const FUNCTIONS = [
  'atsGetJobs',
  'atsGetCandidates',
  'atsGetApplications',
  'atsGetApplicationStages',
  'atsCreateApplication',
  'atsCreateCandidate',
  'atsAddCandidateTag',
  'atsRemoveCandidateTag',
  'atsAddApplicationAttachment',
  'atsAddCandidateAttachment',
  'atsAddApplicationResultLink',
  'atsAddCandidateResultLink',
];

/** What is bundled, by name. */
export const TEXTS = {
  client: `export { ERecruiter } from '${distFile('index')}';`,
  mappers: `export * from '${distFile('mappers/index')}';`,
  'one mapper': `export { createMapperContext, toCandidate } from '${distFile('mappers/index')}';`,
  'SDK, whole': "export { Kombo } from '@kombo-api/sdk';",
  'SDK, 12 functions': [
    "export { KomboCore } from '@kombo-api/sdk/core.js';",
    ...FUNCTIONS.map((name) => `export { ${name} } from '@kombo-api/sdk/funcs/${name}.js';`),
  ].join('\n'),
} as const;

/** Builds once, for child processes too. */
export async function buildPackage(): Promise<void> {
  if (process.env[BUILT] !== undefined) return;
  const { resolve } = createRequire(import.meta.url);
  const args = [resolve('tsup/dist/cli-default.js'), '--silent', '--no-dts', '--out-dir', `${reports}dist`];
  await execute(process.execPath, args, { cwd: root });
  process.env[BUILT] = 'yes';
}

const BUILT = 'ERECRUITER_KOMBO_BENCH_BUILT';

/** One file with everything in it. */
export interface Bundled {
  readonly path: string;
  readonly minified: number;
  readonly gzipped: number;
  /** Minified bytes by package, or by folder of src, largest first. */
  readonly parts: readonly (readonly [part: string, bytes: number])[];
}

/** Bundles as an application would that imports just this, and writes the bundle below reports/. */
export async function bundleOf(name: keyof typeof TEXTS): Promise<Bundled> {
  const path = `${reports}${name.replaceAll(/[ ,]+/g, '-')}.mjs`;
  const { bytes, shares, text } = await bundle(TEXTS[name], root);
  const parts = new Map<string, number>();
  for (const [file, share] of shares) {
    const part = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? 'own code';
    parts.set(part, (parts.get(part) ?? 0) + share);
  }
  await writeFile(path, text);
  return {
    path,
    minified: new TextEncoder().encode(text).length,
    gzipped: bytes,
    parts: [...parts].sort(([, a], [, b]) => b - a),
  };
}
