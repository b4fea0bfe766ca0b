import { describe, expect, test } from 'vitest';
import { didYouMean, nearestStems, nearestWords } from '../../src/domain/did-you-mean.ts';

describe('a misspelt word', () => {
  test.each([
    ['langauge', ['language', 'outlet'], 'language'],
    ['end_points', ['endpoints', 'enabled'], 'endpoints'],
    ['tittle', ['title', 'titleRules'], 'title'],
    ['jp', ['en', 'ja'], 'ja'],
    ['fr', ['en', 'ja'], undefined],
    ['ux', ['ES', 'US'], 'US'],
    ['zzzz', ['title'], undefined],
    ['x', [], undefined],
  ])('%s among %j means %s', (written, candidates, meant) => {
    expect(didYouMean(written, candidates)).toBe(meant);
  });
});

test('of words that are equally near, each is named, and none that is less near', () => {
  expect(nearestWords('7023', ['7203', '9999', '7021', '7123', '7301'])).toEqual(['7203', '7021', '7123']);
});

const STEMS = ['toyota', 'toy', 'tokyo', 'earn', 'earli', 'ear', 'compani', 'tariff', 'protectionist'];

test.each([
  ['toyta', 'toyota'],
  ['tarifs', 'tariff'],
  ['earnigs', 'earn'],
  ['compnies', 'compani'],
  ['protecionists', 'protectionist'],
])('%s may stand for a word of the stem %s', (written, stem) => {
  expect(nearestStems(written, STEMS, 9)).toContain(stem);
});

test('the nearest come first, and no more than asked for', () => {
  expect(nearestStems('tokyoo', STEMS, 9)).toEqual(['tokyo', 'toy']);
  expect(nearestStems('tokyoo', STEMS, 1)).toEqual(['tokyo']);
});

test('a stem of less than half of the word, or of other letters, stands for nothing', () => {
  expect(nearestStems('earnings', STEMS, 9)).not.toContain('ear');
  expect(nearestStems('xyzzy', STEMS, 9)).toEqual([]);
  expect(nearestStems('', STEMS, 9)).toEqual([]);
});
