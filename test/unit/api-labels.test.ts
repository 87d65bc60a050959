import { describe, expect, test } from 'vitest';
import { endpointLabel, endpoints } from '../../src/api/endpoints.js';
import { pathLabel } from '../../src/api/passthrough.js';

const TEMPLATES = Object.values(endpoints).map(({ path }) => path);

describe('the name of an endpoint', () => {
  test.each([
    [endpoints.token, 'POST Api'],
    [endpoints.applicant, 'GET Api/Applicant/{applicantId}'],
    [endpoints.applicantsByEmail, 'GET Api/Applicants/ByEmail/{email}'],
    [endpoints.users, 'GET Api/Users/'],
  ])('is method and path template: %#', (endpoint, name) => {
    expect(endpointLabel(endpoint)).toBe(name);
  });

  test('is different for every route', () => {
    const { applicationSteps, refreshApplication, ...routes } = endpoints;
    const names = Object.values(routes).map(endpointLabel);
    expect(new Set(names).size).toBe(names.length);
    // Other uses of the same routes.
    expect(endpointLabel(applicationSteps)).toBe(endpointLabel(endpoints.applications));
    expect(endpointLabel(refreshApplication)).toBe(endpointLabel(endpoints.createApplication));
  });
});

describe('the name of a free path', () => {
  test.each([
    ['keeps the words of known routes', 'Applicant/CustomFields', 'GET Api/Applicant/CustomFields'],
    ['keeps them case-insensitively', 'applicant/customfields', 'GET Api/applicant/customfields'],
    ['hides numbers', 'Applicant/1234', 'GET Api/Applicant/{…}'],
    ['hides addresses', 'Applicants/ByEmail/max@example.at', 'GET Api/Applicants/ByEmail/{…}'],
    ['hides escaped addresses', 'Applicants/ByEmail/max%40example.at', 'GET Api/Applicants/ByEmail/{…}'],
    ['hides words of unknown routes', 'Applicant/Secret/Max', 'GET Api/Applicant/{…}/{…}'],
    ['hides what looks like a template', 'Applicant/{applicantId}', 'GET Api/Applicant/{…}'],
    ['leaves out the query', 'Applicant?usernameOrEmail=max@example.at&password=x', 'GET Api/Applicant'],
    ['leaves out a query after the first one', 'Applicant?a=1?b=max@example.at', 'GET Api/Applicant'],
    ['ignores slashes before, after and between', '/Applicant//1234/', 'GET Api/Applicant/{…}'],
    ['is nothing more for the root', '', 'GET Api'],
  ])('%s: %s → %s', (_, path, name) => {
    expect(pathLabel('GET', path, TEMPLATES)).toBe(name);
  });
});
