import type { Vector } from './world.js';

/** What a server of a dialect cannot hold, whoever writes it. */
export interface Unholdable {
  /** The facts that it lacks for that reason. */
  readonly lost: RegExp;
  /** What a warning must name for each of them. */
  readonly name: RegExp;
  /** Whether there are actions of nothing else, which end with an error instead of a warning. */
  readonly whole?: boolean;
}

const SOURCE: readonly Unholdable[] = [
  { lost: /^\w+ core Referrer,Messe Graz$/, name: /\bReferrer\b/ },
  { lost: /^\w+ source \d+ Messe Graz$/, name: /\bsource\b/ },
];
const SKILL: readonly Unholdable[] = [{ lost: /^\w+ skill BMD NTCS /, name: /\bskills?\b/ }];
const LANGUAGE: readonly Unholdable[] = [{ lost: /^\w+ language Französisch /, name: /\blanguage\b/ }];
const TAG: readonly Unholdable[] = [{ lost: /^\w+ tag R&D$/, name: /\btags?\b/i, whole: true }];
const TYPE: readonly Unholdable[] = [{ lost: /^\w+ document Zeugnis /, name: /\btype of a document\b/ }];
const COUNTRY: readonly Unholdable[] = [{ lost: /^\w+ core Country,Österreich$/, name: /\bCountry\b/ }];

/** No change of a record that holds what the server refuses, unless that is emptied: the error names it. */
function heldUp(name: RegExp): Unholdable {
  return { lost: /^(?:removal of )?max (?:tag|policy|core (?:City|ZipCode|PolicyAcceptedAt))\b/, name, whole: true };
}

const UNHOLDABLE: Readonly<Record<string, readonly Unholdable[]>> = {
  'unknownSources null': SOURCE,
  'unknownSources 400': SOURCE,
  'unknownCountries null': COUNTRY,
  'unknownCountries 400': [...COUNTRY, heldUp(/has in Country$/)],
  'unknownSkills dropped': SKILL,
  'unknownSkills 400': SKILL,
  'unknownLanguages dropped': LANGUAGE,
  'unknownLanguages 400': LANGUAGE,
  'unknownTags dropped': TAG,
  'unknownTags 400': TAG,
  'unknownNames null': [{ lost: /^max core TitleBeforeName,/, name: /\bTitleBeforeName\b/ }],
  'unknownNames 400': [heldUp(/has in TitleBeforeName$/)],
  'unknownDocumentTypes null': TYPE,
  'unknownDocumentTypes 400': TYPE,
  // It has them in its own form.
  'texts encoded': [
    ...TAG,
    { lost: /^joerg core Referrer,/, name: /\bReferrer\b/ },
    { lost: /^joerg source /, name: /\bsource\b/ },
  ],
  'policiesRoute 404': [{ lost: /^\w+ policy /, name: /polic(?:y|ies)|consent/i, whole: true }],
};

/** Returns what a server of a vector cannot hold. */
export function unholdableOf(vector: Vector): readonly Unholdable[] {
  return Object.entries(vector).flatMap(([knob, value]) => UNHOLDABLE[`${knob} ${value}`] ?? []);
}
