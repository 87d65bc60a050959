// What the connector page promises, row by row: the yardstick of docs/coverage.md.

/** A table of the page: its heading, the interface that covers it, and its fields. */
export interface PageTable {
  readonly heading: string;
  readonly type: string;
  readonly fields: readonly string[];
}

const IDENTITY = ['id', 'remote_id', 'changed_at', 'remote_deleted_at'];

/** The tab "Models". */
export const MODELS: readonly PageTable[] = [
  {
    heading: 'Jobs',
    type: 'Job',
    fields: [
      ...IDENTITY,
      'name',
      'description',
      'employment_type',
      'status',
      'post_url',
      'experience_level',
      'location',
      'custom_fields',
      'integration_fields',
      'opened_at',
      'remote_created_at',
      'remote_updated_at',
      'remote_data',
    ],
  },
  {
    heading: 'Candidates',
    type: 'Candidate',
    fields: [
      ...IDENTITY,
      'first_name',
      'last_name',
      'source',
      'phone_numbers',
      'email_addresses',
      'social_media',
      'location',
      'custom_fields',
      'integration_fields',
      'remote_created_at',
      'remote_updated_at',
      'remote_data',
    ],
  },
  { heading: 'Application Stages', type: 'ApplicationStage', fields: [...IDENTITY, 'name'] },
  {
    heading: 'Applications',
    type: 'Application',
    fields: [
      ...IDENTITY,
      'outcome',
      'current_stage_id',
      'job_id',
      'candidate_id',
      'custom_fields',
      'integration_fields',
    ],
  },
  {
    heading: 'Screening questions',
    type: 'ScreeningQuestion',
    fields: [...IDENTITY, 'title', 'description', 'format'],
  },
  {
    heading: 'Job-specific screening questions',
    type: 'JobScreeningQuestion',
    fields: [
      'index',
      'required',
      'precondition_question_id',
      'precondition_options',
      'job_id',
      'question_id',
      'id',
      'changed_at',
      'remote_deleted_at',
    ],
  },
];

const CREATE = [
  'candidate.first_name',
  'candidate.last_name',
  'candidate.email_address',
  'candidate.phone_number',
  'candidate.location.city',
  'candidate.location.country',
  'candidate.gender',
  'candidate.availability_date',
  'candidate.salary_expectations.period',
  'candidate.salary_expectations.amount',
  'application.job_id',
  'screening_question_answers.question_id',
  'screening_question_answers.answer',
  'attachments.name',
  'attachments.data_url',
  'attachments.data',
  'attachments.type',
  'source.name',
  'source.unified_key',
  'source.id',
  'gdpr_consent.given',
];
const ATTACHMENT = ['attachment.name', 'attachment.data_url', 'attachment.data', 'attachment.type'];
const RESULT_LINK = ['label', 'url', 'details.attributes.key', 'details.attributes.value'];

/** The tab "Actions". */
export const ACTIONS: readonly PageTable[] = [
  { heading: 'Create candidate', type: 'CreateCandidateInput', fields: CREATE },
  { heading: 'Create application', type: 'CreateApplicationInput', fields: CREATE },
  { heading: 'Add tag to candidate', type: 'CandidateTagInput', fields: ['candidate_id', 'tag.name'] },
  { heading: 'Remove tag from candidate', type: 'CandidateTagInput', fields: ['candidate_id', 'tag.name'] },
  {
    heading: 'Add attachment to application',
    type: 'ApplicationAttachmentInput',
    fields: ['application_id', ...ATTACHMENT],
  },
  {
    heading: 'Add result link to application',
    type: 'ApplicationResultLinkInput',
    fields: ['application_id', ...RESULT_LINK],
  },
  {
    heading: 'Add attachment to candidate',
    type: 'CandidateAttachmentInput',
    fields: ['candidate_id', ...ATTACHMENT],
  },
  {
    heading: 'Add result link to candidate',
    type: 'CandidateResultLinkInput',
    fields: ['candidate_id', ...RESULT_LINK],
  },
];

/** Actions beyond the page: each input says where it goes as well. */
export const FURTHER_ACTIONS: readonly PageTable[] = [
  { heading: 'Add note to application', type: 'ApplicationNoteInput', fields: [] },
  { heading: 'Add note to candidate', type: 'CandidateNoteInput', fields: [] },
  { heading: 'Run step of application', type: 'ApplicationActivityInput', fields: [] },
  { heading: 'Move application to stage', type: 'ApplicationStageInput', fields: [] },
  { heading: 'Reject application', type: 'ApplicationRejectionInput', fields: [] },
  { heading: 'Replace attachment', type: 'ReplaceAttachmentInput', fields: [] },
  { heading: 'Remove attachment', type: 'RemoveAttachmentInput', fields: [] },
  { heading: 'Update candidate', type: 'UpdateCandidateInput', fields: [] },
  { heading: 'Set custom field of candidate', type: 'CandidateFieldInput', fields: [] },
  { heading: 'Delete candidate', type: 'DeleteCandidateInput', fields: [] },
  { heading: 'Set consent of candidate', type: 'CandidateConsentInput', fields: [] },
];

/** The tab "Features": where each is to be found. */
export const FEATURES: Readonly<Record<string, string>> = {
  'Source Writing':
    'the option `source` of the client; per call the input `source` of `createCandidate` and `createApplication`: [sources](connection.md#sources)',
  'Sync Only Created Applications': 'the query parameter `only_created` of `listCandidates` and `listApplications`',
  'Connection Guide': '[connection.md](connection.md); `ping` proves the connection',
  Prerequisites: '[connection.md](connection.md#prerequisites)',
  'Create credentials': '[connection.md](connection.md#create-credentials)',
  'API Passthrough': '`passthrough`; through Kombo’s SDK `sendPassthroughRequest`',
  'Custom Field Explorer':
    '`exploreFields` and the option `customFields`; through Kombo’s SDK `getIntegrationFields`: [custom-fields.md](custom-fields.md)',
  Jobs: '`listJobs` and `getJob`',
};

/** A row of the comparison with Kombo’s connector. */
export interface ComparedRow {
  readonly what: string;
  /** How the connector does it; empty if it does not. */
  readonly connector: string;
  readonly here: string;
}

/** What Kombo’s connector does, what this library does, and what only this library does. */
export const COMPARISON: readonly ComparedRow[] = [
  {
    what: 'Jobs',
    connector: 'synced every few hours',
    here: 'live: `listJobs`, `getJob`; with postings, hiring team and questions',
  },
  { what: 'Candidates', connector: 'synced', here: '`listCandidates`, `getCandidate`; with tags and applications' },
  { what: 'Applications', connector: 'synced', here: '`listApplications`, `getApplication`; with candidate and job' },
  { what: 'Application Stages', connector: 'synced', here: '`listApplicationStages`' },
  {
    what: 'Screening questions, Job-specific screening questions',
    connector: 'synced',
    here: '`listScreeningQuestions`, `listJobScreeningQuestions`',
  },
  {
    what: 'Create candidate, Create application',
    connector: 'yes',
    here: '`createCandidate`, `createApplication`; also for a candidate of your choice, or to refresh an application',
  },
  {
    what: 'Add tag to candidate, Remove tag from candidate',
    connector: 'yes',
    here: '`addTagToCandidate`, `removeTagFromCandidate`, `listTags`',
  },
  {
    what: 'Add attachment to candidate, Add attachment to application',
    connector: 'yes',
    here: '`addAttachmentToCandidate`, `addAttachmentToApplication`, `listCandidateAttachments`, `getAttachment`, `replaceAttachment`, `removeAttachment`',
  },
  {
    what: 'Add result link to candidate, Add result link to application',
    connector: 'yes',
    here: '`addResultLinkToCandidate`, `addResultLinkToApplication`',
  },
  {
    what: 'Source Writing, Sync Only Created Applications',
    connector: 'yes',
    here: 'the option `source`, the query `only_created`',
  },
  { what: 'API Passthrough', connector: 'yes', here: '`passthrough`' },
  { what: 'Custom Field Explorer', connector: 'yes', here: '`exploreFields`' },
  {
    what: 'Connection Guide, Prerequisites, Create credentials',
    connector: 'yes',
    here: '[connection.md](connection.md)',
  },
  { what: 'Changes and deletions', connector: 'by Kombo’s schedule', here: '`sync`, into a state that you keep' },
  { what: 'Move an application, reject it', connector: '', here: '`moveApplicationToStage`, `rejectApplication`' },
  {
    what: 'Workflow steps',
    connector: '',
    here: '`listApplicationActivities`, `runApplicationActivity`',
  },
  { what: 'Notes', connector: '', here: '`addNoteToApplication`, `addNoteToCandidate`' },
  { what: 'Correct a candidate', connector: '', here: '`updateCandidate`, `setCandidateField`' },
  { what: 'Anonymize or erase a candidate', connector: '', here: '`deleteCandidate`' },
  {
    what: 'Consents',
    connector: 'given with a new application',
    here: '`listCandidateConsents`, `setCandidateConsent`',
  },
  {
    what: 'Find candidates by your own ids and fields',
    connector: '',
    here: '`listCandidates` with `external_ids`, `global_ids`, `custom_field`: one request each',
  },
  { what: 'Parse a CV', connector: '', here: '`parseCv`, ready for `createApplication`' },
  { what: 'Users', connector: '', here: '`listUsers`' },
  {
    what: 'eRecruiter’s whole API, typed',
    connector: '',
    here: '`raw` with `erecruiter-kombo/raw`: [every route](raw.md)',
  },
];
