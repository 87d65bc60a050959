import { readFileSync } from 'node:fs';

/** A certificate for `localhost` and 127.0.0.1, signed by itself and valid for 100 years, with its key. */
export const TLS = { cert: read('certificate.pem'), key: read('key.pem') } as const;

function read(name: string): string {
  return readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url), 'utf8');
}
