import { ERecruiterError, PartialWriteError, type ActionProgress, type ERecruiter } from '../../src/index.js';
import type { CreateApplicationInput } from '../../src/index.js';
import type { Fault, SandboxRequest } from '../../src/sandbox/index.js';
import {
  base64,
  createStage,
  EMAIL,
  EVA,
  FIRST,
  JOBS,
  SETTLE_MS,
  type AskedQuestion,
  type Stage,
} from '../faults/actions-kit.js';
import { ForeignWriter } from './actions-foreign-writer.js';
import { between, clean } from './actions-between.js';
import { FILES, type Plan } from './actions-plan.js';

/** The outcome of a story. */
export interface Outcome {
  readonly violations: readonly string[];
  readonly calls: number;
  readonly requests: number;
  readonly faults: number;
  readonly aborts: number;
  readonly foreignWrites: number;
  /** Foreign writes that fell between a GET of ours and the POST made from it. */
  readonly lost: number;
}

/** An answer, and what eRecruiter stores in the end because of it. */
interface Answered {
  readonly question: number;
  readonly isRequired?: boolean;
  readonly answer: (question: AskedQuestion) => CreateAnswer;
  readonly held: (stage: Stage, id: number) => unknown;
  readonly expected: unknown;
}
type CreateAnswer = NonNullable<CreateApplicationInput['screening_question_answers']>[number]['answer'];

const OLD_CV = base64('what a recruiter put there');
const CERTIFICATE = { name: 'Zeugnis.pdf', data: base64('certificate') };
const MAILS = { emails: { registration: true, application: true } };
const MOST_CALLS = 80;

const levels = (language: string) => (stage: Stage, id: number) =>
  stage.sandbox.languagesOf(id).flatMap(({ Language, Level }) => (Language === language ? [Level] : []));
const skills = (name: string) => (stage: Stage, id: number) =>
  stage.sandbox.knowledgesOf(id).filter(({ Knowledge }) => Knowledge === name).length;
const property = (name: string) => (stage: Stage, id: number) => Object(stage.sandbox.applicant(id))[name];
const customField = (name: string) => (stage: Stage, id: number) =>
  stage.sandbox.customFieldsOf(id).flatMap(({ CustomField, Value }) => (CustomField?.Name === name ? [Value] : []));

const LICENCE = { answer: () => true, held: customField('fuehrerscheinB'), expected: ['true'] };
const ANSWERED: Readonly<Record<Plan['job'], readonly Answered[]>> = {
  office: [
    { question: 903, isRequired: true, answer: ({ option }) => option('gut'), held: skills('BMD NTCS'), expected: 1 },
    {
      question: 909,
      isRequired: true,
      answer: ({ option }) => option('30'),
      held: customField('stundenausmass'),
      expected: ['30'],
    },
    { question: 902, answer: ({ option }) => option('gut'), held: levels('Französisch'), expected: ['gut'] },
    { question: 904, answer: ({ option }) => [option('C#')], held: skills('C#'), expected: 1 },
    { question: 908, ...LICENCE },
    { question: 911, answer: () => '2026-02-28', held: customField('eintritt'), expected: ['28.02.2026'] },
  ],
  technical: [
    { question: 1001, isRequired: true, answer: () => true, held: property('IsWillingToMove'), expected: true },
    {
      question: 1008,
      isRequired: true,
      answer: ({ option }) => [option('Vollzeit')],
      held: property('IsInterestedInFulltime'),
      expected: true,
    },
    { question: 1007, answer: () => 'Urfahr', held: property('Location'), expected: 'Urfahr' },
    { question: 1002, answer: () => 'Ich', held: property('SelfDescription'), expected: 'Ich' },
    {
      question: 1011,
      answer: () => CERTIFICATE,
      held: ({ sandbox }, id) => sandbox.documentsOf(id).filter(({ Content }) => Content === CERTIFICATE.data).length,
      expected: 1,
    },
  ],
  plain: [],
  custom: [{ question: 1102, ...LICENCE }],
};

/** Plays a story until everything has succeeded, and checks what eRecruiter then stores. */
export async function play(plan: Plan): Promise<Outcome> {
  let number = -1;
  let faults = 0;
  let isOn = false;
  const hook = (request: SandboxRequest): Fault | undefined => {
    if (!isOn) return undefined;
    number += 1;
    const fault = plan.faults[number] ?? undefined;
    writer.observe(request, fault, plan.edits.includes(number));
    if (fault !== undefined) faults += 1;
    if (plan.aborts.includes(number)) caller.abort();
    return fault;
  };
  const newerProperties = { Pronouns: null, Badge: 2n ** 62n - 1n };
  const stage = createStage({ applicants: 1, faults: hook, newerProperties }, between(plan));
  const caller = new Caller(stage, plan);
  const writer = new ForeignWriter(stage, () => (plan.isKnown ? FIRST : FIRST + 1));
  const answered = ANSWERED[plan.job].filter(
    ({ isRequired }, place) => isRequired === true || (plan.answers >> place) % 2 === 1,
  );
  const input = await inputOf(plan, answered, stage);
  if (plan.isKnown) await letKnow(stage);
  const documentsBefore = plan.isKnown ? stage.sandbox.documentsOf(FIRST).length : 0;
  const requestsBefore = stage.sandbox.requests;
  isOn = true;

  await caller.until((client, options) => client.createApplication(input, options));
  const [id = 0] = stage.applicantsWith(EMAIL);
  const candidate_id = `remote:${id}`;
  for (const name of plan.tags)
    await caller.until((client, { signal }) => client.addTagToCandidate({ candidate_id, tag: { name } }, { signal }));
  const link = { candidate_id, label: 'Test', url: 'https://tests.example.com' };
  const linked = await caller.once((client) => client.addResultLinkToCandidate(link));
  isOn = false;
  stage.sandbox.commitNow();

  const { sandbox } = stage;
  const held = (all: readonly { readonly Content?: string | null | undefined }[]) => all.map(({ Content }) => Content);
  const files = filesOf(plan);
  const isAnswered = answered.some(({ question }) => question === 1011);
  const documents = [...files.documents, ...(isAnswered ? [CERTIFICATE.data] : [])];
  const tags = plan.cleans ? plan.tags.map(clean) : plan.tags;
  const entries = sandbox.historyOf(id).length;
  const results: readonly (readonly [what: string, actual: unknown, expected: unknown])[] = [
    ['applicants', stage.applicantsWith(EMAIL).length, 1],
    ['applications', sandbox.applicationsOf(id).filter(({ JobId }) => JobId === JOBS[plan.job]).length, 1],
    ['mails', sandbox.emails.map(({ kind }) => kind), [...(plan.isKnown ? [] : ['registration']), 'application']],
    ['CV', sandbox.cvOf(id)?.Content, files.slot ?? (plan.isKnown ? OLD_CV : undefined)],
    ['documents', held(sandbox.documentsOf(id).slice(documentsBefore)).sort(), documents.sort()],
    ['consents', sandbox.policiesOf(id).filter(({ PolicyId }) => PolicyId === 4).length, plan.consent ? 1 : 0],
    ['tags', sandbox.applicant(id)?.Tags, [...(plan.isKnown ? ['old'] : []), ...tags]],
    ['entries of the history', linked === 'doubt' ? Math.max(entries, 1) : entries, 1],
    ['GlobalId', sandbox.applicantJson(id)?.includes('"GlobalId":9223372036854775807,'), plan.isKnown],
    ['first name', sandbox.applicant(id)?.FirstName, plan.isKnown ? 'Aylin' : plan.candidate.first_name],
    ...answered.map(({ question, held: of, expected }) => [`answer to ${question}`, of(stage, id), expected] as const),
  ];
  const wrong = results.flatMap(([what, actual, expected]) => {
    const [is, should] = [JSON.stringify(actual), JSON.stringify(expected)];
    return is === should ? [] : [`${what}: ${is} instead of ${should}`];
  });
  return {
    violations: [...caller.violations, ...writer.violations(), ...wrong],
    calls: caller.calls,
    requests: sandbox.requests - requestsBefore,
    faults,
    aborts: caller.aborts,
    ...writer.figures(),
  };
}

/** Where files end up: the first CV in the slot, each other file once among the documents, and the previous CV too. */
function filesOf({ files, isKnown }: Plan): { readonly slot: string | undefined; readonly documents: string[] } {
  const distinct = [...new Set(files)].flatMap((place) => FILES[place] ?? []);
  const slot = distinct.find(({ type }) => type === 'CV');
  const others = distinct.filter((file) => file !== slot).map(({ data }) => data);
  return { slot: slot?.data, documents: [...others, ...(isKnown && slot !== undefined ? [OLD_CV] : [])] };
}

async function inputOf(plan: Plan, answered: readonly Answered[], stage: Stage): Promise<CreateApplicationInput> {
  const answers = answered.map(async ({ question: number, answer }) => {
    const question = await stage.question(number);
    return { question_id: question.id, answer: answer(question) };
  });
  return {
    candidate: { ...EVA.candidate, ...plan.candidate },
    application: { job_id: `remote:${JOBS[plan.job]}` },
    screening_question_answers: await Promise.all(answers),
    attachments: plan.files.flatMap((place) => FILES[place] ?? []),
    gdpr_consent: plan.consent ? { given: true } : undefined,
  };
}

/** Turns the sandbox's only applicant into the one who applies: with gaps, a tag and a CV, and no application yet. */
async function letKnow(stage: Stage): Promise<void> {
  stage.sandbox.edit(FIRST, { Email: EMAIL, City: null, Street: null, Phone: null, MobilePhone: null, Tags: ['old'] });
  for (const { Id } of stage.sandbox.applicationsOf(FIRST)) stage.sandbox.removeApplication(FIRST, Id);
  const attachment = { name: 'alt.pdf', type: 'CV', data: OLD_CV } as const;
  await stage.client().addAttachmentToCandidate({ candidate_id: `remote:${FIRST}`, attachment });
}

/** The input of an action in a story. */
interface Options {
  readonly signal: AbortSignal;
  readonly resume: ActionProgress | undefined;
}

/** Calls again until it succeeds. */
class Caller {
  readonly violations: string[] = [];
  calls = 0;
  aborts = 0;
  readonly #stage: Stage;
  readonly #plan: Plan;
  #client: ERecruiter;
  #controller: AbortController | undefined;

  constructor(stage: Stage, plan: Plan) {
    this.#stage = stage;
    this.#plan = plan;
    this.#client = stage.client(MAILS);
  }

  /** The caller of the current call aborts. */
  abort(): void {
    if (this.#controller?.signal.aborted !== false) return;
    this.aborts += 1;
    this.#controller.abort();
  }

  async until(call: (client: ERecruiter, options: Options) => Promise<unknown>): Promise<void> {
    let brought: ActionProgress | undefined;
    let last: ActionProgress | undefined;
    let isForgotten = false;
    for (let tries = 0; tries < MOST_CALLS; tries += 1) {
      this.calls += 1;
      const { signal } = (this.#controller = new AbortController());
      const running = call(this.#client, { signal, resume: brought }).then(() => undefined, toOwnError);
      if (this.#plan.queued.includes(tries)) await this.#queue(call);
      const error = await running;
      this.#controller = undefined;
      if (error === undefined) return;
      if (error.code === 'ATS.APPLICATION_ALREADY_EXISTS') {
        if (!isForgotten) this.violations.push('an error that the application exists, although it is its own');
        return;
      }
      if (PartialWriteError.isInstance(error)) last = error.progress;
      const again = this.#plan.again[tries % this.#plan.again.length] ?? 'same';
      if (again !== 'same') this.#replace();
      if (again === 'fresh') {
        isForgotten ||= last !== undefined;
        last = undefined;
      }
      brought = again === 'progress' && last !== undefined ? JSON.parse(JSON.stringify(last)) : undefined;
    }
    this.violations.push(`no success after ${MOST_CALLS} calls`);
  }

  /** Another client does not know what the first has created, so it must not call before that is visible. */
  #replace(): void {
    this.#stage.clock.advance(SETTLE_MS);
    this.#client = this.#stage.client(MAILS);
  }

  /** A call behind the current one, aborted before its turn: it must send no write. */
  async #queue(call: (client: ERecruiter, options: Options) => Promise<unknown>): Promise<void> {
    const controller = new AbortController();
    const queued = call(this.#client, { signal: controller.signal, resume: undefined }).then(
      () => undefined,
      toOwnError,
    );
    controller.abort();
    const error = await queued;
    this.aborts += 1;
    if (error === undefined) this.violations.push('a call succeeded whose caller had gone');
    if (error !== undefined && 'mayHaveBeenApplied' in error && error.mayHaveBeenApplied === true) {
      this.violations.push('a call wrote whose caller had gone');
    }
  }

  /** Calls again only what was certainly not done. */
  async once(call: (client: ERecruiter) => Promise<unknown>): Promise<'done' | 'doubt'> {
    for (let tries = 0; tries < MOST_CALLS; tries += 1) {
      this.calls += 1;
      const error = await call(this.#client).then(() => undefined, toOwnError);
      if (error === undefined) return 'done';
      if ('mayHaveBeenApplied' in error && error.mayHaveBeenApplied === true) return 'doubt';
    }
    this.violations.push(`no success after ${MOST_CALLS} calls`);
    return 'doubt';
  }
}

function toOwnError(error: unknown): ERecruiterError {
  if (ERecruiterError.isInstance(error)) return error;
  throw error;
}
