import { describe, expect, test } from 'vitest';
import {
  readForeignWords,
  readNameSounds,
  skeletonOf,
} from '../../../../../src/domain/folding/read/name/names.ts';

describe('a name sounds the same in katakana and in Latin letters', () => {
  test.each([
    ['フォックス', 'Fox'],
    ['クイーン', 'Queen'],
    ['ダラス', 'Dallas'],
    ['フィリップス', 'Philips'],
    ['スミス', 'Smith'],
    ['ペプシ', 'Pepsi'],
    ['バークレー', 'Berkeley'],
    ['ロイヤル', 'Royal'],
    ['セシル', 'Cecil'],
    ['ミッチェル', 'Mitchell'],
    ['パーカー', 'Parker'],
    ['カカオ', 'Cacao'],
    ['ワイキキ', 'Waikiki'],
    ['ザラ', 'Zara'],
    ['デルタ', 'Delta'],
  ])('%s and %s', (kana, latin) => {
    expect(skeletonOf(kana)).toBe(skeletonOf(latin));
    expect(skeletonOf(kana)).not.toBe('');
  });
});

test('names of three sounds or more are read, and words of everyday business are not', () => {
  expect(readNameSounds('フィリップスとナイキ、Berkeleyのシステム', 'ja')).toEqual([
    skeletonOf('Philips'),
    skeletonOf('Berkeley'),
  ]);
  expect(readNameSounds('Philips and Nike hire berkeley', 'en')).toEqual([skeletonOf('Philips')]);
});

test('a name needs three sounds', () => {
  expect(readNameSounds('ダラス', 'ja')).toEqual([skeletonOf('Dallas')]);
  expect(readNameSounds('ナイキ', 'ja')).toEqual([]);
});

test('foreign words are those in Latin letters and katakana, each once', () => {
  expect(readForeignWords('nttとaiでクマ、ロボットとロボット、x、r&d')).toEqual([
    'ntt',
    'ai',
    'ロボット',
    'r&d',
  ]);
});
