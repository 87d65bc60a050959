// From a career site's form to an application: `npx tsx examples/web-form.ts [job]`.
import { type CreateApplicationInput, InputError, type Job, type ScreeningAnswerInput } from 'erecruiter-kombo';
import { connect, numberToWriteTo } from './support/client.js';

const connection = connect({ source: { name: 'Acme Jobs' } });
const { erecruiter, sandbox } = connection;
const job = await erecruiter.getJob(`remote:${numberToWriteTo(connection, 'job', 4712)}`);

// The form: one field per question, options by their ids.
console.log(`${job.name} asks:`);
for (const { title, format, required } of job.screening_questions) {
  const options =
    'options' in format
      ? `: ${format.options
          .slice(0, 2)
          .map(({ name }) => name)
          .join(', ')} …`
      : '';
  console.log(`  ${required ? '*' : ' '} ${title} (${format.type}${options})`);
}

// What your framework gives you: `await request.formData()`.
const form = new FormData();
form.set('first_name', 'Eva');
form.set('last_name', 'Grün');
form.set('email', 'eva.gruen@example.at');
form.set('city', 'Linz');
form.set('cv', new File(['%PDF-1.7 Lebenslauf'], 'Lebenslauf.pdf', { type: 'application/pdf' }));
form.set('consent', 'on');
await submit(form); // the required questions are unanswered: nothing is written

for (const { id, format, required } of job.screening_questions) {
  if (required !== true) continue;
  if ('options' in format) for (const option of format.options.slice(0, 2)) form.append(id, option.id);
  else form.set(id, format.type === 'DATE' ? '2027-02-01' : format.type === 'NUMBER' ? '2850' : 'on');
}
await submit(form);

/** Prints what the visitor sees. */
async function submit(data: FormData): Promise<void> {
  try {
    const { data: application, warnings } = await erecruiter.createApplication(await toInput(job, data));
    console.log(`\nThank you, ${application.candidate.first_name}! (${application.current_stage?.name})`);
    for (const { message } of warnings) console.log(`  for your log: ${message}`);
    const stored = sandbox?.applicant(Number(application.candidate.remote_id));
    if (stored === undefined) return;
    const { City, Referrer, PolicyAcceptedAt, IsWillingToMove, IsInterestedInFulltime } = stored;
    console.log('In eRecruiter now:', { City, Referrer, PolicyAcceptedAt, IsWillingToMove, IsInterestedInFulltime });
  } catch (error) {
    if (!InputError.isInstance(error)) throw error; // the visitor can submit again: nothing is written twice
    console.log('\nPlease check:');
    // A path ends in the name of the field, which for an answer is the question's id.
    const titles = new Map(job.screening_questions.map(({ id, title }) => [id, title]));
    for (const { path, message } of error.issues) {
      const field = path.slice(path.lastIndexOf('.') + 1);
      console.log(`  ${titles.get(field) ?? field} ${message}`);
    }
  }
}

async function toInput({ id, screening_questions }: Job, data: FormData): Promise<CreateApplicationInput> {
  const text = (name: string): string => String(data.get(name) ?? '');
  const cv = data.get('cv');
  return {
    candidate: {
      first_name: text('first_name'),
      last_name: text('last_name'),
      email_address: text('email'),
      location: { country: 'AT', city: text('city') },
    },
    application: { job_id: id },
    screening_question_answers: screening_questions.flatMap((question) => answerTo(question, data)),
    attachments: cv instanceof File ? [{ name: cv.name, type: 'CV', data: await base64(cv) }] : [],
    gdpr_consent: { given: data.has('consent') },
  };
}

function answerTo({ id, format }: Job['screening_questions'][number], data: FormData): ScreeningAnswerInput[] {
  const values = data.getAll(id).map(String);
  const [value = ''] = values;
  if (values.length === 0) return []; // an unchecked box is not an answer
  if (format.type === 'MULTI_SELECT') return [{ question_id: id, answer: values }];
  if (format.type === 'BOOLEAN') return [{ question_id: id, answer: value === 'on' }];
  if (format.type === 'NUMBER') return [{ question_id: id, answer: Number(value) }];
  return [{ question_id: id, answer: value }];
}

async function base64(file: File): Promise<string> {
  return Buffer.from(await file.arrayBuffer()).toString('base64');
}
