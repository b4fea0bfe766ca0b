import type { Article } from '../domain/article/article.ts';
import { scoreBeside } from '../domain/explanation.ts';
import type { Candidate } from '../domain/item/normalise-item.ts';
import { judgeRelevance } from '../domain/item/relevance/judge-relevance.ts';
import { applyRules } from '../domain/item/rule/apply-rules.ts';
import type { Source } from '../domain/source/source.ts';
import type { TagDictionary } from '../domain/tag/dictionary.ts';
import type { Tag } from '../domain/tag/tag.ts';
import { tagArticle } from '../domain/tag/tag-article.ts';

export type Judgement =
  | { readonly kind: 'kept'; readonly article: Article }
  | { readonly kind: 'dropped'; readonly reason: string };

/** Decides whether a candidate is kept, first by the rules of its source, then by relevance; tags a kept candidate. */
export const judgeCandidate = (
  candidate: Candidate,
  source: Source,
  dictionary: TagDictionary,
  threshold: number,
): Judgement => {
  const ruling = applyRules(candidate, source);
  if (ruling.kind === 'dropped') return ruling;
  const tags = tagArticle(candidate, dictionary);
  const judged = { ...candidate, outlet: candidate.outlet.name };
  const { relevant, score, reasons } = judgeRelevance(judged, tags, dictionary, {
    scope: source.scope,
    threshold,
  });
  if (!relevant) {
    return {
      kind: 'dropped',
      reason: `not about Japanese business (score ${scoreBeside(score, threshold)}, needed ${threshold}: ${reasons.join(', ')}; scope ${source.scope})`,
    };
  }
  return {
    kind: 'kept',
    article: { ...candidate, tags: withSourceTopics(tags, source), relevance: { score, reasons } },
  };
};

/** Adds the topics that the config gives each item of a source, except topics that the item has already. */
export const withSourceTopics = (tags: readonly Tag[], source: Source): readonly Tag[] => [
  ...tags,
  ...source.topics
    .filter((key) => !tags.some((tag) => tag.kind === 'topic' && tag.key === key))
    .map((key): Tag => ({ kind: 'topic', key, evidence: [{ words: source.id, where: 'config' }] })),
];
