import type { Article } from '../../article/article.ts';
import { isInTitle } from '../../tag/tag.ts';
import { readBulletin } from './event/bulletin.ts';
import { readDirection } from './event/directions.ts';
import { readMarketKey } from './event/market-key.ts';
import { readOccasion } from './event/occasions.ts';
import { readStages } from './event/stages.ts';
import { conceptsOf, type Facts, kept, publisherOf, readFacts } from './facts.ts';
import { readOrdinals } from './figure/ordinals.ts';
import { readDays } from './figure/periods.ts';
import { COUNTRIES } from './name/bodies.ts';
import { readForeignWords } from './name/names.ts';
import type { Profile } from './profile.ts';
import { type BackgroundCounts, createRarity } from './term/background.ts';
import {
  createGlossFinder,
  createTermFinder,
  type FindGlosses,
  type FindTerms,
  type GlossaryPair,
} from './term/glossary.ts';
import { gramsOf } from './term/grams.ts';
import { hashText } from './term/hash-text.ts';
import { type BlockFor, packBags } from './term/keyed.ts';
import { readManner } from './title/manner.ts';
import { normaliseText, normaliseTitle, writtenTitleOf } from './title/normalise-title.ts';
import { ownSummary } from './title/own-summary.ts';
import { headOf, onlyOneWord, splitColumn } from './title/split-title.ts';
import { createStyle, type StyleWeights } from './title/style.ts';

/** Reads an article into a profile, whose bags are written into a block of `blockFor`, by default a new block. */
export type ReadArticle = (article: Article, blockFor?: BlockFor) => Profile;

export const createReader = (
  { background, style }: { readonly background: BackgroundCounts; readonly style: StyleWeights },
  glossary: readonly GlossaryPair[],
  dictionary: readonly GlossaryPair[],
): ReadArticle => {
  const rarity = createRarity(background);
  const findTerms = createTermFinder(glossary);
  const readStyle = createStyle(style);
  const findGlosses = createGlossFinder([...dictionary, ...glossary]);
  return (article, blockFor) => {
    const texts = readTexts(article);
    const facts = readBothFacts(article, texts, findTerms);
    const { inTitle, inAll } = facts;
    return {
      ...packBags(listKeys(article, texts, facts, findGlosses), rarity, blockFor),
      language: article.language,
      outlet: article.outlet.id,
      publisher: publisherOf(article),
      summarised: !texts.isLone,
      publishedMs: article.published.epochMilliseconds,
      seenMs: article.firstSeenAt.epochMilliseconds,
      title: texts.title,
      plain: texts.plain,
      head: texts.head,
      column: texts.column,
      instalment: texts.instalment,
      numbers: inTitle.numbers,
      allNumbers: inAll.numbers,
      companies: inTitle.companies,
      allCompanies: inAll.companies,
      bodies: inTitle.bodies,
      allBodies: inAll.bodies,
      countries: kept(inAll.bodies.filter((body) => COUNTRIES.has(body))),
      places: inTitle.places,
      allPlaces: inAll.places,
      indicators: inAll.indicators,
      titleIndicators: inTitle.indicators,
      periods: inTitle.periods,
      allPeriods: inAll.periods,
      days: kept(readDays(texts.title)),
      ordinals: kept(readOrdinals(texts.title, article.language)),
      flash: FLASH.test(article.title),
      events: inTitle.events,
      allEvents: inAll.events,
      stages: readStages(texts.title, article.language),
      manner: readManner(texts.whole, article.title),
      style: article.language === 'ja' ? readStyle(texts.whole) : 0,
      direction: readDirection(texts.title, article.language),
      market: readMarketKey(texts.title),
      occasion: readOccasion(texts.title, texts.titleAndSummary),
      bulletin: article.language === 'ja' ? readBulletin(texts.whole) : undefined,
    };
  };
};

type Texts = ReturnType<typeof readTexts>;

/** Returns the texts of an article. All except `writtenTitle` and `writtenAll` are normalised. */
const readTexts = (article: Article) => {
  const whole = normaliseTitle(article.title);
  const { title, column, instalment } = splitColumn(whole);
  const cut = ownSummary(article.summary ?? '');
  const summary = normaliseText(cut);
  const isLone = summary === '';
  const writtenTitle = writtenTitleOf(article.title);
  return {
    /** The normalised title with its column. */
    whole,
    title,
    column,
    instalment,
    summary,
    /** True if the article has no summary, or only a list of other stories (`ownSummary`). */
    isLone,
    titleAndSummary: isLone ? title : `${title} ${summary}`,
    writtenTitle,
    writtenAll: isLone ? writtenTitle : `${writtenTitle} ${cut.normalize('NFKC')}`,
    plain: onlyOneWord(title, article.language),
    head: headOf(title),
  };
};

type BothFacts = { readonly inTitle: Facts; readonly inAll: Facts };

const readBothFacts = (article: Article, texts: Texts, findTerms: FindTerms): BothFacts => {
  const titled = { language: article.language, tags: article.tags.filter(isInTitle) };
  const inTitle = readFacts(texts.title, texts.writtenTitle, titled, findTerms);
  const inAll = texts.isLone
    ? inTitle
    : readFacts(texts.titleAndSummary, texts.writtenAll, article, findTerms);
  return { inTitle, inAll };
};

const listKeys = (
  article: Article,
  { title, summary, isLone, titleAndSummary, plain, head }: Texts,
  { inTitle, inAll }: BothFacts,
  findGlosses: FindGlosses,
) => {
  const { language } = article;
  const grams = gramsOf(plain, language);
  const allGrams = isLone ? grams : gramsOf(`${plain} ${onlyOneWord(summary, language)}`, language);
  const deed = withoutCompanies(title, article);
  const concepts = keysOf(conceptsOf(inTitle));
  const sounds = keysOf(inTitle.sounds);
  return {
    grams,
    allGrams,
    headGrams: gramsOf(onlyOneWord(head, language), language),
    deedGrams: deed === title ? grams : gramsOf(onlyOneWord(deed, language), language),
    glosses: language === 'en' ? allGrams : findGlosses(titleAndSummary),
    concepts,
    allConcepts: isLone ? concepts : keysOf(conceptsOf(inAll)),
    terms: keysOf(inAll.terms),
    sounds,
    allSounds: isLone ? sounds : keysOf(inAll.sounds),
    words: keysOf(readForeignWords(title)),
  };
};

const keysOf = (names: readonly string[]): readonly number[] => names.map(hashText);

/** Removes the evidence of company tags from a normalised title. */
const withoutCompanies = (title: string, { tags }: Article): string =>
  tags
    .flatMap((tag) => (tag.kind === 'company' ? tag.evidence : []))
    .filter(({ where }) => where === 'title')
    .reduce((rest, { words }) => rest.replaceAll(normaliseText(words), ' '), title);

const FLASH = /^[【［[〔]速報[】］\]〕]/u;
