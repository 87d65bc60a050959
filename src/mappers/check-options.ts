import { MapperError, type MapperProblem } from './mapper-error.js';
import { isObject, isRecordNumber, RECORD_NUMBER } from './values/checks.js';
import { isListKind, soundValue, type ValueCheck, type Shape, type Tell } from './values/shape.js';
import { isBlank } from './values/text.js';

/** Checks an option that can be missing. */
export function optionThat(holds: (value: unknown) => boolean, problem: string): ValueCheck {
  return (value) => (value === undefined || holds(value) ? undefined : problem);
}

/** Checks a text that can be missing. */
export function textThat(holds: (text: string) => boolean, problem: string): ValueCheck {
  return (value) => {
    if (value === undefined) return undefined;
    if (typeof value !== 'string') return value === null ? 'must be a text, not null' : 'must be a text';
    return holds(value) ? undefined : problem;
  };
}

/** Checks a name, which must not be missing or blank. */
export function requiredName(value: unknown): string | undefined {
  if (value === undefined || value === null) return 'is required';
  return textThat((text) => !isBlank(text), 'must not be empty')(value);
}

/** Checks the number of a record. */
export function numberProblem(value: unknown): string | undefined {
  return isRecordNumber(value) ? undefined : RECORD_NUMBER;
}

/** What an installation and its mandator must be. */
export const OWNER_SHAPE = {
  tenant: requiredName,
  mandatorId(value: unknown) {
    if (value === undefined || value === null) return 'is required';
    if (!Number.isFinite(value)) return 'must be a number';
    if (!Number.isInteger(value)) return 'must be a whole number';
    if (Number(value) < 1) return 'must be at least 1';
    return Number.isSafeInteger(value) ? undefined : `must be at most ${Number.MAX_SAFE_INTEGER}`;
  },
};

/** Throws a `MapperError` that names everything that is wrong with some options, or with another input. */
export function checkMapperOptions(options: unknown, shape: Shape, isStrict: boolean, what = 'options'): void {
  const issues: MapperProblem[] = [];
  const tell: Tell = (path, problem) => {
    issues.push({ path, message: problem.replace('expected object', 'must be an object') });
  };
  soundValue(isObject(options) ? options : {}, shape, '', '', tell);
  if (isStrict) tellUnknown(options, shape, '', tell);
  if (issues.length > 0) throw new MapperError(what, issues);
}

function tellUnknown(options: unknown, shape: Shape, path: string, tell: Tell): void {
  for (const [name, value] of isObject(options) ? Object.entries(options) : []) {
    const kind = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (typeof kind === 'object' && !isListKind(kind)) tellUnknown(value, kind, `${path}${name}.`, tell);
    if (kind !== undefined) continue;
    // A misspelled name helps the reader; any other key could be personal data.
    if (/^[a-z]\w{0,39}$/i.test(name)) tell(path + name, 'is unknown');
    else tell(path.slice(0, -1) || 'options', 'has an unknown field');
  }
}
