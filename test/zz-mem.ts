import { ERecruiter, type SyncEntry } from '/work/main/src/index.js';
import { createSandbox } from '/work/main/src/sandbox/index.js';
const n = Number(process.argv[2]);
const sandbox = createSandbox({ applicants: n, jobs: 40, logLimit: 10 });
const { baseUrl, apiKey, mandatorId, fetch } = sandbox;
const erecruiter = new ERecruiter({ baseUrl, apiKey, mandatorId, fetch });
// A state that remembers nothing: what stays is the pass's own.
const state = { get: () => undefined, set: () => undefined, delete: () => undefined, entries: () => new Map<string, SyncEntry>() };
const gc = globalThis.gc ?? (() => undefined);
gc(); const base = process.memoryUsage().heapUsed; let peak = 0, i = 0; let mid = 0;
const t = performance.now(); const cpu = process.cpuUsage();
for await (const c of erecruiter.sync({}, { state })) { i += 1; if (i % 5000 === 0) { gc(); const h = process.memoryUsage().heapUsed - base; peak = Math.max(peak, h); if (i % 20000 === 0) console.log(i, (h / 1e6).toFixed(1), 'MB'); } }
const u = process.cpuUsage(cpu);
console.log(n, 'applicants', i, 'changes', sandbox.requests, 'requests', ((performance.now() - t) / 1000).toFixed(1), 's', ((u.user + u.system) / 1e6).toFixed(1), 's cpu; peak', (peak / 1e6).toFixed(1), 'MB');
