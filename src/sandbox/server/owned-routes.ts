import type { BodyType } from './body-types.js';
import type { JsonObject } from '../data/json.js';
import type { SandboxApplicant } from '../data/population.js';
import { notFound, type SandboxCall, type SandboxRoute } from './router.js';
import { changeApplicant, readApplicant, type Server } from './server.js';

/** A kind of record that hangs on an applicant and has an id of its own. */
export interface OwnedKind {
  /** Names of the routes for all and for one. */
  readonly list: string;
  readonly one: BodyType;
  rows(applicant: SandboxApplicant): JsonObject[];
  /** What is answered of what is stored, to a list or for one. */
  shown?(row: JsonObject, call: SandboxCall, isList: boolean): JsonObject;
}

/** All by applicant, one by its own id, PUT by applicant: the same path, another id. */
export function ownedRoutes(server: Server, kind: OwnedKind): SandboxRoute[] {
  const { list, one } = kind;
  const byRecord = `Applicant/${one}/{recordId}`;
  const shown = (row: JsonObject, call: SandboxCall, isList: boolean): JsonObject =>
    kind.shown?.(row, call, isList) ?? row;

  function locate(call: SandboxCall): { applicantId: number; index: number; row: JsonObject } {
    const id = call.id('recordId');
    const owner = server.store.read(server.store.ownerOf(id) ?? 0);
    const index = owner === undefined ? -1 : kind.rows(owner).findIndex((row) => row['Id'] === id);
    const row = owner && kind.rows(owner)[index];
    if (owner === undefined || row === undefined) throw notFound();
    return { applicantId: owner.id, index, row };
  }

  return [
    {
      method: 'GET',
      template: `Applicant/${list}/{applicantId}`,
      run: (call) => kind.rows(readApplicant(server, call.id('applicantId'))).map((row) => shown(row, call, true)),
    },
    { method: 'GET', template: byRecord, run: (call) => shown(locate(call).row, call, false) },
    {
      method: 'PUT',
      template: `Applicant/${one}/{applicantId}`,
      body: one,
      run(call) {
        const { id } = readApplicant(server, call.id('applicantId'));
        const row = { Id: server.store.createRecordId(id), ...call.record() };
        kind.rows(changeApplicant(server, id)).push(row);
        return row;
      },
    },
    {
      method: 'POST',
      template: byRecord,
      body: one,
      run(call) {
        const { applicantId, index } = locate(call);
        const row = { Id: call.id('recordId'), ...call.record() };
        kind.rows(changeApplicant(server, applicantId))[index] = row;
        return row;
      },
    },
    {
      method: 'DELETE',
      template: byRecord,
      run(call) {
        const { applicantId, index, row } = locate(call);
        kind.rows(changeApplicant(server, applicantId)).splice(index, 1);
        return row;
      },
    },
  ];
}
