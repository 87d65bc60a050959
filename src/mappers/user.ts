import type { User } from '../models/user.js';
import type { RawUserView } from '../schemas/user.js';
import type { MapperContext } from './context.js';
import { toEmail } from './values/email.js';
import { toText } from './values/text.js';

/**
 * Maps an eRecruiter user to a unified user.
 *
 * @param raw - A row of `Users`.
 * @param context - From {@link createMapperContext}.
 * @returns The user in Kombo's shape.
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
  return {
    id: context.ids.user(raw.Id),
    remote_id: String(raw.Id),
    first_name: toText(raw.FirstName),
    last_name: toText(raw.LastName),
    email: toEmail(raw.UserName),
    status: toUserStatus(raw.IsEnabled),
    changed_at: context.observedAt,
    remote_deleted_at: null,
    system_roles: [],
  };
}

function toUserStatus(isEnabled: boolean | null | undefined): User['status'] {
  if (isEnabled === null || isEnabled === undefined) return null;
  return isEnabled ? 'ACTIVE' : 'INACTIVE';
}
