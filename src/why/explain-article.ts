import type { Article } from '../domain/article/article.ts';
import { identityKeys } from '../domain/article/identity-keys.ts';
import type { ConfigPlace } from '../domain/config-place.ts';
import { inJst, type Section, scoreBeside } from '../domain/explanation.ts';
import { isOlderThanADay, mayBeListedLate } from '../domain/item/date/published-at.ts';
import { applyRules, type RuledItem, writtenRule } from '../domain/item/rule/apply-rules.ts';
import type { Rule } from '../domain/item/rule/rule.ts';
import type { Source } from '../domain/source/source.ts';
import type { Evidence, Tag } from '../domain/tag/tag.ts';

export type ArticleContext = {
  /** The article's source; absent if the config no longer has it. */
  readonly source?: Source;
  /** The relevance that an article needs today, 0 to 1. */
  readonly threshold: number;
  readonly labelOf: (tag: Tag) => string;
};

/** Explains the arrival, the identity keys, the rules, the relevance and the tags of an article. */
export const explainArticle = (article: Article, context: ArticleContext): readonly Section[] => {
  const { source } = context;
  const tags = article.tags.map((tag) => `${context.labelOf(tag)}: ${inWords(tag.evidence)}`);
  return [
    { about: 'Seen', lines: seen(article, source) },
    { about: 'Known as', lines: identityKeys(article) },
    { about: 'Rules', lines: source === undefined ? [NO_SOURCE] : explainRules(article, source) },
    { about: 'Relevance', lines: relevance(article, context) },
    { about: 'Tags', lines: tags.length === 0 ? [NO_TAGS] : tags },
  ];
};

const NO_SOURCE = 'The source of this article was removed from the config.';
const NO_TAGS = 'None: the article has too little evidence for a company or a topic.';

/** Explains which of a source's current include and exclude rules decide about an item. */
export const explainRules = (item: RuledItem, source: Source): readonly string[] => {
  const { include, exclude } = source;
  if (include.length + exclude.length === 0) return ['The source has no include or exclude rules.'];
  const ruling = applyRules(item, source);
  if (ruling.kind === 'dropped') return [`Today's rules would drop this item: ${ruling.reason}.`];
  const asking = include.find((rule) => applyRules(item, { include: [rule], exclude: [] }).kind === 'kept');
  return [
    ...(asking === undefined ? [] : [`The item matches the include rule of today ${quoteRule(asking)}.`]),
    ...(exclude.length === 0
      ? []
      : [`The item matches no exclude rule of today: ${exclude.map(quoteRule).join('; ')}.`]),
  ];
};

const quoteRule = (rule: Rule): string => `\`${writtenRule(rule)}\`${placeOf(rule)}`;

/** Returns where the config has an entry, such as ` (sources.yaml:12)`; an empty text without an entry or place. */
export const placeOf = (configured: { readonly place?: ConfigPlace } | undefined): string =>
  configured?.place === undefined ? '' : ` (${configured.place.file}:${configured.place.line})`;

const dating = (article: Article): string => {
  const { statedAt, published, firstSeenAt, revision } = article;
  if (statedAt !== undefined) {
    const stated = `The feed dates this article ${inJst(statedAt)}`;
    if (statedAt.equals(published)) return `${stated}.`;
    return `${stated}, ${notBelieved(statedAt, article)}; ${inJst(published)} counts.`;
  }
  if (published.equals(firstSeenAt))
    return 'The feed states no usable date, so the time when the article was first seen counts.';
  // A source that takes over an article keeps the date from the source that brought it first.
  const otherDate = `the date of the last change${revision === 1 ? '' : ' or from another source'}`;
  return `The feed states no date of publication, so ${otherDate} counts: ${inJst(published)}.`;
};

const notBelieved = (statedAt: Temporal.Instant, { published, firstSeenAt }: Article): string => {
  if (!published.equals(firstSeenAt)) return 'but another source brought it first';
  if (Temporal.Instant.compare(statedAt, firstSeenAt) > 0) return 'after it was first seen';
  if (isOlderThanADay(statedAt, firstSeenAt)) return 'more than a day before it was first seen';
  return mayBeListedLate(statedAt, firstSeenAt)
    ? 'but a poll more than six hours after that date did not find it, or another source brought it first'
    : 'but another source brought it first';
};

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

const seen = (article: Article, source: Source | undefined): readonly string[] => {
  const { outlet, formerTitles = [] } = article;
  return [
    `${inJst(article.firstSeenAt)}, in the feed of the source ${article.source}${placeOf(source)}, as news of ${outlet.name}.`,
    dating(article),
    ...(article.revision === 1
      ? []
      : [`The article’s title, text, address, id or source changed ${times(article.revision - 1)}.`]),
    ...formerTitles.map((title) => `A former title is “${title}”.`),
  ];
};

const relevance = (
  { relevance: { score, reasons } }: Article,
  { source, threshold }: ArticleContext,
): readonly string[] => {
  const scope = source === undefined ? '' : ` in a source of scope ${source.scope}`;
  const shown = scoreBeside(score, threshold);
  return [
    score >= threshold
      ? `Kept: the score is ${shown}, and ${threshold} is enough${scope}.`
      : `Kept when it came: the score was ${shown}. Today ${threshold} is needed.`,
    ...reasons.map((reason) => `${reason}.`),
  ];
};

const inWords = (evidence: readonly Evidence[]): string =>
  [
    ...new Set(
      evidence.map(({ words, where }) =>
        where === 'config' ? `given to every article of the source ${words}` : `“${words}” in the ${where}`,
      ),
    ),
  ].join(', ');
