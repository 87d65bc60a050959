import type { ApplicationStage } from '../models/application-stage.js';
import { observationOf, type MapperContext } from './context.js';

/**
 * Maps the name of an eRecruiter status to a unified application stage.
 *
 * @param name - The status as eRecruiter writes it. From Application.Status.
 * @param context - From {@link createMapperContext}.
 * @returns The stage; its id is derived from the name.
 *
 * @example
 * ```ts
 * import { createMapperContext, toApplicationStage } from 'erecruiter-kombo/mappers';
 *
 * const context = createMapperContext({ tenant: 'api.example.at', mandatorId: 1, observedAt: new Date() });
 * toApplicationStage('In Bearbeitung', context).remote_id; // 'In Bearbeitung'
 * ```
 */
export function toApplicationStage(name: string, context: MapperContext): ApplicationStage {
  return {
    id: context.ids.stage(name),
    remote_id: name,
    name,
    status: null,
    custom_fields: null,
    changed_at: observationOf(context),
    remote_deleted_at: null,
  };
}
