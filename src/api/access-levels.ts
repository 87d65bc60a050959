/** A level of an API key: what it is called, and what it is for. */
interface AccessLevelRow {
  /** The beginning of the paths that need it. */
  readonly route: RegExp;
  readonly level: string;
  readonly purpose: string;
  /** True if eRecruiter documents it for other routes only. */
  readonly isAssumed?: true;
}

/** The levels in the order in which routes are looked up. Which status a missing one causes is not documented. */
const LEVELS: readonly AccessLevelRow[] = [
  { route: /^Agnostic\//, level: 'mandator-agnostic', purpose: 'the same person in other mandators' },
  { route: /^ApplicantCompass\//, level: 'applicant compass', purpose: 'that product, which needs a licence, too' },
  { route: /^Applicant\/\{\w+\}\/VideoInterviews/, level: 'VideoInterview', purpose: 'recorded interviews' },
  { route: /^Applicants?\b/, level: 'Applicants', purpose: 'candidates and everything that belongs to them' },
  { route: /^Applications\/By/, level: 'ApplicationSearch', purpose: 'finding applications by job or source' },
  { route: /^Applications?\b/, level: 'Applicants', purpose: 'candidates and their applications', isAssumed: true },
  { route: /^(?:PublishedJobs?|Job)\b/, level: 'Jobs', purpose: 'jobs' },
  { route: /^Questionnaire\//, level: 'Jobs', purpose: 'jobs and their questions', isAssumed: true },
  { route: /^Mailer\//, level: 'Jobs or Applicants', purpose: 'sending emails' },
  { route: /^Users?\b/, level: 'Users', purpose: 'users of the mandator', isAssumed: true },
  { route: /^Mandators?\/(?:\{\w+\}\/)?ApiKeys?\b/, level: 'Users', purpose: 'API keys', isAssumed: true },
  { route: /^Synchronize\//, level: 'Companies', purpose: 'synchronizing companies' },
];

/**
 * Returns what a key may lack for a request that was denied, as a clause for an error; undefined for another status.
 * `label` is that of the endpoint.
 */
export function missingAccess(label: string, status: number): string | undefined {
  const [, path] = /^\w+ Api\/(.+)$/.exec(label) ?? []; // a token exchange has none, and needs no level
  if (path === undefined || (status !== 401 && status !== 403)) return undefined;
  const found = LEVELS.find(({ route }) => route.test(path));
  const level = found === undefined ? 'an access level (which one is not documented)' : nameOfLevel(found);
  return `the key may lack ${level}${status === 403 ? ', or access to this record' : ''}`;
}

function nameOfLevel({ level, purpose, isAssumed }: AccessLevelRow): string {
  const doubt = isAssumed === true ? '; assumed: not documented for this route' : '';
  return `the access level ${level} (for ${purpose}${doubt})`;
}
