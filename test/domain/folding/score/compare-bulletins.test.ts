import { expect, test } from 'vitest';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { vetoOf } from '../../../../src/domain/folding/score/vetoes.ts';
import { DICTIONARY, GLOSSARY, makeStoryArticle } from '../make-story-article.ts';

const read = createReader(SHIPPED_PARAMETERS, GLOSSARY, DICTIONARY);

const vetoOfTitles = (one: string, other: string, more: { hours?: number; outlet?: string } = {}) =>
  vetoOf(
    read(makeStoryArticle('a', one, more.outlet === undefined ? {} : { outlet: more.outlet })),
    read(makeStoryArticle('b', other, more)),
  );

test.each<[reason: string, one: string, other: string, hours: number]>([
  ['other intensity', '青嶺県で震度3 津波の心配なし', '青嶺県で震度4 津波の心配なし', 0],
  ['other minute', '震度=気象庁発表(2日6時8分)', '震度=気象庁発表(2日6時19分)', 0],
  ['other day', '震度=気象庁発表(2日6時8分)', '震度=気象庁発表(3日6時8分)', 24],
  ['other hour', '交通影響まとめ(6:45現在)', '交通影響まとめ(5時現在)', 0],
  ['other town', '若草市に土砂災害注意報', '白浜町に土砂災害注意報', 0],
  ['other prefecture', '秋田県に熱中症警戒アラート', '三重県に熱中症警戒アラート', 0],
  ['raised and lifted', '若草市に避難指示', '若草市の避難指示を解除', 9],
  ['heat of another town', '2日も気温上昇 若草市は35度予想', '2日も気温上昇 白浜市は34度予想', 0],
  ['later course', '【台風情報】台風31号の進路予想', '【台風情報】台風31号の今後の進路', 8],
])('bulletins are two stories: %s', (_, one, other, hours) => {
  expect(vetoOfTitles(one, other, { hours })).toBe('another bulletin');
});

test.each<[reason: string, one: string, other: string, hours: number]>([
  ['one intensity', '若草市で震度5弱', '青嶺県で最大震度5強の地震', 1],
  ['steps of one report', '震源=気象庁発表(2日6時8分)', '震度=気象庁発表(2日6時18分)', 0],
  ['a corrected list', '通信への影響(2日午後1時45分)', '通信への影響(2日午後2時05分)', 0],
  ['a moment and none', '交通影響まとめ(6:45現在)', '交通影響まとめ', 0],
  ['one of several towns', '若草市に土砂災害注意報', '若草市と白浜町に土砂災害注意報', 0],
  ['the same hours', '【台風情報】台風31号の進路予想', '【台風情報】台風31号の今後の進路', 7],
  ['one title again', '【台風情報】台風31号の進路予想', '【台風情報】台風31号の進路予想', 9],
  ['another subject', '青嶺県で震度3', '青嶺県に大雨警報', 0],
])('bulletins may be one story: %s', (_, one, other, hours) => {
  expect(vetoOfTitles(one, other, { hours })).toBeUndefined();
});

test('an outlet reports each earthquake once in its fixed form', () => {
  const [one, other] = ['青嶺県で最大震度1の地震 青嶺県・若草市', '青嶺県で最大震度1の地震 青嶺県・白浜町'];
  expect(vetoOfTitles(one, other, { outlet: '青嶺放送' })).toBe('another bulletin');
  expect(vetoOfTitles(one, '若草市で震度1 津波の心配なし', { outlet: '青嶺放送' })).toBeUndefined();
  expect(vetoOfTitles(one, '青嶺県で最大震度1の地震 若草市など')).toBeUndefined();
});
