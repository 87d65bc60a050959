import { applicantSchema } from '../schemas/applicant.js';
import { finding, type Finding } from './diagnosis.js';
import { arrayIn } from './discovery.js';
import { numberOf, recordsWithNames, textIn } from './visit.js';
import { failureFinding } from './write-actions.js';
import { testEmail, testName, type WriteVisit } from './write-options.js';
import { hasAccepted, STORED_WITHIN_MS, type RawReply, readRaw, sendRaw } from './write-requests.js';

const ERASE_ATTEMPTS = 3;

/** What a read says about the test candidate. */
type Presence = 'there' | 'gone' | 'another' | 'unknown';

/** Erases the test candidate, whatever happened before, and reads that nothing is left. Never rejects. */
export async function eraseTestCandidate(visit: WriteVisit): Promise<void> {
  const { guard, findings, tell } = visit;
  if (!guard.hasCreated) return;
  tell('erasing the test candidate');
  try {
    if (guard.applicantId === undefined) await findLost(visit);
    if (guard.applicantId === undefined) findings.push(lostFinding(visit));
    else findings.push(...(await erase(visit, guard.applicantId)));
  } catch {
    findings.push(remainsFinding(visit, 'Erasing the test candidate was interrupted.'));
  }
}

async function erase(visit: WriteVisit, id: number): Promise<Finding[]> {
  const { client, settings, signal } = visit;
  const before = await presenceOf(visit, id);
  if (before === 'another')
    return [remainsFinding(visit, 'Their number now leads to another record, which stays as it is.')];
  const findings: Finding[] = [];
  try {
    await client.deleteCandidate({ candidate_id: `remote:${id}`, mode: 'erase' }, { signal });
    findings.push(finding('writes.deleteCandidate', 'ok', 'deleteCandidate works.'));
  } catch (error) {
    findings.push(failureFinding('deleteCandidate', error));
  }
  let presence = await presenceOf(visit, id);
  for (let attempt = 1; presence !== 'gone' && presence !== 'another' && attempt <= ERASE_ATTEMPTS; attempt += 1) {
    await settings.clock.sleep(STORED_WITHIN_MS, signal);
    await sendRaw(visit, 'DELETE', `Applicant/${id}`, undefined, { deleteCompletely: true });
    presence = await presenceOf(visit, id);
  }
  if (presence === 'gone') return [...findings, await leftFinding(visit, id)];
  const why =
    presence === 'unknown'
      ? 'Whether the test candidate is gone cannot be read.'
      : 'Erasing the test candidate failed.';
  return [...findings, remainsFinding(visit, why)];
}

async function presenceOf(visit: WriteVisit, id: number): Promise<Presence> {
  const { status, data } = await readRaw(visit, `Applicant/${id}`);
  if (status === 200 && visit.guard.isOwn(data)) return 'there';
  if (isNoCandidate({ status, data })) return 'gone';
  if ((status === 404 || status === 410) && (await hasWebPages(visit, id))) return 'gone';
  return status === 200 && recordsWithNames(applicantSchema, [data])[0] !== undefined ? 'another' : 'unknown';
}

/** Whether the API answers, read the test candidate before, and now has a page of the web server in their place. */
async function hasWebPages(visit: WriteVisit, id: number): Promise<boolean> {
  const wasThere = visit.guard.answers.some(
    ({ method, path, status }) => method === 'GET' && path === `Applicant/${id}` && status === 200,
  );
  return wasThere && hasAccepted(await readRaw(visit, 'Mandator'));
}

/** A page of the web server alone proves nothing. */
function isNoCandidate({ status, data }: RawReply): boolean {
  const isPage = typeof data === 'string' && data.trimStart().startsWith('<');
  if (status === 404 || status === 410) return !isPage;
  return status === 204 || (status === 200 && (data === null || data === undefined));
}

/** Reads what belonged to the test candidate. */
async function leftFinding(visit: WriteVisit, id: number): Promise<Finding> {
  const [applications, documents] = [
    await readRaw(visit, `Applications/${id}`, { culture: visit.settings.culture }),
    await readRaw(visit, `Applicant/Documents/${id}`, { includeContent: false }),
  ];
  const left = [
    ...(arrayIn(applications.data).length > 0 ? ['applications'] : []),
    ...(arrayIn(documents.data).length > 0 ? ['documents'] : []),
  ];
  if (left.length === 0) {
    return finding('writes.erased', 'ok', 'The test candidate is gone, and so are their application and their files.');
  }
  const text = `The test candidate (number ${id}) is gone, but eRecruiter still lists their ${left.join(' and ')}.`;
  return finding('writes.remains', 'problem', text, { advice: 'Ask the administrator to remove them.' });
}

function remainsFinding({ guard, mark }: WriteVisit, why: string): Finding {
  const { FirstName, LastName } = testName(mark);
  const id = String(guard.applicantId);
  const text = `THE TEST CANDIDATE REMAINS: number ${id}, "${FirstName} ${LastName}". ${why}`;
  const call = `deleteCandidate({ candidate_id: 'remote:${id}', mode: 'erase' })`;
  const advice = `Erase them in eRecruiter, or with \`${call}\`.`;
  return finding('writes.remains', 'problem', text, { advice });
}

/** Looks for a candidate whose create was sent, but whose number never arrived. */
async function findLost(visit: WriteVisit): Promise<void> {
  const { guard, mark, settings, signal } = visit;
  const email = testEmail(mark);
  const spellings = [email, email.toLowerCase(), email];
  for (const [index, spelling] of spellings.entries()) {
    if (index > 0) await settings.clock.sleep(STORED_WITHIN_MS, signal);
    const { data } = await readRaw(visit, `Applicants/ByEmail/${encodeURIComponent(spelling).replaceAll('%40', '@')}`);
    const own = recordsWithNames(applicantSchema, data).find((row) => guard.isOwn(row));
    const id = numberOf(own?.['Id']);
    if (id !== undefined) guard.applicantId = id;
    if (id !== undefined) return;
  }
}

function lostFinding({ mark, guard }: WriteVisit): Finding {
  const { FirstName, LastName } = testName(mark);
  const create = guard.answers.find(({ method, path }) => method === 'PUT' && path === 'Applicant');
  if (create !== undefined && create.status >= 400 && create.status < 500) {
    return finding('writes.erased', 'ok', 'No candidate was created: nothing is left.');
  }
  const text = `A TEST CANDIDATE MAY REMAIN: "${FirstName} ${LastName}". Their number never arrived.`;
  const advice = `Search for ${testEmail(mark)} in eRecruiter, and erase them.`;
  return finding('writes.remains', 'problem', text, { advice });
}

/** Whether a catalogue of the mandator has taken over a made-up name. */
export async function catalogueFinding(visit: WriteVisit): Promise<Finding> {
  const { data, status } = await readRaw(visit, 'Mandator');
  const id = 'writes.catalogues';
  if (!hasAccepted({ status, data })) return finding(id, 'unknown', 'Catalogues could not be read again.');
  const grown = Object.entries(Object(data)).flatMap(([name, entries]) =>
    (textIn(JSON.stringify(entries)) ?? '').includes(visit.mark)
      ? [/^\w{1,64}$/.test(name) ? name : 'another one']
      : [],
  );
  if (grown.length === 0) return finding(id, 'ok', 'No catalogue has taken over a made-up name.');
  const text = `These catalogues have taken over a made-up name with "${visit.mark}" in it: ${grown.join(', ')}.`;
  return finding(id, 'problem', text, { advice: 'Remove it in eRecruiter, and send known names only.' });
}
