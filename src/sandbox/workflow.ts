import type { SandboxActivityInput } from './records.js';

/** The methods of a sandbox that set up the steps of its workflow. */
export interface SandboxWorkflow {
  /**
   * Adds a step of the workflow, by default one that is available in every open status and changes none.
   *
   * @returns Its name.
   *
   * @example
   * ```ts
   * import { createSandbox } from 'erecruiter-kombo/sandbox';
   *
   * const sandbox = createSandbox();
   * sandbox.addStatus({ Status: 'Zweitgespräch', WorkflowStatusGroup: 'External' });
   * sandbox.addActivity({ Name: 'Nochmals einladen', From: ['Gespräch vereinbart'], To: 'Zweitgespräch' });
   * ```
   */
  addActivity(activity: SandboxActivityInput): string;
  /** Removes a step of the workflow. */
  removeActivity(name: string): void;
}
