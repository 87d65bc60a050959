import { recordOf } from '../data/body-types.js';
import { textOrNull } from '../data/json.js';
import { checkedProperties, checkFilled, checkName, wrongType } from '../input/names.js';
import { createRecordReader } from '../input/record.js';
import type { SandboxServer } from '../server/call.js';
import type { SandboxWorkflow } from '../workflow.js';

const MORE = { From: 'text[]', To: 'text', SendsEmail: 'bool' } as const;

/** Creates the methods that change the steps of the workflow. */
export function createWorkflowMethods({ installation }: SandboxServer): SandboxWorkflow {
  const reader = createRecordReader(installation);
  return {
    addActivity(activity) {
      const place = 'addActivity';
      const { Name: given } = checkedProperties(place, activity);
      checkFilled(`${place}.Name`, given);
      const { From, To, SendsEmail, ...row } = reader.read(place, 'ApplicationActivity', activity, MORE);
      const name = textOrNull(row['Name']) ?? '';
      if (installation.steps.some((step) => step.row['Name'] === name)) {
        throw new RangeError(`${place}: '${name}' exists already`);
      }
      const statuses = installation.stages.map((stage) => stage['de-AT'][0]);
      const statusAt = (path: string, status: unknown): string =>
        checkName(`${place}.${path}`, 'status', status, statuses);
      if (From !== undefined && !Array.isArray(From)) throw wrongType(`${place}.From`, 'a list', From);
      const from = From === undefined ? null : From.map((status) => statusAt('From', status));
      const to = To === undefined ? null : statusAt('To', To);
      const step = { row: recordOf('ApplicationActivity', row), from, to, emails: SendsEmail === true };
      installation.steps = [...installation.steps, step];
      return name;
    },
    removeActivity(name) {
      checkName(
        'removeActivity',
        'activity',
        name,
        installation.steps.map(({ row }) => String(row['Name'])),
      );
      installation.steps = installation.steps.filter(({ row }) => row['Name'] !== name);
    },
  };
}
