import { endpoints } from '../api/endpoints.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { toUser } from '../mappers/index.js';
import type { User } from '../models/user.js';
import type { CallOptions } from '../options.js';
import { hasWantedId } from './filters.js';
import { createModelListing, type Listing } from './listing.js';
import { type ListQuery, querySchemas } from './query.js';

/** Lists the users of the mandator. */
export function listUsers(services: Services, query: ListQuery, options: CallOptions): Listing<User> {
  const checked = parseInput(querySchemas.list, query);
  const isWanted = hasWantedId<User>(checked);
  return createModelListing('users', services, checked, options, async function* (reader, after) {
    const context = await reader.context(endpoints.users);
    const [last = 0] = after ?? [];
    const users = await services.transport.rows(endpoints.users, {}, reader.options, services.onIssue);
    for (const raw of users.filter(({ Id }) => Id > last).sort((a, b) => a.Id - b.Id)) {
      const record = toUser(raw, context);
      if (isWanted(record)) yield { record, position: [raw.Id] };
    }
  });
}
