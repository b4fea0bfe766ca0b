import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createNameMatcher } from '../../../src/adapters/text/create-name-matcher.ts';
import type { Company, CompanyCode } from '../../../src/domain/tag/company.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import type { Topic } from '../../../src/domain/tag/topic.ts';

const config = (file: string): string =>
  readFileSync(new URL(`../../../config/${file}`, import.meta.url), 'utf8');

const CELL = /("(?:[^"]|"")*"|[^,]*)(?:,|$)/g;

const cells = (line: string): readonly string[] =>
  [...line.matchAll(CELL)].map(([, cell = '']) => cell.replace(/^"|"$/g, '').replaceAll('""', '"'));

/** The shipped `companies.csv`, as the config adapter would give it. */
export const realCompanies = (): readonly Company[] =>
  config('companies.csv')
    .trim()
    .split('\n')
    .slice(1)
    .map((line): Company => {
      const [code = '', nameJa, nameEn, kana, aliases = '', industry, until] = cells(line);
      return {
        code: code as CompanyCode,
        aliases: aliases.split('|').filter((alias) => alias !== ''),
        ...(nameJa ? { nameJa } : {}),
        ...(nameEn ? { nameEn } : {}),
        ...(kana ? { kana } : {}),
        ...(industry ? { industry } : {}),
        ...(until ? { until } : {}),
      };
    });

type TopicsFile = {
  readonly topics: readonly (Omit<Topic, 'notCues'> & { readonly notCues?: Partial<Topic['notCues']> })[];
};

/** The shipped `topics.yaml`. */
export const realTopics = (): readonly Topic[] =>
  (parse(config('topics.yaml')) as TopicsFile).topics.map((topic) => ({
    ...topic,
    notCues: { en: topic.notCues?.en ?? [], ja: topic.notCues?.ja ?? [] },
  }));

export const realDictionary = () =>
  makeDictionary({ companies: realCompanies(), topics: realTopics(), createMatcher: createNameMatcher });
