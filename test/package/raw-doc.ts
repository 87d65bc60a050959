// Writes docs/raw.md from the table of raw endpoints and its comments: `npm run docs:raw`.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { RawBodyType, RawEndpoint } from '../../src/raw/index.js';
import * as bodies from '../../src/raw/endpoints/bodies.js';
import { rawEndpoints } from '../../src/raw/index.js';
import * as properties from '../../src/schemas/body-properties.js';
import * as schemas from '../../src/schemas/index.js';
import { APPLICANT_PROPERTIES } from '../../src/schemas/properties.js';
import { root } from '../helpers/source.js';

/** Where docs/raw.md lies. */
export const rawFile = `${root}docs/raw.md`;

const CHAPTERS: Readonly<Record<string, string>> = {
  applicants: 'Applicants and their accounts',
  files: 'Files',
  'sub-records': 'Activities, certificates, educations, positions, languages, publications',
  details: 'Skills, custom fields, history, policies, video interviews',
  jobs: 'Applications and jobs',
  administration: 'Mandators, API keys, users',
  services: 'Policies, emails, partners, compass',
};

const INTRO = `# eRecruiter’s own API, typed

After this page you can call every route that eRecruiter documents, with types for what you send and what you get.

Use it for what this library has no method for. An endpoint of \`erecruiter-kombo/raw\` is a constant; your bundle has only
those that you import. The input has path values and parameters by their names, and the \`body\` if there is one:

\`\`\`ts
import { ERecruiter, NotFoundError } from 'erecruiter-kombo';
import { addEducation, getEducations, getKnowledgeTree } from 'erecruiter-kombo/raw';
import { createSandbox } from 'erecruiter-kombo/sandbox';

const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });

const educations = await erecruiter.raw(getEducations, { applicantId: 150000 });
for (const { Type, Location, End } of educations) console.log(Type, Location, End?.Year);

const { JobProfiles } = await erecruiter.raw(getKnowledgeTree, {});
console.log(JobProfiles?.length);

const body = { Type: 'HTL', Location: 'Linz', Start: { Year: 2010 }, End: { Year: 2015 }, IsFinished: true };
await erecruiter.raw(addEducation, { applicantId: 150000, body }).catch((error: unknown) => {
  if (!NotFoundError.isInstance(error)) throw error;
  console.log('this installation has no such applicant or route'); // nor has the sandbox
});
\`\`\`

The sandbox has the routes that the client’s own methods use. It answers the others as eRecruiter answers an unknown
route, which is a \`NotFoundError\`. For routes that are on no list, there is \`passthrough\`.

## What you send

- Nothing is sent if a number, a required value or a property is missing or of another type: that is an \`InputError\` with
  each path. eRecruiter itself would run the action with the default in place of what it cannot read.
- Records have eRecruiter’s numbers: \`Number(candidate.remote_id)\`.
- A \`Date\` in a body becomes wall time in the client’s \`timeZone\`; a text is sent as it is. Avoid texts with \`Z\`:
  eRecruiter stores their UTC time as if it were local. A \`Date\` in a query is sent as an instant.
- Bytes become base64. An enum is its number, or its name. Properties without documentation are sent as they are, so that
  you can send a record as you read it, with your changes. A \`replace…\` loses what the body leaves out.
- A \`GlobalId\` beyond 2^53 is a bigint, read and sent exactly. \`JSON.stringify\` rejects it.
- Every path value is escaped. The official client escapes few of them; servers read both alike. Some web servers reject
  \`+\`, \`/\` and \`%\` in a path in any form: for such skills and custom fields, list all and filter.
- What a route needs even if it is empty is always sent, and the client’s \`culture\` if you give none.

## What you get

- Every property may be null or missing, whatever the type of the server says. Unknown properties and unknown numbers of
  enums are kept. A value of a wrong type becomes null, and is reported to \`onIssue\`; a row that is no record is skipped.
- \`T | null\`: there may be none. Lists are never null.
- 404 and other statuses are errors, as with all methods. Messages, events and logs have the template of the route, never
  values.

## What is sent again

\`read\` is retried as often as \`retry\` says. Everything else is sent once, unless it was certainly not applied; after an
unknown outcome the error has \`mayHaveBeenApplied\`. Then its rule says what you can do: after \`replace\` and \`guarded\`
you may send it again, after \`create\` look first, since a second one would be created, and \`once\` cannot be looked up.

“Level” is the access level that the API key needs, as far as eRecruiter’s change log names it; that of API keys,
mandators and users is an assumption from its name. “Since” is the version of eRecruiter’s API.
`;

interface Endpoint extends RawEndpoint<never, unknown> {}

/** The text of docs/raw.md. */
export function renderRaw(): string {
  const table: Readonly<Record<string, Endpoint>> = rawEndpoints;
  const chapters = Object.entries(CHAPTERS).map(([file, title]) => {
    const rows = commentsIn(file).map(([name, comment]) => rowOf(name, comment, table[name]));
    const head = ['Endpoint', 'Route', 'Body', 'Result', 'Replay', 'Level', 'Since', 'What it does'];
    return `### ${title}\n\n${[head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n`;
  });
  const lists = Object.entries(bodyNames()).map(([name, body]) => `- \`${name}\`: ${propertiesOf(body)}`);
  return `${INTRO}\n## All routes\n\n${chapters.join('\n')}\n## Bodies\n\n\`id\` is required; \`date\` is required; everything else may be left out or null.\n\n${lists.join('\n')}\n`;
}

/** The endpoints of a file with their comments, in their order. */
function commentsIn(file: string): [name: string, comment: string][] {
  const path = `${root}src/raw/endpoints/${file}.ts`;
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
  return source.statements.flatMap((statement): [string, string][] => {
    const isExported = ts.isVariableStatement(statement) && /^export /.test(statement.getText());
    const [declaration] = isExported ? statement.declarationList.declarations : [];
    if (declaration === undefined) return [];
    const [doc] = ts.getJSDocCommentsAndTags(statement);
    return [[declaration.name.getText(), String(doc?.comment ?? '').replace(/\s+/g, ' ')]];
  });
}

function rowOf(name: string, comment: string, endpoint: Endpoint | undefined): string[] {
  if (endpoint === undefined) throw new Error(`${name} is missing in src/raw/endpoints`);
  const { method, path, query, parameters, body, replay, levels, since } = endpoint;
  const marks = query.map((key) => `${key}${isOptional(parameters[key]) ? '?' : ''}`);
  const route = `${method} Api${path === '' ? '' : '/'}${path}${marks.length === 0 ? '' : `, with ${marks.join(', ')}`}`;
  const cells = [
    bodyOf(body),
    resultOf(endpoint),
    replay,
    levels.join(', '),
    since ?? '',
    comment.replaceAll('|', '\\|'),
  ];
  return [`\`${name}\``, `\`${route}\``, ...cells];
}

function isOptional(parameter: unknown): boolean {
  return typeof parameter !== 'string' || /\?$|^culture$/.test(parameter);
}

function resultOf({ answer, nullable, schema }: Endpoint): string {
  if (answer === 'text') return '`string \\| null`';
  const name = Object.entries(schemas).find(([, each]) => each === schema)?.[0] ?? '';
  const type = `Raw${name.charAt(0).toUpperCase()}${name.slice(1).replace(/Schema$/, '')}`;
  return `\`${type}${answer === 'rows' ? '[]' : ''}${nullable ? ' \\| null' : ''}\``;
}

function bodyOf(body: RawBodyType | null): string {
  if (body === null) return '';
  if (body === 'text') return 'text';
  if (body === 'json') return 'the partner’s JSON text';
  const inner: unknown = Array.isArray(body) ? body[0] : body;
  const name = Object.entries(bodyNames()).find(([, each]) => each === inner)?.[0];
  if (name === undefined) throw new Error('a body without a name');
  return `\`${name}${Array.isArray(body) ? '[]' : ''}\``;
}

/** The tables of bodies by the names that the page gives them. */
function bodyNames(): Record<string, object> {
  const all = [
    ...Object.entries(properties),
    ...Object.entries(bodies),
    ['APPLICANT_PROPERTIES', APPLICANT_PROPERTIES],
  ];
  const named = all.flatMap(([constant, table]): [string, object][] => {
    const isTable =
      typeof table === 'object' && !Array.isArray(table) && /_(?:BODY|PROPERTIES)$/.test(String(constant));
    if (!isTable || constant === 'EXPERIENCE_PROPERTIES') return [];
    const words = String(constant)
      .replace(/_(?:BODY|PROPERTIES)$/, '')
      .split('_');
    return [[words.map((word) => word.charAt(0) + word.slice(1).toLowerCase()).join(''), table]];
  });
  return Object.fromEntries(named.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function propertiesOf(table: object): string {
  return Object.entries(table)
    .map(([name, type]: [string, unknown]) => `${name} ${typeText(type)}`)
    .join(', ');
}

function typeText(type: unknown): string {
  if (typeof type === 'string') return `\`${type.replace(/\?$/, '')}\``;
  const inner: unknown = Array.isArray(type) ? type[0] : type;
  const name = Object.entries(bodyNames()).find(([, each]) => each === inner)?.[0] ?? '';
  return `\`${name}${Array.isArray(type) ? '[]' : ''}\``;
}

/** The files of endpoints, to compare with the chapters. */
export function endpointFiles(): string[] {
  return readdirSync(`${root}src/raw/endpoints`)
    .map((name) => name.replace('.ts', ''))
    .filter((name) => commentsIn(name).some(([each]) => Object.hasOwn(rawEndpoints, each)));
}

/** The files that the page has a chapter for. */
export const chapterFiles = Object.keys(CHAPTERS);

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) writeFileSync(rawFile, renderRaw());
