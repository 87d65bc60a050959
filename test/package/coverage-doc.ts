// Writes docs/coverage.md from the comments of src/models: `npm run docs:coverage`.
import { readdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from '../helpers/source.js';
import { ACTIONS, COMPARISON, FEATURES, FURTHER_ACTIONS, MODELS, type PageTable } from './connector-page.js';
import { goldenExamples } from './golden-examples.js';

/** Where docs/coverage.md lies. */
export const coverageFile = `${root}docs/coverage.md`;

/** What is passed in, and what actions and `sync()` tell beside their records. */
const NO_RECORD = /Input$|Like$|^(?:Action|Created|Sync)/;

/** A field of a model or the dotted path of an action's input, with what its comment says. */
export interface Field {
  readonly path: string;
  readonly text: string;
}

/** Every interface of src/models by its name: models with their own fields, inputs (`…Input`) with dotted paths. */
export function readModels(): ReadonlyMap<string, readonly Field[]> {
  const folder = `${root}src/models/`;
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => folder + name);
  const program = ts.createProgram(files, { lib: ['lib.es2023.d.ts'], types: [], strict: true });
  const checker = program.getTypeChecker();
  const models = new Map<string, Field[]>();
  for (const file of files) {
    for (const statement of program.getSourceFile(file)?.statements ?? []) {
      if (!ts.isInterfaceDeclaration(statement)) continue;
      const deep = statement.name.text.endsWith('Input');
      models.set(statement.name.text, fieldsOf(checker.getTypeAtLocation(statement), checker, deep));
    }
  }
  return models;
}

function fieldsOf(type: ts.Type, checker: ts.TypeChecker, deep: boolean, prefix = '', outer = ''): Field[] {
  return type.getProperties().flatMap((property) => {
    const path = prefix + property.name;
    const comment = ts.displayPartsToString(property.getDocumentationComment(checker));
    // What is said of a record holds for its properties, unless they say otherwise.
    const text = comment.replace(/\s+/g, ' ').trim() || outer;
    const inner = deep ? recordIn(checker.getTypeOfSymbol(property), checker) : undefined;
    return inner === undefined ? [{ path, text }] : fieldsOf(inner, checker, deep, `${path}.`, text);
  });
}

/** The record inside a type, through null, undefined and lists, where it is written in src/models; of several the first. */
function recordIn(type: ts.Type, checker: ts.TypeChecker): ts.Type | undefined {
  const bare = checker.getNonNullableType(type);
  const element = checker.getIndexTypeOfType(bare, ts.IndexKind.Number);
  if (checker.isArrayType(bare) && element !== undefined) return recordIn(element, checker);
  if (bare.isUnion()) {
    const records = bare.types.map((one) => recordIn(one, checker));
    return records.includes(undefined) ? undefined : records[0];
  }
  const declared = bare.symbol?.declarations?.[0]?.getSourceFile().fileName.includes('/src/models/');
  return declared === true && bare.getProperties().length > 0 ? bare : undefined;
}

/** The text of docs/coverage.md. */
export function renderCoverage(models = readModels()): string {
  const tabled = new Set([...MODELS, ...ACTIONS].map(({ type }) => type));
  const further = [...models.keys()].filter((type) => !tabled.has(type) && !NO_RECORD.test(type));
  const features = Object.entries(FEATURES);
  return [
    '# Fields',
    'After this page you know where each field of a model comes from, where each input of an action goes, and what eRecruiter has nothing for.',
    '“Page” marks what Kombo’s connector page lists; the rest is required by Kombo’s SDK, or is what eRecruiter has in addition. Raw names are the ones in eRecruiter’s records. “Example” shows the raw value, if it is a single one, and the mapped one. `npm run docs:coverage` generates this page from the comments in `src/models` and the golden pairs in `test/fixtures/golden`.',
    '## Compared with Kombo’s connector',
    renderComparison(),
    '## Models',
    ...MODELS.map((table) => section(table, models.get(table.type) ?? [])),
    '## Parts of models, and models beyond the page',
    ...further.map((type) => section({ heading: type, type, fields: [] }, models.get(type) ?? [])),
    '## Actions',
    ...[...ACTIONS, ...FURTHER_ACTIONS].map((table) => section(table, models.get(table.type) ?? [], 'Where it goes')),
    '## Features',
    markdown(['Feature', 'Where'], features),
  ]
    .join('\n\n')
    .concat('\n');
}

/** The comparison with Kombo’s connector, as it is in docs/coverage.md and in README.md. */
export function renderComparison(): string {
  const rows = COMPARISON.map(({ what, connector, here }) => [what, connector || '–', here]);
  return markdown(['', 'Kombo’s connector', 'this library'], rows);
}

function section({ heading, type, fields }: PageTable, all: readonly Field[], column = 'Where it comes from'): string {
  const title = heading === type ? `### ${type}` : `### ${heading} (\`${type}\`)`;
  const examples = goldenExamples(type, all);
  const head = ['Field', ...(fields.length > 0 ? ['Page'] : []), column, ...(examples.size > 0 ? ['Example'] : [])];
  const rows = all.map(({ path, text }) => [
    `\`${path}\``,
    ...(fields.length > 0 ? [fields.includes(path) ? 'yes' : ''] : []),
    text,
    ...(examples.size > 0 ? [examples.get(path)] : []),
  ]);
  return `${title}\n\n${markdown(head, rows)}`;
}

function markdown(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  const line = (cells: readonly (string | undefined)[]): string =>
    `| ${cells.map((cell = '') => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(coverageFile, renderCoverage());
