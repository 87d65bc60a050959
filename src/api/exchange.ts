import { ResponseShapeError } from '../errors.js';
import { matches } from '../schemas/tolerant.js';
import { parseJson } from './body.js';
import { endpoints } from './endpoints.js';
import { withSchemaNames } from './property-names.js';
import { endpointLabel } from './endpoint-label.js';
import type { Token } from './session.js';
import type { Transport } from './transport.js';

/** Exchanges key and mandator for a token. */
export async function exchangeKey(transport: Transport, signal: AbortSignal): Promise<Token> {
  const { apiUrl, apiKey, mandatorId, clock } = transport.settings;
  const endpoint = endpointLabel(endpoints.token);
  const request = {
    name: endpoint,
    id: null,
    method: 'POST',
    url: apiUrl,
    replay: 'read',
    body: JSON.stringify({ Key: apiKey, MandatorId: mandatorId, ClientInfo: 'erecruiter-kombo' }),
    authenticated: false,
  } as const;
  const { value, status, date } = await transport.send(request, { signal }, ({ text, status, headers }) => ({
    value: withSchemaNames(endpoints.token.schema, parseJson(text)),
    status,
    date: Date.parse(headers.get('date') ?? ''),
  }));
  if (!matches(endpoints.token.schema, value) || !/^[\x21-\x7e]{1,4096}$/.test(value.Token)) {
    throw new ResponseShapeError({ endpoint, status, reason: 'the answer holds no token', mayHaveBeenApplied: false });
  }
  // Measured on the server's own clock where it tells it. Without an offset the zone is anybody's guess: a 401 tells.
  const { Expires } = value;
  const told = typeof Expires === 'string' && /(Z|[+-]\d\d:\d\d)$/.test(Expires) ? Expires : '';
  const expires = Date.parse(told);
  const lifetimeMs = expires - (Number.isNaN(date) ? clock.now() : date);
  return { token: value.Token, lifetimeMs: lifetimeMs > 0 ? lifetimeMs : null };
}
