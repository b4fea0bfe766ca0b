import type { Article } from '../article/article.ts';
import type { NonEmpty } from '../brand.ts';
import { onceFor } from '../once-for.ts';
import type { OutletId } from '../source/outlet.ts';

/** The outlet of each article with the same headline or a copy of it, in the order in which the articles joined. */
export type IndependentReport = NonEmpty<OutletId>;

/** Minimum share of common pairs of letters, from 0 to 1, that makes one headline a copy of another headline. */
const COPIED = 0.8;

/** Minimum length, in letters and digits, of a headline that counts as a copy of every longer headline that contains it. */
const LEAST_LETTERS = 8;

/** Groups the outlets of a story by headline: copies of one agency's text count as one report. */
export const independentReports = onceFor((articles: NonEmpty<Article>): readonly IndependentReport[] => {
  const reports: { readonly headline: Headline; readonly outlets: [OutletId, ...OutletId[]] }[] = [];
  for (const article of articles) {
    const headline = headlineOf(article);
    const known = reports.find((report) => isCopy(report.headline, headline));
    if (known === undefined) reports.push({ headline, outlets: [article.outlet.id] });
    else known.outlets.push(article.outlet.id);
  }
  return reports.map(({ outlets }) => outlets);
});

/** Counts the outlets that have a headline of their own. */
export const countOwners = (reports: readonly IndependentReport[]): number =>
  new Set(reports.map(([first]) => first)).size;

/** A title in lower case without punctuation and spaces, and all pairs of its neighbouring characters. */
type Headline = { readonly text: string; readonly pairs: ReadonlySet<string> };

const headlineOf = onceFor(({ title }: Article): Headline => {
  const text = title
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '');
  const letters = Array.from(text);
  return { text, pairs: new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`)) };
});

const isCopy = (a: Headline, b: Headline): boolean => {
  if (a.text === b.text) return true;
  const [short, long] = a.text.length < b.text.length ? [a, b] : [b, a];
  if (short.text.length >= LEAST_LETTERS && long.text.includes(short.text)) return true;
  const common = short.pairs.intersection(long.pairs).size;
  return common > 0 && (2 * common) / (short.pairs.size + long.pairs.size) >= COPIED;
};
