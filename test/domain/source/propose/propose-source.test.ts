import { expect, test } from 'vitest';
import { proposeSource } from '../../../../src/domain/source/propose/propose-source.ts';
import type { TopicKey } from '../../../../src/domain/tag/topic.ts';
import { makeOutlet } from '../../../make.ts';

const origin = { url: 'https://kaku.example/feed', names: ['Kaku News'] };
const seen = {
  language: 'en',
  titles: [],
  relevant: { of: 20, japan: 10, general: 9 },
  remarks: ['20 items'],
  enabled: true,
} as const;
const known = {
  outlets: [],
  sources: [],
  taken: new Set<string>(),
  topics: [
    { key: 'macro' as TopicKey, label: { en: 'Economy', ja: '経済' } },
    { key: 'deals' as TopicKey, label: { en: 'M&A and stakes', ja: 'M&A' } },
  ],
};

test('a feed of a new outlet is proposed with all that its source needs', () => {
  expect(proposeSource(origin, seen, known)).toEqual({
    id: 'kaku-news',
    outlet: 'Kaku News',
    language: 'en',
    scope: 'japan',
    timezone: 'UTC',
    endpoint: origin.url,
    enabled: true,
    remarks: ['20 items'],
  });
});

test('a feed of a listed outlet refers to it by its id', () => {
  const outlets = [makeOutlet('kaku', { home: 'https://kaku.example/' })];
  expect(proposeSource(origin, seen, { ...known, outlets })).toMatchObject({ id: 'kaku', outlet: 'kaku' });
});

test.each([
  ['in the folder of a topic by its key', ['Macro'], ['macro'], []],
  ['by a label in either language', ['ECONOMY', '経済', 'Ｍ＆Ａ'], ['macro', 'deals'], []],
  ['in another folder', ['News', '経済', 'Japan'], ['macro'], ['News / Japan']],
  ['in no folder', [], undefined, []],
])('a feed %s gets that topic, or a remark', (_, folders, topics, others) => {
  const proposed = proposeSource({ ...origin, folders }, seen, known);
  expect(proposed.topics).toEqual(topics);
  expect(proposed.remarks.slice(1)).toEqual(others.map((one) => `Imported from the folder “${one}”.`));
});

test.each([
  ['a Japanese feed', 'ja', 'https://kaku.example/feed'],
  ['an English feed of a host in Japan', 'en', 'https://kaku.co.jp/feed'],
] as const)('dates without a zone in %s are Japanese time', (_, language, url) => {
  const proposed = proposeSource({ ...origin, url }, { ...seen, language }, known);
  expect(proposed.timezone).toBe('Asia/Tokyo');
});

const suffixOf = (titles: readonly string[]) => proposeSource(origin, { ...seen, titles }, known).titleSuffix;
const numbered = (count: number, suffix: string) =>
  Array.from({ length: count }, (_, n) => `Title ${n}${suffix}`);

test.each([' - Kaku News', ' | Kaku News', '｜架空新聞'])(
  'the suffix "%s" of nearly all titles is proposed',
  (suffix) => {
    expect(suffixOf([...numbered(4, suffix), 'Another title'])).toBe(suffix);
  },
);

test('a suffix has at most forty characters', () => {
  const suffix = (length: number): string => ` - ${'N'.repeat(length - 3)}`;
  expect(suffixOf(numbered(5, suffix(40)))).toBe(suffix(40));
  expect(suffixOf(numbered(5, suffix(41)))).toBeUndefined();
});

test.each([
  ['fewer than five titles have it', numbered(4, ' - Kaku News')],
  ['more than a fifth of the titles lack it', [...numbered(7, ' - Kaku News'), 'a', 'b']],
  ['titles end differently', ['A - 1', 'B - 2', 'C - 3', 'D - 4', 'E - 5']],
  ['it is longer than a name', numbered(5, ` - ${'Very long news '.repeat(3)}`)],
  ['it is the whole title', Array.from({ length: 5 }, () => ' - Kaku News')],
])('no suffix is proposed where %s', (_, titles) => {
  expect(suffixOf(titles)).toBeUndefined();
});
