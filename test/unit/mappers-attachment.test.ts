import { describe, expect, test } from 'vitest';
import { createMapperContext, toAttachment, toCvAttachment, toUser } from '../../src/mappers/index.js';

const context = createMapperContext({
  tenant: 'api.example.at',
  mandatorId: 1,
  observedAt: new Date('2025-11-08T12:00:00Z'),
});

describe('an attachment', () => {
  test.each([
    ['Lebenslauf', 'CV'],
    ['CV (deutsch)', 'CV'],
    ['Résumé', 'CV'],
    ['Anschreiben', 'COVER_LETTER'],
    ['Bewerbungsschreiben', 'COVER_LETTER'],
    ['Motivationsschreiben', 'COVER_LETTER'],
    ['Cover Letter', 'COVER_LETTER'],
    ['Zeugnis', 'OTHER'],
    ['Servicevertrag', 'OTHER'],
    [null, 'OTHER'],
  ])('of the type %s is %s', (Type, type) => {
    expect(toAttachment({ Id: 1, Type }, context, 7).type).toBe(type);
  });

  test.each([
    ['Zeugnis', '.pdf', 'Zeugnis.pdf', 'application/pdf'],
    ['Zeugnis', ' .PDF ', 'Zeugnis.pdf', 'application/pdf'],
    ['Archiv', 'tar.gz', 'Archiv.tar.gz', 'application/octet-stream'],
    ['Zeugnis', 'PDF', 'Zeugnis.pdf', 'application/pdf'],
    ['Zeugnis.PDF', '.pdf', 'Zeugnis.PDF', 'application/pdf'],
    ['Foto', '.jpg', 'Foto.jpg', 'image/jpeg'],
    ['Archiv', '.7z', 'Archiv.7z', 'application/octet-stream'],
    ['Zeugnis', null, 'Zeugnis', 'application/octet-stream'],
    ['Zeugnis.pdf', null, 'Zeugnis.pdf', 'application/pdf'],
    ['Zeugnis vom 1.2026', '', 'Zeugnis vom 1.2026', 'application/octet-stream'],
    [' ', '.txt', 'document.txt', 'text/plain'],
  ])('named %j with the extension %j is %s', (Name, FileExtension, fileName, contentType) => {
    const attachment = toAttachment({ Id: 1, Name, FileExtension }, context, 7);

    expect(attachment.file_name).toBe(fileName);
    expect(attachment.content_type).toBe(contentType);
  });

  test.each([
    ['doc', 'application/msword'],
    ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['odt', 'application/vnd.oasis.opendocument.text'],
    ['rtf', 'application/rtf'],
    ['xls', 'application/vnd.ms-excel'],
    ['xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['jpeg', 'image/jpeg'],
    ['png', 'image/png'],
    ['bmp', 'image/bmp'],
    ['gif', 'image/gif'],
  ])('ending in %s is %s', (FileExtension, contentType) => {
    expect(toCvAttachment({ FileExtension }, context, 7).content_type).toBe(contentType);
  });

  test.each([
    ['in lines', 'YW\r\nJj', 'YWJj'],
    ['as URLs write it, without padding', '-_8', '+/8='],
  ])('has base64 %s in the form of data URLs', (_, Content, base64) => {
    const { data_url: url } = toAttachment({ Id: 1, FileExtension: '.txt', Content }, context, 7);
    expect(url).toBe(`data:text/plain;base64,${base64}`);
  });

  test('has no content if it is not base64, which is reported', () => {
    const issues: unknown[] = [];
    const reporting = { ...context, onIssue: (issue: unknown) => void issues.push(issue) };
    for (const Content of ['data:text/plain;base64,YQ==', 'ä']) {
      expect(toAttachment({ Id: 1, Content }, reporting, 7).data_url).toBeNull();
      expect(toCvAttachment({ Content }, reporting, 7).data_url).toBeNull();
    }
    const [document, cv] = ['1', '7'].map((id) => ({ id, path: 'Content', reason: 'not base64' }));
    expect(issues).toEqual([document, cv, document, cv]);
  });

  test('has its content if it was read', () => {
    expect(toAttachment({ Id: 1, FileExtension: '.txt', Content: 'YQ==' }, context, 7).data_url).toBe(
      'data:text/plain;base64,YQ==',
    );
    expect(toAttachment({ Id: 1, FileExtension: '.txt', Content: null }, context, 7).data_url).toBeNull();
    expect(toCvAttachment({ FileExtension: '.pdf' }, context, 7)).toMatchObject({
      file_name: 'CV.pdf',
      data_url: null,
    });
  });
});

describe('a user', () => {
  test.each([
    [true, 'ACTIVE'],
    [false, 'INACTIVE'],
    [null, null],
    [undefined, null],
  ])('enabled %s is %s', (IsEnabled, status) => {
    expect(toUser({ Id: 3, IsEnabled }, context).status).toBe(status);
  });

  test('has an email address if the login is one', () => {
    expect(toUser({ Id: 3, UserName: 'eva@example.at' }, context).email).toBe('eva@example.at');
    expect(toUser({ Id: 3, UserName: 'eva' }, context).email).toBeNull();
  });
});
