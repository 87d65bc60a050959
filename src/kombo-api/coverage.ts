/** What Kombo's API tells of a model, an action or a field. */
type CoverageStatus = 'SUPPORTED' | 'UNSUPPORTED';

interface Field {
  readonly id: string;
  readonly coverage_status: CoverageStatus;
}

interface Entry {
  readonly id: string;
  readonly label: string;
  readonly coverage_status: CoverageStatus;
  readonly fields: readonly Field[];
}

/** The models that are read. A field without support is always null or empty. */
export const READ_MODELS: readonly Entry[] = [
  entry(
    'ats_jobs',
    'Jobs',
    `id remote_id name description employment_type status category post_url experience_level remote_work_status
    salary_amount salary_amount_from salary_amount_to salary_currency salary_period location custom_fields
    integration_fields opened_at closed_at remote_created_at remote_updated_at changed_at screening_questions
    job_postings hiring_team remote_data`,
    'job_code confidential weekly_hours visibility department remote_url contact_id remote_deleted_at stages',
  ),
  entry(
    'ats_candidates',
    'Candidates',
    `id remote_id first_name last_name source phone_numbers email_addresses social_media location custom_fields
    integration_fields remote_created_at remote_updated_at changed_at applications tags remote_data`,
    'company title confidential remote_url remote_deleted_at',
  ),
  entry(
    'ats_applications',
    'Applications',
    `id remote_id outcome rejected_at current_stage_id job_id candidate_id custom_fields integration_fields changed_at
    remote_updated_at candidate current_stage job remote_data`,
    `rejection_reason_name screening_question_answers remote_url remote_deleted_at remote_created_at interviews
    offers`,
  ),
  entry(
    'ats_application_stages',
    'Application stages',
    'id remote_id name changed_at',
    'status custom_fields remote_deleted_at',
  ),
  entry(
    'ats_screening_questions',
    'Screening questions',
    'id remote_id title description format changed_at',
    'category remote_deleted_at',
  ),
  entry(
    'ats_join_jobs_screening_questions',
    'Job-specific screening questions',
    'id job_id question_id index required changed_at',
    'precondition_question_id precondition_options remote_deleted_at',
  ),
  entry('ats_tags', 'Tags', 'id remote_id name changed_at', 'remote_deleted_at'),
  entry(
    'ats_users',
    'Users',
    'id remote_id first_name last_name email status changed_at',
    'remote_deleted_at system_roles',
  ),
];

const CREATE = `candidate.first_name candidate.last_name candidate.email_address candidate.phone_number
  candidate.location.country candidate.location.city candidate.location.zip_code candidate.location.street_1
  candidate.gender candidate.availability_date candidate.salary_expectations.period
  candidate.salary_expectations.amount candidate.social_links.url application.job_id
  screening_question_answers.question_id screening_question_answers.answer attachments.name attachments.type
  attachments.data attachments.data_url attachments.content_type source.name source.id source.unified_key
  gdpr_consent.given`;
const NOT_CREATED = `candidate.location.state candidate.company candidate.title
  candidate.additional_email_addresses.type candidate.additional_email_addresses.email_address
  candidate.additional_phone_numbers.type candidate.additional_phone_numbers.phone_number application.stage_id
  gdpr_consent.expires_at sourced_by.user_id`;
const ATTACHMENT = 'attachment.name attachment.type attachment.data attachment.data_url attachment.content_type';
const RESULT_LINK = 'label url details.custom_field_name_prefix details.attributes.key details.attributes.value';

/** The actions. A field without support becomes a warning. */
export const WRITE_ACTIONS: readonly Entry[] = [
  entry('ats_create_candidate', 'Create candidate', CREATE, NOT_CREATED),
  entry('ats_create_application', 'Create application', CREATE, NOT_CREATED),
  entry('ats_add_candidate_tag', 'Add tag to candidate', 'candidate_id tag.name'),
  entry('ats_remove_candidate_tag', 'Remove tag from candidate', 'candidate_id tag.name'),
  entry('ats_add_application_attachment', 'Add attachment to application', `application_id ${ATTACHMENT}`),
  entry('ats_add_application_result_link', 'Add result link to application', `application_id ${RESULT_LINK}`),
  entry('ats_add_candidate_attachment', 'Add attachment to candidate', `candidate_id ${ATTACHMENT}`),
  entry('ats_add_candidate_result_link', 'Add result link to candidate', `candidate_id ${RESULT_LINK}`),
];

const LOGO =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E" +
  "%3Ctext x='2' y='18' font-size='16'%3EeR%3C/text%3E%3C/svg%3E";

/** eRecruiter as `GET /tools/ats` shows it. */
export const TOOL = {
  id: 'erecruiter',
  label: 'eRecruiter',
  internal_label: null,
  assets: { logo_url: LOGO, icon_url: LOGO, icon_black_url: LOGO },
  paid_api_details_markdown: null,
  fast_track_details_markdown: null,
  partner_only_details_markdown: null,
  connection_guide_url: null,
  coverage: {
    read_models: READ_MODELS,
    write_actions: WRITE_ACTIONS,
    features: [
      feature('automatic_source_writing', 'Source Writing'),
      feature('sync_only_created_applications', 'Sync Only Created Applications'),
      feature('connection_guide', 'Connection Guide'),
      feature('prerequisites', 'Prerequisites'),
      feature('create_credentials', 'Create credentials'),
      feature('api_passthrough', 'API Passthrough'),
      feature('custom_field_explorer', 'Custom Field Explorer'),
      feature('jobs', 'Jobs'),
    ],
  },
} as const;

function entry(id: string, label: string, supported: string, unsupported = ''): Entry {
  const fields = [...fieldsOf(supported, 'SUPPORTED'), ...fieldsOf(unsupported, 'UNSUPPORTED')];
  return { id, label, coverage_status: 'SUPPORTED', fields };
}

function fieldsOf(names: string, status: CoverageStatus): Field[] {
  return (names.match(/\S+/g) ?? []).map((id) => ({ id, coverage_status: status }));
}

function feature(id: string, label: string) {
  return { id, label, coverage_status: 'SUPPORTED' } as const;
}
