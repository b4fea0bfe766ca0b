import type { ConfigPlace } from '../config-place.ts';

/** A line by which an editor joins articles into one story, or keeps any two of them apart. */
export type FoldRule = {
  readonly kind: 'join' | 'part';
  /** Ids or canonical addresses; at least two. */
  readonly articles: readonly string[];
  readonly place: ConfigPlace;
};

/** The two names that a rule can use for an article. */
type Named = { readonly id: string; readonly canonicalUrl: string };

/** The answers of an editor's rules about two articles. */
export type Rulings = {
  /** The rule that joins them, directly or through other articles. */
  readonly join: (a: Named, b: Named) => FoldRule | undefined;
  /** The rule that keeps them apart. */
  readonly part: (a: Named, b: Named) => FoldRule | undefined;
  /** Whether any rule keeps articles apart. */
  readonly hasPartings: boolean;
  /** The names of all articles that are joined with an article, including its own; empty if no rule joins it. */
  readonly joinedWith: (article: Named) => readonly string[];
};

/** Puts rules in force. Joining is transitive, parting is not. */
export const createRulings = (rules: readonly FoldRule[]): Rulings => {
  const circleOf = joinCircles(rules);
  const partings = new Map<string, FoldRule[]>();
  for (const rule of rules) {
    if (rule.kind !== 'part') continue;
    for (const name of rule.articles) partings.getOrInsert(name, []).push(rule);
  }
  const circle = (article: Named): Circle | undefined =>
    circleOf.get(article.canonicalUrl) ?? circleOf.get(article.id);
  const names = (rule: FoldRule, { id, canonicalUrl }: Named): boolean =>
    rule.articles.includes(id) || rule.articles.includes(canonicalUrl);
  return {
    hasPartings: partings.size > 0,
    join: (a, b) => {
      const one = circle(a);
      return one !== undefined && one === circle(b) ? one.rule : undefined;
    },
    part: (a, b) =>
      partings.size === 0
        ? undefined
        : [...(partings.get(a.canonicalUrl) ?? []), ...(partings.get(a.id) ?? [])].find((rule) =>
            names(rule, b),
          ),
    joinedWith: (article) => [...(circle(article)?.names ?? [])],
  };
};

type Circle = { readonly names: Set<string>; rule: FoldRule };

/** The circle of each joined name. A circle that several rules make has the last of them as its rule. */
const joinCircles = (rules: readonly FoldRule[]): ReadonlyMap<string, Circle> => {
  const circles = new Map<string, Circle>();
  for (const rule of rules) {
    if (rule.kind !== 'join') continue;
    const met = new Set(rule.articles.flatMap((name) => circles.get(name) ?? []));
    // The largest takes in the others: copying the largest for each of thousands of rules would take minutes.
    const [largest, ...others] = [...met].toSorted((a, b) => b.names.size - a.names.size);
    const circle = largest ?? { names: new Set(), rule };
    circle.rule = rule;
    for (const name of [...rule.articles, ...others.flatMap(({ names }) => [...names])]) {
      circle.names.add(name);
      circles.set(name, circle);
    }
  }
  return circles;
};
