import { expect, test } from 'vitest';
import { prose } from '../../../../src/site/page/part/prose.ts';

test.each([
  [
    'compared with “架空電機が新工場” (Kaku): the same words',
    'compared with “<span lang="ja">架空電機が新工場</span>” (Kaku): the same words',
  ],
  ['“Kaku 9% 高” in the title', '“<span lang="ja">Kaku 9% 高</span>” in the title'],
  ['“a plant” in the title', '“a plant” in the title'],
  ['架空新聞', '<span lang="ja">架空新聞</span>'],
  ['set `userAgent`, or wait', 'set <code>userAgent</code>, or wait'],
  ['<b> & “<i>高</i>”', '&lt;b&gt; &amp; “<span lang="ja">&lt;i&gt;高&lt;/i&gt;</span>”'],
])('%s becomes %s', (text, expected) => {
  expect(prose(text).text).toBe(expected);
});
