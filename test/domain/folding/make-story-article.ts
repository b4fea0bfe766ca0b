import { readFileSync } from 'node:fs';
import type { Article, ArticleId } from '../../../src/domain/article/article.ts';
import type { FoldSettings } from '../../../src/domain/folding/fold-settings.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import { SHIPPED_CONFIG } from '../../support/shipped-config.ts';

export const START = Temporal.Instant.from('2026-08-04T03:00:00Z');

/** An article with what folding looks at; the language is that of its letters. */
export const makeStoryArticle = (
  id: string,
  title: string,
  more: {
    readonly hours?: number;
    readonly codes?: string;
    readonly outlet?: string;
    readonly url?: string;
  } = {},
): Article => {
  const moment = START.add({ minutes: Math.round((more.hours ?? 0) * 60) });
  const outlet = more.outlet ?? `outlet-${id}`;
  const codes = (more.codes ?? '').split(',').filter((code) => code !== '');
  return {
    id: id as ArticleId,
    revision: 1,
    source: 'test' as SourceId,
    outlet: { id: outlet as OutletId, name: outlet },
    language: /[ぁ-ヿ一-龠]/u.test(title) ? 'ja' : 'en',
    link: more.url ?? `https://news.example/${id}`,
    canonicalUrl: more.url ?? `https://news.example/${id}`,
    title,
    authors: [],
    categories: [],
    republish: 'excerpt',
    published: moment,
    firstSeenAt: moment,
    tags: codes.map((code) => ({
      kind: 'company',
      code: code as CompanyCode,
      evidence: [{ words: code, where: 'title' }],
    })),
    relevance: { score: 1, reasons: [] },
  };
};

const readTerms = (file: string) =>
  readFileSync(`${SHIPPED_CONFIG}/${file}`, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [ja = '', en = ''] = line.split(',');
      return { ja, en };
    });

/** The shipped glossary and dictionary. */
export const GLOSSARY = readTerms('glossary.csv');
export const DICTIONARY = readTerms('dictionary.csv');

/** How the tests fold, unless they are about a setting. */
export const FOLD_SETTINGS: FoldSettings = {
  windowMs: 72 * 3_600_000,
  acrossLanguages: true,
  strictness: 'normal',
  glossary: GLOSSARY,
  dictionary: DICTIONARY,
};
