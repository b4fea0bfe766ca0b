import { latestOf } from '../../clock/jst-day.ts';
import { defined } from '../../defined.ts';
import { excerpt } from '../../entry/excerpt.ts';
import type { RawFeed, RawItem } from '../../item/raw-item.ts';
import { DAY_MS, HOUR_MS } from '../poll/rhythm.ts';
import type { Language, Scope } from '../source.ts';

/** A description of a feed, for an editor who adds or checks its source. */
export type Portrait = {
  readonly format: RawFeed['format'];
  readonly charset: string;
  readonly title?: string;
  readonly items: number;
  readonly newestAt?: Temporal.Instant;
  /** Items per day over the time that the document covers; absent for less than a day or fewer than `MIN_DATES` dates. */
  readonly itemsADay?: number;
  /** Hours that a document of less than a day covers, rounded up, at least 1; absent with fewer than `MIN_DATES` dates. */
  readonly withinHours?: number;
  readonly language: FeedLanguage;
};

type Dated = Pick<RawItem, 'title' | 'published' | 'updated'>;

/** Minimum number of dates from which `itemsADay` or `withinHours` is computed. */
const MIN_DATES = 3;

/** Maximum length of a feed's title, in characters: the title becomes a comment in the config. */
const LONGEST_TITLE = 100;

/** Describes a feed. Dates more than a day in the future do not count. */
export const portrayFeed = (feed: RawFeed, items: readonly Dated[], now: Temporal.Instant): Portrait => {
  const dates = items
    .flatMap(({ published, updated }) => published ?? updated ?? [])
    .filter(({ epochMilliseconds }) => epochMilliseconds <= now.epochMilliseconds + DAY_MS);
  return {
    format: feed.format,
    charset: feed.charset,
    ...defined({ title: feed.title && excerpt(feed.title, LONGEST_TITLE) }),
    items: items.length,
    ...defined({ newestAt: latestOf(dates) }),
    ...rhythmOf(dates.map((date) => date.epochMilliseconds)),
    language: languageOfTexts(
      items.flatMap(({ title }) => title ?? []),
      feed.title,
      feed.language,
    ),
  };
};

const rhythmOf = (datesMs: readonly number[]): Pick<Portrait, 'itemsADay' | 'withinHours'> => {
  if (datesMs.length < MIN_DATES) return {};
  const spanMs = Math.max(...datesMs) - Math.min(...datesMs);
  return spanMs < DAY_MS
    ? { withinHours: Math.max(1, Math.ceil(spanMs / HOUR_MS)) }
    : { itemsADay: ((datesMs.length - 1) * DAY_MS) / spanMs };
};

/** A language that Kawaraban reads, or the tag (BCP 47) of another language. */
type FeedLanguage =
  | { readonly kind: 'read'; readonly is: Language }
  | { readonly kind: 'other'; readonly tag: string };

const KANA = /[\u3041-\u30ff\uff66-\uff9f]/;
const HAN = /\p{Script=Han}/u;
const HANGUL = /\p{Script=Hangul}/u;
const LATIN = /\p{Script=Latin}/u;

/** Minimum share of titles, from 0 to 1, in which a script must occur to decide the language. */
const SHARE_OF_OWN = 0.3;

/** Returns a feed's language by the script of its titles, else by its declared tag, which is often wrong; else English. */
export const languageOfTexts = (
  titles: readonly string[],
  feedTitle: string | undefined,
  declared: string | undefined,
): FeedLanguage => {
  const texts = titles.length > 0 ? titles : feedTitle === undefined ? [] : [feedTitle];
  const tag = declared?.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  const has = (script: RegExp): boolean =>
    texts.length > 0 && texts.filter((text) => script.test(text)).length >= SHARE_OF_OWN * texts.length;
  if (has(KANA)) return JAPANESE;
  if (has(HANGUL)) return { kind: 'other', tag: 'ko' };
  // Japanese headlines may have only kanji, such as 日銀総裁会見; Chinese feeds usually declare their language.
  if (has(HAN)) return tag === 'zh' ? { kind: 'other', tag } : JAPANESE;
  if (tag === 'ja') return has(LATIN) ? ENGLISH : JAPANESE;
  const isOther = texts.length > 0 && tag !== 'en' && /^[a-z]{2,3}$/.test(tag);
  return isOther ? { kind: 'other', tag } : ENGLISH;
};

const JAPANESE = { kind: 'read', is: 'ja' } as const;
const ENGLISH = { kind: 'read', is: 'en' } as const;

/** The number of judged items of a feed (`of`), and how many of them the scopes `japan` and `general` would keep. */
export type Relevant = { readonly of: number; readonly japan: number; readonly general: number };

/** Minimum share of items about Japanese business for the scope `business`. */
const ALL_BUSINESS = 0.75;

/** Minimum share of items about Japan among the business items, for the scope `japan`. */
const OF_JAPAN = 0.8;

/** Minimum number of items from which a scope is chosen. */
const MIN_ITEMS = 5;

/** Chooses a scope by the shares `ALL_BUSINESS` and `OF_JAPAN`; `general` for fewer than `MIN_ITEMS` items. */
export const chooseScope = ({ of, japan, general }: Relevant): Scope => {
  if (of < MIN_ITEMS) return 'general';
  if (general >= ALL_BUSINESS * of) return 'business';
  return japan > 0 && general >= OF_JAPAN * japan ? 'japan' : 'general';
};
