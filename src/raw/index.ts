/**
 * eRecruiter's own routes, typed: each is an endpoint for `erecruiter.raw(endpoint, input)`. Import those that you
 * call: a bundle has only them. {@link rawEndpoints} has all of them by name.
 *
 * @module erecruiter-kombo/raw
 */
export * from './endpoints/index.js';
export { rawEndpoints } from './table.js';
export type {
  RawAccessLevel,
  RawBodyType,
  RawDefaults,
  RawEndpoint,
  RawInput,
  RawParameter,
  RawParameterValues,
  RawProperties,
  RawRequest,
  RawResult,
} from '../api/raw-call.js';
export type { RawBytes } from './types.js';
