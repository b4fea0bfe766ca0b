import { expect, test } from 'vitest';
import { searchedText } from '../../../src/domain/search/terms.ts';

test('a report is found by its summary, and by its body where that is stored', () => {
  expect(searchedText({})).toBe('');
  expect(searchedText({ summary: 'In short.' })).toBe('In short.');
  expect(searchedText({ summary: 'In short.', content: '<p>At <b>length</b>.</p>' })).toBe(
    'In short.\nAt length.',
  );
});

test('a body is searched in its first 2,000 characters', () => {
  const content = `<p>${'A long report. '.repeat(1000)}</p>`;
  expect(searchedText({ summary: 'In short.', content })).toHaveLength(2000);
});
