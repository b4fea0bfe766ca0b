import type { Mention } from '../company/find-companies.ts';
import type { TagDictionary } from '../dictionary.ts';
import type { Evidence } from '../tag.ts';
import type { Cue, TextReading } from '../text/text-reading.ts';
import type { TopicKey } from '../topic.ts';
import { EARNINGS } from './topic-keys.ts';

export type TopicScore = {
  readonly key: TopicKey;
  readonly score: number;
  readonly evidence: readonly Evidence[];
};

/** A title or summary, and the companies that count as named in it. */
export type TextPart = {
  readonly where: 'title' | 'summary';
  readonly reading: TextReading;
  readonly companies: readonly Mention[];
};

/** Factors of a cue's points: the title names the subject of an article, but the summary may mention other subjects. */
const WEIGHT = { title: 2, summary: 1 } as const;

/** Minimum points of a topic: one cue in the title, or two cues in the summary. */
export const ENOUGH = 2;

/**
 * Matches names of companies with another trade than most of their industry, such as broadcasters. The industry's topic
 * then gets only 1 point from them, whatever their number in the title.
 */
const OTHER_TRADE =
  /テレビ|放送|TBS|メディア・|KADOKAWA|東宝|東映|松竹|学研|造船|車[両輛]|川崎重工|シマノ|ジャムコ|新明和|鉱業|パーク24|空港ビル/u;

/**
 * Returns the points and the evidence of each topic. The trades of the companies in the title count, too. A cue inside
 * a company's name counts only for the company's trade (銀行 in 三菱UFJ銀行, not 通商 in 豊田通商), or if the cue is itself
 * a name of the company.
 */
export const scoreTopics = (
  parts: readonly TextPart[],
  dictionary: TagDictionary,
): ReadonlyMap<TopicKey, TopicScore> => {
  const scores = new Map<TopicKey, TopicScore & { score: number; evidence: Evidence[] }>();
  const add = (key: TopicKey, points: number, evidence: Evidence): void => {
    const entry = scores.getOrInsert(key, { key, score: 0, evidence: [] });
    entry.score += points;
    if (points > 0) entry.evidence.push(evidence);
  };
  const tradeOf = ({ code }: Mention) => INDUSTRY_TOPICS.get(dictionary.companies.get(code)?.industry ?? '');
  for (const { where, reading, companies } of parts)
    for (const cue of reading.cues) {
      const holder = companies.find((name) => isPartOf(cue, name));
      const speaks = ({ topic, weight }: Cue): boolean =>
        holder === undefined ||
        (weight > 0 && (tradeOf(holder)?.key === topic || isNameOf(holder, cue.words, dictionary)));
      for (const value of cue.values)
        if (speaks(value)) add(value.topic, value.weight * WEIGHT[where], { words: cue.words, where });
    }
  const inTitle = titleOf(parts)?.companies ?? [];
  const areResults = reportResults(scores);
  const givenByOthers = new Set<TopicKey>();
  for (const company of inTitle) {
    const { words } = company;
    const trade = tradeOf(company);
    if (trade === undefined || !dictionary.topics.some(({ key }) => key === trade.key)) continue;
    const entry = scores.get(trade.key);
    // A word against a topic counts against the topic's cues, but not against the trade of a company.
    if (entry !== undefined) entry.score = Math.max(0, entry.score);
    const isOther = OTHER_TRADE.test(dictionary.companies.get(company.code)?.nameJa ?? '');
    if (isOther && givenByOthers.has(trade.key)) continue;
    if (isOther) givenByOthers.add(trade.key);
    const weight = areResults ? ENOUGH : trade.weight;
    add(trade.key, isOther ? 1 : weight, { words, where: 'title' });
  }
  return scores;
};

export const titleOf = (parts: readonly TextPart[]): TextPart | undefined =>
  parts.find(({ where }) => where === 'title');

export const reportResults = (scores: ReadonlyMap<TopicKey, TopicScore>): boolean =>
  (scores.get(EARNINGS as TopicKey)?.score ?? 0) >= ENOUGH;

const isPartOf = (
  cue: { readonly start: number; readonly end: number },
  { start, words }: Mention,
): boolean => start <= cue.start && cue.end <= start + words.length && cue.end - cue.start < words.length;

/** True if a cue is also a name of the company: キオクシア in キオクシアHD. */
const isNameOf = ({ code }: Mention, cue: string, { names, read }: TagDictionary): boolean =>
  read(cue).names.some(
    ({ name, start, end }) =>
      start === 0 && end === cue.length && names[name]?.owners.some((owner) => owner.code === code),
  );

/** Returns a topic, and the points that the topic usually gets for a company of its trade in the title. */
const topic = (key: string, weight: number): { readonly key: TopicKey; readonly weight: number } => ({
  key: key as TopicKey,
  weight,
});

/** The industries of Tokyo's stock exchange that earn a topic. */
const INDUSTRY_TOPICS = new Map([
  ['銀行業', topic('finance', 2)],
  ['証券、商品先物取引業', topic('finance', 2)],
  ['保険業', topic('finance', 2)],
  ['その他金融業', topic('finance', 2)],
  ['電気・ガス業', topic('energy', 2)],
  ['石油・石炭製品', topic('energy', 2)],
  ['鉱業', topic('energy', 1)],
  ['不動産業', topic('realestate', 2)],
  ['小売業', topic('retail', 2)],
  ['情報・通信業', topic('tech', 1)],
  ['食料品', topic('retail', 2)],
  ['輸送用機器', topic('autos', 1)],
]);
