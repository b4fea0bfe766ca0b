import { expect, test } from 'vitest';
import { searchedText } from '../../../src/domain/search/searched-text.ts';

test('a report is found by its summary, and by its body where that is stored', () => {
  expect(searchedText({})).toBe('');
  expect(searchedText({ summary: 'In short.' })).toBe('In short.');
  expect(searchedText({ summary: 'In short.', content: '<p>At <b>length</b>.</p>' })).toBe(
    'In short.\nAt length.',
  );
});
