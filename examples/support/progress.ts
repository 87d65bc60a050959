import { cut, dim, green, interactive, width } from './style.js';

/** Shows progress. */
export interface Progress {
  /** Shows the share of all work that is done, from 0 to 1, and what is being done. */
  show(share: number, text: string): void;
  /** Reports a finished part. */
  done(text: string): void;
  /** Ends the display, finished or not. */
  end(): void;
}

const COLUMNS = 30;
const PLAIN_EVERY_MS = 2_000;

/** Creates a bar on a terminal; elsewhere a plain line per part, and one every two seconds in between. */
export function createProgress(): Progress {
  return interactive ? bar() : plainLines();
}

function bar(): Progress {
  let furthest = 0;
  return {
    show(share, text) {
      furthest = Math.min(1, Math.max(furthest, share)); // estimates get corrected, but a bar must not shrink
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
