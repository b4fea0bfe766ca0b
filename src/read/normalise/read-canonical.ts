import Parser from 'rss-parser';
import { readDate } from '../../domain/item/date/read-date.ts';

/** An element with attributes, or only the text of an element without attributes. */
export type ReadElement = string | { readonly _?: string; readonly $?: Readonly<Record<string, string>> };

type Shared = {
  readonly title?: string;
  readonly authors?: readonly ReadElement[];
  readonly links?: readonly ReadElement[];
  readonly updated?: readonly ReadElement[];
};

export type ReadItem = Shared & {
  readonly guid?: string;
  readonly categories?: readonly string[];
  readonly published?: readonly ReadElement[];
  readonly contents?: readonly ReadElement[];
  readonly summaries?: readonly ReadElement[];
  readonly enclosures?: readonly ReadElement[];
  readonly images?: readonly ReadElement[];
  readonly sources?: readonly ReadElement[];
  readonly sourceAuthors?: readonly ReadElement[];
};

export type ReadFeed = Shared & {
  readonly language?: string;
  readonly ttl?: string;
  readonly hours?: readonly ReadElement[];
  readonly days?: readonly ReadElement[];
  readonly period?: readonly ReadElement[];
  readonly frequency?: readonly ReadElement[];
  readonly items: readonly ReadItem[];
};

const all = (from: string, to: string): [string, string, { keepArray: boolean }] => [
  from,
  to,
  { keepArray: true },
];

const SHARED = [all('dc:creator', 'authors'), all('x:link', 'links'), all('x:updated', 'updated')];

/** Reads canonical XML with rss-parser. `channel` and `items` are the XML inside the channel and inside each item. */
export const readCanonical = async (channel: string, items: readonly string[]): Promise<ReadFeed> => {
  const parser = new Parser<Omit<ReadFeed, 'items'>, ReadItem>({
    customFields: {
      feed: [
        ...SHARED,
        all('x:hour', 'hours'),
        all('x:day', 'days'),
        all('x:period', 'period'),
        all('x:frequency', 'frequency'),
      ] as never,
      item: [
        ...SHARED,
        all('x:published', 'published'),
        all('x:content', 'contents'),
        all('x:summary', 'summaries'),
        all('x:enclosure', 'enclosures'),
        all('x:image', 'images'),
        all('x:source', 'sources'),
        all('x:sourceauthor', 'sourceAuthors'),
      ],
    },
  });
  return parser.parseString(
    `<rss version="2.0" xmlns:x="urn:x" xmlns:dc="urn:dc"><channel>${channel}${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`,
  );
};

export const textOf = (element: ReadElement | undefined): string =>
  (typeof element === 'string' ? element : element?._) ?? '';

export const attributeOf = (element: ReadElement | undefined, name: string): string | undefined =>
  typeof element === 'string' ? undefined : element?.$?.[name];

/** Returns the first valid date of the elements; undefined without a valid date. */
export const firstDate = (
  elements: readonly ReadElement[] | undefined,
  zone: string,
): Temporal.Instant | undefined => {
  for (const element of elements ?? []) {
    const date = readDate(textOf(element), zone);
    if (date !== undefined) return date;
  }
  return undefined;
};

/** Returns the texts of elements, without duplicates and empty texts. */
export const texts = (elements: readonly ReadElement[] | undefined): readonly string[] =>
  unique((elements ?? []).map(textOf).filter((text) => text !== ''));

export const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];

/** Reads a text as a safe integer above zero; undefined for anything else. */
export const positive = (text: string | undefined): number | undefined => {
  const value = Number(text ?? '');
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
};
