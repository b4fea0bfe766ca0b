import { expect, test } from 'vitest';
import { fieldText } from '../../../src/system/log/create-log.ts';

const LONGEST = 2000;

test('a value is written whole up to its maximum length, and ends in an ellipsis beyond', () => {
  const longest = 'あ'.repeat(LONGEST);
  expect(fieldText(longest)).toBe(longest);
  expect(fieldText(`${longest}い`)).toBe(`${longest}…`);
});

test('a value that is cut at a space does not end in one', () => {
  expect(fieldText(`${'a'.repeat(LONGEST - 1)} and more`)).toBe(`${'a'.repeat(LONGEST - 1)}…`);
});
