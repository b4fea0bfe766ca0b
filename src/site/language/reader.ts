import type { Config, FeedSettings } from '../../domain/config.ts';
import { onceFor } from '../../domain/once-for.ts';
import type { Outlet } from '../../domain/source/outlet.ts';
import type { Language } from '../../domain/source/source.ts';
import type { Company } from '../../domain/tag/company.ts';
import type { Names } from '../feed/feed-view.ts';
import { type Html, html } from '../page/part/html.ts';
import { CATALOGUE, type Catalogue } from './catalogue.ts';

/** The language of a page, the form of its links, and whether it shows pictures. */
export type Reader = Catalogue & {
  readonly language: Language;
  /** The separator between two sentences; empty in Japanese. */
  readonly space: '' | ' ';
  readonly images: boolean;
  /** True if the address asked for the language by `?lang=`; links keep this parameter. */
  readonly isAsked: boolean;
  /** The beginning of all addresses of this site: a path (`basePath`) or, in a digest, the whole public address. */
  readonly base: string;
  /** Returns the address of a page of this site. */
  readonly link: (path: string) => string;
  /** A hidden field that makes a form keep the language. */
  readonly field: Html | undefined;
};

type ReaderSetup = Pick<Reader, 'language' | 'base'> & Partial<Pick<Reader, 'images' | 'isAsked'>>;

export const makeReader = ({ language, base, images = false, isAsked = false }: ReaderSetup): Reader => ({
  ...CATALOGUE[language],
  language,
  space: language === 'ja' ? '' : ' ',
  images,
  isAsked,
  base,
  link: (path) => `${base}${isAsked ? inLanguage(path, language) : path}`,
  field: isAsked ? html`<input type="hidden" name="lang" value="${language}">` : undefined,
});

/** Returns the readers of a config, which stay the same objects, so that renderings can be cached by reader. */
const readersOf = onceFor(({ feed, page: { images } }: Config) => {
  const base = basePath(feed);
  const readerIn = (language: Language) => ({
    asked: makeReader({ language, base, images, isAsked: true }),
    served: makeReader({ language, base, images }),
  });
  return { en: readerIn('en'), ja: readerIn('ja') };
});

/** A choice of language. The address decides first, then the client, then the config. */
type Choice = { readonly query?: URLSearchParams; readonly accepted?: Language | undefined };

export const chooseReader = (config: Config, { query, accepted }: Choice = {}): Reader => {
  const asked = query?.get('lang');
  const readers = readersOf(config);
  return asked === 'en' || asked === 'ja'
    ? readers[asked].asked
    : readers[accepted ?? config.page.language].served;
};

/** Returns the name in a language, else the first name; undefined without names. */
export const nameIn = (language: Language, names: Names = []): string | undefined =>
  (names.find((name) => name.language === language) ?? names[0])?.text;

/** Returns an outlet's name in a language, or its only name. */
export const outletIn = (
  language: Language,
  { name, nameJa = name }: Pick<Outlet, 'name' | 'nameJa'>,
): string => (language === 'ja' ? nameJa : name);

/** Returns a company's name in a language, else its other name; undefined without names. */
export const companyIn = (
  language: Language,
  { nameEn, nameJa }: Pick<Company, 'nameEn' | 'nameJa'> = {},
): string | undefined => (language === 'ja' ? (nameJa ?? nameEn) : (nameEn ?? nameJa));

/** Adds the parameter `lang` to the path of a page. */
export const inLanguage = (path: string, language: Language): string => {
  const [page = '', fragment] = path.split('#', 2);
  return `${page}${page.includes('?') ? '&' : '?'}lang=${language}${fragment === undefined ? '' : `#${fragment}`}`;
};

/** Returns the path of the site's public address, without a slash at the end; empty at the root of a host. */
export const basePath = ({ url }: Pick<FeedSettings, 'url'>): string =>
  (URL.parse(url)?.pathname ?? '').replace(/\/$/, '');
