import type { Article } from '../article/article.ts';
import { eventNames, readEvents } from '../folding/read/event/event-classes.ts';
import { readIndicators } from '../folding/read/event/indicators.ts';
import { readBodies } from '../folding/read/name/bodies.ts';
import { readPlaces } from '../folding/read/name/places.ts';
import { normaliseTitle } from '../folding/read/title/normalise-title.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';
import { isMinor } from './importance.ts';
import { marketOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** Something that several stories of a day are about, and how many entries of a page it may have: the others stand below these. */
type Matter = { readonly key: string; readonly most: number };

/** A market, a company that headlines name first, what a central bank or watchdog does, and what is much talked of have one entry. */
const OF_A_NAME = 1;

/** A place of which there is much news, and an event of the whole economy, have two entries. */
const OF_AN_EVENT = 2;

/** Institutions that seldom do two unconnected things of one kind in a day, or two with each other. */
const INSTITUTIONS: ReadonlySet<string> = new Set(['boj', 'fsa', 'jftc', 'sesc', 'fed', 'ustreasury']);

/** Events of which there is one at a time: two stories that name one are about the same matter. */
const SINGLE: ReadonlySet<string> = new Set(['intervention', 'policy-rate', 'disaster']);

/** What is discussed for weeks, and single figures of a statistic, in headlines of every kind. */
const TALKED_OF: readonly Pattern[] = [
  ['consumption tax', /消費税|減税|consumption tax|sales tax/u],
  ['budget requests', /概算要求|予算要求|要求基準|シーリング/u],
  ['trade', /(?<!農.*)輸[入出][量額]/u],
  ['bankruptcies', /倒産(?:件数|総額|.*(?:最多|[増減]|負債|ペース|\d件))/u],
  ['bonuses', /[夏冬]の?(?:ボーナス|賞与)/u],
];

/** Headlines about a market that report none of its sessions. */
const MARKETS: readonly Pattern[] = [
  ['tokyo-bonds', /債券市場|(?<!米)国債(?:の)?利回り|\d年(?:物国)?債|[長中]期債|(?<!米)長期金利/u],
  ['yen', /^円(?:相場|安圧力|急[騰落伸])/u],
  ['tokyo-stocks', /日経平均|東証株価指数|topix/u],
];

/** Number of stories of a page that name a place where something has happened there. */
const MANY = 5;

/** What the stories of a page are about, beside what they report. */
export type Matters = {
  /** The matters of a story; those of a report of a market are its market alone. */
  readonly of: (story: Story) => readonly Matter[];
  /** The news about a matter, the most important first. */
  readonly news: (matter: Matter) => readonly RankedStory[];
  /** Number of outlets that report a story or news about its matters. */
  readonly countOutlets: (story: Story) => number;
};

/** Finds the matters of ranked stories. Minor stories do not count. */
export const createMatters = (ranked: readonly RankedStory[]): Matters => {
  const news = ranked.filter(({ importance }) => !isMinor(importance));
  const named = new Map<string, RankedStory[]>();
  for (const one of news) {
    const { names, places, events } = namedIn(one.story);
    for (const key of new Set([...names, ...places, ...events]))
      named.set(key, [...(named.get(key) ?? []), one]);
  }
  const isBusy = (place: string): boolean => (named.get(place)?.length ?? 0) >= MANY;
  const mattersOf = (story: Story): readonly Matter[] => {
    const { names, places, events } = namedIn(story);
    return [
      ...names.map((key) => ({ key, most: OF_A_NAME })),
      ...[...places.filter(isBusy), ...events].map((key) => ({ key, most: OF_AN_EVENT })),
    ];
  };
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

type Named = Readonly<Record<'names' | 'places' | 'events', readonly string[]>>;

type Pattern = readonly [name: string, pattern: RegExp];

const find = (patterns: readonly Pattern[], text: string): readonly string[] =>
  patterns.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

/** The listed company that a report's headline names first, or the one of which its summary tells. */
const companyOf = ({ tags }: Article): string | undefined => {
  const companies = tags.filter((tag) => tag.kind === 'company');
  const inTitle = companies.find(({ evidence }) => evidence.some(({ where }) => where === 'title'));
  return (inTitle ?? (companies.length === 1 ? companies[0] : undefined))?.code;
};

/**
 * What a story names: its market or listed companies; what is much talked of; in its first headline what institutions do,
 * places, and single events.
 */
const namedIn = onceFor((story: Story): Named => {
  const { articles } = story;
  const market = marketOf(story);
  if (market !== undefined) return { names: [market], places: [], events: [] };
  const [{ title, language }] = articles;
  const text = normaliseTitle(title);
  const all = eventNames(readEvents(text, language));
  const events = all.filter((event) => SINGLE.has(event));
  // A central bank that intervenes does not do so on the day of its meeting, but headlines may name it for either.
  const bodies = events.includes('intervention') ? [] : readBodies(text, language);
  const institutions = bodies.filter((body) => INSTITUTIONS.has(body)).toSorted();
  const companies = new Set(articles.flatMap((article) => companyOf(article) ?? []));
  const talkedOf = new Set([
    ...readIndicators(text, language),
    ...articles.flatMap((article) => find(TALKED_OF, normaliseTitle(article.title))),
  ]);
  return {
    names: [
      ...companies,
      // A speech about rates, and figures that the same bank publishes that day, are no one matter.
      ...institutions.flatMap((body) => all.map((event) => `${body} ${event}`)),
      ...(institutions.length > 1 ? [institutions.join(' ')] : []),
      ...talkedOf,
      ...(companies.size + talkedOf.size === 0 ? find(MARKETS, text) : []),
    ],
    places: readPlaces(text, language),
    events,
  };
});
