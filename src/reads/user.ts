import { endpoints } from '../api/endpoints.js';
import { parseInput } from '../core/parse-input.js';
import { toUser } from '../mappers/index.js';
import type { User } from '../models/user.js';
import type { CallOptions } from '../options.js';
import type { Listing } from './listing.js';
import type { Services } from '../core/services.js';
import { type ListQuery, querySchemas } from './query.js';
import { allOf, listingOf, oneOf } from './source.js';

/** The users of the mandator. */
export function listUsers(services: Services, query: ListQuery, options: CallOptions): Listing<User> {
  const checked = parseInput(querySchemas.list, query);
  const isWanted = allOf<User>(
    oneOf(checked.ids, ({ id }) => id),
    oneOf(checked.remote_ids, (user) => user.remote_id),
  );
  return listingOf('users', services, checked, options, async function* (reader, after) {
    const context = await reader.context(endpoints.users);
    const [last = 0] = after ?? [];
    const users = await services.transport.rows(endpoints.users, {}, reader.options, services.onIssue);
    for (const raw of users.filter(({ Id }) => Id > last).sort((a, b) => a.Id - b.Id)) {
      const record = toUser(raw, context);
      if (isWanted(record)) yield { record, position: [raw.Id] };
    }
  });
}
