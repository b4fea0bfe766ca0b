import { expect, test } from 'vitest';
import { foldWithOffsets } from '../../../../src/domain/tag/text/fold-with-offsets.ts';

test.each([
  ['日立', '立'],
  ['㌔日立', '日'],
  ['ｶﾞ日立', '日'],
  ['𝐀日立', '日'],
  ['𝐀㌔日立', '日'],
  ['𝐀㌔日立', 'キ', '㌔'],
  ['서울'.normalize('NFD'), '울', '울'.normalize('NFD')],
])('in %s, the folded %s has the offsets of its own characters', (text, sought, own = sought) => {
  const folded = foldWithOffsets(text);
  const at = folded.text.indexOf(sought);
  expect(text.slice(folded.startOf(at), folded.endOf(at))).toBe(own);
});
