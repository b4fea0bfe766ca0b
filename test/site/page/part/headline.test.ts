import { expect, test } from 'vitest';
import { headline, largeHeadline } from '../../../../src/site/page/part/headline.ts';

test('a headline in large type has its Japanese clauses apart, each with the space behind it', () => {
  expect(largeHeadline('架空電機、減益　社長が会見 夕方に', 'ja').text).toBe(
    '<span class="clause">架空電機、減益　</span><span class="clause">社長が会見 </span><span class="clause">夕方に</span>',
  );
  expect(largeHeadline('Kaku Electric opens a plant', 'en').text).toBe('Kaku Electric opens a plant');
});

test('each number of a headline stays on one line with its unit, and no text is lost or repeated', () => {
  expect(headline('利益3割増、<売上>は2兆円に', []).text).toBe(
    '利益<span class="nb">3割増</span>、&lt;売上&gt;は<span class="nb">2兆円に</span>',
  );
});

test('what a search found is marked, also inside a number with its unit', () => {
  const marks = [
    { start: 0, end: 3 },
    { start: 5, end: 6 },
  ];
  expect(headline('利益3割増、売上は2兆円に', marks).text).toBe(
    '<mark>利益</mark><span class="nb"><mark>3</mark>割増</span><mark>、</mark>売上は<span class="nb">2兆円に</span>',
  );
});
