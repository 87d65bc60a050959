import { AuthenticationError, PermissionError } from '../errors.js';
import type { ExploredField } from '../models/explored-field.js';
import type { KomboBackend } from './backend.js';
import { READ_MODELS, TOOL, WRITE_ACTIONS } from './coverage.js';
import { pageById } from './paging.js';
import * as queries from './queries.js';
import type { RouteCall, Reply, Route } from './route.js';

const SCOPE = { is_available: true, scope_config_setting: 'ENABLED', opted_out_by_customer: false } as const;

const FIELD_MODELS = [
  ['job', 'ats_jobs'],
  ['candidate', 'ats_candidates'],
  ['application', 'ats_applications'],
] as const;

/** What applications show in `integration_fields` whatever the options say. */
const ALWAYS_SHOWN = new Set([
  'Referrer',
  'ReferrerAdditionalInfo',
  'Rating',
  'StatusForApplicant',
  'StatusForContact',
  'IsVisibleToApplicant',
  'IsVisibleToContact',
  'WorkflowStatusGroup',
]);

/** When this process began to serve integrations: nothing older is known of them. */
const CREATED_AT = new Date().toISOString();

/** What is told of an integration, whose id is in the path. */
export const integrationRoutes: readonly Route[] = [
  get('', describe),
  get('/integration-fields', (call) =>
    fieldsPage(call, ({ id, key, type, label }, model) => ({
      id,
      key,
      model,
      type,
      label,
      is_passthrough_enabled: type === 'CUSTOM' || (model === 'ats_applications' && ALWAYS_SHOWN.has(key)),
      is_writable: false,
    })),
  ),
  get('/custom-fields', (call) =>
    fieldsPage(call, ({ id, key, type, label }, model) =>
      type === 'DEFAULT'
        ? undefined
        : { id, key, integration_field: { id, key, type, label }, model, label, description: null },
    ),
  ),
];

function get(path: string, run: (call: RouteCall) => Promise<Reply>): Route {
  return { method: 'GET', path: `/integrations/{integration_id}${path}`, writes: false, general: true, run };
}

async function describe(call: RouteCall): Promise<Reply> {
  call.query(queries.none);
  const id = call.param('integration_id');
  const name = await nameOf(await call.backend(id), call);
  return {
    data: {
      id,
      tool: {
        id: TOOL.id,
        label: TOOL.label,
        internal_label: null,
        logo_url: TOOL.assets.logo_url,
        icon_url: TOOL.assets.icon_url,
      },
      category: 'ATS',
      status: name === undefined ? 'INVALID' : 'ACTIVE',
      setup_status: 'COMPLETED',
      end_user: { organization_name: name ?? id, creator_email: null, origin_id: null },
      scope_config: { id: 'everything', name: null },
      data_expired_at: null,
      created_at: CREATED_AT,
      beta: false,
      read_models: READ_MODELS.map((model) => ({ ...model, ...SCOPE, fields: model.fields.map(inScope) })),
      write_actions: WRITE_ACTIONS.map((action) => ({ ...action, ...SCOPE, fields: action.fields.map(inScope) })),
    },
  };
}

/** The mandator's name; undefined where eRecruiter refuses the credentials. */
async function nameOf(backend: KomboBackend, { options, param }: RouteCall): Promise<string | undefined> {
  try {
    return (await backend.ping(options)).mandatorName ?? param('integration_id');
  } catch (error) {
    if (AuthenticationError.isInstance(error) || PermissionError.isInstance(error)) return undefined;
    throw error;
  }
}

function inScope(field: (typeof READ_MODELS)[number]['fields'][number]) {
  return { ...SCOPE, ...field, is_available: field.coverage_status === 'SUPPORTED' };
}

async function fieldsPage(
  call: RouteCall,
  rowOf: (field: ExploredField, model: string) => { readonly id: string } | undefined,
): Promise<Reply> {
  const page = call.query(queries.pages);
  const backend = await call.backend(call.param('integration_id'));
  const models = await Promise.all(
    FIELD_MODELS.map(async ([model, name]) => {
      const fields = await backend.exploreFields(model, { sample: 0 }, call.options);
      return fields.flatMap((field) => rowOf(field, name) ?? []);
    }),
  );
  return { data: pageById(models.flat(), page) };
}
