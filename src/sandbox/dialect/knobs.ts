/** Every knob with its values; the first one is the default, which changes nothing. */
export const DIALECT = {
  /** The names of properties in answers: as declared, `camel` (`firstName`), `lower` or `upper`. */
  propertyNames: ['pascal', 'camel', 'lower', 'upper'],
  /**
   * Numbers in answers: plain, `decimal` (a salary as `42000.0`), `text` (every number as text), or `ids-text` (only
   * `Id` and what ends in it).
   */
  numbers: ['plain', 'decimal', 'text', 'ids-text'],
  /** Enums in answers: integers, their `names`, `lower-names`, or `numeric-text` (`"5"`). */
  enums: ['integers', 'names', 'lower-names', 'numeric-text'],
  /**
   * Dates in answers: as stored, all with an `offset`, as `utc` with `Z`, as `local` wall time without a zone, cut to
   * `seconds`, with `seven-digits`, as `/Date(ms)/` (`ms`), or as `/Date(ms+0100)/` (`ms-offset`).
   */
  dates: ['stored', 'offset', 'utc', 'local', 'seconds', 'seven-digits', 'ms', 'ms-offset'],
  /** Lists without entries in answers: as stored, all `null`, all `empty` (`[]`), or `absent`. */
  emptyLists: ['stored', 'null', 'empty', 'absent'],
  /** Properties without a value: null, `absent`, or `defaults-absent` (0 and false are left out, too). */
  emptyProperties: ['null', 'absent', 'defaults-absent'],
  /** Text without a value: null, or `blank` (`""`). */
  emptyTexts: ['null', 'blank'],
  /** Properties that an older server lacks: none, or `some`: three in ten of those that no id or name is made of. */
  missingProperties: ['none', 'some'],
  /** Properties that nobody has documented: none, or `some` in each record. */
  moreProperties: ['none', 'some'],
  /** The order of lists whose order means nothing: stable, or `changing` with each request. */
  listOrder: ['stable', 'changing'],

  /** The bytes of answers: `utf-8`, with a byte order mark (`bom`), or in `latin-1`, with or without saying so. */
  charset: ['utf-8', 'bom', 'latin-1', 'latin-1-declared'],
  /** How bodies arrive: in one piece, declared as `gzip`, or `chunked` into small pieces. */
  transfer: ['plain', 'gzip', 'chunked'],
  /** The content type of JSON: `application/json`, `text/json`, `text/plain`, or `none`. */
  contentType: ['application/json', 'text/json', 'text/plain', 'none'],
  /** Bodies of errors: `Message` alone, `detailed`, a JSON `text`, a page of `html`, or `empty`. */
  errorBodies: ['message', 'detailed', 'text', 'html', 'empty'],

  /** Whether a new token leaves older ones of the key valid (`keeps-older`) or `ends-older`. */
  newToken: ['keeps-older', 'ends-older'],
  /** The form of a token's `Expires`: with an `offset`, `utc`, `local` wall time without a zone, or `/Date(ms)/`. */
  tokenExpiry: ['offset', 'utc', 'local', 'ms'],
  /** The server's clock: right, ten minutes `fast`, or ten minutes `slow`. */
  serverClock: ['right', 'fast', 'slow'],
  /** The status for a missing access level; see the option `accessLevels`. */
  missingLevel: ['401', '403', '404'],

  /** Whether the case of an email address is `ignored` in a search, or has to be `exact`. */
  emailCase: ['ignored', 'exact'],
  /** When a new or changed email address is found: `at-once`, or `late`, after two seconds. */
  emailLag: ['at-once', 'late'],
  /** What the search for an email address compares: the `whole` address, or any `part` of it. */
  emailMatch: ['whole', 'part'],
  /** The answer if no applicant has the email address. */
  emailNobody: ['empty', '404', 'null', '204'],
  /** A `+` or `%2B` in a path: works, is refused with `404.11`, or a bare one is read as a `blank`. */
  plusInPath: ['works', '404.11', 'blank'],
  /** `< > * % : \ ?` in a path are refused (`some`), `none` is, or `&`, `+` and `%2F` are, too (`iis`). */
  refusedInPath: ['some', 'none', 'iis'],
  /** Letters beyond ASCII in a path: work, or are refused with `400` or `404`. */
  umlautsInPath: ['work', '400', '404'],

  /** What `channel` of published jobs is compared with: name or internal name (`either`), or only one of them. */
  channelBy: ['either', 'name', 'internal-name', 'exact-case'],
  /**
   * Published jobs of an unknown channel: none (`empty`), an error, null, or those of the `default-portal`, as which
   * the answer names it, or which it does not name (`default-portal-unnamed`).
   */
  unknownChannel: ['empty', '404', '400', 'null', '204', 'default-portal', 'default-portal-unnamed'],
  /** Published jobs without a channel: those of the default `portal`, `all` that any channel lists, or none. */
  noChannel: ['portal', 'all', 'empty'],
  /** A job without a text in the culture: is answered in an `other` one, `left-out`, or has `empty` texts. */
  missingCulture: ['other', 'left-out', 'empty'],
  /** `Job/{jobId}` of a job that is closed, a draft, or on no channel. */
  unpublishedJob: ['200', '404', '403'],
  /** The answer for a job without a questionnaire; `empty` is `{}`. */
  noQuestionnaire: ['404', 'null', '204', 'empty'],
  /** `Applications/ByJob`: only `open` applications, or `all`. */
  applicationsByJob: ['open', 'all'],
  /** `Applications/ByReferrer` with empty dates: `all`, those of the last `30-days`, or an error. */
  noDates: ['all', '30-days', '400'],
  /** Whether the case of a source has to be `exact` in `Applications/ByReferrer`, or is `ignored`. */
  sourceCase: ['exact', 'ignored'],
  /** The answer of a list of applications without any. */
  noApplications: ['empty', '404', 'null', '204'],
  /** The answer for an applicant without languages, skills, custom fields or policies. */
  noRecords: ['empty', '404', 'null', '204'],
  /** When a new application is listed: `at-once`, or `late`, after two seconds. */
  newApplication: ['at-once', 'late'],

  /** Lists of documents: `bare`, always with their `content`, or with CV and photo as -1 and -2 (`cv-and-photo`). */
  documentList: ['bare', 'content', 'cv-and-photo'],
  /** The answer for an applicant without documents. */
  noDocuments: ['empty', '404', 'null', '204'],
  /** The answer for an applicant without a CV or a photo; `empty` is `{}`. */
  emptyCv: ['404', 'null', '204', 'empty'],
  /** A CV or photo that exists is replaced by PUT and POST, or by POST only, and PUT is refused (`post-only`). */
  fullCv: ['put', 'post-only'],
  /** Names of documents: kept, `trimmed`, `cleaned` of all but letters, digits, `.-_`, or `cut` to 100 characters. */
  fileNames: ['kept', 'trimmed', 'cleaned', 'cut'],
  /** File extensions: with a dot (`dot`), `bare`, or in lower case with a dot (`lower`). */
  extensions: ['dot', 'bare', 'lower'],
  /** Files that may be stored: any, or a `few` types (pdf, doc, docx, jpg, png); others are refused with 400. */
  fileTypes: ['any', 'few'],

  /** A source that the catalogue lacks, on a write. */
  unknownSources: ['stored', 'null', '400'],
  /** A country that the catalogue lacks, on a write. */
  unknownCountries: ['stored', 'null', '400'],
  /** A document type that the catalogue lacks: is stored, becomes null, or the document is `dropped` or refused. */
  unknownDocumentTypes: ['stored', 'null', 'dropped', '400'],
  /** A skill that the catalogue lacks: is stored, `dropped`, or the request is refused. */
  unknownSkills: ['stored', 'dropped', '400'],
  /** A language that the catalogue lacks: is stored, `dropped`, or the request is refused. */
  unknownLanguages: ['stored', 'dropped', '400'],
  /** A tag that nobody has yet: is stored, `dropped`, or the request is refused. */
  unknownTags: ['stored', 'dropped', '400'],
  /** A name that any other catalogue lacks, such as a title or a level: is stored, becomes null, or is refused. */
  unknownNames: ['stored', 'null', '400'],
  /** Other text: kept, `trimmed`, `cut` to 100 characters, or HTML-`encoded`. */
  texts: ['kept', 'trimmed', 'cut', 'encoded'],
  /** Email addresses: kept, or stored in `lower` case. */
  emails: ['kept', 'lower'],
  /** A new applicant with an address that another one has: stored, refused, or the `existing` one is answered. */
  duplicateEmail: ['stored', '400', '409', 'existing'],
  /** What a new applicant must have, or the answer is 400: a `last-name`, also a `first-name`, or also an `email`. */
  requiredFields: ['last-name', 'first-name', 'email'],
  /** Properties that a replacing write leaves out: `reset` to their defaults, or `kept`. */
  omittedProperties: ['reset', 'kept'],
  /** Properties that a replacing write sends as null: `cleared`, or `kept`. */
  nullProperties: ['cleared', 'kept'],
  /** Properties of bodies that the server does not know: `ignored`, or refused with `400`. */
  unknownProperties: ['ignored', '400'],
  /** Values of bodies that cannot be converted: become `defaults`, or are refused with `400`. */
  unreadableValues: ['defaults', '400'],
  /** The route that stores several skills at once: there, or `404`. */
  skillsRoute: ['there', '404'],
  /** The routes of policies: there, or `404`. */
  policiesRoute: ['there', '404'],
  /** The portal of which policies are asked: `any`, or only the exact `address`, or only its `host`. */
  policyPortal: ['any', 'address', 'host'],
  /** A custom field posted without a value: is cleared, `ignored`, or refused with `400`. */
  emptyFieldValue: ['clears', 'ignored', '400'],
  /** Dates that custom fields accept: any form, only `iso`, `invariant` (`03/31/2026 00:00:00`) or `german`. */
  fieldDates: ['any', 'iso', 'invariant', 'german'],
  /** Answers to writes: the record, the record with 201 (`created`), `204`, or null. New numbers always come. */
  writeAnswers: ['record', 'created', '204', 'null'],
  /** New applications: are answered with their number, or without (`missing`, before 1.49). */
  applicationIds: ['there', 'missing'],
  /** Questions: have a number, or none (`missing`, before 1.79). */
  itemIds: ['there', 'missing'],

  /**
   * What a request gets that is the third at once, or the 31st within a second: nothing special, `429`, 429 with
   * `Retry-After` in seconds (`429-seconds`) or 503 with it as a date (`503-date`), a wait (`queue`), a page with 403
   * (`403-html`), or a lost connection (`dropped`).
   */
  throttling: ['none', '429', '429-seconds', '503-date', 'queue', '403-html', 'dropped'],
  /** Connections: kept, or `closed` at every 20th request, which is then not processed. */
  connections: ['kept', 'closed'],
  /** Maintenance: none, or three seconds of 503 as HTML from the twelfth request on. */
  maintenance: ['none', '503'],
  /** The address: as written, or http, from which a redirect leads to https (`https-301`, `https-308`). */
  address: ['as-written', 'https-301', 'https-308'],
  /** The root, where tokens are issued: with and without a slash (`either`), or one form; else 404 or a redirect. */
  rootSlash: ['either', 'with', 'without', 'with-308', 'without-308'],
} as const;

/** Every knob with its value. */
type Dialect = { readonly [Knob in keyof typeof DIALECT]: (typeof DIALECT)[Knob][number] };

type KnobsOf<Table extends Readonly<Record<string, readonly string[]>>> = {
  readonly [Knob in keyof Table]?: Table[Knob][number] | undefined;
};

/**
 * How a server may differ where eRecruiter's documentation is silent: one knob per open question. What you leave out
 * is as the sandbox does it by default.
 *
 * @example
 * ```ts
 * import { createSandbox } from 'erecruiter-kombo/sandbox';
 *
 * const sandbox = createSandbox({ dialect: { propertyNames: 'camel', emailNobody: '404', noDocuments: '204' } });
 * console.log(sandbox.baseUrl);
 * ```
 */
export interface SandboxDialect extends KnobsOf<typeof DIALECT> {}

/** By knob and value, what they turn. */
export type TurnTable<T> = {
  readonly [Knob in keyof Dialect]?: { readonly [Value in Dialect[Knob]]?: T };
};

/** Returns the dialect that an option describes. */
export function completeDialect(given: SandboxDialect = {}): Readonly<Record<string, string>> {
  const defaults = Object.entries(DIALECT).map(([knob, [first]]) => [knob, first]);
  const set = Object.entries(given).filter(([, value]) => value !== undefined);
  return Object.fromEntries([...defaults, ...set]);
}

/** Returns what a table has for the values of a dialect, in the table's order. */
export function turnsOf<T>(
  table: Readonly<Record<string, Readonly<Record<string, T | undefined>> | undefined>>,
  dialect: Readonly<Record<string, string>>,
): T[] {
  return Object.entries(table).flatMap(([knob, values]) => values?.[dialect[knob] ?? ''] ?? []);
}
