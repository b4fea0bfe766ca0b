import type { Language } from '../../source/source.ts';
import type { TagDictionary } from '../../tag/dictionary.ts';
import type { Tag } from '../../tag/tag.ts';
import type { Signals } from '../../tag/text/text-reading.ts';
import { withoutColumn } from '../../tag/text/without-column.ts';
import { isFollowedSession } from '../../tag/topic/session-report.ts';
import { SIGNAL_KINDS, type SignalKind } from '../../tag/word-lists.ts';
import { hasJapaneseSide, NOT_ONLY_ABROAD, ONLY_ABROAD } from './japanese-side.ts';
import { sectionOf } from './section-words.ts';
import { type Term, titleTerms } from './title-terms.ts';

/** The parts of an item that relevance is judged by. Texts have no markup. */
export type Judgeable = {
  readonly title: string;
  readonly summary?: string;
  readonly categories: readonly string[];
  readonly language: Language;
  /** The outlet's name; a trade paper's name says what its news is about. */
  readonly outlet?: string;
  /** Its path may name the section: `/economy/`. */
  readonly link?: string;
};

/** A sign that has a learned weight, the factor of that weight, and the words behind it. */
type Sign = { readonly sign: string; readonly amount: number; readonly words: string };

export type Evidence = {
  readonly signs: readonly Sign[];
  readonly terms: readonly (Term & { readonly amount: number })[];
};

/** Factor of a summary's terms, 1 being a title's: Japanese summaries have more of them, and each says less. */
const SUMMARY_AMOUNT: Readonly<Record<Language, number>> = { en: 0.4, ja: 0.1 };

/** Characters of a summary that are read for terms: as many as the weights were learned from. */
const SUMMARY_LENGTH = 240;

/** The sign of an item that names no business at all. */
export const NOTHING_KNOWN = 'nothing-of-business';

/** Papers on crypto assets, whose news is also mostly of other countries. */
const CRYPTO_OUTLET = /あたらしい経済|CoinPost/i;

/** An item that its outlet marks as paid for: 【PR】. */
const ADVERTISEMENT = /^\s?[【[〈<（(]?(PR|AD|広告)[】\]〉>）):：]/;

/** Text that names Japan only to exclude it: shares in Asia excluding Japan. */
const WITHOUT_JAPAN = /\b(excluding|except|outside|ex)[ -]Japan/i;

/** Lists without a weight: neutral words are not evidence, and `home` and `domestic` only say where something happens. */
const WEIGHTLESS: ReadonlySet<SignalKind> = new Set(['neutral', 'home', 'domestic']);

const KINDS = SIGNAL_KINDS.filter((kind) => !WEIGHTLESS.has(kind));

const TRADE_OUTLET = /工業|証券|金融|ファイナンス|マネー|農業|Money|Financ|Markets/i;
const BUSINESS_OUTLET =
  /経済|日経|(?<!現代|ハーバード・)ビジネス|ダイヤモンド|プレジデント|Business|Econom|Nikkei|Bloomberg|Forbes/i;

/** Outlets of other countries, or for readers there: their news is about Japan only if it says so. */
const ABROAD_OUTLET =
  /NNA|VIETJO|ベトナム|バンコク|タイ通|INFONET|Jams\.TV|ブラジル|アラブ|Pars Today|ウクルインフォルム|Economic Media Bulletin|swissinfo|AFPBB|BBC|CNN|newsclip|台湾国際|MYANMAR|TV-Novosti|新華社|人民網|朝鮮日報|中央日報|聯合ニュース|Teslarati/i;

/**
 * Finds all evidence in an item for or against being about Japanese business. `ofJapan`: its source brings news of Japan,
 * so Japan counts as named unless the title names another country. `isWanted` selects terms; if absent, all are returned.
 */
export const findEvidence = (
  item: Judgeable,
  tags: readonly Tag[],
  dictionary: TagDictionary,
  { ofJapan, isWanted }: { readonly ofJapan: boolean; readonly isWanted?: (term: string) => boolean },
): Evidence => {
  const headline = withoutColumn(item.title, dictionary.read);
  const title = withHome(dictionary.read(headline).signals);
  const summary = withHome(dictionary.read(item.summary ?? '').signals);
  const signs = [
    ...wordSigns(title, ''),
    ...wordSigns(summary, 'summary-'),
    ...tagSigns(tags, headline),
    ...(isFollowedSession(headline) ? [{ sign: 'session', amount: 1, words: 'a report of a market' }] : []),
    ...placeSigns(item),
    ...(ADVERTISEMENT.test(item.title.normalize('NFKC'))
      ? [{ sign: 'life', amount: 2, words: 'an advertisement' }]
      : []),
  ];
  const has = (sign: string): boolean => signs.some((one) => one.sign === sign);
  const business = has('business') || has('topic');
  const assumed = ofJapan && !has('abroad') && !has('abroad-outlet');
  const japan = assumed || has('japan') || has('company');
  // An English summary explains its title; a Japanese one adds words by chance.
  const inSummary = (sign: string): boolean => item.language === 'en' && has(`summary-${sign}`);
  const anywhere = japan || (inSummary('japan') && !WITHOUT_JAPAN.test(item.summary ?? ''));
  const also = (sign: string, words: string): Sign => ({ sign, amount: 1, words });
  return {
    signs: [
      ...signs,
      ...(assumed && item.language === 'en' && !has('japan')
        ? [also('japan', 'its source brings news of Japan')]
        : []),
      ...(business && anywhere && (item.language === 'en' || has('company'))
        ? [also('business-of-japan', 'both are named')]
        : []),
      ...(item.language === 'en' && !anywhere
        ? [also('nothing-of-japan', 'it names no place, firm or money of Japan')]
        : []),
      ...(business || inSummary('business') || has('company') || has('session')
        ? []
        : [also(NOTHING_KNOWN, 'it names no business, firm or topic')]),
      ...(!has('business') && (has('crime') || has('weather'))
        ? [also('only-harm', 'crime or disaster, and no word of business')]
        : []),
      ...((has('abroad') || has('abroad-outlet')) && !anywhere && !has('session')
        ? [
            hasJapaneseSide(headline, title)
              ? also(NOT_ONLY_ABROAD, 'another country is named, and a Japanese side')
              : also(ONLY_ABROAD, 'another country is named, and Japan is not'),
          ]
        : []),
    ],
    terms: termsOf({ ...item, title: headline }, dictionary.stopWords, isWanted),
  };
};

/** Adds words such as 政府 and 国内 to those for Japan, unless another country is named. */
const withHome = (signals: Signals): Signals => {
  const home = signals.get('home');
  if (home === undefined || signals.has('abroad')) return signals;
  return new Map([...signals, ['japan', [...(signals.get('japan') ?? []), ...home]]]);
};

/** The factor of a sign, 1 to 2: the second and third word of a kind add half of the first, further ones nothing. */
const amountOf = (words: readonly string[]): number => (1 + Math.min(words.length, 3)) / 2;

const wordSigns = (signals: Signals, prefix: string): readonly Sign[] =>
  KINDS.flatMap((kind) => {
    const words = signals.get(kind);
    if (words === undefined) return [];
    return [{ sign: `${prefix}${kind}`, amount: amountOf(words), words: words.join(', ') }];
  });

const tagSigns = (tags: readonly Tag[], title: string): readonly Sign[] => {
  const companies = tags.filter((tag) => tag.kind === 'company');
  const topics = tags.filter((tag) => tag.kind === 'topic');
  const codes = companies.map(({ code }) => code).join(', ');
  const isSubject = companies.some(({ evidence }) =>
    evidence.some(({ words, where }) => where === 'title' && title.startsWith(words)),
  );
  return [
    ...(companies.length > 0 ? [{ sign: 'company', amount: 1, words: codes }] : []),
    ...(isSubject ? [{ sign: 'company-first', amount: 1, words: codes }] : []),
    ...(topics.length > 0
      ? [{ sign: 'topic', amount: 1, words: topics.map(({ key }) => key).join(', ') }]
      : []),
    ...topics.map(({ key }) => ({ sign: `topic:${key}`, amount: 1, words: key })),
  ];
};

const placeSigns = (item: Judgeable): readonly Sign[] => {
  const { outlet = '' } = item;
  const section = sectionOf(item);
  const kind = TRADE_OUTLET.test(outlet)
    ? 'trade-outlet'
    : BUSINESS_OUTLET.test(outlet)
      ? 'business-outlet'
      : undefined;
  return [
    ...(ABROAD_OUTLET.test(outlet) || CRYPTO_OUTLET.test(outlet)
      ? [{ sign: 'abroad-outlet', amount: 1, words: outlet }]
      : []),
    ...(kind === undefined ? [] : [{ sign: kind, amount: 1, words: outlet }]),
    ...(outlet === '' ? [] : [{ sign: `outlet:${outlet}`, amount: 1, words: outlet }]),
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
