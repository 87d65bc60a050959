import { beforeAll, describe, expect, test } from 'vitest';
import {
  createMapperContext,
  toDocumentType,
  toNewApplicant,
  toRawApplicant,
  toRawApplication,
  toRawCv,
  toRawDocument,
  toRawFile,
  toRawHistory,
  toRawPolicy,
  toRawSource,
  type MapperContext,
} from '../../src/mappers/index.js';
import { mandatorSchema, matches, type RawMandator } from '../../src/schemas/index.js';
import { setUp, type Fetch } from '../helpers/client.js';
import { connect } from './sandbox-client.js';

const NOW = Date.parse('2026-07-01T10:00:00Z');
const candidate = {
  first_name: 'Eva',
  last_name: 'Grün',
  email_address: 'eva.gruen@example.at',
  phone_number: '+43 660 1234567',
  location: { country: 'AT', city: 'Linz' },
  gender: 'FEMALE',
  availability_date: '2026-09-01',
  salary_expectations: { period: 'YEAR', amount: 42_000.5 },
} as const;
const attachments = [
  { name: 'Lebenslauf.docx', type: 'CV', data: btoa('%PDF-1.7 CV') },
  { name: '../Zeugnis: 2024.PDF', type: 'OTHER', data: Buffer.from('%PDF-1.7 Zeugnis') },
  { name: 'Anschreiben', type: 'COVER_LETTER', data: 'SGFs bG8', content_type: 'text/plain' },
  { name: 'Foto', type: 'OTHER', data: new Uint8Array([0xff, 0xd8, 0xff, 0xe0]) },
] as const;
const link = { label: 'Logic test: 97', url: 'https://example.com/r?a=1&b=2', details: { attributes: [] } };

describe('the bodies that the client sends are those of the mappers', () => {
  /** Every body that the client has sent, by its route. */
  const sent = new Map<string, string[]>();
  let context: MapperContext;
  let mandator: RawMandator;
  let applicantId = 0;

  beforeAll(async () => {
    const record =
      (fetch: Fetch): Fetch =>
      async (input, init) => {
        const request = new Request(input, init);
        const route = `${request.method} ${new URL(request.url).pathname.replace(/\/\d+/g, '')}`;
        if (request.body !== null) sent.set(route, [...(sent.get(route) ?? []), await request.clone().text()]);
        return fetch(request);
      };
    const { sandbox, another } = setUp({ sandbox: { now: () => NOW } });
    const erecruiter = another({
      fetch: record(sandbox.fetch),
      source: { name: 'Acme Jobs', additionalInfo: 'Feed 7' },
      clock: { now: () => NOW, sleep: async () => undefined },
    });
    const { data } = await erecruiter.createCandidate({
      candidate,
      application: { job_id: 'remote:4713' },
      attachments,
      gdpr_consent: { given: true },
    });
    applicantId = Number(data.remote_id);
    await erecruiter.addResultLinkToCandidate({ candidate_id: data.id, ...link });
    const call = await connect(sandbox);
    const { body } = await call('GET', '/Api/Mandator');
    if (!matches(mandatorSchema, body)) throw new Error('no mandator');
    mandator = body;
    const { tenant } = erecruiter;
    const { mandatorId } = sandbox;
    const observedAt = new Date(NOW);
    context = createMapperContext({ tenant, mandatorId, observedAt, countries: mandator.Countries });
  });

  const bodies = (route: string): unknown[] => (sent.get(route) ?? []).map((text): unknown => JSON.parse(text));

  test('a new applicant and their application', () => {
    const { properties } = toRawApplicant(candidate, context, mandator);
    const source = toRawSource(undefined, mandator, { own: { name: 'Acme Jobs', additionalInfo: 'Feed 7' } });
    const at = new Date(NOW);
    const consent = toRawPolicy({ given: true }, at, context);
    const PolicyAcceptedAt = consent?.AcceptedOn;
    const defaults = { createdAt: at, culture: 'de-AT', ...source };
    const applicant = toNewApplicant({ ...properties, PolicyAcceptedAt }, defaults, context);
    expect(sent.get('PUT /Api/Applicant')).toEqual([JSON.stringify(applicant)]);
    expect(bodies('PUT /Api/Applicant/Policies')).toEqual([consent]);
    expect(sent.get('PUT /Api/Application')).toEqual([
      JSON.stringify(toRawApplication({ jobId: 4713, applicantId, ...source })),
    ]);
  });

  test('the CV and each document, whatever their names and contents are', () => {
    const [cv, ...others] = attachments.map((attachment) => ({
      raw: toRawFile(attachment),
      type: toDocumentType(attachment.type, mandator.ApplicantDocumentTypes).name,
    }));
    expect(bodies('PUT /Api/Applicant/Cv')).toEqual([cv && toRawCv(cv.raw)]);
    expect(bodies('PUT /Api/Applicant/Document')).toEqual(others.map(({ raw, type }) => toRawDocument(raw, type)));
    expect(others.map(({ raw }) => raw.Name + raw.FileExtension)).toEqual([
      'Zeugnis_ 2024.pdf',
      'Anschreiben.txt',
      'Foto.jpg',
    ]);
    expect(cv?.raw.FileExtension).toBe('.pdf'); // what the bytes are
  });

  test('a history entry', () => {
    expect(bodies('PUT /Api/Applicant/History')).toEqual([toRawHistory(link, { createdBy: 'Acme Jobs' })]);
  });
});

describe('the client’s tenant', () => {
  test('makes a context with the same ids', async () => {
    const { erecruiter, sandbox } = setUp({ sandbox: { applicants: 2, jobs: 3 } });
    const { ids } = createMapperContext({
      tenant: erecruiter.tenant,
      mandatorId: sandbox.mandatorId,
      observedAt: new Date(1_800_000_000_000),
    });
    const [job] = await erecruiter.listJobs().toArray({ limit: 1 });
    const [candidate] = await erecruiter.listCandidates().toArray({ limit: 1 });
    const [application] = await erecruiter.listApplications().toArray({ limit: 1 });
    expect(job?.id).toBe(ids.job(Number(job?.remote_id)));
    expect(candidate?.id).toBe(ids.candidate(Number(candidate?.remote_id)));
    const [applicant, applied] = [application?.candidate, application?.job].map((one) => Number(one?.remote_id));
    expect(application?.id).toBe(ids.application(Number(application?.remote_id), applicant ?? 0, applied ?? 0));
  });

  test.each([
    ['https://API.example.at/', undefined, 'api.example.at'],
    ['https://api.example.at:8443/Recruiting/Api', undefined, 'api.example.at:8443/recruiting'],
    ['https://api.example.at', 'old.example.at', 'old.example.at'],
  ])('of %s is the option, else made from the address', (baseUrl, tenant, expected) => {
    const { another } = setUp();
    expect(another({ baseUrl, ...(tenant && { tenant }) }).tenant).toBe(expected);
  });
});
