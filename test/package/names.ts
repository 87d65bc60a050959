import ts from 'typescript';
import type { Source } from '../helpers/source.js';

/** Names that may be declared in several files, each with the reason. */
const SHARED: Readonly<Record<string, string>> = {};

/** Files of endpoints, which are named after their routes, as are functions that call them. Their names differ. */
const ENDPOINTS = /^raw\/endpoints\//;

/** Top-level names that are declared in more than one file, as `name: files`: one name means one thing. */
export function repeatedNames(sources: readonly Source[], shared = SHARED): string[] {
  const files = new Map<string, Set<string>>();
  for (const { path, text } of sources) {
    for (const name of topLevelNames(ts.createSourceFile(path, text, ts.ScriptTarget.Latest))) {
      const key = ENDPOINTS.test(path) ? `raw ${name}` : name;
      files.set(key, (files.get(key) ?? new Set()).add(path));
    }
  }
  const repeated = [...files].filter(([name, paths]) => paths.size > 1 && shared[name] === undefined);
  const unused = Object.keys(shared).filter((name) => (files.get(name)?.size ?? 0) < 2);
  return [
    ...repeated.map(([name, paths]) => `${name}: ${[...paths].join(', ')}`),
    ...unused.map((name) => `${name}: no longer needs its reason`),
  ].sort();
}

function topLevelNames(file: ts.SourceFile): string[] {
  return file.statements.flatMap((statement): string[] => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
    }
    const isNamed =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement);
    return isNamed && statement.name !== undefined ? [statement.name.text] : [];
  });
}
