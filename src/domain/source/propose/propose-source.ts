import { defined } from '../../defined.ts';
import type { Outlet } from '../outlet.ts';
import type { Language, Scope } from '../source.ts';
import { chooseScope, type Relevant } from './choose-scope.ts';
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

/** What outlets put between a title and their own name. */
const SEPARATOR = /\s[-–—|:]\s(?!.*\s[-–—|:]\s)|\s*[｜|](?!.*[｜|])/u;

const LEAST_TITLES = 5;

/** Share of titles that must have a suffix for it to be the outlet's habit. */
const MOST_TITLES = 0.8;

/** Maximum length of a suffix, in characters: no outlet's name is longer. */
const LONGEST = 40;

/** The outlet's own suffix that nearly all titles end in, separator and all: ` - Example News`; undefined where none is. */
const commonSuffix = (titles: readonly string[]): string | undefined => {
  if (titles.length < LEAST_TITLES) return undefined;
  const counts = new Map<string, number>();
  for (const title of titles) {
    const at = title.search(SEPARATOR);
    if (at <= 0) continue;
    const suffix = title.slice(at);
    counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
  }
  const [suffix, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
  return count >= MOST_TITLES * titles.length && suffix.length <= LONGEST ? suffix : undefined;
};
