import { describe, expect, test } from 'vitest';
import {
  extensionOf,
  findConsentPolicy,
  mediaTypeOf,
  toRawFile,
  toRawSource,
  UNKNOWN_MEDIA_TYPE,
  unsupportedInputs,
} from '../../src/mappers/index.js';

describe('the consent policy', () => {
  test.each([
    [
      'by its integer',
      [
        { Id: 1, Type: 1 },
        { Id: 2, Type: 0 },
      ],
      2,
    ],
    [
      'by its name',
      [
        { Id: 1, Type: 'Information' },
        { Id: 2, Type: 'consent' },
      ],
      2,
    ],
    [
      'the first of several',
      [
        { Id: 3, Type: 0 },
        { Id: 4, Type: 0 },
      ],
      3,
    ],
    ['none among others', [{ Id: 1, Type: 1 }, { Id: 2 }, { Id: 3, Type: 7 }], undefined],
    ['none at all', [], undefined],
  ])('is found: %s', (_, policies: { Id: number; Type?: number | string }[], id) => {
    expect(findConsentPolicy(policies)?.Id).toBe(id);
  });
});

describe('what eRecruiter cannot store of a create', () => {
  test.each([
    [{ application: { stage_id: 'x' } }, /^application\.stage_id was left out: /],
    [{ sourced_by: { user_id: 'x' } }, /^sourced_by was left out: /],
    [{ gdpr_consent: { expires_at: '2030-01-01' } }, /^gdpr_consent\.expires_at was left out: /],
    [{ gdpr_consent: { given: false } }, /^gdpr_consent\.given is false: nothing was recorded$/],
  ])('%j is listed', (input, warning) => {
    expect(unsupportedInputs(input)).toEqual([expect.stringMatching(warning)]);
  });

  test('is nothing for an input that it stores', () => {
    expect(unsupportedInputs({ application: { job_id: 'x' }, gdpr_consent: { given: true }, extra: 1 })).toEqual([]);
  });
});

describe('a source', () => {
  const catalogue = {
    Referrers: [null, { Name: null }, { Name: 'ACME' }, { Name: 'Acme', AllowsAdditionalInfo: true }],
  };
  const own = { name: 'acme', additionalInfo: 'Feed 7' };

  test.each([
    ['as the catalogue spells it', { name: 'Acme' }, {}, 'Acme', null],
    ['in another spelling', { name: ' acme ' }, {}, 'ACME', null],
    ['that is not there', { name: 'Plakat' }, {}, 'Plakat', null],
    ['by the first field', { id: 'Acme', unified_key: 'Plakat' }, {}, 'Acme', null],
    ['of your own', undefined, { own: { ...own, name: 'Acme' } }, 'Acme', 'Feed 7'],
    ['of your own, without room for more', undefined, { own }, 'ACME', null],
    ['that was answered', undefined, { answered: 'Acme' }, 'Acme', null],
    ['that is not given', undefined, {}, null, null],
  ])('%s', (_, input, others, referrer, referrerAdditionalInfo) => {
    expect(toRawSource(input, catalogue, others)).toMatchObject({ referrer, referrerAdditionalInfo });
  });

  test('warns about an unknown one, and about an answer that does not count', () => {
    expect(toRawSource({ name: 'Plakat' }, {}, { answered: 'Acme' }).warnings).toEqual([
      'the answer about the source was left out: the call or the client names another source',
      'the source is not in the mandator’s catalogue',
    ]);
    expect(toRawSource({ name: 'Acme' }, catalogue, { answered: 'ACME' }).warnings).toEqual([]);
    expect(toRawSource(undefined, {}).warnings).toEqual([]);
  });
});

describe('the extension of a file', () => {
  test('leads to its media type, and back', () => {
    for (const extension of ['pdf', 'docx', 'jpg', 'txt']) {
      expect(extensionOf(mediaTypeOf(extension) ?? '')).toBe(extension);
    }
    expect([mediaTypeOf('foo'), extensionOf(UNKNOWN_MEDIA_TYPE)]).toEqual([undefined, undefined]);
  });

  test.each([
    [{ name: 'CV', data: btoa('%PDF-1.7') }, 'CV', '.pdf'],
    [{ name: 'CV.docx', data: btoa('%PDF-1.7') }, 'CV', '.pdf'],
    [{ name: 'Brief', data: btoa('Hallo'), content_type: 'application/rtf' }, 'Brief', '.rtf'],
    [{ name: 'C:\\fakepath\\a<b>.txt', data: btoa('Hallo') }, 'a_b_', '.txt'],
    [{ name: '...', data: new Uint8Array([0, 1]).buffer }, 'attachment', '.bin'],
  ])('of %j', (attachment, Name, FileExtension) => {
    expect(toRawFile(attachment)).toMatchObject({ Name, FileExtension });
  });
});
