import { CLIENT_COPES, CLIENT_READS_IT, NO_SAMPLE, type Question } from './question.js';

const NOTHING = {
  empty: 'an empty list',
  '404': { text: '404', advice: CLIENT_COPES },
  null: { text: 'null', advice: CLIENT_COPES },
  '204': { text: '204', advice: CLIENT_COPES },
} as const;
const EMPTY_RECORD = {
  '404': '404',
  null: { text: 'null', advice: CLIENT_COPES },
  '204': { text: '204', advice: CLIENT_COPES },
  empty: { text: 'an empty record', advice: CLIENT_COPES },
} as const;

/** Questions about what routes answer, by the knob of the sandbox's dialects that imitates the answer. */
export const BEHAVIOUR_QUESTIONS = {
  emailNobody: {
    chapter: 'questions',
    asks: 'A search for an email address that nobody has',
    assumed: 'empty',
    unseen: 'the search was not possible',
    answers: {
      ...NOTHING,
      '404': {
        text: '404',
        advice: 'New candidates cannot be created: a missing access level looks the same. Please share the profile.',
      },
    },
  },
  emailCase: {
    chapter: 'questions',
    asks: 'The case of an email address in a search',
    assumed: 'ignored',
    unseen: 'no applicant of the sample has an email address',
    answers: { ignored: 'is ignored', exact: { text: 'has to be exact', advice: CLIENT_COPES } },
  },
  emailMatch: {
    chapter: 'questions',
    asks: 'The search for an email address',
    assumed: 'whole',
    unseen: 'no applicant of the sample has an email address',
    answers: {
      whole: 'compares the whole address',
      part: { text: 'also finds parts of addresses', advice: CLIENT_COPES },
    },
  },
  plusInPath: {
    chapter: 'questions',
    asks: 'A + in a path',
    assumed: 'works',
    unseen: 'no applicant of the sample has a + in their address',
    answers: {
      works: 'works',
      '404.11': { text: 'is refused (404.11)', advice: 'Ask the administrator to set `allowDoubleEscaping`.' },
      blank: { text: 'is read as a blank', advice: CLIENT_COPES },
    },
  },
  umlautsInPath: {
    chapter: 'questions',
    asks: 'Letters beyond ASCII in a path',
    assumed: 'work',
    unseen: 'no source has one',
    answers: {
      work: 'work',
      '400': { text: 'are refused with 400', advice: 'Sources with umlauts cannot be searched: rename them.' },
      '404': { text: 'are refused with 404', advice: 'Sources with umlauts cannot be searched: rename them.' },
      'latin-1': { text: 'find nothing', advice: 'Sources with umlauts may not be found: compare the counts.' },
    },
  },
  refusedInPath: {
    chapter: 'questions',
    asks: 'Special characters in a path',
    assumed: 'some',
    unseen: 'the search for an email address was not possible',
    answers: {
      some: 'are refused in part, as ASP.NET does by default',
      none: { text: 'work', fine: true },
      iis: { text: 'are refused by the web server, & too', advice: 'Rename sources with & + / or : in their names.' },
    },
  },
  channelBy: {
    chapter: 'questions',
    asks: 'A channel',
    assumed: 'name',
    unseen: 'no channel has an internal name of its own that tells',
    answers: {
      either: { text: 'is found by its name and by its internal name', fine: true },
      name: 'is found by its name',
      'internal-name': { text: 'is found by its internal name only', advice: 'Set `channels` as recommended.' },
      'exact-case': { text: 'is found by its name in exact case', fine: true },
    },
  },
  unknownChannel: {
    chapter: 'questions',
    asks: 'An unknown channel',
    assumed: 'empty',
    unseen: 'jobs cannot be read',
    answers: {
      empty: 'has no jobs',
      '404': { text: 'is answered with 404', fine: true },
      '400': { text: 'is answered with 400', fine: true },
      null: { text: 'is answered with null', fine: true },
      '204': { text: 'is answered with 204', fine: true },
      'default-portal': {
        text: "has the default portal's jobs",
        advice: 'Check the names in `channels`: a wrong one goes unnoticed.',
      },
      'default-portal-unnamed': {
        text: "has the default portal's jobs, without naming it",
        advice: 'Check the names in `channels`: a wrong one goes unnoticed.',
      },
    },
  },
  noChannel: {
    chapter: 'questions',
    asks: 'No channel',
    assumed: 'portal',
    unseen: 'jobs cannot be read',
    answers: {
      portal: 'means the default portal',
      all: { text: 'means all channels', advice: "Nothing to set: `channels: ['']` has every job." },
      empty: { text: 'has no jobs', advice: 'Set `channels` as recommended.' },
    },
  },
  missingCulture: {
    chapter: 'questions',
    asks: 'A job without a text in the culture',
    assumed: 'other',
    unseen: 'every job has texts in each culture',
    answers: {
      other: 'is answered in another one',
      'left-out': { text: 'is left out', advice: 'Jobs are missing in this `culture`: set the recommended one.' },
      empty: { text: 'has empty texts', advice: 'Set the recommended `culture`.' },
    },
  },
  unpublishedJob: {
    chapter: 'questions',
    asks: 'A job that is not published',
    assumed: '200',
    unseen: 'no application names one',
    answers: {
      '200': 'can be read',
      '404': { text: 'is answered with 404', advice: 'Closed jobs are listed as placeholders.' },
      '403': { text: 'is answered with 403', advice: 'Closed jobs are listed as placeholders.' },
    },
  },
  noQuestionnaire: {
    chapter: 'questions',
    asks: 'A job without a questionnaire',
    assumed: '404',
    unseen: NO_SAMPLE,
    answers: EMPTY_RECORD,
  },
  applicationsByJob: {
    chapter: 'questions',
    asks: 'Applications/ByJob',
    assumed: 'open',
    unseen: 'no closed application was in the sample',
    answers: {
      open: 'has only open applications',
      all: { text: 'has closed applications, too', fine: true },
    },
  },
  noDates: {
    chapter: 'questions',
    asks: 'Applications/ByReferrer with empty dates',
    assumed: 'all',
    unseen: 'no source has applications',
    answers: {
      all: 'has all applications',
      '30-days': {
        text: 'has only the newest applications',
        advice: 'Nothing to set: the client asks for a wide window. With an older version, candidates are missing.',
      },
      '400': { text: 'is refused', advice: 'Nothing to set: the client asks for a wide window.' },
    },
  },
  sourceCase: {
    chapter: 'questions',
    asks: 'The case of a source',
    assumed: 'exact',
    unseen: 'no source has applications',
    answers: { exact: 'has to be exact', ignored: { text: 'is ignored', fine: true } },
  },
  noApplications: {
    chapter: 'questions',
    asks: 'A list of applications without any',
    assumed: 'empty',
    unseen: 'every list had some',
    answers: NOTHING,
  },
  noRecords: {
    chapter: 'questions',
    asks: 'Lists of languages, skills, custom fields or policies without any',
    assumed: 'empty',
    unseen: 'every list had some',
    answers: NOTHING,
  },
  documentList: {
    chapter: 'questions',
    asks: 'Lists of documents',
    assumed: 'bare',
    unseen: 'no document was in the sample',
    answers: {
      bare: 'have no content',
      content: { text: 'have content, though none was asked for', advice: 'Listings of attachments are slow.' },
      'cv-and-photo': { text: 'also have CV and photo, as -1 and -2', advice: CLIENT_COPES },
    },
  },
  noDocuments: {
    chapter: 'questions',
    asks: 'An applicant without documents',
    assumed: 'empty',
    unseen: NO_SAMPLE,
    answers: NOTHING,
  },
  emptyCv: {
    chapter: 'questions',
    asks: 'An applicant without a CV',
    assumed: '404',
    unseen: NO_SAMPLE,
    answers: EMPTY_RECORD,
  },
  extensions: {
    chapter: 'questions',
    asks: 'File extensions',
    assumed: 'dot',
    unseen: 'no file was in the sample',
    answers: {
      dot: 'have a dot',
      bare: { text: 'have no dot', advice: CLIENT_READS_IT },
      lower: { text: 'are in lower case', fine: true },
      mixed: { text: 'have a dot or none', advice: CLIENT_READS_IT },
    },
  },
  policiesRoute: {
    chapter: 'questions',
    asks: 'The routes of policies',
    assumed: 'there',
    unseen: 'they were not asked',
    answers: {
      there: 'are there',
      '404': { text: 'are missing', advice: 'Consent is stored as the date of the applicant only.' },
    },
  },
  policyPortal: {
    chapter: 'questions',
    asks: 'Policies are found by',
    assumed: 'address',
    unseen: 'the portal has no policies',
    answers: {
      any: { text: 'any text', fine: true },
      address: 'the address of the portal',
      host: { text: 'the host of the portal only', advice: 'Consent may not be stored: set `portalUrl` and try.' },
    },
  },
} as const satisfies Readonly<Record<string, Question>>;
