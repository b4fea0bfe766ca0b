import { expect, test } from 'vitest';
import { stemsOf } from '../../../../../src/domain/folding/read/term/stems.ts';

test.each([
  'raise raises raised raising',
  'rise rises rose rising',
  'close closes closed closing',
  'sell sells sold selling',
  'try tries tried trying',
  'lose loses lost losing',
  'Britain British UK U.K.',
  'Denmark Danish Danes',
  'US U.S. America American Americans',
  'billion bln',
])('"%s" is one word', (words) => {
  expect(new Set(stemsOf(words)).size).toBe(1);
});

test.each(['loss lose', 'rise raise', 'China Taiwan', 'fall fail'])('"%s" is two words', (words) => {
  expect(new Set(stemsOf(words)).size).toBe(2);
});

test('A word that every text has is left out in all its forms.', () => {
  expect(stemsOf('The company, the companies and the firms said')).toEqual([]);
  expect(stemsOf('This Japanese company will have had what it is; they were')).toEqual(['what', 'they']);
});

test('united and plane are no forms of unit and plan', () => {
  expect(stemsOf('united planes')).toEqual(['united', 'plane']);
  expect(stemsOf('units planned')).toEqual(['unit', 'plan']);
});
