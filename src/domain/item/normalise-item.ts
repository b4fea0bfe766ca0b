import type { Article, ArticleId } from '../article/article.ts';
import { canonicalUrl } from '../article/canonical-url.ts';
import { guidKey, textKey, urlKey } from '../article/identity-keys.ts';
import { defined } from '../defined.ts';
import { excerpt } from '../entry/excerpt.ts';
import type { Outlet } from '../source/outlet.ts';
import type { Source } from '../source/source.ts';
import { webAddress } from '../web-address.ts';
import { publishedAt } from './date/published-at.ts';
import { firstSentence, htmlToText } from './html-to-text.ts';
import { outletOfItem } from './outlet-of-item.ts';
import type { RawItem, Rejection } from './raw-item.ts';

/** A title made from the text of an item that has none: long enough to say something, short for a list. */
const TITLE_LIMIT = 80;

/**
 * No headline and no name is longer, in characters. What reads headlines takes time that grows with the square of their
 * length, and a page shows two hundred of them.
 */
const LONGEST_TITLE = 500;
const LONGEST_NAME = 200;

/** An article before it is judged: neither tagged nor found relevant yet. */
export type Candidate = Omit<Article, 'tags' | 'relevance'>;

export type NormaliseContext = {
  readonly outlets: readonly Outlet[];
  readonly firstSeenAt: Temporal.Instant;
  /** True on the first poll of a source: its backlog keeps old dates. */
  readonly firstPoll: boolean;
  readonly digest: (text: string) => string;
  /** Hashes of items that an earlier poll saw and left for later. */
  readonly waiting?: ReadonlySet<string>;
  /** The outlet's own page: where a reader is led by an item that has no link. */
  readonly feedLink?: string;
};

/** Turns an item into an article with a title, a link, a date and an id, or says why it cannot be one. */
export const normaliseItem = (
  raw: RawItem,
  source: Source,
  context: NormaliseContext,
): Candidate | Rejection => {
  const link = raw.link ?? (isWebUrl(raw.id) ? webAddress(raw.id) : context.feedLink);
  const summary = textOf(raw.summary) ?? textOf(raw.content);
  const given = raw.title === undefined ? '' : cut(stripped(raw.title, source), LONGEST_TITLE);
  const title = given === '' ? firstSentence(summary ?? '', TITLE_LIMIT) : given;
  if (title === '')
    return { reason: 'no-title', detail: `${link ?? 'an item'} has neither a title nor a text` };
  if (link === undefined)
    return { reason: 'no-link', detail: `"${title}" has no link, and its feed names no page` };
  const named = outletOfItem(raw, source, context.outlets);
  const outlet = { ...named, name: cut(named.name, LONGEST_NAME) };
  const url =
    link === raw.link || isWebUrl(raw.id) ? canonicalUrl(link) : `${canonicalUrl(link)}#${raw.id ?? title}`;
  const guid = raw.id === undefined ? undefined : isWebUrl(raw.id) ? canonicalUrl(raw.id) : raw.id;
  const full = source.republish === 'full' ? (raw.content ?? raw.summary) : undefined;
  const statedAt = raw.published;
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
    ...defined({ summary, content: full }),
    authors: raw.authors.map((author) => cut(author, LONGEST_NAME)),
    categories: raw.categories.map((category) => cut(category, LONGEST_NAME)),
    ...defined({ image: raw.image }),
    republish: source.republish,
    ...defined({ statedAt }),
    published: publishedAt(raw.published ?? raw.updated, context.firstSeenAt, context.firstPoll),
    firstSeenAt: context.firstSeenAt,
  };
};

const stripped = (title: string, source: Source): string => {
  const bare = source.titleRules.reduce((text, rule) => rule.strip(text), title).trim();
  // A rule that would leave nothing took the title for its own suffix.
  return bare === '' ? title.trim() : bare;
};

const cut = (text: string, limit: number): string => (text.length <= limit ? text : excerpt(text, limit));

const textOf = (html: string | undefined): string | undefined => {
  const text = html === undefined ? '' : htmlToText(html);
  return text === '' ? undefined : text;
};

const isWebUrl = (text: string | undefined): text is string =>
  text !== undefined && /^https?:\/\/\S+$/i.test(text);
