import { expect, test } from 'vitest';
import { locate, run } from '../helpers/run.js';
import { root } from '../helpers/source.js';

const typedoc = locate('typedoc/package.json').replace('package.json', 'bin/typedoc');
const OPTIONS = ['--emit', 'none', '--logLevel', 'Warn', '--skipErrorChecking'];
const LENIENT = ['--treatWarningsAsErrors', 'false', '--treatValidationWarningsAsErrors', 'false'];
const KINDS = ['Variable', 'Function', 'Class', 'Interface', 'Property', 'Method', 'Accessor', 'TypeAlias'];

/** The properties of raw records and requests speak for themselves: eRecruiter documents them. */
const RAW_PROPERTY = /\(Property\), defined in \S*src\/(?:schemas|raw)\//;

test(
  'every public symbol is documented, and every link in a comment leads somewhere',
  { timeout: 120_000 },
  async () => {
    const kinds = KINDS.flatMap((kind) => ['--requiredToBeDocumented', kind]);
    const { stderr } = await run(process.execPath, [typedoc, ...OPTIONS, ...LENIENT, ...kinds], root);
    const warnings = stderr.split('\n').filter((line) => line !== '' && !/Found \d+ errors/.test(line));
    expect(warnings.filter((line) => !RAW_PROPERTY.test(line))).toEqual([]);
  },
);
