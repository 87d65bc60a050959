import { test } from 'vitest';
import { appendFileSync, writeFileSync } from 'node:fs';
import { judge, worst } from './judge.js';
import { TURNED } from './world.js';

test('try', { timeout: 400_000 }, async () => {
  const only = process.env['ONLY'];
  writeFileSync('/tmp/judged.txt', '');
  const counts: Record<string, number> = {};
  const base = await judge({});
  appendFileSync(
    '/tmp/judged.txt',
    `base ${worst(base)}\n` + base.map((j) => `   ${j.step}: ${j.verdict} ${j.why}\n`).join(''),
  );
  for (const [knob, value] of TURNED) {
    if (only !== undefined && !knob.includes(only)) continue;
    const start = process.cpuUsage();
    const judged = await judge({ [knob]: value });
    const verdict = worst(judged);
    counts[verdict] = (counts[verdict] ?? 0) + 1;
    appendFileSync(
      '/tmp/judged.txt',
      `${knob}: ${value} ${verdict} ${Math.round(process.cpuUsage(start).user / 1000 + process.cpuUsage(start).system / 1000)} ms\n` +
        judged
          .filter((j) => j.verdict !== 'right')
          .map((j) => `   ${j.step}: ${j.verdict} ${j.why.slice(0, 400)}\n`)
          .join(''),
    );
  }
  appendFileSync('/tmp/judged.txt', JSON.stringify(counts) + '\n');
});
