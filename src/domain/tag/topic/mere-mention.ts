import type { Evidence } from '../tag.ts';
import type { TextReading } from '../text/text-reading.ts';
import type { TopicScore } from './score-topics.ts';
import { DEALS, EARNINGS, GOVERNANCE, POLICY } from './topic-keys.ts';

/** A second or third topic is a mere mention only if its word begins after this share of the title, from 0 to 1. */
const LATER_PART = { second: 0.6, third: 0.5 } as const;

/** Minimum length, in characters, of a title whose second topic may be a mere mention. */
const LONG_TITLE = 20;

/** Matches Japanese letters. A second topic late in an English title counts, because it may be the subject of the title. */
const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/** A second topic is a mere mention only if the first topic has at least this number of words as evidence. */
const CLEARLY = 2;

/** Counts the different words of the evidence. A word inside another word does not count: NTT in NTTドコモ. */
export const separateWords = (evidence: readonly Evidence[]): number => {
  const words = [...new Set(evidence.map((one) => one.words))];
  return words.filter((word) => !words.some((other) => other !== word && other.includes(word))).length;
};

/**
 * Matches the end of an authority's name, such as 公取委, or of what an authority does, such as 報告義務. If the word of a
 * later topic `policy` ends so, the topic counts, unless `IN_PASSING` matches the text behind the word.
 */
const AUTHORITY = /(政府|委|委員会|省|庁|相|方針|要望|義務(化|付け)?)$/u;

/**
 * For each topic, matches a word of the topic that is rarely a mere mention, with the rest of the title. News of a leak
 * is about the attack, shops prepare for a change of tax, and a result at the end of a title is what the title reports.
 */
const SUBJECTS = new Map<string, RegExp>([
  ['tech', /^(不正アクセス|サイバー攻撃|アプリ$|AI[や・]半導体.{0,8}(投資|協力|重視))/u],
  ['chips', /^半導体.{0,8}(投資|協力|重視)/u],
  [
    POLICY,
    /^((食料品)?消費税?(減税|率|[0-9０-９])|酒税|増税|減税|課税|税優遇|(税|税制|制度|法)改正|新法|規制(強化|緩和))/u,
  ],
  ['autos', /^自動運転(?![・、])/u],
  ['trade', /^(経済安保(?!相|担当)|輸出(額|拡大))/u],
  [EARNINGS, /^(増益|減益|増収|減収|増配|最高益|増収増益|減収減益)[へにもか]?$|^決算(発表)?(延期|先送り)/u],
]);

export const isSubject = ({ key, evidence: [word] }: TopicScore, title: string): boolean =>
  word !== undefined && SUBJECTS.get(key)?.test(title.slice(title.lastIndexOf(word.words))) === true;

/** Matches text behind an authority that is one of several, or only a source: 経産省や警察など, 経産省が発表. */
const IN_PASSING = /^(や|など|ら|・|が(発表|公表))/u;

/**
 * True if the title only mentions a topic: the topic has one word, late in the title, and no exception applies. `place`
 * is its place among the topics, from 0. The strongest topic is first, and is never a mere mention.
 */
export const isMention = (
  { key, evidence: [word, second] }: TopicScore,
  { text: title, cues }: TextReading,
  place: number,
  wordsOfFirst: number,
): boolean => {
  if (place === 0 || word === undefined || second !== undefined) return false;
  const start = cues.find(({ words }) => words === word.words)?.start ?? title.lastIndexOf(word.words);
  const acts = AUTHORITY.test(word.words) && !IN_PASSING.test(title.slice(start + word.words.length));
  if (key === POLICY && acts) return false;
  if (place > 1) return start > title.length * LATER_PART.third;
  if (wordsOfFirst < CLEARLY || title.length < LONG_TITLE || !JAPANESE.test(title)) return false;
  if (key === GOVERNANCE || key === DEALS) return false;
  return start > title.length * LATER_PART.second && !opensLastQuotation(title, start);
};

const opensLastQuotation = (title: string, start: number): boolean =>
  title.endsWith('」') && title.lastIndexOf('「') + 1 === start;
