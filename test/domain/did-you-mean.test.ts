import { describe, expect, test } from 'vitest';
import { didYouMean } from '../../src/domain/did-you-mean.ts';

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
