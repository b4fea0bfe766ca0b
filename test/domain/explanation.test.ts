import { expect, test } from 'vitest';
import { counted } from '../../src/domain/explanation.ts';

test.each([
  [1, 'item', '1 item'],
  [0, 'item', '0 items'],
  [2, 'story', '2 stories'],
  [90, 'day', '90 days'],
])('%d %s is written as %s', (count, noun, text) => {
  expect(counted(count, noun)).toBe(text);
});
