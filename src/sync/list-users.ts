import { endpoints } from '../api/endpoints.js';
import { check } from '../check.js';
import { toUser } from '../mappers/index.js';
import type { User } from '../models/user.js';
import type { CallOptions } from '../options.js';
import type { Listing } from './listing.js';
import type { Tools } from '../context.js';
import { type ListQuery, querySchemas } from './query.js';
import { every, listingOf, oneOf } from './source.js';

/** The users of the mandator. */
export function listUsers(tools: Tools, query: ListQuery, options: CallOptions): Listing<User> {
  const checked = check(querySchemas.list, query);
  const isWanted = every<User>(
    oneOf(checked.ids, ({ id }) => id),
    oneOf(checked.remote_ids, (user) => user.remote_id),
  );
  return listingOf('users', tools, checked, options, async function* (pass, after) {
    const context = await pass.context(endpoints.users);
    const [last = 0] = after ?? [];
    const users = await tools.transport.rows(endpoints.users, {}, pass.options, tools.onIssue);
    for (const raw of users.filter(({ Id }) => Id > last).sort((a, b) => a.Id - b.Id)) {
      const record = toUser(raw, context);
      if (isWanted(record)) yield { record, position: [raw.Id] };
    }
  });
}
