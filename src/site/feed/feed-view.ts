import type { YearMonth } from '../../domain/entry/archive-month.ts';
import type { Language } from '../../domain/source/source.ts';

/** A name in one or both languages. */
export type Names = readonly { readonly text: string; readonly language: Language }[];

export type FeedView = {
  /** Path of the view without extension: `/feed`, `/topics/earnings`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  /** The name of the view in one or both languages; if absent, pages show the title. */
  readonly names?: Names;
  /** The language of the articles that lead the entries; absent if any article may lead. */
  readonly language?: Language;
  readonly pagePath: string;
  readonly archive?: ArchiveLinks;
  readonly pages?: PageLinks;
};

/** Links between a feed and its archives (RFC 5005 §4): paths of Atom documents, without extension. */
export type ArchiveLinks = {
  readonly prev?: string;
  readonly next?: string;
  /** Path of the feed that an archive document belongs to; the document has the same id. */
  readonly current?: string;
  /** True if the document will never change again. */
  readonly isFrozen?: boolean;
};

/**
 * Links between a feed without archives and its pages of older entries (RFC 5005 §3): paths of Atom documents, without
 * extension.
 */
type PageLinks = {
  /** Path of the feed that a document of a month belongs to; the document has the same id. */
  readonly first?: string;
  readonly next?: string;
};

/** The formats of a feed; the name of a format is the extension of its path. */
export const FEED_FORMATS = ['rss', 'atom', 'json'] as const;

export type FeedFormat = (typeof FEED_FORMATS)[number];

export const isFeedFormat = (format: string): format is FeedFormat =>
  FEED_FORMATS.some((known) => known === format);

/** Returns the path of a view's feed: `/topics/earnings.atom` for `/topics/earnings`. */
export const feedPath = (viewPath: string, format: FeedFormat): string => appended(viewPath, `.${format}`);

/** Returns the path of a view's document of a JST month, without extension. */
export const monthPath = (viewPath: string, month: YearMonth): string =>
  appended(viewPath, `/${month.toString()}`);

const appended = (viewPath: string, ending: string): string => {
  const [path, query] = viewPath.split('?', 2);
  return `${path}${ending}${query === undefined ? '' : `?${query}`}`;
};
