import { expect, test } from 'vitest';
import { createGlossFinder } from '../../../../../src/domain/folding/read/term/glossary.ts';
import { hashText } from '../../../../../src/domain/folding/read/term/hash-text.ts';
import { stemsOf } from '../../../../../src/domain/folding/read/term/stems.ts';

test('each way to write a Japanese word leads to its English words, in full width as well', () => {
  const find = createGlossFinder([{ ja: '有機ＥＬ|有機パネル', en: 'oled|organic' }]);
  const glosses = stemsOf('oled organic').map(hashText);
  expect(find('有機el量産')).toEqual(glosses);
  expect(find('有機パネル')).toEqual(glosses);
  expect(find('無機パネル')).toEqual([]);
});
