import { provokePairs } from '../bench/provoked-pairs.ts';
import type { Article } from '../src/domain/article/article.ts';
import { realCompanies } from '../test/domain/tag/real-dictionary.ts';
import type { LoosePair } from './collect-examples.ts';
import { articleOf, createTagger, FOLDS, type LabelledSet, type Line, readLines } from './labelled-set.ts';
import { readAllSets } from './read-sets.ts';
import { readWorlds, type World } from './unrelated-pairs.ts';

export type LearningData = {
  readonly sets: readonly LabelledSet[];
  readonly worlds: readonly World[];
  readonly provoked: readonly Provoked[];
  /** Articles whose titles are counted in the background. */
  readonly unlabelled: readonly Article[];
};

export type Provoked = LoosePair & { readonly sort: string; readonly languages: string };

const UNLABELLED = [
  'feeds/replay-ja-business.jsonl',
  'feeds/replay-ja-general.jsonl',
  'feeds/replay-en-general.jsonl',
];

/** Every nth listed company with names in both languages gets provoked pairs. */
const EVERY_NTH = 6;

/** True for half of the companies. The other half gets no tags, like companies that are not listed. */
const isTagged = (company: number): boolean => company % 2 === 0;

export const readLearningData = (): LearningData => {
  const tag = createTagger();
  const sets = readAllSets(tag);
  return {
    sets,
    worlds: readWorlds(sets, tag),
    provoked: provokeAll(tag),
    unlabelled: [
      ...UNLABELLED.flatMap(readLines).map(articleOf),
      ...sets.filter(({ isWritten }) => isWritten).flatMap(({ articles }) => articles),
    ],
  };
};

/** Makes the provoked pairs. No two parts have a kind of event or a company in common. */
const provokeAll = (tag: (article: Article) => Article): readonly Provoked[] => {
  const named = realCompanies
    .flatMap(({ nameJa, nameEn, until }) =>
      nameJa === undefined || nameEn === undefined || until !== undefined
        ? []
        : [{ ja: nameJa.replace(/株式会社|ホールディングス/gu, ''), en: nameEn }],
    )
    .filter((_, i) => i % EVERY_NTH === 0);
  return Array.from({ length: FOLDS }, (_, part) =>
    provokePairs(
      named.filter((_, i) => i % FOLDS === part),
      (kind) => kind % FOLDS === part,
    ).flatMap(({ sort, languages, company, lines, texts }): readonly Provoked[] => {
      const article = (line: Line): Article => (isTagged(company) ? tag(articleOf(line)) : articleOf(line));
      const provoked = (named: string, [one, other]: readonly [Line, Line]): Provoked => ({
        articles: [article(one), article(other)],
        isOneStory: sort === 'one event',
        parts: [part],
        sort,
        languages: named,
      });
      const withText = (line: Line, text: string): Line => ({
        ...line,
        id: `${line.id} with text`,
        ...(line.language === 'en' ? { summary: `${text}.` } : {}),
      });
      const titles = provoked(languages, lines);
      // Most English feeds have texts, but the headlines of the Japanese sets have no texts.
      return languages === 'ja-ja'
        ? [titles]
        : [
            titles,
            provoked(`${languages} with text`, [withText(lines[0], texts[0]), withText(lines[1], texts[1])]),
          ];
    }),
  ).flat();
};
