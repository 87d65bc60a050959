// Cold import: a fresh process imports one file and tells how long that took.
import { pathToFileURL } from 'node:url';
import { bundleOf, distFile, execute, root } from './build.js';
import { alternate, amount, median, ratios, spreadOf, type Measured, type Plan, type Row } from './measure.js';

/** Milliseconds that an import takes in a process of its own. */
async function cold(specifier: string): Promise<number> {
  const text = `const start = performance.now(); await import(${JSON.stringify(specifier)});
    process.stdout.write(String(performance.now() - start));`;
  const { stdout } = await execute(process.execPath, ['--input-type=module', '--eval', text], { cwd: root });
  return Number(stdout);
}

/** Of the client, the mappers and the SDK, as installed and as one bundled file. */
export async function imports({ quick }: Plan): Promise<Measured> {
  const url = (path: string): string => pathToFileURL(path).href;
  const [client, mappers, sdk] = await Promise.all([bundleOf('client'), bundleOf('mappers'), bundleOf('SDK, whole')]);
  const costs = await alternate(quick ? 3 : 15, {
    client: () => cold(url(distFile('index'))),
    sdk: () => cold('@kombo-api/sdk'),
    mappers: () => cold(url(distFile('mappers/index'))),
    clientBundled: () => cold(url(client.path)),
    sdkBundled: () => cold(url(sdk.path)),
    mappersBundled: () => cold(url(mappers.path)),
    empty: () => cold('data:text/javascript,'),
    request: () => cold("data:text/javascript,new Request('http://127.0.0.1')"),
  });
  // ky makes a Request when it is imported, to see what there is; Node loads its fetch for the first one.
  const nodeFetch = median(costs.request) - median(costs.empty);
  const row = (measure: string, ours: readonly number[], peer: readonly number[], part?: number): Row => {
    const ratio = median(ours) / median(peer);
    const format = (value: number): string => `1/${(1 / value).toFixed(1)}`;
    return {
      measure,
      ours: amount(median(ours), 'ms'),
      against: `${amount(median(peer), 'ms')} SDK`,
      ratio: format(ratio),
      ...(part === undefined
        ? {}
        : { spread: spreadOf(ratios(ours, peer), format), target: `≤ 1/${part}`, met: ratio <= 1 / part }),
    };
  };
  return {
    rows: [
      row('client, as installed', costs.client, costs.sdk, 3),
      row('client, bundled', costs.clientBundled, costs.sdkBundled, 5),
      row('client, bundled, without loading Node’s fetch', less(costs.clientBundled, nodeFetch), costs.sdkBundled),
      row('mappers, as installed', costs.mappers, costs.sdk, 20),
      row('mappers, bundled', costs.mappersBundled, costs.sdkBundled),
      row('a file with nothing in it', costs.empty, costs.sdkBundled),
    ],
    details: costs,
  };
}

function less(values: readonly number[], amount: number): number[] {
  return values.map((value) => value - amount);
}
