import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runTypeScript } from '../helpers/run.js';
import { root } from '../helpers/source.js';
import { commentBlocks, pageBlocks, runsAlone, type Block } from './blocks.js';
import { compileBlocks } from './compile.js';

const MINUTE = 60_000;
const blocks = [...pageBlocks(), ...commentBlocks()];

test('README.md, docs/*.md and the comments of src/ contain code, some of which runs without an installation', () => {
  expect(blocks.map(({ place }) => place)).toContainEqual(expect.stringMatching(/^README\.md:/));
  expect(blocks.map(({ place }) => place)).toContainEqual(expect.stringMatching(/^src\//));
  expect(blocks.filter(runsAlone)).not.toEqual([]);
});

// Broken blocks, checked together with the others, since starting a compiler and a process is slow.
const planted = [
  { place: 'a', code: "import { nothing } from 'erecruiter-kombo';" },
  { place: 'b', code: "import { ERecruiter } from 'erecruiter-kombo';\nnew ERecruiter();" },
  { place: 'c', code: 'const text: string = 1;' },
  { place: 'd', code: 'const text: string = "unused";' },
  { place: 'e', code: "await Promise.reject(new Error('planted'));" },
];

test('every block type-checks, and broken ones are found', { timeout: 2 * MINUTE }, () => {
  expect(compileBlocks([...blocks, ...planted])).toEqual([
    expect.stringMatching(/^a: .*no exported member/),
    expect.stringMatching(/^b: Expected 1 argument/),
    expect.stringMatching(/^c: Type 'number' is not assignable/),
  ]);
});

test('every block that needs no installation runs, and a failing one is found', { timeout: 2 * MINUTE }, async () => {
  expect(await runBlocks([...blocks.filter(runsAlone), ...planted.slice(3)])).toEqual(['e: Error: planted']);
});

/** Runs blocks one after the other in one separate process. Returns the failures with their places. */
async function runBlocks(alone: readonly Block[]): Promise<unknown> {
  // Inside the repository, so that imports resolve, in a folder that git ignores.
  mkdirSync(join(root, 'reports'), { recursive: true });
  const folder = mkdtempSync(join(root, 'reports/blocks-'));
  try {
    const files = alone.map(({ place, code }, index) => {
      writeFileSync(join(folder, `block-${index}.ts`), `${code}\nexport {};\n`);
      return [place, `./block-${index}.js`];
    });
    const runner = `console.log = () => {};
const failed: string[] = [];
for (const [place = '', file = ''] of ${JSON.stringify(files)}) {
  await import(file).catch((error: unknown) => failed.push(\`\${place}: \${String(error)}\`));
}
process.stdout.write(JSON.stringify(failed));
`;
    writeFileSync(join(folder, 'all.ts'), runner);
    return JSON.parse(await runTypeScript(join(folder, 'all.ts')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
