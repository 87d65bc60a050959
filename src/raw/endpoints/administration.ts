import { apiKeySchema, knowledgeTreeSchema, mandatorWithSettingsSchema, userSchema } from '../../schemas/index.js';
import { API_KEY_PROPERTIES, USER_PROPERTIES } from '../../schemas/body-properties.js';
import { MANDATOR_BODY, NEW_API_KEY_BODY, NEW_USER_BODY } from './bodies.js';
import { manyRecords, oneRecord, recordOrNull, route, shared } from '../define.js';
import { USER_LEVELS } from './levels.js';

/** Reads the mandator of the API key, with the settings of one of its portals. Some of them are secrets. */
export const getMandator = shared('mandator', oneRecord(mandatorWithSettingsSchema), { parameters: { uri: 'text?' } });

/** Reads a mandator by its number. */
export const getMandatorById = route('GET', 'Mandator/{mandatorId}', 'read', oneRecord(mandatorWithSettingsSchema));

/** Lists all mandators, with the settings of a portal. */
export const getMandators = route('GET', 'Mandators/', 'read', manyRecords(mandatorWithSettingsSchema), {
  parameters: { uri: 'text?' },
});

/** Creates a mandator. */
export const createMandator = route('PUT', 'Mandator/', 'create', oneRecord(mandatorWithSettingsSchema), {
  body: MANDATOR_BODY,
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Changes a mandator. */
export const updateMandator = route('POST', 'Mandator/{mandatorId}', 'replace', oneRecord(mandatorWithSettingsSchema), {
  body: MANDATOR_BODY,
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Deletes a mandator. */
export const deleteMandator = route(
  'DELETE',
  'Mandator/{mandatorId}',
  'guarded',
  recordOrNull(mandatorWithSettingsSchema),
  { levels: USER_LEVELS, since: '1.2.0' },
);

/** Reads all skills by job profile and group. */
export const getKnowledgeTree = route('GET', 'Mandator/KnowledgeTree', 'read', oneRecord(knowledgeTreeSchema));

/** Lists the API keys of the mandator, with their secrets. */
export const getApiKeys = route('GET', 'Mandator/ApiKeys/', 'read', manyRecords(apiKeySchema), {
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Lists the API keys of a mandator, with their secrets. */
export const getApiKeysOfMandator = route('GET', 'Mandator/{mandatorId}/ApiKeys/', 'read', manyRecords(apiKeySchema), {
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Reads an API key, with its secret. */
export const getApiKey = route('GET', 'Mandator/ApiKey/{apiKeyId}', 'read', oneRecord(apiKeySchema), {
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Creates an API key. */
export const createApiKey = route('PUT', 'Mandator/ApiKey', 'create', oneRecord(apiKeySchema), {
  body: NEW_API_KEY_BODY,
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Changes an API key. */
export const updateApiKey = route('POST', 'Mandator/ApiKey/{apiKeyId}', 'replace', oneRecord(apiKeySchema), {
  body: API_KEY_PROPERTIES,
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Deletes an API key. */
export const deleteApiKey = route('DELETE', 'Mandator/ApiKey/{apiKeyId}', 'guarded', recordOrNull(apiKeySchema), {
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Lists the users of the mandator. */
export const getUsers = shared('users', manyRecords(userSchema), { levels: USER_LEVELS, since: '1.2.0' });

/** Reads a user. */
export const getUser = route('GET', 'User/{userId}', 'read', oneRecord(userSchema), {
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Creates a user. */
export const createUser = route('PUT', 'User', 'create', oneRecord(userSchema), {
  body: NEW_USER_BODY,
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Changes a user. */
export const updateUser = route('POST', 'User/{userId}', 'replace', oneRecord(userSchema), {
  body: USER_PROPERTIES,
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Deletes a user. */
export const deleteUser = route('DELETE', 'User/{userId}', 'guarded', recordOrNull(userSchema), {
  levels: USER_LEVELS,
  since: '1.2.0',
});

/** Moves the data of a user to another one, and deletes the first. */
export const mergeUsers = route('DELETE', 'User/Merge/{userId}', 'guarded', recordOrNull(userSchema), {
  parameters: { mergeWithUserId: 'id' },
  levels: USER_LEVELS,
  since: '1.2.0',
});
