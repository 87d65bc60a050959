import type { ServerProfile } from './diagnosis.js';
import { type AnyKnob, QUESTIONS } from './questions.js';
import type { Visit } from './visit.js';

const PROFILE_LEVELS = ['Jobs', 'Applicants', 'Users', 'ApplicationSearch'];

/** Knob values that only the doctor knows, by what the sandbox can imitate of them. */
const IMITATED: Readonly<Record<string, string | null>> = {
  'propertyNames:mixed': 'camel',
  'enums:mixed': 'names',
  'enums:other': null,
  'dates:other': null,
  'contentType:other': null,
  'extensions:mixed': 'bare',
  'transfer:br': 'gzip',
  'transfer:deflate': 'gzip',
};

/** Returns the part of what was seen that may be shared. */
export function toServerProfile({ dialect, access, notes, figures }: Visit): ServerProfile {
  const known = new Map<string, string>(dialect);
  const knobs = Object.keys(QUESTIONS).flatMap((knob) => {
    const value = known.get(knob);
    if (value === undefined) return [];
    const imitated = IMITATED[`${knob}:${value}`];
    return imitated === null ? [] : [[knob, imitated ?? value] as const];
  });
  return {
    version: 1,
    dialect: Object.fromEntries(knobs),
    access: Object.fromEntries(PROFILE_LEVELS.map((level) => [level, access.get(level) ?? null])),
    shapes: notes.summaries(),
    figures: Object.fromEntries(figures),
  };
}

/** Adds what writes have shown to a profile; what only they can tell counts more than what was read. */
export function withWritten(profile: ServerProfile | undefined, seen: ReadonlyMap<AnyKnob, string>): ServerProfile {
  const access = profile?.access ?? Object.fromEntries(PROFILE_LEVELS.map((level) => [level, null]));
  const dialect = { ...profile?.dialect, ...Object.fromEntries(seen) };
  return { version: 1, dialect, access, shapes: profile?.shapes ?? {}, figures: profile?.figures ?? {} };
}
