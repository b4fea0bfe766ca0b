import type { Language } from '../../source/source.ts';
import type { TagDictionary } from '../../tag/dictionary.ts';
import type { Tag } from '../../tag/tag.ts';
import type { Signals } from '../../tag/text/text-reading.ts';
import { withoutColumn } from '../../tag/text/without-column.ts';
import { isFollowedSession } from '../../tag/topic/session-report.ts';
import { SIGNAL_KINDS, type SignalKind } from '../../tag/word-lists.ts';
import { hasJapaneseSide, NOT_ONLY_ABROAD, ONLY_ABROAD } from './japanese-side.ts';
import { amountOf } from './log-odds.ts';
import { sectionOf } from './section-words.ts';
import { type Term, titleTerms } from './title-terms.ts';

/** The parts of an item by which relevance is judged. Texts have no markup. */
export type Judgeable = {
  readonly title: string;
  readonly summary?: string;
  readonly categories: readonly string[];
  readonly language: Language;
  readonly outlet?: string;
  /** The item's address. The path of the address may name a section, such as `/economy/`. */
  readonly link?: string;
};

/** A sign for or against relevance, the factor of the sign's learned weight, and the words that show the sign. */
type Sign = { readonly sign: string; readonly amount: number; readonly words: string };

export type Evidence = {
  readonly signs: readonly Sign[];
  readonly terms: readonly (Term & { readonly amount: number })[];
};

/** Factor of a term's weight if only the summary has the term. */
const SUMMARY_AMOUNT: Readonly<Record<Language, number>> = { en: 0.4, ja: 0.1 };

/** Maximum number of characters of a summary that are read for terms: the weights were learned with the same number. */
const SUMMARY_LENGTH = 240;

/**
 * The sign of an item that has no word of business, no company and no topic, and reports no followed market
 * (`isFollowedSession`). Words of business in a Japanese summary do not count.
 */
export const NOTHING_KNOWN = 'nothing-of-business';

/** Matches the mark of a paid item: 【PR】. */
const ADVERTISEMENT = /^\s?[【[〈<（(]?(PR|AD|広告)[】\]〉>）):：]/;

/**
 * Matches a review of a book (『…』 first and a price last, or 評者), or a test or a recommendation of goods, such as 実食 or
 * 厳選した.
 */
const REVIEW =
  /^『.*[\d０-９]円$|評者[・＝=]|実食|食べ比べ|(食べ|使っ|試し|買っ|着|履い)てみた|飲んでみた|買うべき(?!か|株|銘柄|投)|厳選した|(美味|うま|おいし)すぎ/;

/** Matches the name of a day that is dedicated to a thing: 「豆腐の日」, 10月1日は日本酒の日. */
const DAY_OF = /[「『][^」』]{1,10}の日[」』]|\d日は[^、。]{1,10}の日(?![本々])/;

/** Matches an English report of a death by age: `dies at 90`. */
const OBITUARY = /\b(dies|dead) (at|aged) \d/i;

/** Matches words that leave Japan out: `Asia excluding Japan`. */
const WITHOUT_JAPAN = /\b(excluding|except|outside|ex)[ -]Japan/i;

/** Word lists without a sign of their own. `withHome` reads `home`, `hasJapaneseSide` reads `domestic`. */
const WEIGHTLESS: ReadonlySet<SignalKind> = new Set(['neutral', 'home', 'domestic']);

const KINDS = SIGNAL_KINDS.filter((kind) => !WEIGHTLESS.has(kind));

const TRADE_OUTLET = /工業|証券|金融|ファイナンス|マネー|農業|Money|Financ|Markets/i;
const BUSINESS_OUTLET =
  /経済|日経|(?<!現代|ハーバード・)ビジネス|ダイヤモンド|プレジデント|Business|Econom|Nikkei|Bloomberg|Forbes/i;

const FOR_READERS_ABROAD =
  /NNA|VIETJO|ベトナム|バンコク|タイ通|INFONET|Jams\.TV|ブラジル|アラブ|Pars Today|ウクルインフォルム|Economic Media Bulletin|swissinfo|newsclip|台湾国際|MYANMAR|TV-Novosti/i;

/** Matches foreign outlets, and outlets about crypto assets, whose news is mostly about other countries. */
const FOREIGN_OUTLET =
  /AFPBB|BBC|CNN|新華社|人民網|朝鮮日報|中央日報|聯合ニュース|Teslarati|あたらしい経済|CoinPost/i;

/** True for the name of an outlet in `FOR_READERS_ABROAD`, such as VIETJO: it reports mostly on other countries. */
export const isForReadersAbroad = (outlet: string): boolean => FOR_READERS_ABROAD.test(outlet);

/** True for an outlet whose items are not assumed to be news of Japan, even if their source brings news of Japan. */
const isOutletAbroad = (outlet: string): boolean => isForReadersAbroad(outlet) || FOREIGN_OUTLET.test(outlet);

/**
 * Finds the evidence in an item for and against Japanese business as its subject. `ofJapan`: the source brings news of
 * Japan, so an English item counts as naming Japan, except if its title names another country or its outlet is abroad.
 * `isWanted` selects terms; if absent, all terms are returned.
 */
export const findEvidence = (
  item: Judgeable,
  tags: readonly Tag[],
  dictionary: TagDictionary,
  { ofJapan, isWanted }: { readonly ofJapan: boolean; readonly isWanted?: (term: string) => boolean },
): Evidence => {
  const headline = withoutColumn(item.title, dictionary.read);
  const home = isOutletAbroad(item.outlet ?? '') ? same : withHome;
  const title = home(dictionary.read(headline).signals);
  const summary = home(dictionary.read(item.summary ?? '').signals);
  const signs = [
    ...wordSigns(title, ''),
    ...wordSigns(summary, 'summary-'),
    ...tagSigns(tags, headline),
    ...signIf(isFollowedSession(headline), 'session', 'a report of a market'),
    ...placeSigns(item),
    ...signIf(ADVERTISEMENT.test(item.title.normalize('NFKC')), 'life', 'an advertisement', 2),
    ...signIf(REVIEW.test(item.title), 'life', 'a review', 2),
    ...signIf(OBITUARY.test(item.title), 'life', 'a death', 2),
    ...signIf(DAY_OF.test(item.title), 'life', 'a day dedicated to a thing'),
  ];
  const has = (sign: string): boolean => signs.some((one) => one.sign === sign);
  const business = has('business') || has('topic');
  const assumed = ofJapan && !has('abroad') && !has('abroad-outlet');
  const isEnglish = item.language === 'en';
  // An English summary explains its title. A Japanese summary often adds words of other subjects.
  const inSummary = (sign: string): boolean => isEnglish && has(`summary-${sign}`);
  const isNamed =
    has('japan') || has('company') || (inSummary('japan') && !WITHOUT_JAPAN.test(item.summary ?? ''));
  const anywhere = assumed || isNamed;
  const isAside = isEnglish && !has('company') && isMostlyAside(title);
  const isOfJapan = business && !isAside && anywhere && (isEnglish || has('company'));
  const isOfBusiness = business || inSummary('business') || has('company') || has('session');
  const isHarm = !has('business') && (has('crime') || has('weather'));
  const isAbroad = (has('abroad') || has('abroad-outlet')) && !anywhere && !has('session');
  const isShared = isAbroad && hasJapaneseSide(headline, title);
  const abroad = has('abroad') ? 'the title names something foreign and' : OUTLET_ABROAD;
  return {
    signs: [
      ...signs,
      ...signIf(assumed && isEnglish && !has('japan'), 'japan', 'the source brings news of Japan'),
      ...signIf(isOfJapan, 'business-of-japan', isNamed ? NAMED : ASSUMED),
      ...signIf(isEnglish && !anywhere, 'nothing-of-japan', 'nothing Japanese is named'),
      ...signIf(
        !isOfBusiness,
        NOTHING_KNOWN,
        'the title has no word of business, no topic and no company listed in Tokyo',
      ),
      ...signIf(isHarm, 'only-harm', 'crime, weather or disaster in the title, without a word of business'),
      ...signIf(isShared, NOT_ONLY_ABROAD, `${abroad} something Japanese`),
      ...signIf(isAbroad && !isShared, ONLY_ABROAD, `${abroad} nothing Japanese`),
    ],
    terms: termsOf({ ...item, title: headline }, dictionary.stopWords, isWanted),
  };
};

/** Kinds of news in which a word of business often only names a place or a thing: a theft in a hotel. */
const ASIDE = ['crime', 'sport', 'celebrity'] as const;

/** True if a title has words of `ASIDE`, and at least as many of them as words of business. */
const isMostlyAside = (title: Signals): boolean => {
  const count = (kind: SignalKind): number => title.get(kind)?.length ?? 0;
  const aside = ASIDE.reduce((sum, kind) => sum + count(kind), 0);
  return aside > 0 && aside >= count('business');
};

const NAMED = 'business and something Japanese are named';
const ASSUMED = 'business is named, and the source brings news of Japan';
const OUTLET_ABROAD = 'the outlet reports mostly on other countries, and the title names';

const signIf = (holds: boolean, sign: string, words: string, amount = 1): readonly Sign[] =>
  holds ? [{ sign, amount, words }] : [];

const same = (signals: Signals): Signals => signals;

/** Counts words such as 政府 and 国内 as words for Japan if no other country is named. */
const withHome = (signals: Signals): Signals => {
  const home = signals.get('home');
  if (home === undefined || signals.has('abroad')) return signals;
  return new Map([...signals, ['japan', [...(signals.get('japan') ?? []), ...home]]]);
};

const wordSigns = (signals: Signals, prefix: string): readonly Sign[] =>
  KINDS.flatMap((kind) => {
    const words = signals.get(kind);
    if (words === undefined) return [];
    return [{ sign: `${prefix}${kind}`, amount: amountOf(words.length), words: words.join(', ') }];
  });

const tagSigns = (tags: readonly Tag[], title: string): readonly Sign[] => {
  const companies = tags.filter((tag) => tag.kind === 'company');
  const topics = tags.filter((tag) => tag.kind === 'topic');
  const codes = companies.map(({ code }) => code).join(', ');
  const isSubject = companies.some(({ evidence }) =>
    evidence.some(({ words, where }) => where === 'title' && title.startsWith(words)),
  );
  return [
    ...signIf(companies.length > 0, 'company', codes),
    ...signIf(isSubject, 'company-first', codes),
    ...signIf(topics.length > 0, 'topic', topics.map(({ key }) => key).join(', ')),
    ...topics.map(({ key }) => ({ sign: `topic:${key}`, amount: 1, words: key })),
  ];
};

const placeSigns = (item: Judgeable): readonly Sign[] => {
  const { outlet = '' } = item;
  const section = sectionOf(item);
  const isTrade = TRADE_OUTLET.test(outlet);
  return [
    ...signIf(isOutletAbroad(outlet), 'abroad-outlet', outlet),
    ...signIf(isTrade, 'trade-outlet', outlet),
    ...signIf(!isTrade && BUSINESS_OUTLET.test(outlet), 'business-outlet', outlet),
    ...signIf(outlet !== '', `outlet:${outlet}`, outlet),
    ...(section === undefined ? [] : [{ sign: `${section.kind}-section`, amount: 1, words: section.words }]),
  ];
};

const termsOf = (
  { title, summary = '', language }: Judgeable,
  stopWords: ReadonlySet<string>,
  isWanted: ((term: string) => boolean) | undefined,
): Evidence['terms'] => {
  const terms = new Map(
    titleTerms(title, stopWords, isWanted).map((term) => [term.key, { ...term, amount: 1 }]),
  );
  for (const term of titleTerms(summary.slice(0, SUMMARY_LENGTH), stopWords, isWanted))
    if (!terms.has(term.key)) terms.set(term.key, { ...term, amount: SUMMARY_AMOUNT[language] });
  return [...terms.values()];
};
