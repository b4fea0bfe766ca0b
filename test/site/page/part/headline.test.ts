import { expect, test } from 'vitest';
import { largeHeadline } from '../../../../src/site/page/part/headline.ts';

test('a headline in large type has its Japanese clauses apart, with the spaces between them as they are', () => {
  expect(largeHeadline('架空電機、減益　社長が会見 夕方に', 'ja').text).toBe(
    '<span class="clause">架空電機、減益</span>　<span class="clause">社長が会見</span> <span class="clause">夕方に</span>',
  );
  expect(largeHeadline('Kaku Electric opens a plant', 'en').text).toBe('Kaku Electric opens a plant');
});
