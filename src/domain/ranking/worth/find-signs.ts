import type { Article } from '../../article/article.ts';
import type { NonEmpty } from '../../brand.ts';
import { eventNames, readEvents } from '../../folding/read/event/event-classes.ts';
import { readIndicators } from '../../folding/read/event/indicators.ts';
import { type Quantity, readNumbers } from '../../folding/read/figure/numbers.ts';
import { COUNTRIES, readBodies } from '../../folding/read/name/bodies.ts';
import { readPlaces } from '../../folding/read/name/places.ts';
import { normaliseTitle } from '../../folding/read/title/normalise-title.ts';
import { amountOf } from '../../item/relevance/log-odds.ts';
import { DEFAULT_PRIORITY, hasWeight, type Outlet, type OutletId, priorityOf } from '../../source/outlet.ts';
import type { Language } from '../../source/source.ts';
import { chooseLead } from '../../story/choose-lead.ts';
import { companyCodes, isInTitle } from '../../tag/tag.ts';
import type { ReadText } from '../../tag/text/text-reading.ts';
import { anyOf, type WordLists } from '../../tag/word-lists.ts';

/** A sign for or against a story's place on a front page. The sign's learned weight is multiplied by `amount`. */
type Sign = { readonly sign: string; readonly amount: number };

type SignSources = {
  readonly outlets: ReadonlyMap<OutletId, Outlet>;
  readonly words: WordLists;
  /** Reads the words of a title. Only the signals of the reading are used. */
  readonly read: ReadText;
};

export type FindSigns = (articles: NonEmpty<Article>) => readonly Sign[];

/** Makes a function that finds signs in the reports of a story: in the outlets, and in the lead's headline. */
export const createSignFinder = ({ outlets, words, read }: SignSources): FindSigns => {
  const small = createWordCounter(words['small-news']);
  const large = createWordCounter(words['large-news']);
  const major = new Set(words['major-companies']);
  return (articles) => {
    const { title: written, language, tags } = chooseLead(articles, outlets);
    const title = normaliseTitle(written);
    const plain = written.normalize('NFKC');
    const codes = companyCodes(tags.filter(isInTitle));
    const size = codes.some((code) => major.has(code)) ? 'a large company' : 'a smaller company';
    return [
      ...outletSigns(articles, outlets),
      ...nameSigns(title, language, codes.length),
      ...eventSigns(title, language, codes.length === 0 ? undefined : size),
      ...figureSigns(title, language),
      ...(plain.length > LONG[language] ? [plainSign('a long headline')] : []),
      ...(/\d/u.test(plain) ? [] : [plainSign('no figure')]),
      ...(/「[^」]{10,}」/u.test(plain) ? [plainSign('a long quotation')] : []),
      ...(/[!?]/u.test(plain) ? [plainSign('an exclamation or a question')] : []),
      ...[...read(plain).signals.keys()].map((kind) => plainSign(`words of ${kind}`)),
      ...counted('words of small news', small(plain)),
      ...counted('words of large news', large(plain)),
    ];
  };
};

const plainSign = (sign: string): Sign => ({ sign, amount: 1 });

const counted = (sign: string, words: number): readonly Sign[] =>
  words === 0 ? [] : [{ sign, amount: amountOf(words) }];

/** Makes a function that counts the different words of a list in a title. The title must be in NFKC. */
const createWordCounter = (words: readonly string[]): ((title: string) => number) => {
  const pattern = new RegExp(
    `(?<![a-z])${anyOf(words.map((word) => word.normalize('NFKC')))}(?![a-z])`,
    'giu',
  );
  return (title) => new Set(Array.from(title.matchAll(pattern), ([word]) => word.toLowerCase())).size;
};

const TELEVISION = /テレビ|放送|Abema|\bTV\b/iu;
const TRADE_PAPER =
  /工業|証券|金融|ファイナンス|マネー|農業|経済$|リサーチ|データバンク|Money|Financ|Markets/iu;

const outletSigns = (
  articles: NonEmpty<Article>,
  outlets: ReadonlyMap<OutletId, Outlet>,
): readonly Sign[] => {
  const byId = new Map(articles.map(({ outlet }) => [outlet.id, outlet]));
  const priorities = [...byId.keys()].map((id) => priorityOf(id, outlets));
  const heavy = [...byId.keys()].filter((id) => hasWeight(id, outlets)).length;
  const best = Math.max(DEFAULT_PRIORITY, ...priorities);
  return [
    { sign: 'several outlets', amount: Math.log2(byId.size) },
    { sign: 'an outlet of weight', amount: Math.min(heavy, 1) },
    { sign: 'several outlets of weight', amount: Math.log2(Math.max(heavy, 1)) },
    { sign: 'standing of the best outlet', amount: (best - DEFAULT_PRIORITY) / (100 - DEFAULT_PRIORITY) },
    ...(byId.values().every(({ name }) => TRADE_PAPER.test(name)) ? [plainSign('only trade papers')] : []),
    ...(byId.values().every(({ name }) => TELEVISION.test(name)) ? [plainSign('only television')] : []),
  ].filter(({ amount }) => amount > 0);
};

const nameSigns = (title: string, language: Language, companies: number): readonly Sign[] => {
  const hasPlace = readPlaces(title, language).length > 0;
  return [
    ...(companies > 1 ? [plainSign('several listed companies')] : []),
    ...(hasPlace ? [plainSign(companies > 0 ? 'a place and a listed company' : 'a place')] : []),
    ...(readBodies(title, language).some((body) => !COUNTRIES.has(body))
      ? [plainSign('an institution')]
      : []),
    ...(readIndicators(title, language).length > 0 ? [plainSign('an indicator')] : []),
  ];
};

const eventSigns = (title: string, language: Language, company: string | undefined): readonly Sign[] => {
  const events = eventNames(readEvents(title, language));
  const names = events.length === 0 ? ['no event'] : events.map((name) => `event ${name}`);
  return [
    ...names.map(plainSign),
    ...(company === undefined
      ? []
      : [plainSign(company), ...names.map((name) => plainSign(`${name} of ${company}`))]),
  ];
};

/** Maximum length, in UTF-16 units, of a headline that is not long. */
const LONG: Readonly<Record<Language, number>> = { ja: 50, en: 100 };

/** Yen per dollar. The rate is used only to compare the sizes of amounts. */
const YEN_OF_A_DOLLAR = 150;

/** Logarithm to base 10 of the limit, in yen, above which an amount is large. */
const SMALL_AMOUNT_DIGITS = 8;

/** Maximum `amount` of the sign for a large amount. Each factor of 10 above the limit adds 1. */
const MOST_DIGITS = 4;

const figureSigns = (title: string, language: Language): readonly Sign[] => {
  const numbers = readNumbers(title, language);
  const has = (...units: readonly Quantity['unit'][]): boolean =>
    numbers.some(({ unit }) => units.includes(unit));
  const yen = Math.max(
    1,
    ...numbers.map(({ unit, value }) =>
      unit === 'yen' ? value : unit === 'dollar' ? value * YEN_OF_A_DOLLAR : 1,
    ),
  );
  const digits = Math.min(MOST_DIGITS, Math.log10(yen) - SMALL_AMOUNT_DIGITS);
  return [
    ...(digits > 0 ? [{ sign: 'a large amount', amount: digits }] : []),
    ...(digits <= 0 && yen > 1 ? [plainSign('a small amount')] : []),
    ...(has('percent', 'times') ? [plainSign('a rate')] : []),
    ...(has('streak') ? [plainSign('a comparison over time')] : []),
  ];
};
