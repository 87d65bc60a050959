import type { Between } from '../faults/actions-kit.js';

/** What a cleaning server makes of names and tags. */
export function clean(text: string): string {
  return text
    .replace(/[^\w ]/g, '')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, 30);
}

/** Acts as a server that cleans names and tags, and whose email search lags. */
export function between({ cleans, lagMs }: { readonly cleans: boolean; readonly lagMs: number }): Between {
  return (sandbox, clock) => {
    const since = new Map<number, number>(sandbox.applicantIds().map((id) => [id, Number.NEGATIVE_INFINITY]));
    let created = 0;
    const isDue = (id: number): boolean => {
      if (!since.has(id)) since.set(id, created);
      return clock.now() - (since.get(id) ?? 0) >= lagMs;
    };
    return async (input, init) => {
      const request = new Request(input, init);
      const name = `${request.method} ${new URL(request.url).pathname.replace(/^.*\/Api\//, '')}`;
      if (name === 'PUT Applicant') created = clock.now();
      if (name.startsWith('GET Applicants/ByEmail') && !sandbox.applicantIds().every(isDue)) {
        const answer = await sandbox.fetch(request);
        return answer.ok ? withoutNew(answer, isDue) : answer;
      }
      return sandbox.fetch(cleans ? await cleaned(request, name) : request);
    };
  };
}

async function withoutNew(answer: Response, isDue: (id: number) => boolean): Promise<Response> {
  const text = await answer.clone().text();
  try {
    const rows: { readonly Id: number }[] = JSON.parse(text);
    return new Response(JSON.stringify(rows.filter(({ Id }) => isDue(Id))), answer);
  } catch {
    return answer; // cut off, or none
  }
}

async function cleaned(request: Request, name: string): Promise<Request> {
  const isRecord = /^POST Applicant\/\d+$/.test(name);
  if (!isRecord && !/^PUT Applicant\/Document\//.test(name)) return request;
  const text = await request.clone().text();
  // As text, since the record contains integers beyond 2^53.
  const body = isRecord
    ? text.replace(/"Tags":(\[[^\]]*\])/, (_, tags: string) => `"Tags":${JSON.stringify(distinct(JSON.parse(tags)))}`)
    : text.replace(/"Name":("[^"]*")/, (_, own: string) => `"Name":${JSON.stringify(clean(JSON.parse(own)))}`);
  const { method, headers, signal } = request;
  return new Request(request.url, { method, headers, signal, body });
}

function distinct(tags: readonly string[]): string[] {
  return [...new Set(tags.map(clean))];
}
