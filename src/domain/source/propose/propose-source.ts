import { defined } from '../../defined.ts';
import type { Outlet } from '../outlet.ts';
import type { Language, Scope } from '../source.ts';
import { chooseScope, type Relevant } from './choose-scope.ts';
import { commonSuffix } from './common-suffix.ts';
import { listedOutlet, type Origin, outletName, sourceId } from './name-source.ts';

/** A source as it is to be written into `sources.yaml`. */
export type NewSource = {
  readonly id: string;
  /** The id of a listed outlet, or a name. */
  readonly outlet: string;
  readonly language: Language;
  readonly scope: Scope;
  readonly timezone: string;
  readonly endpoint: string;
  readonly titleSuffix?: string;
  readonly enabled: boolean;
  /** What an editor wants to know of it later; each becomes a comment. */
  readonly remarks: readonly string[];
};

type Known = {
  readonly outlets: readonly Outlet[];
  /** Ids of sources that are given away. */
  readonly taken: ReadonlySet<string>;
};

type Seen = {
  readonly language: Language;
  readonly titles: readonly string[];
  readonly relevant: Relevant;
  readonly remarks: readonly string[];
  readonly enabled: boolean;
};

/** A complete source for a feed: named after its outlet, with the scope that its items speak for. */
export const proposeSource = (origin: Origin, seen: Seen, { outlets, taken }: Known): NewSource => {
  const { language, titles, relevant, remarks, enabled } = seen;
  const outlet = listedOutlet(origin, outlets);
  const titleSuffix = commonSuffix(titles);
  const isJapanese = language === 'ja' || /\.jp$/.test(URL.parse(origin.url)?.hostname ?? '');
  return {
    id: sourceId(origin, outlet, taken),
    outlet: outlet?.id ?? outletName(origin),
    language,
    scope: chooseScope(relevant),
    timezone: isJapanese ? 'Asia/Tokyo' : 'UTC',
    endpoint: origin.url,
    ...defined({ titleSuffix }),
    enabled,
    remarks,
  };
};
