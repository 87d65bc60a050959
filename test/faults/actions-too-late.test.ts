import { expect, test } from 'vitest';
import { createStage, FIRST, SETTLE_MS } from './actions-kit.js';
import { CREATES, DELETIONS, GUARDED, REPLACES, type Write } from './actions-table.js';

// Beyond the promise: eRecruiter commits what it was asked for only after `settleMs`, when the client has looked twice
// and sent it again. docs/reliability.md shows the figures.

/** How often the record is there if the first of two tries finishes last. */
const HELD: Readonly<Record<string, number>> = {
  'PUT Applicant': 2,
  'PUT Applicant/Cv/{applicantId}': 1, // one slot
  'PUT Applicant/Document/{applicantId}': 2,
  'POST Applicant/Document/{recordId}': 1, // replaced twice by the same
  'DELETE Applicant/Document/{recordId}': 1,
  'POST Applicant/Cv/{applicantId}': 1,
  'DELETE Applicant/Cv/{applicantId}': 1,
  'PUT Applicant/Photo/{applicantId}': 1,
  'POST Applicant/Photo/{applicantId}': 1,
  'DELETE Applicant/Photo/{applicantId}': 1,
  'POST Applicant/{applicantId}/CustomField': 1, // one value
  'DELETE Applicant/{applicantId}/CustomField/{customFieldName}': 1,
  'PUT Applicant/Language/{applicantId}': 2,
  'POST Applicant/Language/{recordId}': 1,
  'PUT Applicant/Knowledges/{applicantId}': 1,
  'PUT Applicant/{applicantId}/Policies/{policyId}': 1,
  'PUT Application': 1, // eRecruiter refuses the second
  'POST Applicant/{applicantId}': 1,
  'DELETE Applicant/{applicantId}': 1,
};

test.each([...CREATES, GUARDED, ...REPLACES, ...DELETIONS])(
  '$request that comes later than settleMs',
  async (write: Write) => {
    const stage = createStage();
    await write.setUp?.(stage);
    stage.sandbox.fail({ on: write.request, kind: 'reset-before', commitLate: SETTLE_MS + 1 });
    await write.run(stage.client(), stage);
    stage.sandbox.commitNow();
    expect(write.count(stage)).toBe(HELD[write.request]);
  },
);

test('a longer settleMs covers it', async () => {
  const stage = createStage();
  const [create] = CREATES;
  stage.sandbox.fail({ on: 'PUT Applicant', kind: 'reset-before', commitLate: SETTLE_MS + 1 });
  await create?.run(stage.client({ settleMs: 2 * SETTLE_MS }), stage);
  stage.sandbox.commitNow();
  expect(create?.count(stage)).toBe(1);
});

test('two clients that know nothing of each other can create two applicants', async () => {
  const stage = createStage();
  const [create] = CREATES;
  const quick = stage.client();
  let release = (): void => undefined;
  const other = new Promise<void>((resolve) => (release = resolve));
  const slow = stage.client({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      if (request.method === 'PUT') await other; // it has looked, and found no applicant
      return stage.sandbox.fetch(request);
    },
  });
  const first = create?.run(slow, stage);
  while (!stage.requests().includes('GET Applicants/ByEmail/{email}'))
    await new Promise((resolve) => setImmediate(resolve));
  await create?.run(quick, stage);
  release();
  await first;
  expect(create?.count(stage)).toBe(2);
});

test('a write by another client between our GET and our POST is lost', async () => {
  const stage = createStage();
  const between = ({ method, template }: { method: string; template: string | null }): boolean => {
    const isPost = method === 'POST' && template === 'Applicant/{applicantId}';
    if (isPost) stage.sandbox.edit(FIRST, { ImportantInfo: 'between' });
    return false;
  };
  stage.sandbox.fail({ on: between, kind: 'status' });
  await REPLACES[0]?.run(stage.client(), stage);
  expect(stage.sandbox.applicant(FIRST)?.ImportantInfo).toBeNull();
});
