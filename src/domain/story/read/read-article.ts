import type { Article } from '../../article/article.ts';
import { type BackgroundCounts, createRarity } from './background.ts';
import { COUNTRIES } from './bodies.ts';
import { readDirection } from './directions.ts';
import { companiesOf, conceptsOf, readFacts } from './facts.ts';
import { createTermFinder, type GlossaryPair } from './glossary.ts';
import { gramsOf } from './grams.ts';
import { hashText } from './hash-text.ts';
import { packBags } from './keyed.ts';
import { readManner } from './manner.ts';
import { readMarketKey } from './market-key.ts';
import { readForeignWords } from './names.ts';
import { normaliseText, normaliseTitle } from './normalise-title.ts';
import { readOccasion } from './occasions.ts';
import { readOrdinals } from './ordinals.ts';
import { readDays } from './periods.ts';
import type { Profile } from './profile.ts';
import { publisherOf } from './publishers.ts';
import { headOf, onlyOneWord, splitColumn } from './split-title.ts';
import { readStages } from './stages.ts';

export type ReadArticle = (article: Article) => Profile;

/** The longest summary that is read: what comes after says little of what the news is. */
const SUMMARY_LIMIT = 400;

/** Sets up the reading of articles with a background of rarities and a glossary. */
export const createReader = (counts: BackgroundCounts, glossary: readonly GlossaryPair[]): ReadArticle => {
  const rarity = createRarity(counts);
  const findTerms = createTermFinder(glossary);
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
    const grams = gramsOf(plain, language);
    const concepts = keysOf(conceptsOf(inTitle));
    const sounds = keysOf(inTitle.sounds);
    const allGrams = isLone ? grams : gramsOf(`${plain} ${onlyOneWord(summary, language)}`, language);
    const headGrams = gramsOf(onlyOneWord(head, language), language);
    const allConcepts = isLone ? concepts : keysOf(conceptsOf(inAll));
    const terms = keysOf(inAll.terms);
    const allSounds = isLone ? sounds : keysOf(inAll.sounds);
    const words = keysOf(readForeignWords(title));
    const bag = packBags(
      [grams, allGrams, headGrams, concepts, allConcepts, terms, sounds, allSounds, words],
      rarity,
    );
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
      grams: bag(grams),
      allGrams: bag(allGrams),
      headGrams: bag(headGrams),
      concepts: bag(concepts),
      allConcepts: bag(allConcepts),
      terms: bag(terms),
      numbers: inTitle.numbers,
      allNumbers: inAll.numbers,
      companies: inTitle.companies,
      allCompanies: inAll.companies,
      bodies: inTitle.bodies,
      allBodies: inAll.bodies,
      countries: inAll.bodies.filter((body) => COUNTRIES.has(body)),
      places: inTitle.places,
      allPlaces: inAll.places,
      sounds: bag(sounds),
      allSounds: bag(allSounds),
      words: bag(words),
      indicators: inAll.indicators,
      titleIndicators: inTitle.indicators,
      periods: inTitle.periods,
      allPeriods: inAll.periods,
      days: readDays(title),
      ordinals: readOrdinals(title, language),
      flash: FLASH.test(article.title),
      events: inTitle.events,
      allEvents: inAll.events,
      stages: readStages(title, language),
      manner: readManner(whole, article.title),
      direction: readDirection(title, language),
      market: readMarketKey(title),
      occasion: readOccasion(title, isLone ? title : `${title} ${summary}`),
    };
  };
};

const keysOf = (names: readonly string[]): readonly number[] => names.map(hashText);

const FLASH = /^[【［[〔]速報[】］\]〕]/u;
