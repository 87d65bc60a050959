import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '../../src/doctor/questions.js';
import { readDialectProfile } from '../../src/sandbox/index.js';
import { DIALECT } from '../../src/sandbox/dialect/knobs.js';
import { createPractice, findingOf, problemsOf } from './kit.js';

/** Knobs and values that no reading shows, or not in the sandbox, with the reason. */
const UNSEEN: Readonly<Record<string, string>> = {
  'serverClock:fast': 'the sandbox sends no Date',
  'serverClock:slow': 'the sandbox sends no Date',
  'extensions:bare': 'the sandbox turns only what is written',
  'extensions:lower': 'the sandbox turns only what is written',
  'throttling:queue': 'a wait looks like a slow server',
  'throttling:dropped': 'looks like a lost connection',
};

/** Knobs that only writes show. */
const WRITTEN = Object.keys(DIALECT).filter((knob) => !(knob in QUESTIONS));

const turned = Object.entries(DIALECT).flatMap(([knob, [, ...values]]) =>
  knob in QUESTIONS ? values.map((value) => [knob, value] as const) : [],
);
const seen = turned.filter(([knob, value]) => UNSEEN[`${knob}:${value}`] === undefined);

/** A small practice in which one knob is turned. */
function practiceOf(knob: string, value: string) {
  const lacking = knob === 'missingLevel' ? { accessLevels: ['Jobs', 'Applicants', 'ApplicationSearch'] as const } : {};
  // Few addresses have a plus.
  const size = knob === 'plusInPath' ? { applicants: 40, sample: 12 } : { applicants: 14, sample: 5 };
  const practice = createPractice({ applicants: size.applicants, jobs: 6, dialect: { [knob]: value }, ...lacking });
  const { baseUrl } = practice.sandbox;
  return {
    ...practice,
    sample: size.sample,
    baseUrl: knob === 'address' ? baseUrl.replace('https:', 'http:') : baseUrl,
  };
}

describe('one knob turned', () => {
  test.each(seen)('%s: %s is named', async (knob, value) => {
    const { visit, baseUrl, sample } = practiceOf(knob, value);
    const diagnosis = await visit({ baseUrl, sample });
    expect(diagnosis.complete).toBe(true);
    expect(diagnosis.profile.dialect).toMatchObject({ [knob]: value });
    expect(findingOf(diagnosis, knob)).toMatchObject({ seen: value, text: expect.any(String) });
    expect(diagnosis.requests).toBeLessThanOrEqual(200);
  });

  test('the rest is known: nothing else is left out', () => {
    expect(Object.keys(UNSEEN).filter((key) => !turned.some(([knob, value]) => key === `${knob}:${value}`))).toEqual(
      [],
    );
    expect(WRITTEN).toEqual(expect.arrayContaining(['emailLag', 'fileNames', 'unknownTags', 'skillsRoute']));
    expect(WRITTEN.length + Object.keys(QUESTIONS).length).toBe(Object.keys(DIALECT).length);
  });
});

describe('a profile', () => {
  const DIALECTS = [
    {
      propertyNames: 'camel',
      enums: 'names',
      dates: 'ms',
      emailNobody: '404',
      noDocuments: '204',
      newToken: 'ends-older',
    },
    { numbers: 'text', emptyLists: 'absent', channelBy: 'internal-name', noDates: '30-days', rootSlash: 'with' },
    {
      charset: 'latin-1',
      errorBodies: 'html',
      unknownChannel: 'default-portal',
      listOrder: 'changing',
      emptyCv: '204',
    },
  ] as const;

  test.each(DIALECTS)('of %o imitates the server that was seen', async (dialect) => {
    const { profile } = await createPractice({ applicants: 14, jobs: 6, dialect }).visit({ sample: 5 });
    expect(profile.dialect).toMatchObject(dialect);
    const like = readDialectProfile(JSON.parse(JSON.stringify(profile)));
    const again = await createPractice({ applicants: 14, jobs: 6, like }).visit({ sample: 5 });
    expect(again.profile.dialect).toEqual(profile.dialect);
  });

  test('of the base sandbox imitates it: no problem', async () => {
    const { profile } = await createPractice({ applicants: 14, jobs: 6 }).visit({ sample: 5 });
    const like = readDialectProfile(profile);
    expect(problemsOf(await createPractice({ applicants: 14, jobs: 6, like }).visit({ sample: 5 }))).toEqual([]);
  });
});
