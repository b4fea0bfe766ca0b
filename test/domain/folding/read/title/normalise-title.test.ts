import { expect, test } from 'vitest';
import {
  normaliseText,
  normaliseTitle,
  writtenTitleOf,
} from '../../../../../src/domain/folding/read/title/normalise-title.ts';
import { headOf, splitColumn } from '../../../../../src/domain/folding/read/title/split-title.ts';

test.each([
  ['【速報】北浜精機が新工場を建設', '北浜精機が新工場を建設'],
  ['北浜精機が新工場を建設(会員限定)', '北浜精機が新工場を建設'],
  ['【随時更新】北浜精機が新工場を建設〈動画あり〉', '北浜精機が新工場を建設'],
  ['UPDATE 2-Kitahama opens a plant', 'kitahama opens a plant'],
  ['Exclusive: Kitahama opens a plant', 'kitahama opens a plant'],
  ['北浜精機が新工場を建設|経済', '北浜精機が新工場を建設'],
  ['Kitahama opens a plant - Bay Post', 'kitahama opens a plant'],
  ['新工場 | 経済', '新工場 | 経済'],
  ['北浜精機の新工場|経済', '北浜精機の新工場'],
  ['北浜精機新工場|経済', '北浜精機新工場|経済'],
  ['売上高１，２３４億円', '売上高1234億円'],
  ['金利0・4％', '金利0.4%'],
  ['4〜6月期と7-9月', '4~6月期と7~9月'],
  ['Kitahama’s “big” plan—a start', 'kitahama\'s "big" plan-a start'],
])('%s is compared as %s', (title, normalised) => {
  expect(normaliseTitle(title)).toBe(normalised);
});

test('any spaces are one space', () => {
  expect(normaliseText(' 北浜\u3000精機\n\u200bが ')).toBe('北浜 精機 が');
});

test.each([
  ['北浜精機、新工場', '北浜精機'],
  ['【特集】北浜精機 新工場', '北浜精機'],
  ['「北浜」の一日', '「北浜」の一日'],
  ['とても長い名前の会社が一年の計画を発表', 'とても長い名前の会社が一年の'],
])('what stands first in "%s" is "%s"', (title, head) => {
  expect(headOf(title)).toBe(head);
});

test.each([
  ['広角/ある人の話', { title: 'ある人の話', column: '広角', instalment: undefined }],
  ['<街の店>豆腐を売る(12)', { title: '豆腐を売る(12)', column: '街の店', instalment: '12' }],
  ['税の行く末(上)', { title: '税の行く末(上)', column: undefined, instalment: '上' }],
  ['会社員の男(28)を逮捕', { title: '会社員の男(28)を逮捕', column: undefined, instalment: undefined }],
  ['工場の現場 第3回', { title: '工場の現場 第3回', column: undefined, instalment: '3' }],
  ['【北国地震】被害を調査', { title: '被害を調査', column: undefined, instalment: undefined }],
  ['【街の店】豆腐を売る', { title: '【街の店】豆腐を売る', column: undefined, instalment: undefined }],
  [
    '[概況/2時] 下げ幅を縮めた',
    { title: '[概況/2時] 下げ幅を縮めた', column: undefined, instalment: undefined },
  ],
  ['広角/豆腐', { title: '広角/豆腐', column: '広角', instalment: undefined }],
  ['広角/豆腐屋', { title: '広角/豆腐屋', column: '広角', instalment: undefined }],
  ['広角/豆腐屋へ', { title: '豆腐屋へ', column: '広角', instalment: undefined }],
])('%s: its column and instalment are taken out', (title, parts) => {
  expect(splitColumn(title)).toEqual(parts);
});

test('a written title keeps its capitals, and loses the outlet after it', () => {
  expect(writtenTitleOf('Kitahama opens a plant - Bay Post')).toBe('Kitahama opens a plant');
  expect(writtenTitleOf('Plant - Bay Post')).toBe('Plant - Bay Post');
});
