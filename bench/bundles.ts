// Size of what an application ships: minified and gzipped, with all dependencies.
import { bundleOf, TEXTS, type Bundled } from './build.js';
import { amount, type Measured, type Row } from './measure.js';

/** Of the client and the mappers, against the SDK whole and with the 12 calls of eRecruiter's connector. */
export async function bundles(): Promise<Measured> {
  const entries = Object.keys(TEXTS).filter((name): name is keyof typeof TEXTS => name in TEXTS);
  const found = await Promise.all(entries.map(async (name) => [name, await bundleOf(name)] as const));
  const size = new Map<string, Bundled>(found);
  const row = (measure: string, ours: string, peer: string): Row => {
    const [bytes = 0, against = 1] = [size.get(ours)?.gzipped, size.get(peer)?.gzipped];
    return {
      measure,
      ours: amount(bytes / 1000, 'kB'),
      against: `${amount(against / 1000, 'kB')} ${peer}`,
      ratio: (bytes / against).toFixed(2),
    };
  };
  return {
    rows: [
      row('client', 'client', 'SDK, 12 functions'),
      row('client', 'client', 'SDK, whole'),
      row('all mappers', 'mappers', 'SDK, 12 functions'),
      row('one mapper', 'one mapper', 'SDK, 12 functions'),
    ],
    details: Object.fromEntries(
      found.map(([name, { minified, gzipped, parts }]) => [name, { minified, gzipped, parts }]),
    ),
  };
}
