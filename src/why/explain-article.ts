import type { Article } from '../domain/article/article.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import { inJst, type Section } from '../domain/explanation.ts';
import type { Source } from '../domain/source/source.ts';
import type { Evidence, Tag } from '../domain/tag/tag.ts';
import { explainRules } from './explain-rules.ts';

export type ArticleContext = {
  /** As it is configured today; absent where it is no more. */
  readonly source?: Source;
  /** What relevance has to reach. */
  readonly threshold: number;
  /** The name that a person knows a tag by. */
  readonly labelOf: (tag: Tag) => string;
};

/** How an article came, under which names it is known, why it was kept, and the words that earned its tags. */
export const explainArticle = (article: Article, context: ArticleContext): readonly Section[] => {
  const { source } = context;
  return [
    { about: 'Seen', lines: seen(article, source) },
    { about: 'Known as', lines: identityKeys(article) },
    {
      about: 'Rules',
      lines:
        source === undefined ? ['Its source is not in the config any more.'] : explainRules(article, source),
    },
    { about: 'Relevance', lines: relevance(article, context) },
    {
      about: 'Tags',
      lines:
        article.tags.length === 0
          ? ['None: it names no listed company, and no topic’s words stand in it.']
          : article.tags.map((tag) => `${context.labelOf(tag)}: ${inWords(tag.evidence)}`),
    },
  ];
};

const seen = (article: Article, source: Source | undefined): readonly string[] => {
  const { outlet, statedAt, published, formerTitles = [] } = article;
  const place = source === undefined ? '' : ` (${source.place.file}:${source.place.line})`;
  return [
    `${inJst(article.firstSeenAt)}, in the feed of the source ${article.source}${place}, as news of ${outlet.name}.`,
    statedAt === undefined
      ? 'Its outlet states no date: the moment it was seen counts.'
      : statedAt.equals(published)
        ? `Its outlet dates it ${inJst(statedAt)}.`
        : `Its outlet dates it ${inJst(statedAt)}; ${inJst(published)} counts.`,
    ...(article.revision === 1 ? [] : [`It was corrected or came anew ${article.revision - 1} times.`]),
    ...formerTitles.map((title) => `Its title was “${title}”.`),
  ];
};

const relevance = (
  { relevance: { score, reasons } }: Article,
  { source, threshold }: ArticleContext,
): readonly string[] => [
  `Kept with ${score.toFixed(2)} of 1; ${threshold} is enough${source === undefined ? '' : ` in a source of scope ${source.scope}`}.`,
  ...reasons.map((reason) => `${reason}.`),
];

const inWords = (evidence: readonly Evidence[]): string =>
  [
    ...new Set(
      evidence.map(({ words, where }) =>
        where === 'config' ? `given to all of the source ${words}` : `“${words}” in the ${where}`,
      ),
    ),
  ].join(', ');
