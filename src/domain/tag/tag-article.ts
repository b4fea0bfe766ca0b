import type { Language } from '../source/source.ts';
import type { CompanyCode } from './company.ts';
import type { TagDictionary } from './dictionary.ts';
import { findCompanies } from './find-companies.ts';
import { findTopics } from './find-topics.ts';
import type { Evidence, Tag } from './tag.ts';

export type Taggable = {
  readonly title: string;
  readonly summary?: string;
  readonly language: Language;
  readonly categories: readonly string[];
  readonly published?: Temporal.Instant;
};

const MOST_TOPICS = 3;

/** A topic stands when one word of the title, or two of the summary, speak for it. */
const LEAST_TOPIC_SCORE = 2;

/** The companies that an article names, and at most three topics it is about, each with the words that say so. */
export const tagArticle = (article: Taggable, dictionary: TagDictionary): readonly Tag[] => {
  const texts = [
    { where: 'title' as const, text: article.title },
    ...(article.summary ? [{ where: 'summary' as const, text: article.summary }] : []),
  ];
  const evidence = new Map<CompanyCode, Evidence[]>();
  for (const { where, text } of texts)
    for (const { code, words, sure } of findCompanies(text, dictionary, article.published))
      if (sure) evidence.set(code, [...(evidence.get(code) ?? []), { words, where }]);
  const topics = findTopics(texts, dictionary)
    .filter(({ score }) => score >= LEAST_TOPIC_SCORE)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_TOPICS);
  return [
    ...[...evidence].map(([code, words]): Tag => ({ kind: 'company', code, evidence: words })),
    ...topics.map(({ key, evidence: words }): Tag => ({ kind: 'topic', key, evidence: words })),
  ];
};
