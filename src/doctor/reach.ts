import { endpoints } from '../api/endpoints.js';
import { countOf } from '../mappers/values/text.js';
import { parseUrl } from '../mappers/values/web-address.js';
import { finding, type Finding } from './diagnosis.js';
import { type Probe, type ProbeClient, propertyOf, tokenIn } from './probe-client.js';
import { questionFindings } from './questions.js';
import { errorForm } from './raw-body.js';
import { formOfDate } from './shape-notes.js';
import { type Findings, medianOf, type Visit } from './visit.js';

/** How far clocks may be apart. */
const MAX_SKEW_MS = 120_000;
const NO_TOKEN = 'erecruiter-kombo-doctor';
const CHECK_ADDRESS = 'Check `baseUrl`: it is the address of the API, such as https://api.erecruiter.net.';

/** Finds the form of the address that issues tokens. Returns the finding that ends the visit, if none does. */
export async function reach(visit: Visit): Promise<Finding | undefined> {
  const { client } = visit;
  visit.tell('asking for a token');
  let probe = await client.exchange();
  for (let redirects = 0; redirects < 2 && isRedirect(probe); redirects += 1) {
    const problem = followRedirect(visit, probe);
    if (problem !== undefined) return problem;
    probe = await client.exchange();
  }
  if (tokenIn(probe) === undefined && (probe.status === 404 || probe.status === 405)) {
    const other = `${client.tokenUrl}/`;
    const second = await client.exchange(other);
    if (tokenIn(second) !== undefined || (second.status === 401 && second.kind !== 'html')) {
      client.tokenUrl = other;
      visit.dialect.set('rootSlash', 'with');
      probe = second;
    }
  }
  if (tokenIn(probe) === undefined) return noToken(probe);
  if (!visit.dialect.has('address')) visit.dialect.set('address', 'as-written');
  noteExpiry(visit, probe);
  await askAgain(visit);
  return undefined;
}

function isRedirect({ status }: Probe): boolean {
  return status !== null && status >= 300 && status < 400;
}

/** Follows a redirect to https or to another slash of the same host, and no other. */
function followRedirect({ client, dialect }: Visit, { status, location }: Probe): Finding | undefined {
  const from = new URL(client.tokenUrl);
  const to = parseUrl(location ?? '', from);
  if (to === undefined || to.hostname !== from.hostname) {
    const text = 'The address redirects to another host. The key was not sent there.';
    return finding('reach.token', 'problem', text, { advice: CHECK_ADDRESS });
  }
  const path = (url: URL): string => url.pathname.replace(/\/$/, '').toLowerCase();
  if (path(to) !== path(from)) {
    const text = `The address redirects to another path (HTTP ${status}), such as a login page.`;
    return finding('reach.token', 'problem', text, { advice: CHECK_ADDRESS });
  }
  if (to.protocol !== from.protocol) {
    if (to.protocol !== 'https:') {
      const text = 'The address redirects from https to http. The key was not sent there.';
      return finding('reach.token', 'problem', text, { advice: 'Tell the administrator of the installation.' });
    }
    dialect.set('address', status === 308 || status === 307 ? 'https-308' : 'https-301');
    client.apiUrl = client.apiUrl.replace(/^http:\/\/[^/]+/i, to.origin);
  } else {
    dialect.set('rootSlash', to.pathname.endsWith('/') ? 'with-308' : 'without-308');
  }
  client.tokenUrl = to.href;
  return undefined;
}

function noToken({ status, reason, kind }: Probe): Finding {
  const problem = (text: string, advice: string): Finding => finding('reach.token', 'problem', text, { advice });
  if (status === null) return problem(`No answer (${reason ?? 'unknown'}).`, adviceFor(reason));
  if (status === 401 || (status === 403 && kind !== 'html') || (status === 400 && kind === 'json')) {
    const text = `The key was rejected (HTTP ${status}).`;
    return problem(text, 'Check `apiKey` and `mandatorId`: a key belongs to one mandator, and may be disabled.');
  }
  if (status === 403)
    return problem('A web server in front of the API refuses this machine (HTTP 403).', CHECK_ADDRESS);
  if (status === 429 || status >= 500) {
    return problem(`The server, or a proxy in front of it, failed (HTTP ${status}).`, 'Try again later.');
  }
  if (status === 200) return problem('Something answers there, but issues no token.', CHECK_ADDRESS);
  return problem(`There is no API at this address (HTTP ${status}).`, CHECK_ADDRESS);
}

function adviceFor(reason: string | null): string {
  if (reason === 'ENOTFOUND' || reason === 'EAI_AGAIN') return 'Check the host in `baseUrl`: it has no address.';
  if (reason === 'timeout') return 'Check that the address can be reached from here, or set a higher `timeoutMs`.';
  if (reason === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return "Check the host in `baseUrl`: the certificate is another one's.";
  if (reason === 'CERT_HAS_EXPIRED') return "The server's certificate has expired: ask the administrator to renew it.";
  if (/^(?:ERR_SSL|EPROTO)/.test(reason ?? '')) {
    return 'Check the scheme and the port in `baseUrl`: what answers there does not speak https as Node does.';
  }
  if (/CERT|TLS|SIGNED|VERIFY/.test(reason ?? '')) {
    return "Node does not trust the server's certificate: pass its authority in NODE_EXTRA_CA_CERTS.";
  }
  return 'Check `baseUrl`, and that it can be reached from here: a firewall, a VPN or a proxy may be in between.';
}

function noteExpiry({ dialect, figures }: Visit, probe: Probe): void {
  const expires = propertyOf(probe.json, 'Expires');
  const form = formOfDate(expires);
  if (expires === undefined || form === null || form === 'other') return;
  dialect.set('tokenExpiry', form === 'ms-offset' ? 'ms' : form);
  const ms = form.startsWith('ms') ? Number(/-?\d+/.exec(String(expires))?.[0]) : Date.parse(String(expires));
  const life = form === 'local' ? Number.NaN : ms - (Number.isNaN(probe.date) ? probe.at : probe.date);
  if (life > 0) figures.set('tokenMinutes', Math.round(life / 60_000));
}

/** Asks for a second token, at the other form of the root, and whether the first one still counts. */
async function askAgain({ client, dialect }: Visit): Promise<void> {
  const first = client.token ?? '';
  const isPlain = !client.tokenUrl.endsWith('/');
  let second: Probe | undefined;
  if (!dialect.has('rootSlash') && isPlain) {
    second = await client.exchange(`${client.tokenUrl}/`);
    const form = tokenIn(second) !== undefined ? 'either' : isRedirect(second) ? 'without-308' : 'without';
    if (second.status !== null) dialect.set('rootSlash', form);
  }
  if (second === undefined || tokenIn(second) === undefined) second = await client.exchange();
  if (tokenIn(second) === undefined || client.token === first) return;
  const { status } = await client.get(endpoints.mandator, {}, { token: first });
  if (status === 200) dialect.set('newToken', 'keeps-older');
  if (status === 401) dialect.set('newToken', 'ends-older');
}

/** Asks what every visitor may ask: pings, and an error. */
export async function knock(visit: Visit): Promise<Findings> {
  const { client, dialect, figures } = visit;
  visit.tell('measuring the connection');
  const pings = [await client.get(endpoints.ping, {}, { token: null }), await client.get(endpoints.ping)];
  noteClock(visit, pings);
  const refused = await client.get(endpoints.mandator, {}, { token: NO_TOKEN, patient: false });
  const missed = await client.get(
    endpoints.applicationsByReferrer,
    { path: { referrer: NO_TOKEN } },
    { patient: false },
  );
  const forms = [refused, missed].flatMap((probe) => (probe.status === 200 ? [] : (errorForm(probe) ?? [])));
  const form = forms.includes('detailed') ? 'detailed' : forms[0];
  if (form !== undefined) dialect.set('errorBodies', form);
  figures.set('pingMs', medianOf(client.times));
  return [tokenFinding(visit), schemeFinding(client), pingFinding(pings), openFinding(refused)];
}

function noteClock({ dialect, figures }: Visit, pings: readonly Probe[]): void {
  const skews = pings.flatMap(({ date, at }) => (Number.isNaN(date) ? [] : [date - at]));
  if (skews.length === 0) return;
  const skew = medianOf(skews);
  figures.set('clockSkewSeconds', Math.round(skew / 1000));
  dialect.set('serverClock', Math.abs(skew) <= MAX_SKEW_MS ? 'right' : skew > 0 ? 'fast' : 'slow');
}

function tokenFinding({ figures }: Visit): Finding {
  const minutes = figures.get('tokenMinutes');
  const life = minutes === undefined ? 'it does not say for how long' : `for ${countOf(minutes, 'minute')}`;
  return finding('reach.token', 'ok', `The key is accepted: a token is issued, ${life}.`);
}

function schemeFinding({ apiUrl }: ProbeClient): Finding {
  const { protocol, hostname } = new URL(apiUrl);
  if (protocol === 'https:') return finding('reach.tls', 'ok', 'The connection is encrypted (https).');
  if (/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) {
    return finding('reach.tls', 'ok', 'The connection is not encrypted, but does not leave this machine.');
  }
  const text = 'The connection is not encrypted: the key and all data can be read on the way.';
  return finding('reach.tls', 'problem', text, { advice: 'Set `baseUrl` to an https address.' });
}

function pingFinding(pings: readonly Probe[]): Finding {
  const alive = pings.every(({ status }) => status === 200 || status === 204);
  if (alive) return finding('reach.ping', 'ok', 'The ping answers with and without a token.');
  const statuses = pings.map(({ status, reason }) => status ?? reason).join(' and ');
  const advice = '`ping()` fails: use `listJobs` to check the connection.';
  return finding('reach.ping', 'problem', `The ping answers ${statuses}, without and with a token.`, { advice });
}

function openFinding({ status }: Probe): Finding {
  if (status !== 200) return finding('reach.refusal', 'ok', `A wrong token is refused (HTTP ${status ?? 'none'}).`);
  const advice = 'Tell the administrator: the data may be open to everyone.';
  return finding('reach.refusal', 'problem', 'A wrong token is accepted.', { advice });
}

/** The findings about the connection that only the whole visit shows. */
export function connectionFindings({ client, dialect }: Visit): Finding[] {
  const { counts } = client;
  const most = (prefix: string): string | undefined =>
    [...counts]
      .filter(([name]) => name.startsWith(prefix))
      .sort(([, a], [, b]) => b - a)[0]?.[0]
      .slice(prefix.length);
  const charset = ['bom', 'latin-1', 'latin-1-declared', 'utf-8'].find((name) => counts.has(`charset:${name}`));
  if (charset !== undefined) dialect.set('charset', charset);
  const type = most('type:');
  if (type !== undefined) dialect.set('contentType', type);
  const transfer = most('transfer:');
  if (transfer !== undefined) dialect.set('transfer', counts.has('transfer:chunked') ? 'chunked' : transfer);
  dialect.set('connections', counts.has('connection:lost') ? 'closed' : 'kept');
  dialect.set('maintenance', counts.has('throttling:503') ? '503' : 'none');
  const throttled = ['429', '429-seconds', '503-date', '403-html'].find((name) => counts.has(`throttling:${name}`));
  dialect.set('throttling', throttled ?? 'none');
  return questionFindings('reach', dialect);
}
