import { existsSync, readFileSync } from 'node:fs';
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

export default defineConfig([
  { ...common, format: 'esm', clean: true, noExternal: BUILT_IN },
  { ...common, format: 'cjs', noExternal: ['ky', ...BUILT_IN] },
  // One program for the declarations of both; tsup sets baseUrl for it, which TypeScript 6 calls deprecated.
  { ...common, format: ['esm', 'cjs'], dts: { only: true, compilerOptions: { ignoreDeprecations: '6.0' } } },
]);
