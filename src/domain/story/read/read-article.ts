import type { Article } from '../../article/article.ts';
import type { Language } from '../../source/source.ts';
import { type BackgroundCounts, createRarity } from './background.ts';
import { COUNTRIES, readBodies } from './bodies.ts';
import { readDirection } from './directions.ts';
import { eventNames, readEvents } from './event-classes.ts';
import { createTermFinder, type FindTerms, type GlossaryPair } from './glossary.ts';
import { gramsOf } from './grams.ts';
import { hashText } from './hash-text.ts';
import { readIndicators } from './indicators.ts';
import { type Keyed, keyedBy, packBags } from './keyed.ts';
import { readManner } from './manner.ts';
import { readMarketKey } from './market-key.ts';
import { readForeignWords, readNameSounds } from './names.ts';
import { normaliseText, normaliseTitle } from './normalise-title.ts';
import { type Quantity, readEnglishNumbers, readJapaneseNumbers } from './numbers.ts';
import { readOccasion } from './occasions.ts';
import { readDays, readPeriods } from './periods.ts';
import { readPlaces } from './places.ts';
import type { Profile } from './profile.ts';
import { readStages } from './stages.ts';
import { oneWordForEach } from './synonyms.ts';

export type ReadArticle = (article: Article) => Profile;

/** The longest summary that is read: what comes after says little of what the news is. */
const SUMMARY_LIMIT = 400;

const HEAD_LIMIT = 14;

/** What a text says besides its words, each under a name. */
type Facts = {
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

/** Sets up the reading of articles with a background of rarities and a glossary. */
export const createReader = (counts: BackgroundCounts, glossary: readonly GlossaryPair[]): ReadArticle => {
  const rarity = createRarity(counts);
  const findTerms = createTermFinder(glossary);
  const keyedByName = (names: readonly string[]): Keyed => keyedBy(names.map(hashText), rarity);
  return (article) => {
    const { language } = article;
    const whole = normaliseTitle(article.title);
    const { title, column, instalment } = splitColumn(whole);
    const cut = (article.summary ?? '').slice(0, SUMMARY_LIMIT);
    const summary = normaliseText(cut);
    const isLone = summary === '';
    const written = article.title.normalize('NFKC');
    const inTitle = readFacts(title, written, language, companiesOf(article, 'title'), findTerms);
    const inAll = isLone
      ? inTitle
      : readFacts(
          `${title} ${summary}`,
          `${written} ${cut.normalize('NFKC')}`,
          language,
          companiesOf(article, 'all'),
          findTerms,
        );
    const plain = onlyOneWord(title, language);
    const head = headOf(title);
    const grams = keyedBy(gramsOf(plain, language), rarity);
    const concepts = keyedByName(conceptsOf(inTitle));
    const sounds = keyedByName(inTitle.sounds);
    const allGrams = isLone
      ? grams
      : keyedBy(gramsOf(`${plain} ${onlyOneWord(summary, language)}`, language), rarity);
    const headGrams = keyedBy(gramsOf(onlyOneWord(head, language), language), rarity);
    const allConcepts = isLone ? concepts : keyedByName(conceptsOf(inAll));
    const terms = keyedByName(inAll.terms);
    const allSounds = isLone ? sounds : keyedByName(inAll.sounds);
    const words = keyedByName(readForeignWords(title));
    const packed = packBags([
      grams,
      allGrams,
      headGrams,
      concepts,
      allConcepts,
      terms,
      sounds,
      allSounds,
      words,
    ]);
    return {
      language,
      outlet: article.outlet.id,
      publisher: publisherOf(article),
      summarised: !isLone,
      publishedMs: article.published.epochMilliseconds,
      seenMs: article.firstSeenAt.epochMilliseconds,
      title,
      plain,
      head,
      column,
      instalment,
      grams: packed(grams),
      allGrams: packed(allGrams),
      headGrams: packed(headGrams),
      concepts: packed(concepts),
      allConcepts: packed(allConcepts),
      terms: packed(terms),
      numbers: inTitle.numbers,
      allNumbers: inAll.numbers,
      companies: inTitle.companies,
      allCompanies: inAll.companies,
      bodies: inTitle.bodies,
      allBodies: inAll.bodies,
      countries: inAll.bodies.filter((body) => COUNTRIES.has(body)),
      places: inTitle.places,
      allPlaces: inAll.places,
      sounds: packed(sounds),
      allSounds: packed(allSounds),
      words: packed(words),
      indicators: inAll.indicators,
      titleIndicators: inTitle.indicators,
      periods: inTitle.periods,
      allPeriods: inAll.periods,
      days: readDays(title),
      events: inTitle.events,
      allEvents: inAll.events,
      stages: readStages(title, language),
      manner: readManner(whole),
      direction: readDirection(title, language),
      market: readMarketKey(title),
      occasion: readOccasion(title, isLone ? title : `${title} ${summary}`),
    };
  };
};

const readFacts = (
  text: string,
  written: string,
  language: Language,
  companies: readonly string[],
  findTerms: FindTerms,
): Facts => ({
  companies,
  bodies: readBodies(text, language),
  places: readPlaces(text, language),
  sounds: readNameSounds(written, language).map((sound) => `name:${sound}`),
  numbers: language === 'ja' ? readJapaneseNumbers(text) : readEnglishNumbers(text),
  periods: readPeriods(text),
  terms: findTerms(text, language).map((term) => `term:${term}`),
  events: readEvents(text, language),
  indicators: readIndicators(text, language),
});

/** What two languages can share, each thing under one name. */
const conceptsOf = (facts: Facts): readonly string[] => [
  ...facts.companies.map((code) => `company:${code}`),
  ...facts.bodies.map((body) => `body:${body}`),
  ...facts.places.map((place) => `place:${place}`),
  ...facts.numbers.flatMap(numberConcepts),
  ...facts.indicators.map((indicator) => `indicator:${indicator}`),
  ...eventNames(facts.events).map((name) => `event:${name}`),
  ...facts.sounds,
  ...facts.terms,
];

/** The concepts of an article's title by name: what the background counts. */
export const conceptNames = (
  glossary: readonly GlossaryPair[],
): ((article: Article) => readonly string[]) => {
  const findTerms = createTermFinder(glossary);
  return (article) =>
    conceptsOf(
      readFacts(
        normaliseTitle(article.title),
        article.title.normalize('NFKC'),
        article.language,
        companiesOf(article, 'title'),
        findTerms,
      ),
    );
};

/** The title as its bigrams are taken of it. */
export const plainTitle = ({ title, language }: Article): string =>
  onlyOneWord(splitColumn(normaliseTitle(title)).title, language);

const onlyOneWord = (text: string, language: Language): string =>
  language === 'ja' ? oneWordForEach(text) : text;

const companiesOf = (article: Article, within: 'title' | 'all'): readonly string[] =>
  article.tags.flatMap((tag) =>
    tag.kind === 'company' && (within === 'all' || tag.evidence.some(({ where }) => where === 'title'))
      ? [tag.code]
      : [],
  );

/** Two numbers of one size share a name, so that candidates are found by them; figures of one digit are too common. */
const numberConcepts = ({ value, unit, digits }: Quantity): readonly string[] =>
  digits < 2 || unit === 'streak' ? [] : [`number:${unit} ${value.toPrecision(2)}`];

const headOf = (title: string): string => {
  const bare = title.replace(/^【[^】]*】\s*/u, '');
  const end = bare.search(/[、 「(:…。]|\.\.\./u);
  return (end <= 0 ? bare : bare.slice(0, end)).slice(0, HEAD_LIMIT);
};

const COLUMN = /^(?:([^/\s、「」]{2,12})\/|[【<〈[]([^】>〉\]]{2,20})[】>〉\]])/u;
const INSTALMENT = /[(（]([\d上中下]{1,3})[)）]|第(\d+)回|・([上中下])$/u;

const splitColumn = (title: string): Pick<Profile, 'title' | 'column' | 'instalment'> => {
  const column = COLUMN.exec(title);
  const instalment = INSTALMENT.exec(title);
  const market = /^\[?概況/u.test(title);
  const rest =
    column === null || market || title.startsWith('【') ? title : title.slice(column[0].length).trim();
  return {
    title: rest.length < 4 || market ? title : rest,
    // 【】 names the topic, not a column: other news of it stands beside it.
    column: market || title.startsWith('【') ? undefined : (column?.[1] ?? column?.[2]),
    instalment: instalment?.[1] ?? instalment?.[2] ?? instalment?.[3],
  };
};

const PUBLISHERS: readonly (readonly [string, RegExp])[] = [
  ['kyodo', /共同通信|デイリースポーツ|kyodo/iu],
  ['tv-asahi', /テレビ朝日|abema|ann/iu],
  ['toyo-keizai', /東洋経済/u],
];

const publisherOf = ({ outlet }: Article): string =>
  PUBLISHERS.find(([, pattern]) => pattern.test(outlet.name))?.[0] ?? outlet.id;
