// Maps raw records without the client, in code that already reads eRecruiter: `npx tsx examples/map-raw.ts`.
import { createMapperContext, toApplication, toCandidate } from 'erecruiter-kombo/mappers';

// What `GET Api/Applicant/150042` and `GET Api/Applications/150042` answer, in parts.
const applicant = {
  Id: 150042,
  FirstName: 'Zoë',
  LastName: 'Müßiggang-Öllinger',
  Email: 'zoe@example.at',
  MobilePhone: '+43 664 1234567',
  City: 'Graz',
  Country: 'Österreich',
  Referrer: 'Karriereportal',
  DateOfCreation: '2025-03-11T09:15:02.337', // no offset: wall time in Vienna
  DateOfUpdateByUser: '0001-01-01T00:00:00', // .NET's way to say never
  Tags: ['Shortlist'],
};
const application = { Id: 880126, ApplicantId: 150042, JobId: 4711, Status: 'Eingestellt', WorkflowStatusGroup: 6 };

const context = createMapperContext({
  tenant: 'erecruiter.example.at', // part of every id: keep it fixed
  mandatorId: 1,
  observedAt: new Date(),
  onIssue: ({ id, path, reason }) => console.log(`record ${id}, ${path}: ${reason}`),
});

const job = (id: number) => (id === 4711 ? { name: 'Buchhalter:in' } : undefined);
const candidate = toCandidate(applicant, context, { applications: [application], job });
console.log(candidate.id, candidate.remote_id);
console.log(candidate.location?.city, candidate.location?.country); // Graz AT
console.log(candidate.remote_created_at, candidate.remote_updated_at); // 2025-03-11T08:15:02.337Z null
console.log(candidate.applications.map(({ outcome, job }) => `${outcome}: ${job?.name}`)); // [ 'HIRED: Buchhalter:in' ]

const { id, candidate_id } = toApplication(application, context, { applicant, job });
console.log(id === candidate.applications[0]?.id, candidate_id === candidate.id); // true true

// What cannot be mapped is told and left out; nothing is thrown.
console.log(toCandidate({ ...applicant, Email: 'by post only' }, context).email_addresses);
