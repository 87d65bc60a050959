import type { MapperContext } from './context.js';
import { MapperError, type MapperProblem } from './mapper-error.js';
import { isObject } from './values/checks.js';
import { listElements, type RawList } from './values/text.js';
import { soundValue, type Kind, type Shape, type ShapeOf } from './values/shape.js';

type IssueTarget = Pick<MapperContext, 'onIssue'>;

/**
 * Returns a record in which each property is what it must be, or null. Reports all others under the number of the
 * record, or under `id`. Throws a `MapperError` if the record has no number. The record itself is not changed.
 */
export function checkedRecord<Data extends object>(
  kind: string,
  raw: Data,
  shape: ShapeOf<Data>,
  context: IssueTarget,
  id?: number,
): Data;
export function checkedRecord(kind: string, raw: unknown, shape: Shape, context: IssueTarget, id?: number): object {
  const wrong: MapperProblem[] = [];
  const record = examine(raw ?? false, shape, wrong); // what is missing is no object
  if (record === null) throw new MapperError(kind, wrong);
  report(wrong, context, id ?? record['Id']);
  return record;
}

/** The same for a record inside another. Without a number it is skipped, and reported under the number of its owner. */
export function checkedInnerRecord<Data extends object>(
  raw: Data | null | undefined,
  shape: ShapeOf<Data>,
  context: IssueTarget,
  owner: number,
  path: string,
): Data | null;
export function checkedInnerRecord(
  raw: unknown,
  shape: Shape,
  context: IssueTarget,
  owner: number,
  path: string,
): object | null {
  if (raw === null || raw === undefined) return null;
  const wrong: MapperProblem[] = [];
  const record = examine(raw, shape, wrong);
  if (record === null) report(wrong, context, owner, path);
  else report(wrong, context, record['Id']);
  return record;
}

/** The same for a list of them. */
export function checkedInnerRecords<Data extends object>(
  list: RawList<Data>,
  shape: ShapeOf<Data>,
  context: IssueTarget,
  owner: number,
  path: string,
): Data[] {
  if (list === null || list === undefined) return [];
  if (!Array.isArray(list)) report([{ path, message: 'expected array' }], context, owner);
  return listElements(list).flatMap(
    (raw, index) => checkedInnerRecord(raw, shape, context, owner, `${path}.${index}`) ?? [],
  );
}

/** Returns a value in which everything is what it must be, or null, and reports the rest. */
export function checkedPart<Value>(
  value: Value,
  kind: ShapeOf<{ value: Value }>['value'],
  context: IssueTarget,
  id: string | null,
  path: string,
): Value;
export function checkedPart(
  value: unknown,
  kind: Kind,
  context: IssueTarget,
  id: string | null,
  path: string,
): unknown {
  return soundValue(value, kind, '', path, (at, reason) => context.onIssue({ id, path: at, reason }));
}

function examine(raw: unknown, shape: Shape, wrong: MapperProblem[]): Readonly<Record<string, unknown>> | null {
  const record = soundValue(raw, shape, '', '', (path, message) => void wrong.push({ path, message }));
  if (!isObject(record)) return null;
  for (const path of PLAIN_TEXTS) if (isEncoded(record[path])) wrong.push({ path, message: ENCODED });
  const items: unknown = record['Items'];
  if (Array.isArray(items) && items.some((item) => isObject(item) && isEncoded(item['Title']))) {
    wrong.push({ path: 'Items', message: ENCODED });
  }
  return record;
}

/** Properties that have no HTML, whatever the record. */
const PLAIN_TEXTS = ['FirstName', 'LastName', 'Street', 'City', 'Title', 'Name', 'Status', 'Referrer', 'Tags'];
const ENCODED = 'has HTML character references such as &amp;: the server encodes texts';

function isEncoded(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(isEncoded);
  return (
    typeof value === 'string' &&
    value.includes('&') &&
    /&(?:#\d{2,5}|#x[\da-f]{2,4}|amp|lt|gt|quot|[aou]uml|szlig);/i.test(value)
  );
}

function report(wrong: readonly MapperProblem[], { onIssue }: IssueTarget, id: unknown, inside?: string): void {
  for (const { path, message } of wrong) {
    onIssue({ id: String(id), path: [inside, path].filter(Boolean).join('.'), reason: message });
  }
}
