// An apply form on Fastify: `npx tsx examples/apply-form.ts [job]`. Messages per field, a double click, a second
// application, and a failure halfway that the next click finishes.
import { randomUUID } from 'node:crypto';
import Fastify from 'fastify';
import {
  ActionRejectedError,
  type ActionProgress,
  type CreateApplicationInput,
  ERecruiterError,
  InputError,
  PartialWriteError,
} from 'erecruiter-kombo';
import { connect, numberToWriteTo } from './support/client.js';

// A visitor waits for the answer: no retries, but `resume` for the next click.
const connection = connect({ source: { name: 'Acme Jobs' }, settleMs: 100, retry: { limit: 0 } });
const { erecruiter, sandbox } = connection;
const number = numberToWriteTo(connection, 'job', 4712);
const server = Fastify();
/** What failed halfway, by the token in the visitor's form. Keep it in your session store. */
const halfway = new Map<string, ActionProgress>();

interface ApplyForm {
  readonly first_name?: string;
  readonly last_name?: string;
  readonly email?: string;
  /** A file as the browser's `FileReader` returns it, but without `data:…;base64,`. */
  readonly cv?: { readonly name: string; readonly data: string };
  /** By question id. */
  readonly answers?: Readonly<Record<string, string | string[] | number | boolean>>;
  readonly resume?: string;
}

server.post<{ Params: { job: string }; Body: ApplyForm }>('/jobs/:job/apply', async (request, reply) => {
  const { resume = '', ...form } = request.body;
  const progress = halfway.get(resume);
  // The browser can close the connection, but what it has sent should still arrive: no signal here.
  const { data, warnings } = await erecruiter.createApplication(
    toInput(request.params.job, form),
    progress === undefined ? {} : { resume: progress },
  );
  halfway.delete(resume);
  request.log.info({ warnings }, 'applied');
  return reply.code(201).send({ application: data.id, notes: warnings.length });
});

server.setErrorHandler((error, _request, reply) => {
  if (!ERecruiterError.isInstance(error)) return reply.send(error);
  if (InputError.isInstance(error)) {
    // What cannot be traced to a field of the form is the server's mistake, not the visitor's.
    return reply
      .code(422)
      .send({ fields: error.issues.map(({ path, code, message }) => [fieldOf(path), code, message]) });
  }
  const rejected = PartialWriteError.isInstance(error) ? error.cause : error;
  if (ActionRejectedError.isInstance(rejected) && rejected.code === 'ATS.APPLICATION_ALREADY_EXISTS') {
    return reply.code(409).send({ message: 'You have already applied.', application: rejected.applicationId });
  }
  if (rejected.code === 'ATS.JOB_CLOSED') return reply.code(410).send({ message: 'This job is closed.' });
  if (!PartialWriteError.isInstance(error)) return reply.code(503).send({ message: 'Please try again later.' });
  const token = randomUUID();
  halfway.set(token, error.progress);
  return reply.code(503).header('retry-after', '5').send({ message: 'Please send the form again.', resume: token });
});

function toInput(
  job: string,
  { first_name = '', last_name = '', email = '', cv, answers = {} }: ApplyForm,
): CreateApplicationInput {
  return {
    candidate: { first_name, last_name, email_address: email },
    application: { job_id: `remote:${job}` },
    screening_question_answers: Object.entries(answers).map(([question_id, answer]) => ({ question_id, answer })),
    attachments: cv === undefined ? [] : [{ ...cv, type: 'CV' }],
  };
}

/** The field of the form that a path is about: the question's id for an answer. */
function fieldOf(path: string): string {
  if (path === 'candidate.email_address') return 'email';
  return path.replace(/^(?:candidate|screening_question_answers)\./, '').replace(/^attachments\.0\b.*/, 'cv');
}

/** What the browser does: it posts JSON. */
async function click(form: ApplyForm): Promise<{ status: number; body: { resume?: string; application?: string } }> {
  const response = await server.inject({ method: 'POST', url: `/jobs/${number}/apply`, payload: form });
  return { status: response.statusCode, body: response.json() };
}

const { screening_questions: questions } = await erecruiter.getJob(`remote:${number}`);
const titles = new Map(questions.map(({ id, title }) => [id, title]));
const show = (what: string, { status, body }: Awaited<ReturnType<typeof click>>): void => {
  const text = JSON.stringify(body).replace(/"[1-9A-Za-z]{24}"/g, (id) =>
    JSON.stringify(titles.get(JSON.parse(id)) ?? '…'),
  );
  console.log(`${what}: HTTP ${status} ${text}`);
};

show('an empty form', await click({ email: 'eva.gruen at example.at', cv: { name: 'CV.pdf', data: '%%%' } }));
const person = { first_name: 'Eva', last_name: 'Grün', email: 'eva.gruen@example.at' };
const cv = { name: 'CV.pdf', data: Buffer.from('%PDF-1.7 Eva').toString('base64') };
const [wrong] = questions.filter(({ format, required }) => required && format.type === 'BOOLEAN');
show('a wrong answer, others missing', await click({ ...person, answers: wrong ? { [wrong.id]: 'perhaps' } : {} }));

const answers = Object.fromEntries(
  questions
    .filter(({ required }) => required)
    .map(({ id, format }) => {
      if (format.type === 'MULTI_SELECT') return [id, format.options.slice(0, 1).map((option) => option.id)];
      if (format.type === 'SINGLE_SELECT') return [id, format.options[0]?.id ?? ''];
      if (format.type === 'DATE') return [id, '2027-02-01'];
      return [id, format.type === 'NUMBER' ? 2850 : format.type === 'BOOLEAN' ? true : 'Ja'];
    }),
);
const form = { ...person, cv, answers };

// A failure in the middle: the candidate is there, but the application is not.
sandbox?.fail({ on: 'PUT Application', kind: 'status', status: 503 });
const failed = await click(form);
console.log(`a failure halfway: HTTP ${failed.status}, resume: ${failed.body.resume === undefined ? 'no' : 'yes'}`);
const [first, second] = await Promise.all([1, 2].map(() => click({ ...form, resume: failed.body.resume ?? '' })));
console.log(`a double click: HTTP ${first?.status} and ${second?.status}`);
console.log(`one application: ${first?.body.application === second?.body.application ? 'yes' : 'no'}`);
const again = await click(form);
console.log(`again: HTTP ${again.status}, the same application: ${again.body.application === first?.body.application}`);
await server.close();
