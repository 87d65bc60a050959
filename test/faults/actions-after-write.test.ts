import { describe, expect, test } from 'vitest';
import type { Sandbox } from '../../src/sandbox/index.js';
import { nameOf } from '../helpers/client.js';
import { createStage, FIRST } from './actions-kit.js';
import { METHODS } from './matrix-methods.js';
import { caught } from './transport-kit.js';

// An action that has written something never says that eRecruiter has certainly done nothing.

/** Whether a request changes something: not a read, a token or the parser. */
const isWrite = (name: string): boolean => !name.startsWith('GET') && !/\/Api\/?$|\/CvParser/.test(name);

describe.each(METHODS.actions.filter(({ name }) => !/^(passthrough|raw) /.test(name)))('$name', (method) => {
  test('an abort after a write says that something may have been applied', async () => {
    for (let reads = 0; reads < 12; reads += 1) {
      const controller = new AbortController();
      let [written, seen, isOn] = [false, 0, false];
      const between =
        ({ fetch }: Sandbox): Sandbox['fetch'] =>
        async (input, init) => {
          const name = nameOf(input, init);
          if (isOn && written && !isWrite(name) && seen++ === reads) controller.abort();
          const answer = await fetch(input, init);
          if (isOn && isWrite(name) && answer.ok) written = true;
          return answer;
        };
      const stage = createStage({ jobs: 4 }, between);
      await method.setUp?.(stage);
      isOn = true;
      const client = stage.client({ activities: { reject: 'Absage' } });
      const { signal } = controller;
      const error = await method.run(client, { signal }, stage).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      if (error === undefined && !signal.aborted) return; // there are no further reads
      // What is done, and may be the whole of it, is in the progress.
      const isPartial = error instanceof Error && error.name === 'PartialWriteError';
      if (error !== undefined && !isPartial) expect(error, `read ${reads}`).toMatchObject({ mayHaveBeenApplied: true });
    }
  });
});

test('a consent that is refused after its date was recorded says so, and the same call completes both', async () => {
  const stage = createStage();
  const client = stage.client();
  const consent = { candidate_id: `remote:${FIRST}`, accepted: true };
  stage.sandbox.fail({ on: 'PUT Applicant/{applicantId}/Policies/{policyId}', kind: 'status', status: 403 });
  const error = await caught(client.setCandidateConsent(consent));
  expect(error).toMatchObject({ name: 'PermissionError', status: 403, mayHaveBeenApplied: true });
  expect(stage.sandbox.applicant(FIRST)?.PolicyAcceptedAt).not.toBeNull();
  await client.setCandidateConsent(consent);
  expect(stage.sandbox.policiesOf(FIRST)).toMatchObject([{ PolicyId: 4, RevokedOn: null }]);
  // Without the record's date, nothing was written before.
  stage.sandbox.fail({ on: 'PUT Applicant/{applicantId}/Policies/{policyId}', kind: 'status', status: 403 });
  const revocation = await caught(client.setCandidateConsent({ ...consent, accepted: false }));
  expect(revocation).toMatchObject({ name: 'PermissionError', mayHaveBeenApplied: false });
});
