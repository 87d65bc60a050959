import { createSandbox, type SandboxOptions } from '../../src/sandbox/index.js';
import { CREATED, connect, idOf } from '../unit/sandbox-client.js';

/** The first applicant of a sandbox. */
export const A = 150_000;

/** Creates a sandbox, a raw client with a token, and one without. */
export async function start(options: SandboxOptions = {}) {
  const sandbox = createSandbox(options);
  const call = await connect(sandbox);
  const create = async (values: object = {}) =>
    idOf((await call('PUT', '/Api/Applicant', { ...CREATED, ...values })).body);
  const send = async (method: string, path: string, init: RequestInit = {}) => {
    const response = await sandbox.fetch(sandbox.baseUrl + path, { method, ...init });
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
  };
  return { sandbox, call, create, send };
}
