import { describe, expect, test } from 'vitest';
import type { Article } from '../../../src/domain/article/article.ts';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { companyCodes, type Tag } from '../../../src/domain/tag/tag.ts';
import { type Taggable, tagArticle } from '../../../src/domain/tag/tag-article.ts';
import { tagStory } from '../../../src/domain/tag/tag-story.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeOutlet } from '../../make.ts';
import { company, smallDictionary, topic } from './small-dictionary.ts';

const dictionary = smallDictionary(
  [
    company('9001', {
      nameJa: '株式会社青葉重機ホールディングス',
      nameEn: 'Aoba Heavy',
      aliases: ['青葉重'],
    }),
    company('9002', { nameJa: 'みどり銀行株式会社', industry: '銀行業' }),
    company('9003', { nameJa: '株式会社ライオン' }),
    company('9004', { nameJa: '株式会社ふたば' }),
    company('9005', { nameJa: 'ふたば株式会社' }),
    company('90015', { nameJa: '株式会社青葉重機ホールディングス' }),
    company('9006', { nameJa: '旧名工業株式会社', until: '2023-11' }),
    company('9007', { nameJa: '新名工業株式会社' }),
    company('9007', { nameJa: '前名工業株式会社', until: '2023-11' }),
    company('9008', { nameJa: 'KAKUDEN', kana: 'カクデン' }),
    company('9009', { nameJa: 'MINAMO', kana: 'ミナモ' }),
    company('9010', { nameJa: 'ホシゾラモーター株式会社' }),
    company('9011', { nameJa: 'ホシゾラデータ株式会社' }),
    company('1990', { nameJa: '株式会社ことぶき' }),
    company('9012', { nameJa: 'ことぶき株式会社' }),
  ],
  [
    topic('earnings', ['純利益', '上方修正'], ['成長率']),
    topic('finance', ['銀行']),
    topic('markets', ['株価', '日経平均']),
    topic('tech', ['AI', '半導体']),
    topic('autos', ['車']),
    topic('retail', ['コメ']),
    topic('fx', ['円高', '円台']),
    topic('energy', ['原油', '停電']),
    topic('governance', ['不正会計'], [], ['辞任', '会長', 'Wirecard']),
  ],
);

const keys = (title: string, more: Partial<Taggable> = {}): readonly string[] =>
  tagArticle({ title, ...more }, dictionary).map((tag) => (tag.kind === 'company' ? tag.code : tag.key));

/** The topics of a title that names a company of this trade, and of one whose summary has a word for the topic, too. */
const topicsOfTrade = (industry: string, key: string): readonly (readonly string[])[] => {
  const ofTrade = smallDictionary(
    [company('9001', { nameJa: '株式会社青葉重機ホールディングス', industry })],
    [topic(key, ['新棟'])],
  );
  return ['', '新棟が完成した。'].map((summary) =>
    tagArticle({ title: '青葉重機の総会', summary }, ofTrade).flatMap((tag) =>
      tag.kind === 'topic' ? [tag.key] : [],
    ),
  );
};

describe('evidence', () => {
  test('each tag carries the words that earned it, and where they stand', () => {
    expect(
      tagArticle({ title: '青葉重の純利益、過去最高', summary: '青葉重機HDが発表した。' }, dictionary),
    ).toEqual([
      {
        kind: 'company',
        code: '9001',
        evidence: [
          { words: '青葉重', where: 'title' },
          { words: '青葉重機HD', where: 'summary' },
        ],
      },
      { kind: 'topic', key: 'earnings', evidence: [{ words: '純利益', where: 'title' }] },
    ]);
  });

  test('a word in an address or in markup earns nothing', () => {
    expect(
      keys('催し', { summary: '<a href="https://example.com/Aoba Heavy">https://example.com/AI/AI 半導体' }),
    ).toEqual([]);
  });
});

describe('companies', () => {
  test.each([
    ['a legal name', '株式会社青葉重機ホールディングスの総会', ['9001']],
    ['a name without its legal form', '青葉重機の総会', ['9001']],
    ['an English name', 'Aoba Heavy moves', ['9001']],
    ['an English name in small letters is none', 'aoba heavy moves', []],
    ['a code in brackets', '新工場の話(9001)', ['9001']],
    ['a weak name without a cue is none', 'ライオンの話', []],
    ['a weak name with its legal form', '株式会社ライオンの話', ['9003']],
    ['a weak name with its code', 'ライオン(9003)の話', ['9003']],
    ['a weak name beside a strong one', '青葉重機とライオンの話', ['9001', '9003']],
    ['a name that two share is neither', 'ふたばの総会', []],
    ['a name that two share, with a code', 'ふたば(9005)の総会', ['9005']],
    ['a renamed company by its earlier name', '前名工業の話', ['9007']],
    ['a name in Latin letters by its reading', 'カクデンの話', ['9008']],
    ['a reading of three kana is none', 'ミナモの話', []],
    ['a name without its last long vowel', 'ホシゾラモータの話', ['9010']],
    ['a name with a long vowel at its end', 'ホシゾラデーターの話', ['9011']],
    ['a name with a code that may be a year', 'ことぶき(1990)の総会', ['1990']],
    ['a name, a space and such a code', 'ことぶき (1990)の総会', ['1990']],
    ['a name and such a code further on', 'ことぶき、第(1990)回の総会', []],
  ])('%s', (_, title, codes) => {
    expect(keys(title)).toEqual(codes);
  });

  test('a delisted company is named only by articles of its time', () => {
    const at = (day: string) => ({ published: Temporal.Instant.from(`${day}T00:00:00Z`) });
    expect(keys('旧名工業の話', at('2023-11-30'))).toEqual(['9006']);
    expect(keys('旧名工業の話', at('2023-12-01'))).toEqual([]);
    expect(keys('旧名工業の話')).toEqual([]);
  });
});

describe('an article that names a hundred companies', () => {
  const names = Array.from({ length: 100 }, (_, n) => `架空${'あいうえおかきくけこ'[n % 10]}${n}工業`);
  const many = smallDictionary(names.map((name, n) => company(`${8000 + n}`, { nameJa: `株式会社${name}` })));
  const codes = (title: string, summary: string) => companyCodes(tagArticle({ title, summary }, many));

  test('has the first twelve, and those of its title before those of its summary', () => {
    expect(codes(names.toReversed().join('、'), '')).toEqual(
      Array.from({ length: 12 }, (_, n) => `${8099 - n}`),
    );
    expect(codes(`${names[98]}と${names[97]}が提携`, names.join('、'))).toEqual([
      '8098',
      '8097',
      ...Array.from({ length: 10 }, (_, n) => `${8000 + n}`),
    ]);
  });
});

describe('topics', () => {
  test('there are at most three, the strongest first', () => {
    expect(keys('車、AI、コメ、株価と日経平均を一年にわたり追った話')).toEqual(['markets', 'autos', 'tech']);
  });

  test('a topic that only a company’s name earned gives way if there are too many', () => {
    const rest = 'を追った長い長い話の続きの続き';
    expect(keys(`みどり銀行、AIと原油の話${rest}`)).toEqual(['9002', 'finance', 'tech', 'energy']);
    expect(keys(`みどり銀行、AIと原油と停電とコメの話${rest}`)).toEqual(['9002', 'energy', 'tech', 'retail']);
  });

  test('a third topic named late in the title is only mentioned', () => {
    expect(keys('株価と日経平均、AI、市場では車')).toEqual(['markets', 'tech']);
  });

  test('one word of a summary is not enough, two are', () => {
    expect(keys('催し', { summary: 'AIの話' })).toEqual([]);
    expect(keys('催し', { summary: 'AIと半導体の話' })).toEqual(['tech']);
  });

  test('one hint of a topic is not enough, two are', () => {
    expect(keys('会長の話')).toEqual([]);
    expect(keys('会長が辞任')).toEqual(['governance']);
  });

  test('the longest word of one topic hides no word of another', () => {
    expect(keys('コメの株価')).toEqual(['retail', 'markets']);
    expect(keys('AI半導体')).toEqual(['tech']);
  });

  test('news of another kind is about a topic only where much speaks for it', () => {
    expect(keys('停電で野球の試合が中止')).toEqual([]);
    expect(keys('停電で企業の工場が止まる')).toEqual(['energy']);
    expect(keys('容疑者、停電の夜に逃げる')).toEqual([]);
    expect(keys('車、台風で傷')).toEqual([]);
    expect(keys('車、俳優の話')).toEqual([]);
    expect(keys('車、港の話')).toEqual(['autos']);
  });

  test('a report of the oil market is about energy, another one that names oil is not', () => {
    expect(keys('NY原油、反発')).toEqual(['energy']);
    expect(keys('NY株反発、原油高は一服')).toEqual([]);
  });

  test('a rate of exchange is one, a share price is none', () => {
    expect(keys('一時157円台')).toEqual(['fx']);
    expect(keys('株価は5万2000円台')).toEqual(['markets']);
  });

  test('a name that is written with a capital is one only so', () => {
    expect(keys('the wirecard affair 辞任')).toEqual([]);
    expect(keys('the Wirecard affair 辞任')).toEqual(['governance']);
  });

  test('a word against a topic outweighs one for it', () => {
    expect(keys('成長率を上方修正')).toEqual([]);
  });

  test('the trade of a company in the title speaks for a topic', () => {
    expect(keys('みどりの話')).toEqual([]);
    expect(keys('みどり銀行株式会社の話')).toEqual(['9002', 'finance']);
  });

  test.each([
    ['finance', '銀行業'],
    ['finance', '証券、商品先物取引業'],
    ['finance', '保険業'],
    ['finance', 'その他金融業'],
    ['energy', '電気・ガス業'],
    ['energy', '石油・石炭製品'],
    ['realestate', '不動産業'],
    ['retail', '小売業'],
    ['retail', '食料品'],
  ])('a report on a company is about %s where its trade is %s', (key, industry) => {
    expect(topicsOfTrade(industry, key)).toEqual([[key], [key]]);
  });

  test.each([
    ['energy', '鉱業'],
    ['tech', '情報・通信業'],
    ['autos', '輸送用機器'],
  ])('a report on a company is about %s where its trade is %s and a word speaks for it', (key, industry) => {
    expect(topicsOfTrade(industry, key)).toEqual([[], [key]]);
  });

  test('a report of a session is about the market, and not about what moved it', () => {
    expect(keys('日経平均、AI期待で上昇')).toEqual(['markets']);
    expect(keys('日経平均、青葉重機の上方修正で上昇')).toEqual(['9001', 'markets', 'earnings']);
  });

  test('a cue is a whole word: no コメ in コメント, no it for IT, no currency in a price', () => {
    expect(keys('コメントする')).toEqual([]);
    expect(keys('前日比784円高')).toEqual([]);
    expect(keys('ai')).toEqual([]);
  });
});

describe('the articles of a story', () => {
  const outlets = new Map(
    [makeOutlet('page', { home: 'https://page.example/' })].map((one) => [one.id, one]),
  );

  test('that copy another outlet’s page get no tag that only they would have', () => {
    const canonicalUrl = 'https://page.example/1001';
    const of = (id: string, title: string) =>
      makeArticle(id, { title, canonicalUrl, outlet: { id: id as OutletId, name: id } });
    const page = of('page', '青葉重機の純利益');
    const copy = of('copy', '青葉重機の純利益、株式会社ライオンの話');
    const codesOf = (articles: readonly Article[]) => articles.map(({ tags }) => companyCodes(tags));
    expect(codesOf(tagStory([page, copy], dictionary, outlets))).toEqual([['9001'], ['9001']]);
    expect(codesOf(tagStory([page, copy], dictionary, new Map()))).toEqual([['9001'], ['9001', '9003']]);
  });

  test('give a weak name its cue in each other', () => {
    const [weak, sure] = tagStory(
      [makeArticle('a', { title: 'ライオンの話' }), makeArticle('b', { title: '株式会社ライオンの話' })],
      dictionary,
      outlets,
    );
    const named = (words: string) => [
      { kind: 'company', code: '9003', evidence: [{ words, where: 'title' }] },
    ];
    expect([weak.tags, sure?.tags]).toEqual([named('ライオン'), named('株式会社ライオン')]);
  });

  test('have twelve companies together: those of the lead, then those that two outlets name, then others', () => {
    const codes = Array.from({ length: 40 }, (_, n) => `${8001 + n}`);
    const many = smallDictionary(
      codes.map((code) => company(code, { nameJa: `見本${code}株式会社` })),
      [topic('earnings', ['純利益'])],
    );
    const naming = (id: string, outlet: string, from: number, to: number) =>
      makeArticle(id, {
        outlet: makeOutlet(outlet),
        title: '見本市場の話',
        summary: codes
          .slice(from, to)
          .map((code) => `見本${code}株式会社`)
          .join('、'),
      });
    const kaku = makeOutlet('kaku', { priority: 80 });
    const tagged = tagStory(
      [
        naming('a', 'evil', 0, 12),
        naming('b', 'evil', 12, 24),
        naming('c', 'kaku', 30, 35),
        naming('d', 'other', 20, 23),
      ],
      many,
      new Map([[kaku.id, kaku]]),
    );
    expect(tagged.map(({ tags }) => companyCodes(tags))).toEqual([
      codes.slice(0, 4),
      codes.slice(20, 23),
      codes.slice(30, 35),
      codes.slice(20, 23),
    ]);
  });

  test('keep a company of the lead rather than one that two outlets name', () => {
    const codes = Array.from({ length: 13 }, (_, n) => `${8001 + n}`);
    const many = smallDictionary(codes.map((code) => company(code, { nameJa: `見本${code}株式会社` })));
    const naming = (outlet: string, named: readonly string[]) =>
      makeArticle(outlet, {
        outlet: makeOutlet(outlet),
        title: '見本市場の話',
        summary: named.map((code) => `見本${code}株式会社`).join('、'),
      });
    const kaku = makeOutlet('kaku', { priority: 80 });
    const tagged = tagStory(
      [
        naming('kaku', codes.slice(12)),
        naming('other', codes.slice(0, 12)),
        naming('third', codes.slice(0, 12)),
      ],
      many,
      new Map([[kaku.id, kaku]]),
    );
    expect(tagged.map(({ tags }) => companyCodes(tags))).toEqual([
      codes.slice(12),
      codes.slice(0, 11),
      codes.slice(0, 11),
    ]);
  });

  test('keep what the config gives to all of their source', () => {
    const given: Tag = {
      kind: 'topic',
      key: 'autos' as TopicKey,
      evidence: [{ words: 'kaku', where: 'config' }],
    };
    const [article] = tagStory(
      [makeArticle('a', { title: '青葉重機の純利益', tags: [given] })],
      dictionary,
      outlets,
    );
    expect(article.tags).toContainEqual(given);
    expect(article.tags).toHaveLength(3);
    const [same] = tagStory(
      [makeArticle('b', { title: '青葉重機の純利益', tags: [{ ...given, key: 'earnings' as TopicKey }] })],
      dictionary,
      outlets,
    );
    expect(same.tags.map((tag) => (tag.kind === 'topic' ? tag.key : tag.code))).toEqual(['9001', 'earnings']);
  });
});
