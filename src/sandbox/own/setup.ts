import { stageOf } from '../data/applications.js';
import { CATALOGUE_NAMES, type CatalogueName } from '../data/catalogue.js';
import { entriesIn, catalogueNames, recordsIn } from '../data/installation.js';
import { jobRow } from '../data/jobs.js';
import { recordOf, type RecordType } from '../data/body-types.js';
import { equalsIgnoringCase, isJsonRecord, textOrNull, type Json, type JsonObject } from '../data/json.js';
import { checkFilled, checkId, checkName, noSuchName, checkedProperties, wrongType } from '../input/names.js';
import { completed, createRecordReader } from '../input/record.js';
import type { OpenCatalogue } from '../records.js';
import type { Sandbox } from '../sandbox.js';
import type { SandboxServer } from '../server/call.js';

type SetupMethods = Pick<
  Sandbox,
  | 'addChannel'
  | 'addCustomField'
  | 'addKnowledgeGroup'
  | 'addPolicy'
  | 'addQuestionnaire'
  | 'addSource'
  | 'addStatus'
  | 'addToCatalogue'
  | 'addUser'
  | 'removeChannel'
  | 'removeCustomField'
  | 'removeFromCatalogue'
  | 'removeKnowledgeGroup'
  | 'removePolicy'
  | 'removeQuestionnaire'
  | 'removeSource'
  | 'removeStatus'
  | 'removeUser'
>;

/** Catalogues whose entries are more than a name have methods of their own; the server speaks two languages. */
const GUARDED_CATALOGUES: readonly CatalogueName[] = ['Cultures', 'CustomFields', 'JobPublicationTypes', 'Referrers'];
const OPEN_CATALOGUES = CATALOGUE_NAMES.filter((name): name is OpenCatalogue => !GUARDED_CATALOGUES.includes(name));

/** The types of entries that are records. */
const ENTRY_TYPES: Readonly<Partial<Record<CatalogueName, RecordType>>> = {
  Regions: 'Region',
  TitlesAfterName: 'Title',
  TitlesBeforeName: 'Title',
};

/** The property of a question that names what its answer is written to, by the type of the question. */
const SUBJECTS: Readonly<Record<number, string>> = {
  0: 'Language',
  1: 'Knowledge',
  3: 'CustomField',
  4: 'KnowledgeGroup',
  22: 'ApplicantDocumentType',
};

/** Gives ids to records that have none: the next free one of their type, and none twice, whatever is removed. */
function createIdGiver(seeded: Readonly<Record<string, readonly number[]>>) {
  const used = new Map(Object.entries(seeded).map(([type, list]) => [type, new Set(list)]));
  const last = new Map(Object.entries(seeded).map(([type, list]) => [type, Math.max(0, ...list)]));
  return {
    next(type: string, taken: readonly number[]): number {
      let id = last.get(type) ?? 0;
      do id += 1;
      while (used.get(type)?.has(id) === true || taken.includes(id));
      return id;
    },
    use(type: string, list: readonly number[]): void {
      for (const id of list) used.get(type)?.add(id);
      let id = last.get(type) ?? 0;
      while (used.get(type)?.has(id + 1) === true) id += 1;
      last.set(type, id);
    },
  };
}

function entryName(entry: Json): Json {
  return isJsonRecord(entry) ? (entry['Name'] ?? null) : entry;
}

/** Checks that a name is new; the server ignores case in some names. */
function checkNew(place: string, name: string, taken: readonly string[], ignoresCase: boolean): void {
  const twin = taken.find((other) => other === name || (ignoresCase && equalsIgnoringCase(other, name)));
  if (twin === undefined) return;
  const found = twin === name ? '' : ` as '${twin}'`;
  throw new RangeError(`${place}: '${name}' exists already${found}`);
}

/** Creates the methods that change what an installation has set up; `attach` gives a job a questionnaire. */
export function createSetupMethods(server: SandboxServer, attach: Sandbox['attachQuestionnaire']): SetupMethods {
  const { clock, installation, settings, store } = server;
  const { mandator, questionnaires } = installation;
  const reader = createRecordReader(installation);

  const ids = createIdGiver({
    PolicyText: installation.policies.map(({ Id }) => Id),
    Questionnaire: [...questionnaires.keys()],
    QuestionnaireItem: [...questionnaires.values()].flatMap(({ items }) => items.map(({ Id }) => Number(Id))),
    User: installation.users.map(({ Id }) => Number(Id)),
  });

  /** Reads a record whose name is its key, and checks that the name is new. */
  function readNamed(place: string, type: RecordType, given: unknown, taken: readonly string[], key = 'Name') {
    const values = reader.read(place, type, given);
    const name = textOrNull(values[key]);
    if (name === null || name === '') throw new TypeError(`${place}: the ${key} is missing`);
    checkNew(place, name, taken, type === 'CustomField');
    return { name, values };
  }

  /** Reads a record with an id, and checks that the id is new. */
  function readNumbered(place: string, type: RecordType, given: unknown, taken: readonly number[], more = {}) {
    const { Id, ...values } = reader.read(place, type, given, more);
    if (Id === undefined) return { id: ids.next(type, taken), values };
    const id = checkId(`${place}.Id`, Id);
    if (taken.includes(id)) throw new RangeError(`${place}: ${String(id)} exists already`);
    return { id, values };
  }

  function addEntry(place: string, catalogue: CatalogueName, type: RecordType, given: unknown, defaults = {}): string {
    const taken = catalogueNames(installation, catalogue);
    const { name, values } = readNamed(place, type, given, taken);
    const entry = { ...recordOf(type), ...defaults, ...values };
    mandator[catalogue] = [...entriesIn(mandator, catalogue), entry];
    return name;
  }

  function removeEntry(place: string, what: string, catalogue: CatalogueName, name: string): void {
    const entries = entriesIn(mandator, catalogue);
    checkName(
      place,
      what,
      name,
      entries.map((entry) => String(entryName(entry))),
    );
    mandator[catalogue] = entries.filter((entry) => entryName(entry) !== name);
  }

  function readItems(given: unknown): JsonObject[] {
    if (!Array.isArray(given)) throw wrongType('addQuestionnaire.Items', 'a list', given);
    const taken = [...questionnaires.values()].flatMap(({ items }) => items.map(({ Id }) => Number(Id)));
    return given.map((item: unknown, index) => {
      const place = `addQuestionnaire.Items[${String(index)}]`;
      const { CustomField, ...rest } = checkedProperties(place, item);
      const { id, values } = readNumbered(place, 'QuestionnaireItem', rest, taken);
      taken.push(id);
      return { ...readSubject(place, { ...values, CustomField: readField(place, CustomField) }), Id: id };
    });
  }

  /** Reads the custom field of a question, of which the name is enough, as its name. */
  function readField(place: string, field: unknown): string | null {
    if (field === undefined || field === null) return null;
    const { Name } = reader.read(`${place}.CustomField`, 'CustomField', field);
    return checkName(`${place}.CustomField`, 'custom field', Name, catalogueNames(installation, 'CustomFields'));
  }

  function readSubject(place: string, values: JsonObject): JsonObject {
    const named = Object.entries(SUBJECTS).filter(([, property]) => (values[property] ?? null) !== null);
    const type = values['Type'] ?? Number(named[0]?.[0] ?? NaN);
    if (typeof type !== 'number' || Number.isNaN(type)) throw new TypeError(`${place}: the Type is missing`);
    const subject = SUBJECTS[type];
    const other = named.find(([, property]) => property !== subject);
    if (other !== undefined) throw new RangeError(`${place}: a question of type ${String(type)} has no ${other[1]}`);
    if (subject !== undefined && named.length === 0) throw new TypeError(`${place}: the ${subject} is missing`);
    const group = textOrNull(values['KnowledgeGroup']);
    const groups = installation.knowledgeGroups.map(({ Group }) => Group);
    if (group !== null) checkName(`${place}.KnowledgeGroup`, 'group of skills', group, groups);
    return recordOf('QuestionnaireItem', { Title: '', ...values, Type: type });
  }

  return {
    addToCatalogue(catalogue, ...names) {
      checkName('addToCatalogue', 'catalogue', catalogue, OPEN_CATALOGUES);
      const place = `addToCatalogue.${catalogue}`;
      const taken = catalogueNames(installation, catalogue);
      for (const name of names) {
        checkFilled(place, name);
        checkNew(place, name, taken, catalogue === 'Knowledges');
        taken.push(name);
      }
      for (const name of names) {
        const type = ENTRY_TYPES[catalogue];
        const entry = type === undefined ? name : completed(type, { Name: name });
        mandator[catalogue] = [...entriesIn(mandator, catalogue), entry];
        if (catalogue === 'JobProfiles') {
          const grouped = { Name: name, Group: null, CultureFilter: [] };
          mandator['GroupedJobProfiles'] = [...entriesIn(mandator, 'GroupedJobProfiles'), grouped];
        }
      }
    },
    removeFromCatalogue(catalogue, ...names) {
      checkName('removeFromCatalogue', 'catalogue', catalogue, OPEN_CATALOGUES);
      const what = `entry in the catalogue ${catalogue}`;
      const left = entriesIn(mandator, catalogue).map((entry) => String(entryName(entry)));
      for (const name of names) {
        checkName('removeFromCatalogue', what, name, left);
        left.splice(left.indexOf(name), 1);
      }
      for (const name of names) {
        removeEntry('removeFromCatalogue', what, catalogue, name);
        if (catalogue !== 'JobProfiles') continue;
        mandator['GroupedJobProfiles'] = entriesIn(mandator, 'GroupedJobProfiles').filter(
          (entry) => !isJsonRecord(entry) || entry['Name'] !== name,
        );
      }
    },
    addSource: (source) => addEntry('addSource', 'Referrers', 'Referrer', source),
    removeSource(name) {
      removeEntry('removeSource', 'source', 'Referrers', name);
    },
    addChannel(channel) {
      const defaults = { Type: 1, PublicationDate: clock.databaseDate(settings.now()) };
      // The name of a channel that is added is not in the catalogue yet.
      const { Name, ...rest } = checkedProperties('addChannel', channel);
      if (typeof Name !== 'string' || Name === '') throw new TypeError('addChannel: the Name is missing');
      const taken = recordsIn(installation, 'JobPublicationTypes').flatMap((item) => [
        item['Name'],
        item['InternalName'],
      ]);
      checkNew('addChannel', Name, taken.map(String), true);
      const entry = recordOf('JobPublication', {
        Name,
        ...defaults,
        ...reader.read('addChannel', 'JobPublication', rest),
      });
      mandator['JobPublicationTypes'] = [...entriesIn(mandator, 'JobPublicationTypes'), entry];
      return Name;
    },
    removeChannel(name) {
      if (name === catalogueNames(installation, 'JobPublicationTypes')[0]) {
        throw new RangeError('removeChannel: the default portal cannot be removed');
      }
      removeEntry('removeChannel', 'channel', 'JobPublicationTypes', name);
      for (const job of store.jobs.values()) job.channels.delete(name);
    },
    addCustomField(field) {
      const { Name } = checkedProperties('addCustomField', field);
      return addEntry('addCustomField', 'CustomFields', 'CustomField', field, {
        Title: typeof Name === 'string' ? Name : null,
        Type: 5,
        IsPublic: true,
        PossibleValues: [],
      });
    },
    removeCustomField(name) {
      checkName('removeCustomField', 'custom field', name, catalogueNames(installation, 'CustomFields'));
      store.clearCustomField(name);
      for (const job of store.jobs.values()) {
        const rows = entriesIn(jobRow(job, server, 'de-AT'), 'CustomFields').filter(isJsonRecord);
        const left = rows.filter(({ CustomField }) => !isJsonRecord(CustomField) || CustomField['Name'] !== name);
        if (left.length < rows.length) job.changes['CustomFields'] = left;
      }
      removeEntry('removeCustomField', 'custom field', 'CustomFields', name);
    },
    addKnowledgeGroup(group) {
      const { JobProfile, ...rest } = checkedProperties('addKnowledgeGroup', group);
      const taken = installation.knowledgeGroups.map(({ Group }) => Group);
      const { name, values } = readNamed('addKnowledgeGroup', 'KnowledgeGroup', rest, taken, 'Group');
      const profiles = catalogueNames(installation, 'JobProfiles');
      const profile = checkName('addKnowledgeGroup.JobProfile', 'job profile', JobProfile, profiles);
      const Knowledges = entriesIn(values, 'Knowledges').map(String);
      const known = entriesIn(mandator, 'Knowledges');
      mandator['Knowledges'] = [...known, ...Knowledges.filter((item) => !known.includes(item))];
      const added = { JobProfile: profile, Group: name, Knowledges };
      installation.knowledgeGroups = [...installation.knowledgeGroups, added];
      return name;
    },
    removeKnowledgeGroup(name) {
      checkName(
        'removeKnowledgeGroup',
        'group of skills',
        name,
        installation.knowledgeGroups.map(({ Group }) => Group),
      );
      installation.knowledgeGroups = installation.knowledgeGroups.filter(({ Group }) => Group !== name);
    },
    addStatus(status) {
      const allowed = {
        StatusForApplicant: 'text',
        StatusForContact: 'text',
        WorkflowStatusGroup: 'WorkflowStatusGroup',
      };
      const { Status } = checkedProperties('addStatus', status);
      const values = reader.read('addStatus', 'Application', status);
      const extra = Object.keys(values).find((name) => name !== 'Status' && !(name in allowed));
      if (extra !== undefined) throw noSuchName('addStatus', 'property', extra, ['Status', ...Object.keys(allowed)]);
      if (typeof Status !== 'string' || Status === '') throw new TypeError('addStatus: the Status is missing');
      const taken = installation.stages.flatMap((stage) => [stage['de-AT'][0], stage['en-GB'][0]]);
      if (taken.includes(Status)) throw new RangeError(`addStatus: '${Status}' exists already`);
      const { StatusForApplicant = Status, StatusForContact = Status, WorkflowStatusGroup = 1 } = values;
      const names = [Status, textOrNull(StatusForApplicant), textOrNull(StatusForContact)] as const;
      installation.stages = [...installation.stages, stageOf(Number(WorkflowStatusGroup), names, names)];
      return Status;
    },
    removeStatus(name) {
      checkName(
        'removeStatus',
        'status',
        name,
        installation.stages.map((stage) => stage['de-AT'][0]),
      );
      installation.stages = installation.stages.filter((stage) => stage['de-AT'][0] !== name);
    },
    addUser(user = {}) {
      const taken = installation.users.map(({ Id }) => Number(Id));
      const { id, values } = readNumbered('addUser', 'User', user, taken);
      const added = recordOf('User', { Id: id, IsEnabled: true, ...values });
      ids.use('User', [id]);
      installation.users = [...installation.users, added];
      return id;
    },
    removeUser(userId) {
      if (!installation.users.some(({ Id }) => Id === checkId('removeUser', userId))) {
        throw new RangeError(`removeUser: no user ${String(userId)}`);
      }
      installation.users = installation.users.filter(({ Id }) => Id !== userId);
    },
    addPolicy(policy = {}) {
      const { Language = 'de-AT', ...rest } = checkedProperties('addPolicy', policy);
      const language = checkName('addPolicy.Language', 'language', Language, catalogueNames(installation, 'Cultures'));
      const taken = installation.policies.map(({ Id }) => Id);
      const { id, values } = readNumbered('addPolicy', 'PolicyText', rest, taken);
      const added = {
        Id: id,
        Type: Number(values['Type'] ?? 1),
        Language: language,
        Text: textOrNull(values['Text']),
        CreatedOn: textOrNull(values['CreatedOn']) ?? clock.databaseDate(settings.now()),
      };
      ids.use('PolicyText', [id]);
      installation.policies = [...installation.policies, added];
      return id;
    },
    removePolicy(policyId) {
      if (!installation.policies.some(({ Id }) => Id === checkId('removePolicy', policyId))) {
        throw new RangeError(`removePolicy: no policy ${String(policyId)}`);
      }
      installation.policies = installation.policies.filter(({ Id }) => Id !== policyId);
    },
    addQuestionnaire(questionnaire, jobIds = []) {
      const { Items, ...rest } = checkedProperties('addQuestionnaire', questionnaire);
      const { id, values } = readNumbered('addQuestionnaire', 'Questionnaire', rest, [...questionnaires.keys()]);
      const items = readItems(Items ?? []);
      const jobs = typeof jobIds === 'number' ? [jobIds] : jobIds;
      if (!Array.isArray(jobs)) throw wrongType('addQuestionnaire: jobIds', 'a number or a list', jobs);
      for (const jobId of jobs) {
        if (!store.jobs.has(checkId('addQuestionnaire: jobId', jobId))) {
          throw new RangeError(`addQuestionnaire: no job ${String(jobId)}`);
        }
      }
      const { Items: _, ...row } = recordOf('Questionnaire', { Name: `Fragebogen ${String(id)}`, ...values, Id: id });
      ids.use('Questionnaire', [id]);
      ids.use(
        'QuestionnaireItem',
        items.map(({ Id }) => Number(Id)),
      );
      questionnaires.set(id, { row, items });
      for (const jobId of jobs) attach(jobId, id);
      return id;
    },
    removeQuestionnaire(questionnaireId) {
      if (!questionnaires.delete(checkId('removeQuestionnaire', questionnaireId))) {
        throw new RangeError(`removeQuestionnaire: no questionnaire ${String(questionnaireId)}`);
      }
      for (const job of store.jobs.values()) {
        if (job.questionnaire === questionnaireId) attach(job.id, null);
      }
    },
  };
}
