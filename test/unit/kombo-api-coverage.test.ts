import { expect, test } from 'vitest';
import { eRecruiterTool, readModels, writeActions } from '../../src/kombo-api/coverage.js';
import { ACTIONS, FEATURES, FURTHER_ACTIONS } from '../package/connector-page.js';
import { readModels as documentedModels } from '../package/coverage-doc.js';

// The coverage of the tool and of an integration is what the comments of the models document.

const documented = documentedModels();
const MODEL_TYPES = [
  ['ats_jobs', 'Job'],
  ['ats_candidates', 'Candidate'],
  ['ats_applications', 'Application'],
  ['ats_application_stages', 'ApplicationStage'],
  ['ats_screening_questions', 'ScreeningQuestion'],
  ['ats_join_jobs_screening_questions', 'JobScreeningQuestion'],
  ['ats_tags', 'Tag'],
  ['ats_users', 'User'],
] as const;

/** Actions that Kombo's API has, and its connector of eRecruiter does not. */
const BESIDES = ['Add note to application', 'Move application to stage', 'Reject application'];

/** What Kombo’s API takes and eRecruiter has no place for, so that no input of the client has it. */
const ONLY_IN_KOMBO: Readonly<Record<string, readonly string[]>> = {
  'Reject application': ['rejection_reason_id UNSUPPORTED'],
};

const EMPTY = /^Always (?:null|\[\])/;
const WARNED = /^A warning:/;

function documentedFields(type: string, missing: RegExp): string[] {
  return (documented.get(type) ?? []).map(
    ({ path, text }) => `${path} ${missing.test(text) ? 'UNSUPPORTED' : 'SUPPORTED'}`,
  );
}

const shown = ({ fields }: ReturnType<typeof readModels>[number]): string[] =>
  fields.map(({ id, coverage_status: status }) => `${id} ${status}`);

test.each(MODEL_TYPES)('%s', (id, type) => {
  const model = readModels().find((entry) => entry.id === id);
  expect(model && shown(model).sort()).toEqual(documentedFields(type, EMPTY).sort());
});

test('no model is missing', () => {
  expect(readModels().map(({ id }) => id)).toEqual(MODEL_TYPES.map(([id]) => id));
});

const KOMBO_ACTIONS = new Set(writeActions().map(({ label }) => label));

test('the actions are those of the page, and those that Kombo’s API has besides', () => {
  expect(KOMBO_ACTIONS).toEqual(new Set([...ACTIONS.map(({ heading }) => heading), ...BESIDES]));
});

test.each([...ACTIONS, ...FURTHER_ACTIONS.filter(({ heading }) => BESIDES.includes(heading))])(
  '$heading',
  ({ heading, type }) => {
    const action = writeActions().find(({ label }) => label === heading);
    const expected = [...documentedFields(type, WARNED), ...(ONLY_IN_KOMBO[heading] ?? [])];
    expect(action && shown(action).sort()).toEqual(expected.sort());
  },
);

test('the features are those of the connector page, each with a place in the docs', () => {
  expect(eRecruiterTool().coverage.features.map(({ label }) => label)).toEqual(Object.keys(FEATURES));
  expect(Object.values(FEATURES)).not.toContain(undefined);
});
