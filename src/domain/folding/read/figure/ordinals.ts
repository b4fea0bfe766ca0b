import { allMatches } from '../term/patterns.ts';

/** Things that differ only in their number: 第2工場, 3号機, "No. 3 reactor". */
const NUMBERED: readonly (readonly [thing: string, ja: RegExp, en: RegExp])[] = [
  ['plant', /第(\d{1,2})工場/gu, /\b(no\. ?\d{1,2}|second|third|fourth) (?:plant|factory|fab)\b/gu],
  [
    'reactor',
    /(\d{1,2})号(?:機|炉)/gu,
    /\b(no\. ?\d{1,2}(?= reactor)|(?:unit|reactor) (?:no\. ?)?\d{1,2})\b/gu,
  ],
  ['typhoon', /台風(?:第)?(\d{1,2})号/gu, /\btyphoon (no\. ?\d{1,2})\b/gu],
  ['shop', /(\d{1,3})号店/gu, /\b(second|third|fourth) (?:store|shop|outlet)\b/gu],
  [
    'part',
    /第(\d{1,2})(?:ライン|期工事|期棟|棟|弾)/gu,
    /\b(second|third|fourth) (?:production line|phase)\b/gu,
  ],
];

const WORDS: Readonly<Record<string, string>> = { second: '2', third: '3', fourth: '4' };

/** Reads the numbered things that a normalised title names, such as `plant 2`. 第三工場 is read as 第3工場. */
export const readOrdinals = (title: string, language: 'en' | 'ja'): readonly string[] => {
  const text = title.replace(/(?<=第)[一二三四五六七八九]/gu, (digit) =>
    String('一二三四五六七八九'.indexOf(digit) + 1),
  );
  return NUMBERED.flatMap(([thing, ja, en]) =>
    allMatches(text, language === 'ja' ? ja : en).map(
      ([, number = '']) => `${thing} ${WORDS[number] ?? number.replace(/\D/g, '')}`,
    ),
  );
};
