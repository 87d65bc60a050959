// Logs with pino, spans with OpenTelemetry, all requests through a proxy: `npx tsx examples/observe-and-proxy.ts`.
import { createServer } from 'node:http';
import { SpanKind, SpanStatusCode, type Span, type Tracer } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { ERecruiter, type ERecruiterOptions } from 'erecruiter-kombo';
import { createSandbox } from 'erecruiter-kombo/sandbox';
import pino from 'pino';
import { createProxy } from 'proxy';
import { fetch, ProxyAgent } from 'undici';
import { close, listen, serverOf } from './support/serve.js';
import { count } from './support/style.js';

/** One span for each request that is sent. A request without an answer has its span, too. */
function traced(tracer: Tracer): Partial<ERecruiterOptions> {
  const spans = new Map<string, Span>();
  const end = (requestId: string, finish: (span: Span) => void): void => {
    const span = spans.get(requestId);
    spans.delete(requestId);
    if (span === undefined) return;
    finish(span);
    span.end();
  };
  return {
    onRequest({ requestId, endpoint, attempt }) {
      const attributes = { 'http.request.resend_count': attempt - 1 };
      spans.set(requestId, tracer.startSpan(endpoint, { kind: SpanKind.CLIENT, attributes }));
    },
    onResponse({ requestId, status }) {
      end(requestId, (span) => {
        span.setAttribute('http.response.status_code', status);
        if (status >= 400) span.setStatus({ code: SpanStatusCode.ERROR });
      });
    },
    onFailure({ requestId, reason }) {
      end(requestId, (span) => {
        span.setAttribute('error.type', reason);
        span.setStatus({ code: SpanStatusCode.ERROR, message: reason });
      });
    },
  };
}

// Always on the sandbox, behind a web server and a proxy on this machine.
const sandbox = createSandbox({ jobs: 2 });
const server = serverOf(sandbox);
const proxy = createProxy(createServer());
let tunnels = 0;
proxy.on('connect', () => (tunnels += 1));
const [baseUrl, proxyUrl] = [await listen(server), await listen(proxy)];
const dispatcher = new ProxyAgent(proxyUrl);

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });

// In your program: pino({ level: 'debug' }).
const logger = pino(
  { level: 'debug', base: null, timestamp: false },
  { write: (line) => console.log(`  ${line.trim()}`) },
);
const shown: string[] = [];

const erecruiter = new ERecruiter({
  baseUrl,
  apiKey: sandbox.apiKey,
  mandatorId: sandbox.mandatorId,
  fetch: (url, init) => fetch(url, { ...init, dispatcher }),
  logger,
  debug: (line) => shown.push(line),
  ...traced(provider.getTracer('my-service')),
  retry: { maxRetryAfterMs: 20 }, // so that this example does not wait
  concurrency: 1, // keeps the output in order
});

sandbox.fail({ on: 'GET PublishedJobs', kind: 'status', status: 503 });
sandbox.fail({ on: 'GET Job/{jobId}', kind: 'reset-before' });

console.log('pino writes:');
const jobs = await erecruiter.listJobs().toArray();

console.log('\nOpenTelemetry has received:');
for (const { name, attributes, status } of exporter.getFinishedSpans()) {
  const outcome = attributes['http.response.status_code'] ?? attributes['error.type'];
  console.log(`  ${status.code === SpanStatusCode.ERROR ? 'ERROR' : 'ok   '} ${name}: ${outcome}`);
}

console.log('\nWith debug, requests show as they are sent, without secrets and personal data:');
for (const line of shown.filter((one) => /Job\/|✗/.test(one)).slice(0, 2)) console.log(`  ${line}`);

console.log(`\n${count(jobs.length, 'job')}, all of it through ${tunnels > 0 ? 'the proxy' : 'no proxy'}`);

await dispatcher.close();
await Promise.all([close(proxy), close(server), provider.shutdown()]);
