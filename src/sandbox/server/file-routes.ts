import type { JsonObject } from '../data/json.js';
import type { OwnedKind } from './owned-routes.js';
import type { SandboxApplicant } from '../data/population.js';
import { notFound, type SandboxCall, type SandboxRoute } from './router.js';
import type { Find } from './server.js';

/** The documents of an applicant; lists leave out their bytes unless asked. */
export const DOCUMENTS: OwnedKind = {
  list: 'Documents',
  one: 'Document',
  rows: (applicant) => applicant.documents,
  shown: (row, call, isList) => withContent(row, call, !isList),
};

/** The slots that hold one file each: CV and photo. */
export function fileRoutes(name: 'Cv' | 'Photo', slot: 'cv' | 'photo', read: Find, change: Find): SandboxRoute[] {
  const template = `Applicant/${name}/{applicantId}`;
  const filled = (applicant: SandboxApplicant): JsonObject => {
    const found = applicant[slot];
    if (found === undefined) throw notFound();
    return found;
  };
  const set: SandboxRoute['run'] = (call) => {
    const found = call.record();
    change(call)[slot] = found;
    return found;
  };
  return [
    { method: 'GET', template, run: (call) => withContent(filled(read(call)), call, true) },
    { method: 'PUT', template, body: name, run: set },
    { method: 'POST', template, body: name, run: set },
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

function withContent(row: JsonObject, call: SandboxCall, otherwise: boolean): JsonObject {
  const asked = call.query('includeContent')?.toLowerCase();
  return (asked === undefined ? otherwise : asked === 'true') ? row : { ...row, Content: null };
}
