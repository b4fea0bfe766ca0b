import { expect, test } from 'vitest';
import { readLabels } from '../../src/replay/read-labels.ts';
import { mistakes, scoreItems } from '../../src/replay/score-items.ts';

const item = (id: string, relevant: boolean, companies: readonly string[] = []) => ({
  id,
  relevant,
  companies,
  topics: ['autos'],
});

const labels = new Map([
  ['a', { relevant: true, unsure: false, companies: ['7203', '6501'] }],
  ['b', { relevant: false, unsure: false }],
  ['c', { relevant: true, unsure: true, topics: ['retail'] }],
]);

test('a tag counts by itself, and an unsure item not for relevance', () => {
  const items = [item('a', true, ['7203', '9432']), item('b', true), item('c', false), item('d', true)];
  expect(scoreItems(items, labels)).toEqual({
    labelled: 3,
    relevance: { right: 1, wrong: 1, missed: 0, precision: 0.5, recall: 1 },
    companies: { right: 1, wrong: 1, missed: 1, precision: 0.5, recall: 0.5 },
    topics: { right: 0, wrong: 1, missed: 1, precision: 0, recall: 0 },
  });
});

test('each item names what differs from its label', () => {
  const label = { relevant: false, unsure: false, companies: ['6501'] };
  expect(mistakes(item('a', true, ['7203']), label)).toEqual([
    'kept, but not relevant',
    'company 7203 is wrong',
    'company 6501 is missed',
  ]);
});

test.each([
  ['[]', 'it is not a JSON object; write for example {"ID OF AN ITEM": {"relevant": true}}'],
  ['{"a": true}', 'the label of a is not a JSON object; write for example {"relevant": true}'],
  [
    '{"a": {"relevant": "yes"}}',
    'the label of a has a "relevant" that is neither true nor false; write true or false, without quotes',
  ],
  [
    '{"a": {"unsure": 1}}',
    'the label of a has an "unsure" that is neither true nor false; write true or false, without quotes',
  ],
  [
    '{"a": {"companies": [7203]}}',
    'the label of a has "companies" that are not a list of texts; write for example ["7203"]',
  ],
  [
    '{"a": {"topics": "autos"}}',
    'the label of a has "topics" that are not a list of texts; write for example ["autos"]',
  ],
])('labels such as %s are refused', (text, problem) => {
  expect(readLabels(text)).toEqual({ kind: 'wrong', problem });
});

test('a label is sure of its relevance unless it says otherwise', () => {
  expect(
    readLabels('{"a": {"relevant": true}, "b": {"unsure": true, "companies": ["7203"], "note": 1}}'),
  ).toEqual({
    kind: 'read',
    labels: new Map([
      ['a', { relevant: true, unsure: false }],
      ['b', { unsure: true, companies: ['7203'] }],
    ]),
  });
});

test('labels that are no JSON are refused', () => {
  expect(readLabels('{').kind).toBe('wrong');
});
