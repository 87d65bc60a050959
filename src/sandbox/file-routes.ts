import { textOf, type Row } from './json.js';
import { locate, type Find, type Located } from './locate.js';
import type { SandboxApplicant } from './population.js';
import { notFound, type Call, type Route } from './router.js';
import { changeApplicant, type Server } from './server.js';

/** The documents of an applicant. */
export function documentRoutes(server: Server, read: Find, change: Find): Route[] {
  const at = (call: Call): Located =>
    locate(server, call.id('documentId'), 'Document', (applicant) => applicant.documents);
  const stored = (Id: number, body: Row): Row => ({
    Id,
    Name: body['Name'] ?? null,
    ...file(body),
    Type: body['Type'] ?? null,
    Content: body['Content'] ?? '',
    IsPublic: body['IsPublic'] === true,
  });
  return [
    {
      method: 'GET',
      template: 'Applicant/Documents/{applicantId}',
      run: (call) => read(call).documents.map((item) => withContent(item, call, false)),
    },
    {
      method: 'GET',
      template: 'Applicant/Document/{documentId}',
      run: (call) => withContent(at(call).row, call, true),
    },
    {
      method: 'PUT',
      template: 'Applicant/Document/{applicantId}',
      run(call) {
        const applicant = change(call);
        const document = stored(server.store.createRecordId(applicant.id), call.record());
        applicant.documents.push(document);
        return document;
      },
    },
    {
      method: 'POST',
      template: 'Applicant/Document/{documentId}',
      run(call) {
        const { applicantId, index, row } = at(call);
        const document = stored(Number(row['Id']), call.record());
        changeApplicant(server, applicantId).documents[index] = document;
        return document;
      },
    },
    {
      method: 'DELETE',
      template: 'Applicant/Document/{documentId}',
      run(call) {
        const { applicantId, index, row } = at(call);
        changeApplicant(server, applicantId).documents.splice(index, 1);
        return row;
      },
    },
  ];
}

/** The slots that hold one file each: CV and photo. */
export function fileRoutes(name: string, slot: 'cv' | 'photo', read: Find, change: Find): Route[] {
  const template = `Applicant/${name}/{applicantId}`;
  const filled = (applicant: SandboxApplicant): Row => {
    const found = applicant[slot];
    if (found === undefined) throw notFound(`Applicant #${String(applicant.id)} does not have a ${name}.`);
    return found;
  };
  const set: Route['run'] = (call) => {
    const body = call.record();
    const applicant = change(call);
    const found = { ...file(body), Content: body['Content'] ?? '' };
    applicant[slot] = found;
    return found;
  };
  return [
    { method: 'GET', template, run: (call) => withContent(filled(read(call)), call, true) },
    { method: 'PUT', template, run: set },
    { method: 'POST', template, run: set },
    {
      method: 'DELETE',
      template,
      run(call) {
        const found = filled(read(call));
        change(call)[slot] = undefined;
        return found;
      },
    },
  ];
}

/** The extension as it is stored, always with its dot. */
function file(body: Row): Row {
  const extension = textOf(body['FileExtension']) ?? '';
  return { FileExtension: extension === '' || extension.startsWith('.') ? extension : `.${extension}` };
}

function withContent(row: Row, call: Call, otherwise: boolean): Row {
  const asked = call.query('includeContent')?.toLowerCase();
  return (asked === undefined ? otherwise : asked === 'true') ? row : { ...row, Content: null };
}
