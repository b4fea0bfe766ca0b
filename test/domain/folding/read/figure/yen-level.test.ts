import { expect, test } from 'vitest';
import { readYenLevel } from '../../../../../src/domain/folding/read/figure/yen-level.ts';
import { normaliseTitle } from '../../../../../src/domain/folding/read/title/normalise-title.ts';

test.each([
  ['東京円、62銭安の1ドル=155円10〜12銭', 155.1, 155.12],
  ['NY円相場、反発 1ドル=155円95銭〜156円05銭', 155.95, 156.05],
  ['NY円、157円台後半', 157.5, 158],
  ['午後3時のドルは152円前半', 152, 152.4],
  ['NY円、157円台半ば', 157.3, 157.7],
  ['NY円、157円台', 157, 158],
  ['東京円、157円24銭', 157.24, 157.24],
  ['Dollar trades in lower 153 yen zone', 153, 153.4],
  ['Dollar trades in mid-153 yen zone', 153.3, 153.7],
  ['Dollar trades in middle 153 yen zone', 153.3, 153.7],
  ['Dollar trades in 153 yen zone', 153, 154],
  ['Yen at 70 yen to the dollar', 70, 71],
  ['Yen at 250 yen to the dollar', 250, 251],
  ['Dollar trades in upper 153 yen zone in New York', 153.5, 154],
  ['Yen weakens past 158.25 yen to the dollar', 158.25, 158.25],
])('%s gives a rate of the yen', (title, from, to) => {
  const level = readYenLevel(normaliseTitle(title));
  expect(level?.from).toBeCloseTo(from);
  expect(level?.to).toBeCloseTo(to);
});

test.each([
  '円、反落',
  'Yen slides as governor stays vague',
  '1株30円の配当',
  '69円台',
  '251円台',
  '3100円台',
])('%s gives none', (title) => {
  expect(readYenLevel(normaliseTitle(title))).toBeUndefined();
});
