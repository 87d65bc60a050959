import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** What the command line asks the doctor for. */
export interface DoctorArguments {
  /** The job of the write check; undefined without `--write`. */
  readonly jobNumber: number | undefined;
  readonly step: string | undefined;
  readonly isYes: boolean;
  readonly folder: string | undefined;
}

const USAGE = `Looks at an eRecruiter installation, and reports what works on it.

  npm run doctor                             reads only; writes a page and a profile here
  npm run doctor -- some/folder              writes them into this folder
  npm run doctor -- --write 4711             also creates one test candidate for job 4711, and erases them again

  --write <job number>   an open job, best of a test mandator; you are asked before anything is written
  --step <name>          with --write: also executes this step of the workflow, which may email people
  --yes                  with --write: does not ask
  --help                 shows this

ERECRUITER_BASE_URL, ERECRUITER_API_KEY and ERECRUITER_MANDATOR_ID say where to look; without them it is the sandbox.
All about it: docs/doctor.md`;

/** Reads the command line. Prints the usage or what is wrong with it, and ends the process, if there is nothing to run. */
export function doctorArguments(args: readonly string[]): DoctorArguments {
  const { values, positionals } = parsed(args);
  if (values.help === true) {
    console.log(USAGE);
    process.exit(0);
  }
  const [folder, ...more] = positionals;
  if (more.length > 0) return fail(`One folder is enough: ${positionals.join(', ')}.`);
  if (folder !== undefined && statSync(folder, { throwIfNoEntry: false })?.isDirectory() === false) {
    return fail(`${folder} is a file, and no folder.`);
  }
  // npm keeps what stands before the two dashes: `npm run doctor --write 4711` arrives as 4711.
  if (values.write === undefined && /^\d+$/.test(folder ?? '')) {
    return fail(`${folder} is no folder. For the write check: npm run doctor -- --write ${folder}`);
  }
  const jobNumber = values.write === undefined ? undefined : Number(values.write);
  if (
    jobNumber !== undefined &&
    !(/^\d+$/.test(values.write ?? '') && Number.isSafeInteger(jobNumber) && jobNumber > 0)
  ) {
    return fail('--write needs the number of an open job of a test mandator.');
  }
  if (jobNumber === undefined && (values.step !== undefined || values.yes === true)) {
    return fail('--step and --yes need --write.');
  }
  return { jobNumber, step: values.step, isYes: values.yes === true, folder };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        write: { type: 'string' },
        step: { type: 'string' },
        yes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    return fail(error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : String(error));
  }
}

function fail(text: string): never {
  console.error(`${text.replace(/\.?$/, '.')} See npm run doctor -- --help`);
  process.exit(1);
}
