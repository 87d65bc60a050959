import { describe, expect, test } from 'vitest';
import { isGone } from '../../src/api/absence.js';
import { endpoints, endpointLabel } from '../../src/api/endpoints.js';
import { toStatusError } from '../../src/errors.js';

function failure(status: number, text: string | null, endpoint = endpointLabel(endpoints.applicant)) {
  return toStatusError({
    endpoint,
    attempts: 1,
    mayHaveBeenApplied: false,
    status,
    text,
    write: false,
    retryAfterMs: null,
  });
}

describe('a 404 or 410 means that the record does not exist', () => {
  test.each([
    ['without a word, as ASP.NET answers NotFound()', ''],
    ['with white space only', ' \r\n'],
    ['in an HttpError', '{"Message":"No applicant was found."}'],
    ['in an HttpError with a German text', '{"Message":"Der Bewerber wurde nicht gefunden."}'],
    ['in a JSON text', '"Applicant not found"'],
    ['as null', 'null'],
  ])('%s', (_, text) => {
    expect([isGone(failure(404, text)), isGone(failure(410, text))]).toEqual([true, true]);
  });
});

describe('a 404 or 410 proves nothing about the record', () => {
  const uri = 'https://erecruiter.example.at/Api/Applicant/7';
  test.each([
    ['from the routing', `{"Message":"No HTTP resource was found that matches the request URI '${uri}'."}`],
    [
      'from the routing, with detail',
      '{"Message":"x","MessageDetail":"No type was found that matches the controller"}',
    ],
    ['from the routing, in German', `{"Message":"Für den URI '${uri}' wurde keine HTTP-Ressource gefunden."}`],
    ['from the routing, as text', `"No HTTP resource was found that matches the request URI '${uri}'."`],
    ['from IIS', '<!DOCTYPE html><title>404 - File or directory not found.</title>'],
    ['from IIS, after a BOM', '\ufeff<html></html>'],
    ['from a gateway: message', '{"message":"no Route matched with those values"}'],
    ['from a gateway: error', '{"error":"not found"}'],
    ['from a gateway: problem details', '{"type":"about:blank","title":"Not Found","status":404}'],
    ['from a proxy, in plain text', 'default backend - 404'],
    ['with an empty object', '{}'],
    ['with a list', '[]'],
    ['with a number', '404'],
    ['with JSON that breaks off', '{"Message":"No app'],
    ['whose body could not be read', null],
  ])('%s', (_, text) => {
    expect([isGone(failure(404, text)), isGone(failure(410, text))]).toEqual([false, false]);
  });

  test.each([400, 401, 403, 405, 409, 429, 500, 503])('nor does HTTP %d', (status) => {
    expect(isGone(failure(status, '{"Message":"No applicant was found."}'))).toBe(false);
  });

  test('nor does the exchange of the token on the way there', () => {
    expect(isGone(failure(404, '', endpointLabel(endpoints.token)))).toBe(false);
  });

  test('nor does anything but an answer', () => {
    expect([isGone(new Error('x')), isGone(undefined), isGone({ status: 404 })]).toEqual([false, false, false]);
  });
});
