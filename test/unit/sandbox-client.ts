import type { Sandbox } from '../../src/sandbox/index.js';

/** The core record of a new applicant. */
export const CREATED = {
  DateOfCreation: '2025-11-08T08:00:00',
  FirstName: 'Åsa',
  LastName: 'Nováková',
  Email: 'asa@example.at',
};

/** Returns the id in an answer. */
export const idOf = (body: unknown): number => Number(Object(body).Id);

/** The answer to a raw call. */
export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly body: unknown;
}

/** Creates a raw client, without the library, and gets a token. */
export async function connect(sandbox: Sandbox, init: RequestInit = {}) {
  const call = async (method: string, target: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await sandbox.fetch(`${sandbox.baseUrl}${target}`, {
      ...init,
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, text, body: parsed(text) };
  };
  const answer = await call('POST', '/Api', { Key: sandbox.apiKey, MandatorId: sandbox.mandatorId });
  const [, issued] = Object.entries(Object(answer.body)).find(([name]) => name.toLowerCase() === 'token') ?? [];
  const token = { 'X-ApiToken': String(issued) };
  return (method: string, target: string, body?: unknown): Promise<Answered> => call(method, target, body, token);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
