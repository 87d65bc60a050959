import type { SandboxOptions } from '../options.js';
import { completeDialect, turnsOf, type TurnTable } from './knobs.js';
import { readDialectProfile } from './profile.js';

const TEN_MINUTES = 600_000;
const SEARCH_LAG_MS = 2_000;
const LONGEST = 100;

/** Knobs that are options under another name. */
const AS_OPTIONS: TurnTable<SandboxOptions> = {
  errorBodies: { detailed: { errorDetail: true } },
  unreadableValues: { '400': { checksModelState: true } },
  applicationIds: { missing: { applicationIds: false } },
  itemIds: { missing: { itemIds: false } },
  emailCase: { exact: { emailSearch: { exactCase: true } } },
  emailLag: { late: { emailSearch: { lagMs: SEARCH_LAG_MS } } },
  plusInPath: { blank: { emailSearch: { plusIsBlank: true } } },
  refusedInPath: { none: { refusedInPaths: [] }, iis: { refusedInPaths: 'iis' } },
  fileNames: {
    trimmed: { normalise: { names: (name) => name.trim() } },
    cleaned: { normalise: { names: (name) => name.replace(/[^\p{L}\p{N}._-]+/gu, '_') } },
    cut: { normalise: { names: cut } },
  },
  extensions: {
    bare: { normalise: { extensions: (extension) => extension.replace(/^\./, '') } },
    lower: { normalise: { extensions: (extension) => extension.toLowerCase().replace(/^(?=[^.])/, '.') } },
  },
  texts: {
    trimmed: { normalise: { texts: (text) => text.trim() } },
    cut: { normalise: { texts: cut } },
    encoded: {
      normalise: { texts: (text) => text.replace(/[<>&"]/g, (sign) => `&#${String(sign.charCodeAt(0))};`) },
    },
  },
  emails: { lower: { normalise: { emails: (email) => email.toLowerCase() } } },
};

const CLOCKS: TurnTable<number> = { serverClock: { fast: TEN_MINUTES, slow: -TEN_MINUTES } };

function cut(text: string): string {
  return text.slice(0, LONGEST);
}

/** Adds what the dialect of a sandbox says as options; an option that is set counts more than a knob. */
export function withDialect(given: SandboxOptions): SandboxOptions & { readonly dialect: Record<string, string> } {
  const like = given.like === undefined ? {} : readDialectProfile(given.like).dialect;
  const dialect = completeDialect({ ...like, ...given.dialect });
  const all = [...turnsOf(AS_OPTIONS, dialect), given];
  const [skew = 0] = turnsOf(CLOCKS, dialect);
  const now = given.now ?? (() => Date.now());
  return {
    ...Object.assign({}, ...all),
    emailSearch: Object.assign({}, ...all.map(({ emailSearch }) => emailSearch)),
    normalise: Object.assign({}, ...all.map(({ normalise }) => normalise)),
    now: skew === 0 ? now : () => now() + skew,
    dialect,
  };
}
