import { isAmount } from '../item/find-signals.ts';
import type { TagDictionary } from './dictionary.ts';
import type { Evidence } from './tag.ts';
import type { TopicKey } from './topic.ts';

export type TopicScore = {
  readonly key: TopicKey;
  readonly score: number;
  readonly evidence: readonly Evidence[];
};

/** A word in the title says what an article is about; in the summary it may be said in passing. */
const WEIGHT = { title: 2, summary: 1 } as const;

/** Scores topics by their cue words; each word counts once a text. */
export const findTopics = (
  texts: readonly { readonly where: 'title' | 'summary'; readonly text: string }[],
  dictionary: TagDictionary,
): readonly TopicScore[] => {
  const scores = new Map<TopicKey, { score: number; evidence: Evidence[] }>();
  for (const { where, text } of texts) {
    const seen = new Set<number>();
    for (const { name, start, end } of dictionary.findCues.find(text)) {
      if (seen.has(name) || isAmount(text.slice(Math.max(0, start - 1), start), text.slice(start, end)))
        continue;
      seen.add(name);
      for (const { topic, against } of dictionary.cues[name] ?? []) {
        const entry = scores.get(topic) ?? { score: 0, evidence: [] };
        entry.score += against ? -WEIGHT[where] : WEIGHT[where];
        if (!against) entry.evidence.push({ words: text.slice(start, end), where });
        scores.set(topic, entry);
      }
    }
  }
  return [...scores].map(([key, { score, evidence }]) => ({ key, score, evidence }));
};
