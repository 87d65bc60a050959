import { AuthenticationError, PermissionError } from '../errors.js';
import type { ExploredField } from '../models/integration-field.js';
import type { KomboBackend } from './backend.js';
import { alwaysShownFields, type CoveredField, eRecruiterTool } from './coverage.js';
import { noQuery, pageQuery } from './input.js';
import { pageById } from './paging.js';
import type { RouteCall, RouteResult } from './router.js';

const SCOPE = { is_available: true, scope_config_setting: 'ENABLED', opted_out_by_customer: false } as const;

const FIELD_MODELS = [
  ['job', 'ats_jobs'],
  ['candidate', 'ats_candidates'],
  ['application', 'ats_applications'],
] as const;

/** Integrations count as created when this process started: it knows nothing older. */
const CREATED_AT = new Date().toISOString();

/** Describes the integration; asks eRecruiter whether its credentials are valid. */
export async function describeIntegration(call: RouteCall): Promise<RouteResult> {
  call.query(noQuery);
  const id = call.param('integration_id');
  const name = await organizationName(await call.backend(id), call);
  const { id: tool, label, internal_label, assets, coverage } = eRecruiterTool();
  const { logo_url, icon_url } = assets;
  return {
    data: {
      id,
      tool: { id: tool, label, internal_label, logo_url, icon_url },
      category: 'ATS',
      status: name === undefined ? 'INVALID' : 'ACTIVE',
      setup_status: 'COMPLETED',
      end_user: { organization_name: name ?? id, creator_email: null, origin_id: null },
      scope_config: { id: 'everything', name: null },
      data_expired_at: null,
      created_at: CREATED_AT,
      beta: false,
      read_models: coverage.read_models.map((model) => ({ ...model, ...SCOPE, fields: model.fields.map(inScope) })),
      write_actions: coverage.write_actions.map((one) => ({ ...one, ...SCOPE, fields: one.fields.map(inScope) })),
    },
  };
}

/** Lists every field that `exploreFields` finds. */
export async function listIntegrationFields(call: RouteCall): Promise<RouteResult> {
  const shown = new Set(alwaysShownFields());
  return fieldsPage(call, ({ id, key, type, label }, model) => ({
    id,
    key,
    model,
    type,
    label,
    is_passthrough_enabled: type === 'CUSTOM' || (model === 'ats_applications' && shown.has(key)),
    is_writable: false,
  }));
}

/** Lists the custom fields among them. */
export async function listCustomFields(call: RouteCall): Promise<RouteResult> {
  return fieldsPage(call, ({ id, key, type, label }, model) =>
    type === 'DEFAULT'
      ? undefined
      : { id, key, integration_field: { id, key, type, label }, model, label, description: null },
  );
}

/** Returns the mandator's name, or undefined if eRecruiter rejects the credentials. */
async function organizationName(backend: KomboBackend, { options, param }: RouteCall): Promise<string | undefined> {
  try {
    return (await backend.ping(options)).mandatorName ?? param('integration_id');
  } catch (error) {
    if (AuthenticationError.isInstance(error) || PermissionError.isInstance(error)) return undefined;
    throw error;
  }
}

function inScope(field: CoveredField) {
  return { ...SCOPE, ...field, is_available: field.coverage_status === 'SUPPORTED' };
}

async function fieldsPage(
  call: RouteCall,
  rowOf: (field: ExploredField, model: string) => { readonly id: string } | undefined,
): Promise<RouteResult> {
  const page = call.query(pageQuery);
  const backend = await call.backend(call.param('integration_id'));
  const models = await Promise.all(
    FIELD_MODELS.map(async ([model, name]) => {
      const fields = await backend.exploreFields(model, { sample: 0 }, call.options);
      return fields.flatMap((field) => rowOf(field, name) ?? []);
    }),
  );
  return { data: pageById(models.flat(), page) };
}
