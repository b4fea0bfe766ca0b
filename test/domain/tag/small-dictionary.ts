import type { Company, CompanyCode } from '../../../src/domain/tag/company.ts';
import { makeDictionary } from '../../../src/domain/tag/dictionary.ts';
import type { Topic } from '../../../src/domain/tag/topic.ts';
import { makeTopic } from '../../make.ts';
import { shippedWords } from '../../support/shipped-words.ts';

/** An invented company; what a test does not say is absent. */
export const company = (code: string, more: Partial<Company>): Company => ({
  code: code as CompanyCode,
  aliases: [],
  ...more,
});

export const topic = (
  key: string,
  ja: readonly string[],
  notJa: readonly string[] = [],
  hintsJa: readonly string[] = [],
): Topic =>
  makeTopic(key, key, key, {
    cues: { en: [], ja },
    hints: { en: [], ja: hintsJa },
    notCues: { en: [], ja: notJa },
  });

export const smallDictionary = (companies: readonly Company[], topics: readonly Topic[] = []) =>
  makeDictionary({ companies, topics, words: shippedWords });
