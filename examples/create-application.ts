// An application with its candidate, a CV and consent, interrupted half-way: `npx tsx examples/create-application.ts`.
import { type CreateApplicationInput, PartialWriteError } from 'erecruiter-kombo';
import { connect } from './support/client.js';

const { erecruiter, sandbox } = connect({ source: { name: 'Acme Jobs' } });
if (sandbox === null) throw new Error('This example writes: unset ERECRUITER_…, and it runs on the sandbox.');

const input: CreateApplicationInput = {
  candidate: {
    first_name: 'Eva',
    last_name: 'Grün',
    email_address: 'eva.gruen@example.at',
    phone_number: '+43 664 1234567',
    location: { city: 'Linz', country: 'AT' },
    availability_date: '2026-09-01',
    salary_expectations: { period: 'MONTH', amount: 2_850.5 },
  },
  application: { job_id: 'remote:4713' },
  attachments: [{ name: 'Lebenslauf.pdf', type: 'CV', data: btoa('%PDF-1.7 Lebenslauf') }],
  gdpr_consent: { given: true },
};

sandbox.fail({ on: 'PUT Applicant/Cv/{applicantId}', kind: 'status', status: 403 });
const { data, warnings } = await erecruiter.createApplication(input).catch((error: unknown) => {
  if (!PartialWriteError.isInstance(error)) throw error;
  console.log(`Interrupted: ${error.message}\nDone so far: ${error.done.join(', ')}. Going on from there.\n`);
  return erecruiter.createApplication(input, { resume: error.progress }); // plain JSON: another process could do this
});

console.log(`${data.candidate.first_name} ${data.candidate.last_name} applied for ${data.job?.name}`);
console.log(`Stage: ${data.current_stage?.name}. Warnings: ${warnings.length}.\n`);

const id = Number(data.candidate.remote_id);
const { City, Country, Salary, Referrer, PolicyAcceptedAt } = sandbox.applicant(id) ?? {};
console.log('eRecruiter holds:', { City, Country, Salary, Referrer, PolicyAcceptedAt });
console.log(`CV: ${sandbox.cvOf(id)?.FileExtension}, applications: ${sandbox.applicationsOf(id).length}`);
console.log(`Mails: ${sandbox.mails.length}, off unless you ask for them`);
