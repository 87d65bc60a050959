// What the site of `npm run docs` has beyond typedoc: guides in the order of README.md, examples as pages, symbols by
// topic, and raw records by their names in place of 60 lines of zod's types.
import { readFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import {
  Application,
  Converter,
  DocumentReflection,
  normalizePath,
  PageEvent,
  ReflectionCategory,
  ReflectionFlag,
  ReflectionKind,
  UnknownType,
} from 'typedoc';

const root = resolve(import.meta.dirname, '../..');
const EXAMPLES = 'examples/README.md';

/** Topics of each module in order, by source file; the first that matches counts. */
const TOPICS = [
  [
    /^src\/(index|client|options|errors|core|flow|api|models|reads|actions)\b/,
    [
      [/errors?\b|error-/, 'Errors'],
      [/action|\/create/, 'Actions'],
      [/sync/, 'Sync'],
      [/^src\/models\//, 'Models'],
      [/query|reads\//, 'Listings'],
      [/client|api\//, 'Client'],
      [/./, 'Options'],
    ],
    ['Client', 'Models', 'Listings', 'Sync', 'Actions', 'Options', 'Errors'],
  ],
  [
    /^src\/mappers\b/,
    [
      [/to-raw\//, 'Unified to raw'],
      [/context/, 'Context'],
      [/values\//, 'Values'],
      [/^src\/models\//, 'Models'],
      [/./, 'Raw to unified'],
    ],
    ['Raw to unified', 'Context', 'Unified to raw', 'Values', 'Models'],
  ],
  [
    /^src\/sandbox\b/,
    [
      [/fault/, 'Faults'],
      [/options|binder/, 'Options'],
      [/./, 'Sandbox'],
    ],
    ['Sandbox', 'Options', 'Faults'],
  ],
];

/** Topics of the client's methods. */
const METHODS = [
  [/^list/, 'Listings'],
  [/^get/, 'Single records'],
  [/^sync/, 'Sync'],
  [/^(create|add|remove)/, 'Actions'],
  [/./, 'Client'],
];
const METHOD_ORDER = ['Client', 'Listings', 'Single records', 'Sync', 'Actions'];

/** The links to pages under the heading "Documentation" of README.md, in order: page, name, heading above it. */
function guides() {
  const [, section = ''] = readFileSync(join(root, 'README.md'), 'utf8').split(/^## Documentation$/m);
  let category = '';
  const found = new Map();
  for (const line of section.split(/^## /m)[0].split('\n')) {
    category = /^### (.+)/.exec(line)?.[1] ?? category;
    for (const [, name, page] of line.matchAll(/\[([^\]]+)\]\(([\w./-]+\.md)\)/g)) {
      if (!found.has(page)) found.set(page, { name, category });
    }
  }
  return found;
}

/** What is called before what it takes and gives, then by name. */
function byUse(a, b) {
  const types = (reflection) => (reflection.kindOf([ReflectionKind.Class, ReflectionKind.Function]) ? 0 : 1);
  return types(a) - types(b) || a.name.localeCompare(b.name, 'en');
}

/** Reflections by title, titles in this order. */
function categoriesOf(children, titleOf, order) {
  const byTitle = new Map(order.map((title) => [title, []]));
  for (const child of children) {
    const title = titleOf(child);
    byTitle.set(title, [...(byTitle.get(title) ?? []), child]);
  }
  return [...byTitle].flatMap(([title, members]) => {
    if (members.length === 0) return [];
    const category = new ReflectionCategory(title);
    category.children = members;
    return [category];
  });
}

export function load(app) {
  const known = guides();
  app.on(Application.EVENT_BOOTSTRAP_END, () => app.options.setValue('markdownItLoader', codeInHeadings));
  /** Parameters and properties, with the node of their type. */
  const typed = [];

  const pathOf = (document) => relative(root, document.project.files.getReflectionPath(document) ?? '');

  app.converter.on(Converter.EVENT_CREATE_DOCUMENT, (_, document) => {
    document.name = known.get(pathOf(document))?.name ?? 'Overview';
  });

  // A raw type is its properties: zod's type functions say nothing to a reader.
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context, reflection) => {
    const symbol = context.getSymbolFromReflection(reflection);
    const file = fileOf(symbol);
    if (reflection.kindOf(ReflectionKind.TypeAlias) && file.startsWith('src/schemas/')) {
      reflection.comment?.modifierTags.add('@useDeclaredType');
    }
    note(reflection, symbol);
  });
  app.converter.on(Converter.EVENT_CREATE_PARAMETER, (context, reflection) => {
    note(reflection, context.getSymbolFromReflection(reflection));
  });

  function note(reflection, symbol) {
    const node = symbol?.valueDeclaration?.type;
    if (node !== undefined && /\bRaw[A-Z]/.test(node.getText())) typed.push([reflection, node]);
  }

  app.converter.on(Converter.EVENT_RESOLVE_BEGIN, (context) => {
    const { project } = context;
    context.setActiveProgram(context.programs[0]);
    for (const [reflection, node] of typed.splice(0)) {
      if (project.getReflectionById(reflection.id) === undefined || reflection.type === undefined) continue;
      project.removeTypeReflections(reflection.type);
      reflection.type = app.converter.convertType(context, node);
    }
    context.setActiveProgram(undefined);
    for (const variable of project.getReflectionsByKind(ReflectionKind.Variable)) {
      if (!fileOf(context.getSymbolFromReflection(variable)).startsWith('src/schemas/')) continue;
      if (variable.type === undefined) continue;
      project.removeTypeReflections(variable.type);
      delete variable.defaultValue;
      variable.type = new UnknownType(`${variable.type.name ?? 'ZodMiniType'}<…>`);
    }
    addExamples(project);
  });

  function addExamples(project) {
    const page = readFileSync(join(root, EXAMPLES), 'utf8');
    const names = [...page.matchAll(/^\| \[[^\]]+\]\(([\w.-]+\.ts)\)/gm)].map(([, name]) => name);
    for (const name of names) {
      const path = join(root, 'examples', name);
      const text = `# ${name}\n\n\`\`\`ts\n${readFileSync(path, 'utf8')}\`\`\`\n`;
      const document = new DocumentReflection(basename(name, '.ts'), project, [{ kind: 'text', text }], {});
      project.addChild(document);
      project.registerReflection(document, undefined, normalizePath(path));
    }
  }

  app.converter.on(Converter.EVENT_RESOLVE_END, (context) => {
    const { project } = context;
    for (const options of project.getReflectionsByKind(ReflectionKind.Interface)) hideTable(options);
    const order = [...known.keys(), EXAMPLES];
    const place = (document) => order.indexOf(pathOf(document));
    const titles = [...new Set([...known.values()].map(({ category }) => category))];
    const titleOf = (child) => {
      if (!child.isDocument()) return 'API';
      const { category = 'Examples' } = known.get(pathOf(child)) ?? {};
      return category === titles[0] ? 'none' : category; // "none" has no folder: the guides are seen at once
    };
    const documents = [...(project.documents ?? [])].sort((a, b) => {
      return (place(a) + 1 || Infinity) - (place(b) + 1 || Infinity) || 0;
    });
    linkNext(documents.filter((document) => titleOf(document) === 'none'));
    const modules = project.children ?? [];
    project.categories = categoriesOf([...documents, ...modules], titleOf, [
      'none',
      'Examples',
      'API',
      ...titles.slice(1),
    ]);

    for (const module of modules) {
      const file = fileOf(context.getSymbolFromReflection(module));
      const [, topics, titlesOfModule] = TOPICS.find(([pattern]) => pattern.test(file)) ?? [];
      const children = (module.children ?? []).toSorted(byUse);
      if (file.startsWith('src/schemas/')) {
        const titleOfKind = (child) => {
          if (child.kindOf(ReflectionKind.Function)) return 'Checking';
          return child.kindOf(ReflectionKind.Variable) ? 'Schemas' : 'Raw records';
        };
        module.categories = categoriesOf(children, titleOfKind, ['Raw records', 'Schemas', 'Checking']);
      } else if (topics !== undefined) {
        const titleOfFile = (child) => {
          const target = child.isReference() ? child.getTargetReflectionDeep() : child;
          const path = fileOf(context.getSymbolFromReflection(target));
          return topics.find(([pattern]) => pattern.test(path))?.[1] ?? 'Other';
        };
        module.categories = categoriesOf(children, titleOfFile, titlesOfModule);
      }
      const client = children.find(({ name }) => name === 'ERecruiter');
      if (client?.children !== undefined && client.kindOf(ReflectionKind.Class)) {
        const titleOfMethod = ({ name }) => METHODS.find(([pattern]) => pattern.test(name))?.[1];
        client.categories = categoriesOf(client.children, titleOfMethod, METHOD_ORDER);
      }
    }
  });

  // The first block would lose its colours: loading the grammar takes longer than a block may.
  let warm = false;
  app.renderer.on(PageEvent.BEGIN, () => {
    if (!warm) app.renderer.markedPlugin?.getHighlighted?.("import { a } from 'b';", 'ts');
    warm = true;
  });

  // The properties of raw records are folded: the block above them has them all.
  app.renderer.on(PageEvent.END, (page) => {
    if (page.contents === undefined || !page.model.isDeclaration?.()) return;
    if (!/^Raw[A-Z]/.test(page.model.name)) return;
    page.contents = page.contents.replaceAll(/(<details class="[^"]*tsd-accordion[^"]*"[^>]*?) open/g, '$1');
  });
}

/** Each guide ends with a link to the next. */
function linkNext(documents) {
  documents.slice(1).forEach((next, index) => {
    const link = { kind: 'inline-tag', tag: '@link', text: next.name, target: next };
    documents[index].content.push({ kind: 'text', text: '\n\n---\n\nNext: ' }, link, { kind: 'text', text: '\n' });
  });
}

/** Options are derived from a table, which says nothing to a reader: they look declared by hand. */
function hideTable(options) {
  if (!options.extendedTypes?.some(({ name }) => name === 'OptionalIn')) return;
  delete options.extendedTypes;
  delete options.typeHierarchy;
  for (const option of options.children ?? []) {
    delete option.inheritedFrom;
    delete option.defaultValue;
    option.setFlag(ReflectionFlag.Inherited, false);
  }
}

/** Typedoc drops code from the names of headings: as HTML around a text it stays, in anchors too. */
function codeInHeadings(parser) {
  parser.core.ruler.push('code-in-headings', ({ tokens, Token }) => {
    tokens.forEach((token, index) => {
      if (tokens[index - 1]?.type !== 'heading_open' || token.children === null) return;
      token.children = token.children.flatMap((child) => {
        if (child.type !== 'code_inline') return [child];
        return ['<code>', child.content, '</code>'].map((content, part) => {
          return Object.assign(new Token(part === 1 ? 'text' : 'html_inline', '', 0), { content });
        });
      });
    });
  });
}

function fileOf(symbol) {
  const [declaration] = symbol?.declarations ?? [];
  return declaration === undefined ? '' : relative(root, declaration.getSourceFile().fileName);
}
