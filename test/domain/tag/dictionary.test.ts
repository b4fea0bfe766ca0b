import { expect, test } from 'vitest';
import { makeDictionaryInSteps, withPlural } from '../../../src/domain/tag/dictionary.ts';
import { shippedWords } from '../../support/shipped-words.ts';

test.each([
  ['factory', ['factory', 'factories']],
  ['interest rate', ['interest rate', 'interest rates']],
  ['tax', ['tax', 'taxes']],
  ['buyout', ['buyout', 'buyouts']],
])('%s is found as %j', (word, forms) => {
  expect(withPlural(word)).toEqual(forms);
});

test.each(['exports', 'Nikkei', 'IT', '決算', 'U.S.'])('%s has no further form', (word) => {
  expect(withPlural(word)).toEqual([word]);
});

test('it is made in several steps, so that others can have their turns', () => {
  const steps = makeDictionaryInSteps({ companies: [], topics: [], words: shippedWords });
  let turns = 0;
  while (steps.next().done !== true) turns += 1;
  expect(turns).toBeGreaterThan(2);
});
