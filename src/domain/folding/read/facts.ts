import type { Article } from '../../article/article.ts';
import { companyCodes, isInTitle } from '../../tag/tag.ts';
import { eventNames, readEvents } from './event/event-classes.ts';
import { readIndicators } from './event/indicators.ts';
import { type Quantity, readNumbers } from './figure/numbers.ts';
import { readPeriods } from './figure/periods.ts';
import { readBodies } from './name/bodies.ts';
import { readNameSounds } from './name/names.ts';
import { readPlaces } from './name/places.ts';
import { createTermFinder, type FindTerms, type GlossaryPair } from './term/glossary.ts';
import { normaliseTitle, writtenTitleOf } from './title/normalise-title.ts';

/**
 * The facts of a text. `sounds`: the consonants of each name, after `name:`; `periods`: see `readPeriods`; `terms`: the
 * id of each term of `config/glossary.csv` in the text, after `term:`; `events`: a set of bits, see `readEvents`.
 */
export type Facts = {
  readonly companies: readonly string[];
  readonly bodies: readonly string[];
  readonly places: readonly string[];
  readonly sounds: readonly string[];
  readonly numbers: readonly Quantity[];
  readonly periods: readonly number[];
  readonly terms: readonly string[];
  readonly events: number;
  readonly indicators: readonly string[];
};

/**
 * Reads the facts of a text. `text`: the text in the form of `normaliseText`; `written`: the text with its capitals, in
 * NFKC; `tags`: the tags of the text.
 */
export const readFacts = (
  text: string,
  written: string,
  { language, tags }: Pick<Article, 'language' | 'tags'>,
  findTerms: FindTerms,
): Facts => ({
  companies: kept(companyCodes(tags)),
  bodies: kept(readBodies(text, language)),
  places: kept(readPlaces(text, language)),
  sounds: readNameSounds(written, language).map((sound) => `name:${sound}`),
  numbers: kept(readNumbers(text, language)),
  periods: kept(readPeriods(text)),
  terms: findTerms(text, language).map((term) => `term:${term}`),
  events: readEvents(text, language),
  indicators: kept(readIndicators(text, language)),
});

const NOTHING: readonly never[] = [];

/** Copies a list without spare memory. Empty lists share one object. */
export const kept = <Item>(list: readonly Item[]): readonly Item[] =>
  list.length === 0 ? NOTHING : list.slice();

/** Returns the names of the facts that reports in two languages can share. */
export const conceptsOf = (facts: Facts): readonly string[] => [
  ...facts.companies.map((code) => `company:${code}`),
  ...facts.bodies.map((body) => `body:${body}`),
  ...facts.places.map((place) => `place:${place}`),
  ...facts.numbers.flatMap(numberConcepts),
  ...facts.indicators.map((indicator) => `indicator:${indicator}`),
  ...eventNames(facts.events).map((name) => `event:${name}`),
  ...facts.sounds,
  ...facts.terms,
];

/** Makes a function that returns the names of the concepts in an article's title, as `BackgroundCounts` spells them. */
export const conceptNames = (
  glossary: readonly GlossaryPair[],
): ((article: Article) => readonly string[]) => {
  const findTerms = createTermFinder(glossary);
  return ({ title, language, tags }) => {
    const inTitle = { language, tags: tags.filter(isInTitle) };
    return conceptsOf(readFacts(normaliseTitle(title), writtenTitleOf(title), inTitle, findTerms));
  };
};

/**
 * Returns the concept of a number: its unit, and its value rounded to two significant digits. Returns none for a
 * streak, or for a number with one significant digit, which is too common.
 */
const numberConcepts = ({ value, unit, digits }: Quantity): readonly string[] =>
  digits < 2 || unit === 'streak' ? [] : [`number:${unit} ${value.toPrecision(2)}`];

const PUBLISHERS: readonly (readonly [string, RegExp])[] = [
  ['kyodo', /共同通信|デイリースポーツ|kyodo/iu],
  ['tv-asahi', /テレビ朝日|abema|\bann(?:\b|news)/iu],
  ['toyo-keizai', /東洋経済/u],
];

/** Returns the publisher whose reports an outlet prints. If no other publisher is known, returns the outlet's own id. */
export const publisherOf = ({ outlet }: Article): string =>
  PUBLISHERS.find(([, pattern]) => pattern.test(outlet.name))?.[0] ?? outlet.id;
