// Steps of the workflow, a move to a stage, a rejection: `npx tsx examples/move-and-reject.ts [candidate]`.
import { ActionRejectedError } from 'erecruiter-kombo';
import { connect, numberToWriteTo } from './support/client.js';

// Only the recruiters of an installation know which step leads where: these are the steps of the sandbox.
const connection = connect({
  activities: {
    stages: {
      'In interner Prüfung': ['In Prüfung nehmen', 'Wieder aufnehmen'],
      'Gespräch vereinbart': 'Gespräch vereinbaren',
    },
    reject: 'Absage',
  },
});
const { erecruiter, sandbox } = connection;
const candidate = numberToWriteTo(connection, 'candidate', 150_000);
sandbox?.moveApplication(candidate, 880_000, 'Neu eingelangt');

const { applications } = await erecruiter.getCandidate(`remote:${candidate}`);
const [application] = applications;
if (application === undefined) throw new Error('the candidate has no application');
const application_id = application.id;
console.log(`An application in the stage "${application.current_stage?.name}"`);

const steps = await erecruiter.listApplicationActivities(application_id).toArray();
console.log(`Steps now: ${steps.map(({ name }) => name).join(', ')}`);

// A step by its name. It may email the candidate, so it is never sent twice.
const activity = 'In Prüfung nehmen';
const reviewed = await erecruiter.runApplicationActivity({ application_id, activity, message: 'Complete' });
console.log(`After "${activity}": ${reviewed.data.current_stage?.name}`);

// The same by its aim. An application that is there already stays as it is.
const stage_id = 'remote:Gespräch vereinbart';
for (const time of ['first', 'second']) {
  const before = sandbox?.emails.length ?? 0;
  const { data, warnings } = await erecruiter.moveApplicationToStage({ application_id, stage_id });
  const emails = (sandbox?.emails.length ?? 0) - before;
  console.log(`The ${time} move: ${data.current_stage?.name}, emails ${emails}, warnings ${warnings.length}`);
}

// What cannot be done says what can.
try {
  await erecruiter.moveApplicationToStage({ application_id, stage_id: 'remote:Vertraulich' });
} catch (error) {
  if (!ActionRejectedError.isInstance(error)) throw error;
  console.log(`To "Vertraulich": ${error.code}. Steps now: ${error.activities?.join(', ')}`);
}

const rejected = await erecruiter.rejectApplication({ application_id, note: 'The position is filled' });
console.log(`Rejected: ${rejected.data.outcome}, ${rejected.data.current_stage?.name}`);
