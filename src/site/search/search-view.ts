import { rangeOfDay } from '../../domain/clock/jst-day.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { readDay } from '../page/front/days-with-stories.ts';
import { type Filters, namesIn, readNarrowing, type SiteView } from '../views.ts';
import { needsOf } from './needs-of.ts';

const MOST_CHARACTERS = 200;

/** The parameters by which an address narrows a search. */
const FILTER_KEYS = ['topic', 'outlet', 'language', 'from', 'to'];

/** True if an address asks for a search: it has words or a filter, valid or not. */
export const asksForSearch = (query: URLSearchParams): boolean =>
  wordsOf(query) !== '' || FILTER_KEYS.some((key) => (query.get(key) ?? '').trim() !== '');

/** Returns the words of a search without quotation marks, because no store finds a phrase. */
const wordsOf = (query: URLSearchParams): string => {
  const line = (query.get('q') ?? '')
    .toWellFormed()
    .replace(/[\s"“”「」『』]+/g, ' ')
    .trim();
  return Array.from(line).slice(0, MOST_CHARACTERS).join('').trim();
};

/**
 * Returns the view of a search. Undefined if the address has neither words nor filters, or if a filter has an unknown or
 * invalid value.
 */
export const searchView = (query: URLSearchParams, config: Config): SiteView | undefined => {
  const { feed } = config;
  const words = wordsOf(query);
  const narrowing = readNarrowing(query, config);
  const days = readDays(query);
  if (narrowing === undefined || days === undefined) return undefined;
  const filters = { ...narrowing.asked, ...days.asked };
  const nameWith = (quoted: string, names: readonly string[]): string =>
    [...(words === '' ? [] : [quoted]), ...names, ...days.names].join(' · ');
  const name = nameWith(`“${words}”`, narrowing.names.en);
  if (name === '') return undefined;
  const path = searchPath(words, filters);
  return {
    feed: {
      path,
      pagePath: path,
      names: namesIn(name, nameWith(`「${words}」`, narrowing.names.ja)),
      title: `${name} · ${feed.title}`,
      description: `Stories found by ${name}`,
      ...defined({ language: narrowing.asked.language }),
    },
    query: {
      ...narrowing.asked,
      ...days.range,
      ...(words === '' ? {} : { words: needsOf(words, config) }),
    },
    filters,
    words,
  };
};

export const searchPath = (words: string, filters: Filters): string => {
  const rest = new URLSearchParams(filters).toString();
  const asked = words === '' ? '' : `q=${encodeURIComponent(words.toWellFormed())}`;
  const query = [asked, rest].filter((part) => part !== '').join('&');
  return query === '' ? '/search' : `/search?${query}`;
};

/**
 * Returns the range of JST days from `from` to `to`, both included; an absent day leaves that end open. Undefined if
 * `readDay` refuses a given day.
 */
const readDays = (query: URLSearchParams) => {
  const [from = '', to = ''] = ['from', 'to'].map((key) => query.get(key)?.trim());
  const [first, last] = [from, to].map(readDay);
  if ((from !== '' && first === undefined) || (to !== '' && last === undefined)) return undefined;
  return {
    asked: defined({ from: first?.toString(), to: last?.toString() }),
    range: defined({
      from: first && rangeOfDay(first).from,
      until: last && rangeOfDay(last).until,
    }),
    names: from === '' && to === '' ? [] : [`${from}–${to}`],
  };
};
