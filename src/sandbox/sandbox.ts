import type {
  RawApplicant,
  RawApplicantCv,
  RawApplicantDocument,
  RawApplicantHistory,
  RawApplicantKnowledge,
  RawApplicantLanguage,
  RawApplicantPhoto,
  RawApplicantPolicy,
  RawApplication,
  RawCustomField,
  RawCustomFieldValue,
  RawEducation,
  RawExperience,
  RawJob,
  RawJobPublication,
  RawMandator,
  RawQuestionnaire,
  RawReferrer,
  RawUser,
} from '../schemas/index.js';
import type { FaultRule } from './faults/faults.js';
import type { LogEntry } from './faults/network.js';
import type { Changes } from './options.js';
import type { PartialRecord } from './partial.js';
import type {
  SandboxCoverLetter,
  StoredApplication,
  OwnedRecords,
  ApplicantRecordKind,
  SandboxFieldValue,
  OpenCatalogue,
  SandboxApplicationInput,
  SandboxPolicyInput,
  SandboxKnowledgeGroupInput,
  SandboxStatusInput,
} from './records.js';
import type { SandboxEmail, SandboxWrite } from './server/call.js';
import type { SandboxWorkflow } from './workflow.js';

/**
 * An eRecruiter in memory. A method that is given a name, an id or a value that does not exist throws a `RangeError`,
 * and a `TypeError` if it is of the wrong type, so that a typo fails your test.
 */
export interface Sandbox extends SandboxWorkflow {
  /** Pass this to the client as `fetch`. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  /** The client's option `baseUrl`. */
  readonly baseUrl: string;
  /** The client's option `apiKey`. */
  readonly apiKey: string;
  /** The client's option `mandatorId`. */
  readonly mandatorId: number;
  /**
   * What was written, oldest first: every request that was processed and changed something or sent an email. A request
   * that was refused, or whose application already existed, is not in the list.
   *
   * @example
   * ```ts
   * import { ERecruiter } from 'erecruiter-kombo';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
   * const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
   * await erecruiter.addTagToCandidate({ candidate_id: 'remote:150000', tag: { name: 'Rückruf' } });
   * for (const { method, template, ids, body } of sandbox.writes) console.log(method, template, ids, body);
   * ```
   */
  readonly writes: readonly SandboxWrite[];
  /** The last requests, oldest first. */
  readonly log: readonly LogEntry[];
  /** The number of requests so far. */
  readonly requests: number;
  /** The number of requests whose answer or body has not ended. */
  readonly inFlight: number;
  /** The emails that a real server would have sent, oldest first. */
  readonly emails: readonly SandboxEmail[];

  /**
   * Adds a fault; if several apply to a request, the oldest one happens.
   *
   * @throws A `RangeError` if the rule names a route, kind or property that does not exist, or can never happen.
   */
  fail(rule: FaultRule): void;
  /**
   * The rules of `fail` that have not happened as often as they should; with `times: Infinity`, not even once.
   *
   * @example
   * ```ts
   * import assert from 'node:assert/strict';
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * sandbox.fail({ on: 'GET Mandator', kind: 'status', status: 503 });
   * await sandbox.fetch(`${sandbox.baseUrl}/Api/Mandator`);
   * assert.deepEqual(sandbox.unusedFaults(), []); // after each test: every fault has happened
   * ```
   */
  unusedFaults(): FaultRule[];
  /** Removes all faults that `fail` has added. */
  clearFaults(): void;
  /** Makes all tokens invalid. */
  expireTokens(): void;
  /** Processes at once what `commitLate` has delayed. */
  commitNow(): void;

  /** The ids of all applicants. */
  applicantIds(): number[];
  /** An applicant as the API returns them; undefined if there is none. */
  applicant(id: number): RawApplicant | undefined;
  /** An applicant as JSON text, in which integers beyond 2^53 keep all digits. */
  applicantJson(id: number): string | undefined;
  /** An application with everything that is known of it; undefined if there is none. */
  application(id: number): StoredApplication | undefined;
  /** An applicant's applications with German status names; empty if there is no such applicant. */
  applicationsOf(applicantId: number): RawApplication[];
  /** An applicant's documents with their content, without the CV. */
  documentsOf(applicantId: number): RawApplicantDocument[];
  /** An applicant's CV with its content; undefined if there is none. */
  cvOf(applicantId: number): RawApplicantCv | undefined;
  /** An applicant's photo with its content; undefined if there is none. */
  photoOf(applicantId: number): RawApplicantPhoto | undefined;
  /** An applicant's languages. */
  languagesOf(applicantId: number): RawApplicantLanguage[];
  /** An applicant's skills. */
  knowledgesOf(applicantId: number): RawApplicantKnowledge[];
  /** An applicant's educations. */
  educationsOf(applicantId: number): RawEducation[];
  /** An applicant's work experiences. */
  experiencesOf(applicantId: number): RawExperience[];
  /** An applicant's history entries, oldest first; no route of the API returns them. */
  historyOf(applicantId: number): RawApplicantHistory[];
  /** An applicant's cover letters, oldest first; no route of the API returns them. */
  coverLettersOf(applicantId: number): SandboxCoverLetter[];
  /** An applicant's custom fields that have a value. */
  customFieldsOf(applicantId: number): RawCustomFieldValue[];
  /** The policies that an applicant has accepted or revoked. */
  policiesOf(applicantId: number): Pick<RawApplicantPolicy, 'PolicyId' | 'AcceptedOn' | 'RevokedOn'>[];
  /** The ids of all jobs, whether open or closed, listed or not. */
  jobIds(): number[];
  /** A job as the API returns it in German; undefined if there is none. */
  job(id: number): RawJob | undefined;
  /** A questionnaire as the API returns it; undefined if there is none. */
  questionnaire(id: number): RawQuestionnaire | undefined;
  /** The mandator with its catalogues, as the API returns it. */
  mandator(): RawMandator;

  /**
   * Adds a job. By default it is open, published on the default portal, and created now.
   *
   * `PublishedOn` names the channels that list it, `CustomFields` the custom fields that it has: the name and one of
   * the values are enough. Texts in English go into the second argument.
   *
   * @returns The id of the job.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox({ empty: true });
   * sandbox.addCustomField({ Name: 'kostenstelle', Target: 'Job' });
   * const jobId = sandbox.addJob(
   *   {
   *     Title: 'Koch (m/w/d)',
   *     GeoLocation: { City: 'Linz', Country: 'Österreich' },
   *     CustomFields: [{ CustomField: { Name: 'kostenstelle' }, Value: '4711' }],
   *   },
   *   { 'en-GB': { Title: 'Chef (f/m/x)' } },
   * );
   * console.log(sandbox.job(jobId)?.Title);
   * ```
   */
  addJob(
    job?: PartialRecord<RawJob>,
    texts?: { readonly [Culture in 'en-GB']?: PartialRecord<RawJob> | undefined },
  ): number;
  /** Removes a job. Applications for it stay, and name a job that does not exist. */
  removeJob(jobId: number): void;
  /**
   * Adds an applicant. By default their last name is Mustermann, they are active, and registered now; everything else
   * is empty.
   *
   * @returns The id of the applicant.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox({ applicants: 0, jobs: 0 });
   * const jobId = sandbox.addJob({ Title: 'Koch' });
   * const applicantId = sandbox.addApplicant({ FirstName: 'Eva', LastName: 'Grün', Email: 'eva@example.at' });
   * sandbox.setCv(applicantId);
   * sandbox.addRecord(applicantId, 'Document', { Name: 'Zeugnis', Type: 'Zeugnis' });
   * sandbox.addApplication({ ApplicantId: applicantId, JobId: jobId, Status: 'In interner Prüfung' });
   * ```
   */
  addApplicant(applicant?: PartialRecord<RawApplicant>): number;
  /** Removes an applicant with everything that belongs to them. */
  removeApplicant(applicantId: number): void;
  /**
   * Adds an application, by default with the first status.
   *
   * @returns The id of the application.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox({ applicants: 0, jobs: 0 });
   * const ids = { ApplicantId: sandbox.addApplicant(), JobId: sandbox.addJob() };
   * const id = sandbox.addApplication({ ...ids, Status: 'Eingestellt', Referrer: 'Acme Jobs', Rating: 4 });
   * console.log(sandbox.application(id)?.WorkflowStatusGroup); // 6
   * ```
   */
  addApplication(application: SandboxApplicationInput): number;
  /** Removes an application. */
  removeApplication(applicantId: number, applicationId: number): void;
  /**
   * Adds a skill to an applicant (`Knowledge`).
   *
   * @returns The name of the skill.
   */
  addRecord(applicantId: number, kind: 'Knowledge', record: PartialRecord<RawApplicantKnowledge>): string;
  /**
   * Adds a document, a language, an education and so on to an applicant.
   *
   * @returns The id of the record.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * sandbox.addRecord(150_000, 'Education', { Type: 'HTL', Location: 'HTL Steyr', End: { Year: 2012 } });
   * const documentId = sandbox.addRecord(150_000, 'Document', { Name: 'Dienstzeugnis' });
   * sandbox.removeRecord(150_000, 'Document', documentId);
   * ```
   */
  addRecord<Kind extends keyof OwnedRecords>(applicantId: number, kind: Kind, record?: OwnedRecords[Kind]): number;
  /** Removes a record that belongs to an applicant, by its id; a skill, by its name. */
  removeRecord(applicantId: number, kind: ApplicantRecordKind, id: number | string): void;
  /** Gives an applicant a CV, by default a small PDF; null removes it. */
  setCv(applicantId: number, cv?: PartialRecord<RawApplicantCv> | null): void;
  /** Gives an applicant a photo; null removes it. */
  setPhoto(applicantId: number, photo?: PartialRecord<RawApplicantPhoto> | null): void;
  /** Sets a custom field of an applicant; null clears it. */
  setCustomField(applicantId: number, name: string, value: SandboxFieldValue | null): void;
  /** Sets when an applicant has accepted a policy, by default now; null forgets it. */
  setPolicy(
    applicantId: number,
    policyId: number,
    dates?: PartialRecord<Pick<RawApplicantPolicy, 'AcceptedOn' | 'RevokedOn'>> | null,
  ): void;

  /**
   * Adds a source of applications (`Referrers`).
   *
   * @returns Its name.
   */
  addSource(source: PartialRecord<RawReferrer>): string;
  /** Removes a source from the catalogue; records that name it stay as they are. */
  removeSource(name: string): void;
  /**
   * Adds a custom field, by default a line of text for applicants.
   *
   * @returns Its name.
   */
  addCustomField(field: PartialRecord<RawCustomField>): string;
  /** Removes a custom field with its values. */
  removeCustomField(name: string): void;
  /**
   * Adds a channel on which jobs can be published (`JobPublicationTypes`).
   *
   * @returns Its name.
   */
  addChannel(channel: PartialRecord<RawJobPublication>): string;
  /** Removes a channel, and all jobs from it. */
  removeChannel(name: string): void;
  /**
   * Adds a status of applications, by default for new ones.
   *
   * @returns Its name.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * sandbox.addStatus({ Status: 'Zweitgespräch', WorkflowStatusGroup: 'External' });
   * const ids = { ApplicantId: sandbox.addApplicant(), JobId: 4711 };
   * sandbox.addApplication({ ...ids, Status: 'Zweitgespräch' });
   * ```
   */
  addStatus(status: SandboxStatusInput): string;
  /** Removes a status; applications that have it stay as they are. */
  removeStatus(name: string): void;
  /**
   * Adds names to a catalogue of the mandator, such as document types, languages, skills or countries.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * sandbox.addToCatalogue('ApplicantDocumentTypes', 'Dienstzeugnis', 'Empfehlung');
   * sandbox.addToCatalogue('Knowledges', 'Kubernetes');
   * ```
   */
  addToCatalogue(catalogue: OpenCatalogue, ...names: string[]): void;
  /** Removes names from a catalogue; records that have them stay as they are. */
  removeFromCatalogue(catalogue: OpenCatalogue, ...names: string[]): void;
  /**
   * Adds a group of skills to a job profile; new skills are added to the catalogue, too.
   *
   * @returns Its name.
   */
  addKnowledgeGroup(group: SandboxKnowledgeGroupInput): string;
  /** Removes a group of skills; the skills stay in the catalogue. */
  removeKnowledgeGroup(name: string): void;
  /**
   * Adds a user.
   *
   * @returns The id of the user.
   */
  addUser(user?: PartialRecord<RawUser>): number;
  /** Removes a user. */
  removeUser(userId: number): void;
  /**
   * Adds a policy, by default a German privacy notice.
   *
   * @returns The id of the policy.
   */
  addPolicy(policy?: SandboxPolicyInput): number;
  /** Removes a policy. */
  removePolicy(policyId: number): void;
  /**
   * Adds a questionnaire, and attaches it to jobs. An item needs a `Title` and a `Type`, or what its answer is written
   * to: `CustomField` (its name is enough), `Language`, `Knowledge`, `KnowledgeGroup` or `ApplicantDocumentType`.
   *
   * @returns The id of the questionnaire.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox({ empty: true });
   * const jobId = sandbox.addJob({ Title: 'Koch' });
   * sandbox.addCustomField({ Name: 'hygieneschulung', Type: 'CheckBox' });
   * sandbox.addQuestionnaire(
   *   {
   *     Items: [
   *       { Title: 'Haben Sie eine Hygieneschulung?', CustomField: { Name: 'hygieneschulung' }, IsRequired: true },
   *       { Title: 'Wann können Sie beginnen?', Type: 'BeginDate' },
   *     ],
   *   },
   *   jobId,
   * );
   * ```
   */
  addQuestionnaire(questionnaire: PartialRecord<RawQuestionnaire>, jobIds?: number | readonly number[]): number;
  /** Gives a job a questionnaire instead of the one that it has; null removes it. */
  attachQuestionnaire(jobId: number, questionnaireId: number | null): void;
  /** Removes a questionnaire, also from all jobs. */
  removeQuestionnaire(questionnaireId: number): void;

  /**
   * Changes an applicant's core record, as a recruiter would. A nested record is replaced as a whole. {@link Changes}
   * may have the `newerProperties`, too.
   */
  edit(applicantId: number, changes: PartialRecord<RawApplicant> | Changes): void;
  /** Moves an application to a status, given by its German name. */
  moveApplication(applicantId: number, applicationId: number, status: string): void;
  /** Changes a job and the date of its last update. A nested record is replaced as a whole. */
  editJob(jobId: number, changes: PartialRecord<RawJob> | Changes): void;
  /** Closes a job (2, engaged, by default) and removes it from all channels. */
  closeJob(jobId: number, status?: number): void;
  /** Publishes a job on a channel, by default the default portal. */
  publishJob(jobId: number, channel?: string): void;
  /** Removes a job from a channel, by default from all. */
  unpublishJob(jobId: number, channel?: string): void;
}
