import { setUp } from '/work/main/test/helpers/client.js';
import { run } from '/work/main/test/helpers/sync-state.js';
import { reconcile } from '/work/main/src/index.js';
const { erecruiter } = setUp({ sandbox: { applicants: 40, jobs: 8 }});
const all = await run(erecruiter);
const now = new Date();
for (const model of ['job', 'candidate', 'application', 'screening_question']) {
  const some = all.filter((c) => c.model === model).map((c) => c.data);
  const bytes = some.reduce((n, d) => n + JSON.stringify(d).length, 0) / some.length;
  for (let r = 0; r < 3; r++) {
    const n = 20000; const t = process.cpuUsage();
    for (let i = 0; i < n; i++) reconcile(undefined, some[i % some.length]!, now);
    const u = process.cpuUsage(t);
    if (r === 2) console.log(model, bytes.toFixed(0), 'chars', ((u.user + u.system) / n).toFixed(1), 'µs');
  }
}
