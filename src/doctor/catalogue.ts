import { endpoints } from '../api/endpoints.js';
import { countOf } from '../mappers/values/text.js';
import { parseUrl } from '../mappers/values/web-address.js';
import { jobPublicationSchema } from '../schemas/job-publication.js';
import { policySchema } from '../schemas/policy.js';
import { arrayIn, type Discovery, distinctJobs, type JobList, namesOfEntries, readJobList } from './discovery.js';
import { finding, type Finding, type RecommendedOptions } from './diagnosis.js';
import { type AnyRecord, numberOf, recordsWithNames, textIn, textsInList, type Findings, type Visit } from './visit.js';

/** A name that no channel has. */
const NO_SUCH_CHANNEL = 'erecruiter-kombo-doctor';
const MOST_CULTURES = 4;

/** What the mandator offers, and the options that follow. */
export interface CatalogueReport {
  readonly findings: Findings;
  readonly options: RecommendedOptions;
}

/** Reads what the mandator offers, and answers the questions about channels, cultures and policies. */
export async function catalogue(visit: Visit, discovery: Discovery): Promise<CatalogueReport> {
  const { mandator, published } = discovery;
  visit.tell('comparing channels and cultures');
  const channels = await channelOptions(visit, discovery);
  const culture = await cultureOptions(visit, discovery);
  const policies = await policyFinding(visit, mandator);
  const portals = textsInList(mandator['Urls']);
  const sources = arrayIn(mandator['Referrers']);
  const options: RecommendedOptions = {
    channels: [''],
    ...channels.options,
    ...sourceOptions(visit, sources),
    ...(portals[0] === undefined ? {} : { portalUrl: visit.client.settings.portalUrl ?? portals[0] }),
    culture: visit.client.settings.culture,
    ...culture.options,
  };
  const identity = identityFinding(visit, mandator);
  const findings = [
    identity,
    ...(identity.verdict === 'problem' && numberOf(mandator['Id']) === undefined ? [] : counted(visit, mandator)),
    ...channels.findings,
    ...culture.findings,
    ...policies,
  ];
  if (
    published.publication !== undefined &&
    !namesOfEntries(mandator['JobPublicationTypes']).includes(published.publication)
  ) {
    const text = 'The default portal is not among the channels of the catalogue.';
    findings.push(finding('mandator.defaultPortal', 'ok', text));
  }
  return { findings, options };
}

function identityFinding({ client }: Visit, mandator: AnyRecord): Finding {
  const id = numberOf(mandator['Id']);
  if (id === undefined) return finding('mandator.id', 'problem', 'The mandator cannot be read.');
  if (id === client.settings.mandatorId) return finding('mandator.id', 'ok', 'The key belongs to the mandator.');
  const text = `The key belongs to mandator ${id}, not to ${client.settings.mandatorId}.`;
  return finding('mandator.id', 'problem', text, { advice: `Set \`mandatorId: ${id}\`, or ask for another key.` });
}

const COUNTED = [
  ['sources', 'Referrers', 'source', 'Candidates are searched by source: ask the administrator to create one for you.'],
  ['channels', 'JobPublicationTypes', 'channel', null],
  ['cultures', 'Cultures', 'culture', null],
  ['portals', 'Urls', 'portal', 'Jobs have no links without a portal: set `portalUrl`.'],
  ['customFields', 'CustomFields', 'custom field', null],
  ['documentTypes', 'ApplicantDocumentTypes', 'document type', null],
  ['skills', 'Knowledges', 'skill', null],
] as const;

function counted({ figures }: Visit, mandator: AnyRecord): Finding[] {
  return COUNTED.map(([id, property, noun, advice]) => {
    const { length } = arrayIn(mandator[property]);
    figures.set(id, length);
    const isMissing = length === 0 && advice !== null;
    const more = id === 'customFields' && length > 0 ? `: ${customFieldTargets(mandator)}` : '';
    const text = `${countOf(length, noun)}${more}.`;
    return finding(`mandator.${id}`, isMissing ? 'problem' : 'ok', text, { advice: isMissing ? advice : null });
  });
}

function customFieldTargets(mandator: AnyRecord): string {
  const targets = arrayIn(mandator['CustomFields']).map((field) => String(Reflect.get(Object(field), 'Target')));
  const [applicants, jobs] = [/^(?:0|Applicant)$/i, /^(?:2|Job)$/i].map(
    (target) => targets.filter((text) => target.test(text)).length,
  );
  const others = targets.length - (applicants ?? 0) - (jobs ?? 0);
  return `${applicants ?? 0} of applicants, ${jobs ?? 0} of jobs${others > 0 ? `, ${others} of other records` : ''}`;
}

function sourceOptions({ client }: Visit, sources: readonly unknown[]): RecommendedOptions {
  const own = client.settings.source?.name;
  const names = namesOfEntries(sources.filter((source) => Reflect.get(Object(source), 'IsInternalOnly') !== true));
  // A source may be named after somebody who recommends candidates.
  const first = names.find((name) => !name.includes('@'));
  const known = names.find((name) => name.toLowerCase() === own?.toLowerCase()) ?? first;
  return known === undefined ? {} : { source: { name: known } };
}

async function channelOptions(
  visit: Visit,
  { mandator, published, channels, jobs }: Discovery,
): Promise<CatalogueReport> {
  const { dialect, client } = visit;
  const { culture } = client.settings;
  const entries = recordsWithNames(jobPublicationSchema, mandator['JobPublicationTypes']);
  const unknown = await readJobList(visit, NO_SUCH_CHANNEL, culture);
  noteUnknownChannel(visit, unknown, published);
  const isUnknown = (list: JobList): boolean =>
    list.jobs.length === 0 || (unknown.jobs.length > 0 && sameJobs(list, unknown) && !sameJobs(list, published));
  const byName = [...channels].filter(([, list]) => list.jobs.length > 0);
  const internal = entries.flatMap(({ Name, InternalName }) => {
    const name = textIn(InternalName);
    return name === undefined || name.toLowerCase() === textIn(Name)?.toLowerCase()
      ? []
      : [[textIn(Name), name] as const];
  });
  const byInternal: (readonly [string, JobList])[] = [];
  for (const [name, internalName] of internal.slice(0, MOST_CULTURES)) {
    const list = await readJobList(visit, internalName, culture);
    if (!isUnknown(list)) byInternal.push([internalName, list]);
    const named = channels.get(name ?? '');
    if (named === undefined || (isUnknown(list) && isUnknown(named))) continue;
    const both = !isUnknown(list) && !isUnknown(named);
    dialect.set('channelBy', both ? 'either' : isUnknown(named) ? 'internal-name' : 'name');
  }
  if (dialect.get('channelBy') === undefined && byName.some(([, list]) => !isUnknown(list)))
    dialect.set('channelBy', 'name');
  const cased = byName.find(([name, list]) => !isUnknown(list) && name !== name.toLowerCase());
  if (cased !== undefined && /^(?:either|name)$/.test(dialect.get('channelBy') ?? '')) {
    const lower = await readJobList(visit, cased[0].toLowerCase(), culture);
    if (lower.probe.status !== null && isUnknown(lower)) dialect.set('channelBy', 'exact-case');
  }
  if (published.probe.status === 200) {
    const more = distinctJobs(byName.map(([, list]) => list)).length > published.jobs.length;
    const all =
      channels.size > 1 && !more && byName.every(([, list]) => !sameJobs(list, published)) && byName.length > 1;
    dialect.set('noChannel', published.jobs.length === 0 && jobs.length > 0 ? 'empty' : all ? 'all' : 'portal');
  }
  visit.figures.set('publishedJobs', jobs.length);
  const useInternal = dialect.get('channelBy') === 'internal-name';
  const all = distinctJobs([published, ...(useInternal ? byInternal : byName).map(([, list]) => list)]);
  const text = `${countOf(published.jobs.length, 'job')} on the default portal, ${all.length} on all channels.`;
  if (all.length === published.jobs.length) return { findings: [finding('mandator.jobs', 'ok', text)], options: {} };
  const option = useInternal ? ['', ...byInternal.map(([name]) => name)] : ('all' as const);
  const advice =
    option === 'all' ? "Set `channels: 'all'` to read all of them." : 'Set `channels` as below to read all of them.';
  const isLost = published.jobs.length === 0;
  return {
    findings: [finding('mandator.jobs', isLost ? 'problem' : 'ok', text, { advice })],
    options: { channels: option },
  };
}

function noteUnknownChannel({ dialect }: Visit, { probe, jobs, publication }: JobList, published: JobList): void {
  const { status, json, kind } = probe;
  if (status === 404 && kind !== 'html') dialect.set('unknownChannel', '404');
  if (status === 400) dialect.set('unknownChannel', '400');
  if (status === 204) dialect.set('unknownChannel', '204');
  if (status !== 200) return;
  if (jobs.length > 0) {
    const isNamed = publication !== undefined && publication === published.publication;
    dialect.set('unknownChannel', isNamed ? 'default-portal' : 'default-portal-unnamed');
  } else {
    dialect.set('unknownChannel', json === null ? 'null' : 'empty');
  }
}

function sameJobs(first: JobList, second: JobList): boolean {
  const ids = ({ jobs }: JobList): string =>
    jobs
      .map(({ Id }) => numberOf(Id) ?? 0)
      .sort((a, b) => a - b)
      .join();
  return ids(first) === ids(second);
}

/** Compares the jobs in each culture: a job may lack a text. */
async function cultureOptions(visit: Visit, { mandator, published, channels }: Discovery): Promise<CatalogueReport> {
  const { client, dialect } = visit;
  const own = client.settings.culture;
  const channel = published.jobs.length > 0 ? '' : ([...channels].find(([, list]) => list.jobs.length > 0)?.[0] ?? '');
  const base = channel === '' ? published : (channels.get(channel) ?? published);
  const others = textsInList(mandator['Cultures']).filter((culture) => culture !== own);
  const lists: (readonly [string, JobList])[] = [[own, base]];
  for (const culture of others.slice(0, MOST_CULTURES))
    lists.push([culture, await readJobList(visit, channel, culture)]);
  for (const [culture, list] of lists) noteMissingCulture(visit, culture, list, lists);
  const most = Math.max(...lists.map(([, { jobs }]) => jobs.length));
  const best = lists.find(([, { jobs }]) => jobs.length === most)?.[0] ?? own;
  const all = countOf(lists.length, 'culture');
  const text = `In ${own}: ${countOf(base.jobs.length, 'job')}; at most ${most} in any of ${all}.`;
  const isKnown = textsInList(mandator['Cultures']).some((culture) => sameCulture(culture, own));
  if (best === own && (isKnown || others.length === 0)) {
    return { findings: [finding('mandator.culture', 'ok', text)], options: {} };
  }
  const culture = best === own ? (others.find((other) => sameCulture(other, own)) ?? others[0] ?? own) : best;
  const isLess = base.jobs.length < most;
  const advice = `Set \`culture: '${culture}'\`${isLess ? ': jobs are missing in the other one' : ''}.`;
  if (dialect.get('missingCulture') === 'other' && isKnown)
    return { findings: [finding('mandator.culture', 'ok', text)], options: {} };
  return {
    findings: [finding('mandator.culture', isLess ? 'problem' : 'ok', text, { advice })],
    options: { culture },
  };
}

function noteMissingCulture(
  { dialect }: Visit,
  culture: string,
  { jobs }: JobList,
  lists: readonly (readonly [string, JobList])[],
): void {
  const lacking = (job: AnyRecord): boolean => {
    const available = textsInList(job['AvailableCultures']);
    return available.length > 0 && !available.some((name) => sameCulture(name, culture));
  };
  const known = new Map(lists.flatMap(([, list]) => list.jobs.map((job) => [numberOf(job['Id']), job] as const)));
  const ids = new Set(jobs.map(({ Id }) => numberOf(Id)));
  const without = [...known].filter(([, job]) => lacking(job));
  if (without.length === 0) return;
  const there = jobs.filter((job) => lacking(job));
  if (there.length === 0) {
    if (without.some(([id]) => !ids.has(id))) dialect.set('missingCulture', 'left-out');
    return;
  }
  const isEmpty = there.every(({ Title, Html }) => textIn(Title) === undefined && textIn(Html) === undefined);
  dialect.set('missingCulture', isEmpty ? 'empty' : 'other');
}

function sameCulture(first: string, second: string): boolean {
  return first.toLowerCase() === second.toLowerCase();
}

/** Reads the policies by the address of the portal, by its host, and by a name that no portal has. */
async function policyFinding(visit: Visit, mandator: AnyRecord): Promise<Finding[]> {
  const { client, dialect, figures, notes } = visit;
  const portal = client.settings.portalUrl ?? textsInList(mandator['Urls'])[0];
  const ask = async (name: string): Promise<readonly unknown[] | undefined> => {
    const { culture } = client.settings;
    const { status, kind, json } = await client.get(endpoints.policies, { query: { portal: name, culture } });
    if (status === 404 && kind !== 'empty' && !dialect.has('policiesRoute')) dialect.set('policiesRoute', '404');
    if (status === 200) dialect.set('policiesRoute', 'there');
    return status === 200 ? arrayIn(json) : undefined;
  };
  const rows = (await ask(portal ?? '')) ?? [];
  for (const row of rows) notes.add('Policy', policySchema, row);
  const host = parseUrl(portal ?? '')?.host;
  if (portal !== undefined && host !== undefined && dialect.get('policiesRoute') === 'there') {
    const byHost = (await ask(host)) ?? [];
    const byAny = (await ask(`https://${NO_SUCH_CHANNEL}.invalid/`)) ?? [];
    if (byAny.length > 0) dialect.set('policyPortal', 'any');
    else if (rows.length > 0) dialect.set('policyPortal', 'address');
    else if (byHost.length > 0) dialect.set('policyPortal', 'host');
  }
  figures.set('policies', rows.length);
  return [
    finding(
      'mandator.policies',
      'ok',
      `${rows.length === 1 ? '1 policy' : `${rows.length || 'No'} policies`} of the portal.`,
    ),
  ];
}
