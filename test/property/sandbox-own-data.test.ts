import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSandbox } from '../../src/sandbox/index.js';
import { setUp } from '../helpers/client.js';

const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüß'-]{1,12}$/);
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const date = fc
  .integer({ min: Date.UTC(2020, 0), max: Date.UTC(2026, 0) })
  .map((ms) => new Date(ms).toISOString().slice(0, 19));

const applicants = fc.record(
  {
    FirstName: orNull(word),
    LastName: word,
    Email: word.map((name) => `${name.replace(/[^A-Za-z]/g, 'x')}@example.at`),
    Gender: fc.constantFrom(0, 1, 2),
    Country: orNull(fc.constantFrom('Österreich', 'Deutschland')),
    City: orNull(word),
    BirthDate: orNull(date),
    DateOfCreation: date,
    Tags: fc.uniqueArray(word, { maxLength: 3 }),
    Salary: orNull(fc.nat(100_000)),
    IsLocked: fc.boolean(),
    Referrer: orNull(fc.constantFrom('Acme Jobs', 'Karriereportal')),
  },
  { requiredKeys: ['LastName'] },
);
const jobs = fc.record(
  {
    Title: word,
    Status: fc.constantFrom(0, 1, 2, 3, 4),
    Block1: orNull(word),
    CreationDate: date,
    Tags: fc.uniqueArray(word, { maxLength: 3 }),
    OccupationTypes: fc.constantFrom([], ['Vollzeit'], ['Teilzeit', 'Lehre']),
    Latitude: orNull(fc.double({ min: -90, max: 90, noNaN: true })),
  },
  { requiredKeys: ['Title'] },
);
const applications = fc.record(
  {
    applicant: fc.nat(),
    job: fc.nat(),
    Status: fc.constantFrom('Neu eingelangt', 'In interner Prüfung', 'Eingestellt', 'Vertraulich'),
    Referrer: orNull(fc.constantFrom('Acme Jobs', 'Karriereportal')),
    Rating: orNull(fc.nat(5)),
  },
  { requiredKeys: ['applicant', 'job'] },
);
const worlds = fc.record({
  people: fc.array(applicants, { maxLength: 5 }),
  jobs: fc.array(jobs, { maxLength: 4 }),
  applications: fc.array(applications, { maxLength: 8 }),
  generated: fc.constantFrom(0, 3),
});

test('random worlds are read back as they were added, raw and by the client', async () => {
  await fc.assert(
    fc.asyncProperty(worlds, async (world) => {
      const { sandbox, erecruiter, issues } = setUp({
        sandbox: { applicants: world.generated, jobs: world.generated },
      });
      const before = createSandbox({ applicants: world.generated, jobs: world.generated });
      const people = world.people.map((record) => ({ id: sandbox.addApplicant(record), record }));
      const added = world.jobs.map((record) => ({ id: sandbox.addJob(record), record }));
      const made = new Map<string, { id: number; record: object }>();
      for (const { applicant, job, ...record } of people.length * added.length === 0 ? [] : world.applications) {
        const ids = {
          ApplicantId: people[applicant % people.length]?.id ?? 0,
          JobId: added[job % added.length]?.id ?? 0,
        };
        const key = JSON.stringify(ids);
        if (made.has(key)) expect(() => sandbox.addApplication({ ...ids, ...record })).toThrow(RangeError);
        else made.set(key, { id: sandbox.addApplication({ ...ids, ...record }), record: { ...ids, ...record } });
      }
      for (const { id, record } of people) expect(sandbox.applicant(id)).toMatchObject(record);
      for (const { id, record } of added) expect(sandbox.job(id)).toMatchObject(record);
      for (const { id, record } of made.values()) expect(sandbox.application(id)).toMatchObject(record);
      for (const id of before.applicantIds()) expect(sandbox.applicantJson(id)).toBe(before.applicantJson(id));

      const open = added.filter(({ record }) => (record.Status ?? 0) === 0);
      const read = await erecruiter.listJobs().toArray();
      for (const { id, record } of open) {
        expect(read.find((job) => job.remote_id === String(id))).toMatchObject({ name: record.Title, status: 'OPEN' });
      }
      for (const { id, record } of people) {
        const candidate = await erecruiter.getCandidate(`remote:${id}`);
        expect(candidate).toMatchObject({ last_name: record.LastName, first_name: record.FirstName ?? null });
        expect(candidate.applications).toHaveLength(sandbox.applicationsOf(id).length);
      }
      expect(issues).toEqual([]);
    }),
    { numRuns: 12 },
  );
});
