import ts from 'typescript';
import { root } from '../helpers/source.js';
import type { Block } from './blocks.js';

/** Type-checks every block as a module, as strictly as the sources. Returns the problems with their places. */
export function compileBlocks(blocks: readonly Block[]): string[] {
  const { config } = ts.readConfigFile(`${root}tsconfig.json`, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, { ...ts.sys, readDirectory: () => [] }, root);
  const files = new Map(blocks.map((block, index) => [`${root}block-${index}.ts`, block]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => files.get(name)?.code.concat('\nexport {};\n') ?? readFile(name);
  host.fileExists = (name) => files.has(name) || fileExists(name);
  // Documentation may declare a name only to show it.
  const lenient = { ...options, noUnusedLocals: false, noUnusedParameters: false };
  const program = ts.createProgram([...files.keys()], lenient, host);
  return [...files].flatMap(([name, { place }]) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}
