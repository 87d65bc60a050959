// What an installation answers, what the key may do, and which options fit: `npm run doctor`. Reads only.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diagnose, reportAsHtml, reportAsText } from 'erecruiter-kombo/doctor';
import { installationOf } from './support/client.js';
import { createProgress } from './support/progress.js';
import { hasColours, width } from './support/style.js';

const { baseUrl, apiKey, mandatorId, fetch, sandbox } = installationOf();
const [folder] = process.argv.slice(2);

console.log(`Looking at ${sandbox === null ? baseUrl : 'the sandbox'}. Nothing is written to it; Ctrl-C stops.`);
const stop = new AbortController();
process.once('SIGINT', () => stop.abort());
const progress = createProgress(process.stderr);
const diagnosis = await diagnose({
  ...{ baseUrl, apiKey, mandatorId, fetch, signal: stop.signal },
  onProgress: ({ text, requests, maxRequests }) => progress.show(requests / maxRequests, `${requests} · ${text}`),
});
progress.end();

console.log(reportAsText(diagnosis, { width: width(), colour: hasColours() }));

// The page is for you; the profile names nothing and nobody, and may be shared.
const hasSeen = Object.keys(diagnosis.profile.dialect).length > 0;
if (hasSeen && (sandbox === null || folder !== undefined)) {
  const [page, profile] = ['erecruiter-doctor.html', 'erecruiter-profile.json'].map((name) =>
    join(folder ?? '.', name),
  );
  writeFileSync(page ?? '', reportAsHtml(diagnosis), { mode: 0o600 });
  writeFileSync(profile ?? '', `${JSON.stringify(diagnosis.profile, null, 2)}\n`);
  console.log(`For you, as a page: ${page}\nTo share, without personal data, secrets or host names: ${profile}`);
}
if (!hasSeen) process.exitCode = 1;
