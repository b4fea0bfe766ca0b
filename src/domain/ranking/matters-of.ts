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

/** A company that headlines name first, what a central bank or watchdog does, and a regular figure have one entry. */
const OF_A_NAME = 1;

/** A place of which there is much news, and an event of the whole economy, have two entries. */
const OF_AN_EVENT = 2;

/** Institutions that seldom do two unconnected things of one kind in a day. */
const INSTITUTIONS: ReadonlySet<string> = new Set(['boj', 'fsa', 'jftc', 'sesc', 'fed', 'ustreasury']);

/** Events of which there is one at a time: two stories that name one are about the same matter. */
const SINGLE: ReadonlySet<string> = new Set(['intervention', 'policy-rate', 'disaster']);

/** A tax that is discussed for weeks, in headlines of every kind. */
const CONSUMPTION_TAX = /消費税|消費減税|consumption tax|sales tax/u;

/** Number of stories of a page that name a place where something has happened there. */
const MANY = 5;

/** What the stories of a page are about, beside what they report. */
export type Matters = {
  /** The matters of a story; a report of a market has none, since its market is one. */
  readonly of: (story: Story) => readonly Matter[];
  /** The news about a matter, the most important first. */
  readonly news: (matter: Matter) => readonly RankedStory[];
};

/** Finds the matters of ranked stories. Minor stories do not count. */
export const createMatters = (ranked: readonly RankedStory[]): Matters => {
  const news = ranked.filter(
    ({ importance, story }) => !isMinor(importance) && marketOf(story) === undefined,
  );
  const named = new Map<string, RankedStory[]>();
  for (const one of news) {
    const { names, places, events } = namedIn(one.story);
    for (const key of new Set([...names, ...places, ...events]))
      named.set(key, [...(named.get(key) ?? []), one]);
  }
  const isBusy = (place: string): boolean => (named.get(place)?.length ?? 0) >= MANY;
  return {
    of: (story) => {
      if (marketOf(story) !== undefined) return [];
      const { names, places, events } = namedIn(story);
      return [
        ...names.map((key) => ({ key, most: OF_A_NAME })),
        ...[...places.filter(isBusy), ...events].map((key) => ({ key, most: OF_AN_EVENT })),
      ];
    },
    news: ({ key }) => named.get(key) ?? [],
  };
};

/** The listed company that a report's headline names first, or the one of which its summary tells. */
const companyOf = ({ tags }: Article): string | undefined => {
  const companies = tags.filter((tag) => tag.kind === 'company');
  const inTitle = companies.find(({ evidence }) => evidence.some(({ where }) => where === 'title'));
  return (inTitle ?? (companies.length === 1 ? companies[0] : undefined))?.code;
};

/** What a story names: listed companies; in its first headline what institutions do, figures, places, and single events. */
const namedIn = onceFor(({ articles }: Story) => {
  const [{ title, language }] = articles;
  const text = normaliseTitle(title);
  const all = eventNames(readEvents(text, language));
  const events = all.filter((event) => SINGLE.has(event));
  // A central bank that intervenes does not do so on the day of its meeting, but headlines may name it for either.
  const bodies = events.includes('intervention') ? [] : readBodies(text, language);
  return {
    names: [
      ...new Set(articles.flatMap((article) => companyOf(article) ?? [])),
      // A speech about rates, and figures that the same bank publishes that day, are no one matter.
      ...bodies
        .filter((body) => INSTITUTIONS.has(body))
        .flatMap((body) => all.map((event) => `${body} ${event}`)),
      ...readIndicators(text, language),
    ],
    places: readPlaces(text, language),
    events: CONSUMPTION_TAX.test(text) ? [...events, 'consumption tax'] : events,
  };
});
