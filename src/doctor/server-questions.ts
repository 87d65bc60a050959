import { CLIENT_COPES, CLIENT_READS_IT, type Question } from './question.js';

/** Questions about the way to the server, the key and the pace, by knob of the sandbox's dialects. */
export const SERVER_QUESTIONS = {
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
      with: { text: 'answers only with a slash at its end', advice: CLIENT_COPES },
      without: { text: 'answers only without a slash at its end', fine: true },
      'with-308': { text: 'redirects to the form with a slash', advice: CLIENT_COPES },
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
      ms: { text: 'is written as /Date(…)/', advice: CLIENT_READS_IT },
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
      text: { text: 'are a text in JSON', advice: CLIENT_READS_IT },
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
      bom: { text: 'is UTF-8 with a byte order mark', advice: CLIENT_READS_IT },
      'latin-1': { text: 'is Latin-1 that is not declared', advice: CLIENT_READS_IT },
      'latin-1-declared': { text: 'is Latin-1, declared', advice: CLIENT_READS_IT },
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
      'text/plain': { text: 'is text/plain', advice: CLIENT_READS_IT },
      none: { text: 'is missing', advice: CLIENT_READS_IT },
      other: { text: 'is another one', advice: CLIENT_READS_IT },
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
} as const satisfies Readonly<Record<string, Question>>;
