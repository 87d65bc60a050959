import { createServer, type Server } from 'node:http';
import type { Sandbox } from 'erecruiter-kombo/sandbox';

/** Listens on a free port of this machine. Resolves with the address. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}

/** Stops listening and closes all connections. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

/** A real web server in front of a sandbox, whose lost connections are real as well. */
export function serverOf({ baseUrl, fetch }: Sandbox): Server {
  return createServer(async (request, response) => {
    try {
      const chunks: Uint8Array[] = [];
      for await (const chunk of request) chunks.push(chunk);
      const { method = 'GET', url = '/' } = request;
      const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]);
      const body = chunks.length === 0 ? null : Buffer.concat(chunks);
      const answer = await fetch(`${baseUrl}${url}`, { method, headers, body });
      response.writeHead(answer.status, Object.fromEntries(answer.headers));
      response.end(new Uint8Array(await answer.arrayBuffer()));
    } catch {
      response.destroy();
    }
  });
}
