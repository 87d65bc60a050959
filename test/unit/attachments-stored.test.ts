import { describe, expect, test } from 'vitest';
import { ActionRejectedError, InputError, NotFoundError, ResponseShapeError } from '../../src/index.js';
import { createIds } from '../../src/mappers/index.js';
import { altered, asked, nameOf, setUp } from '../helpers/client.js';

// The files that eRecruiter has of a candidate: read whole, replaced and removed one by one.

const WITH_CV = 150_001;
const ids = createIds({ tenant: 'elsewhere.example.at', mandatorId: 1 });

/** A setup in which a candidate has two documents, a CV and a photo. */
function stage(options: Parameters<typeof setUp>[0] = {}) {
  const setup = setUp(options);
  const { sandbox } = setup;
  const documents = ['a', 'b'].map((name) =>
    sandbox.addRecord(WITH_CV, 'Document', {
      Name: name,
      FileExtension: '.pdf',
      Type: 'Zeugnis',
      Content: btoa(`%PDF-1.7 ${name}`),
      IsPublic: true,
    }),
  );
  sandbox.setCv(WITH_CV, { FileExtension: '.pdf', Content: btoa('%PDF-1.7 cv') });
  sandbox.setPhoto(WITH_CV, { FileExtension: '.jpg', Content: '/9j/4AAQSkZJRgAB/9k=' });
  return { ...setup, documents };
}

describe('a listing', () => {
  test('has photo and European CV only if they are asked for, between the CV and the documents', async () => {
    const { erecruiter } = stage();
    const plain = await erecruiter.listCandidateAttachments(`remote:${WITH_CV}`).toArray();
    const query = { include: ['photo', 'european_cv'] } as const;
    const all = await erecruiter.listCandidateAttachments(`remote:${WITH_CV}`, query).toArray();
    const extra = all.filter(({ id }) => !plain.some((one) => one.id === id));
    expect(
      extra.map(({ remote_id, type, file_name, content_type }) => [remote_id, type, file_name, content_type]),
    ).toEqual([
      ['european_cv', 'CV', 'European CV.pdf', 'application/pdf'],
      ['photo', 'OTHER', 'Photo.jpg', 'image/jpeg'],
    ]);
    expect(all.map(({ remote_id: remote }) => remote).slice(0, 3)).toEqual(['cv', 'european_cv', 'photo']);
    expect(all.every(({ data_url: url }) => url !== null)).toBe(true);
    const names = await erecruiter
      .listCandidateAttachments(`remote:${WITH_CV}`, { ...query, content: false })
      .toArray();
    expect(names.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(names.every(({ data_url: url }) => url === null)).toBe(true);
  });

  test('continues after each of them', async () => {
    const { erecruiter } = stage();
    const query = { include: ['photo', 'european_cv'], page_size: 1 } as const;
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      for await (const page of erecruiter
        .listCandidateAttachments(`remote:${WITH_CV}`, { ...query, cursor })
        .pages({ limit: 1 })) {
        seen.push(...page.results.map(({ remote_id: remote }) => remote));
        cursor = page.next;
      }
    } while (cursor !== null && seen.length < 20);
    const whole = await erecruiter.listCandidateAttachments(`remote:${WITH_CV}`, query).toArray();
    expect(seen).toEqual(whole.map(({ remote_id: remote }) => remote));
  });
});

describe('getAttachment', () => {
  test('reads each file of a listing with one request', async () => {
    const { erecruiter, sandbox } = stage();
    const query = { include: ['photo', 'european_cv'] } as const;
    for (const file of await erecruiter.listCandidateAttachments(`remote:${WITH_CV}`, query).toArray()) {
      const since = sandbox.log.length;
      const { data, size, ...read } = await erecruiter.getAttachment(file.id);
      expect(sandbox.log.length - since, file.remote_id).toBe(1);
      const { data_url, application_id: _, remote_created_at: __, remote_updated_at: ___, ...rest } = file;
      expect(read).toEqual(rest);
      expect(`data:${file.content_type};base64,${Buffer.from(data).toString('base64')}`).toBe(data_url);
      expect([size, data.buffer.byteLength, data.byteOffset]).toEqual([data.length, data.length, 0]);
      expect((await erecruiter.getAttachment(file.id, { as: 'base64' })).data).toBe(data_url?.split(',')[1]);
    }
  });

  test('sends no more than the token and that request, by a client that knows nothing', async () => {
    const { erecruiter, sandbox, documents } = stage();
    await erecruiter.getAttachment(erecruiterId(erecruiter.tenant, documents[0] ?? 0));
    expect(asked(sandbox)).toEqual({ 'POST Token': 1, 'Applicant/Document/{}': 1 });
  });

  test.each(['cv', 'photo', 'european_cv'])('reads remote:…/%s', async (slot) => {
    const { erecruiter, sandbox } = stage();
    expect((await erecruiter.getAttachment(`remote:${WITH_CV}/${slot}`)).remote_id).toBe(slot);
    expect(sandbox.requests).toBe(2);
  });

  test('reads remote:…/<document> only if it is that candidate’s', async () => {
    const { erecruiter, documents } = stage();
    expect((await erecruiter.getAttachment(`remote:${WITH_CV}/${documents[1]}`)).file_name).toBe('b.pdf');
    await expect(erecruiter.getAttachment(`remote:${WITH_CV + 1}/${documents[1]}`)).rejects.toBeInstanceOf(
      NotFoundError,
    );
  });

  test.each<[string, string | null, string | RegExp]>([
    ['lines', 'JVBERi0x\r\nLjcgYQ==\r\n', '%PDF-1.7 a'],
    ['the alphabet of URLs', '-_-_', '\u00fb\u00ff\u00bf'],
    ['no padding', 'JVBERi0xLjcgYQ', '%PDF-1.7 a'],
    ['nothing in it', '', ''],
    ['something else', 'not base64!', /the content is not base64/],
    ['no content', null, /the answer has no content/],
  ])('copes with %s', async (_, Content, expected) => {
    const through = altered(/Document\/\d+/, (body) => ({ ...Object(body), Content }));
    const { erecruiter, documents } = stage({ through });
    const read = erecruiter.getAttachment(erecruiterId(erecruiter.tenant, documents[0] ?? 0));
    if (expected instanceof RegExp) {
      const error = await read.catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(ResponseShapeError);
      expect(error).toMatchObject({
        endpoint: 'GET Api/Applicant/Document/{documentId}',
        message: expect.stringMatching(expected),
      });
    } else expect(Buffer.from((await read).data).toString('latin1')).toBe(expected);
  });

  test('is a NotFoundError for an empty slot', async () => {
    const { erecruiter, sandbox } = stage();
    sandbox.setPhoto(WITH_CV, null);
    await expect(erecruiter.getAttachment(`remote:${WITH_CV}/photo`)).rejects.toBeInstanceOf(NotFoundError);
  });
});

function erecruiterId(tenant: string, document: number | 'cv'): string {
  return createIds({ tenant, mandatorId: 1 }).attachment(WITH_CV, document);
}

describe('an id of something else', () => {
  const { erecruiter, sandbox } = setUp();
  const own = createIds({ tenant: erecruiter.tenant, mandatorId: sandbox.mandatorId });
  test.each<[string, unknown, RegExp]>([
    ['a candidate', own.candidate(WITH_CV), /is the id of a candidate, not of an attachment/],
    ['another mandator', ids.attachment(WITH_CV, 1), /is the id of another mandator/],
    ['a number', 7, /must be a text/],
    ['nothing', undefined, /is required/],
    ['a blank', ' ', /must not be empty/],
    ['text', 'cv', /is not an id: pass the `id` of an attachment/],
    ['a number alone', 'remote:7', /is not an id/],
    ['a number that no record has', 'remote:7/0', /must name a number from 1/],
  ])('is an InputError before any request: %s', async (_, id, message) => {
    const calls = [
      () => Reflect.apply(erecruiter.getAttachment, erecruiter, [id]),
      () => Reflect.apply(erecruiter.removeAttachment, erecruiter, [{ attachment_id: id }]),
      () =>
        Reflect.apply(erecruiter.replaceAttachment, erecruiter, [
          { attachment_id: id, attachment: { name: 'a.pdf', data: 'AAAA' } },
        ]),
    ];
    for (const call of calls) {
      const error = await Promise.resolve(call()).catch((reason: unknown) => reason);
      expect(error).toBeInstanceOf(InputError);
      expect(String(error)).toMatch(message);
    }
    expect(sandbox.requests).toBe(0);
  });

  test.each<[string, object, RegExp]>([
    [
      'a CV that is no CV',
      { attachment_id: 'remote:7/cv', attachment: { data: 'AAAA', type: 'OTHER' } },
      /attachment\.type: must be CV or left out/,
    ],
    [
      'a photo that is a letter',
      { attachment_id: 'remote:7/photo', attachment: { data: 'AAAA', type: 'COVER_LETTER' } },
      /attachment\.type: must be OTHER or left out/,
    ],
    [
      'the European CV',
      { attachment_id: 'remote:7/european_cv', attachment: { data: 'AAAA' } },
      /which eRecruiter generates/,
    ],
    ['no content', { attachment_id: 'remote:7/8', attachment: { name: 'a.pdf' } }, /must have data or data_url/],
    [
      'empty content',
      { attachment_id: 'remote:7/8', attachment: { data: new Uint8Array() } },
      /attachment\.data: must not be empty/,
    ],
    [
      'an unknown field',
      { attachment_id: 'remote:7/8', attachment: { data: 'AAAA', is_public: true } },
      /attachment\.is_public: is unknown/,
    ],
  ])('is no replacement: %s', async (_, input, message) => {
    await expect(async () => Reflect.apply(erecruiter.replaceAttachment, erecruiter, [input])).rejects.toThrow(message);
    expect(sandbox.requests).toBe(0);
  });
});

describe('replaceAttachment', () => {
  const NEW = btoa('%PDF-1.7 new');

  test('replaces the content of a document and keeps the rest', async () => {
    const { erecruiter, sandbox, documents } = stage();
    const attachment_id = erecruiterId(erecruiter.tenant, documents[0] ?? 0);
    const before = sandbox.documentsOf(WITH_CV);
    const { data, warnings } = await erecruiter.replaceAttachment({ attachment_id, attachment: { data: NEW } });
    const after = before.map((row) => (row.Id === documents[0] ? { ...row, Content: NEW } : row));
    expect(sandbox.documentsOf(WITH_CV)).toEqual(after);
    expect(sandbox.documentsOf(WITH_CV).find(({ Id }) => Id === documents[0])?.IsPublic).toBe(true);
    expect({ ...data, warnings }).toMatchObject({
      id: attachment_id,
      file_name: 'a.pdf',
      data_url: `data:application/pdf;base64,${NEW}`,
      warnings: [],
    });
    expect(sandbox.writes.map(({ method, template }) => `${method} ${template}`)).toEqual([
      'POST Applicant/Document/{recordId}',
    ]);
  });

  test.each<[string, object, object]>([
    ['a name', { name: 'Zeugnis neu.PDF' }, { Name: 'Zeugnis neu', FileExtension: '.pdf', Type: 'Zeugnis' }],
    ['a type that it has already', { type: 'OTHER' }, { Name: 'a', Type: 'Zeugnis' }],
    ['another type', { type: 'COVER_LETTER' }, { Name: 'a', Type: 'Anschreiben' }],
    ['a media type', { content_type: 'text/plain', data: btoa('plain') }, { FileExtension: '.txt' }],
    ['other bytes', { data: btoa('\x89PNG\r\n\x1a\n0000') }, { Name: 'a', FileExtension: '.png' }],
    ['bytes of no known kind', { data: 'AAECAwQ=' }, { Name: 'a', FileExtension: '.pdf' }],
    ['a File', { data: new File(['%PDF-1.7 f'], 'mine.pdf') }, { Name: 'mine', FileExtension: '.pdf' }],
  ])('takes %s', async (_, given, expected) => {
    const { erecruiter, sandbox, documents } = stage();
    const attachment = { data: NEW, ...given };
    await erecruiter.replaceAttachment({ attachment_id: `remote:${WITH_CV}/${documents[0]}`, attachment });
    expect(sandbox.documentsOf(WITH_CV).find(({ Id }) => Id === documents[0])).toMatchObject({
      IsPublic: true,
      ...expected,
    });
  });

  test('writes nothing if nothing is different', async () => {
    const { erecruiter, sandbox, documents } = stage();
    const attachment = { data: btoa('%PDF-1.7 a') };
    await erecruiter.replaceAttachment({ attachment_id: `remote:${WITH_CV}/${documents[0]}`, attachment });
    await erecruiter.replaceAttachment({
      attachment_id: `remote:${WITH_CV}/cv`,
      attachment: { data: btoa('%PDF-1.7 cv') },
    });
    expect(sandbox.writes).toEqual([]);
  });

  test('replaces the CV without keeping it, and the photo', async () => {
    const { erecruiter, sandbox } = stage();
    const before = sandbox.documentsOf(WITH_CV);
    const cv = await erecruiter.replaceAttachment({ attachment_id: `remote:${WITH_CV}/cv`, attachment: { data: NEW } });
    const png = btoa('\x89PNG\r\n\x1a\n0000');
    const photo = await erecruiter.replaceAttachment({
      attachment_id: `remote:${WITH_CV}/photo`,
      attachment: { data: png },
    });
    expect([cv.data.remote_id, photo.data.file_name]).toEqual(['cv', 'Photo.png']);
    expect(sandbox.cvOf(WITH_CV)).toEqual({ FileExtension: '.pdf', Content: NEW });
    expect(sandbox.photoOf(WITH_CV)).toEqual({ FileExtension: '.png', Content: png });
    expect(sandbox.documentsOf(WITH_CV)).toEqual(before);
  });

  test('fills an empty slot', async () => {
    const { erecruiter, sandbox } = stage();
    sandbox.setPhoto(WITH_CV, null);
    await erecruiter.replaceAttachment({
      attachment_id: `remote:${WITH_CV}/photo`,
      attachment: { name: 'me.jpg', data: '/9j/4AAQSkZJRgAB/9k=' },
    });
    expect(sandbox.writes.map(({ method, template }) => `${method} ${template}`)).toEqual([
      'PUT Applicant/Photo/{applicantId}',
    ]);
  });

  test('refuses the document of somebody else, and one that is gone', async () => {
    const { erecruiter, sandbox, documents } = stage();
    const input = (id: string) => ({ attachment_id: id, attachment: { data: NEW } });
    const theirs = erecruiter.replaceAttachment(input(`remote:${WITH_CV + 1}/${documents[0]}`));
    await expect(theirs).rejects.toBeInstanceOf(ActionRejectedError);
    sandbox.removeRecord(WITH_CV, 'Document', documents[0] ?? 0);
    const gone = erecruiter.replaceAttachment(input(`remote:${WITH_CV}/${documents[0]}`));
    await expect(gone).rejects.toMatchObject({ name: 'NotFoundError', code: 'REMOTE.INPUT_INVALID' });
    expect(sandbox.writes).toEqual([]);
  });
});

describe('removeAttachment', () => {
  test('removes a document, the CV and the photo, each once; gone already is success', async () => {
    const { erecruiter, sandbox, documents } = stage();
    const before = sandbox.documentsOf(WITH_CV);
    for (const key of [documents[0], 'cv', 'photo']) {
      const attachment_id = `remote:${WITH_CV}/${key}`;
      expect(await erecruiter.removeAttachment({ attachment_id })).toEqual({ data: {}, warnings: [] });
      expect(await erecruiter.removeAttachment({ attachment_id })).toEqual({ data: {}, warnings: [] });
    }
    expect(sandbox.documentsOf(WITH_CV)).toEqual(before.filter(({ Id }) => Id !== documents[0]));
    expect([sandbox.cvOf(WITH_CV), sandbox.photoOf(WITH_CV)]).toEqual([undefined, undefined]);
    expect(sandbox.writes).toHaveLength(3);
  });

  test('refuses the document of somebody else', async () => {
    const { erecruiter, sandbox, documents } = stage();
    const attachment_id = `remote:${WITH_CV + 1}/${documents[0]}`;
    await expect(erecruiter.removeAttachment({ attachment_id })).rejects.toBeInstanceOf(ActionRejectedError);
    expect(sandbox.writes).toEqual([]);
  });
});

describe('a server that writes base64 in its own way', () => {
  const OLD = btoa('%PDF-1.7 old ??>>~~\xff\xfe');
  const NEW = btoa('%PDF-1.7 new ??>>~~\xff\xfe0');
  const FORMS: [string, (content: string) => string][] = [
    ['in lines', (content) => content.replace(/.{8}/g, '$&\r\n')],
    ['as URLs do', (content) => content.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')],
  ];
  const written = (form: (content: string) => string) =>
    altered(/\/(?:Document|Cv|Photo)\/\d+/, (body) => {
      const { Content } = Object(body);
      return typeof Content === 'string' ? { ...Object(body), Content: form(Content) } : body;
    });

  test.each(FORMS)('keeps what was sent: %s', async (_, form) => {
    const { erecruiter, sandbox, documents } = stage({ through: written(form) });
    for (const key of [documents[0], 'cv', 'photo']) {
      const input = { attachment_id: `remote:${WITH_CV}/${key}`, attachment: { data: NEW } };
      expect((await erecruiter.replaceAttachment(input)).warnings).toEqual([]);
      expect((await erecruiter.replaceAttachment(input)).warnings).toEqual([]);
    }
    expect(sandbox.writes).toHaveLength(3);
  });

  test.each(FORMS)('has a replaced file after a lost answer: %s', async (_, form) => {
    const { erecruiter, sandbox, documents } = stage({ through: written(form) });
    for (const key of [documents[0], 'cv', 'photo']) {
      sandbox.fail({ kind: 'reset-after', on: ({ method }) => method !== 'GET' });
      const input = { attachment_id: `remote:${WITH_CV}/${key}`, attachment: { data: NEW } };
      expect((await erecruiter.replaceAttachment(input)).warnings).toEqual([]);
    }
    expect(sandbox.writes).toHaveLength(3);
  });

  test.each(FORMS)('has the previous CV as one document: %s', async (_, form) => {
    const { erecruiter, sandbox } = stage({ through: written(form) });
    sandbox.setCv(WITH_CV, { FileExtension: '.pdf', Content: OLD });
    const before = sandbox.documentsOf(WITH_CV);
    const attachment = { type: 'CV', name: 'cv.pdf', data: NEW } as const;
    for (let times = 0; times < 2; times += 1) {
      await erecruiter.addAttachmentToCandidate({ candidate_id: `remote:${WITH_CV}`, attachment });
    }
    expect(sandbox.documentsOf(WITH_CV).slice(before.length)).toMatchObject([{ Name: 'CV', Content: OLD }]);
    expect(sandbox.cvOf(WITH_CV)).toMatchObject({ Content: NEW });
  });
});

describe('a server that has one route for an empty slot and one for a full one', () => {
  const NEW = btoa('%PDF-1.7 new');
  test.each<[status: number, slot: 'Cv' | 'Photo', method: string, isFull: boolean]>([
    [409, 'Cv', 'PUT', true],
    [405, 'Cv', 'PUT', true],
    [405, 'Cv', 'POST', true],
    [405, 'Photo', 'POST', true],
    [405, 'Photo', 'PUT', false],
  ])('and answers %s to the other: %s, %s', async (status, slot, refused, isFull) => {
    const sent: string[] = [];
    const { erecruiter, sandbox } = stage({
      through: (fetch) => async (input, init) => {
        const [method = '', url = ''] = nameOf(input, init).split(' ');
        if (method === 'GET' || !url.includes(`/${slot}/`)) return fetch(input, init);
        sent.push(method);
        return method === refused ? new Response('{"Message":"No."}', { status }) : fetch(input, init);
      },
    });
    if (!isFull) sandbox.setPhoto(WITH_CV, null);
    const key = slot.toLowerCase();
    const isAdded = slot === 'Cv' && refused === 'PUT';
    await (isAdded
      ? erecruiter.addAttachmentToCandidate({
          candidate_id: `remote:${WITH_CV}`,
          attachment: { type: 'CV', name: 'cv.pdf', data: NEW },
        })
      : erecruiter.replaceAttachment({ attachment_id: `remote:${WITH_CV}/${key}`, attachment: { data: NEW } }));
    expect(sent).toEqual(refused === 'PUT' ? ['PUT', 'POST'] : ['POST', 'PUT']);
    expect(slot === 'Cv' ? sandbox.cvOf(WITH_CV) : sandbox.photoOf(WITH_CV)).toMatchObject({ Content: NEW });
  });
});
