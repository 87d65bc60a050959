import type { RawApplicantKnowledge } from '../../schemas/index.js';
import {
  OWNED_KINDS,
  applicantRow,
  createSandboxApplicant,
  recordsOf,
  type OwnedKind,
  type SandboxApplicant,
} from '../data/applicants.js';
import type { SandboxApplication, Stage } from '../data/applications.js';
import { membersOf, recordOf } from '../data/body-types.js';
import { firstStage } from '../data/installation.js';
import { equalsIgnoringCase, isJsonRecord, textOrNull, type Json, type JsonObject } from '../data/json.js';
import { CV_CONTENT } from '../data/population.js';
import { checkId, checkName } from '../input/names.js';
import { createRecordReader } from '../input/record.js';
import type { PartialRecord } from '../partial.js';
import type { ApplicantRecordKind, OwnedRecords } from '../records.js';
import type { Sandbox } from '../sandbox.js';
import type { SandboxServer } from '../server/call.js';
import { APPLICANT_TARGETS, readFieldValue } from './field-values.js';

type ApplicantMethods = Pick<
  Sandbox,
  | 'addApplicant'
  | 'addApplication'
  | 'addRecord'
  | 'edit'
  | 'moveApplication'
  | 'removeApplicant'
  | 'removeApplication'
  | 'removeRecord'
  | 'setCustomField'
  | 'setCv'
  | 'setPhoto'
  | 'setPolicy'
>;

/** Properties of an applicant that cannot be sent, but can be set by a test. */
const SETTABLE = {
  Id: 'int',
  DateOfUpdateByUser: 'date',
  DateOfUpdateByApplicant: 'date',
  ThirdPartyProfiles: 'ThirdPartyProfile[]',
};

/** Properties of an application that follow from its stage unless a test sets them. */
const FROM_STAGE = [
  'StatusForApplicant',
  'StatusForContact',
  'IsVisibleToApplicant',
  'IsVisibleToContact',
  'AvailableActivities',
];

const RECORD_KINDS: readonly ApplicantRecordKind[] = [...OWNED_KINDS, 'Knowledge'];

/** Creates the methods that change applicants and what belongs to them; `commit` processes what is due. */
export function createApplicantMethods(server: SandboxServer, commit: () => void): ApplicantMethods {
  const { settings, clock, store, installation } = server;
  const reader = createRecordReader(installation);
  const editReader = createRecordReader(installation, true);
  const date = (): string => clock.databaseDate(settings.now());
  const newer = Object.fromEntries(Object.keys(settings.newerProperties).map((name) => [name, 'any']));

  /** Changes an applicant who exists; if `run` throws, nothing is kept. */
  function change<T>(place: string, id: number, run: (applicant: SandboxApplicant) => T): T {
    commit();
    const found = store.read(checkId(`${place}: applicantId`, id));
    if (found === undefined) throw new RangeError(`${place}: no applicant ${String(id)}`);
    const result = run(found);
    store.save(found);
    return result;
  }

  function readApplicant(place: string, given: unknown, current: JsonObject): JsonObject {
    const own = new Set([...membersOf('Applicant').map(({ name }) => name), ...Object.keys({ ...SETTABLE, ...newer })]);
    const computed = Object.entries(current).filter(([name]) => !own.has(name));
    const computedTypes = Object.fromEntries(computed.map(([name]) => [name, 'any']));
    const by = place === 'edit' ? editReader : reader;
    const values = by.read(place, 'Applicant', given, { ...SETTABLE, ...newer, ...computedTypes });
    for (const [name, value] of computed) {
      if (values[name] !== undefined && values[name] !== value) {
        throw new RangeError(`${place}: ${name} follows from what the applicant has, and is ${String(value)}`);
      }
      delete values[name];
    }
    return values;
  }

  /** Stores values: those of the core record, and the dates and profiles beside it. */
  function assign(applicant: SandboxApplicant, values: JsonObject, updatedByUser: Json): void {
    const { Id, DateOfUpdateByUser, DateOfUpdateByApplicant, ThirdPartyProfiles, ...core } = values;
    for (const list of ['Tags', 'JobProfiles', 'Regions']) if (core[list] === null) core[list] = [];
    Object.assign(applicant.core, core);
    applicant.updatedByUser = DateOfUpdateByUser ?? updatedByUser;
    if (DateOfUpdateByApplicant !== undefined) applicant.updatedByApplicant = DateOfUpdateByApplicant;
    if (Array.isArray(ThirdPartyProfiles)) applicant.profiles = ThirdPartyProfiles.filter(isJsonRecord);
  }

  function stageOf(place: string, status: unknown): Stage {
    const names = installation.stages.map((stage) => stage['de-AT'][0]);
    const name = checkName(place, 'status', status, names);
    return installation.stages.find((stage) => stage['de-AT'][0] === name) ?? firstStage(installation);
  }

  function stageFor(place: string, { Status, WorkflowStatusGroup }: JsonObject): Stage {
    if (typeof Status === 'string') {
      const stage = stageOf(`${place}.Status`, Status);
      if (typeof WorkflowStatusGroup !== 'number' || WorkflowStatusGroup === stage.group) return stage;
      throw new RangeError(`${place}: the status '${Status}' has the WorkflowStatusGroup ${String(stage.group)}`);
    }
    if (typeof WorkflowStatusGroup !== 'number') return firstStage(installation);
    const stage = installation.stages.find(({ group }) => group === WorkflowStatusGroup);
    if (stage !== undefined) return stage;
    throw new RangeError(`${place}: no status has the WorkflowStatusGroup ${String(WorkflowStatusGroup)}`);
  }

  function applicationIn(place: string, applicant: SandboxApplicant, id: number): SandboxApplication {
    checkId(`${place}: applicationId`, id);
    const found = applicant.applications.find((item) => item.id === id);
    if (found !== undefined) return found;
    throw new RangeError(`${place}: applicant ${String(applicant.id)} has no application ${String(id)}`);
  }

  function readFile(place: string, kind: 'Cv' | 'Photo', file: unknown, extension: string): JsonObject {
    return recordOf(kind, { FileExtension: extension, Content: CV_CONTENT, ...reader.read(place, kind, file) });
  }

  function addOwned(applicant: SandboxApplicant, kind: OwnedKind, given: unknown): number {
    const { Id, ...values } = reader.read('addRecord', kind, given, { Id: 'int' });
    const rows = recordsOf(applicant, kind);
    if (Id !== undefined) {
      const id = checkId('addRecord.Id', Id);
      const owner = store.read(store.ownerOf(kind, id) ?? 0);
      if (owner !== undefined && recordsOf(owner, kind).some((row) => row['Id'] === id)) {
        throw new RangeError(`addRecord: ${kind} ${String(id)} exists already`);
      }
    }
    const id = store.createRecordId(kind, applicant.id, Id === undefined ? undefined : Number(Id));
    const file = kind === 'Document' ? { Name: 'Dokument', FileExtension: '.pdf', Content: CV_CONTENT } : {};
    rows.push({ Id: id, ...recordOf(kind, { ...file, ...values }) });
    return id;
  }

  function addKnowledge(applicant: SandboxApplicant, given: unknown): string {
    const values = reader.read('addRecord', 'Knowledge', given);
    const name = textOrNull(values['Knowledge']);
    if (name === null) throw new TypeError('addRecord: the Knowledge is missing');
    if (applicant.knowledges.some((row) => equalsIgnoringCase(row['Knowledge'], name))) {
      throw new RangeError(`addRecord: applicant ${String(applicant.id)} has the Knowledge '${name}' already`);
    }
    applicant.knowledges.push(recordOf('Knowledge', values));
    return name;
  }

  function addRecord(applicantId: number, kind: 'Knowledge', record: PartialRecord<RawApplicantKnowledge>): string;
  function addRecord<K extends keyof OwnedRecords>(applicantId: number, kind: K, record?: OwnedRecords[K]): number;
  function addRecord(applicantId: number, kind: ApplicantRecordKind, record: unknown = {}): number | string {
    checkName('addRecord', 'kind', kind, RECORD_KINDS);
    return change('addRecord', applicantId, (applicant): number | string =>
      kind === 'Knowledge' ? addKnowledge(applicant, record) : addOwned(applicant, kind, record),
    );
  }

  return {
    addRecord,
    addApplicant(applicant = {}) {
      commit();
      const blank = createSandboxApplicant(0, {});
      const values = readApplicant('addApplicant', applicant, applicantRow(blank));
      const id = values['Id'] === undefined ? undefined : checkId('addApplicant.Id', values['Id']);
      if (id !== undefined && store.read(id) !== undefined) {
        throw new RangeError(`addApplicant: applicant ${String(id)} exists already`);
      }
      const DateOfCreation = values['DateOfCreation'] ?? date();
      const defaults = {
        DateOfCreation,
        LastName: 'Mustermann',
        IsActive: true,
        Tags: [],
        JobProfiles: [],
        Regions: [],
      };
      const added = store.create({ ...recordOf('Applicant', defaults), ...settings.newerProperties }, id);
      added.updatedByApplicant = DateOfCreation;
      assign(added, values, DateOfCreation);
      return added.id;
    },
    edit(applicantId, changes) {
      change('edit', applicantId, (found) => {
        const values = readApplicant('edit', changes, applicantRow(found));
        if (values['Id'] !== undefined && values['Id'] !== applicantId) {
          throw new RangeError('edit: an Id cannot change');
        }
        if (values['Email'] !== undefined) found.searchableAt = settings.now() + settings.emailSearch.lagMs;
        assign(found, values, date());
      });
    },
    removeApplicant(applicantId) {
      change('removeApplicant', applicantId, () => undefined);
      store.remove(applicantId);
    },

    addApplication(application) {
      commit();
      const place = 'addApplication';
      const values = reader.read(place, 'Application', application, { WorkflowLastChange: 'date' });
      const applicantId = checkId(`${place}.ApplicantId`, values['ApplicantId']);
      const jobId = checkId(`${place}.JobId`, values['JobId']);
      const id = values['Id'] === undefined ? undefined : checkId(`${place}.Id`, values['Id']);
      const applicant = store.read(applicantId);
      if (applicant === undefined) throw new RangeError(`${place}: no applicant ${String(applicantId)}`);
      if (!store.jobs.has(jobId)) throw new RangeError(`${place}: no job ${String(jobId)}`);
      const twin = applicant.applications.find((item) => item.jobId === jobId);
      if (twin !== undefined) {
        throw new RangeError(
          `${place}: the applicant has applied for the job already, in application ${String(twin.id)}`,
        );
      }
      if (id !== undefined && store.application(id) !== undefined) {
        throw new RangeError(`${place}: application ${String(id)} exists already`);
      }
      const changedAt = clock.instantOf(textOrNull(values['WorkflowLastChange']) ?? '') ?? settings.now();
      const rating = values['Rating'];
      const added = {
        applicantId,
        jobId,
        stage: stageFor(place, values),
        referrer: textOrNull(values['Referrer']),
        info: textOrNull(values['ReferrerAdditionalInfo']),
        rating: typeof rating === 'number' ? rating : null,
        createdAt: changedAt,
        changedAt,
        changes: Object.fromEntries(Object.entries(values).filter(([name]) => FROM_STAGE.includes(name))),
      };
      return store.createApplication(added, id).id;
    },
    moveApplication(applicantId, applicationId, status) {
      change('moveApplication', applicantId, (applicant) => {
        const application = applicationIn('moveApplication', applicant, applicationId);
        const stage = stageOf('moveApplication', status);
        Object.assign(application, { stage, changes: {}, changedAt: settings.now() });
      });
    },
    removeApplication(applicantId, applicationId) {
      change('removeApplication', applicantId, (applicant) => {
        const gone = applicationIn('removeApplication', applicant, applicationId);
        applicant.applications = applicant.applications.filter((item) => item !== gone);
      });
    },

    removeRecord(applicantId, kind, id) {
      checkName('removeRecord', 'kind', kind, RECORD_KINDS);
      change('removeRecord', applicantId, (applicant) => {
        const rows = kind === 'Knowledge' ? applicant.knowledges : recordsOf(applicant, kind);
        const key = kind === 'Knowledge' ? 'Knowledge' : 'Id';
        const index = rows.findIndex((row) => row[key] === id);
        const who = `applicant ${String(applicantId)}`;
        if (index < 0) throw new RangeError(`removeRecord: ${who} has no ${kind} ${String(id)}`);
        rows.splice(index, 1);
      });
    },
    setCv(applicantId, file = {}) {
      change('setCv', applicantId, (applicant) => {
        applicant.cv = file === null ? undefined : readFile('setCv', 'Cv', file, '.pdf');
      });
    },
    setPhoto(applicantId, file = {}) {
      change('setPhoto', applicantId, (applicant) => {
        applicant.photo = file === null ? undefined : readFile('setPhoto', 'Photo', file, '.jpg');
      });
    },
    setCustomField(applicantId, name, value) {
      change('setCustomField', applicantId, ({ customFields }) => {
        const { key, stored } = readFieldValue('setCustomField', installation, APPLICANT_TARGETS, name, value);
        if (stored === undefined) customFields.delete(key);
        else customFields.set(key, stored);
      });
    },
    setPolicy(applicantId, policyId, dates = {}) {
      change('setPolicy', applicantId, ({ policies }) => {
        const id = checkId('setPolicy: policyId', policyId);
        if (!installation.policies.some((policy) => policy.Id === id)) {
          throw new RangeError(`setPolicy: no policy ${String(id)}`);
        }
        if (dates === null) policies.delete(id);
        else policies.set(id, { AcceptedOn: date(), RevokedOn: null, ...reader.read('setPolicy', 'Policy', dates) });
      });
    },
  };
}
