import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { onceFor } from '../once-for.ts';

/** A section of the front page, with the keys of its topics. */
export type Section = {
  /** The name of the section in addresses: a-z, 0-9 and `-`. */
  readonly key: string;
  readonly label: { readonly en: string; readonly ja: string };
  readonly topics: readonly string[];
};

const sectionAs = (key: string, en: string, ja: string, ...topics: readonly string[]): Section => ({
  key,
  label: { en, ja },
  topics,
});

/** The sections that are used if the config has no key `page.sections`. */
export const DEFAULT_SECTIONS: readonly Section[] = [
  sectionAs('markets', 'Markets', '市場', 'markets', 'fx'),
  sectionAs('economy', 'Economy and policy', '経済・政策', 'macro', 'monetary', 'trade', 'policy', 'labour'),
  sectionAs('companies', 'Companies', '企業', 'earnings', 'deals', 'governance'),
  sectionAs('technology', 'Technology', 'テクノロジー', 'tech', 'chips'),
  sectionAs('industry', 'Industry and energy', '産業・エネルギー', 'autos', 'energy'),
  sectionAs('finance', 'Finance and property', '金融・不動産', 'finance', 'realestate'),
  sectionAs('consumer', 'Consumer', '消費・小売り', 'retail'),
];

/** Points that evidence in a title earns. Other evidence earns one point. */
const TITLE_POINTS = 2;

/** Returns the section with the most evidence for its topics in a story, the first of equal ones; undefined without any. */
export const sectionOf = (articles: NonEmpty<Article>, sections: readonly Section[]): Section | undefined =>
  sectionsOf(sections)(articles);

const sectionsOf = onceFor((sections: readonly Section[]) =>
  onceFor((articles: NonEmpty<Article>) => findSection(articles, sections)),
);

const findSection = (articles: NonEmpty<Article>, sections: readonly Section[]): Section | undefined => {
  const points = new Map<string, number>();
  for (const tag of articles.flatMap(({ tags }) => tags)) {
    if (tag.kind !== 'topic') continue;
    const earned = tag.evidence.reduce((sum, { where }) => sum + (where === 'title' ? TITLE_POINTS : 1), 0);
    points.set(tag.key, (points.get(tag.key) ?? 0) + earned);
  }
  const earnedBy = ({ topics }: Section): number =>
    topics.reduce((sum, topic) => sum + (points.get(topic) ?? 0), 0);
  return sections.filter((section) => earnedBy(section) > 0).toSorted((a, b) => earnedBy(b) - earnedBy(a))[0];
};
