import { countOf } from '../mappers/values/text.js';
import { finding, type Finding, type ShapeSummary } from './diagnosis.js';
import { questionFindings } from './questions.js';
import type { Visit } from './visit.js';

/** Names of a list that are shown; the profile has all of them. */
const NAMES_SHOWN = 12;

/** Says how records differ from the documentation: names and types, never a value. */
export function shapeFindings({ notes, dialect, client }: Visit): Finding[] {
  const kinds = Object.entries(notes.summaries()).flatMap(([kind, summary]) => kindFindings(kind, summary));
  const largest = Math.max(0, ...[...client.sizes.values()].flat());
  const size = finding('shape.size', 'ok', `The largest answer has ${countOf(largest.toLocaleString('en'), 'byte')}.`);
  return [...kinds, ...questionFindings('shape', dialect), size];
}

function kindFindings(kind: string, { records, missing, additional, otherTypes }: ShapeSummary): Finding[] {
  const isNested = kind.includes('.');
  const differs = Object.keys(otherTypes).length > 0;
  if (isNested && !differs && additional.length === 0) return [];
  const parts = [
    ...(missing.length === 0 ? [] : [`missing: ${shownNames(missing)}`]),
    ...(additional.length === 0 ? [] : [`additional: ${shownNames(additional)}`]),
    ...(differs ? [`other types: ${typesOf(otherTypes)}`] : []),
  ];
  const text = `${kind}, ${countOf(records, 'record')}: ${parts.length === 0 ? 'as documented' : parts.join('; ')}.`;
  const advice = differs
    ? 'What cannot be read becomes null and is reported to `onIssue`. Please share the profile.'
    : null;
  return [finding(`shape.${kind}`, differs ? 'problem' : 'ok', text, { advice })];
}

function shownNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_SHOWN).join(', ');
  return names.length > NAMES_SHOWN ? `${shown} and ${names.length - NAMES_SHOWN} more` : shown;
}

function typesOf(types: ShapeSummary['otherTypes']): string {
  return shownNames(Object.entries(types).map(([name, seen]) => `${name} (${seen.join(', ')})`));
}
