import { FIRST_PUBLISHED_JOB, type SandboxJob } from '../data/jobs.js';
import { NO_DATE } from '../data/clock.js';
import { findChannel, catalogueNames } from '../data/installation.js';
import { textOrNull, type JsonObject } from '../data/json.js';
import { checkId, checkName, checkObject, noSuchName, checkedProperties, wrongType } from '../input/names.js';
import { completed, createRecordReader } from '../input/record.js';
import type { Sandbox } from '../sandbox.js';
import type { SandboxServer } from '../server/call.js';
import { readJobFields } from './field-values.js';

type JobMethods = Pick<
  Sandbox,
  'addJob' | 'attachQuestionnaire' | 'closeJob' | 'editJob' | 'publishJob' | 'removeJob' | 'unpublishJob'
>;

/** Properties of a job that are the same in all languages. */
const SHARED = ['Id', 'MandatorId', 'Status', 'CustomFields', 'PublishedOn', 'AvailableCultures', 'Culture'];

/** Creates the methods that change jobs. */
export function createJobMethods(server: SandboxServer): JobMethods {
  const { settings, clock, store, installation } = server;
  const reader = createRecordReader(installation);
  const editReader = createRecordReader(installation, true);
  const date = (): string => clock.databaseDate(settings.now());
  let lastId = Math.max(FIRST_PUBLISHED_JOB - 1, ...store.jobs.keys());

  function jobOf(place: string, id: number): SandboxJob {
    const found = store.jobs.get(checkId(`${place}: jobId`, id));
    if (found === undefined) throw new RangeError(`${place}: no job ${String(id)}`);
    return found;
  }

  function channelOf(place: string, name: string): string {
    if (typeof name !== 'string') throw wrongType(place, 'text', name);
    const found = name === '' ? undefined : findChannel(installation, name);
    if (found === undefined)
      throw noSuchName(place, 'channel', name, catalogueNames(installation, 'JobPublicationTypes'));
    return String(found['Name']);
  }

  function readChannels(place: string, given: unknown): Map<string, JsonObject> {
    if (!Array.isArray(given)) throw wrongType(place, 'a list', given);
    return new Map(
      given.map((item: unknown, index) => {
        const at = `${place}[${String(index)}]`;
        const values = reader.read(at, 'JobPublication', item);
        const name = textOrNull(values['Name']);
        if (name === null) throw new TypeError(`${at}.Name is missing`);
        return [name, values];
      }),
    );
  }

  /** Reads a partial job: what belongs to the job itself, and all other properties. */
  function readJob(place: string, given: unknown, by = reader) {
    const { PublishedOn, CustomFields, ...rest } = checkedProperties(place, given);
    const { Id, MandatorId, Status, ...values } = by.read(place, 'Job', rest);
    if (MandatorId !== undefined && MandatorId !== settings.mandatorId) {
      throw new RangeError(`${place}.MandatorId: is ${String(settings.mandatorId)} here, not ${String(MandatorId)}`);
    }
    if (CustomFields !== undefined) {
      values['CustomFields'] =
        CustomFields === null ? null : readJobFields(`${place}.CustomFields`, installation, reader, CustomFields);
    }
    const channels = PublishedOn === undefined ? undefined : readChannels(`${place}.PublishedOn`, PublishedOn ?? []);
    return { id: Id, status: typeof Status === 'number' ? Status : undefined, channels, values };
  }

  function nextId(): number {
    do lastId += 1;
    while (store.jobs.has(lastId));
    return lastId;
  }

  function readEnglish(texts: unknown): JsonObject | undefined {
    const given = checkObject('addJob', 'language with texts of its own', texts, ['en-GB'])['en-GB'];
    if (given === undefined) return undefined;
    const values = reader.read('addJob', 'Job', given);
    for (const name of SHARED) {
      if (values[name] !== undefined) throw new RangeError(`addJob: ${name} is the same in all languages`);
    }
    return values;
  }

  return {
    addJob(job = {}, texts = {}) {
      const { id: given, status = 0, channels, values } = readJob('addJob', job);
      const english = readEnglish(texts);
      if (values['HasQuestionnaire'] === true) {
        throw new RangeError('addJob: HasQuestionnaire follows from addQuestionnaire');
      }
      delete values['HasQuestionnaire'];
      if (given !== undefined && store.jobs.has(checkId('addJob.Id', given))) {
        throw new RangeError(`addJob: job ${String(given)} exists already`);
      }
      const id = given === undefined ? nextId() : Number(given);
      const CreationDate = values['CreationDate'] ?? date();
      const online = values['OnlineDate'] === undefined ? CreationDate : values['OnlineDate'];
      const Title = values['Title'] ?? values['InternalName'] ?? `Stelle ${String(id)}`;
      const record = completed('Job', {
        InternalName: Title,
        CreationDate,
        UpdateDate: CreationDate,
        OnlineDate: status === 1 ? null : online,
        OnlineDateCorrected: online ?? NO_DATE,
        AvailableCultures: ['de-AT'],
        Culture: 'de-AT',
        Title,
        ...values,
      });
      const listed = channels ?? new Map(status === 0 ? [[channelNames()[0] ?? '', {}]] : []);
      const own = { record, english };
      store.jobs.set(id, { id, index: id, status, channels: listed, questionnaire: undefined, changes: {}, own });
      return id;
    },
    editJob(jobId, changes) {
      const job = jobOf('editJob', jobId);
      const { id, status, channels, values } = readJob('editJob', changes, editReader);
      if (id !== undefined && id !== jobId) throw new RangeError('editJob: an Id cannot change');
      if (status !== undefined) job.status = status;
      if (channels !== undefined) job.channels = channels;
      Object.assign(job.changes, { UpdateDate: date() }, values);
    },
    closeJob(jobId, status = 2) {
      const job = jobOf('closeJob', jobId);
      if (typeof status !== 'number') throw wrongType('closeJob: status', 'a number', status);
      if (status === 0) throw new RangeError('closeJob: a job with status 0 is open');
      checkName('closeJob', 'status', String(status), ['1', '2', '3', '4']);
      job.status = status;
      job.channels.clear();
      job.changes['UpdateDate'] = date();
    },
    publishJob(jobId, channel = channelNames()[0] ?? '') {
      const name = channelOf('publishJob', channel);
      const { channels } = jobOf('publishJob', jobId);
      if (!channels.has(name)) channels.set(name, {});
    },
    unpublishJob(jobId, channel) {
      const { channels } = jobOf('unpublishJob', jobId);
      if (channel === undefined) channels.clear();
      else channels.delete(channelOf('unpublishJob', channel));
    },
    removeJob(jobId) {
      store.jobs.delete(jobOf('removeJob', jobId).id);
    },
    attachQuestionnaire(jobId, questionnaireId) {
      const job = jobOf('attachQuestionnaire', jobId);
      if (
        questionnaireId !== null &&
        !installation.questionnaires.has(checkId('attachQuestionnaire: questionnaireId', questionnaireId))
      ) {
        throw new RangeError(`attachQuestionnaire: no questionnaire ${String(questionnaireId)}`);
      }
      job.questionnaire = questionnaireId ?? undefined;
      delete job.changes['HasQuestionnaire'];
    },
  };

  function channelNames(): string[] {
    return catalogueNames(installation, 'JobPublicationTypes');
  }
}
