import { describe, expect, test } from 'vitest';
import { createMapperContext } from '../../src/mappers/index.js';

const base = { tenant: 'api.example.at', mandatorId: 1, observedAt: new Date('2025-11-08T12:00:00Z') };

describe('a mapper context', () => {
  test('has these defaults', () => {
    expect(createMapperContext(base)).toMatchObject({
      observedAt: base.observedAt,
      timeZone: 'Europe/Vienna',
      culture: 'de-AT',
      portalUrl: null,
      encodedSource: '',
      integrationFields: 'custom',
      customFields: {},
      remoteData: false,
    });
    expect(createMapperContext(base).onIssue({ id: null, path: 'Id', reason: 'missing' })).toBeUndefined();
  });

  test.each([
    ['https://jobs.example.at', 'https://jobs.example.at'],
    [' https://jobs.example.at/karriere/ ', 'https://jobs.example.at/karriere'],
    [' ', null],
    [null, null],
  ])('has the portal %j as %j', (portalUrl, expected) => {
    expect(createMapperContext({ ...base, portalUrl }).portalUrl).toBe(expected);
  });

  test.each([
    ['Acme & Söhne', 'Acme%20%26%20S%C3%B6hne'],
    ['half a \ud83d', 'half%20a%20%EF%BF%BD'],
  ])('has the source %j ready for a URL', (sourceName, expected) => {
    expect(createMapperContext({ ...base, sourceName }).encodedSource).toBe(expected);
  });
});
