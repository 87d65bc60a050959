import { describe, expect, test } from 'vitest';
import { root } from '../helpers/source.js';
import { optionalProperties } from './optional-properties.js';

const ENTRIES = ['index', 'mappers/index', 'schemas/index', 'sandbox/index', 'kombo-api/index', 'doctor/index'];
const found = optionalProperties(ENTRIES.map((entry) => `${root}src/${entry}.ts`));
const inputs = found.filter(({ direction }) => direction === 'input');

describe('under exactOptionalPropertyTypes', () => {
  test('whatever may be left out may also be undefined, in everything that users pass', () => {
    expect(inputs.filter(({ takesUndefined }) => !takesUndefined).map(({ name }) => name)).toEqual([]);
  });

  test.each([
    'ERecruiterOptions.timeoutMs',
    'EmailOptions.registration',
    'CreateOptions.resume',
    'SyncOptions.state',
    'SyncEntry.source',
    'JobsQuery.statuses',
    'CreateCandidateInput.attachments',
    'AttachmentInput.data',
    'BlobLike.type',
    'PassthroughInput.params',
    'MapperContextOptions.timeZone',
    'RawApplicantView.FirstName',
    'SandboxOptions.seed',
    'FaultRule.times',
  ])('%s is among them', (name) => {
    expect(inputs.map((one) => one.name)).toContain(name);
  });
});
