import type { Language } from '../../source/source.ts';
import type { TagDictionary } from '../../tag/dictionary.ts';
import type { Tag } from '../../tag/tag.ts';
import type { Signals } from '../../tag/text/text-reading.ts';
import { isSessionReport } from '../../tag/topic/session-report.ts';
import { sectionOf } from './section-words.ts';
import type { SignalKind } from './signal-words.ts';
import { type Term, titleTerms } from './title-terms.ts';

/** What is read of an item. Texts are plain. */
export type Judgeable = {
  readonly title: string;
  readonly summary?: string;
  readonly categories: readonly string[];
  readonly language: Language;
  /** The outlet's name: a trade paper says by its name what it is about. */
  readonly outlet?: string;
  /** Its path may name the section: `/economy/`. */
  readonly link?: string;
};

/** One thing that an item shows: the sign that has a weight, how much of it there is, and the words behind it. */
type Sign = { readonly sign: string; readonly amount: number; readonly words: string };

export type Evidence = {
  readonly signs: readonly Sign[];
  readonly terms: readonly (Term & { readonly amount: number })[];
};

/** A word of a summary says less than one of the title, and the less the more of them there are. */
const SUMMARY_AMOUNT: Readonly<Record<Language, number>> = { en: 0.4, ja: 0.1 };

/** The weights were learned from summaries of this length, in characters; what follows would count too much. */
const SUMMARY_LENGTH = 240;

const KINDS: readonly SignalKind[] = [
  'business',
  'japan',
  'abroad',
  'sport',
  'crime',
  'weather',
  'celebrity',
  'politics',
];

const TRADE_OUTLET = /工業|証券|金融|ファイナンス|マネー|農業|Money|Financ|Markets/i;
const BUSINESS_OUTLET =
  /経済|日経|ビジネス|ダイヤモンド|プレジデント|Business|Econom|Nikkei|Bloomberg|Forbes/i;

/**
 * All that an item shows of being about Japanese business or something else. `ofJapan`: its source brings nothing but
 * news of Japan, so that Japan counts as named and other countries say nothing.
 */
export const findEvidence = (
  item: Judgeable,
  tags: readonly Tag[],
  dictionary: TagDictionary,
  ofJapan: boolean,
): Evidence => {
  const title = dictionary.read(item.title).signals;
  const summary = dictionary.read(item.summary ?? '').signals;
  const signs = [
    ...wordSigns(title, '', ofJapan),
    ...wordSigns(summary, 'summary-', ofJapan),
    ...tagSigns(tags, item.title),
    ...(isSessionReport(item.title) ? [{ sign: 'session', amount: 1, words: 'a report of a market' }] : []),
    ...placeSigns(item),
  ];
  const has = (sign: string): boolean => signs.some((one) => one.sign === sign);
  const business = has('business') || has('topic');
  const japan = ofJapan || has('japan') || has('company');
  const also = (sign: string, words: string): Sign => ({ sign, amount: 1, words });
  return {
    signs: [
      ...signs,
      ...(ofJapan && item.language === 'en' && !has('japan')
        ? [also('japan', 'not asked of this source')]
        : []),
      ...(business && japan && (item.language === 'en' || has('company'))
        ? [also('business-of-japan', 'both are named')]
        : []),
      ...(item.language === 'en' && !japan && !has('summary-japan')
        ? [also('nothing-of-japan', 'it names no place, firm or money of Japan')]
        : []),
      ...(!has('business') && (has('crime') || has('weather'))
        ? [also('only-harm', 'crime or disaster, and no word of business')]
        : []),
      ...(has('abroad') && !japan ? [also('only-abroad', 'another country is named, and Japan is not')] : []),
    ],
    terms: termsOf(item),
  };
};

/** Further words of a kind say less than the first, and the third is the last that says something. */
const amountOf = (words: readonly string[]): number => (1 + Math.min(words.length, 3)) / 2;

const wordSigns = (signals: Signals, prefix: string, ofJapan: boolean): readonly Sign[] =>
  KINDS.flatMap((kind) => {
    const words = signals.get(kind);
    if (words === undefined || (ofJapan && kind === 'abroad')) return [];
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
    ...(kind === undefined ? [] : [{ sign: kind, amount: 1, words: outlet }]),
    ...(outlet === '' ? [] : [{ sign: `outlet:${outlet}`, amount: 1, words: outlet }]),
    ...(section === undefined ? [] : [{ sign: `${section.kind}-section`, amount: 1, words: section.words }]),
  ];
};

const termsOf = ({ title, summary = '', language }: Judgeable): Evidence['terms'] => {
  const terms = new Map(titleTerms(title).map((term) => [term.key, { ...term, amount: 1 }]));
  for (const term of titleTerms(summary.slice(0, SUMMARY_LENGTH)))
    if (!terms.has(term.key)) terms.set(term.key, { ...term, amount: SUMMARY_AMOUNT[language] });
  return [...terms.values()];
};
