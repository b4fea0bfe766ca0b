import type { ConfigPlace } from '../config-place.ts';

/** A rule of `config/folds.yaml`: it joins articles into one story, or keeps each pair of them apart. */
export type FoldRule = {
  readonly kind: 'join' | 'part';
  /** At least two ids or canonical addresses of articles. */
  readonly articles: readonly string[];
  readonly place: ConfigPlace;
};

type Named = { readonly id: string; readonly canonicalUrl: string };

export type Rulings = {
  /** Returns a rule if rules join two articles, directly or through other ids and addresses; else undefined. */
  readonly join: (a: Named, b: Named) => FoldRule | undefined;
  /** Returns a rule that keeps two articles apart, or undefined. */
  readonly part: (a: Named, b: Named) => FoldRule | undefined;
  /**
   * Returns the ids and addresses that rules join with an article, and those by which these rules name it; empty if no
   * rule joins it.
   */
  readonly joinedWith: (article: Named) => readonly string[];
};

/** Makes the rulings of a list of rules. Joining is transitive, parting is not. */
export const createRulings = (rules: readonly FoldRule[]): Rulings => {
  const circleOf = joinCircles(rules);
  const partings = new Map<string, FoldRule[]>();
  for (const rule of rules.filter(({ kind }) => kind === 'part'))
    for (const name of rule.articles) partings.getOrInsert(name, []).push(rule);
  const circlesOf = (article: Named): readonly Circle[] =>
    namesOf(article).flatMap((name) => circleOf.get(name) ?? []);
  return {
    join: (a, b) => circlesOf(a).find((circle) => circlesOf(b).includes(circle))?.rule,
    part: (a, b) =>
      namesOf(a)
        .flatMap((name) => partings.get(name) ?? [])
        .find(({ articles }) => namesOf(b).some((name) => articles.includes(name))),
    joinedWith: (article) => [...new Set(circlesOf(article).flatMap(({ names }) => [...names]))],
  };
};

const namesOf = ({ id, canonicalUrl }: Named): readonly string[] => [canonicalUrl, id];

type Circle = { readonly names: Set<string>; rule: FoldRule };

/**
 * Returns the circle of each id or address in a `join` rule: all ids and addresses that are joined with it, and the
 * last rule that names one of them.
 */
const joinCircles = (rules: readonly FoldRule[]): ReadonlyMap<string, Circle> => {
  const circles = new Map<string, Circle>();
  for (const rule of rules.filter(({ kind }) => kind === 'join')) {
    const met = new Set(rule.articles.flatMap((name) => circles.get(name) ?? []));
    // The largest circle is kept, because copying it for each of thousands of rules would be slow.
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
