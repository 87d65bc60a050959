import type { SourceInput } from '../../models/action-inputs.js';
import type { RawMandatorView } from '../../schemas/mandator.js';
import { sameName, toText } from '../values/text.js';

/** The catalogue that holds the names of sources. */
export type SourceCatalogue = Pick<RawMandatorView, 'Referrers'>;

/** The sources that count if the input names none. */
export interface OtherSources {
  /** Your own source. It ranks above the answer to a question. */
  readonly own?:
    | {
        /** The name of the source. To Application.Referrer. */
        readonly name: string;
        /** To Application.ReferrerAdditionalInfo. */
        readonly additionalInfo?: string | null | undefined;
      }
    | undefined;
  /** What the applicant answered. From {@link AnswerPlan}. */
  readonly answered?: string | null | undefined;
}

/** A source in eRecruiter's form, for {@link toRawApplication} and {@link toNewApplicant}. */
export interface RawSource {
  /** As the catalogue spells it, else unchanged; null if no source is given. To Application.Referrer. */
  readonly referrer: string | null;
  /** Of your own source, if the catalogue allows it. To Application.ReferrerAdditionalInfo. */
  readonly referrerAdditionalInfo: string | null;
  /** A source that is not in the catalogue, and an answer that does not count. */
  readonly warnings: readonly string[];
}

/**
 * Maps a source to the name that eRecruiter's catalogue has for it.
 *
 * @param input - The `source` of a create action; its first given field counts, and a blank one is not given.
 * @param catalogue - From Mandator.Referrers. A source that it lacks is sent as it is: eRecruiter decides.
 * @param others - The sources that count if the input names none.
 * @returns The name, and warnings.
 *
 * @example
 * ```ts
 * import { toRawSource } from 'erecruiter-kombo/mappers';
 *
 * toRawSource({ name: 'acme jobs' }, { Referrers: [{ Name: 'Acme Jobs' }] }).referrer; // 'Acme Jobs'
 * ```
 */
export function toRawSource<Catalogue extends SourceCatalogue>(
  input: SourceInput | undefined,
  catalogue: Catalogue,
  others: OtherSources = {},
): RawSource {
  const { own, answered = null } = others;
  const wanted = toText(
    [input?.name, input?.id, input?.unified_key, own?.name, answered].find((name) => toText(name) !== null),
  );
  if (wanted === null) return { referrer: null, referrerAdditionalInfo: null, warnings: [] };
  const entries = (catalogue.Referrers ?? []).flatMap((referrer) =>
    referrer?.Name ? [{ ...referrer, Name: referrer.Name }] : [],
  );
  const entry = entries.find(({ Name }) => Name === wanted) ?? entries.find(({ Name }) => sameName(Name, wanted));
  const isOwn = own !== undefined && sameName(wanted, own.name) && entry?.AllowsAdditionalInfo === true;
  return {
    referrer: entry?.Name ?? wanted,
    referrerAdditionalInfo: isOwn ? (own.additionalInfo ?? null) : null,
    warnings: [
      answered !== null &&
        !sameName(answered, wanted) &&
        'the answer about the source was left out: the call or the client names another source',
      entry === undefined && 'the source is not in the mandator’s catalogue',
    ].filter((warning) => warning !== false),
  };
}
