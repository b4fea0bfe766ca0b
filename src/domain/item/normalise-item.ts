import type { Article, ArticleId } from '../article/article.ts';
import { canonicalUrl } from '../article/canonical-url.ts';
import { guidKey, textKey, urlKey } from '../article/identity-keys.ts';
import { defined } from '../defined.ts';
import { excerpt } from '../entry/excerpt.ts';
import type { Outlet } from '../source/outlet.ts';
import type { Source } from '../source/source.ts';
import { webAddress } from '../web-address.ts';
import { publishedAt, type Reading } from './date/published-at.ts';
import { firstSentence, htmlToText } from './html-to-text.ts';
import { outletOfItem } from './outlet-of-item.ts';
import type { RawItem, Rejection } from './raw-item.ts';

/** Maximum length, in graphemes, of a title that is made from an item's text. */
const MAX_MADE_TITLE_LENGTH = 80;

/** Maximum length of a title, in graphemes. */
const MAX_TITLE_LENGTH = 500;

/**
 * Maximum length of a title in NFKC, in UTF-16 units. Patterns read that form, which can be much longer: ﷺ becomes 18
 * characters. A grapheme may also have dozens of combining marks.
 */
const MAX_TITLE_UNITS = 1000;

/** Maximum length of the name of an outlet, author or category, in graphemes. */
const MAX_NAME_LENGTH = 200;

/** Maximum length of a summary, in characters: twice the maximum of `feed.excerpt`. */
const MAX_SUMMARY_LENGTH = 10_000;

/** Maximum length, in characters of HTML, of a body that is republished in full. A longer body is left out. */
const MAX_CONTENT_LENGTH = 50_000;

/** An item with a title, a link, a date and an id, not yet tagged or judged. */
export type Candidate = Omit<Article, 'tags' | 'relevance'>;

export type NormaliseContext = Reading & {
  readonly outlets: readonly Outlet[];
  readonly digest: (text: string) => string;
  /** The hashes of items that an earlier poll left for later. */
  readonly waiting?: ReadonlySet<string>;
  /** The home page that the feed names, for items without a link. */
  readonly feedLink?: string;
  /** Parameters (`name=value`, decoded) to remove from canonical addresses (`sharedStamps`). */
  readonly stamps?: ReadonlySet<string>;
};

/** Converts an item to a candidate, or to a rejection with its reason. */
export const normaliseItem = (
  raw: RawItem,
  source: Source,
  context: NormaliseContext,
): Candidate | Rejection => {
  const link = raw.link ?? (isWebUrl(raw.id) ? webAddress(raw.id) : context.feedLink);
  const summary = textOf(raw.summary) ?? textOf(raw.content);
  const given = cutTitle(stripped(raw.title ?? '', source));
  const title = VISIBLE.test(given) ? given : cutTitle(firstSentence(summary ?? '', MAX_MADE_TITLE_LENGTH));
  if (title === '')
    return { reason: 'no-title', detail: `${link ?? 'an item'} has neither a title nor text` };
  if (link === undefined)
    return { reason: 'no-link', detail: `"${title}" has no link, and its feed names no home page` };
  const named = outletOfItem(raw, source, context.outlets);
  const outlet = { ...named, name: excerpt(named.name, MAX_NAME_LENGTH) };
  const page = pageOf(link, context.stamps);
  const url = link === raw.link || isWebUrl(raw.id) ? page : `${page}#${raw.id ?? title}`;
  const guid = raw.id === undefined ? undefined : isWebUrl(raw.id) ? pageOf(raw.id, context.stamps) : raw.id;
  const body = source.republish === 'full' ? (raw.content ?? raw.summary) : undefined;
  const full = body !== undefined && body.length > MAX_CONTENT_LENGTH ? undefined : body;
  const statedAt = raw.published;
  // A search brings an item hours after its date.
  const { lastSuccessAt: _, ...withoutLastPoll } = context;
  // An earlier poll left the item for later, as backlog: it is silent, so its date makes no old item news.
  const hasWaited = context.waiting?.has(raw.hash) === true;
  const reading = hasWaited
    ? { ...withoutLastPoll, firstPoll: true }
    : source.aggregator
      ? withoutLastPoll
      : context;
  const said = textKey(
    { outlet, title, ...(statedAt && { statedAt }), ...(summary && { summary }) },
    context.digest,
  );
  return {
    id: context.digest(
      `${outlet.id} ${guid === undefined ? urlKey(url) : guidKey(outlet.id, guid)}`,
    ) as ArticleId,
    revision: 1,
    source: source.id,
    outlet,
    language: source.language,
    ...defined({ guid }),
    link,
    canonicalUrl: url,
    ...defined({ otherKeys: said === undefined ? undefined : [said] }),
    title,
    ...defined({ summary: summary && beginningOf(summary), content: full }),
    authors: raw.authors.map((author) => excerpt(author, MAX_NAME_LENGTH)),
    categories: raw.categories.map((category) => excerpt(category, MAX_NAME_LENGTH)),
    ...defined({ image: raw.image, imageDetails: raw.imageDetails }),
    republish: source.republish,
    ...defined({ statedAt }),
    published: publishedAt(raw.published ?? raw.updated, reading),
    firstSeenAt: context.firstSeenAt,
  };
};

/** Returns the canonical form of an address without the given parameters (`name=value`). */
const pageOf = (address: string, without: ReadonlySet<string> = new Set()): string => {
  const url = without.size === 0 ? null : URL.parse(address);
  if (url === null) return canonicalUrl(address);
  const kept = [...url.searchParams].filter(([name, value]) => !without.has(`${name}=${value}`));
  url.search = new URLSearchParams(kept).toString();
  return canonicalUrl(url.href);
};

const stripped = (title: string, source: Source): string => {
  const bare = source.titleRules.reduce((text, rule) => rule.strip(text), title).trim();
  // If the rules remove the whole title, the rules are ignored.
  return bare === '' ? title.trim() : bare;
};

/** Cuts a title to `limit` graphemes, then to half of them until its NFKC form has at most `MAX_TITLE_UNITS`. */
const cutTitle = (title: string, limit = MAX_TITLE_LENGTH): string => {
  const cut = excerpt(title, limit);
  return cut.normalize('NFKC').length <= MAX_TITLE_UNITS ? cut : cutTitle(cut, Math.floor(limit / 2));
};

/** Cuts a summary to `MAX_SUMMARY_LENGTH` characters, and leaves out half a surrogate pair at the cut. */
const beginningOf = (summary: string): string =>
  summary.length <= MAX_SUMMARY_LENGTH
    ? summary
    : `${summary.slice(0, MAX_SUMMARY_LENGTH - 1).replace(/[\ud800-\udbff]$/, '')}…`;

/** Returns the text of HTML; undefined if no character of it is visible. */
const textOf = (html: string | undefined): string | undefined => {
  const text = html === undefined ? '' : htmlToText(html);
  return VISIBLE.test(text) ? text : undefined;
};

/** Matches a character that a reader sees. The filler of Hangul (U+3164) and the blank of Braille (U+2800) are not seen. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

const isWebUrl = (text: string | undefined): text is string =>
  text !== undefined && /^https?:\/\/\S+$/i.test(text);
