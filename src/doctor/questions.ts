import { finding, type ChapterId, type Finding, type Verdict } from './diagnosis.js';

/** What an answer to a question says: in a sentence, and what to set. `fine` differs, but costs nothing. */
type AnswerText = string | { readonly text: string; readonly advice?: string; readonly fine?: true };

/** One thing that eRecruiter's documentation leaves open. */
interface Question {
  readonly chapter: ChapterId;
  /** What is asked, for the report. */
  readonly asks: string;
  /** The value that the library takes for granted. */
  readonly assumed: string;
  /** Why it cannot be told if it was not seen. */
  readonly unseen: string;
  readonly answers: Readonly<Record<string, AnswerText>>;
}

const READS = 'Nothing to set: the client reads it.';
const COPES = 'Nothing to set: the client copes.';
const NO_RECORD = 'no record of this kind was in the sample';
const NOTHING = {
  empty: 'an empty list',
  '404': { text: '404', advice: COPES },
  null: { text: 'null', advice: COPES },
  '204': { text: '204', advice: COPES },
} as const;
const EMPTY_RECORD = {
  '404': '404',
  null: { text: 'null', advice: COPES },
  '204': { text: '204', advice: COPES },
  empty: { text: 'an empty record', advice: COPES },
} as const;

/** Every question that reading may answer, by the knob of the sandbox's dialects that imitates the answer. */
export const QUESTIONS = {
  address: {
    chapter: 'reach',
    asks: 'The address',
    assumed: 'as-written',
    unseen: 'no answer arrived',
    answers: {
      'as-written': 'answers as written',
      'https-301': { text: 'redirects (301) to https', advice: 'Set `baseUrl` to the https address.' },
      'https-308': { text: 'redirects (308) to https', advice: 'Set `baseUrl` to the https address.' },
    },
  },
  rootSlash: {
    chapter: 'reach',
    asks: 'The root (it issues tokens)',
    assumed: 'either',
    unseen: 'only one form was asked for',
    answers: {
      either: 'answers with and without a slash at its end',
      with: { text: 'answers only with a slash at its end', advice: COPES },
      without: { text: 'answers only without a slash at its end', fine: true },
      'with-308': { text: 'redirects to the form with a slash', advice: COPES },
      'without-308': { text: 'redirects to the form without a slash', fine: true },
    },
  },
  newToken: {
    chapter: 'reach',
    asks: 'A new token',
    assumed: 'keeps-older',
    unseen: 'no second token was issued',
    answers: {
      'keeps-older': 'leaves older tokens valid',
      'ends-older': {
        text: 'ends the older ones',
        advice: 'Use one client per key; for a second process, ask for a second key.',
      },
    },
  },
  tokenExpiry: {
    chapter: 'reach',
    asks: 'The expiry of a token',
    assumed: 'offset',
    unseen: 'the answer has none',
    answers: {
      offset: 'has an offset',
      utc: { text: 'is written in UTC', fine: true },
      local: { text: 'has no offset', advice: 'Nothing to set: the client uses a token until it is refused.' },
      ms: { text: 'is written as /Date(…)/', advice: READS },
    },
  },
  serverClock: {
    chapter: 'reach',
    asks: "The server's clock",
    assumed: 'right',
    unseen: 'answers have no Date header',
    answers: {
      right: 'is right to within two minutes',
      fast: { text: 'is fast', advice: "Nothing to set: tokens are timed by the server's clock." },
      slow: { text: 'is slow', advice: "Nothing to set: tokens are timed by the server's clock." },
    },
  },
  errorBodies: {
    chapter: 'reach',
    asks: 'Errors',
    assumed: 'message',
    unseen: 'no error was answered',
    answers: {
      message: 'have a Message',
      detailed: { text: 'have a Message and details', fine: true },
      text: { text: 'are a text in JSON', advice: READS },
      html: { text: 'are pages of HTML', advice: 'Ask the administrator to pass errors of the API through.' },
      empty: { text: 'have no body', advice: 'The reasons of rejections are not shown.' },
    },
  },
  charset: {
    chapter: 'reach',
    asks: 'Text',
    assumed: 'utf-8',
    unseen: 'no answer had letters beyond ASCII',
    answers: {
      'utf-8': 'is UTF-8',
      bom: { text: 'is UTF-8 with a byte order mark', advice: READS },
      'latin-1': { text: 'is Latin-1 that is not declared', advice: READS },
      'latin-1-told': { text: 'is Latin-1, declared', advice: READS },
    },
  },
  contentType: {
    chapter: 'reach',
    asks: 'The content type of JSON',
    assumed: 'application/json',
    unseen: 'no JSON was answered',
    answers: {
      'application/json': 'is application/json',
      'text/json': { text: 'is text/json', fine: true },
      'text/plain': { text: 'is text/plain', advice: READS },
      none: { text: 'is missing', advice: READS },
    },
  },
  transfer: {
    chapter: 'reach',
    asks: 'Bodies',
    assumed: 'plain',
    unseen: 'no JSON was answered',
    answers: {
      plain: 'arrive plain, or the runtime does not say otherwise',
      gzip: { text: 'are compressed (gzip)', fine: true },
      chunked: { text: 'arrive in chunks', fine: true },
    },
  },
  connections: {
    chapter: 'reach',
    asks: 'Connections',
    assumed: 'kept',
    unseen: 'no answer arrived',
    answers: {
      kept: 'were never lost',
      closed: {
        text: 'were lost now and then',
        advice: 'Nothing to set: reads are repeated. Keep `retry.limit` above 0.',
      },
    },
  },
  maintenance: {
    chapter: 'reach',
    asks: 'Maintenance (503)',
    assumed: 'none',
    unseen: 'no answer arrived',
    answers: {
      none: 'was not seen',
      '503': { text: 'was seen: 503 without Retry-After', advice: 'Nothing to set: reads are repeated.' },
    },
  },
  throttling: {
    chapter: 'cost',
    asks: 'Throttling',
    assumed: 'none',
    unseen: 'no answer arrived',
    answers: {
      none: 'was not seen at this pace',
      '429': { text: 'answers 429', advice: 'Set `concurrency: 2`, and spread passes over the night.' },
      '429-seconds': { text: 'answers 429 with Retry-After', advice: 'Set `concurrency: 2`.' },
      '503-date': { text: 'answers 503 with Retry-After', advice: 'Set `concurrency: 2`.' },
      '403-html': { text: 'answers 403 with a page of the web server', advice: 'Set `concurrency: 2`.' },
      queue: { text: 'lets requests wait', advice: 'Set `concurrency: 2`.' },
      dropped: { text: 'drops connections', advice: 'Set `concurrency: 2`.' },
    },
  },
  missingLevel: {
    chapter: 'key',
    asks: 'A missing access level',
    assumed: '401',
    unseen: 'the key has every level that was asked',
    answers: {
      '401': 'is answered with 401',
      '403': { text: 'is answered with 403', fine: true },
      '404': {
        text: 'is answered with 404',
        advice: 'A missing level looks like a missing record: grant every level.',
      },
    },
  },
  propertyNames: {
    chapter: 'shape',
    asks: 'Names of properties',
    assumed: 'pascal',
    unseen: NO_RECORD,
    answers: {
      pascal: 'are in PascalCase',
      camel: { text: 'are in camelCase', advice: READS },
      lower: { text: 'are in lower case', advice: READS },
      upper: { text: 'are in upper case', advice: READS },
      mixed: { text: 'are in several cases', advice: READS },
    },
  },
  numbers: {
    chapter: 'shape',
    asks: 'Numbers',
    assumed: 'plain',
    unseen: NO_RECORD,
    answers: {
      plain: 'are plain',
      decimal: { text: 'have a fraction of zeros (42000.0)', advice: READS },
      text: { text: 'are written as text', advice: READS },
      'ids-text': { text: 'of records are written as text', advice: READS },
    },
  },
  enums: {
    chapter: 'shape',
    asks: 'Enums',
    assumed: 'integers',
    unseen: NO_RECORD,
    answers: {
      integers: 'are integers',
      names: { text: 'are names', advice: READS },
      'lower-names': { text: 'are names in lower case', advice: READS },
      'numeric-text': { text: 'are integers written as text', advice: READS },
      mixed: { text: 'are written in several forms', advice: READS },
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
      utc: { text: 'are all in UTC', advice: READS },
      local: { text: 'all are wall time', fine: true },
      seconds: { text: 'have no fraction', fine: true },
      'seven-digits': { text: 'have seven fraction digits', fine: true },
      ms: { text: 'are written as /Date(ms)/', advice: READS },
      'ms-offset': { text: 'are written as /Date(ms+0100)/', advice: READS },
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
      'defaults-absent': { text: 'are left out, as are 0 and false', fine: true },
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
    unseen: NO_RECORD,
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
  emailNobody: {
    chapter: 'questions',
    asks: 'A search for an email address that nobody has',
    assumed: 'empty',
    unseen: 'the search was not possible',
    answers: NOTHING,
  },
  emailCase: {
    chapter: 'questions',
    asks: 'The case of an email address in a search',
    assumed: 'ignored',
    unseen: 'no applicant of the sample has an email address',
    answers: { ignored: 'is ignored', exact: { text: 'has to be exact', advice: COPES } },
  },
  emailMatch: {
    chapter: 'questions',
    asks: 'The search for an email address',
    assumed: 'whole',
    unseen: 'no applicant of the sample has an email address',
    answers: { whole: 'compares the whole address', part: { text: 'also finds parts of addresses', advice: COPES } },
  },
  plusInPath: {
    chapter: 'questions',
    asks: 'A + in a path',
    assumed: 'works',
    unseen: 'no applicant of the sample has a + in their address',
    answers: {
      works: 'works',
      '404.11': { text: 'is refused (404.11)', advice: 'Ask the administrator to set `allowDoubleEscaping`.' },
      blank: { text: 'is read as a blank', advice: COPES },
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
    unseen: NO_RECORD,
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
      'cv-and-photo': { text: 'also have CV and photo, as -1 and -2', advice: COPES },
    },
  },
  noDocuments: {
    chapter: 'questions',
    asks: 'An applicant without documents',
    assumed: 'empty',
    unseen: NO_RECORD,
    answers: NOTHING,
  },
  emptyCv: {
    chapter: 'questions',
    asks: 'An applicant without a CV',
    assumed: '404',
    unseen: NO_RECORD,
    answers: EMPTY_RECORD,
  },
  extensions: {
    chapter: 'questions',
    asks: 'File extensions',
    assumed: 'dot',
    unseen: 'no file was in the sample',
    answers: {
      dot: 'have a dot',
      bare: { text: 'have no dot', advice: READS },
      lower: { text: 'are in lower case', fine: true },
      mixed: { text: 'have a dot or none', advice: READS },
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

/** A question that reading may answer. */
export type Knob = keyof typeof QUESTIONS;

/** The answers that were seen. */
export type Dialects = ReadonlyMap<Knob, string>;

const ALL: Readonly<Record<Knob, Question>> = QUESTIONS;

/** Returns what a chapter says about its questions, in the order of the table. */
export function questionFindings(chapter: ChapterId, seen: Dialects): Finding[] {
  return knobs()
    .filter((knob) => ALL[knob].chapter === chapter)
    .map((knob) => questionFinding(knob, seen.get(knob)));
}

/** Returns the finding for one question. */
export function questionFinding(knob: Knob, seen: string | undefined): Finding {
  const { asks, assumed, unseen, answers } = ALL[knob];
  if (seen === undefined) return finding(knob, 'unknown', `${asks}: ${unseen}.`, { assumed });
  const answer = answers[seen] ?? { text: `is another than the library knows (${seen})`, advice: null };
  const { text, advice, fine } =
    typeof answer === 'string'
      ? { text: answer, advice: null, fine: undefined }
      : { fine: undefined, advice: null, ...answer };
  const verdict: Verdict = seen === assumed || fine === true ? 'ok' : 'problem';
  const isPhrase = /^\d{3}$|^(?:null|an |any |the )/.test(text);
  return finding(knob, verdict, `${asks}${isPhrase ? ':' : ''} ${text}.`, { advice, assumed, seen });
}

function knobs(): Knob[] {
  return Object.keys(QUESTIONS).filter((name): name is Knob => name in QUESTIONS);
}
