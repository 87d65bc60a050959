import { htmlAnswer, type ServerAnswer } from '../server/answers.js';
import type { TurnTable } from './knobs.js';

/** Changes the bytes or the headers of an answer. */
type Dress = (answer: ServerAnswer) => ServerAnswer;

/** How answers travel. */
export const DRESSES: TurnTable<Dress> = {
  contentType: { 'text/json': withType('text/json'), 'text/plain': withType('text/plain'), none: withType('') },
  charset: {
    bom: (answer) => (isJsonText(answer) ? { ...answer, text: `\ufeff${answer.text}` } : answer),
    'latin-1': inLatin1('application/json'),
    'latin-1-declared': inLatin1('application/json; charset=iso-8859-1'),
  },
  transfer: {
    gzip: (answer) => (answer.text === '' ? answer : withHeaders(answer, { 'content-encoding': 'gzip' })),
    chunked: (answer) => withHeaders({ ...answer, pieceBytes: 7 }, { 'transfer-encoding': 'chunked' }),
  },
};

function isJsonText({ text, isHtml = false }: ServerAnswer): boolean {
  return text !== '' && !isHtml;
}

function withHeaders(answer: ServerAnswer, headers: Readonly<Record<string, string>>): ServerAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

function withType(type: string): Dress {
  return (answer) => (isJsonText(answer) ? withHeaders(answer, { 'content-type': type }) : answer);
}

/** Letters that Latin-1 lacks are escaped. */
function inLatin1(type: string): Dress {
  return (answer) => {
    if (!isJsonText(answer)) return answer;
    const escaped = answer.text.replace(
      /[^\u0000-\u00ff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const bytes = Uint8Array.from(escaped, (letter) => letter.charCodeAt(0));
    return withHeaders({ ...answer, bytes }, { 'content-type': type });
  };
}

/** What stands between a request and the server. */
export interface GateView {
  readonly url: URL;
  /** The number of the request, from 1. */
  readonly number: number;
  /** How many requests are under way, with this one. */
  readonly inFlight: number;
  readonly now: number;
  /** The path of the root, such as `/Api`. */
  readonly root: string;
}

/** Lets a request pass (undefined), answers it, loses its connection, or lets it wait so many milliseconds. */
type Gate = (view: GateView) => ServerAnswer | 'dropped' | number | undefined;

const MAINTENANCE_FROM = 12;
const MAINTENANCE_MS = 3_000;
const REQUESTS_EACH_CONNECTION = 20;
const MOST_AT_ONCE = 2;
const MOST_EACH_SECOND = 30;

/** What stands in front of the server; each has a state of its own. */
export const GATES: TurnTable<() => Gate> = {
  address: { 'https-301': redirectToHttps(301), 'https-308': redirectToHttps(308) },
  rootSlash: {
    with: () => atRoot(false, () => htmlAnswer(404, 'Not Found')),
    without: () => atRoot(true, () => htmlAnswer(404, 'Not Found')),
    'with-308': () => atRoot(false, (url) => redirectTo(308, `${url.origin}${url.pathname}/`)),
    'without-308': () => atRoot(true, (url) => redirectTo(308, `${url.origin}${url.pathname.slice(0, -1)}`)),
  },
  plusInPath: {
    '404.11': () => onPath(/\+|%2b/i, () => htmlAnswer(404, '404.11 - Not Found: double escape')),
  },
  umlautsInPath: {
    '400': () => onPath(/%[89a-f][0-9a-f]/i, () => htmlAnswer(400, 'Bad Request')),
    '404': () => onPath(/%[89a-f][0-9a-f]/i, () => htmlAnswer(404, 'Not Found')),
  },
  connections: {
    closed: () => (view) => (view.number % REQUESTS_EACH_CONNECTION === 0 ? 'dropped' : undefined),
  },
  maintenance: { '503': maintenance },
  throttling: {
    '429': throttle(() => ({ status: 429, text: '' })),
    '429-seconds': throttle(() => ({ status: 429, text: '', headers: { 'retry-after': '1' } })),
    '503-date': throttle((now) => ({
      status: 503,
      text: '',
      headers: { 'retry-after': new Date(now + 1_000).toUTCString() },
    })),
    queue: throttle(() => 100),
    '403-html': throttle(() => htmlAnswer(403, 'Forbidden')),
    dropped: throttle(() => 'dropped'),
  },
};

function redirectTo(status: number, location: string): ServerAnswer {
  return { ...htmlAnswer(status, 'Moved'), headers: { location } };
}

function redirectToHttps(status: number): () => Gate {
  return () => (view) =>
    view.url.protocol === 'http:' ? redirectTo(status, view.url.href.replace('http:', 'https:')) : undefined;
}

function atRoot(hasSlash: boolean, answer: (url: URL) => ServerAnswer): Gate {
  return ({ url, root }) => {
    const wrong = (hasSlash ? `${root}/` : root).toLowerCase();
    return url.pathname.toLowerCase() === wrong ? answer(url) : undefined;
  };
}

function onPath(pattern: RegExp, answer: () => ServerAnswer): Gate {
  return ({ url }) => (pattern.test(url.pathname) ? answer() : undefined);
}

function maintenance(): Gate {
  let end: number | undefined;
  return ({ number, now }) => {
    if (number >= MAINTENANCE_FROM) end ??= now + MAINTENANCE_MS;
    return end !== undefined && now < end ? htmlAnswer(503, 'Service Unavailable') : undefined;
  };
}

function throttle(answer: (now: number) => ServerAnswer | 'dropped' | number): () => Gate {
  return () => {
    let recent: number[] = [];
    return ({ now, inFlight }) => {
      recent = [...recent.filter((at) => at > now - 1_000 && at <= now), now].slice(-MOST_EACH_SECOND - 1);
      return inFlight > MOST_AT_ONCE || recent.length > MOST_EACH_SECOND ? answer(now) : undefined;
    };
  };
}
