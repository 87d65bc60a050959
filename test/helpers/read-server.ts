import { ERecruiter, type ERecruiterOptions, type Issue } from '../../src/index.js';

// An eRecruiter independent of the client and of the sandbox: plain data, and answers made of it.

/** An application of the plain data. */
interface PlainApplication {
  readonly Id: number;
  readonly ApplicantId: number;
  readonly JobId: number;
  readonly Referrer: string | null;
  readonly Status: string;
  readonly WorkflowStatusGroup: number;
  readonly moved: string;
}

/** What a plain server holds. */
export interface PlainData {
  readonly mandator: Record<string, unknown>;
  /** Job numbers with further properties; each is published in the default portal unless `channel` says otherwise. */
  readonly jobs: Map<number, Record<string, unknown>>;
  readonly people: Map<number, Record<string, unknown>>;
  readonly applications: Map<number, PlainApplication>;
  readonly questionnaires: Map<number, Record<string, unknown>>;
}

/** Three jobs, one of them unlisted, six people, two sources, one questionnaire. */
export function plainData(): PlainData {
  const application = (Id: number, ApplicantId: number, JobId: number, Referrer: string | null, group = 1) => ({
    ...{ Id, ApplicantId, JobId, Referrer, Status: group === 5 ? 'Absage' : 'Neu', WorkflowStatusGroup: group },
    moved: '2026-02-03T10:00:00',
  });
  const all = [
    application(901, 11, 1, 'Acme'),
    application(902, 11, 3, 'Messe', 5),
    application(903, 12, 1, null),
    application(904, 13, 2, 'Messe'),
    application(905, 14, 2, 'Acme', 5),
    application(906, 15, 3, 'Messe'),
    application(907, 16, 1, null, 5),
    application(908, 16, 2, null),
  ];
  return {
    mandator: { Id: 1, Name: 'M', Referrers: [{ Name: 'Acme' }, { Name: 'Messe' }], CustomFields: [] },
    jobs: new Map([1, 2, 3].map((Id) => [Id, { Id, Title: `Job ${Id}`, Status: 0, HasQuestionnaire: Id === 2 }])),
    people: new Map([11, 12, 13, 14, 15, 16].map((Id) => [Id, { Id, LastName: `N${Id}`, Tags: ['a', 'b', 'c'] }])),
    applications: new Map(all.map((one) => [one.Id, one])),
    questionnaires: new Map([[2, { Id: 70, Items: [{ Id: 701, Title: 'Frage', Type: 21 }] }]]),
  };
}

const json = (value: unknown, status = 200): Response => Response.json(value, { status });
const none = (): Response => json({ Message: 'There is no such record.' }, 404);

/** The server's answer to a GET of this address below `Api/`. */
function plainAnswer(data: PlainData, path: string, query: URLSearchParams): Response {
  const [, what = '', last = ''] =
    /^((?:Applications\/By\w+|Questionnaire\/ByJob|Applicant\/CustomFields|\w+))\/?(.*)$/.exec(path) ?? [];
  const id = Number(last);
  const applications = [...data.applications.values()];
  const row = ({ moved: _, ...one }: PlainApplication) => one;
  switch (what) {
    case '':
      return json({ Token: 't', Expires: '2999-01-01T00:00:00Z' });
    case 'Mandator':
      return json(data.mandator);
    case 'PublishedJobs':
      return json({
        Jobs: [...data.jobs.values()].filter(
          (job) => job['Id'] !== 3 && (job['channel'] ?? '') === (query.get('channel') ?? ''),
        ),
      });
    case 'Job':
      return data.jobs.has(id) ? json(data.jobs.get(id)) : none();
    case 'Questionnaire/ByJob':
      return data.questionnaires.has(id) ? json(data.questionnaires.get(id)) : none();
    case 'Questionnaire': {
      const found = [...data.questionnaires.values()].find(({ Id }) => Id === id);
      return found === undefined ? none() : json(found);
    }
    case 'Applications/ByJob':
      return json(
        applications
          .filter((one) => one.JobId === id && one.WorkflowStatusGroup < 5)
          .map(({ Id, ApplicantId, JobId }) => ({ Id, ApplicantId, JobId })),
      );
    case 'Applications/ByReferrer':
      return json(
        applications
          .filter((one) => one.Referrer === decodeURIComponent(last))
          .map(({ Id, ApplicantId, JobId, moved }) => ({
            ApplicationId: Id,
            ApplicantId,
            JobId,
            WorkflowLastChange: moved,
          })),
      );
    case 'Applications':
      return json(applications.filter((one) => one.ApplicantId === id).map(row));
    case 'Applicant':
      return data.people.has(id) ? json(data.people.get(id)) : none();
    default:
      return json({ Message: `No HTTP resource was found that matches the request URI '${path}'.` }, 404);
  }
}

/** A client of a plain server. `before` may answer in its place. */
export function plainClient(
  data: PlainData,
  {
    before,
    ...options
  }: Partial<ERecruiterOptions> & { before?: (path: string, number: number) => Response | undefined } = {},
) {
  const issues: Issue[] = [];
  const paths: string[] = [];
  const erecruiter = new ERecruiter({
    baseUrl: 'https://erecruiter.example.at',
    apiKey: 'k',
    mandatorId: 1,
    clock: { now: Date.now, sleep: async (_, signal) => signal.throwIfAborted() },
    onIssue: (issue) => issues.push(issue),
    fetch: async (input, init) => {
      const url = new URL(input);
      const path = url.pathname.replace(/^\/Api\/?/, '');
      if (init.method !== 'GET') return plainAnswer(data, '', url.searchParams);
      const number = paths.push(path) - 1;
      return before?.(path, number) ?? plainAnswer(data, path, url.searchParams);
    },
    ...options,
  });
  return { erecruiter, issues, paths };
}
