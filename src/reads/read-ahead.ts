/**
 * How far a listing reads ahead of its consumer: never further than the records that are wanted, since what is read
 * beyond them is thrown away.
 */
export class ReadAhead {
  #wanted: number;

  /** `wanted`: how many records the consumer will take at most. */
  constructor(wanted = Number.POSITIVE_INFINITY) {
    this.#wanted = wanted;
  }

  /** Notes how many records an item gave. One that gave none makes room for two: filters may leave out most of them. */
  note(records: number): void {
    this.#wanted += records === 0 ? 2 : 1 - records;
  }

  /** Returns the width for `ordered`, at most `widest`. */
  width(widest: number): (taken: number) => number {
    return (taken) => Math.min(widest, this.#wanted - taken);
  }
}
