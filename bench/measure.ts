/** One line of the result: a ratio of two things measured in the same run. */
export interface Row {
  /** What is measured. */
  readonly measure: string;
  /** Ours, with its unit. */
  readonly ours: string;
  /** What it is measured against, with its unit. */
  readonly against: string;
  /** The ratio that counts. */
  readonly ratio: string;
  /** Lowest and highest ratio of single rounds, where there were rounds. */
  readonly spread?: string;
  /** What the ratio should be; nothing where the row only informs. */
  readonly target?: string;
  /** Whether it is. */
  readonly met?: boolean;
}

/** A measure: its rows, and what else is worth keeping in the JSON. */
export interface Measured {
  readonly rows: readonly Row[];
  readonly details?: unknown;
}

/** How a measure runs. */
export interface Plan {
  /** A fast look: fewer rounds, smaller crawls. */
  readonly quick: boolean;
  /** Says what is going on. */
  readonly say: (text: string) => void;
}

/** Runs each work once per round, in turn, so that whatever else the machine does meets all alike. */
export async function alternate<Name extends string>(
  rounds: number,
  works: Readonly<Record<Name, () => number | Promise<number>>>,
): Promise<Record<Name, number[]>> {
  const names = namesOf(works);
  const results = new Map<Name, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const name of names) {
      const value = await works[name]();
      if (round > 0) results.get(name)?.push(value); // the first round warms up
    }
  }
  return recordOf(names, (name) => results.get(name) ?? []);
}

/** The value in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

/** The ratio of each round of two works that alternated. */
export function ratios(first: readonly number[], second: readonly number[]): number[] {
  return first.map((value, round) => value / (second[round] ?? Number.NaN));
}

/** Lowest to highest. */
export function spreadOf(values: readonly number[], format: (value: number) => string): string {
  return `${format(Math.min(...values))}–${format(Math.max(...values))}`;
}

/** `5.2×`. */
export function times(value: number): string {
  return `${value.toFixed(value < 10 ? 2 : 1)}×`;
}

/** `12.3 ms` and the like. */
export function amount(value: number, unit: string, digits = 1): string {
  return `${value.toFixed(digits)} ${unit}`;
}

/** User and system time of this process since `before`, in milliseconds. */
export function processorTime(before?: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function namesOf<Name extends string>(record: Readonly<Record<Name, unknown>>): Name[] {
  const names: Name[] = [];
  for (const name in record) names.push(name);
  return names;
}

function recordOf<Name extends string, T>(names: readonly Name[], value: (name: Name) => T): Record<Name, T>;
function recordOf<T>(names: readonly string[], value: (name: string) => T): Record<string, T> {
  return Object.fromEntries(names.map((name) => [name, value(name)]));
}
