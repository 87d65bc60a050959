import { describe, expect, test } from 'vitest';
import { readSources } from '../helpers/source.js';
import { houseViolations } from './house-rules.js';
import { layerViolations } from './layers.js';

const sources = readSources();

test('there are sources to look at', () => {
  expect(sources.map(({ path }) => path)).toContain('index.ts');
});

test('every file imports only what its layer may import', () => {
  expect(layerViolations(sources)).toEqual([]);
});

test('every file keeps the house rules', () => {
  expect(sources.flatMap(houseViolations)).toEqual([]);
});

describe('the layer check', () => {
  test.each([
    ['models/job.ts', "import type { RawJob } from '../schemas/job.js';", 'models may not import ../schemas/job.js'],
    ['errors.ts', "import { x } from './options.js';", 'errors may not import values of ./options.js'],
    ['schemas/job.ts', "import type { Job } from '../models/job.js';", 'schemas may not import ../models/job.js'],
    ['schemas/job.ts', "import ky from 'ky';", 'schemas may not import values of ky'],
    ['schemas/job.ts', "import { z } from 'zod/mini';", 'zod is imported as'],
    ['schemas/job.ts', "import * as z from 'zod';", 'zod is imported as'],
    ['schemas/job.ts', "import { $ZodObjectJIT } from 'zod/v4/core';", 'zod is imported as'],
    ['schemas/job.ts', "import * as z from 'zod/v4/core';", 'zod is imported as'],
    ['schemas/job.ts', "import { readFileSync } from 'node:fs';", 'schemas may not import values of node:fs'],
    ['schemas/job.ts', "import { join } from 'path';", 'schemas may not import values of path'],
    ['mappers/job.ts', "import { jobSchema } from '../schemas/job.js';", 'values of ../schemas/job.js'],
    ['mappers/job.ts', "import { type RawJob } from '../schemas/job.js';", 'values of ../schemas/job.js'],
    ['mappers/job.ts', "import type * as z from 'zod/mini';", 'mappers may not import zod/mini'],
    ['mappers/job.ts', "import { InputError } from '../errors.js';", 'values of ../errors.js'],
    ['mappers/job.ts', "import { tzOffset } from '@date-fns/tz';", '@date-fns/tz is imported function by function'],
    ['mappers/job.ts', "import { parseISO } from 'date-fns';", 'date-fns is imported function by function'],
    ['api/session.ts', "import ky from 'ky';", 'api may not import values of ky'],
    ['api/session.ts', "import * as z from 'zod/mini';", 'api may not import values of zod/mini'],
    ['api/session.ts', "const later = import('../models/job.js');", 'api may not import values of ../models/job.js'],
    ['api/session.ts', "type Ids = import('../reads/ids.js').Ids;", 'api may not import ../reads/ids.js'],
    [
      'reads/crawl.ts',
      "import { addTag } from '../actions/tags.js';",
      'reads may not import values of ../actions/tags.js',
    ],
    [
      'actions/tags.ts',
      "export { crawl } from '../reads/crawl.js';",
      'actions may not import values of ../reads/crawl.js',
    ],
    [
      'sandbox/index.ts',
      "import type { Sync } from '../reads/sync/sync.js';",
      'sandbox may not import ../reads/sync/sync.js',
    ],
    ['kombo-api/index.ts', "import { send } from '../api/transport.js';", 'kombo-api may not import values of'],
    ['other/index.ts', 'export {};', 'no rule for other'],
  ])('refuses in %s: %s', (path, text, message) => {
    expect(layerViolations([{ path, text }])).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    ['api/transport.ts', "import ky from 'ky';\nimport type { RawJob } from '../schemas/job.js';"],
    [
      'mappers/job.ts',
      "import { tzOffset } from '@date-fns/tz/tzOffset';\nimport type { Job } from '../models/job.js';",
    ],
    ['mappers/job.ts', "import { toDate } from './values/dates.js';\n// import ky from 'ky'\nconst a = `import 'ky'`;"],
    ['schemas/job.ts', "import * as z from 'zod/mini';\nimport * as core from 'zod/v4/core';"],
    ['reads/query.ts', "import * as z from 'zod/mini';\nimport type { CallOptions } from '../options.js';"],
  ])('permits in %s: %s', (path, text) => {
    expect(layerViolations([{ path, text }])).toEqual([]);
  });

  test('names the line', () => {
    expect(layerViolations([{ path: 'models/job.ts', text: "\n\nimport 'ky';" }])).toEqual([
      'models/job.ts:3: models may not import values of ky',
    ]);
  });

  test('finds a cycle between files, of types too', () => {
    const a = { path: 'reads/a.ts', text: "import { b } from './b.js';" };
    const b = { path: 'reads/b.ts', text: "import { c } from './c.js';" };
    const c = { path: 'reads/c.ts', text: "import { a } from './a.js';" };
    expect(layerViolations([a, b, c])).toEqual(['import cycle: reads/a.ts → reads/b.ts → reads/c.ts → reads/a.ts']);
    const type = { ...c, text: "import type { A } from './a.js';" };
    expect(layerViolations([a, b, type])).toEqual(layerViolations([a, b, c]));
    expect(layerViolations([a, b, { ...c, text: '' }])).toEqual([]);
  });

  test('finds a cycle between folders, of types too', () => {
    const down = { path: 'reads/a.ts', text: "import type { B } from '../core/mandator.js';" };
    const up = { path: 'core/mandator.ts', text: "import type { A } from '../reads/a.js';" };
    expect(layerViolations([down, up])).toContain('import cycle: reads → core → reads');
  });

  test('lets errors and options name each other’s types', () => {
    const errors = { path: 'errors.ts', text: "import type { O } from './options.js';" };
    const options = { path: 'options.ts', text: "import type { E } from './errors.js';" };
    expect(layerViolations([errors, options])).toEqual([]);
  });
});

describe('the house check', () => {
  test.each([
    ['const a: any = 1;', '`any`'],
    ['function f(...rest: any[]): void {}', '`any`'],
    ['const a = URL.canParse(b);', '`canParse`'],
    ['const a = b as unknown;', 'a cast'],
    ['const a = <string>b;', 'a cast'],
    ['const a = b!.c;', 'a non-null `!`'],
    ['class A { b!: string }', 'a non-null `!`'],
    ['enum A { B }', 'an enum'],
    ['const enum A { B }', 'an enum'],
    ['export default 1;', 'a default export'],
    ['export default function f() {}', 'a default export'],
    ["export * from './a.js';", '`export *`'],
    ["export * as a from './a.js';", '`export *`'],
    ["console.warn('a');", '`console`'],
    ['const a = process.env;', '`process`'],
    ["const a = Buffer.from('');", '`Buffer`'],
    ['const a = globalThis.process;', '`process`'],
    ['const a = z.core.$ZodObject;', '`z.core` at run time'],
    ['// TODO: later', '`TODO`'],
    ['/* FIXME */', '`FIXME`'],
    ['// @ts-expect-error', '`@ts-expect-error`'],
    ['// eslint-disable-next-line', '`eslint-disable`'],
    ['const a = 1;\n// prettier-ignore\nconst table = [];', '`prettier-ignore`'],
    [`const a = '${'b'.repeat(109)}';`, 'a line of more than 120 columns'],
  ])('refuses %j', (text, message) => {
    expect(houseViolations({ path: 'a.ts', text })).toEqual([expect.stringContaining(message)]);
  });

  test.each([
    'const a = [1] as const;',
    'const a = { b: 1 } satisfies B;',
    "import * as z from 'zod/mini';",
    'const a = b.process(c.console);',
    'type A = z.core.$ZodType;',
    'interface A { readonly process: string; console(): void }',
    '// anyone may process any enum as a default',
    "switch (a) { default: throw new Error('any'); }",
    '// Three columns are read at a glance.\n// prettier-ignore\nconst table = [];',
  ])('permits %j', (text) => {
    expect(houseViolations({ path: 'a.ts', text })).toEqual([]);
  });

  test('refuses a file of more than 400 lines', () => {
    expect(houseViolations({ path: 'a.ts', text: 'a();\n'.repeat(400) })).toEqual([]);
    expect(houseViolations({ path: 'a.ts', text: 'a();\n'.repeat(401) })).toEqual(['a.ts:1: 401 lines, at most 400']);
  });

  test('permits lists of everything in the index of a folder of definitions', () => {
    expect(houseViolations({ path: 'schemas/index.ts', text: "export * from './job.js';\n" })).toEqual([]);
    expect(houseViolations({ path: 'models/index.ts', text: "export type * from './job.js';\n" })).toEqual([]);
  });

  test('refuses a file name that is not kebab-case', () => {
    expect(houseViolations({ path: 'reads/ListJobs.ts', text: '' })).toEqual([
      'reads/ListJobs.ts:1: a file name in kebab-case',
    ]);
  });
});
