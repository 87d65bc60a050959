import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ERecruiter } from '../../src/index.js';
import type { Sandbox } from '../../src/sandbox/index.js';
import { altered, list, LISTING_NAMES, type ListingName, remoteIds, setUp } from '../helpers/client.js';
import { reachableIn, SOURCES } from '../helpers/reachable.js';

// A listing that is interrupted and resumed, at any point, in another process, after the installation has changed,
// never loses a record that existed all the time. What comes twice comes under the same id.

interface Part {
  readonly ids: readonly string[];
  readonly remoteIds: readonly string[];
  readonly next: string | null;
}

function remoteIdOf(record: object): string[] {
  return 'remote_id' in record ? [String(record.remote_id)] : [];
}

/** Reads one page and leaves. */
async function read(erecruiter: ERecruiter, name: ListingName, size: number, cursor: string | null): Promise<Part> {
  const query = { page_size: size, ...(cursor === null ? {} : { cursor }) };
  for await (const { results, next } of list(erecruiter, name, query).pages()) {
    return { ids: results.map(({ id }) => id), remoteIds: results.flatMap(remoteIdOf), next };
  }
  throw new Error('no page came');
}

/** Models and values of `discover`; without sources, only applicants are found in another way. */
function cases<const N extends ListingName>(names: readonly N[]): { name: N; discover: 'all' | 'open' }[] {
  return names.flatMap((name) => {
    const ways = /Candidates|Applications/.test(name) ? (['all', 'open'] as const) : (['all'] as const);
    return ways.map((discover) => ({ name, discover }));
  });
}

describe('after an interruption at any point the rest follows', () => {
  test.each(cases(LISTING_NAMES))('$name, discovering $discover', async ({ name, discover }) => {
    const { erecruiter } = setUp({ sandbox: { applicants: 8, jobs: 4 }, discover });
    const all: string[] = [];
    const cursors: string[] = [];
    for await (const { results, next } of list(erecruiter, name, { page_size: 1 }).pages()) {
      all.push(...results.map(({ id }) => id));
      if (next !== null) cursors.push(next);
    }
    expect(cursors).toHaveLength(all.length - 1);
    let repeated = 0;
    for (const [index, cursor] of cursors.entries()) {
      if (index % Math.ceil(cursors.length / 9) !== 0) continue; // of the long listings every few
      const rest = (await list(erecruiter, name, { cursor }).toArray()).map(({ id }) => id);
      expect(new Set(rest).size).toBe(rest.length);
      expect(new Set([...all.slice(0, index + 1), ...rest])).toEqual(new Set(all));
      repeated += index + 1 + rest.length - all.length;
    }
    // Names have no place of their own: after an interruption each comes once more. While nothing changes, nothing else
    // does, except candidates of several jobs whose applications no source names.
    const isOfNames = name === 'listApplicationStages' || name === 'listTags' || name === 'listScreeningQuestions';
    if (!isOfNames && discover === 'all') expect(repeated).toBe(0);
  });

  test('attachments', async () => {
    const { sandbox, erecruiter, another } = setUp();
    const person = sandbox.applicantIds().find((id) => sandbox.cvOf(id) && sandbox.documentsOf(id).length === 2) ?? 0;
    const all = (await erecruiter.listCandidateAttachments(`remote:${person}`).toArray()).map(({ id }) => id);
    expect(all).toHaveLength(3);
    for (const size of [1, 2]) {
      for await (const page of erecruiter.listCandidateAttachments(`remote:${person}`, { page_size: size }).pages()) {
        const query = { cursor: page.next ?? '' };
        const rest = await another().listCandidateAttachments(`remote:${person}`, query).toArray();
        expect([...page.results, ...rest].map(({ id }) => id)).toEqual(all);
        break;
      }
    }
  });

  test.each(['ids', 'remote_ids'] as const)('candidates by %s', async (name) => {
    const { sandbox, erecruiter } = setUp();
    const numberOf = (index: number): string => String(sandbox.applicantIds()[index]);
    const query = { [name]: [8, 3, 6, 5].map((index) => `${name === 'ids' ? 'remote:' : ''}${numberOf(index)}`) };
    for await (const page of erecruiter.listCandidates({ ...query, page_size: 2 }).pages()) {
      expect(page.results.map(({ remote_id }) => remote_id)).toEqual([numberOf(3), numberOf(5)]);
      const rest = await erecruiter.listCandidates({ ...query, cursor: page.next ?? '' }).toArray();
      expect(rest.map(({ remote_id }) => remote_id)).toEqual([numberOf(6), numberOf(8)]);
      break;
    }
  });

  test('applications by id, also within one applicant', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 40 } });
    const people = sandbox
      .applicantIds()
      .filter((id) => sandbox.applicationsOf(id).length > 1)
      .slice(0, 2);
    const rows = people.flatMap((id) => sandbox.applicationsOf(id));
    const query = { ids: rows.map(({ Id, ApplicantId }) => `remote:${ApplicantId}/${Id}`) };
    const all = rows.map(({ Id }) => Id);
    let taken = 0;
    for await (const { next } of erecruiter.listApplications({ ...query, page_size: 1 }).pages()) {
      taken += 1;
      if (next === null) break;
      const rest = await erecruiter.listApplications({ ...query, cursor: next }).toArray();
      expect(remoteIds(rest)).toEqual(all.slice(taken));
    }
    expect(taken).toBe(all.length);
  });

  test('applications of a server that returns them in another order each time', async () => {
    let turn = 0;
    const through = altered(/\/Applications\/\d+/, (body) => {
      turn += 1;
      return Array.isArray(body) && turn % 2 === 1 ? [...body].reverse() : body;
    });
    const { erecruiter } = setUp({ sandbox: { applicants: 8, jobs: 4 }, through });
    const all = new Set((await erecruiter.listApplications().toArray()).map(({ id }) => id));
    const taken: string[] = [];
    for await (const { results, next } of erecruiter.listApplications({ page_size: 1 }).pages()) {
      taken.push(...results.map(({ id }) => id));
      if (next === null) break;
      const rest = await erecruiter.listApplications({ cursor: next }).toArray();
      expect(new Set([...taken, ...rest.map(({ id }) => id)])).toEqual(all);
    }
  });

  // By its source it is known at which job an application comes; in the sandbox every fourth has none.
  test('repeats are rare: with interruptions all along the way fewer than one in twenty', async () => {
    const { erecruiter } = setUp({ sandbox: { applicants: 60, jobs: 12 } });
    const all = (await erecruiter.listCandidates().toArray()).length;
    let taken = 0;
    let breaks = 0;
    for (let cursor: string | null = null, going = true; going; breaks += 1) {
      const part: Part = await read(erecruiter, 'listCandidates', 12, cursor);
      taken += part.ids.length;
      cursor = part.next;
      going = cursor !== null;
    }
    expect(breaks).toBeGreaterThan(4);
    expect(taken - all).toBeLessThan(all / 20);
  });
});

// What other people do between two runs.
const change = fc.record({
  do: fc.constantFrom('remove', 'edit', 'move', 'withdraw', 'apply', 'apply', 'publish', 'unpublish', 'close'),
  who: fc.nat(99),
  what: fc.nat(99),
});

const STATUSES = ['Neu eingelangt', 'Gespräch vereinbart', 'Absage nach Prüfung', 'Eingestellt'];

function pick<T>(list: readonly T[], at: number): T | undefined {
  return list[at % Math.max(1, list.length)];
}

/** Applies as another client of the same API would. */
async function apply(sandbox: Sandbox, ApplicantId: number, JobId: number, Referrer: string | null): Promise<void> {
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  const headers = { 'content-type': 'application/json' };
  const exchange = { method: 'POST', headers, body: JSON.stringify({ Key: apiKey, MandatorId: mandatorId }) };
  const { Token } = Object(await (await fetch(`${baseUrl}/Api`, exchange)).json());
  const answer = await fetch(`${baseUrl}/Api/Application?url=&sendApplicationEmail=false`, {
    method: 'PUT',
    headers: { ...headers, 'X-ApiToken': String(Token) },
    body: JSON.stringify({ ApplicantId, JobId, Referrer }),
  });
  expect(answer.status).toBe(200);
}

async function carryOut(sandbox: Sandbox, one: { do: string; who: number; what: number }): Promise<void> {
  const job = pick(sandbox.jobIds(), one.what) ?? 0;
  const person = pick(sandbox.applicantIds(), one.who);
  const application = person === undefined ? undefined : pick(sandbox.applicationsOf(person), one.what)?.Id;
  if (one.do === 'publish') sandbox.publishJob(job);
  if (one.do === 'unpublish') sandbox.unpublishJob(job);
  if (one.do === 'close') sandbox.closeJob(job);
  if (person === undefined) return;
  if (one.do === 'remove') sandbox.removeApplicant(person);
  if (one.do === 'edit') sandbox.edit(person, { FirstName: 'Neu' });
  if (one.do === 'apply') await apply(sandbox, person, job, pick([...SOURCES, null], one.what) ?? null);
  if (application === undefined) return;
  if (one.do === 'withdraw') sandbox.removeApplication(person, application);
  if (one.do === 'move') sandbox.moveApplication(person, application, pick(STATUSES, one.what) ?? '');
}

/** What can be found of each model, by remote ids; of people also by which of their applications. */
function foundIn(sandbox: Sandbox, discover: 'all' | 'open') {
  const state = reachableIn(sandbox, discover === 'open' ? { sources: [] } : {});
  const applications = state.applicants.flatMap((id) => sandbox.applicationsOf(id));
  return {
    ways: applications
      .filter(
        ({ JobId, Referrer, WorkflowStatusGroup }) =>
          (discover === 'all' && SOURCES.includes(Referrer ?? '')) ||
          (state.asked.includes(JobId) && Number(WorkflowStatusGroup) < 5),
      )
      .map(({ Id }) => Id),
    applications,
    jobs: [...state.listed, ...state.unlisted].map(String),
  };
}

/** What existed all the time, in each of the states. */
function throughout(name: ListingName, states: readonly ReturnType<typeof foundIn>[]): string[] {
  const always = <T>(valuesOf: (state: ReturnType<typeof foundIn>) => readonly T[]): T[] => {
    const [first, ...others] = states.map((state) => new Set(valuesOf(state)));
    return [...(first ?? [])].filter((value) => others.every((other) => other.has(value)));
  };
  if (name === 'listJobs') return always(({ jobs }) => jobs);
  const ways = new Set(always((state) => state.ways));
  const people = new Set(
    states[0]?.applications.filter(({ Id }) => ways.has(Id)).map(({ ApplicantId }) => ApplicantId),
  );
  const theirs = states.map(({ applications }) => applications.filter(({ ApplicantId }) => people.has(ApplicantId)));
  if (name === 'listCandidates') return [...people].map(String);
  const keyOf = (row: (typeof theirs)[0][0]): string => {
    if (name === 'listApplications') return String(row.Id);
    return `${row.Id}\n${row.Status ?? ''}`; // a stage counts where one application was in it all the time
  };
  const [first = [], ...others] = theirs.map((rows) => new Set(rows.map(keyOf)));
  const kept = [...first].filter((key) => others.every((other) => other.has(key)));
  return name === 'listApplications' ? kept : kept.map((key) => key.split('\n')[1] ?? '');
}

describe('while others work in the installation, no record that existed all the time is lost', () => {
  const names = ['listCandidates', 'listApplications', 'listJobs', 'listApplicationStages'] as const;

  test.each(cases(names))('$name, discovering $discover', async ({ name, discover }) => {
    const segment = fc.record({ size: fc.integer({ min: 1, max: 5 }), changes: fc.array(change, { maxLength: 4 }) });
    const run = fc.record({ seed: fc.nat(1000), segments: fc.array(segment, { minLength: 1, maxLength: 3 }) });
    await fc.assert(
      fc.asyncProperty(run, async ({ seed, segments }) => {
        const { sandbox, another } = setUp({ sandbox: { applicants: 7, jobs: 4, seed }, discover });
        const states = [foundIn(sandbox, discover)];
        const came = new Set<string>();
        let cursor: string | null = null;
        for (const { size, changes } of segments) {
          const part: Part = await read(another(), name, size, cursor);
          for (const id of part.remoteIds) came.add(id);
          if (part.next === null) return;
          cursor = part.next;
          for (const one of changes) await carryOut(sandbox, one);
          states.push(foundIn(sandbox, discover));
        }
        const rest = await list(another(), name, { cursor: cursor ?? '' }).toArray();
        for (const id of rest.flatMap(remoteIdOf)) came.add(id);
        expect([...came]).toEqual(expect.arrayContaining(throughout(name, states)));
      }),
      { numRuns: 6 },
    );
  });
});

describe('what was once lost', () => {
  test('a candidate who also applies for an earlier job between two runs', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 20, jobs: 8 } });
    const first = await read(erecruiter, 'listCandidates', 8, null);
    const all = (await erecruiter.listCandidates().toArray()).map(({ id }) => id);
    const [late = ''] = all.slice(-1);
    const person = Number((await erecruiter.getCandidate(late)).remote_id);
    const [job = 0] = reachableIn(sandbox).listed;
    await apply(sandbox, person, job, 'Acme Jobs');
    const rest = await list(erecruiter, 'listCandidates', { cursor: first.next ?? '' }).toArray();
    expect(rest.map(({ id }) => id)).toContain(late);
  });

  test('a candidate with an open application to an earlier job that was not published then', async () => {
    const { sandbox, erecruiter } = setUp({ discover: 'open', sandbox: { applicants: 30, jobs: 8 } });
    const isOpen = (person: number, job: number): boolean =>
      sandbox.applicationsOf(person).some((row) => row.JobId === job && Number(row.WorkflowStatusGroup) < 5);
    const { listed } = reachableIn(sandbox, { sources: [] });
    const [hidden = 0] = listed;
    const last = listed.slice(-4);
    const person = sandbox.applicantIds().find((id) => isOpen(id, hidden) && last.some((job) => isOpen(id, job))) ?? 0;
    expect(person).toBeGreaterThan(0);
    sandbox.unpublishJob(hidden);
    const first = await read(erecruiter, 'listCandidates', 5, null);
    sandbox.publishJob(hidden);
    const rest = await erecruiter.listCandidates({ cursor: first.next ?? '' }).toArray();
    const firstIds = await Promise.all(first.ids.map((id) => erecruiter.getCandidate(id)));
    expect([...firstIds, ...rest].map(({ remote_id }) => remote_id)).toContain(String(person));
  });

  test('a tag of the candidate at whom a listing was interrupted, when another of their tags is removed', async () => {
    const { sandbox, erecruiter } = setUp({ sandbox: { applicants: 8, jobs: 6 } });
    const [person] = (await erecruiter.listCandidates().toArray({ limit: 1 })).map(({ remote_id }) =>
      Number(remote_id),
    );
    for (const id of sandbox.applicantIds()) sandbox.edit(id, { Tags: id === person ? ['A', 'B', 'C', 'D'] : [] });
    for (const size of [1, 2, 3]) {
      sandbox.edit(person ?? 0, { Tags: ['A', 'B', 'C', 'D'] });
      let names: (string | null)[] = [];
      let cursor = '';
      for await (const { results, next } of erecruiter.listTags({ page_size: size }).pages()) {
        names = results.map(({ name }) => name);
        cursor = next ?? '';
        break;
      }
      const [gone] = names;
      sandbox.edit(person ?? 0, { Tags: ['A', 'B', 'C', 'D'].filter((tag) => tag !== gone) });
      const rest = await erecruiter.listTags({ cursor }).toArray();
      expect([...names, ...rest.map(({ name }) => name)].sort()).toEqual(['A', 'B', 'C', 'D']);
    }
  });
});
