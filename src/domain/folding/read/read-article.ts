import type { Article } from '../../article/article.ts';
import { readDirection } from './event/directions.ts';
import { readMarketKey } from './event/market-key.ts';
import { readOccasion } from './event/occasions.ts';
import { readStages } from './event/stages.ts';
import { companiesOf, conceptsOf, readFacts } from './facts.ts';
import { readOrdinals } from './figure/ordinals.ts';
import { readDays } from './figure/periods.ts';
import { COUNTRIES } from './name/bodies.ts';
import { readForeignWords } from './name/names.ts';
import type { Profile } from './profile.ts';
import { type BackgroundCounts, createRarity } from './term/background.ts';
import { createTermFinder, type GlossaryPair } from './term/glossary.ts';
import { createGlossFinder } from './term/glosses.ts';
import { gramsOf } from './term/grams.ts';
import { hashText } from './term/hash-text.ts';
import { packBags } from './term/keyed.ts';
import { readManner } from './title/manner.ts';
import { normaliseText, normaliseTitle } from './title/normalise-title.ts';
import { ownSummary } from './title/own-summary.ts';
import { publisherOf } from './title/publishers.ts';
import { headOf, onlyOneWord, splitColumn } from './title/split-title.ts';
import { createStyle, type StyleWeights } from './title/style.ts';

export type ReadArticle = (article: Article) => Profile;

/** Sets up the reading of articles with what was learned of words and style, a glossary and an everyday dictionary. */
export const createReader = (
  { background, style }: { readonly background: BackgroundCounts; readonly style: StyleWeights },
  glossary: readonly GlossaryPair[],
  dictionary: readonly GlossaryPair[],
): ReadArticle => {
  const rarity = createRarity(background);
  const findTerms = createTermFinder(glossary);
  const readStyle = createStyle(style);
  const findGlosses = createGlossFinder(dictionary);
  return (article) => {
    const { language } = article;
    const whole = normaliseTitle(article.title);
    const { title, column, instalment } = splitColumn(whole);
    const cut = ownSummary(article.summary ?? '');
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
    const deed = withoutCompanies(title, article);
    const deedGrams = deed === title ? grams : gramsOf(onlyOneWord(deed, language), language);
    const glosses = language === 'en' ? allGrams : findGlosses(isLone ? title : `${title} ${summary}`);
    const headGrams = gramsOf(onlyOneWord(head, language), language);
    const allConcepts = isLone ? concepts : keysOf(conceptsOf(inAll));
    const terms = keysOf(inAll.terms);
    const allSounds = isLone ? sounds : keysOf(inAll.sounds);
    const words = keysOf(readForeignWords(title));
    const bag = packBags(
      [
        grams,
        allGrams,
        headGrams,
        deedGrams,
        glosses,
        concepts,
        allConcepts,
        terms,
        sounds,
        allSounds,
        words,
      ],
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
      deedGrams: bag(deedGrams),
      glosses: bag(glosses),
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
      style: language === 'ja' ? readStyle(whole) : 0,
      direction: readDirection(title, language),
      market: readMarketKey(title),
      occasion: readOccasion(title, isLone ? title : `${title} ${summary}`),
    };
  };
};

const keysOf = (names: readonly string[]): readonly number[] => names.map(hashText);

/** A normalised title without the words that its company tags were earned by. */
const withoutCompanies = (title: string, { tags }: Article): string =>
  tags
    .flatMap((tag) => (tag.kind === 'company' ? tag.evidence : []))
    .filter(({ where }) => where === 'title')
    .reduce((rest, { words }) => rest.replaceAll(normaliseText(words), ' '), title);

const FLASH = /^[【［[〔]速報[】］\]〕]/u;
