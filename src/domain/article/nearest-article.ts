import { didYouMean } from '../did-you-mean.ts';
import type { Article } from './article.ts';
import { canonicalUrl } from './canonical-url.ts';
import { titleKey } from './is-same-text.ts';

type Named = Pick<Article, 'title' | 'canonicalUrl'>;

/**
 * Finds the article that an address or words of a title probably mean: an article whose address differs by typing
 * errors in its last part, else the first article whose title contains the whole text, else the article with the most
 * words in common. A rare word counts more. Undefined if no article matches.
 */
export const nearestArticle = <Some extends Named>(
  asked: string,
  articles: readonly Some[],
): Some | undefined => misspelt(asked, articles) ?? containing(asked, articles) ?? mostAlike(asked, articles);

/** Minimum length, in characters, of a text that is searched for as a whole. */
const LEAST_TEXT = 3;

const containing = <Some extends Named>(asked: string, articles: readonly Some[]): Some | undefined => {
  const text = titleKey(asked);
  return text.length < LEAST_TEXT ? undefined : articles.find(({ title }) => titleKey(title).includes(text));
};

const misspelt = <Some extends Named>(asked: string, articles: readonly Some[]): Some | undefined => {
  const [folder, page] = splitAddress(canonicalUrl(asked));
  const beside = new Map(
    articles.flatMap((article) => {
      const [home, last] = splitAddress(article.canonicalUrl);
      return home === folder && last !== '' ? [[last, article] as const] : [];
    }),
  );
  const meant = page === '' ? undefined : didYouMean(page, beside.keys());
  return meant === undefined ? undefined : beside.get(meant);
};

const splitAddress = (url: string): readonly [string, string] => {
  const cut = url.lastIndexOf('/') + 1;
  return [url.slice(0, cut), url.slice(cut)];
};

const mostAlike = <Some extends Named>(asked: string, articles: readonly Some[]): Some | undefined => {
  const wanted = new Set(wordsOf(withoutHost(asked)));
  const counts = new Map<string, number>();
  const shared = articles.map((article) => {
    const words = new Set([...wordsOf(article.title), ...wordsOf(withoutHost(article.canonicalUrl))]);
    const common = [...wanted].filter((word) => words.has(word));
    for (const word of common) counts.set(word, (counts.get(word) ?? 0) + 1);
    return { article, common };
  });
  const worth = (word: string): number => Math.log(1 + articles.length / (counts.get(word) ?? 1));
  const scored = shared.map(({ article, common }) => ({
    article,
    score: common.reduce((sum, word) => sum + worth(word), 0),
  }));
  const best = scored.toSorted((a, b) => b.score - a.score)[0];
  return best === undefined || best.score === 0 ? undefined : best.article;
};

const withoutHost = (text: string): string => text.replace(/^https?:\/\/[^/]+/i, '');

const LATIN_WORD = /[\p{Script=Latin}\d]{3,}/gu;
const JAPANESE_RUN = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー]+/gu;

/** Returns the Latin words and numbers of at least three characters, and each pair of adjacent Japanese characters. */
const wordsOf = (text: string): readonly string[] => {
  const plain = text.normalize('NFKC').toLowerCase();
  return [...(plain.match(LATIN_WORD) ?? []), ...(plain.match(JAPANESE_RUN) ?? []).flatMap(pairsOf)];
};

const pairsOf = (run: string): readonly string[] =>
  Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2));
