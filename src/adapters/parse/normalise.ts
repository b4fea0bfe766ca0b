import type { Enclosure, RawFeed, RawItem } from '../../domain/item/raw-item.ts';
import { readDate } from '../../domain/item/read-date.ts';
import { chooseLink, linksOf, resolve } from './choose-link.ts';
import { cleanHtml } from './clean-html.ts';
import { isListOfLinks, withoutOutlet } from './google-news.ts';
import { attributeOf, type ReadElement, type ReadFeed, type ReadItem, textOf } from './read-canonical.ts';

/** What normalising needs to know beside what a document says. */
export type Surroundings = {
  /** The document's address: base of relative links. */
  readonly url: string;
  /** IANA zone of dates that name none. */
  readonly zone: string;
  /** Who wrote the feed: the authors of an item that names nobody. */
  readonly authors: readonly string[];
};

/** Makes an item as rss-parser read it into ours: every field a value of its type, or absent. */
export const normaliseItem = (
  item: ReadItem,
  { hash, bodies }: { readonly hash: string; readonly bodies: readonly string[] },
  { url, zone, authors: feedAuthors }: Surroundings,
): RawItem => {
  const links = item.links ?? [];
  const authors = texts(item.authors);
  const source = sourceOf(item.sources?.[0], url);
  const enclosures = enclosuresOf(item, url);
  const title = withoutOutlet(item.title ?? '', source?.name);
  const body = (element: ReadElement | undefined): string | undefined => {
    const html = bodyOf(element, bodies, url);
    return html !== undefined && isListOfLinks(html, source?.name) ? undefined : html;
  };
  return defined({
    title: title === '' ? undefined : title,
    link: chooseLink(links, url),
    id: item.guid,
    published: firstDate(item.published, zone),
    updated: firstDate(item.updated, zone),
    summary: body(item.summaries?.[0]),
    content: body(item.contents?.[0]),
    authors: authors.length > 0 ? authors : feedAuthors,
    categories: unique(item.categories ?? []),
    enclosures,
    image: imageOf(item, enclosures, url),
    source,
    hash,
  });
};

/** Makes what a feed says of itself into our form. */
export const normaliseFeed = (
  feed: ReadFeed,
  format: RawFeed['format'],
  charset: string,
  { url, zone }: Surroundings,
): RawFeed => {
  const links = feed.links ?? [];
  return defined({
    title: feed.title,
    link: chooseLink(links, url),
    language: feed.language,
    updated: firstDate(feed.updated, zone),
    selfUrl: linksOf(links, 'self', url)[0],
    hubUrls: unique(linksOf(links, 'hub', url)),
    ttlMinutes: positive(feed.ttl),
    skipHours: texts(feed.hours)
      .map(Number)
      .filter((hour) => Number.isInteger(hour) && hour >= 0 && hour <= 24)
      // RSS 0.91 counts hours from 1 to 24.
      .map((hour) => hour % 24),
    skipDays: texts(feed.days),
    updatePeriodMinutes: updatePeriod(feed),
    format,
    charset,
  });
};

/** The names of those who wrote a feed, for items that name nobody. */
export const authorsOf = (feed: ReadFeed): readonly string[] => texts(feed.authors);

const PERIOD_MINUTES: Readonly<Record<string, number>> = {
  hourly: 60,
  daily: 1440,
  weekly: 10_080,
  monthly: 43_200,
  yearly: 525_600,
};

/** sy:updatePeriod (daily where only a frequency is given) divided by sy:updateFrequency. */
const updatePeriod = (feed: ReadFeed): number | undefined => {
  const period = texts(feed.period)[0]?.toLowerCase();
  const frequency = positive(texts(feed.frequency)[0]);
  if (period === undefined && frequency === undefined) return undefined;
  const minutes = PERIOD_MINUTES[period ?? 'daily'];
  return minutes === undefined ? undefined : minutes / (frequency ?? 1);
};

const sourceOf = (element: ReadElement | undefined, url: string): RawItem['source'] => {
  if (element === undefined) return undefined;
  const name = textOf(element);
  const address = attributeOf(element, 'url');
  const page =
    address === undefined
      ? undefined
      : resolve({ _: address, $: { b: attributeOf(element, 'b') ?? url } }, url);
  if (name === '' && page === undefined) return undefined;
  return { ...(name === '' ? {} : { name }), ...(page === undefined ? {} : { url: page }) };
};

const enclosuresOf = (item: ReadItem, url: string): readonly Enclosure[] => {
  const attached = (item.links ?? []).filter(
    (link) => attributeOf(link, 'rel')?.toLowerCase() === 'enclosure',
  );
  return [...(item.enclosures ?? []), ...attached].flatMap((element) => {
    const address = resolve(element, url);
    if (address === undefined) return [];
    return [
      defined({
        url: address,
        type: attributeOf(element, 'type'),
        length: positive(attributeOf(element, 'length')),
      }),
    ];
  });
};

const imageOf = (item: ReadItem, enclosures: readonly Enclosure[], url: string): string | undefined => {
  for (const element of item.images ?? []) {
    const address = resolve(element, url);
    if (address !== undefined) return address;
  }
  return enclosures.find(({ type }) => type?.startsWith('image/'))?.url;
};

/** The body that an element gives the number of. */
const bodyOf = (
  element: ReadElement | undefined,
  bodies: readonly string[],
  url: string,
): string | undefined => {
  const body = bodies[Number(textOf(element) || Number.NaN)];
  if (body === undefined) return undefined;
  const html = cleanHtml(body, attributeOf(element, 'b') ?? url);
  return html === '' ? undefined : html;
};

/** The first candidate that is a date: a bad pubDate falls back on a good dc:date. */
const firstDate = (
  elements: readonly ReadElement[] | undefined,
  zone: string,
): Temporal.Instant | undefined => {
  for (const element of elements ?? []) {
    const date = readDate(textOf(element), zone);
    if (date !== undefined) return date;
  }
  return undefined;
};

const texts = (elements: readonly ReadElement[] | undefined): readonly string[] =>
  unique((elements ?? []).map(textOf).filter((text) => text !== ''));

const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

const positive = (text: string | undefined): number | undefined => {
  const value = Number(text ?? '');
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};

/** The object without the keys that hold nothing. */
const defined = <Value extends object>(value: Value): Defined<Value> =>
  Object.fromEntries(Object.entries(value).filter(([, held]) => held !== undefined)) as Defined<Value>;

type Defined<Value> = { [Key in keyof Value as undefined extends Value[Key] ? never : Key]: Value[Key] } & {
  [Key in keyof Value as undefined extends Value[Key] ? Key : never]?: Exclude<Value[Key], undefined>;
};
