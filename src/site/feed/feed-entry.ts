import type { FeedSettings } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import type { Entry, EntryArticle } from '../../domain/entry/entry.ts';
import { webAddress } from '../../domain/web-address.ts';
import { cleanText } from '../clean-text.ts';
import { contentHtml, type RelatedPage } from './content-html.ts';

/** An entry whose addresses, ids and dates the `feed` library can write. */
export type FeedEntry = Omit<Entry, 'image' | 'outlet' | 'contentHtml' | 'related'> & {
  readonly image?: string;
  readonly outlet: { readonly name: string; readonly url: string };
  /** `byline (outlet)`; without a byline, the outlet. Some feed readers show the outlet nowhere else. */
  readonly author: string;
  readonly contentHtml: string;
  readonly related: readonly RelatedPage[];
  readonly publishedDate: Date;
  readonly updatedDate: Date;
};

// Limits of a date, in milliseconds since 1970; RFC 3339 writes a year with four digits.
const FIRST_MS = Date.UTC(1970, 0, 1);
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59);

/** Returns an entry whose addresses, ids and dates are valid in a feed; replaces or leaves out invalid parts. */
export const feedEntry = (entry: Entry, settings: FeedSettings): FeedEntry => {
  const { image, outlet, counterpart: _, ...rest } = entry;
  const pageOf = (story: string): string => `${settings.url}/stories/${encodeURIComponent(cleanText(story))}`;
  const storyUrl = pageOf(entry.story);
  const link = webAddress(entry.link) ?? storyUrl;
  const title = cleanText(entry.title);
  const outletPage = `${settings.url}/outlets/${encodeURIComponent(cleanText(outlet.id))}`;
  const byline = cleanText(entry.byline ?? '').trim();
  const checked = {
    ...rest,
    id: isSafeId(entry.id) ? entry.id : storyUrl,
    title: title === '' ? link : title,
    link,
    outlet: { name: outlet.name, url: webAddress(outlet.home ?? '') ?? outletPage },
    ...defined({
      image: image && webAddress(image.url),
      summary: entry.summary === undefined ? undefined : cleanText(entry.summary),
      counterpart: entry.counterpart && checkArticle(entry.counterpart)[0],
    }),
    author: byline === '' ? outlet.name : `${byline} (${outlet.name})`,
    publishedDate: safeDate(entry.published),
    updatedDate: safeDate(entry.updated),
    tags: entry.tags.filter(({ label }) => cleanText(label).trim() !== ''),
    alsoReportedBy: entry.alsoReportedBy.flatMap(checkArticle),
    related: entry.related.map(({ story, title: ofStory = '', language = entry.language }) => {
      const [page, name] = [pageOf(story), cleanText(ofStory)];
      return { link: page, title: name.trim() === '' ? page : name, language };
    }),
  };
  return { ...checked, contentHtml: contentHtml(checked) };
};

/** Returns the date of the newest moment; without moments, the first day of 1970. */
export const newestDate = (moments: readonly Temporal.Instant[]): Date =>
  new Date(moments.reduce((newest, moment) => Math.max(newest, safeDate(moment).getTime()), FIRST_MS));

const safeDate = (moment: Temporal.Instant): Date =>
  new Date(Math.min(Math.max(moment.epochMilliseconds, FIRST_MS), LAST_MS));

const checkArticle = (article: EntryArticle): readonly EntryArticle[] => {
  const link = webAddress(article.link);
  return link === undefined ? [] : [{ ...article, link }];
};

/** Returns true for a `tag:` or `urn:` id that `URL` does not change, because the library passes ids through `URL`. */
const isSafeId = (id: string): boolean => /^(tag|urn):[!-~]+$/.test(id) && URL.parse(id)?.href === id;

/** Returns a date in UTC to the second (RFC 3339). */
export const rfc3339 = (date: Date): string => `${date.toISOString().slice(0, SECONDS_LENGTH)}Z`;

const SECONDS_LENGTH = '2026-11-24T03:00:00'.length;
