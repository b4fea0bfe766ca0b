import { titleKey } from '../../article/is-same-text.ts';
import { defined } from '../../defined.ts';
import type { Topic, TopicKey } from '../../tag/topic.ts';
import type { Outlet } from '../outlet.ts';
import type { Source } from '../source.ts';
import { listedOutlet, type Origin, outletName, sourceId } from './name-source.ts';
import { chooseScope, type Relevant } from './portrait.ts';

/** A proposed source for `sources.yaml`. */
export type NewSource = Pick<Source, 'language' | 'scope' | 'timezone' | 'enabled'> & {
  readonly id: string;
  /** The id of a listed outlet, or the name of a new outlet. */
  readonly outlet: string;
  readonly endpoint: string;
  readonly titleSuffix?: string;
  /** Topics that every article of the source gets; absent if none. */
  readonly topics?: readonly TopicKey[];
  /** Remarks for the editor. Each remark becomes a comment. */
  readonly remarks: readonly string[];
};

type Known = {
  readonly outlets: readonly Outlet[];
  readonly sources: readonly Source[];
  /** The ids that other sources already have. */
  readonly taken: ReadonlySet<string>;
  readonly topics: readonly Pick<Topic, 'key' | 'label'>[];
};

type Seen = Pick<NewSource, 'language' | 'remarks' | 'enabled'> & {
  readonly titles: readonly string[];
  readonly relevant: Relevant;
};

/** Makes a source for a feed. A folder with the name of a topic becomes that topic; other folders become a remark. */
export const proposeSource = (
  origin: Origin,
  seen: Seen,
  { outlets, sources, taken, topics: known }: Known,
): NewSource => {
  const { language, titles, relevant, remarks, enabled } = seen;
  const outlet = listedOutlet(origin, { outlets, sources })?.id ?? outletName(origin, outlets);
  const titleSuffix = commonSuffix(titles);
  const { topics, others } = readFolders(origin.folders ?? [], known);
  const isJapanese = language === 'ja' || /\.jp$/.test(URL.parse(origin.url)?.hostname ?? '');
  return {
    id: sourceId(origin.url, outlet, taken),
    outlet,
    language,
    scope: chooseScope(relevant),
    timezone: isJapanese ? 'Asia/Tokyo' : 'UTC',
    endpoint: origin.url,
    ...defined({ titleSuffix, topics: topics.length === 0 ? undefined : topics }),
    enabled,
    remarks:
      others.length === 0 ? remarks : [...remarks, `Imported from the folder “${others.join(' / ')}”.`],
  };
};

const readFolders = (
  folders: readonly string[],
  known: Known['topics'],
): { readonly topics: readonly TopicKey[]; readonly others: readonly string[] } => {
  const found = folders.map((folder) => ({
    folder,
    topic: known.find(({ key, label }) => [key, label.en, label.ja].some((name) => isSameName(name, folder))),
  }));
  return {
    topics: [...new Set(found.flatMap(({ topic }) => topic?.key ?? []))],
    others: found.flatMap(({ folder, topic }) => (topic === undefined ? [folder] : [])),
  };
};

const isSameName = (a: string, b: string): boolean => titleKey(a) === titleKey(b);

/** Matches the separator before an outlet's name: the last one between spaces, or the last bar if that comes earlier. */
const SEPARATOR = /\s[-–—|:]\s(?!.*\s[-–—|:]\s)|\s*[｜|](?!.*[｜|])/u;

/** Minimum number of titles from which a common suffix is found. */
const MIN_TITLES = 5;

/** Minimum share of titles, from 0 to 1, that end with a common suffix. */
const MIN_SUFFIX_SHARE = 0.8;

/** Maximum length of a suffix, in characters. A longer one is hardly the name of an outlet. */
const MAX_SUFFIX_LENGTH = 40;

/**
 * Returns the suffix of at least `MIN_SUFFIX_SHARE` of the titles, with its separator: ` - Example News`. Undefined if
 * no such suffix is found, if it is too long, or for fewer than `MIN_TITLES` titles.
 */
const commonSuffix = (titles: readonly string[]): string | undefined => {
  if (titles.length < MIN_TITLES) return undefined;
  const counts = new Map<string, number>();
  for (const title of titles) {
    const at = title.search(SEPARATOR);
    if (at <= 0) continue;
    const suffix = title.slice(at);
    counts.set(suffix, (counts.get(suffix) ?? 0) + 1);
  }
  const [suffix, count] = [...counts].toSorted(([, a], [, b]) => b - a)[0] ?? ['', 0];
  return count >= MIN_SUFFIX_SHARE * titles.length && suffix.length <= MAX_SUFFIX_LENGTH ? suffix : undefined;
};
