import type { Config } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import type { EntryContext } from '../domain/entry/make-entry.ts';
import type { OutletId } from '../domain/source/outlet.ts';
import type { Language } from '../domain/source/source.ts';
import type { StoryQuery } from '../domain/store/contract.ts';
import type { Story } from '../domain/story/story.ts';
import type { CompanyCode } from '../domain/tag/company.ts';
import type { TopicKey } from '../domain/tag/topic.ts';
import { decodedPart } from '../domain/web-address.ts';
import { entryContext } from './entry-context.ts';
import type { FeedView, Names } from './feed/feed-view.ts';

/** A selection of stories that has a page and three feeds. */
export type SiteView = {
  readonly feed: FeedView;
  readonly query: Omit<StoryQuery, 'limit' | 'order'>;
  readonly filters?: Filters;
  readonly words?: string;
};

/**
 * Filters of the merged view or of a search, as an address names them. `from` and `to` are JST days of a search, both
 * included.
 */
export type Filters = Pick<StoryQuery, 'topic' | 'outlet'> & {
  readonly language?: Language;
  readonly from?: string;
  readonly to?: string;
};

const IN_JAPANESE: Readonly<Record<Language, string>> = { en: '英語', ja: '日本語' };

/** The name of each language in that language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' };

const isLanguage = (key: string): key is Language => Object.hasOwn(LANGUAGE_NAMES, key);

export const mergedView = ({ feed }: Config): SiteView => ({
  feed: { path: '/feed', pagePath: '/', title: feed.title, description: feed.description },
  query: {},
});

/** Returns the view of the top stories. A story stays in it when its importance falls below `page.topScore` again. */
const topView = ({ feed }: Config): SiteView => ({
  feed: {
    path: '/top',
    pagePath: '/top',
    names: namesIn('Top stories', '主要ニュース'),
    title: `Top stories · ${feed.title}`,
    description: 'The most important stories',
  },
  query: { topOnly: true },
});

/** The views without a key in their path, by path. */
export const PLAIN_VIEWS: ReadonlyMap<string, (config: Config) => SiteView> = new Map([
  ['/feed', mergedView],
  ['/top', topView],
]);

type Selection = Pick<SiteView, 'query'> & {
  readonly language?: Language;
  readonly names: Names;
  /** The securities code, which follows the names in the view's title. */
  readonly code?: string;
};

type Select = (key: string, context: EntryContext) => Selection | undefined;

/** The views with a key in their path, such as `/topics/earnings`, by the first segment of the path. */
const SELECTIONS: Readonly<Record<string, Select>> = {
  topics: (key, { topics }) => {
    const topic = topics.get(key as TopicKey);
    return topic && { names: namesIn(topic.label.en, topic.label.ja), query: { topic: key } };
  },
  companies: (key, { companies }) => {
    const company = companies(key as CompanyCode);
    return company && { names: namesIn(company.nameEn, company.nameJa), code: key, query: { company: key } };
  },
  outlets: (key, { outlets }) => {
    const outlet = outlets.get(key as OutletId);
    return outlet && { names: namesIn(outlet.name, outlet.nameJa), query: { outlet: key } };
  },
  languages: (key) =>
    isLanguage(key)
      ? { names: [{ text: LANGUAGE_NAMES[key], language: key }], query: { language: key }, language: key }
      : undefined,
};

/** The words between "Stories" and a view's name, by the first segment of the view's path; "about" for other views. */
const RELATIONS: Readonly<Record<string, string>> = { outlets: 'reported by', languages: 'in' };

/** Returns the view at a path (without extension); undefined if the config has no such view. */
export const viewAt = (path: string, config: Config): SiteView | undefined => {
  const plain = PLAIN_VIEWS.get(path);
  if (plain !== undefined) return plain(config);
  const [, kind = '', key = '', ...rest] = path.split('/').map(decodeSegment);
  const select = Object.hasOwn(SELECTIONS, kind) ? SELECTIONS[kind] : undefined;
  const selection = rest.length > 0 ? undefined : select?.(key, entryContext(config));
  if (selection === undefined) return undefined;
  const { names, code, query, language } = selection;
  const name = `${names.map(({ text }) => text).join(' ')}${code === undefined ? '' : ` (${code})`}`;
  return {
    feed: {
      path,
      pagePath: path,
      names,
      title: `${name} · ${config.feed.title}`,
      description: `Stories ${RELATIONS[kind] ?? 'about'} ${name}`,
      ...defined({ language }),
    },
    query,
  };
};

/** Returns the paths of the views that a story belongs to. The config may no longer have some of these views. */
export const viewPathsOf = ({ articles, topAt }: Story): readonly string[] => [
  ...new Set([
    '/feed',
    ...(topAt === undefined ? [] : ['/top']),
    ...articles.map(({ outlet }) => `/outlets/${outlet.id}`),
    ...articles.flatMap(({ tags }) =>
      tags.map((tag) => (tag.kind === 'topic' ? `/topics/${tag.key}` : `/companies/${tag.code}`)),
    ),
    ...articles.map(({ language }) => `/languages/${language}`),
  ]),
];

/** Returns the merged view, narrowed by a query; undefined if the query names an unknown topic, outlet or language. */
export const homeView = (query: URLSearchParams, config: Config): SiteView | undefined => {
  const narrowing = readNarrowing(query, config);
  if (narrowing === undefined) return undefined;
  const { asked, names } = narrowing;
  const merged = { ...mergedView(config), filters: asked };
  if (names.en.length === 0) return merged;
  const suffix = `?${new URLSearchParams(asked).toString()}`;
  return {
    feed: {
      path: `/feed${suffix}`,
      pagePath: `/${suffix}`,
      names: namesIn(names.en.join(' · '), names.ja.join(' · ')),
      title: `${names.en.join(' · ')} · ${config.feed.title}`,
      description: `Stories narrowed to ${names.en.join(', ')}`,
      ...defined({ language: asked.language }),
    },
    query: asked,
    filters: asked,
  };
};

/**
 * Returns the topic, outlet and language that an address names, with their names in each language; undefined if one of
 * the three is unknown.
 */
export const readNarrowing = (query: URLSearchParams, config: Config) => {
  const context = entryContext(config);
  const [language, topic, outlet] = ['language', 'topic', 'outlet'].map(
    (key) => query.get(key)?.trim() || undefined,
  );
  if (language !== undefined && !isLanguage(language)) return undefined;
  const { label } = context.topics.get((topic ?? '') as TopicKey) ?? {};
  const { name, nameJa = name } = context.outlets.get((outlet ?? '') as OutletId) ?? {};
  if ((topic !== undefined && label === undefined) || (outlet !== undefined && name === undefined))
    return undefined;
  const named = (...all: readonly (string | undefined)[]) => all.filter((one) => one !== undefined);
  return {
    asked: defined({ language, topic, outlet }),
    names: {
      en: named(label?.en, name, language && LANGUAGE_NAMES[language]),
      ja: named(label?.ja, nameJa, language && IN_JAPANESE[language]),
    },
  };
};

export const namesIn = (en: string | undefined, ja: string | undefined): Names => [
  ...(en === undefined ? [] : [{ text: en, language: 'en' as const }]),
  ...(ja === undefined || ja === en ? [] : [{ text: ja, language: 'ja' as const }]),
];

/** Returns a segment of a path, decoded; empty if it is not valid percent-encoded UTF-8. */
export const decodeSegment = (segment: string): string => decodedPart(segment) ?? '';
