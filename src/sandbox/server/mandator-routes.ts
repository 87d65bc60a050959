import { type CataloguePolicy, cultureOf, isOutdatedPolicy } from '../data/catalogue.js';
import { knowledgeTreeRow } from '../data/installation.js';
import type { Json } from '../data/json.js';
import { noRecord, unauthorized } from './answers.js';
import type { SandboxRoutes, SandboxCall } from './call.js';

/** Routes for the token and for the settings and catalogues of a mandator. */
export const MANDATOR_ROUTES: SandboxRoutes = {
  'POST Token': { body: 'Token', isOpen: true, run: createToken },
  'GET Ping': { isOpen: true, run: answerHello },
  'POST Ping': { body: 'text', isOpen: true, run: answerHello },
  'GET Mandator/KnowledgeTree': ({ server }) => knowledgeTreeRow(server.installation),
  'GET Mandator': ({ server }) => server.installation.mandator,
  'GET Mandator/{mandatorId}': readMandator,
  'GET Users': ({ server }) => server.installation.users,
  'GET User/{userId}': readUser,
  'GET Policies?portal&culture': listPolicies,
  'GET Policies/{policyId}': readPolicy,
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
  return server.installation.mandator;
}

function readUser({ server, id }: SandboxCall): Json {
  const userId = id('userId');
  const found = server.installation.users.find((user) => user['Id'] === userId);
  if (found === undefined) throw noRecord();
  return found;
}

function listPolicies({ server, query }: SandboxCall): Json {
  const culture = cultureOf(query('culture') ?? '');
  const { policies } = server.installation;
  const current = policies.filter((policy) => policy.Language === culture && !isOutdatedPolicy(policy, policies));
  return current.map(policyRow);
}

function readPolicy({ server, id }: SandboxCall): Json {
  const policyId = id('policyId');
  const found = server.installation.policies.find((policy) => policy.Id === policyId);
  if (found === undefined) throw noRecord();
  return policyRow(found);
}

function policyRow({ Id, Text, CreatedOn, Type }: CataloguePolicy): Json {
  return { Id, Text, CreatedOn, Type };
}
