import { describe, expect, test } from 'vitest';
import { asked, type Fetch, remoteIds, setUp } from '../helpers/client.js';
import { SOURCES } from '../helpers/reachable.js';

const BY_SOURCE = 'Applications/ByReferrer/{}';

/** A server that answers a source by its own rules for dates; undefined leaves it to the sandbox. */
function dated(answer: (startAt: string, rows: readonly Row[]) => Response | undefined): (fetch: Fetch) => Fetch {
  return (fetch) => async (input, init) => {
    const response = await fetch(input, init);
    const url = new URL(input instanceof Request ? input.url : input);
    if (!url.pathname.includes('/ByReferrer/') || !response.ok) return response;
    const rows: readonly Row[] = await response.json();
    return answer(url.searchParams.get('startAt') ?? '', rows) ?? Response.json(rows);
  };
}

interface Row {
  readonly WorkflowLastChange: string;
}

const refuse = (): Response => Response.json({ Message: 'The request is invalid.' }, { status: 400 });

/** Answers recent applications only, unless a date says otherwise; the date must fit into a date of SQL Server. */
function sinceYear(year: string) {
  return dated((startAt, rows) => {
    if (startAt !== '') return startAt >= '1900-01-01T23' ? undefined : refuse();
    return Response.json(rows.filter(({ WorkflowLastChange }) => WorkflowLastChange >= year));
  });
}

describe('applications of a source at any time', () => {
  test('without dates, as the official client asks, each source once if old applications are among them', async () => {
    const { sandbox, erecruiter } = setUp();
    await erecruiter.listApplications().toArray();
    expect(asked(sandbox)[BY_SOURCE]).toBe(SOURCES.length);
    expect(sandbox.log.every(({ url }) => !url.includes('ByReferrer') || url.endsWith('?startAt=&endAt='))).toBe(true);
  });

  test.each([
    ['lists only recent applications without dates', sinceYear('2025')],
    ['lists none without dates', sinceYear('9999')],
    ['refuses to list without dates', dated((startAt) => (startAt === '' ? refuse() : undefined))],
  ])('with dates, if the server %s', async (_, through) => {
    const all = await setUp().erecruiter.listApplications().toArray();
    const { erecruiter, issues } = setUp({ through });
    const found = await erecruiter.listApplications().toArray();
    expect(remoteIds(found)).toEqual(remoteIds(all));
    expect(found.length).toBeGreaterThan(10);
    expect(issues).toEqual([]);
  });

  test('if dates are refused and nothing old is listed, that is reported', async () => {
    const through = dated((startAt, rows) =>
      startAt === '' ? Response.json(rows.filter(({ WorkflowLastChange }) => WorkflowLastChange >= '2025')) : refuse(),
    );
    const { erecruiter, issues } = setUp({ through });
    await erecruiter.listApplications().toArray();
    expect(issues).toMatchObject([{ path: 'startAt', reason: expect.stringContaining('older ones may be missing') }]);
  });

  test('a single source that refuses is skipped and reported as before', async () => {
    const { sandbox, erecruiter, issues } = setUp();
    sandbox.fail({ on: /ByReferrer\/Acme/, kind: 'status', status: 400, times: 1000 });
    await erecruiter.listApplications().toArray();
    expect(issues).toMatchObject([{ endpoint: 'GET Api/Applications/ByReferrer/{referrer}', reason: 'HTTP 400' }]);
    // One more proves that others can be read.
    expect(asked(sandbox)[BY_SOURCE]).toBe(SOURCES.length + 1);
  });
});
