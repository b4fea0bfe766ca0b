import type { Article } from '../article/article.ts';
import { eventNames, readEvents } from '../folding/read/event/event-classes.ts';
import { readIndicators } from '../folding/read/event/indicators.ts';
import { readPlaces } from '../folding/read/name/places.ts';
import { normaliseTitle } from '../folding/read/title/normalise-title.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';
import { isInTitle } from '../tag/tag.ts';
import { isMinor } from './importance.ts';
import { marketOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/**
 * A matter that several stories of a day are about. `most`: maximum number of entries about the matter on a page.
 * `isOneThing`: false for a company or a place, because different things happen to them in a day.
 */
type Matter = { readonly key: string; readonly most: number; readonly isOneThing: boolean };

/**
 * Maximum number of entries of a page about a market, about a subject of `TALKED_OF`, or about acts of one kind by one
 * company. A company that is only in news of accidents has the same maximum.
 */
const OF_A_NAME = 1;

/**
 * Maximum number of entries about a company. The second entry must be about an act of the company. An accident is not
 * an act.
 */
const OF_A_COMPANY = 2;

/** Maximum number of entries about a place with much news, or about an event of the whole economy. */
const OF_AN_EVENT = 2;

/** Events that happen one at a time: two stories that name the same event are about one matter. */
const SINGLE: ReadonlySet<string> = new Set(['intervention', 'policy-rate', 'disaster']);

/** Events that a company announces together. */
const ACCOUNTS: ReadonlySet<string> = new Set(['results', 'forecast', 'dividend', 'buyback']);

/** Subjects that outlets discuss for weeks, and statistics with many single figures. */
const TALKED_OF: readonly Pattern[] = [
  ['consumption tax', /消費税|減税|consumption tax|sales tax/u],
  ['budget requests', /概算要求|予算要求|要求基準|シーリング/u],
  ['trade', /(?<!農.*)輸[入出][量額]/u],
  ['bankruptcies', /倒産(?:件数|総額|.*(?:最多|[増減]|負債|ペース|\d件))/u],
  ['bonuses', /[夏冬]の?(?:ボーナス|賞与)/u],
];

/** Patterns of headlines about a market that do not report a session. */
const MARKETS: readonly Pattern[] = [
  ['tokyo-bonds', /債券市場|(?<!米)国債(?:の)?利回り|\d年(?:物国)?債|[長中]期債|(?<!米)長期金利/u],
  ['yen', /^円(?:相場|安圧力|急[騰落伸])/u],
  ['tokyo-stocks', /日経平均|東証株価指数|topix/u],
];

/** Number of stories of a page that must name a place before the place counts as a matter. */
const MANY = 5;

/** Finds stories of a page that are about the same matter. */
export type Matters = {
  /** Returns the matters of a story. A report of a market has only the market as a matter. */
  readonly of: (story: Story) => readonly Matter[];
  /** Returns the news about a matter, the most important story first. */
  readonly news: (matter: Matter) => readonly RankedStory[];
  /** Counts the outlets that report a story or other news about the story's matters. */
  readonly countOutlets: (story: Story) => number;
};

/** Finds the matters of ranked stories. Minor stories do not count. */
export const createMatters = (ranked: readonly RankedStory[]): Matters => {
  const news = ranked.filter(({ importance }) => !isMinor(importance));
  const named = new Map<string, RankedStory[]>();
  for (const one of news)
    for (const key of new Set(Object.values(namedIn(one.story)).flat())) named.getOrInsert(key, []).push(one);
  const isBusy = (place: string): boolean => (named.get(place)?.length ?? 0) >= MANY;
  const mattersOf = onceFor((story: Story): readonly Matter[] => {
    const { companies, acts, subjects, places, events } = namedIn(story);
    const ofCompany = acts.every((act) => act.endsWith(' accident')) ? OF_A_NAME : OF_A_COMPANY;
    return [
      ...companies.map((key) => ({ key, most: ofCompany, isOneThing: false })),
      ...[...acts, ...subjects].map((key) => ({ key, most: OF_A_NAME, isOneThing: true })),
      ...places.filter(isBusy).map((key) => ({ key, most: OF_AN_EVENT, isOneThing: false })),
      ...events.map((key) => ({ key, most: OF_AN_EVENT, isOneThing: key !== 'disaster' })),
    ];
  });
  const newsOf = ({ key }: Matter): readonly RankedStory[] => named.get(key) ?? [];
  return {
    of: mattersOf,
    news: newsOf,
    countOutlets: (story) => {
      const others = mattersOf(story).flatMap((matter) => newsOf(matter).map((one) => one.story));
      const articles = [story, ...others].flatMap((one) => one.articles);
      return new Set(articles.map(({ outlet }) => outlet.id)).size;
    },
  };
};

type Named = Readonly<Record<'companies' | 'acts' | 'subjects' | 'places' | 'events', readonly string[]>>;

type Pattern = readonly [name: string, pattern: RegExp];

const find = (patterns: readonly Pattern[], text: string): readonly string[] =>
  patterns.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

/** Returns the listed company that a report's headline names first. */
const companyOf = ({ tags }: Article): string | undefined =>
  tags.filter((tag) => tag.kind === 'company').find(isInTitle)?.code;

/**
 * Returns the keys of a story's matters. A report of a market has only the market. Other stories have listed companies
 * and subjects of many headlines. The first headline alone adds acts of companies, places and single
 * events.
 */
const namedIn = onceFor((story: Story): Named => {
  const { articles } = story;
  const market = marketOf(story);
  if (market !== undefined) return { companies: [], acts: [], subjects: [market], places: [], events: [] };
  const [{ title, language }] = articles;
  const text = normaliseTitle(title);
  const all = eventNames(readEvents(text, language));
  const events = all.filter((event) => SINGLE.has(event));
  const companies = new Set(articles.flatMap((article) => companyOf(article) ?? []));
  const kinds = new Set(all.map((event) => (ACCOUNTS.has(event) ? 'accounts' : event)));
  const talkedOf = new Set([
    ...readIndicators(text, language),
    ...articles.flatMap((article) => find(TALKED_OF, normaliseTitle(article.title))),
  ]);
  return {
    companies: [...companies],
    acts: [...companies].flatMap((company) => [...kinds].map((kind) => `${company} ${kind}`)),
    subjects: [...talkedOf, ...find(MARKETS, text)],
    places: readPlaces(text, language),
    events,
  };
});
