import { escapeHtml } from '../mappers/values/text.js';
import type { Diagnosis, Finding, Verdict } from './diagnosis.js';
import { optionLines, problemsOfReport, summaryOfReport } from './report-text.js';

const MARKS_OF_PAGE: Readonly<Record<Verdict, readonly [mark: string, label: string]>> = {
  ok: ['✓', 'as expected'],
  problem: ['✗', 'differs or is not possible'],
  unknown: ['?', 'unknown'],
};

const STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --page: #ffffff; --card: #f6f8fa;
  --ok: #1a7f37; --problem: #c9252d; --unknown: #9a6700; }
@media (prefers-color-scheme: dark) { :root { --text: #f0f6fc; --soft: #9198a1; --line: #3d444d; --page: #0d1117;
  --card: #151b23; --ok: #3fb950; --problem: #ff7b72; --unknown: #d29922; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 60rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 .25rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.25rem 0 .5rem; font-size: 1.15rem; }
p { margin: 0; }
.soft, .advice { color: var(--soft); }
ul { margin: 0; padding: 0; list-style: none; border-top: 1px solid var(--line); }
li { display: grid; grid-template-columns: 1.75rem 1fr; padding: .5rem 0; border-bottom: 1px solid var(--line); }
.mark { font-weight: 700; }
.ok { color: var(--ok); } .problem { color: var(--problem); } .unknown { color: var(--unknown); }
.advice { margin-top: .15rem; font-size: .925rem; }
pre { margin: .5rem 0 0; padding: .9rem 1rem; overflow-x: auto; border: 1px solid var(--line); border-radius: .5rem;
  background: var(--card); font: .9rem/1.5 ui-monospace, monospace; }
code { font: .925em ui-monospace, monospace; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: 1rem; }
a { color: inherit; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
`;

/**
 * Writes a diagnosis as a page of HTML, complete in itself: it loads nothing.
 *
 * The page is for you: it names channels and sources of the mandator. What is to be shared is `diagnosis.profile`.
 *
 * @param diagnosis The result of `diagnose`.
 * @returns The text of the page.
 * @example
 * ```ts
 * import { diagnose, reportAsHtml } from 'erecruiter-kombo/doctor';
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const { baseUrl, apiKey, mandatorId, fetch } = createSandbox();
 * const page = reportAsHtml(await diagnose({ baseUrl, apiKey, mandatorId, fetch, sample: 2 }));
 * console.log(page.length);
 * ```
 */
export function reportAsHtml(diagnosis: Diagnosis): string {
  const chapters = diagnosis.chapters.filter(({ findings }) => findings.length > 0);
  const links = chapters.map(({ id, title }) => `<a href="#${id}">${escapeHtml(title)}</a>`).join('\n');
  const problems = problemsOfReport(diagnosis).map((chapter) => ({ id: 'problems', ...chapter }));
  const parts = [...problems, ...chapters].map(
    ({ id, title, findings }) =>
      `<section><h2 id="${id}">${escapeHtml(title)}</h2>\n<ul>\n${findings.map(listItem).join('\n')}\n</ul></section>`,
  );
  const lines = optionLines(diagnosis.options);
  const options =
    lines.length === 0 ? '' : `<h2 id="options">Options to paste</h2>\n<pre>${escapeHtml(lines.join('\n'))}</pre>`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>eRecruiter doctor</title>
<style>${STYLE}</style>
</head>
<body>
<h1>eRecruiter doctor</h1>
<p class="soft">${escapeHtml(summaryOfReport(diagnosis))}</p>
<nav>${links}${lines.length === 0 ? '' : '\n<a href="#options">Options</a>'}</nav>
${parts.join('\n')}
${options}
</body>
</html>
`;
}

function listItem({ verdict, text, advice }: Finding): string {
  const [mark, label] = MARKS_OF_PAGE[verdict];
  const more = advice === null ? '' : `<p class="advice">${withCode(advice)}</p>`;
  const spoken = `<span aria-hidden="true">${mark}</span><span class="hidden">${label}:</span>`;
  return `<li><span class="mark ${verdict}">${spoken}</span>
<div><p>${withCode(text)}</p>${more}</div></li>`;
}

/** Shows what stands in backticks as code. */
function withCode(text: string): string {
  return escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}
