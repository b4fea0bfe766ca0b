import type { CompanyCode } from '../company.ts';
import type { TagDictionary } from '../dictionary.ts';
import type { Evidence } from '../tag.ts';
import type { TextReading } from '../text/text-reading.ts';
import type { TopicKey } from '../topic.ts';
import { isOilReport, isSessionReport } from './session-report.ts';

export type TopicScore = {
  readonly key: TopicKey;
  readonly score: number;
  readonly evidence: readonly Evidence[];
};

export type TextPart = { readonly where: 'title' | 'summary'; readonly reading: TextReading };

/** A word in the title says what an article is about; in the summary it may be said in passing. */
const WEIGHT = { title: 2, summary: 1 } as const;

const MOST_TOPICS = 3;

/** One word of the title, or two of the summary. */
const ENOUGH = 2;

/** What a topic needs that is said in passing: in a report of a market's session, in news of another kind. */
const ENOUGH_IN_PASSING = 4;

const MARKET_TOPICS: ReadonlySet<string> = new Set(['markets', 'fx']);

/** Courts and police are where competition law is applied. */
const POLICY = 'policy';

/** What oil is besides a market. */
const ENERGY = 'energy';

/**
 * The topics of a text by its cue words, and by the trade of the companies in its title: at most three, the strongest
 * first, and no third that is only mentioned. `aside`: the text is news of another kind.
 */
export const findTopics = (
  parts: readonly TextPart[],
  inTitle: readonly { readonly code: CompanyCode; readonly words: string }[],
  dictionary: TagDictionary,
  aside: boolean,
): readonly TopicScore[] => {
  const scores = new Map<TopicKey, TopicScore & { score: number; evidence: Evidence[] }>();
  const add = (key: TopicKey, points: number, evidence: Evidence): void => {
    const entry = scores.get(key) ?? { key, score: 0, evidence: [] };
    entry.score += points;
    if (points > 0) entry.evidence.push(evidence);
    scores.set(key, entry);
  };
  for (const { where, reading } of parts)
    for (const { words, values } of reading.cues)
      for (const { topic, weight } of values) add(topic, weight * WEIGHT[where], { words, where });
  for (const { code, words } of inTitle) {
    const trade = INDUSTRY_TOPICS.get(dictionary.companies.get(code)?.industry ?? '');
    if (trade !== undefined && known(dictionary, trade.key))
      add(trade.key, trade.weight, { words, where: 'title' });
  }
  const title = parts.find(({ where }) => where === 'title')?.reading.text ?? '';
  const session = isSessionReport(title);
  const inPassing = (key: TopicKey): boolean => {
    if (aside) return key !== POLICY;
    return (
      session && inTitle.length === 0 && !MARKET_TOPICS.has(key) && !(key === ENERGY && isOilReport(title))
    );
  };
  const enough = (key: TopicKey): number => (inPassing(key) ? ENOUGH_IN_PASSING : ENOUGH);
  return [...scores.values()]
    .filter(({ key, score }) => score >= enough(key))
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_TOPICS)
    .filter((topic, place) => place < UNASKED || !isMention(topic, title));
};

/** The third topic is often only mentioned, the first two seldom. */
const UNASKED = 2;

/** Where a title turns from what it is about to why, with what and for whom. */
const LATER_PART = 0.5;

const isMention = ({ evidence: [first, second] }: TopicScore, title: string): boolean =>
  second === undefined && first !== undefined && title.lastIndexOf(first.words) > title.length * LATER_PART;

const known = (dictionary: TagDictionary, key: TopicKey): boolean =>
  dictionary.topics.some((topic) => topic.key === key);

/** How much the trade of a company in the title counts for a topic; a cue word there counts 2. */
const topic = (key: string, weight: number): { readonly key: TopicKey; readonly weight: number } => ({
  key: key as TopicKey,
  weight,
});

/** The trades (of the 33 industries that Tokyo's stocks are sorted into) that are a topic of their own. */
const INDUSTRY_TOPICS = new Map([
  ['銀行業', topic('finance', 2)],
  ['証券、商品先物取引業', topic('finance', 2)],
  ['保険業', topic('finance', 2)],
  ['その他金融業', topic('finance', 2)],
  ['電気・ガス業', topic('energy', 2)],
  ['石油・石炭製品', topic('energy', 2)],
  ['不動産業', topic('realestate', 2)],
  ['小売業', topic('retail', 2)],
  ['情報・通信業', topic('tech', 1)],
  ['食料品', topic('retail', 1)],
  ['輸送用機器', topic('autos', 1)],
]);
