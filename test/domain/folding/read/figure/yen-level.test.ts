import { expect, test } from 'vitest';
import { readYenLevel } from '../../../../../src/domain/folding/read/figure/yen-level.ts';
import { normaliseTitle } from '../../../../../src/domain/folding/read/title/normalise-title.ts';

test.each([
  ['東京円、62銭安の1ドル=155円10〜12銭', 155.1, 155.12],
  ['NY円、157円台後半', 157.5, 158],
  ['午後3時のドルは152円前半', 152, 152.4],
  ['Dollar trades in upper 153 yen zone in New York', 153.5, 154],
  ['Yen weakens past 158.25 yen to the dollar', 158.25, 158.25],
])('%s gives a rate of the yen', (title, from, to) => {
  const level = readYenLevel(normaliseTitle(title));
  expect(level?.from).toBeCloseTo(from);
  expect(level?.to).toBeCloseTo(to);
});

test.each(['円、反落', 'Yen slides as governor stays vague', '1株30円の配当'])('%s gives none', (title) => {
  expect(readYenLevel(normaliseTitle(title))).toBeUndefined();
});
