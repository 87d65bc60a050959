import { endpointLabel, endpoints } from '../api/endpoints.js';
import { findRow } from '../api/lookups.js';
import { applicationAddressOf } from '../core/ids.js';
import { parseInput } from '../core/parse-input.js';
import type { Services } from '../core/services.js';
import { toApplicationActivities } from '../mappers/application-activity.js';
import type { ApplicationActivity } from '../models/application-activity.js';
import type { CallOptions } from '../options.js';
import { createModelListing, type Listing } from './listing.js';
import { type ActivitiesQuery, querySchemas } from './query.js';
import { notFound } from './record-errors.js';

/** Lists the steps of the workflow that can be executed now with an application. */
export function listApplicationActivities(
  services: Services,
  id: string,
  query: ActivitiesQuery,
  options: CallOptions,
): Listing<ApplicationActivity> {
  const { application, applicant: applicantId } = applicationAddressOf(services.ids, id, 'application_id');
  const checked = parseInput(querySchemas.activities, query);
  const model = `activities ${applicantId}/${application}`;
  return createModelListing(model, services, checked, options, async function* (reader, after) {
    const { transport, settings, onIssue } = services;
    const endpoint = endpoints.applicationSteps;
    const input = { path: { applicantId }, query: { culture: settings.culture } };
    const row = await findRow(transport, endpoint, input, application, reader.options, onIssue);
    if (row === undefined) throw notFound(endpoint);
    const unnamed = { endpoint: endpointLabel(endpoint), id: String(application), path: 'AvailableActivities' };
    const activities = toApplicationActivities(row, () => onIssue({ ...unnamed, reason: 'a step has no name' }));
    const [last = 0] = after ?? [];
    for (const [index, record] of activities.entries()) {
      if (index >= last) yield { record, position: [index + 1] };
    }
  });
}
