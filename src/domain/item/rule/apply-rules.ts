import type { Article } from '../../article/article.ts';
import { withPlainSpaces } from '../../article/is-same-text.ts';
import type { Source } from '../../source/source.ts';
import type { Rule, RuleField } from './rule.ts';

/** The fields of an item that rules test. All texts are plain. */
export type RuledItem = Pick<Article, 'title' | 'summary' | 'link' | 'authors' | 'categories'>;

type Ruling = { readonly kind: 'kept' } | { readonly kind: 'dropped'; readonly reason: string };

/** Keeps an item that matches no `exclude` rule and, if there are `include` rules, at least one of them. */
export const applyRules = (item: RuledItem, source: Pick<Source, 'include' | 'exclude'>): Ruling => {
  const excluded = source.exclude.find((rule) => holds(rule, item));
  if (excluded !== undefined) return { kind: 'dropped', reason: `${EXCLUDED_BY}${describeRule(excluded)}` };
  if (source.include.length === 0 || source.include.some((rule) => holds(rule, item)))
    return { kind: 'kept' };
  return { kind: 'dropped', reason: `does not match any include rule: ${describeRules(source.include)}` };
};

const EXCLUDED_BY = 'excluded by ';

/**
 * True if the reason of a drop names this exclude rule. The rule's line is not compared, because it may have changed
 * since.
 */
export const isExcludedBy = (reason: string, rule: Rule): boolean =>
  reason.startsWith(`${EXCLUDED_BY}${writtenRule(rule)} (`);

/** Maximum number of rules in a reason: the reason is stored with every dropped item. */
const MOST_NAMED = 10;

const describeRules = (rules: readonly Rule[]): string => {
  const others = rules.length - MOST_NAMED;
  const named = rules.slice(0, MOST_NAMED).map(describeRule);
  return [...named, ...(others > 0 ? [`and ${others} more`] : [])].join('; ');
};

export const holds = (rule: Rule, item: RuledItem): boolean =>
  rule.conditions.every(({ field, matches }) => textsOf(item, field).some(matches));

const textsOf = (item: RuledItem, field: RuleField): readonly string[] => {
  const summary = item.summary === undefined ? [] : [item.summary];
  switch (field) {
    case 'title':
      return [withPlainSpaces(item.title)];
    case 'summary':
      return summary;
    case 'link':
      return [item.link];
    case 'path':
      return [URL.parse(item.link)?.pathname ?? ''];
    case 'author':
      return item.authors;
    case 'category':
      return item.categories;
    case 'any':
      return [withPlainSpaces(item.title), ...summary, item.link, ...item.authors, ...item.categories];
  }
};

/** Returns a rule as the editor wrote it, with its file and line. */
const describeRule = (rule: Rule): string => `${writtenRule(rule)} (${rule.place.file}:${rule.place.line})`;

export const writtenRule = ({ conditions }: Rule): string =>
  conditions.map(({ field, written }) => `${field}: ${written}`).join(', ');
