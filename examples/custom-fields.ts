// Custom fields, as they are and under names of your own: `npx tsx examples/custom-fields.ts`.
import { connect } from './support/client.js';

// Without further options: every custom field, typed, under the internal name that the mandator gave it.
const plain = connect();
const candidates = await plain.erecruiter.listCandidates().toArray({ limit: 20 });
const candidate = candidates.find(({ integration_fields }) => integration_fields.length > 1) ?? candidates[0];
console.log('custom_fields', candidate?.custom_fields);
console.log('integration_fields');
for (const { key, label, type, value } of candidate?.integration_fields ?? []) {
  console.log(`  ${key} (${label}, ${type}):`, value);
}

// With `customFields`: only those that you name, under your names. Raw properties can be named as well.
const mapped = connect({
  customFields: {
    candidate: { driving_licence: 'fuehrerscheinB', hours_per_week: 'stundenausmass', birth_date: 'BirthDate' },
    application: { rating: 'Rating', source: 'Referrer' },
  },
});
if (candidate !== undefined) {
  const same = await mapped.erecruiter.getCandidate(candidate.id);
  console.log('\nunder own names', same.custom_fields);
}
const [application] = await mapped.erecruiter.listApplications().toArray({ limit: 1 });
console.log('of an application', application?.custom_fields);
