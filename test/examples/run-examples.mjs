// Runs the examples named on the command line one after the other in one process, which saves most of the start-up time.
// Their output is JSON on the first line. An example of node:test runs last and prints for itself.
import { inspect } from 'node:util';

const names = process.argv.slice(2);
const printed = {};
const { log, error } = console;
process.setMaxListeners(0); // each example adds a listener for uncaught errors

for (const name of names.filter((name) => !name.endsWith('.test.ts'))) {
  const lines = [];
  console.log = console.error = (...values) =>
    void lines.push(values.map((value) => (typeof value === 'string' ? value : inspect(value))).join(' '));
  process.argv = process.argv.slice(0, 2);
  await import(`../../examples/${name}`).catch((failure) => lines.push(`failed: ${inspect(failure)}`));
  printed[name] = `${lines.join('\n')}\n`;
}
Object.assign(console, { log, error });
console.log(JSON.stringify(printed));

for (const name of names.filter((name) => name.endsWith('.test.ts'))) await import(`../../examples/${name}`);
