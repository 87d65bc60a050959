import { expect, test } from 'vitest';
import {
  createSandbox,
  readDialectProfile,
  type SandboxDialect,
  type SandboxOptions,
} from '../../src/sandbox/index.js';
import { DIALECT } from '../../src/sandbox/dialect/knobs.js';
import { connect } from '../unit/sandbox-client.js';

const FIRST = 150_000;

/** Asks a sandbox of a dialect, raw. */
async function ask(dialect: SandboxDialect, method: string, target: string, body?: unknown, more: SandboxOptions = {}) {
  const sandbox = createSandbox({ applicants: 3, jobs: 3, now: () => Date.UTC(2026, 2, 1), ...more, dialect });
  const call = await connect(sandbox);
  return { sandbox, call, ...(await call(method, `/Api/${target}`, body)) };
}

test('a knob or a value that does not exist is refused with the nearest one', () => {
  const create = (dialect: object): unknown => Reflect.apply(createSandbox, undefined, [{ dialect }]);
  expect(() => create({ propertyName: 'camel' })).toThrow(
    new RangeError("createSandbox.dialect: no knob 'propertyName'; did you mean 'propertyNames'?"),
  );
  expect(() => create({ propertyNames: 'Camel' })).toThrow(
    new RangeError("createSandbox.dialect.propertyNames: no value 'Camel'; did you mean 'camel'?"),
  );
  expect(() => create({ enums: 1 })).toThrow(TypeError);
  expect(() => create({ enums: undefined })).not.toThrow();
  for (const name of ['toString', 'constructor']) expect(() => create({ [name]: 'x' })).toThrow(RangeError);
});

test('every default changes nothing: all of them together answer what no dialect answers', async () => {
  const defaults = Object.fromEntries(Object.entries(DIALECT).map(([knob, [first]]) => [knob, first]));
  for (const target of [
    `Applicant/${FIRST}`,
    'Mandator',
    'PublishedJobs?channel=x',
    'Job/4711',
    'Applicants/ByEmail/x',
  ]) {
    const [plain, all] = [await ask({}, 'GET', target), await ask(defaults, 'GET', target)];
    expect([all.status, all.text]).toEqual([plain.status, plain.text]);
  }
});

test('a profile is read tolerantly: what this version does not know is left out', () => {
  const given = { version: 7, seen: [], dialect: { enums: 'names', dates: 'roman', newKnob: 'x', emailCase: null } };
  expect(readDialectProfile(given)).toEqual({ version: 1, dialect: { enums: 'names' } });
  for (const bad of [null, 'text', {}, { dialect: [] }]) expect(() => readDialectProfile(bad)).toThrow(TypeError);
});

test('a sandbox is like a profile, and knobs of its own count more', async () => {
  const like = readDialectProfile({ version: 1, dialect: { enums: 'names', emailNobody: '404' } });
  const { body, call } = await ask({ enums: 'numeric-text' }, 'GET', `Applicant/${FIRST}`, undefined, { like });
  expect(Object(body).Gender).toMatch(/^\d$/);
  expect((await call('GET', '/Api/Applicants/ByEmail/nobody@example.at')).status).toBe(404);
});

test('an option counts more than the knob that means the same', async () => {
  const dialect = { errorBodies: 'detailed', emailCase: 'exact', fileNames: 'trimmed' } as const;
  const { text } = await ask(dialect, 'GET', 'Nowhere', undefined, { errorDetail: false });
  expect(text).not.toContain('MessageDetail');
  expect((await ask(dialect, 'GET', 'Nowhere')).text).toContain('MessageDetail');
});

test.each<[SandboxDialect, string, RegExp]>([
  [{ propertyNames: 'camel' }, `Applicant/${FIRST}`, /"firstName":/],
  [{ propertyNames: 'upper' }, `Applicant/${FIRST}`, /"FIRSTNAME":/],
  [{ enums: 'names' }, `Applicant/${FIRST}`, /"Gender":"(?:Male|Female)"/],
  [{ enums: 'names' }, 'Mandator', /"Type":"CheckboxList","Target":"Job"/],
  [{ enums: 'lower-names' }, 'Job/4711', /"Status":"open"/],
  [{ enums: 'numeric-text' }, 'Job/4711', /"Status":"0"/],
  [{ numbers: 'text' }, 'Job/4711', /"Id":"4711".*"MinSalary":"42000"/],
  [{ numbers: 'decimal' }, 'Job/4711', /"Id":4711,.*"MinSalary":42000\.0,/],
  [{ numbers: 'ids-text' }, 'Job/4711', /"Id":"4711".*"MinSalary":42000,/],
  [{ dates: 'ms' }, 'Job/4711', /"CreationDate":"\/Date\(\d+\)\/"/],
  [{ dates: 'ms-offset' }, 'Job/4711', /"CreationDate":"\/Date\(\d+\+0[12]00\)\/"/],
  [{ dates: 'utc' }, 'Job/4711', /"CreationDate":"[\d-]+T[\d:]+(?:\.\d+)?Z"/],
  [{ dates: 'offset' }, 'Job/4711', /"CreationDate":"[\d-]+T[\d:]+(?:\.\d+)?\+0[12]:00"/],
  [{ dates: 'seven-digits' }, 'Job/4711', /"CreationDate":"[\d-]+T[\d:]+\.\d{7}"/],
  [{ emptyLists: 'null' }, `Applicant/Documents/${FIRST + 1}`, /^(?:null|\[\{)/],
  [{ emptyLists: 'absent', emptyProperties: 'absent' }, 'Job/4711', /^(?!.*(?:null|\[\]))/],
  [{ emptyProperties: 'defaults-absent' }, 'Job/4711', /^(?!.*(?:null|:0,|:false))/],
  [{ emptyTexts: 'blank' }, 'Job/4711', /"Block4":""/],
  [{ moreProperties: 'some' }, 'Users', /"NeuSeit2027":/],
  [{ missingProperties: 'some' }, `Applicant/${FIRST}`, /^(?!.*"(?:ZipCode|City|Salary|Gender)").*"Id"/],
  [{ charset: 'bom' }, 'Users', /^\[/], // the decoder of `text()` takes the mark away
  [{ errorBodies: 'text' }, 'Applicant/1', /^"Applicant #1 does not exist\."$/],
  [{ errorBodies: 'html' }, 'Applicant/1', /^<!DOCTYPE html>/],
  [{ errorBodies: 'empty' }, 'Applicant/1', /^$/],
])('%j: GET %s', async (dialect, target, expected) => {
  expect((await ask(dialect, 'GET', target)).text).toMatch(expected);
});

test.each<[SandboxDialect, string, number]>([
  [{ emailNobody: '404' }, 'Applicants/ByEmail/x@example.at', 404],
  [{ emailNobody: '204' }, 'Applicants/ByEmail/x@example.at', 204],
  [{ unpublishedJob: '403' }, 'Job/4311', 403],
  [{ unpublishedJob: '404' }, 'Job/4311', 404],
  [{ noQuestionnaire: '204' }, 'Questionnaire/ByJob/4713', 204],
  [{ noQuestionnaire: 'empty' }, 'Questionnaire/ByJob/4713', 200],
  [{ unknownChannel: '400' }, 'PublishedJobs?channel=x', 400],
  [{ noDates: '400' }, 'Applications/ByReferrer/x?startAt=&endAt=', 400],
  [{ plusInPath: '404.11' }, 'Applicants/ByEmail/a+b@example.at', 404],
  [{ umlautsInPath: '400' }, 'Applications/ByReferrer/%C3%BC?startAt=&endAt=', 400],
  [{ policiesRoute: '404' }, 'Policies?portal=x&culture=de-AT', 404],
])('%j: GET %s is answered with %i', async (dialect, target, status) => {
  expect((await ask(dialect, 'GET', target)).status).toBe(status);
});
