import { cut, dim, green, interactive, width } from './style.js';

/** Shows how far something is. */
export interface Progress {
  /** `share` of all work that is done, from 0 to 1, and what is being done. */
  show(share: number, text: string): void;
  /** A part is done. */
  done(text: string): void;
  /** All is done, or nothing goes on. */
  end(): void;
}

const COLUMNS = 30;
const PLAIN_EVERY_MS = 2_000;

/** A bar on a terminal; elsewhere a plain line for each part, and every two seconds in between. */
export function createProgress(): Progress {
  return interactive ? bar() : plainLines();
}

function bar(): Progress {
  let furthest = 0;
  return {
    show(share, text) {
      furthest = Math.min(1, Math.max(furthest, share)); // guesses may be corrected, but a bar that shrinks unsettles
      const full = Math.round(furthest * COLUMNS);
      const line = `  ${green('━'.repeat(full))}${dim('─'.repeat(COLUMNS - full))}  ${cut(text, width() - COLUMNS - 5)}`;
      process.stdout.write(`\r\x1b[K${line}`);
    },
    done: () => undefined,
    end: () => void process.stdout.write('\r\x1b[K'),
  };
}

function plainLines(): Progress {
  let last = Date.now();
  const print = (text: string): void => {
    last = Date.now();
    console.log(`  ${text}`);
  };
  return {
    show(_, text) {
      if (Date.now() - last >= PLAIN_EVERY_MS) print(`${text} …`);
    },
    done: print,
    end: () => console.log(),
  };
}
