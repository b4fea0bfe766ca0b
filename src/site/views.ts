import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import type { EntryContext } from '../domain/entry/make-entry.ts';
import type { OutletId } from '../domain/source/outlet.ts';
import type { Language } from '../domain/source/source.ts';
import type { StoryQuery } from '../domain/store/story-query.ts';
import type { CompanyCode } from '../domain/tag/company.ts';
import type { TopicKey } from '../domain/tag/topic.ts';
import type { FeedFormat, FeedView } from './feed/feed-view.ts';
import { needsOf } from './needs-of.ts';

/** A selection of stories with a page and three feeds of its own. */
export type SiteView = {
  readonly feed: FeedView;
  readonly query: Omit<StoryQuery, 'limit' | 'order'>;
  /** In a language view an entry is led by its article in that language. */
  readonly language?: Language;
  /** Of the home page: what it is narrowed to. */
  readonly filters?: Filters;
  /** What somebody searches for. */
  readonly words?: string;
};

/** What the merged view can be narrowed to, by the keys of its address. */
type Filters = Pick<StoryQuery, 'topic' | 'outlet'> & { readonly language?: Language };

/** Of a search. */
const MOST_CHARACTERS = 200;

const LANGUAGES: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' };

/** The merged feed: everything. */
export const mergedView = ({ feed }: Config): SiteView => ({
  feed: { path: '/feed', pagePath: '/', title: feed.title, description: feed.description },
  query: {},
});

/** The view at a path (without extension), or undefined where the config knows none. */
export const viewAt = (path: string, config: Config, context: EntryContext): SiteView | undefined => {
  if (path === '/feed') return mergedView(config);
  const [, kind, key = '', ...rest] = path.split('/').map(decodeStep);
  if (rest.length > 0) return undefined;
  switch (kind) {
    case 'topics': {
      const topic = context.topics.get(key as TopicKey);
      return topic && viewOf(path, namesIn(topic.label.en, topic.label.ja), config, { topic: key });
    }
    case 'companies': {
      const company = context.companies(key as CompanyCode);
      if (company === undefined) return undefined;
      return viewOf(path, namesIn(company.nameEn, company.nameJa), config, { company: key }, ` (${key})`);
    }
    case 'outlets': {
      const outlet = context.outlets.get(key as OutletId);
      return outlet && viewOf(path, namesIn(outlet.name, outlet.nameJa), config, { outlet: key });
    }
    case 'languages': {
      if (key !== 'en' && key !== 'ja') return undefined;
      const view = viewOf(path, [{ text: LANGUAGES[key], language: key }], config, { language: key });
      return { ...view, feed: { ...view.feed, language: key }, language: key };
    }
    default:
      return undefined;
  }
};

/** What somebody searches for; undefined where nothing is asked. */
export const searchView = (asked: string | null, config: Config): SiteView | undefined => {
  const { feed } = config;
  const words = (asked ?? '').toWellFormed().slice(0, MOST_CHARACTERS).replace(/\s+/g, ' ').trim();
  if (words === '') return undefined;
  const path = `/search?q=${encodeURIComponent(words.toWellFormed())}`;
  return {
    feed: {
      path,
      pagePath: path,
      title: `“${words}” · ${feed.title}`,
      description: `Stories found by “${words}”`,
    },
    query: { words: needsOf(words, config) },
    words,
  };
};

/** The merged view, narrowed as the query of an address says; undefined where it names what the config does not know. */
export const homeView = (
  query: URLSearchParams,
  config: Config,
  context: EntryContext,
): SiteView | undefined => {
  const asked = Object.fromEntries(
    FILTER_KEYS.flatMap((key) => {
      const value = query.get(key) ?? '';
      return value === '' ? [] : [[key, value]];
    }),
  );
  const { language, topic, outlet } = asked;
  if (language !== undefined && language !== 'en' && language !== 'ja') return undefined;
  const { label } = context.topics.get((topic ?? '') as TopicKey) ?? {};
  const { name } = context.outlets.get((outlet ?? '') as OutletId) ?? {};
  if ((topic !== undefined && label === undefined) || (outlet !== undefined && name === undefined))
    return undefined;
  const merged = { ...mergedView(config), filters: asked };
  const names = [label?.en, name, language && LANGUAGES[language]].filter((one) => one !== undefined);
  if (names.length === 0) return merged;
  const suffix = `?${new URLSearchParams(asked).toString()}`;
  const inLanguage = defined<{ readonly language: Language | undefined }>({ language });
  return {
    feed: {
      path: `/feed${suffix}`,
      pagePath: `/${suffix}`,
      title: `${names.join(' · ')} · ${config.feed.title}`,
      description: `Stories about ${names.join(', ')}`,
      ...inLanguage,
    },
    query: asked,
    filters: asked,
    ...inLanguage,
  };
};

const FILTER_KEYS = ['language', 'topic', 'outlet'] as const;

type Names = NonNullable<FeedView['names']>;

const namesIn = (en: string | undefined, ja: string | undefined): Names => [
  ...(en === undefined ? [] : [{ text: en, language: 'en' as const }]),
  ...(ja === undefined || ja === en ? [] : [{ text: ja, language: 'ja' as const }]),
];

const viewOf = (
  path: string,
  names: Names,
  { feed }: Config,
  query: SiteView['query'],
  code = '',
): SiteView => {
  const name = `${names.map(({ text }) => text).join(' ')}${code}`;
  return {
    feed: {
      path,
      pagePath: path,
      names,
      title: `${name} · ${feed.title}`,
      description: `Stories about ${name}`,
    },
    query,
  };
};

/** A step of a path as it was meant; empty where it is no percent-encoded UTF-8, which names nothing. */
export const decodeStep = (step: string): string => {
  try {
    return decodeURIComponent(step);
  } catch {
    return '';
  }
};

/** The path of a view, and the format of its feed where it ends in one. */
export const splitFormat = (path: string): { readonly stem: string; readonly format?: FeedFormat } => {
  const [, stem, format] = /^(.*)\.(rss|atom|json)$/.exec(path) ?? [];
  return stem === undefined ? { stem: path } : { stem, format: format as FeedFormat };
};
