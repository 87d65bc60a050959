// Custom fields of a candidate, set from a record of your own and cleared again: `npx tsx examples/own-fields.ts [candidate]`.
import { InputError } from 'erecruiter-kombo';
import { connect, numberToWriteTo } from './support/client.js';
import { count } from './support/style.js';

// Your names on the left, the mandator's on the right: `npx tsx examples/field-explorer.ts` lists those.
const candidate = {
  driving_licence: 'fuehrerscheinB',
  hours: 'stundenausmass',
  shifts: 'schichtmodell',
  start: 'eintritt',
};
const connection = connect({ customFields: { candidate } });
const { erecruiter, sandbox } = connection;
const candidate_id = `remote:${numberToWriteTo(connection, 'candidate', 150_000)}`;

async function show(when: string): Promise<void> {
  const { custom_fields } = await erecruiter.getCandidate(candidate_id);
  console.log(`${when}: ${JSON.stringify(custom_fields)}`);
}

const mine = { driving_licence: true, hours: '38.5', shifts: ['nacht', 'früh'], start: '2026-09-01' };
await show('Before');
for (const [field, value] of Object.entries(mine)) {
  const { warnings } = await erecruiter.setCandidateField({ candidate_id, field, value });
  for (const { message } of warnings) console.log(`  ${field}: ${message}`);
}
await show('Set');

// Checked before anything is written: by the field's type and its possible values.
const wrong = [
  { field: 'hours', value: '39' },
  { field: 'driving_licence', value: 'yes' },
  { field: 'shift', value: ['früh'] },
];
for (const input of wrong) {
  await erecruiter.setCandidateField({ candidate_id, ...input }).catch((error: unknown) => {
    if (!InputError.isInstance(error)) throw error;
    console.log(`${input.field}: ${error.issues.map(({ path, message }) => `${path} ${message}`).join(', ')}`);
  });
}

await erecruiter.setCandidateField({ candidate_id, field: 'shifts', value: null });
await show('One cleared');
const same = await erecruiter.setCandidateField({ candidate_id, field: 'hours', value: '38.5' });
if (sandbox !== null) {
  const writes = sandbox.log.filter(({ template }) => template?.includes('CustomField') === true);
  console.log(
    `Set to the same again: ${count(same.warnings.length, 'warning')}, last request ${writes.at(-1)?.method}`,
  );
}
