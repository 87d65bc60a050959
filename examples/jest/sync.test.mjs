// The same as an ES module: `NODE_OPTIONS=--experimental-vm-modules npx jest`.
import { ERecruiter } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';

test('finds a new application in the next run', async () => {
  const sandbox = createSandbox({ applicants: 2, jobs: 2 });
  const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
  const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
  const state = new Map();
  const changes = async () => {
    const seen = [];
    for await (const { model, type } of erecruiter.sync({}, { state })) seen.push(`${type} ${model}`);
    return seen;
  };
  await changes();
  const applicantId = sandbox.addApplicant({ LastName: 'Grün' });
  sandbox.addApplication({ ApplicantId: applicantId, JobId: 4711, Referrer: 'Acme Jobs' });
  expect(await changes()).toEqual(['upsert candidate', 'upsert application']);
});
