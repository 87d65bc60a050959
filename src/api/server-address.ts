import type { OutgoingRequest } from './request.js';

/** A complete answer, and where it came from after redirects. */
interface LocatedAnswer {
  readonly status: number;
  /** Null if it could not be read. */
  readonly text: string | null;
  readonly url: string;
}

/** Where the requests of one client go: what its server has shown about `baseUrl`. */
export class ServerAddress {
  #isSecure = false;
  /** What follows the address of the root; undefined until a form has been found. */
  #rootEnd: '' | '/' | undefined;

  /**
   * Sends a request. A root that is not found, and was not before, is looked for once more, with a slash at its end: a
   * server may have that form only. If that is no API either, the first answer counts.
   */
  async ask<T extends LocatedAnswer>(request: OutgoingRequest, send: (url: string) => Promise<T>): Promise<T> {
    const isRootKnown = request.authenticated || this.#rootEnd !== undefined; // when it is sent: others learn meanwhile
    const first = await send(this.#addressOf(request));
    const other = isRootKnown ? undefined : otherRoot(first);
    const second = other === undefined ? undefined : await send(other);
    const answer = second !== undefined && (isOfApi(second) || isOverloaded(second.status)) ? second : first;
    // A proxy may redirect to a page of its own for a while: that is not remembered.
    if (isOfApi(answer)) this.#remember(request, answer.url);
    return answer;
  }

  #addressOf({ url, authenticated }: OutgoingRequest): string {
    const secure = this.#isSecure ? url.replace(/^http:/, 'https:') : url;
    return authenticated ? secure : `${secure}${this.#rootEnd ?? ''}`;
  }

  /** There is no way back to http. */
  #remember({ authenticated }: OutgoingRequest, url: string): void {
    this.#isSecure ||= url.startsWith('https:');
    if (!authenticated) this.#rootEnd = url.endsWith('/') ? '/' : '';
  }
}

/** Returns a root that was not found with a slash; undefined if a redirect has led there already. */
function otherRoot({ status, url }: LocatedAnswer): string | undefined {
  return isNoRoute(status) && !url.endsWith('/') ? `${url}/` : undefined;
}

/** A folder of a web server answers 405 to a POST. */
function isNoRoute(status: number): boolean {
  return status === 404 || status === 405;
}

/** Whether an answer shows that there is an API: what web servers and proxies answer by themselves does not. */
function isOfApi({ status, text }: LocatedAnswer): boolean {
  const isOfWebServer = (status >= 300 && status < 400) || isNoRoute(status) || isOverloaded(status);
  return !isOfWebServer && text !== null && !/^\s*</.test(text);
}

function isOverloaded(status: number): boolean {
  return status === 429 || status >= 500;
}
