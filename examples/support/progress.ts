import { cut, dim, green, isInteractive, width } from './style.js';

/** Shows progress. */
export interface Progress {
  /** Shows the share of all work that is done, from 0 to 1, and what is being done. */
  show(share: number, text: string): void;
  /** Reports a finished part. */
  done(text: string): void;
  /** Ends the display, finished or not. */
  end(): void;
}

const MOST_COLUMNS = 30;
const PLAIN_EVERY_MS = 2_000;

/** Creates a bar on a terminal; elsewhere a plain line per part, and one every two seconds in between. */
export function createProgress(output: NodeJS.WriteStream = process.stdout): Progress {
  return isInteractive(output) ? bar(output) : plainLines(output);
}

function bar(output: NodeJS.WriteStream): Progress {
  let furthest = 0;
  return {
    show(share, text) {
      furthest = Math.min(1, Math.max(furthest, share)); // estimates get corrected, but a bar must not shrink
      // A line that wraps cannot be redrawn: bar and text share what a narrow terminal has.
      const room = Math.max(2, width() - 5);
      const columns = Math.min(MOST_COLUMNS, Math.ceil(room / 3));
      const full = Math.round(furthest * columns);
      const line = `  ${green('━'.repeat(full))}${dim('─'.repeat(columns - full))}  ${cut(text, room - columns)}`;
      output.write(`\r\x1b[K${room > 2 ? line : cut(`${Math.round(furthest * 100)}%`, width() - 1)}`);
    },
    done: () => undefined,
    end: () => void output.write('\r\x1b[K'),
  };
}

function plainLines(output: NodeJS.WriteStream): Progress {
  let last = Date.now();
  const say = output === process.stderr ? console.error : console.log; // looked up now: who runs examples may replace it
  const print = (text: string): void => {
    last = Date.now();
    say(`  ${text}`);
  };
  return {
    show(_, text) {
      if (Date.now() - last >= PLAIN_EVERY_MS) print(`${text} …`);
    },
    done: print,
    end: () => say(),
  };
}
