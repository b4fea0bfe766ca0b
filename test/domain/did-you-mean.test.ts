import { describe, expect, test } from 'vitest';
import { didYouMean, nearestWords } from '../../src/domain/did-you-mean.ts';

describe('a misspelt word', () => {
  test.each([
    ['langauge', ['language', 'outlet'], 'language'],
    ['end_points', ['endpoints', 'enabled'], 'endpoints'],
    ['tittle', ['title', 'titleRules'], 'title'],
    ['jp', ['en', 'ja'], 'ja'],
    ['fr', ['en', 'ja'], undefined],
    ['zzzz', ['title'], undefined],
    ['x', [], undefined],
  ])('%s among %j means %s', (written, candidates, meant) => {
    expect(didYouMean(written, candidates)).toBe(meant);
  });
});

test('of words that are equally near, each is named, and none that is less near', () => {
  expect(nearestWords('7023', ['7203', '9999', '7021', '7123', '7301'])).toEqual(['7203', '7021', '7123']);
});
