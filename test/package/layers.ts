import { posix } from 'node:path';
import ts from 'typescript';
import type { Source } from '../helpers/source.js';

/** One import, export-from, dynamic import or import type. */
interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
  readonly line: number;
  readonly node: ts.Node;
}

interface Rule {
  /** Layers and packages that may be imported. */
  readonly any: readonly string[];
  /** Layers and packages of which only types may be imported. */
  readonly types?: readonly string[];
}

const READ_AND_WRITE: Rule = {
  any: ['zod', 'flow', 'core', 'api', 'mappers', 'models', 'schemas', 'errors'],
  types: ['options'],
};

/** Who may import whom. A layer is a folder of src/ or a file directly in it, and may always import itself. */
const RULES: Readonly<Record<string, Rule>> = {
  models: { any: [] },
  errors: { any: [], types: ['models', 'options'] },
  options: { any: ['zod', 'flow', 'mappers'], types: ['errors', 'models'] },
  schemas: { any: ['zod'] },
  mappers: { any: ['@date-fns/tz', 'date-fns'], types: ['models', 'schemas'] },
  flow: { any: [] },
  api: { any: ['flow', 'schemas', 'mappers', 'errors', 'options'], types: ['zod', 'models'] },
  core: { any: ['zod', 'flow', 'api', 'mappers', 'schemas', 'errors', 'options'], types: ['models'] },
  reads: READ_AND_WRITE,
  actions: READ_AND_WRITE,
  client: { any: ['core', 'flow', 'errors', 'reads', 'actions', 'api'], types: ['models', 'options'] },
  'kombo-api': {
    any: ['actions', 'core', 'errors', 'flow', 'mappers', 'reads', 'schemas', 'zod'],
    types: ['client', 'models', 'options'],
  },
  raw: { any: ['api', 'core', 'errors', 'mappers', 'schemas'], types: ['zod', 'models', 'options'] },
  doctor: {
    any: ['api', 'client', 'core', 'errors', 'flow', 'mappers', 'schemas'],
    types: ['models', 'options'],
  },
  sandbox: { any: ['flow'], types: ['schemas'] },
  index: {
    any: ['client', 'core', 'errors', 'reads'],
    types: ['actions', 'api', 'models', 'options', 'schemas'],
  },
};

/** The two ways to import zod: any other carries along its classic half or all of its locales. */
const ZOD_NAMES: Readonly<Record<string, string>> = { 'zod/mini': 'z', 'zod/v4/core': 'core' };

/** Facts of the API without zod, for every layer. */
const FACTS = 'schemas/properties.ts';

/** The one file that may import ky. */
const TRANSPORT = 'api/transport.ts';

/** Everything in these sources that breaks the table above, as `path:line: what`. */
export function layerViolations(sources: readonly Source[]): string[] {
  const found: string[] = [];
  const edges = new Map<string, Set<string>>();
  const fileEdges = new Map<string, Set<string>>();
  for (const source of sources) {
    const from = layerOf(source.path);
    const rule = RULES[from];
    if (rule === undefined) found.push(`${source.path}:1: no rule for ${from}`);
    for (const item of importsOf(source)) {
      const file = fileOf(source.path, item.specifier);
      const to = file === undefined ? packageOf(item.specifier) : layerOf(file);
      const report = (what: string): void => void found.push(`${source.path}:${item.line}: ${what}`);
      if (file !== undefined) add(fileEdges, source.path, file);
      if (to !== from || file === undefined) {
        if (file !== undefined) add(edges, from, to);
        if (file !== FACTS && !mayImport(rule, source.path, to, item.typeOnly)) {
          report(`${from} may not import ${item.typeOnly ? '' : 'values of '}${item.specifier}`);
        }
      }
      if (file === undefined) shapeProblem(item, to, report);
    }
  }
  // errors and options name each other's types, and nothing else may be mutual
  edges.get('errors')?.delete('options');
  fileEdges.get('errors.ts')?.delete('options.ts');
  for (const cycle of [cycleIn(edges), cycleIn(fileEdges)]) {
    if (cycle !== undefined) found.push(`import cycle: ${cycle.join(' → ')}`);
  }
  return found;
}

function mayImport(rule: Rule | undefined, path: string, to: string, typeOnly: boolean): boolean {
  if (to === 'ky') return path === TRANSPORT;
  if (rule === undefined) return false;
  return rule.any.includes(to) || (typeOnly && (rule.types ?? []).includes(to));
}

/** How a permitted package is to be imported, so that only what is used gets bundled. */
function shapeProblem(item: Import, to: string, report: (what: string) => void): void {
  if (to === 'zod') {
    const clause = ts.isImportDeclaration(item.node) ? item.node.importClause?.namedBindings : undefined;
    const star = clause !== undefined && ts.isNamespaceImport(clause) ? clause.name.text : undefined;
    if (star === undefined || ZOD_NAMES[item.specifier] !== star) {
      report("zod is imported as `* as z from 'zod/mini'` or `* as core from 'zod/v4/core'`");
    }
  }
  if (item.specifier === 'date-fns' || item.specifier === '@date-fns/tz') {
    report(`${item.specifier} is imported function by function, as in ${item.specifier}/<name>`);
  }
}

function importsOf({ path, text }: Source): Import[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const imports: Import[] = [];
  const note = (node: ts.Node, specifier: ts.Node | undefined, typeOnly: boolean): void => {
    if (specifier === undefined || !ts.isStringLiteralLike(specifier)) return;
    const line = file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    imports.push({ specifier: specifier.text, typeOnly, line, node });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) {
      note(node, node.moduleSpecifier, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
    } else if (ts.isExportDeclaration(node)) {
      note(node, node.moduleSpecifier, node.isTypeOnly);
    } else if (ts.isImportTypeNode(node)) {
      note(node, ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined, true);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      note(node, node.arguments[0], false);
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return imports;
}

function layerOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : path.replace(/\.ts$/, '');
}

function fileOf(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function add(edges: Map<string, Set<string>>, from: string, to: string): void {
  edges.set(from, (edges.get(from) ?? new Set<string>()).add(to));
}

/** The first cycle of a graph, as the path that closes it. */
function cycleIn(edges: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const walk = (node: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of edges.get(node) ?? []) {
      const cycle = walk(next, [...path, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of edges.keys()) {
    const cycle = walk(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}
