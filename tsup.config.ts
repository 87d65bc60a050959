import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig, type Options } from 'tsup';

const names = [
  ...['index', 'mappers/index', 'schemas/index', 'sandbox/index'],
  ...['kombo-api/index', 'raw/index', 'doctor/index'],
];
const entry = Object.fromEntries(
  names.map((name) => [name, `src/${name}.ts`] as const).filter(([, file]) => existsSync(file)),
);

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

const common: Options = {
  entry,
  // For the User-Agent: a package that reads its own package.json at run time cannot be bundled.
  define: { PACKAGE_VERSION: JSON.stringify(version) },
  platform: 'neutral',
  target: 'es2022',
  splitting: true,
  treeshake: true,
};

// Importing zod/mini opens a file for each of its 64 locales, and date-fns one for each function, so the builds contain what
// they use of them; zod's types stay imports. ky is ESM only: it is built into the CommonJS files, which could not require it.
const BUILT_IN = ['zod', 'date-fns', '@date-fns/tz'];

/** Writes the declarations of every source, and returns their entries. tsup does it, too, in five times the time. */
function writeDeclarations(): Record<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'erecruiter-kombo-types-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const tsc = join(createRequire(import.meta.url).resolve('typescript-7/package.json'), '../bin/tsc');
  const emit = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly', '--rootDir', 'src', '--outDir', folder];
  execFileSync(process.execPath, [tsc, '-p', 'tsconfig.build.json', ...emit], { stdio: 'inherit' });
  return Object.fromEntries(Object.keys(entry).map((name) => [name, join(folder, `${name}.d.ts`)]));
}

export default defineConfig(({ dts }) => [
  { ...common, format: 'esm', clean: true, noExternal: BUILT_IN },
  { ...common, format: 'cjs', noExternal: ['ky', ...BUILT_IN] },
  // tsup sets baseUrl for the declarations, which TypeScript 6 calls deprecated.
  ...(dts === false
    ? []
    : [
        {
          ...common,
          format: ['esm', 'cjs'] satisfies Options['format'],
          dts: { only: true, entry: writeDeclarations(), compilerOptions: { ignoreDeprecations: '6.0' } },
        },
      ]),
]);
