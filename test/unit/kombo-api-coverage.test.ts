import { expect, test } from 'vitest';
import { READ_MODELS, TOOL, WRITE_ACTIONS } from '../../src/kombo-api/coverage.js';
import { ACTIONS, FEATURES } from '../package/connector-page.js';
import { readModels } from '../package/coverage-doc.js';

// What the tool and the integration tell of their coverage is what the comments of the models say.

const models = readModels();
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

const EMPTY = /^Always (?:null|\[\])/;
const WARNED = /^A warning:/;

function told(type: string, missing: RegExp): string[] {
  return (models.get(type) ?? []).map(
    ({ path, text }) => `${path} ${missing.test(text) ? 'UNSUPPORTED' : 'SUPPORTED'}`,
  );
}

const shown = ({ fields }: (typeof READ_MODELS)[number]): string[] =>
  fields.map(({ id, coverage_status: status }) => `${id} ${status}`);

test.each(MODEL_TYPES)('%s', (id, type) => {
  const model = READ_MODELS.find((entry) => entry.id === id);
  expect(model && shown(model).sort()).toEqual(told(type, EMPTY).sort());
});

test('no model is left out', () => {
  expect(READ_MODELS.map(({ id }) => id)).toEqual(MODEL_TYPES.map(([id]) => id));
});

test.each(ACTIONS)('$heading', ({ heading, type }) => {
  const action = WRITE_ACTIONS.find(({ label }) => label === heading);
  expect(action && shown(action).sort()).toEqual(told(type, WARNED).sort());
});

test('the features are those of the connector page, and each is told where', () => {
  expect(TOOL.coverage.features.map(({ label }) => label)).toEqual(Object.keys(FEATURES));
  expect(Object.values(FEATURES)).not.toContain(undefined);
});
