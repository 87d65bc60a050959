import type {
  CreateApplicationInput,
  CreatedApplication,
  ERecruiter,
  ERecruiterOptions,
  Job,
  ScreeningAnswerInput,
} from 'erecruiter-kombo';
import type { Sandbox } from 'erecruiter-kombo/sandbox';
import { bold, dim } from './style.js';

const NEXT_STAGE = 'In interner Prüfung';

/** eRecruiter has steps, not target stages: this says which step leads to the next stage. */
export const ACTIVITIES: NonNullable<ERecruiterOptions['activities']> = {
  stages: { [NEXT_STAGE]: 'In Prüfung nehmen' },
};

/** Applies for a job with files, answers and consent, and shows what eRecruiter has stored. */
export async function apply(erecruiter: ERecruiter, sandbox: Sandbox): Promise<void> {
  const jobs = await erecruiter.listJobs({ statuses: ['OPEN'] }).toArray();
  const job = jobs.find(({ screening_questions: questions }) => questions.length > 0);
  if (job === undefined) return;
  console.log(`  Now a write: Eva Grün applies for "${job.name}" with CV, cover letter, answers and consent.\n`);

  const before = sandbox.log.length;
  const { data, warnings } = await erecruiter.createApplication(applicationFor(job));
  const writes = sandbox.log.slice(before).filter(({ method }) => method !== 'GET');
  for (const { method, template } of writes) console.log(dim(`    ${method.padEnd(6)} Api/${template ?? ''}`));
  for (const { message } of warnings) console.log(`    warning: ${message}`);

  const id = Number(data.candidate.remote_id);
  const { FirstName, LastName, Email, Country, Salary, Referrer } = sandbox.applicant(id) ?? {};
  const documents = sandbox.documentsOf(id).map(({ Name, FileExtension, Type }) => `${Name}${FileExtension} (${Type})`);
  console.log(`\n  ${bold('In eRecruiter now')}`);
  console.log(
    `    applicant ${id}: ${FirstName} ${LastName}, ${Email}, ${Country}, salary ${Salary}, source ${Referrer}`,
  );
  console.log(`    CV: ${sandbox.cvOf(id)?.FileExtension?.slice(1) ?? 'none'}; documents: ${documents.join(', ')}`);
  console.log(`    custom fields: ${sandbox.customFieldsOf(id).length}; skills: ${sandbox.knowledgesOf(id).length}`);
  console.log(`    application ${data.remote_id} in stage "${data.current_stage?.name}", outcome ${data.outcome}`);

  const again = await erecruiter.createApplication(applicationFor(job)).catch((error: unknown) => String(error));
  console.log(`    the same call again: ${typeof again === 'string' ? again : 'created twice!'}\n`);
  await follow(erecruiter, sandbox, data);
}

/** Moves the application one stage, adds a note, and erases the candidate again. */
async function follow(
  erecruiter: ERecruiter,
  sandbox: Sandbox,
  { id, candidate, current_stage: stage }: CreatedApplication,
): Promise<void> {
  console.log("  And what Kombo's connector cannot do: one stage further, a note, and erased again.\n");
  const before = sandbox.log.length;
  const steps = await erecruiter.listApplicationActivities(id).toArray();
  const moved = await erecruiter.moveApplicationToStage({ application_id: id, stage_id: `remote:${NEXT_STAGE}` });
  await erecruiter.addNoteToApplication({ application_id: id, content: 'Called back: can start in February.' });
  const note = sandbox.historyOf(Number(candidate.remote_id)).at(-1);
  await erecruiter.deleteCandidate({ candidate_id: candidate.id, mode: 'erase' });
  const writes = sandbox.log.slice(before).filter(({ method }) => method !== 'GET');
  for (const { method, template } of writes) console.log(dim(`    ${method.padEnd(6)} Api/${template ?? ''}`));

  console.log(`\n    steps that were available: ${steps.map(({ name }) => name).join(', ')}`);
  console.log(`    stage: from "${stage?.name}" to "${moved.data.current_stage?.name}"`);
  console.log(`    note in the history: ${note?.Subject}`);
  const isGone = sandbox.applicant(Number(candidate.remote_id)) === undefined;
  console.log(
    `    applicant ${candidate.remote_id}: ${isGone ? 'erased, with everything that belonged to them' : 'still there!'}\n`,
  );
}

function applicationFor(job: Job): CreateApplicationInput {
  return {
    candidate: {
      first_name: 'Eva',
      last_name: 'Grün',
      email_address: 'eva.gruen@example.at',
      phone_number: '+43 664 1234567',
      location: { country: 'AT', city: 'Wien', zip_code: '1090' },
      gender: 'FEMALE',
      availability_date: '2027-02-01',
      salary_expectations: { period: 'YEAR', amount: 52_000 },
    },
    application: { job_id: job.id },
    attachments: [
      { name: 'Lebenslauf.pdf', type: 'CV', data: btoa('%PDF-1.7'), content_type: 'application/pdf' },
      { name: 'Anschreiben.pdf', type: 'COVER_LETTER', data: btoa('%PDF-1.4'), content_type: 'application/pdf' },
    ],
    screening_question_answers: job.screening_questions.filter(({ required }) => required === true).flatMap(answer),
    source: { name: 'Acme Jobs' },
    gdpr_consent: { given: true },
  };
}

/** Returns an answer that fits the question's format. */
function answer({ id, format }: Job['screening_questions'][number]): ScreeningAnswerInput[] {
  switch (format.type) {
    case 'TEXT':
      return [{ question_id: id, answer: 'gerne' }];
    case 'NUMBER':
      return [{ question_id: id, answer: 52_000 }];
    case 'BOOLEAN':
      return [{ question_id: id, answer: true }];
    case 'DATE':
      return [{ question_id: id, answer: '2027-02-01' }];
    case 'FILE':
      return [
        { question_id: id, answer: { name: 'Zeugnis.pdf', data: btoa('%PDF'), content_type: 'application/pdf' } },
      ];
    case 'SINGLE_SELECT':
      return format.options.slice(0, 1).map((option) => ({ question_id: id, answer: option.id }));
    case 'MULTI_SELECT':
      return [{ question_id: id, answer: format.options.slice(0, 2).map((option) => option.id) }];
    default:
      return [];
  }
}
