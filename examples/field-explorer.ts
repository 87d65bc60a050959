// Which fields a mandator has beyond the unified ones, and how to name them: `npx tsx examples/field-explorer.ts`.
import { connect } from './support/client.js';
import { count } from './support/style.js';

const { erecruiter } = connect();

// Custom fields first, then raw properties without a unified field. Sample values are personal data.
for (const model of ['candidate', 'application', 'job'] as const) {
  const fields = await erecruiter.exploreFields(model, { sample: 10 });
  console.log(`${model}: ${count(fields.length, 'field')}`);
  for (const { key, label, type, format, possible_values, sample_values } of fields.slice(0, 6)) {
    const values = (possible_values ?? sample_values).slice(0, 3).map((value) => JSON.stringify(value));
    console.log(`  ${type} ${key} (${label ?? 'no label'}, ${format}): ${values.join(', ') || 'no value yet'}`);
  }
}

// By default, custom fields have the names that the mandator gave them.
const candidates = await erecruiter.listCandidates().toArray({ limit: 20 });
const candidate = candidates.find(({ integration_fields: fields }) => fields.length > 1) ?? candidates[0];
console.log('\nBy default:', candidate?.custom_fields);

// With `customFields` you choose fields and names; you can name raw properties, too.
const mapped = connect({
  customFields: {
    candidate: { driving_licence: 'fuehrerscheinB', hours_per_week: 'stundenausmass', birth_date: 'BirthDate' },
    application: { rating: 'Rating', source: 'Referrer' },
  },
});
const same = candidate && (await mapped.erecruiter.getCandidate(candidate.id));
const [application] = await mapped.erecruiter.listApplications().toArray({ limit: 1 });
console.log('With your names:', same?.custom_fields, application?.custom_fields);
