import { expect, test } from 'vitest';
import { withPlural } from '../../../src/domain/tag/dictionary.ts';

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
