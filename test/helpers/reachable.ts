import type { Sandbox } from '../../src/sandbox/index.js';

/** Sources of the sandbox's catalogue; applications name another one, too, and none at all. */
export const SOURCES: readonly string[] = [
  'Karriereportal',
  'Jobbörse Süd',
  'Mitarbeiter/Empfehlung & Co',
  'Messe Graz',
  'Acme Jobs',
  'Direktansprache',
];

/** The sandbox's publications; the first is the default portal. */
export const CHANNELS: readonly string[] = ['Karriereportal', 'Jobbörse XML-Feed', 'Multiposting Österreich'];

/** What the store holds and a crawl can find, worked out from the store and not from answers. */
export interface Reachable {
  /** Jobs that the channels list, ascending. */
  readonly listed: readonly number[];
  /** Jobs that no channel lists but an application of one of the sources names, ascending. */
  readonly unlisted: readonly number[];
  /** Jobs that must be asked for their open applications: the listed, and of the unlisted those that are open. */
  readonly asked: readonly number[];
  /** Applicants with an open application to one of those jobs, or with any application of one of the sources. */
  readonly applicants: readonly number[];
  /** All applications of these applicants. */
  readonly applications: readonly number[];
  /** Jobs that these applications name and no channel lists. */
  readonly named: readonly number[];
}

/** Says what a crawl must find, from the sandbox's store alone. */
export function reachableIn(
  sandbox: Sandbox,
  {
    channels = CHANNELS.slice(0, 1),
    sources = SOURCES,
  }: { channels?: readonly string[]; sources?: readonly string[] } = {},
): Reachable {
  const all = sandbox.applicantIds().flatMap((id) => sandbox.applicationsOf(id));
  const ofSources = all.filter(({ Referrer }) => sources.includes(Referrer ?? ''));
  const listed = sandbox
    .jobIds()
    .filter((id) => sandbox.job(id)?.PublishedOn?.some((publication) => channels.includes(publication?.Name ?? '')));
  const unlisted = without(
    ofSources.map(({ JobId }) => JobId),
    listed,
  );
  const asked = [...listed, ...unlisted.filter((id) => [0, 1].includes(Number(sandbox.job(id)?.Status)))];
  const isOpen = (group: unknown): boolean => Number(group) < 5;
  const found = [
    ...ofSources,
    ...all.filter(({ JobId, WorkflowStatusGroup }) => asked.includes(JobId) && isOpen(WorkflowStatusGroup)),
  ];
  const applicants = ascending(found.map(({ ApplicantId }) => ApplicantId));
  const applications = all.filter(({ ApplicantId }) => applicants.includes(ApplicantId));
  return {
    listed: ascending(listed),
    unlisted,
    asked: ascending(asked),
    applicants,
    applications: ascending(applications.map(({ Id }) => Id)),
    named: without(
      applications.map(({ JobId }) => JobId),
      listed,
    ),
  };
}

/** Each number once, in ascending order. */
export function ascending(numbers: Iterable<number>): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}

function without(numbers: readonly number[], others: readonly number[]): number[] {
  return ascending(numbers.filter((number) => !others.includes(number)));
}
