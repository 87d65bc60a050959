import { describe, expect, test } from 'vitest';
import { base64, createStage, EMAIL, EVA, FIRST, JOBS, type Between, type Stage } from '../faults/actions-kit.js';
import { caught } from '../faults/transport-kit.js';

// Servers that show a write late, or make something else of it without being asked. Nothing may be done twice, and
// nothing may be lost without a word.

const candidate_id = `remote:${FIRST}`;
const LATE_MS = 5_000;

async function warningsOf(result: Promise<{ readonly warnings: readonly { readonly message: string }[] }>) {
  return (await result).warnings.map(({ message }) => message);
}

/** Shows new applicants, also to the search, only some seconds after they were created. */
const lateApplicants: Between =
  ({ fetch, applicantIds }, clock) =>
  async (input, init = {}) => {
    const due = dueAfter(clock.now(), applicantIds());
    const [, number] = /\/Applicant\/(\d+)$/.exec(String(input)) ?? [];
    if (init.method === 'GET' && number !== undefined && !due(Number(number))) {
      return new Response(null, { status: 404 });
    }
    if (/ByEmail/.test(String(input)) && applicantIds().some((id) => !due(id))) return Response.json([]);
    return fetch(input, init);
  };

const seenAt = new Map<number, number>();
function dueAfter(now: number, ids: readonly number[]): (id: number) => boolean {
  for (const id of ids) if (!seenAt.has(id)) seenAt.set(id, id < FIRST + 4 ? 0 : now);
  return (id) => now - (seenAt.get(id) ?? now) >= LATE_MS;
}

describe('a new applicant who does not exist yet according to the server', () => {
  test('is waited for', async () => {
    seenAt.clear();
    const stage = createStage({}, lateApplicants);
    expect(await warningsOf(stage.client().createApplication(EVA))).toEqual([]);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });

  test.each([
    ['the same create', JOBS.plain],
    ['a create for another job', JOBS.custom],
  ])('is not created again by %s', async (_, job) => {
    seenAt.clear();
    const stage = createStage({}, lateApplicants);
    const client = stage.client();
    // The first one gives up right after the applicant has been created.
    const failure = new AbortController();
    const create = client.createApplication(EVA, { signal: failure.signal }).catch(() => undefined);
    while (stage.applicantsWith(EMAIL).length === 0) await Promise.resolve();
    failure.abort();
    await create;
    await client.createApplication({ ...EVA, application: { job_id: `remote:${job}` } }).catch(() => undefined);
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });
});

describe('a create that is answered by a Location only', () => {
  const bare: Between =
    (sandbox, clock) =>
    async (input, init = {}) => {
      const answer = await lateSearch(sandbox, clock)(input, init);
      const isCreate = init.method === 'PUT' && answer.ok;
      return isCreate ? new Response('', { status: 201, headers: { location: '/Api/Applicant/1' } }) : answer;
    };
  /** Finds applicants only some seconds after they were created. */
  const lateSearch: Between =
    ({ fetch, applicantIds }, clock) =>
    async (input, init) => {
      const due = dueAfter(clock.now(), applicantIds());
      const isSearch = /ByEmail/.test(String(input));
      return isSearch && applicantIds().some((id) => !due(id)) ? Response.json([]) : fetch(input, init);
    };

  test('is looked for until it is found, and not sent again', async () => {
    seenAt.clear();
    const stage = createStage({}, bare);
    const client = stage.client();
    await client.createApplication(EVA);
    await client.addNoteToCandidate({ candidate_id, content: 'Ruft zurück.' });
    expect(stage.writes()).toEqual(['PUT Applicant', 'PUT Application', 'PUT Applicant/History/{applicantId}']);
  });

  test('is an error with an unknown outcome if it is never found', async () => {
    const stage = createStage({}, (sandbox, clock) => async (input, init) => {
      return /ByEmail/.test(String(input)) ? Response.json([]) : bare(sandbox, clock)(input, init);
    });
    expect(await caught(stage.client().createApplication(EVA))).toMatchObject({ failed: 'applicant' });
    expect(stage.applicantsWith(EMAIL)).toHaveLength(1);
  });
});

/** Shows no new document of the applicant for the first minute. */
function hidingDocuments(): Between {
  return ({ fetch }, clock) => {
    const start = clock.now();
    return async (input, init = {}) => {
      const answer = await fetch(input, init);
      const isList = init.method === 'GET' && /\/Documents\//.test(String(input));
      if (!isList || clock.now() - start > 30_000) return answer;
      const rows: unknown = await answer.json();
      return Response.json(Array.isArray(rows) ? rows.slice(0, 1) : rows);
    };
  };
}

/** A stage, and a candidate on it who has one document. */
function stageOf(between: Between): { readonly stage: Stage; readonly id: number } {
  const stage = createStage({}, between);
  const id = stage.sandbox.addApplicant({ LastName: 'Grün' });
  stage.sandbox.addRecord(id, 'Document', { Name: 'Zeugnis', FileExtension: '.pdf', Type: 'Zeugnis' });
  return { stage, id };
}

describe('a document that a server accepts, but does not show yet', () => {
  const letter = { name: 'letter.txt', type: 'COVER_LETTER', data: base64('Hello') } as const;

  test('is sent once, and what is not shown is said', async () => {
    const { stage, id } = stageOf(hidingDocuments());
    const client = stage.client();
    const add = () => warningsOf(client.addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment: letter }));
    for (const warnings of [await add(), await add()]) {
      expect(warnings).toEqual(['eRecruiter accepted the document, but does not show it']);
    }
    expect(stage.sandbox.documentsOf(id)).toHaveLength(2);
    stage.clock.advance(60_000);
    expect(await add()).toEqual([]);
    expect(stage.sandbox.documentsOf(id)).toHaveLength(2);
  });

  test('is one copy if it is the old CV, however often the new one is added', async () => {
    const { stage, id } = stageOf(hidingDocuments());
    stage.sandbox.setCv(id, { Content: base64('old'), FileExtension: '.pdf' });
    const client = stage.client();
    const cv = { name: 'cv.pdf', type: 'CV', data: base64('new') } as const;
    const add = () => client.addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment: cv });
    for (const failure of [await caught(add()), await caught(add())]) {
      expect(failure).toMatchObject({ message: expect.stringMatching(/previous CV could not be kept/) });
    }
    stage.clock.advance(30_001);
    await add();
    expect(stage.sandbox.documentsOf(id)).toHaveLength(2);
    expect(stage.sandbox.cvOf(id)?.Content).toBe(base64('new'));
  });
});

/** Edits bodies that are sent to a route. */
function storing(pattern: RegExp, edit: (body: Record<string, unknown>) => object): Between {
  return ({ fetch }) =>
    async (input, init = {}) => {
      if (!pattern.test(`${init.method} ${String(input)}`)) return fetch(input, init);
      const body = JSON.stringify(edit(JSON.parse(String(init.body))));
      return fetch(input, { ...init, body });
    };
}

describe('a server that changes what was only sent back', () => {
  test.each([
    ['a name in capitals', { LastName: 'GRÜN' }, ['LastName']],
    ['an enum that becomes its default', { Gender: 0 }, ['Gender']],
    ['an applicant who is no longer active', { IsActive: false }, ['IsActive']],
    ['a list in another order', { Regions: ['Wien', 'Tirol'] }, []],
  ])('is reported: %s', async (_, change, names) => {
    const stage = createStage(
      {},
      storing(/POST .*\/Applicant\/\d+/, (body) => ({ ...body, ...change })),
    );
    const id = stage.sandbox.addApplicant({ LastName: 'Grün', Gender: 'Female', Regions: ['Tirol', 'Wien'] });
    const tagged = stage.client().addTagToCandidate({ candidate_id: `remote:${id}`, tag: { name: 'Neu' } });
    const expected = names.map((name) => `eRecruiter stores in another form than before: ${name}`);
    expect(await warningsOf(tagged)).toEqual(expected);
  });

  test('a new applicant who is stored as inactive is reported', async () => {
    const stage = createStage(
      {},
      storing(/PUT .*\/Applicant\?/, (body) => ({ ...body, IsActive: false })),
    );
    const warnings = await warningsOf(stage.client().createApplication(EVA));
    expect(warnings).toEqual(['eRecruiter did not keep as it was sent: IsActive']);
  });

  test('a list of one text that is written as the text is sent back as a list', async () => {
    const bodies: unknown[] = [];
    const stage = createStage({}, ({ fetch }) => async (input, init = {}) => {
      if (init.method === 'POST' && /\/Applicant\/\d+$/.test(String(input))) bodies.push(JSON.parse(String(init.body)));
      const answer = await fetch(input, init);
      if (!/\/Applicant\/\d+$/.test(String(input))) return answer;
      return new Response((await answer.text()).replace('"Regions":["Wien"]', '"Regions":"Wien"'), answer);
    });
    const id = stage.sandbox.addApplicant({ LastName: 'Grün', Regions: ['Wien'] });
    await stage.client().addTagToCandidate({ candidate_id: `remote:${id}`, tag: { name: 'Neu' } });
    expect(bodies).toEqual([expect.objectContaining({ Regions: ['Wien'], Tags: ['Neu'] })]);
    expect(stage.sandbox.applicant(id)?.Regions).toEqual(['Wien']);
  });

  test('the old CV without its type is reported', async () => {
    const stage = createStage(
      {},
      storing(/PUT .*\/Document\//, (body) => ({ ...body, Type: null })),
    );
    stage.sandbox.setCv(FIRST, { Content: base64('old'), FileExtension: '.pdf' });
    const attachment = { name: 'cv.pdf', type: 'CV', data: base64('new') } as const;
    const warnings = await warningsOf(stage.client().addAttachmentToCandidate({ candidate_id, attachment }));
    expect(warnings).toContain('eRecruiter did not keep the type of a document as it was sent');
  });
});

/** Decodes the address of a search as a web server and then as a form, or only replaces each `+` by a blank. */
function readingPlus(isDecoded: boolean): Between {
  return ({ fetch }) =>
    async (input, init) => {
      const url = new URL(String(input));
      const [, path = '', address] = /^(.*\/ByEmail\/)(.*)$/.exec(url.pathname) ?? [];
      if (address === undefined) return fetch(input, init);
      const form = decodeURIComponent(address).replaceAll('+', ' ');
      url.pathname = path + encodeURIComponent(isDecoded ? decodeURIComponent(form) : form);
      return fetch(url.href, init);
    };
}

describe('a plus in an email address that a server reads as a blank, even if it is escaped', () => {
  const email = 'eva+work@example.at';
  const plus = { ...EVA, candidate: { ...EVA.candidate, email_address: email } };

  test('is escaped once more', async () => {
    const stage = createStage({}, readingPlus(true));
    const id = stage.sandbox.addApplicant({ LastName: 'Grün', Email: email });
    await stage.client().createApplication(plus);
    expect(stage.applicantsWith(email)).toEqual([id]);
    const found = await stage.client().listCandidates({ email }).toArray();
    expect(found.map(({ remote_id: number }) => number)).toEqual([String(id)]);
  });

  test('is reported where nothing finds the new candidate', async () => {
    const stage = createStage({}, readingPlus(false));
    expect(await warningsOf(stage.client().createApplication(plus))).toEqual([
      'eRecruiter’s search does not find the address of the new candidate: there may be another one with it',
    ]);
    const usual = createStage();
    expect(await warningsOf(usual.client().createApplication(plus))).toEqual([]);
  });
});

test.each(['DELETE', 'nothing'])(
  'a field is not taken for empty if a value has no name, but %s is ignored',
  async (ignored) => {
    const stage = createStage({}, ({ fetch }) => async (input, init = {}) => {
      if (init.method === ignored) return Response.json(null);
      const answer = await fetch(input, init);
      if (!/\/CustomFields\//.test(String(input))) return answer;
      return new Response((await answer.text()).replaceAll('"Name":"schuhgroesse"', '"Name":null'), answer);
    });
    stage.sandbox.setCustomField(FIRST, 'schuhgroesse', '43');
    stage.sandbox.setCustomField(FIRST, 'schichtmodell', ['Nacht']);
    const clearing = stage.client().setCandidateField({ candidate_id, field: 'schuhgroesse', value: null });
    const uncertain = 'the field was cleared, but it is not certain which values are left';
    expect(await warningsOf(clearing)).toEqual(ignored === 'DELETE' ? [uncertain] : []);
    const left = stage.sandbox.customFieldsOf(FIRST).map(({ CustomField }) => CustomField?.Name);
    expect(left.includes('schuhgroesse')).toBe(ignored === 'DELETE');
  },
);

test('a document that a server renames is sent once by a client, and again once it is gone', async () => {
  const rename = storing(/PUT .*\/Document\//, (body) => ({ ...body, Name: 'a81bc81b' }));
  const stage = createStage({}, rename);
  const client = stage.client();
  const id = stage.sandbox.addApplicant({ LastName: 'Grün' });
  const add = () => {
    const attachment = { name: 'letter.txt', type: 'COVER_LETTER', data: base64('Hello') } as const;
    return client.addAttachmentToCandidate({ candidate_id: `remote:${id}`, attachment });
  };
  expect(await warningsOf(add())).toEqual(['eRecruiter did not keep the name of a document as it was sent']);
  await add();
  const [only, ...others] = stage.sandbox.documentsOf(id);
  expect(others).toEqual([]);
  await client.removeAttachment({ attachment_id: `remote:${id}/${only?.Id ?? 0}` });
  await add();
  expect(stage.sandbox.documentsOf(id)).toHaveLength(1);
});

test('a document whose extension is only in its name is recognized', async () => {
  const stage = createStage({}, ({ fetch }) => async (input, init) => {
    const answer = await fetch(input, init);
    if (!/\/Documents?\//.test(String(input))) return answer;
    const text = await answer.text();
    const named = text.replace(/"Name":"letter","FileExtension":".txt"/g, '"Name":"letter.txt","FileExtension":null');
    return new Response(named, answer);
  });
  const before = stage.sandbox.documentsOf(FIRST).length;
  const letter = { name: 'letter.txt', type: 'COVER_LETTER', data: base64('Hello') } as const;
  for (let times = 0; times < 2; times += 1) {
    expect(await warningsOf(stage.client().addAttachmentToCandidate({ candidate_id, attachment: letter }))).toEqual([]);
  }
  expect(stage.sandbox.documentsOf(FIRST)).toHaveLength(before + 1);
});
