import { textOf, type Row } from './json.js';
import type { OwnedKind } from './owned-routes.js';
import type { SandboxApplicant } from './population.js';
import { invalid, notFound, type Call, type Route } from './router.js';
import type { Find } from './server.js';

/** The documents of an applicant; lists leave out their bytes unless asked. */
export const DOCUMENTS: OwnedKind = {
  list: 'Documents',
  one: 'Document',
  rows: (applicant) => applicant.documents,
  stored(Id, body) {
    const { FileExtension, Content } = file(body);
    const { Name, Type, IsPublic } = body;
    return { Id, Name: Name ?? null, FileExtension, Type: Type ?? null, Content, IsPublic: IsPublic === true };
  },
  shown: (row, call, isList) => withContent(row, call, !isList),
};

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
    const found = file(body);
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

/** A file as it is stored: its extension always with its dot. */
function file(body: Readonly<Row>): { FileExtension: string; Content: string } {
  const extension = textOf(body['FileExtension']) ?? '';
  const Content = textOf(body['Content']) ?? '';
  if (Content.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(Content)) {
    throw invalid([['parameter.Content', 'Error converting value to a byte array.']]);
  }
  return { FileExtension: extension === '' || extension.startsWith('.') ? extension : `.${extension}`, Content };
}

function withContent(row: Row, call: Call, otherwise: boolean): Row {
  const asked = call.query('includeContent')?.toLowerCase();
  return (asked === undefined ? otherwise : asked === 'true') ? row : { ...row, Content: null };
}
