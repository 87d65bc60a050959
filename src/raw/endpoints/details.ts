import {
  applicantHistorySchema,
  applicantKnowledgeSchema,
  applicantPolicySchema,
  customFieldValueSchema,
  videoInterviewSchema,
} from '../../schemas/index.js';
import { HISTORY_PROPERTIES, KNOWLEDGE_PROPERTIES } from '../../schemas/body-properties.js';
import { CUSTOM_FIELD_VALUE_BODY, POLICY_BODY, VIDEO_INTERVIEW_BODY } from './bodies.js';
import { manyRecords, oneRecord, recordOrNull, route, shared } from '../define.js';
import { APPLICANT_LEVELS } from './levels.js';

/** Lists an applicant's skills. A skill has no number: its name is its key. */
export const getKnowledges = shared('knowledges', manyRecords(applicantKnowledgeSchema), { levels: APPLICANT_LEVELS });

/** Adds skills to an applicant, or changes their levels. */
export const addKnowledges = shared('setKnowledges', manyRecords(applicantKnowledgeSchema), {
  body: [KNOWLEDGE_PROPERTIES],
  levels: APPLICANT_LEVELS,
});

/** Changes the levels of skills. */
export const replaceKnowledges = route(
  'POST',
  'Applicant/Knowledges/{applicantId}',
  'replace',
  manyRecords(applicantKnowledgeSchema),
  { body: [KNOWLEDGE_PROPERTIES], levels: APPLICANT_LEVELS },
);

/** Deletes skills of an applicant. */
export const deleteKnowledges = route(
  'DELETE',
  'Applicant/Knowledges/{applicantId}',
  'guarded',
  manyRecords(applicantKnowledgeSchema),
  { body: [KNOWLEDGE_PROPERTIES], levels: APPLICANT_LEVELS },
);

/** Reads a skill of an applicant by its name. */
export const getKnowledge = route(
  'GET',
  'Applicant/Knowledge/{applicantId}/{knowledge}',
  'read',
  oneRecord(applicantKnowledgeSchema),
  { parameters: { knowledge: 'text' }, levels: APPLICANT_LEVELS },
);

/** Adds a skill to an applicant, or changes its level. */
export const addKnowledge = shared('setKnowledge', oneRecord(applicantKnowledgeSchema), {
  body: KNOWLEDGE_PROPERTIES,
  levels: APPLICANT_LEVELS,
});

/** Changes the level of a skill. */
export const replaceKnowledge = route(
  'POST',
  'Applicant/Knowledge/{applicantId}',
  'replace',
  oneRecord(applicantKnowledgeSchema),
  { body: KNOWLEDGE_PROPERTIES, levels: APPLICANT_LEVELS },
);

/** Deletes a skill of an applicant. The body is its name. */
export const deleteKnowledge = route(
  'DELETE',
  'Applicant/Knowledge/{applicantId}',
  'guarded',
  recordOrNull(applicantKnowledgeSchema),
  { body: 'text', levels: APPLICANT_LEVELS },
);

/** Lists the custom fields of an applicant that have a value. */
export const getCustomFields = shared('applicantCustomFields', manyRecords(customFieldValueSchema), {
  levels: APPLICANT_LEVELS,
});

/** Reads the value of a custom field of an applicant by the field's internal name. */
export const getCustomField = route(
  'GET',
  'Applicant/{applicantId}/CustomField/{customFieldName}',
  'read',
  oneRecord(customFieldValueSchema),
  { parameters: { customFieldName: 'text' }, levels: APPLICANT_LEVELS },
);

/** Sets the value of a custom field of an applicant. */
export const setCustomField = shared('setCustomField', oneRecord(customFieldValueSchema), {
  body: CUSTOM_FIELD_VALUE_BODY,
  levels: APPLICANT_LEVELS,
});

/** Deletes the value of a custom field of an applicant. */
export const deleteCustomField = shared('clearCustomField', recordOrNull(customFieldValueSchema), {
  parameters: { customFieldName: 'text' },
  levels: APPLICANT_LEVELS,
});

/** Adds an entry to an applicant's history. No route reads the history. */
export const addHistoryEntry = shared('addHistory', oneRecord(applicantHistorySchema), {
  body: HISTORY_PROPERTIES,
  levels: APPLICANT_LEVELS,
  since: '1.17.0',
});

/** Lists the policies of an applicant, with what they accepted and revoked. */
export const getApplicantPolicies = shared('applicantPolicies', manyRecords(applicantPolicySchema), {
  levels: APPLICANT_LEVELS,
  since: '1.33.0',
});

/** Sets when an applicant accepted or revoked a policy. */
export const setApplicantPolicy = shared('setPolicy', oneRecord(applicantPolicySchema), {
  body: POLICY_BODY,
  levels: APPLICANT_LEVELS,
  since: '1.33.0',
});

/** Lists the video interviews of an applicant. Each link dies after three views. */
export const getVideoInterviews = route(
  'GET',
  'Applicant/{applicantId}/VideoInterviews',
  'read',
  manyRecords(videoInterviewSchema),
  { levels: ['VideoInterview'], since: '1.31.0' },
);

/** Creates a video interview for an applicant. */
export const createVideoInterview = route(
  'PUT',
  'Applicant/{applicantId}/VideoInterviews',
  'create',
  manyRecords(videoInterviewSchema),
  { body: VIDEO_INTERVIEW_BODY, levels: ['VideoInterview'], since: '1.35.0' },
);
