import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Judgeable, judgeRelevance } from '../../../src/domain/item/relevance.ts';
import type { Scope } from '../../../src/domain/source/source.ts';
import { tagArticle } from '../../../src/domain/tag/tag-article.ts';
import { realDictionary } from '../tag/real-dictionary.ts';

const dictionary = realDictionary();
const THRESHOLD = 0.5;

const judge = (title: string, more: Partial<Judgeable> = {}, scope: Scope = 'general') => {
  const item = { title, language: 'ja' as const, categories: [], ...more };
  return judgeRelevance(item, scope, tagArticle(item, dictionary), dictionary, THRESHOLD);
};

const english = { language: 'en' as const };

describe('scope', () => {
  test('an item of a business source is always relevant', () => {
    expect(judge('甲子園の決勝', {}, 'business')).toEqual({
      relevant: true,
      score: 1,
      reasons: ['scope: the source is all business'],
    });
  });

  test('an item of a Japan source needs business only', () => {
    expect(judge('Factory output rises', english, 'japan').relevant).toBe(true);
    expect(judge('Cherry trees in bloom', english, 'japan').relevant).toBe(false);
  });

  test('an item of a general source needs Japan too', () => {
    expect(judge('Factory output rises', english).relevant).toBe(false);
    expect(judge('Factory output rises in Japan', english).relevant).toBe(true);
  });
});

describe('what counts', () => {
  test.each([
    ['景気の先行きと賃上げ', {}],
    ['新工場を建設、中小企業の挑戦', {}],
    ['NY株、終値は小幅高', {}],
    ['上海株前引け、続伸', {}],
    ['トヨタ、北米に新工場', {}],
    ['蜂蜜の袋を軽く', { outlet: '日刊工業新聞' }],
    ['蜂蜜の袋を軽く', { link: 'https://example.com/economy/honey' }],
    ['Tokyo stocks close higher', english],
    ['Toyota opens a plant in Texas', english],
    ['Carmaker opens plant', { ...english, summary: 'The company in central Japan makes batteries.' }],
  ])('%s %j', (title, more) => {
    expect(judge(title, more).relevant).toBe(true);
  });

  test.each([
    ['甲子園の決勝、投手が完封', {}],
    ['空き家に侵入した疑いで男を逮捕', {}],
    ['猛暑日が続く', {}],
    ['俳優が結婚を発表', {}],
    ['韓国の大統領が演説', {}],
    ['米企業の決算、英国で発表', {}],
    ['Stocks rise in London', english],
    ['Sumo wrestler wins tournament in Tokyo', english],
    ['Typhoon nears Japan', english],
    ['Banks merge', { ...english, summary: 'Chinese lenders lead Asia, excluding Japan.' }],
  ])('not: %s %j', (title, more) => {
    expect(judge(title, more).relevant).toBe(false);
  });
});

test('every kind of sign is named with its words', () => {
  expect(judge('トヨタの純利益、円安で過去最高', { outlet: '日刊工業新聞' }).reasons).toEqual([
    'Japan: 円安',
    'business: 純利益, 円安',
    'company: 7203',
    'topic: autos',
    'topic: earnings',
    'topic: fx',
    'outlet: 日刊工業新聞',
  ]);
});

test('what an item lacks is told', () => {
  const lacking = (title: string) =>
    judge(title, english).reasons.filter((reason) => reason.startsWith('too'));
  expect(lacking('Fed minutes show officials divided')).toEqual(['too little of Japan']);
  expect(lacking('Kyoto temple bells ring in new year')).toEqual(['too little of business']);
  expect(lacking('Toyota to build battery plant in Fukuoka')).toEqual([]);
});

test('the threshold decides', () => {
  const item = { title: '新工場', language: 'ja' as const, categories: [] };
  const { score } = judgeRelevance(item, 'general', [], dictionary, 0.5);
  expect(judgeRelevance(item, 'general', [], dictionary, score).relevant).toBe(true);
  expect(judgeRelevance(item, 'general', [], dictionary, score + 0.01).relevant).toBe(false);
});

const JAPANESE = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

describe.each(
  readFileSync(new URL('headlines.txt', import.meta.url), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section) => section.trim().split('\n')),
)('%s', (kind, ...titles) => {
  test.each(titles)('%s', (title) => {
    const language = JAPANESE.test(title) ? 'ja' : 'en';
    expect(judge(title, { language }).relevant).toBe(kind === 'News of Japanese business');
  });
});
