import type { Sandbox } from '../../src/sandbox/index.js';
import type { ERecruiter, SyncChange, SyncEntry, SyncModel, SyncOptions, SyncQuery } from '../../src/index.js';

/** A state as a consumer keeps it. */
export type State = Map<string, SyncEntry>;

/** What a consumer has built from changes, by id: the records as last yielded. */
export type Replica = Map<string, SyncChange>;

/** Applies a change to a replica. */
export function apply(replica: Replica, change: SyncChange): void {
  if (change.type === 'delete') replica.delete(change.data.id);
  else replica.set(change.data.id, change);
}

/** Every change of one run. */
export async function run(
  erecruiter: ERecruiter,
  state: SyncOptions['state'] = new Map(),
  query: SyncQuery = {},
  options: SyncOptions = {},
): Promise<SyncChange[]> {
  const changes: SyncChange[] = [];
  for await (const change of erecruiter.sync(query, { ...options, state })) changes.push(change);
  return changes;
}

/** A replica of what one run yields. */
export async function replicaOf(erecruiter: ERecruiter, query: SyncQuery = {}): Promise<Replica> {
  const replica: Replica = new Map();
  for (const change of await run(erecruiter, new Map(), query)) apply(replica, change);
  return replica;
}

/** A record without any `changed_at`, which is the only thing that may differ between two runs. */
export function contentOf(record: object): unknown {
  return JSON.parse(JSON.stringify(record, (key, value) => (key === 'changed_at' ? undefined : value)));
}

/** The contents of a replica, by model and id. */
export function contentsOf(replica: Replica): Record<string, unknown> {
  const entries = [...replica].map(([id, { model, data }]) => [`${model} ${id}`, contentOf(data)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Changes in short, such as `delete candidate 150001`; job questions by their question. */
export function brief(changes: readonly SyncChange[]): string[] {
  return changes.map(
    ({ type, model, data }) => `${type} ${model} ${'remote_id' in data ? data.remote_id : data.index}`,
  );
}

/** How many changes of each kind there are, such as `upsert job`. */
export function tally(changes: readonly SyncChange[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { type, model } of changes) counts[`${type} ${model}`] = (counts[`${type} ${model}`] ?? 0) + 1;
  return counts;
}

/** The data of the upserts of one model. */
export function upserts(changes: readonly SyncChange[], model: SyncModel): { readonly id: string }[] {
  return changes.filter((change) => change.type === 'upsert' && change.model === model).map(({ data }) => data);
}

/** Whether eRecruiter really lacks what a change deletes. */
export function isGone(sandbox: Sandbox, replica: Replica, { model, data }: SyncChange): boolean {
  const known = replica.get(data.id);
  if (model === 'candidate') return sandbox.applicant(Number(Object(known?.data).remote_id)) === undefined;
  if (model === 'application') {
    const owner = Number(Object(known?.data).candidate.remote_id);
    return !sandbox.applicationsOf(owner).some(({ Id }) => String(Id) === String(Object(data).remote_id));
  }
  if (model !== 'job_screening_question') return false; // the sandbox loses neither jobs nor questions
  const job = [...replica.values()].find((one) => one.data.id === Object(known?.data).job_id);
  return sandbox.job(Number(Object(job?.data).remote_id))?.HasQuestionnaire !== true;
}
