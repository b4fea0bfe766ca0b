import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import type { Profile } from '../../../../src/domain/folding/read/profile.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { certaintyOf } from '../../../../src/domain/folding/score/certainties.ts';
import { compareMarkets } from '../../../../src/domain/folding/score/compare-markets.ts';
import { makeStoryArticle } from '../make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, [], []);
const report = (title: string, hours: number, rest: Partial<Profile> = {}): Profile => ({
  ...read(makeStoryArticle(`r${hours}`, title, { hours })),
  ...rest,
});

test.each<[first: string, second: string, within: number]>([
  ['日経平均、続伸', '日経平均が反発', 4],
  ['東証大引け 続落', '東証大引け 反落', 4],
  ['国内商品、金が反発', '国内商品、金が続落', 4],
  ['NYダウ、続伸', 'ダウ平均が反発', 14],
])('%s and %s are of one session for %d hours', (first, second, within) => {
  expect(compareMarkets(report(first, 0), report(second, within - 0.01))).toBe('same');
  expect(compareMarkets(report(first, 0), report(second, within))).toBe('clash');
});

test.each<[first: string, second: string, relation: string]>([
  ['北浜精機が新工場', '南港電子が新工場', 'neither'],
  ['日経平均、続伸', '南港電子が新工場', 'one-sided'],
  ['日経平均、続伸', 'NYダウ、続伸', 'clash'],
  ['東証大引け 続落', '東証寄り付き 続落', 'clash'],
  ['東証大引け 続落', '日経平均、続落', 'near'],
  ['日経平均、一時500円安', '東証大引け 続落', 'near'],
  ['円相場、上昇', '東京円、反発', 'near'],
  ['東京円、反発', 'NY円、反発', 'clash'],
  ['東京円、155円10銭', '東京円、155円20銭', 'same'],
  ['東京円、155円10銭', '東京円、155円21銭', 'clash'],
  ['日経平均、5万1234円', '日経平均、5万1234円で続伸', 'same'],
  ['日経平均、5万1234円', '日経平均、5万9876円', 'clash'],
  ['日経平均、10000円', '日経平均、9999円', 'same'],
  ['日経平均、1234円高', '日経平均、876円高', 'clash'],
  ['日経平均、12円高', '日経平均、87円高', 'same'],
  ['日経平均、520円高', '日経平均、380円高', 'clash'],
  ['日経平均、500円高', '日経平均、380円高', 'same'],
  ['日経平均終値3万9100円、520円高', '日経平均終値3万9100円、一時780円高', 'same'],
  ['日経平均、550円高', '日経平均、480円高', 'same'],
])('%s and %s: %s', (first, second, relation) => {
  expect(compareMarkets(report(first, 0), report(second, 1))).toBe(relation);
});

test('one part of a central bank’s day is one story for fourteen hours', () => {
  const [decision, other] = ['日銀、政策金利を据え置き', '日銀が金利据え置きを決定'];
  const certainty = (hours: number, title = other) => certaintyOf(report(decision, 0), report(title, hours));
  expect(certainty(13.9)).toBe('same occasion of a central bank');
  expect(certainty(14)).toBeUndefined();
  expect(certainty(1, '植田総裁「慎重に」')).toBeUndefined();
  expect(certainty(1, 'FRB、政策金利を据え置き')).toBeUndefined();
});

test('the accounts of a company are one story for a day, and its share price or a comment is none of it', () => {
  const accounts = '純利益32%増、4〜6月期決算';
  const certainty = (hours: number, title = '通期予想を据え置き', companies = ['9901']) =>
    certaintyOf(
      report(`北浜精機、${accounts}`, 0, { companies: ['9901'] }),
      report(`北浜精機、${title}`, hours, { companies }),
    );
  expect(certainty(23.9)).toBe('same accounts of a company');
  expect(certainty(24)).toBeUndefined();
  expect(certainty(1, '株価が一時8%高 増益を好感')).toBeUndefined();
  expect(certainty(1, '通期予想を据え置き', ['9902'])).toBeUndefined();
  expect(certainty(1, '通期予想を据え置き', ['9901', '9902'])).toBeUndefined();
  expect(certainty(1, '新工場を建設')).toBeUndefined();
  expect(certainty(1, '大手3社の通期予想')).toBeUndefined();
});

test('reports of a market of which one names no session are one story by a number of three digits', () => {
  const certainty = (first: string, second: string) => certaintyOf(report(first, 0), report(second, 1));
  expect(certainty('東証大引け 続落、784円安', '日経平均、784円安')).toBe('same session of a market');
  expect(certainty('東証大引け 続落、78円安', '日経平均、78円安')).toBeUndefined();
  expect(certainty('日経平均、続落', '日経平均が続落')).toBeUndefined();
  expect(certainty('東証大引け 続落', '東証大引け 反落')).toBe('same session of a market');
});

test('a title that another outlet cuts short after ten or more characters is one story for a day', () => {
  const certainty = (short: string, hours: number, outlet = 'other') =>
    certaintyOf(report(short, 0, { outlet: 'one' }), report(`${short} 地元と協議`, hours, { outlet }));
  const title = '政府、港に倉庫3棟';
  expect(certainty(`${title}へ`, 23.9)).toBe('beginning of the other title');
  expect(certainty(`${title}へ`, 24)).toBeUndefined();
  expect(certainty(`${title}へ`, 1, 'one')).toBeUndefined();
  expect(certainty(title.slice(0, 8), 1)).toBeUndefined();
  expect(certainty('北浜市、港に倉庫群を計画', 1)).toBeUndefined();
  expect(certainty('北浜市に台風接近の恐れ', 1)).toBeUndefined();
  expect(certainty('東京円、155円台前半', 1)).not.toBe('beginning of the other title');
});

test('a morning paper that repeats two numbers of a session reports that session', () => {
  const relation = (first: string, second: string, hours = 15) =>
    compareMarkets(report(first, 0), report(second, hours));
  const yields = '長期金利3.075%に上昇 30年ぶり高水準';
  expect(relation('債券15時 長期金利、3.075%に急伸 30年ぶり高さ', yields)).toBe('near');
  expect(relation(yields, '長期金利が上昇、3.075%に 30年ぶり水準', 24)).toBe('clash');
  expect(relation(yields, '長期金利、3.075%で横ばい')).toBe('clash');
  expect(relation(yields, '長期金利、3.125%に上昇 30年ぶり高水準')).toBe('clash');
  expect(relation('債券15時 3.075% 30年ぶり高さ', '債券11時 3.075% 30年ぶり高さ')).toBe('clash');
  expect(relation('東京円、155円12銭 30年ぶり円安', '東京円、155円12銭 30年ぶり水準')).toBe('clash');
});
