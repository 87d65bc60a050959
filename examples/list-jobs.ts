// Open jobs with what a job ad needs: `npx tsx examples/list-jobs.ts`.
import { connect } from './support/client.js';
import { count } from './support/style.js';

const { erecruiter } = connect();
const timeZone = 'Europe/Vienna'; // dates are instants: the calendar day depends on the time zone

for await (const job of erecruiter.listJobs({ statuses: ['OPEN'] })) {
  const place = [job.location?.city, job.location?.country].filter(Boolean).join(', ');
  const amounts = new Set([job.salary_amount_from, job.salary_amount_to].filter((amount) => amount !== null));
  const salary = [[...amounts].join(' to '), amounts.size > 0 && job.salary_currency].filter(Boolean).join(' ');
  const required = job.screening_questions.filter((question) => question.required === true);

  console.log(`${job.remote_id}  ${job.name}`);
  console.log(`      ${[place, job.employment_type, salary].filter(Boolean).join(' · ')}`);
  const since = job.opened_at?.toLocaleDateString('en-GB', { timeZone }) ?? 'an unknown date';
  console.log(`      online since ${since}: ${job.post_url ?? 'no address'}`);
  console.log(`      ${count(job.screening_questions.length, 'question')}, ${required.length} required`);
}

// You can get any job by its id or by eRecruiter's number, published or not.
const [first] = await erecruiter.listJobs().toArray({ limit: 1 });
if (first !== undefined) {
  const same = await erecruiter.getJob(`remote:${first.remote_id}`);
  console.log(`\n${same.id} is job ${same.remote_id}: ${same.name}, ${same.status}`);
}
