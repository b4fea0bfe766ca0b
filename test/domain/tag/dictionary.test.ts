import { expect, test } from 'vitest';
import { makeDictionaryInSteps, withPlural } from '../../../src/domain/tag/dictionary.ts';
import { shippedWords } from '../../support/shipped-words.ts';
import { company } from './small-dictionary.ts';

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

test('it is made in several steps, at least one for each company, so that others can have their turns', () => {
  const turnsWith = (count: number): number => {
    const companies = Array.from({ length: count }, (_, n) => company(`${9000 + n}`, { nameJa: `架空${n}` }));
    const steps = makeDictionaryInSteps({ companies, topics: [], words: shippedWords });
    let turns = 0;
    while (steps.next().done !== true) turns += 1;
    return turns;
  };
  const least = turnsWith(0);
  expect(least).toBeGreaterThan(2);
  expect(turnsWith(50)).toBeGreaterThanOrEqual(least + 50);
});
