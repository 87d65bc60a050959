import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import type { Config } from 'jest';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { locate, run } from '../helpers/run.js';
import { root } from '../helpers/source.js';
import { apiReports } from './api-report.js';
import { bundle } from './bundle.js';
import { compile, CONSUMERS, exportedPaths, packAndInstall, runScript, type Packed } from './packed.js';

const MINUTE = 60_000;
const paths = exportedPaths();
let packed: Packed;

beforeAll(async () => {
  packed = await packAndInstall();
}, 5 * MINUTE);

afterAll(() => packed.remove());

describe('the tarball', () => {
  test('holds the build and the papers, and nothing else', () => {
    const [built, guide] = [/^dist\/.+\.(?:c?js|d\.c?ts)$/, /^docs\/(?:[\w-]+\.md|[\w-]+\.svg)$/];
    const rest = packed.files.filter((file) => !built.test(file) && !guide.test(file));
    expect(rest.sort()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'THIRD-PARTY-LICENSES.md', 'package.json']);
    expect(packed.files.filter((file) => guide.test(file))).not.toEqual([]);
  });

  test('has nothing that publint would mend', async () => {
    const { messages, pkg } = await publint({ pkgDir: packed.packageFolder, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg ?? {}, { color: false }))).toEqual([]);
  });

  test('has types that are right for every way to resolve them', async () => {
    const analysis = await checkPackage(createPackageFromTarballData(readFileSync(packed.tarball)));
    expect(analysis).toMatchObject({ types: { kind: 'included' }, problems: [] });
  });

  // `npx vitest run test/package/package.test.ts -u` writes what has changed on purpose.
  test('matches test/package/api', async () => {
    const dist = join(packed.consumer, 'node_modules/erecruiter-kombo/dist');
    const entries = paths.map((path) => path.split('/')[1]);
    const reports = apiReports(entries.map((entry) => join(dist, entry ?? '', 'index.d.ts')));
    for (const [at, report] of reports.entries()) {
      await expect(report).toMatchFileSnapshot(`api/${entries[at] ?? 'index'}.txt`);
    }
  });

  test.each([
    ['ky', '../../license'],
    ['zod', '../LICENSE'],
    ['date-fns', '../LICENSE.md'],
    ['@date-fns/tz', '../LICENSE.md'],
  ])('ships the licence of %s, which a build contains', (name, path) => {
    const licence = readFileSync(join(locate(name), path), 'utf8');
    expect(readFileSync(join(root, 'THIRD-PARTY-LICENSES.md'), 'utf8')).toContain(licence.trim());
  });

  test('imports no file of zod or date-fns: hundreds of files would be opened', () => {
    for (const file of packed.files.filter((name) => /\.c?js$/.test(name))) {
      const text = readFileSync(join(packed.packageFolder, file), 'utf8');
      expect(text, file).not.toMatch(/(?:from\s*|require\(|import\(?\s*)["'](?:zod|date-fns|@date-fns)/);
    }
  });

  test('needs nothing of node, and never requires ky', () => {
    for (const file of packed.files.filter((name) => /\.c?js$/.test(name))) {
      const text = readFileSync(join(packed.packageFolder, file), 'utf8');
      expect(text, file).not.toMatch(
        /(?:from\s*|require\(|import\()["'](?:node:|fs|path|buffer|crypto|util|stream|http|os|events)["'/:]?/,
      );
      expect(text, file).not.toMatch(/require\(["']ky["']\)/);
      // Test runners that run files in a VM context have no import() in CommonJS.
      if (file.endsWith('.cjs')) expect(text, file).not.toMatch(/\bimport\(/);
      expect(text, file).not.toMatch(/\bBuffer\.|\bprocess\.(?:env|nextTick|version)/);
    }
  });

  test('shows no type of ky', () => {
    for (const file of packed.files.filter((name) => /\.d\.c?ts$/.test(name))) {
      expect(readFileSync(join(packed.packageFolder, file), 'utf8'), file).not.toMatch(/["']ky["']/);
    }
  });
});

describe('installed in an empty project', () => {
  test.each(paths)('%s exports the same names to import and require', async (path) => {
    const print = 'console.log(JSON.stringify(Object.keys(all).filter((name) => name !== "default").sort()))';
    const name = path.replaceAll('/', '-');
    const [imported, required] = await Promise.all([
      runScript(packed.consumer, `${name}.mjs`, `import * as all from '${path}'; ${print};`),
      runScript(packed.consumer, `${name}.cjs`, `const all = require('${path}'); ${print};`),
    ]);
    expect(required).toBe(imported);
    expect(JSON.parse(imported)).not.toEqual([]);
  });

  test.each([
    ['mjs', []],
    ['cjs', []],
    // How every Node before 20.19 behaves: ky is an ES module.
    ['cjs', ['--no-experimental-require-module']],
  ])('reads jobs from the sandbox, under its name and version, in a .%s file, node %s', async (extension, flags) => {
    const load =
      extension === 'mjs'
        ? "import { ERecruiter } from 'erecruiter-kombo'; import { createSandbox } from 'erecruiter-kombo/sandbox';"
        : "const { ERecruiter } = require('erecruiter-kombo'); const { createSandbox } = require('erecruiter-kombo/sandbox');";
    const printed = await runScript(packed.consumer, `use.${extension}`, `${load}${USE}`, flags);
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(JSON.parse(printed)).toEqual({ name: expect.any(String), agent: `erecruiter-kombo/${version}` });
  });

  const tsc54 = locate('typescript-5.4/bin/tsc');
  const tsc6 = locate('typescript/bin/tsc');
  const node10 = { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0', skipLibCheck: true };
  const node16 = { module: 'node16', moduleResolution: 'node16', skipLibCheck: true };
  const nodenext = { module: 'nodenext', moduleResolution: 'nodenext', skipDefaultLibCheck: true };
  const bundler = { module: 'esnext', moduleResolution: 'bundler', skipLibCheck: true };
  test.each([
    ['node10', { ...node10, exactOptionalPropertyTypes: false }, tsc6], // TypeScript 7 has no such resolution
    ['node16', node16, undefined],
    ['nodenext', nodenext, undefined],
    ['bundler', { ...bundler, exactOptionalPropertyTypes: false }, undefined],
    ['nodenext with TypeScript 5.4', { ...nodenext, exactOptionalPropertyTypes: false }, tsc54],
    ['bundler with TypeScript 5.4', bundler, tsc54],
  ])('compiles, and takes the records of others, under %s', { timeout: MINUTE }, async (name, options, compiler) => {
    const folder = name.replaceAll(' ', '-');
    // The oldest ways to find a package are about its files; what its types take depends on the compiler alone.
    const files = name.startsWith('node1') ? [typedUse()] : [typedUse(), ...CONSUMERS];
    const done = compile(packed.consumer, folder, files, options, compiler);
    await expect(done).resolves.toBeUndefined();
  });
});

const USE = `
const { fetch: send, baseUrl, apiKey, mandatorId } = createSandbox();
let agent;
const fetch = (url, init) => send(url, init, (agent = init.headers['user-agent']));
const erecruiter = new ERecruiter({ fetch, baseUrl, apiKey, mandatorId });
erecruiter.listJobs().toArray({ limit: 1 }).then(([job]) => console.log(JSON.stringify({ name: job.name, agent })));
`;

const SCHEMAS = `
import * as z from 'zod/mini';
import { jobSchema } from 'erecruiter-kombo/schemas';
const page = z.object({ jobs: z.array(jobSchema) });
const refused = z.safeParse(page, { jobs: [{ Id: 'seven' }] });
console.log(JSON.stringify({
  parsed: z.parse(page, { jobs: [{ Id: 7 }] }).jobs[0].Id,
  refused: refused.error.issues[0].path.join('.'),
  extended: z.safeParse(z.extend(jobSchema, { Mine: z.boolean() }), { Id: 7, Mine: true }).success,
  isSchema: jobSchema instanceof z.ZodMiniObject && jobSchema instanceof z.ZodMiniType,
}));
`;

const BROWSER = `
import { AuthenticationError, ERecruiter, ERecruiterError, InputError, StatusError } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';
const { fetch, baseUrl, mandatorId } = createSandbox();
const erecruiter = new ERecruiter({ fetch, baseUrl, mandatorId, apiKey: 'another' });
const input = await erecruiter.getJob('no id').catch((error) => error);
const refused = await erecruiter.ping().catch((error) => error);
console.log(JSON.stringify({
  thrown: [input.name, input instanceof InputError, ERecruiterError.isInstance(input)],
  reported: { name: input.toJSON().name, code: input.code },
  refused: [refused.name, AuthenticationError.isInstance(refused), StatusError.isInstance(refused)],
}));
`;

function typedUse(): string {
  const imports = paths.map((path, index) => `import * as entry${index} from '${path}';`);
  return `${imports.join('\n')}
import { ERecruiter } from 'erecruiter-kombo';
import type { FetchFunction, Job } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';
export const entries = [${paths.map((_, index) => `entry${index}`).join(', ')}];
export const erecruiter = new ERecruiter({ baseUrl: 'https://example.at', apiKey: 'key', mandatorId: 1 });
export async function names(): Promise<(string | null)[]> {
  const jobs: readonly Job[] = await erecruiter.listJobs({ page_size: 10 }).toArray({ limit: 5 });
  return jobs.map((job) => job.name);
}
const typed: typeof globalThis.fetch = async (input, init) => globalThis.fetch(input, init);
const narrow = async (url: string, init: RequestInit) => globalThis.fetch(url, { ...init, keepalive: true });
const plain: FetchFunction = (url, init) => globalThis.fetch(url, { ...init, headers: { ...init.headers, 'x-a': '1' } });
for (const fetch of [globalThis.fetch, typed, narrow, plain, createSandbox().fetch]) {
  const options = { headers: { 'x-gateway': 'key' }, attachments: { fetch }, retry: { limit: 0 } };
  new ERecruiter({ baseUrl: 'https://example.at', apiKey: 'key', mandatorId: 1, fetch, ...options });
}
export const one = erecruiter.getJob('remote:1', { retry: { limit: 0, maxRetryAfterMs: 1_000 } });
// @ts-expect-error: the key is a text
export const wrong = new ERecruiter({ baseUrl: 'https://example.at', apiKey: 1, mandatorId: 1 });
`;
}

describe('under Jest', () => {
  // One process for both: CommonJS, and ES modules in its own realms.
  test('the examples pass, with fetch, bytes, errors and signals across realms', { timeout: 2 * MINUTE }, async () => {
    const folder = join(packed.consumer, 'jest');
    cpSync(join(root, 'examples/jest'), folder, { recursive: true });
    const config: Config = {
      testMatch: ['<rootDir>/*.test.{cjs,mjs}'],
      transform: {},
      watchman: false,
      cacheDirectory: '<rootDir>/cache',
      maxWorkers: 1,
    };
    const args = ['--rootDir', folder, '--config', JSON.stringify(config), '--json'];
    const { stdout } = await run(
      process.execPath,
      ['--experimental-vm-modules', locate('jest/bin/jest'), ...args],
      packed.consumer,
    );
    const { numPassedTests, numFailedTests, numTotalTestSuites } = JSON.parse(stdout);
    expect([numPassedTests, numFailedTests, numTotalTestSuites]).toEqual([7, 0, 2]);
  });
});

describe('in a bundle, minified and gzipped with all dependencies', () => {
  // The sizes of today and a little room, so that they only go down.
  test.each([
    ['the client', "export { ERecruiter } from 'erecruiter-kombo';", 126_000],
    ['everything of the main entry', "export * from 'erecruiter-kombo';", 126_000],
    ['the mappers', "export * from 'erecruiter-kombo/mappers';", 29_700],
    ['one mapper', "export { createMapperContext, toCandidate } from 'erecruiter-kombo/mappers';", 12_500],
  ])('%s stays below its ceiling', async (_name, text, ceiling) => {
    const { bytes, modules } = await bundle(text, packed.consumer);
    expect(bytes, `largest first: ${modules.slice(0, 8).join(', ')}`).toBeLessThanOrEqual(ceiling);
  });

  test('one raw endpoint adds itself and what checks its input, and none of the others', async () => {
    const client = "export { ERecruiter } from 'erecruiter-kombo';";
    const sized = (more: string) => bundle(client + more, packed.consumer);
    const alone = await sized('');
    const one = await sized("export { getEducations } from 'erecruiter-kombo/raw';");
    const all = await sized("export * from 'erecruiter-kombo/raw';");
    for (const { text } of [alone, one]) expect(text).not.toMatch(/KarriereApiSecret|HeaderImageUrl|ForInterests/);
    expect(one.text).toContain('Applicant/Educations/{applicantId}');
    expect(one.bytes - alone.bytes).toBeLessThanOrEqual(3_300);
    expect(all.bytes - alone.bytes).toBeLessThanOrEqual(9_500);
  });

  test('for a browser it needs nothing of node, and minified errors keep their names', async () => {
    const { text } = await bundle(BROWSER, packed.consumer, 'browser');
    expect(/[\"']node:/.test(text)).toBe(false); // what else node has built in, the bundler does not find
    const printed = await runScript(packed.consumer, 'browser.mjs', text);
    expect(JSON.parse(printed)).toEqual({
      thrown: ['InputError', true, true],
      reported: { name: 'InputError', code: 'PLATFORM.INPUT_INVALID' },
      refused: ['AuthenticationError', true, true],
    });
  });

  test.each([
    ['erecruiter-kombo', /zod\/v3|zod\/.*(?:locales|classic)|date-fns\/index|\/(?:sandbox|kombo-api)\//],
    ['erecruiter-kombo/mappers', /\/(?:zod|ky)\/|date-fns\/(?:index|locale)/],
    ['erecruiter-kombo/schemas', /zod\/v3|zod\/.*(?:locales|classic)|\/(?:ky|date-fns|@date-fns)\//],
    ['erecruiter-kombo/sandbox', /\/(?:zod|ky|date-fns|@date-fns)\//],
    ['erecruiter-kombo/raw', /\/(?:sandbox|kombo-api)\//],
  ])('%s carries along nothing it does not need', async (path, unwanted) => {
    const { modules, text } = await bundle(`export * from '${path}';`, packed.consumer);
    expect(modules).not.toEqual([]);
    expect(modules.filter((module) => unwanted.test(module)).slice(0, 5)).toEqual([]);
    // zod is in the build itself: its mark, and words of its German locale.
    expect(text.includes('_zod')).toBe(/kombo(?:\/schemas|\/raw)?$/.test(path));
    expect(text).not.toContain('Ungültige');
  });

  test('its schemas and those of the zod that you have installed fit together', async () => {
    const printed = await runScript(packed.consumer, 'schemas.mjs', SCHEMAS);
    expect(JSON.parse(printed)).toEqual({ parsed: 7, refused: 'jobs.0.Id', extended: true, isSchema: true });
  });
});
