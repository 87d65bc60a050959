import type * as z from 'zod/mini';
import { ResponseShapeError } from '../errors.js';
import type { CallOptions, Issue } from '../options.js';
import type { Endpoint } from './endpoints.js';
import type { Input } from './request.js';
import { endpointLabel } from './endpoint-label.js';
import type { Transport } from './transport.js';

/**
 * The row of a list with a number; undefined when the list lacks it. Throws a `ResponseShapeError` when it lacks it but
 * holds a row of another shape that may be it.
 */
export async function findRow<P extends string, S extends z.core.$ZodType<{ readonly Id: number }>>(
  transport: Transport,
  endpoint: Endpoint<P, S> & { readonly rows: true },
  input: Input<P>,
  id: number,
  options: CallOptions,
  onIssue: (issue: Issue) => void,
): Promise<z.core.output<S> | undefined> {
  let reason: string | undefined;
  const rows = await transport.rows(endpoint, input, options, onIssue, (issue) => {
    if (issue.id === null || issue.id === String(id)) reason = issue.reason;
    onIssue(issue);
  });
  const found = rows.find(({ Id }) => Id === id);
  if (found !== undefined || reason === undefined) return found;
  throw new ResponseShapeError({ endpoint: endpointLabel(endpoint), status: 200, reason, mayHaveBeenApplied: false });
}
