import { expect, test } from 'vitest';
import { oneWordForEach } from '../../../../../src/domain/folding/read/term/synonyms.ts';

test.each([
  ['ファミリーマートがおむすびを発売', 'ファミマがおにぎりを発売'],
  ['たまごの店頭価格', '卵の店頭価格'],
  ['ミスタードーナツが出店', 'ミスドが出店'],
  ['検査結果を改竄', '検査結果を改ざん'],
  // The longest synonym counts.
  ['日経平均株価が上昇', '日経平均が上昇'],
])('"%s" has the words of "%s"', (title, same) => {
  expect(oneWordForEach(title)).toBe(same);
});
