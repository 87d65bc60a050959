import { KNOWLEDGE_TREE, POLICIES, USERS, cultureOf, mandatorRow } from '../data/catalogue.js';
import type { Json } from '../data/json.js';
import { noRecord, unauthorized } from './answers.js';
import type { SandboxRoutes, SandboxCall } from './call.js';

/** Routes for the token and for the settings and catalogues of a mandator. */
export const MANDATOR_ROUTES: SandboxRoutes = {
  'POST Token': { body: 'Token', isOpen: true, run: createToken },
  'GET Ping': { isOpen: true, run: answerHello },
  'POST Ping': { body: 'text', isOpen: true, run: answerHello },
  'GET Mandator/KnowledgeTree': () => KNOWLEDGE_TREE,
  'GET Mandator': ({ server }) => mandatorRow(server.settings.mandatorId),
  'GET Mandator/{mandatorId}': readMandator,
  'GET Users': () => USERS,
  'GET User/{userId}': readUser,
  'GET Policies?portal&culture': listPolicies,
};

function createToken({ server, record }: SandboxCall): Json {
  const { settings, tokens, clock } = server;
  const { Key, MandatorId } = record();
  if (Key !== settings.apiKey || MandatorId !== settings.mandatorId) throw unauthorized();
  const token = `sandbox-${String(tokens.size + 1).padStart(8, '0')}-4cb1-9fcd-ca165fd3ba94`;
  const expires = settings.now() + settings.tokenLifetimeMs;
  tokens.set(token, expires);
  return { Token: token, Expires: clock.serverDate(expires) };
}

function answerHello({ isAuthorized }: SandboxCall): Json {
  return isAuthorized ? 'Hello. You are authorized.' : 'Hello. You are not authorized.';
}

function readMandator({ server, id }: SandboxCall): Json {
  const { mandatorId } = server.settings;
  if (id('mandatorId') !== mandatorId) throw noRecord();
  return mandatorRow(mandatorId);
}

function readUser({ id }: SandboxCall): Json {
  const userId = id('userId');
  const found = USERS.find((user) => user['Id'] === userId);
  if (found === undefined) throw noRecord();
  return found;
}

function listPolicies({ query }: SandboxCall): Json {
  const culture = cultureOf(query('culture') ?? '');
  const current = POLICIES.filter((policy) => policy.Language === culture);
  return current.map(({ Id, Text, Type }) => ({ Id, Text, CreatedOn: '2023-02-01T09:00:00', Type }));
}
