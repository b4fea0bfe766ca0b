import { expect, test } from 'vitest';
import { createGlossFinder, createTermFinder } from '../../../../../src/domain/folding/read/term/glossary.ts';
import { hashText } from '../../../../../src/domain/folding/read/term/hash-text.ts';
import { stemsOf } from '../../../../../src/domain/folding/read/term/stems.ts';

test('each way to write a Japanese word leads to its English words, in full width as well', () => {
  const find = createGlossFinder([{ ja: '有機ＥＬ|有機パネル', en: 'oled|organic' }]);
  const glosses = stemsOf('oled organic').map(hashText);
  expect(find('有機el量産')).toEqual(glosses);
  expect(find('有機パネル')).toEqual(glosses);
  expect(find('無機パネル')).toEqual([]);
});

test('a term of many English words is found, and counts once, as the longest', () => {
  const find = createTermFinder([
    { ja: '外為法', en: 'foreign exchange and foreign trade act' },
    { ja: '為替', en: 'foreign exchange' },
  ]);
  expect(find('the foreign exchange and foreign trade act of the state', 'en')).toEqual(
    find('外為法の改正', 'ja'),
  );
});

test('a term of two katakana is found alone, not in a longer katakana word', () => {
  const find = createTermFinder([{ ja: 'パン', en: 'bread' }]);
  expect(find('架空堂のパンと麦', 'ja')).toEqual(['bread']);
  expect(find('架空ジャパンとパンダ', 'ja')).toEqual([]);
});
