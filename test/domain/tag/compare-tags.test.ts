import { expect, test } from 'vitest';
import type { CompanyCode } from '../../../src/domain/tag/company.ts';
import { compareTags } from '../../../src/domain/tag/compare-tags.ts';
import type { Tag } from '../../../src/domain/tag/tag.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';

const company = (code: string, words: string): Tag => ({
  kind: 'company',
  code: code as CompanyCode,
  evidence: [{ words, where: 'title' }],
});
const topic = (key: string, words: string): Tag => ({
  kind: 'topic',
  key: key as TopicKey,
  evidence: [{ words, where: 'summary' }],
});

test('tags that came, went, and are earned by other words are told apart', () => {
  const before = [company('7203', 'トヨタ'), topic('autos', '自動車'), topic('markets', '株')];
  const after = [company('7203', 'トヨタ自動車'), topic('markets', '株'), topic('labour', '賃上げ')];
  expect(compareTags(before, after)).toEqual({ added: ['labour'], removed: ['autos'], reworded: ['7203'] });
});

test('the same tags in another order are no difference', () => {
  const tags = [company('7203', 'トヨタ'), topic('autos', '自動車')];
  expect(compareTags(tags, tags.toReversed())).toBeUndefined();
});
