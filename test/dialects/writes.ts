import { Buffer } from 'node:buffer';
import { ERecruiter, type CreateApplicationInput, type ScreeningQuestion } from '../../src/index.js';
import { createSandbox, type Sandbox } from '../../src/sandbox/index.js';
import { maxIn } from './reads.js';
import { MAX, type World } from './world.js';

/** A step that writes. */
type Write = (world: World) => Promise<unknown>;

/** What a sandbox has, by kind: `max skill`, `eva document` and so on. */
export type Facts = ReadonlyMap<string, readonly string[]>;

const EVA = 'eva.grün+work@example.at';
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const CV = { name: 'Lebenslauf.PDF', type: 'CV', data: base64('%PDF-1.4 cv') } as const;
const FINAL = {
  name: ' Zeugnis: März/April 2026 (final) .pdf',
  type: 'OTHER',
  data: base64('%PDF-1.4 final'),
} as const;
const LETTER = { name: 'Anschreiben.txt', type: 'COVER_LETTER', data: base64('Sehr geehrte Damen') } as const;

/** Every action, in the order in which one server lives through them. */
export const WRITES: readonly (readonly [step: string, write: Write])[] = [
  ['createApplication, new', async (world) => world.erecruiter.createApplication(await evaFor(world, 4711))],
  [
    'createApplication, the same person at once',
    async (world) => {
      const candidate = { first_name: 'Eva', last_name: 'Grün', email_address: EVA.toUpperCase() };
      const attachments = [{ ...FINAL, name: 'Zeugnis.pdf', data: base64('%PDF-1.4 Zeugnis') }];
      const questions = await questionsOf(world);
      const asked = (title: string) => {
        const question = questions.find((one) => one.title === title);
        const options = question !== undefined && 'options' in question.format ? question.format.options : [];
        return { question_id: question?.id ?? '', option: options[0]?.id ?? '' };
      };
      const extent = asked('Welches Ausmaß suchen Sie?');
      const answer = { name: 'Dienstzeugnis.pdf', data: base64('%PDF-1.4 Dienstzeugnis') };
      return world.erecruiter.createApplication({
        candidate,
        application: { job_id: 'remote:4712' },
        attachments,
        screening_question_answers: [
          { question_id: asked('Würden Sie übersiedeln?').question_id, answer: true },
          { question_id: extent.question_id, answer: [extent.option] },
          { question_id: asked('Ihr letztes Zeugnis').question_id, answer },
        ],
      });
    },
  ],
  ['createApplication, again', async (world) => world.erecruiter.createApplication(await evaFor(world, 4711))],
  [
    'createApplication, existing',
    ({ erecruiter }) =>
      erecruiter.createApplication({
        candidate: { first_name: 'Max', last_name: 'Grün', email_address: 'Max+Jobs@Example.AT', company: undefined },
        application: { job_id: 'remote:4713' },
        attachments: [CV],
      }),
  ],
  [
    'createCandidate, new',
    ({ erecruiter }) =>
      erecruiter.createCandidate({
        candidate: { first_name: 'Jörg', last_name: 'Šimek', email_address: 'joerg@example.at' },
        application: { job_id: 'remote:4713' },
        source: { name: 'Mitarbeiter/Empfehlung & Co' },
      }),
  ],
  ['addTagToCandidate', (world) => world.erecruiter.addTagToCandidate({ ...max(world), tag: { name: 'R&D' } })],
  ['addTagToCandidate, again', (world) => world.erecruiter.addTagToCandidate({ ...max(world), tag: { name: 'R&D' } })],
  [
    'removeTagFromCandidate',
    (world) => world.erecruiter.removeTagFromCandidate({ ...max(world), tag: { name: 'Alt' } }),
  ],
  [
    'addAttachmentToCandidate',
    (world) => world.erecruiter.addAttachmentToCandidate({ ...max(world), attachment: FINAL }),
  ],
  [
    'addAttachmentToCandidate, again',
    (world) => world.erecruiter.addAttachmentToCandidate({ ...max(world), attachment: FINAL }),
  ],
  [
    'addAttachmentToApplication',
    (world) => world.erecruiter.addAttachmentToApplication({ ...application(world), attachment: LETTER }),
  ],
  [
    'addResultLinkToCandidate',
    (world) =>
      world.erecruiter.addResultLinkToCandidate({ ...max(world), label: 'Test', url: 'https://tests.example.com/7' }),
  ],
  [
    'updateCandidate',
    (world) => {
      const candidate = { location: { city: 'Linz', zip_code: '4020' }, salary_expectations: null };
      return world.erecruiter.updateCandidate({ ...max(world), candidate });
    },
  ],
  [
    'setCandidateField',
    (world) => world.erecruiter.setCandidateField({ ...max(world), field: 'eintritt', value: '2026-05-09' }),
  ],
  [
    'setCandidateField, cleared',
    (world) => world.erecruiter.setCandidateField({ ...max(world), field: 'schuhgroesse', value: null }),
  ],
  [
    'addNoteToCandidate',
    (world) => world.erecruiter.addNoteToCandidate({ ...max(world), title: 'Anruf', content: 'Ruft zurück.' }),
  ],
  [
    'createApplication, refreshed',
    ({ erecruiter }) =>
      erecruiter.createApplication(
        {
          candidate: { first_name: 'Max', last_name: 'Grün', email_address: MAX.email },
          application: { job_id: 'remote:4713' },
        },
        { ifExists: 'refresh' },
      ),
  ],
  [
    'replaceAttachment',
    (world) =>
      world.erecruiter.replaceAttachment({
        attachment_id: `remote:${maxIn(world)}/${documentOf(world)}`,
        attachment: { data: base64('%PDF-1.4 newer') },
      }),
  ],
  [
    'replaceAttachment, the CV',
    (world) =>
      world.erecruiter.replaceAttachment({
        attachment_id: `remote:${maxIn(world)}/cv`,
        attachment: { data: base64('%PDF-1.4 newer cv') },
      }),
  ],
  [
    'removeAttachment',
    (world) => world.erecruiter.removeAttachment({ attachment_id: `remote:${maxIn(world)}/${documentOf(world)}` }),
  ],
  ['setCandidateConsent', (world) => world.erecruiter.setCandidateConsent({ ...max(world), accepted: true })],
  ['setCandidateConsent, revoked', (world) => world.erecruiter.setCandidateConsent({ ...max(world), accepted: false })],
  [
    'runApplicationActivity',
    async (world) => {
      const { application_id } = application(world);
      const [first] = await world.erecruiter.listApplicationActivities(application_id).toArray();
      return world.erecruiter.runApplicationActivity({ application_id, activity: first?.name ?? '' });
    },
  ],
  [
    'deleteCandidate',
    ({ erecruiter, sandbox }) => {
      const joerg = sandbox.applicantIds().find((id) => sandbox.applicant(id)?.Email === 'joerg@example.at');
      return erecruiter.deleteCandidate({ candidate_id: `remote:${joerg ?? 0}`, mode: 'erase' });
    },
  ],
];

/** The number of the document that Max had from the start. */
function documentOf(world: World): number {
  return world.sandbox.documentsOf(maxIn(world))[0]?.Id ?? 0;
}

function max(world: World): { readonly candidate_id: string } {
  return { candidate_id: `remote:${maxIn(world)}` };
}

function application(world: World): { readonly application_id: string } {
  const id = maxIn(world);
  return { application_id: `remote:${id}/${world.sandbox.applicationsOf(id)[0]?.Id ?? 0}` };
}

const asked = new Map<boolean, Promise<ScreeningQuestion[]>>();

/** Questions from a twin, so that their ids are known whatever the dialect. */
function questionsOf({ sandbox }: World): Promise<ScreeningQuestion[]> {
  const itemIds = sandbox.questionnaire(9)?.Items?.[0]?.Id !== undefined;
  const { baseUrl, apiKey, mandatorId, fetch } = createSandbox({ applicants: 0, itemIds });
  const found =
    asked.get(itemIds) ?? new ERecruiter({ baseUrl, apiKey, mandatorId, fetch }).listScreeningQuestions().toArray();
  asked.set(itemIds, found);
  return found;
}

async function evaFor(world: World, job: number): Promise<CreateApplicationInput> {
  const questions = await questionsOf(world);
  const answer = (title: string, value: unknown) => {
    const question = questions.find((one) => one.title === title);
    const options = question !== undefined && 'options' in question.format ? question.format.options : [];
    const option = (name: unknown): string => options.find((one) => one.name === name)?.id ?? String(name);
    return { question_id: question?.id ?? '', value, option };
  };
  const [skill, language, travel] = [
    answer('Wie gut kennen Sie BMD NTCS?', 'gut'),
    answer('Wie gut sprechen Sie Französisch?', 'gut'),
    answer('Reisen ins Ausland?', 'gelegentlich'),
  ];
  const [hours, shifts] = [answer('Stundenausmaß?', '30'), answer('Schichtmodell?', 'Nacht')];
  const salary = answer('Ihre Gehaltsvorstellung (brutto)?', 3_000);
  const begin = answer('Wann können Sie beginnen?', '2026-04-01');
  return {
    candidate: {
      first_name: 'Eva',
      last_name: 'Grün',
      email_address: EVA,
      phone_number: '+43 664 1234567',
      gender: 'FEMALE',
      location: { country: 'AT', city: 'Sankt Pölten', zip_code: '3100' },
    },
    application: { job_id: `remote:${job}` },
    attachments: [CV, FINAL, LETTER],
    gdpr_consent: { given: true },
    screening_question_answers: [
      { question_id: skill.question_id, answer: skill.option('gut') },
      { question_id: language.question_id, answer: language.option('gut') },
      { question_id: travel.question_id, answer: travel.option('gelegentlich') },
      { question_id: hours.question_id, answer: hours.option('30') },
      { question_id: shifts.question_id, answer: [shifts.option('Nacht')] },
      { question_id: answer('Führerschein B?', true).question_id, answer: true },
      { question_id: answer('Eintrittsdatum?', '').question_id, answer: '2026-04-09' },
      { question_id: salary.question_id, answer: 3_000 },
      { question_id: begin.question_id, answer: '2026-04-01' },
    ],
  };
}

/** What may differ without anything being lost: when, and what the server makes of names and of long text. */
const UNSTABLE = /^(?:Id|DateOf|PolicyAcceptedAt|Email|Tags|DocumentsCount|Has|LanguagesCount)/;

/** Everything that a sandbox has of the people that the steps write to, and whether all others are as before. */
export function factsOf(sandbox: Sandbox): Facts {
  const facts = new Map<string, string[]>();
  const note = (kind: string, ...values: readonly unknown[]): void => {
    const list = facts.get(kind) ?? [];
    list.push(...values.filter((value) => value !== null && value !== undefined && value !== '').map(String));
    facts.set(kind, list);
  };
  for (const id of sandbox.applicantIds()) {
    const person = sandbox.applicant(id);
    const email = person?.Email?.toLowerCase() ?? '';
    const who = { [EVA]: 'eva', [MAX.email]: 'max', 'joerg@example.at': 'joerg' }[email];
    if (person === undefined) continue;
    if (who === undefined) {
      note('others', sandbox.applicantJson(id)?.replace(/"DateOf\w+":"[^"]*",/g, ''));
      continue;
    }
    note(who, 'exists');
    const core = Object.entries(person).filter(([name, value]) => !UNSTABLE.test(name) && typeof value !== 'object');
    note(`${who} core`, ...core.filter(([, value]) => value !== false && value !== 0 && value !== '').map(String));
    note(`${who} tag`, ...(person.Tags ?? []));
    note(`${who} application`, ...sandbox.applicationsOf(id).map(({ JobId }) => JobId));
    const sourced = sandbox.applicationsOf(id).filter(({ Referrer }) => Referrer);
    note(`${who} source`, ...sourced.map(({ JobId, Referrer }) => `${JobId} ${Referrer}`));
    note(`${who} cv`, sandbox.cvOf(id)?.Content);
    note(`${who} document`, ...sandbox.documentsOf(id).map(({ Type, Content }) => `${Type} ${Content}`));
    note(`${who} language`, ...sandbox.languagesOf(id).map(({ Language, Level }) => `${Language} ${Level}`));
    note(`${who} skill`, ...sandbox.knowledgesOf(id).map(({ Knowledge, Level }) => `${Knowledge} ${Level}`));
    note(
      `${who} field`,
      ...sandbox.customFieldsOf(id).map(({ CustomField, Value }) => `${CustomField?.Name} ${Value}`),
    );
    const accepted = sandbox.policiesOf(id).filter(({ RevokedOn }) => RevokedOn === null);
    note(`${who} policy`, ...accepted.map(({ PolicyId }) => PolicyId));
    note(`${who} status`, ...sandbox.applicationsOf(id).map(({ JobId, Status }) => `${JobId} ${Status}`));
    note(`${who} history`, ...sandbox.historyOf(id).map(() => 'entry'));
    note(`${who} letter`, ...sandbox.coverLettersOf(id).map(({ JobId }) => JobId));
  }
  return facts;
}
