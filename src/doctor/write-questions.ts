import { CLIENT_COPES, type Question } from './question.js';

const NOT_WRITTEN = 'the test candidate could not be written that far';
const WARNED = 'A create that sends such a name warns of it.';
const NOT_FOUND_NAME = { text: 'is refused with 400', advice: 'Nothing to set: the client leaves it out, and warns.' };

/** What becomes of a name that a catalogue lacks. */
const UNKNOWN_NAME = {
  stored: 'is stored',
  null: { text: 'becomes null', advice: WARNED },
  dropped: { text: 'is dropped', advice: WARNED },
  '400': NOT_FOUND_NAME,
} as const;

function aboutUnknownName(asks: string) {
  return { chapter: 'writes', asks, assumed: 'stored', unseen: NOT_WRITTEN, answers: UNKNOWN_NAME } as const;
}

/** Questions that only a write answers, by knob of the sandbox's dialects. */
export const WRITE_QUESTIONS = {
  writeAnswers: {
    chapter: 'writes',
    asks: 'Writes',
    assumed: 'record',
    unseen: NOT_WRITTEN,
    answers: {
      record: 'answer the record',
      created: { text: 'answer the record with 201', fine: true },
      '204': { text: 'answer 204', advice: CLIENT_COPES },
      null: { text: 'answer null', advice: CLIENT_COPES },
    },
  },
  applicationIds: {
    chapter: 'writes',
    asks: 'A new application',
    assumed: 'there',
    unseen: 'no application was created',
    answers: {
      there: 'is answered with its number',
      missing: { text: 'is answered without its number, as before version 1.49', advice: CLIENT_COPES },
    },
  },
  newApplication: {
    chapter: 'writes',
    asks: 'A new application',
    assumed: 'at-once',
    unseen: 'no application was created',
    answers: {
      'at-once': 'is listed at once',
      late: { text: 'is listed only after a few seconds', advice: CLIENT_COPES },
    },
  },
  emailLag: {
    chapter: 'writes',
    asks: 'A new email address',
    assumed: 'at-once',
    unseen: 'no search found it',
    answers: {
      'at-once': 'is found at once',
      late: {
        text: 'is found only after a few seconds',
        advice: 'Use one client for all creates: it remembers whom it has just created.',
      },
    },
  },
  emails: {
    chapter: 'writes',
    asks: 'Email addresses',
    assumed: 'kept',
    unseen: NOT_WRITTEN,
    answers: { kept: 'keep their case', lower: { text: 'are stored in lower case', advice: CLIENT_COPES } },
  },
  texts: {
    chapter: 'writes',
    asks: 'Text',
    assumed: 'kept',
    unseen: NOT_WRITTEN,
    answers: {
      kept: 'is stored as sent',
      trimmed: { text: 'loses blanks at its ends', advice: CLIENT_COPES },
      cut: { text: 'is cut', advice: 'Nothing to set: a write whose text was cut warns of it.' },
      encoded: {
        text: 'is stored with HTML entities',
        advice: 'Nothing to set: a write whose text was changed warns.',
      },
    },
  },
  fileNames: {
    chapter: 'writes',
    asks: 'Names of documents',
    assumed: 'kept',
    unseen: 'no document was stored',
    answers: {
      kept: 'are stored as sent',
      trimmed: { text: 'lose blanks at their ends', advice: CLIENT_COPES },
      cleaned: { text: 'lose special characters', advice: CLIENT_COPES },
      cut: { text: 'are cut', advice: CLIENT_COPES },
    },
  },
  fileTypes: {
    chapter: 'writes',
    asks: 'Text files',
    assumed: 'any',
    unseen: 'no document was stored',
    answers: {
      any: 'are stored',
      few: {
        text: 'are refused: only some types are allowed',
        advice: 'Accept common types only, such as pdf and docx.',
      },
    },
  },
  fullCv: {
    chapter: 'writes',
    asks: 'A CV that is there',
    assumed: 'put',
    unseen: 'no CV was stored',
    answers: {
      put: 'is replaced by PUT',
      'post-only': { text: 'is replaced by POST only', advice: CLIENT_COPES },
    },
  },
  unknownSources: aboutUnknownName('A source that the catalogue lacks'),
  unknownCountries: aboutUnknownName('A country that the catalogue lacks'),
  unknownNames: aboutUnknownName('A title that the catalogue lacks'),
  unknownTags: aboutUnknownName('A tag that nobody has yet'),
  unknownDocumentTypes: aboutUnknownName('A document of a type that the catalogue lacks'),
  unknownSkills: aboutUnknownName('A skill that the catalogue lacks'),
  unknownLanguages: aboutUnknownName('A language that the catalogue lacks'),
  skillsRoute: {
    chapter: 'writes',
    asks: 'The route for several skills',
    assumed: 'there',
    unseen: 'the catalogue has no skill',
    answers: { there: 'is there', '404': { text: 'is missing (404)', advice: CLIENT_COPES } },
  },
  emptyFieldValue: {
    chapter: 'writes',
    asks: 'A custom field posted without a value',
    assumed: 'clears',
    unseen: 'there is no custom field of text for candidates',
    answers: {
      clears: 'is cleared',
      ignored: { text: 'stays as it is', advice: CLIENT_COPES },
      '400': { text: 'is refused with 400', advice: CLIENT_COPES },
    },
  },
  fieldDates: {
    chapter: 'writes',
    asks: 'Custom fields of dates',
    assumed: 'any',
    unseen: 'there is no custom field of a date for candidates',
    answers: {
      any: 'accept every form of a date',
      iso: { text: 'accept 2031-01-31 only', fine: true },
      invariant: { text: 'accept 01/31/2031 only', advice: CLIENT_COPES },
      german: { text: 'accept 31.01.2031 only', advice: CLIENT_COPES },
    },
  },
  requiredFields: {
    chapter: 'writes',
    asks: 'A candidate must have',
    assumed: 'last-name',
    unseen: NOT_WRITTEN,
    answers: {
      'last-name': 'a last name',
      'first-name': { text: 'a first name, too', fine: true },
      email: { text: 'an email address, too', advice: 'Do not clear email addresses with `updateCandidate`.' },
    },
  },
  omittedProperties: {
    chapter: 'writes',
    asks: 'A property that a write leaves out',
    assumed: 'reset',
    unseen: NOT_WRITTEN,
    answers: { reset: 'is reset', kept: { text: 'is kept', advice: CLIENT_COPES } },
  },
  nullProperties: {
    chapter: 'writes',
    asks: 'A property that is sent as null',
    assumed: 'cleared',
    unseen: NOT_WRITTEN,
    answers: {
      cleared: 'is cleared',
      kept: { text: 'is kept', advice: 'Values cannot be cleared: `updateCandidate` says so.' },
    },
  },
  unknownProperties: {
    chapter: 'writes',
    asks: 'A property that the server does not know',
    assumed: 'ignored',
    unseen: NOT_WRITTEN,
    answers: {
      ignored: 'is ignored',
      '400': { text: 'is refused with 400', advice: 'Please report it, with your version of eRecruiter.' },
    },
  },
  unreadableValues: {
    chapter: 'writes',
    asks: 'A value that cannot be read',
    assumed: 'defaults',
    unseen: NOT_WRITTEN,
    answers: {
      defaults: 'is taken as none',
      '400': { text: 'is refused with 400', fine: true },
    },
  },
  duplicateEmail: {
    chapter: 'writes',
    asks: 'A second candidate with the same address',
    assumed: 'stored',
    unseen: 'only a second candidate would tell, and the doctor creates one',
    answers: {
      stored: 'is stored',
      '400': { text: 'is refused with 400', fine: true },
      '409': { text: 'is refused with 409', fine: true },
      existing: { text: 'is answered with the first one', advice: CLIENT_COPES },
    },
  },
} as const satisfies Readonly<Record<string, Question>>;
