import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { onceFor } from '../once-for.ts';
import type { Story } from '../story/story.ts';
import { marketOf, sessionOf } from './market-of.ts';

/** Minimum size of a large move of shares, in yen (Nikkei) or dollars (Dow). */
const LARGE_POINTS = 1000;

/** Minimum size of a large move of shares or oil, in percent. */
const LARGE_PERCENT = 2;

/** Matches the first words of a headline. Japanese headlines usually say there what the market did. */
const OPENING = /^(?:\S{1,7} )?\S+/u;

/** Matches words for a large move in the opening of a headline. `連日の最高値` does not count. */
const LARGE_WORDS =
  /(?:[、 ]|(?:ダウ|平均|東証|株|相場|円|原油|金利)[はがも]?)大幅|最大|(?<!連日[ので]|日連続[ので])最[高安]値|過去最|史上|歴代|暴[落騰]/u;

/** Matches words for a large move in any part of a headline: `10年ぶり`, `plunge`. */
const LARGE_WORDS_ANYWHERE =
  /\d年ぶり|\b(?:record|all-time|biggest|largest|steepest|plung|plummet|tumbl|crash)|\d-year (?:high|low)/iu;

/** Matches a move in points: `2134円安`, `一時1,200円超安`. */
const POINTS = /([\d,]+)(?:円|ドル)(?:超|余り?)?[高安]/gu;

/** Matches a move in percent in Japanese: `2.3%安`. */
const PERCENT = /(\d+(?:\.\d+)?)%(?:超|余り?)?(?:[高安]|上昇|下落)/gu;

/** Matches a move in percent in English: `falls 2.3%`. */
const PERCENT_IN_ENGLISH =
  /\b(?:up|down|rises?|rose|falls?|fell|drops?|gains?|jumps?|slides?|slumps?|surges?|sinks?|soars?)\b[^\d%]{0,12}(\d+(?:\.\d+)?)(?:%| percent)/giu;

/** Matches an hour, such as `15時`. A report of the yen at an hour never counts as a large move. */
const OF_AN_HOUR = /(?<!\d)\d{1,2}時(?!間|点)/u;

/** True for reports of a market if no headline says that prices moved by much. */
export const isQuote = onceFor((articles: NonEmpty<Article>): boolean => {
  const market = marketOf({ articles });
  return market !== undefined && !articles.some(({ title }) => saysLarge(title, market));
});

/** Matches the last reports of a day about bonds: they name an hour in place of the close. */
const LAST_OF_BONDS = /^債券1[5-7]時/u;

/**
 * True for reports of a market that are news for hours only. These are quotes, reports of foreign markets, and reports
 * that are not of the last session of a day.
 */
export const isFleeting = (story: Pick<Story, 'articles' | 'published'>): boolean => {
  const market = marketOf(story);
  if (market === undefined) return false;
  const isLast =
    sessionOf(story)?.isLast === true ||
    story.articles.some(({ title }) => LAST_OF_BONDS.test(title.normalize('NFKC')));
  return isQuote(story.articles) || !isLast || isForeign(market);
};

/** Matches an hour before the close in Tokyo: `11時`, not `外為17時` or `午後5時`. */
const BEFORE_CLOSE = /(?<!\d|午後)(?:\d|1[0-4])時(?!間|点)|午後[0-2]時(?!間|点)/u;

/**
 * True for reports of a market from within a day of trade: of its beginning, of its morning, or of an hour. News of a later
 * session soon replaces them.
 */
export const isPassing = (story: Pick<Story, 'articles' | 'published'>): boolean =>
  sessionOf(story)?.isLast === false ||
  (isFleeting(story) && story.articles.every(({ title }) => BEFORE_CLOSE.test(title.normalize('NFKC'))));

/** True for the foreign markets that readers in Tokyo follow: those of New York, and oil. */
export const isForeign = (market: string): boolean => market.startsWith('new-york') || market === 'oil';

const saysLarge = (title: string, market: string): boolean => {
  const text = title.normalize('NFKC');
  if (market === 'yen' && OF_AN_HOUR.test(text)) return false;
  const opening = OPENING.exec(text)?.[0] ?? '';
  const percent = Math.max(largest(PERCENT, opening), largest(PERCENT_IN_ENGLISH, text));
  const isOfShares = market.endsWith('-stocks');
  return (
    LARGE_WORDS.test(opening) ||
    LARGE_WORDS_ANYWHERE.test(text) ||
    (isOfShares && largest(POINTS, text) >= LARGE_POINTS) ||
    ((isOfShares || market.endsWith('oil')) && percent >= LARGE_PERCENT)
  );
};

const largest = (pattern: RegExp, text: string): number =>
  Math.max(0, ...Array.from(text.matchAll(pattern), ([, digits = '']) => Number(digits.replaceAll(',', ''))));
