import { CLIENT_READS_IT, NO_SAMPLE, type Question } from './question.js';

/** Questions about how answers are written, by the knob of the sandbox's dialects that imitates the answer. */
export const SHAPE_QUESTIONS = {
  propertyNames: {
    chapter: 'shape',
    asks: 'Names of properties',
    assumed: 'pascal',
    unseen: NO_SAMPLE,
    answers: {
      pascal: 'are in PascalCase',
      camel: { text: 'are in camelCase', advice: CLIENT_READS_IT },
      lower: { text: 'are in lower case', advice: CLIENT_READS_IT },
      upper: { text: 'are in upper case', advice: CLIENT_READS_IT },
      mixed: { text: 'are in several cases', advice: CLIENT_READS_IT },
    },
  },
  numbers: {
    chapter: 'shape',
    asks: 'Numbers',
    assumed: 'plain',
    unseen: NO_SAMPLE,
    answers: {
      plain: 'are plain',
      decimal: { text: 'have a fraction of zeros (42000.0)', advice: CLIENT_READS_IT },
      text: { text: 'are written as text', advice: CLIENT_READS_IT },
      'ids-text': { text: 'of records are written as text', advice: CLIENT_READS_IT },
    },
  },
  enums: {
    chapter: 'shape',
    asks: 'Enums',
    assumed: 'integers',
    unseen: NO_SAMPLE,
    answers: {
      integers: 'are integers',
      names: { text: 'are names', advice: CLIENT_READS_IT },
      'lower-names': { text: 'are names in lower case', advice: CLIENT_READS_IT },
      'numeric-text': { text: 'are integers written as text', advice: CLIENT_READS_IT },
      mixed: { text: 'are written in several forms', advice: CLIENT_READS_IT },
    },
  },
  dates: {
    chapter: 'shape',
    asks: 'Dates',
    assumed: 'stored',
    unseen: 'no date was in the sample',
    answers: {
      stored: 'have no offset, or one where the server says it',
      offset: { text: 'all have an offset', fine: true },
      utc: { text: 'are all in UTC', advice: CLIENT_READS_IT },
      local: { text: 'all are wall time', fine: true },
      seconds: { text: 'have no fraction', fine: true },
      'seven-digits': { text: 'have seven fraction digits', fine: true },
      ms: { text: 'are written as /Date(ms)/', advice: CLIENT_READS_IT },
      'ms-offset': { text: 'are written as /Date(ms+0100)/', advice: CLIENT_READS_IT },
      other: { text: 'are written in a form of their own', advice: 'Please report it: dates would be null.' },
    },
  },
  emptyLists: {
    chapter: 'shape',
    asks: 'Lists without entries',
    assumed: 'stored',
    unseen: 'no empty list was in the sample',
    answers: {
      stored: 'are written in several ways',
      null: { text: 'are null', fine: true },
      empty: { text: 'are []', fine: true },
      absent: { text: 'are left out', fine: true },
    },
  },
  emptyProperties: {
    chapter: 'shape',
    asks: 'Properties without a value',
    assumed: 'null',
    unseen: 'too few records were in the sample',
    answers: {
      null: 'are null',
      absent: { text: 'are left out', fine: true },
      'defaults-absent': {
        text: 'are left out, as are 0 and false',
        advice: 'What is 0 or false is read as unknown: open jobs have no status. Please share the profile.',
      },
    },
  },
  emptyTexts: {
    chapter: 'shape',
    asks: 'Texts without a value',
    assumed: 'null',
    unseen: 'no empty text was in the sample',
    answers: { null: 'are null', blank: { text: 'are empty texts', fine: true } },
  },
  missingProperties: {
    chapter: 'shape',
    asks: 'Documented properties',
    assumed: 'none',
    unseen: 'too few records were in the sample',
    answers: {
      none: 'are all there',
      some: { text: 'are missing in part: an older server', advice: 'Unified fields made of them are null.' },
    },
  },
  moreProperties: {
    chapter: 'shape',
    asks: 'Properties that are not documented',
    assumed: 'none',
    unseen: NO_SAMPLE,
    answers: {
      none: 'were not seen',
      some: { text: 'were seen', advice: "`integrationFields: 'all'` shows them. Please share the profile." },
    },
  },
  listOrder: {
    chapter: 'shape',
    asks: 'The order of lists',
    assumed: 'stable',
    unseen: 'no list with several entries was read twice',
    answers: {
      stable: 'is the same when read again',
      changing: { text: 'changes when read again', advice: 'Nothing to set: sync compares without order.' },
    },
  },
  itemIds: {
    chapter: 'shape',
    asks: 'Questions',
    assumed: 'there',
    unseen: 'no question was in the sample',
    answers: {
      there: 'have numbers',
      missing: { text: 'have no numbers', advice: 'Ids of questions depend on their position.' },
    },
  },
} as const satisfies Readonly<Record<string, Question>>;
