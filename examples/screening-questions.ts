// The questions of a job, answered: `npx tsx examples/screening-questions.ts`.
import { type CreateApplicationInput, InputError } from 'erecruiter-kombo';
import { connect } from './support/client.js';

const { erecruiter, sandbox } = connect({ source: { name: 'Acme Jobs' } });
if (sandbox === null) throw new Error('This example writes: unset ERECRUITER_…, and it runs on the sandbox.');

const { id: job_id, name } = await erecruiter.getJob('remote:4712');
const asked = await erecruiter.listJobScreeningQuestions().toArray();
const questions = asked.filter((question) => question.job_id === job_id);
const byId = new Map((await erecruiter.listScreeningQuestions().toArray()).map((question) => [question.id, question]));

console.log(`${name} asks:`);
const answers: NonNullable<CreateApplicationInput['screening_question_answers']>[number][] = [];
for (const { question_id, required } of questions) {
  const { title, format } = byId.get(question_id ?? '') ?? {};
  console.log(`  ${required ? '*' : ' '} ${title} (${format?.type})`);
  if (question_id === null || format === undefined) continue;
  // An answer's type follows the format; options are chosen by their ids.
  if (format.type === 'BOOLEAN') answers.push({ question_id, answer: true });
  if (format.type === 'MULTI_SELECT')
    answers.push({ question_id, answer: format.options.slice(0, 2).map(({ id }) => id) });
  if (format.type === 'TEXT') answers.push({ question_id, answer: 'Linz' });
}

const candidate = { first_name: 'Eva', last_name: 'Grün', email_address: 'eva.gruen@example.at' };
await erecruiter.createApplication({ candidate, application: { job_id } }).catch((error: unknown) => {
  if (!InputError.isInstance(error)) throw error;
  console.log('\nWithout answers:');
  for (const { message } of error.issues) console.log(`  ${message}`);
});

const { data } = await erecruiter.createApplication({
  candidate,
  application: { job_id },
  screening_question_answers: answers,
});
// eRecruiter keeps no answers: each one becomes part of the candidate's own data.
const stored = sandbox.applicant(Number(data.candidate.remote_id));
const { IsWillingToMove, JobProfiles, Regions, Location, IsInterestedInFulltime } = stored ?? {};
console.log('\nWith answers eRecruiter holds:');
console.log({ IsWillingToMove, JobProfiles, Regions, Location, IsInterestedInFulltime });
