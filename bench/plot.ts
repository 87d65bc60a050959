import type { Streamed } from './stream.js';

const WIDTH = 720;
const HEIGHT = 300;
const BOX = { left: 56, right: 16, top: 34, bottom: 44 };

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Time and heap of some crawls, side by side. */
export function drawGrowth(crawls: readonly Streamed[]): string {
  const times = crawls.map(({ applicants, seconds }) => ({ x: applicants, y: seconds }));
  const heaps = crawls.map(({ heap }) => heap.map(({ candidates, megabytes }) => ({ x: candidates, y: megabytes })));
  const half = WIDTH / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    panel(0, half, 'Seconds of processor time, by applicants', [times]),
    panel(half, half, 'Heap in MB, by candidates given so far', heaps),
    '</svg>\n',
  ].join('\n');
}

/** The raw requests of each night of a year, by how soon candidates are read again; 0 days are exact nights. */
export function drawNights(years: readonly { readonly days: number; readonly requests: readonly number[] }[]): string {
  const x = scale([0, ...years.map(({ requests }) => requests.length)], BOX.left, WIDTH - 90, false);
  const y = scale([0, ...years.flatMap(({ requests }) => requests)], HEIGHT - BOX.bottom, BOX.top, false);
  const lines = years.map(({ days, requests }) => {
    const points = requests.map((value, night) => `${x.at(night)},${y.at(value)}`).join(' ');
    const end = y.at(requests.at(-1) ?? 0);
    const name = days === 0 ? 'exact' : `${days} days`;
    return [
      `<polyline fill="none" stroke="#1f6f8b" stroke-width="1.5" points="${points}"/>`,
      `<text x="${x.at(requests.length) + 8}" y="${end + 4}">${name}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="11">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="white"/>`,
    `<text x="${BOX.left}" y="20" font-size="13">Raw requests of each night of a year</text>`,
    ...x.ticks.map((tick) => `<text x="${x.at(tick)}" y="${HEIGHT - 24}" text-anchor="middle">${tick}</text>`),
    ...y.ticks.flatMap((tick) => [
      `<path d="M${BOX.left} ${y.at(tick)}H${WIDTH - 90}" stroke="#ddd"/>`,
      `<text x="${BOX.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    ]),
    ...lines,
    '</svg>\n',
  ].join('\n');
}

/** One line is time, and its y axis logarithmic: what grows in proportion is straight. Several lines are heaps. */
function panel(offset: number, width: number, title: string, lines: readonly (readonly Point[])[]): string {
  const points = lines.flat();
  const isTime = lines.length === 1;
  const x = scale(
    points.map((point) => point.x),
    offset + BOX.left,
    offset + width - BOX.right,
    true,
  );
  const ys = points.map((point) => point.y);
  const y = scale(isTime ? ys : [0, ...ys], HEIGHT - BOX.bottom, BOX.top, isTime);
  const path = (line: readonly Point[]): string =>
    `<polyline fill="none" stroke="#1f6f8b" stroke-width="1.5" points="${line
      .map((point) => `${x.at(point.x)},${y.at(point.y)}`)
      .join(' ')}"/>`;
  const dots = points.map((point) => `<circle cx="${x.at(point.x)}" cy="${y.at(point.y)}" r="2.5" fill="#1f6f8b"/>`);
  const values = isTime
    ? points.map((point) => `<text x="${x.at(point.x) + 6}" y="${y.at(point.y) + 12}">${point.y.toFixed(1)} s</text>`)
    : [];
  return [
    `<text x="${offset + BOX.left}" y="20" font-size="13">${title}</text>`,
    ...x.ticks.map((tick) => `<text x="${x.at(tick)}" y="${HEIGHT - 24}" text-anchor="middle">${short(tick)}</text>`),
    ...y.ticks.flatMap((tick) => [
      `<path d="M${offset + BOX.left} ${y.at(tick)}H${offset + width - BOX.right}" stroke="#ddd"/>`,
      `<text x="${offset + BOX.left - 6}" y="${y.at(tick) + 4}" text-anchor="end">${short(tick)}</text>`,
    ]),
    ...lines.map(path),
    ...dots,
    ...values,
  ].join('\n');
}

interface Scale {
  readonly ticks: readonly number[];
  at(value: number): number;
}

function scale(values: readonly number[], from: number, to: number, isLogarithmic: boolean): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = isLogarithmic ? 1 : stepOf(high);
  const start = isLogarithmic ? 10 ** Math.floor(Math.log10(low)) : 0;
  const end = isLogarithmic ? 10 ** Math.ceil(Math.log10(high)) : Math.ceil(high / step) * step;
  const place = (value: number): number =>
    isLogarithmic ? Math.log10(value / start) / Math.log10(end / start) : (value - start) / (end - start);
  const ticks: number[] = [];
  for (let tick = start; tick <= end * 1.001; tick = isLogarithmic ? tick * 10 : tick + step) ticks.push(tick);
  return { ticks, at: (value) => Math.round((from + (to - from) * place(value)) * 10) / 10 };
}

function stepOf(high: number): number {
  const step = 10 ** Math.floor(Math.log10(high));
  return high / step < 3 ? step / 2 : step;
}

function short(value: number): string {
  return value >= 1000 ? `${value / 1000}k` : String(Math.round(value * 10) / 10);
}
