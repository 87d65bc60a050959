import type { User } from '../models/user.js';
import type { RawUserView } from '../schemas/user.js';
import { checkedRecord } from './check-record.js';
import { observationOf, type MapperContext } from './context.js';
import { USER_SHAPE } from './shapes.js';
import { toEmail } from './values/email.js';
import { toText } from './values/text.js';

/**
 * Maps an eRecruiter user to a unified user.
 *
 * @param raw - A row of `Users`.
 * @param context - From {@link createMapperContext}.
 * @returns The user in Kombo's shape.
 * @throws A {@link MapperError} if `raw.Id` is not the number of a record.
 *
 * @example
 * ```ts
 * import { createMapperContext, toUser } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toUser({ Id: 3, IsEnabled: true }, context).status; // 'ACTIVE'
 * ```
 */
export function toUser<Raw extends RawUserView>(raw: Raw, context: MapperContext): User {
  const user = checkedRecord<RawUserView>('user', raw, USER_SHAPE, context);
  return {
    id: context.ids.user(user.Id),
    remote_id: String(user.Id),
    first_name: toText(user.FirstName),
    last_name: toText(user.LastName),
    email: toEmail(user.UserName),
    status: toUserStatus(user.IsEnabled),
    changed_at: observationOf(context),
    remote_deleted_at: null,
    system_roles: [],
  };
}

function toUserStatus(isEnabled: boolean | null | undefined): User['status'] {
  if (isEnabled === null || isEnabled === undefined) return null;
  return isEnabled ? 'ACTIVE' : 'INACTIVE';
}
