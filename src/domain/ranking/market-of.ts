import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { JST } from '../clock/jst-day.ts';
import { HOME, type MarketKey, readMarketKey, saysMove } from '../folding/read/event/market-key.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';

/**
 * The time zone of an exchange. `times`: the local time, such as `15:30`, at which each session (`MarketKey.session`)
 * begins or ends.
 */
type Exchange = { readonly zone: string; readonly times: ReadonlyMap<string, string> };

const TOKYO: Exchange = {
  zone: JST,
  times: new Map([
    ['open', '09:00'],
    ['morning-close', '11:30'],
    ['afternoon-open', '12:30'],
    ['close', '15:30'],
  ]),
};
const NEW_YORK: Exchange = {
  zone: 'America/New_York',
  times: new Map([
    ['open', '09:30'],
    ['close', '16:00'],
  ]),
};

/** The markets with the hours of `TOKYO`. */
const IN_TOKYO: ReadonlySet<string> = new Set([...HOME, 'reit', 'yomiuri-stocks', 'jpx-stocks']);

/** Maximum number of minutes by which a report may be dated before the time of the reported session. */
const EARLIER = 30;

const marketKey = onceFor((articles: NonEmpty<Article>): MarketKey | undefined =>
  articles
    .values()
    .map(({ title }) => title.normalize('NFKC').toLowerCase())
    .filter(saysMove)
    .map(readMarketKey)
    .find((key) => key !== undefined),
);

/**
 * Returns the market of a story's first report about a market; undefined if no report is about one. The yen is one
 * market for all cities, and so is oil.
 */
export const marketOf = (reports: Pick<Story, 'articles'> | undefined): string | undefined => {
  const market = reports && marketKey(reports.articles)?.subject;
  return ONE_MARKET.find((name) => market?.endsWith(`-${name}`) === true) ?? market;
};

const ONE_MARKET = ['yen', 'oil'];

const MAIN: ReadonlySet<string> = new Set([
  ...['tokyo-stocks', 'yen', 'tokyo-bonds'],
  ...['new-york-stocks', 'new-york-bonds', 'oil'],
]);

export const isMainMarket = (market: string): boolean => MAIN.has(market);

/** Matches a headline that says that prices hardly moved. */
const QUIET =
  /小動き|小幅な値動き|もみ合|膠着|一進一退|様子見|方向感|で推移|little changed|flat\b|\bmixed\b/iu;

/** True for reports of a main market if prices moved or if several outlets report that market. */
export const isOfMainMarket = (articles: NonEmpty<Article>): boolean => {
  const market = marketOf({ articles });
  return (
    market !== undefined &&
    isMainMarket(market) &&
    (!articles.every(({ title }) => QUIET.test(title)) ||
      new Set(articles.map(({ outlet }) => outlet.id)).size > 1)
  );
};

/** A reported session: when it began or ended. `isClose`: it ended. `isLast`: the day of trade ended with it. */
type Session = { readonly at: Temporal.Instant; readonly isClose: boolean; readonly isLast: boolean };

/**
 * Returns the session that a story reports: the latest of its kind that began or ended up to `EARLIER` minutes after
 * the story's date, as if there were sessions every day. For a market outside Tokyo and New York, the time is the
 * story's date. Undefined if the story reports neither the beginning nor the end of a session.
 */
export const sessionOf = (story: Pick<Story, 'articles' | 'published'>): Session | undefined => {
  const key = marketKey(story.articles);
  if (key?.session === undefined) return undefined;
  const { subject, session } = key;
  if (!exchangeOf(subject).times.has(session)) return undefined;
  const kind = { isClose: session.endsWith('close'), isLast: session === 'close' };
  return { at: latestOf(subject, session, story.published) ?? story.published, ...kind };
};

/** If a report names no session, it counts as a report of a close that was at most this many ms before its date. */
const REPORTED_LATE_MS = 6 * 3_600_000;

/** Matches a headline about a moment of a session: `一時`, `14時`. */
const OF_A_MOMENT = /一時|時点|\d時(?!間)|[前後]場/u;

/**
 * Returns the time of the close that a story reports; undefined if the story reports no close. If no report names a
 * session or a moment, the story counts as a report of the day's last close if that was `REPORTED_LATE_MS` before its
 * date at most.
 */
export const closeOf = (story: Pick<Story, 'articles' | 'published'>): Temporal.Instant | undefined => {
  const session = sessionOf(story);
  if (session !== undefined) return session.isClose ? session.at : undefined;
  const { articles, published } = story;
  const key = marketKey(articles);
  const at = key && latestOf(key.subject, 'close', published);
  if (at === undefined) return undefined;
  const ageMs = published.epochMilliseconds - at.epochMilliseconds;
  const isAfter = ageMs >= 0 && ageMs <= REPORTED_LATE_MS;
  return isAfter && !articles.some(({ title }) => OF_A_MOMENT.test(title.normalize('NFKC'))) ? at : undefined;
};

const exchangeOf = (subject: string): Exchange => (subject.startsWith('new-york') ? NEW_YORK : TOKYO);

/**
 * Returns the latest time at which a session of a market began or ended, up to `EARLIER` minutes after `published`.
 * Undefined if the market is outside Tokyo and New York, or if the session is unknown.
 */
const latestOf = (
  subject: string,
  session: string,
  published: Temporal.Instant,
): Temporal.Instant | undefined => {
  const { zone, times } = exchangeOf(subject);
  const time = times.get(session);
  if (time === undefined || (zone === JST && !IN_TOKYO.has(subject))) return undefined;
  const latest = published.add({ minutes: EARLIER }).toZonedDateTimeISO(zone);
  const that = latest.withPlainTime(time);
  const at = Temporal.ZonedDateTime.compare(that, latest) > 0 ? that.subtract({ days: 1 }) : that;
  return at.toInstant();
};
