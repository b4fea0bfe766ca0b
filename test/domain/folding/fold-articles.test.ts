import { describe, expect, test } from 'vitest';
import { createFolding, SHIPPED_PARAMETERS } from '../../../src/domain/folding/fold-articles.ts';
import type { FoldRule } from '../../../src/domain/folding/fold-rule.ts';
import type { FoldSettings } from '../../../src/domain/folding/fold-settings.ts';
import type { Placement } from '../../../src/domain/folding/placement.ts';
import { announceStory, createStory, joinStory } from '../../../src/domain/story/grow-story.ts';
import type { Story, StoryId } from '../../../src/domain/story/story.ts';
import { FOLD_SETTINGS, makeStoryArticle, START } from './make-story-article.ts';

const folding = (more: Partial<FoldSettings> = {}) => createFolding({ ...FOLD_SETTINGS, ...more });
const first = (article: ReturnType<typeof makeStoryArticle>) =>
  createStory(article, { article: article.id, reason: 'first', detail: '' }, 'test');
const kinds = (placements: readonly Placement[]) => placements.map(({ article, into }) => [article.id, into]);

const RECALL = '暁自動車、12万台リコール ブレーキに不具合';

describe('folding a poll', () => {
  test('puts copies of one title with the first of them, and tells of that one first, in whatever order they come', () => {
    const a = makeStoryArticle('a', RECALL);
    const b = makeStoryArticle('b', RECALL, { hours: 0.5 });
    const expected = { kind: 'with', article: 'a' };
    expect(folding().place([a, b], b.firstSeenAt)[1]?.into).toEqual(expected);
    expect(folding().place([b, a], b.firstSeenAt)[1]?.into).toEqual(expected);
  });

  test('joins a late copy to the story that stands, and says as which article and why', () => {
    const a = makeStoryArticle('a', RECALL);
    const b = makeStoryArticle('b', RECALL, { hours: 1 });
    const stories = folding();
    stories.accept([first(a)]);
    const [placement] = stories.place([b], b.firstSeenAt);
    expect(placement?.into).toEqual({ kind: 'story', id: 'a' });
    expect(placement?.join.reason).toBe('same-title');
    expect(placement?.join.detail).toContain(RECALL);
  });

  test('never folds one outlet by title alone, nor the sessions of a market', () => {
    const market = ['a', 'b'].map((id, i) => makeStoryArticle(id, '東京円、157円台後半', { hours: i * 6 }));
    const stories = folding();
    stories.accept([first(market[0] as (typeof market)[0])]);
    expect(stories.place([market[1] as (typeof market)[0]], START.add({ hours: 6 }))[0]?.into.kind).toBe(
      'new',
    );
  });

  test('changes nothing by deciding: the same poll is placed the same again', () => {
    const stories = folding();
    stories.accept([first(makeStoryArticle('a', RECALL))]);
    const poll = [
      makeStoryArticle('b', RECALL, { hours: 1 }),
      makeStoryArticle('c', '若竹通信で通信障害', { hours: 1 }),
    ];
    const now = START.add({ hours: 1 });
    expect(kinds(stories.place(poll, now))).toEqual(kinds(stories.place(poll, now)));
  });

  test('keeps languages apart where the editor says so', () => {
    const a = makeStoryArticle('a', RECALL, { codes: '9935' });
    const b = makeStoryArticle('b', 'Akatsuki Motor recalls 120,000 vehicles over faulty brakes', {
      codes: '9935',
      hours: 1,
    });
    const stories = folding({ acrossLanguages: false });
    stories.accept([first(a)]);
    expect(stories.place([b], b.firstSeenAt)[0]?.into.kind).toBe('new');
  });

  test('forgets what is older than it is told', () => {
    const stories = folding();
    stories.accept([first(makeStoryArticle('a', RECALL))]);
    stories.forgetBefore(START.add({ hours: 1 }));
    const late = makeStoryArticle('b', RECALL, { hours: 1.5 });
    expect(stories.place([late], late.firstSeenAt)[0]?.into.kind).toBe('new');
  });

  test('names the nearest stories that an article did not join, and what forbade it', () => {
    const stories = folding();
    const other = makeStoryArticle('b', '東雲自動車、福岡の2工場を停止 地震で', { codes: '9914', hours: 1 });
    stories.accept([
      first(makeStoryArticle('a', '暁自動車、福岡の3工場を停止 地震で', { codes: '9913' })),
      first(makeStoryArticle('c', '若竹通信で通信障害')),
      first(other),
    ]);
    const [nearest, ...others] = stories.nearest([other], 'b' as StoryId);
    expect(nearest).toMatchObject({ story: 'a', score: -1 });
    expect(nearest?.detail).toContain('a rule keeps them apart (different companies)');
    expect(others.map(({ story }) => story)).not.toContain('b');
  });

  test('does not name a story that has hardly more than a word in common', () => {
    const stories = folding();
    stories.accept([
      first(makeStoryArticle('a', '青葉電機、地震で福岡の工場を停止')),
      first(makeStoryArticle('c', '福岡の百貨店、夏のセールに行列 食品売り場が好調')),
    ]);
    const article = makeStoryArticle('b', '暁自動車、福岡の工場を停止 地震で', { hours: 1 });
    expect(stories.nearest([article], 'b' as StoryId).map(({ story }) => story)).toEqual(['a']);
  });

  test('names the line by which an editor keeps the same apart', () => {
    const place = { file: 'folds.yaml', line: 3, column: 5 };
    const stories = folding({ rules: [{ kind: 'part', articles: ['a', 'b'], place }] });
    stories.accept([first(makeStoryArticle('a', '若竹通信で通信障害 全国で利用しづらい状況'))]);
    const copy = makeStoryArticle('b', '若竹通信で通信障害、全国で利用しづらい状況', { hours: 1 });
    const [nearest] = stories.nearest([copy], 'b' as StoryId);
    expect(nearest).toMatchObject({ story: 'a', score: -1 });
    expect(nearest?.detail).toMatch(/^parted by hand at folds\.yaml:3; /);
  });

  test.each([
    [11, false, 'word similarity'],
    [11, true, 'an announced story is not folded with another story; '],
    [12, true, 'together they have more than 12 reports, the most that scores fold into one story; '],
  ])(
    'names what keeps a story of %i similar reports apart (announced: %s)',
    (reports, isAnnounced, begin) => {
      const copyOf = (id: string) => makeStoryArticle(id, `${RECALL} ${id}`);
      const large = Array.from({ length: reports - 1 }, (_, n) => copyOf(`a${n}`)).reduce(
        (story, article) =>
          joinStory(story, article, { article: article.id, reason: 'same-event', detail: '' }, START),
        first(copyOf('a')),
      );
      const own = copyOf('b');
      const stories = folding();
      stories.accept([isAnnounced ? announceStory(large, START) : large, first(own)]);
      const [nearest] = stories.nearest([own], 'b' as StoryId);
      expect(nearest?.score).toBeGreaterThan(nearest?.needed ?? 1);
      expect(nearest?.detail.slice(0, begin.length)).toBe(begin);
    },
  );

  test('names at most five, with the score that was needed', () => {
    const stories = folding();
    const many = Array.from({ length: 8 }, (_, n) =>
      first(makeStoryArticle(`a${n}`, `若竹通信、${n + 2}県で通信障害 復旧急ぐ`, { hours: n / 4 })),
    );
    stories.accept(many);
    const article = makeStoryArticle('b', '若竹通信、料金を値上げ 通信障害の復旧後', { hours: 2 });
    const nearest = stories.nearest([article], 'b' as StoryId);
    expect(nearest).toHaveLength(5);
    for (const { needed } of nearest) expect(needed).toBe(SHIPPED_PARAMETERS.thresholds.japanese.normal);
    const scores = nearest.map(({ score }) => score).filter((score) => score >= 0);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });
});

test('an outlet that repeats a headline does not keep the report of another outlet out of the story', () => {
  const stories = folding();
  const honest = makeStoryArticle('a', RECALL);
  stories.accept([announceStory(first(honest), START)]);
  const flood = Array.from({ length: 11 }, (_, n) =>
    makeStoryArticle(`f${n}`, `暁自動車、12万台をリコール ブレーキ不具合で${n + 1}`, {
      hours: 0.5,
      outlet: 'loud',
    }),
  );
  const late = makeStoryArticle('b', '暁自動車が12万台リコール ブレーキ不具合', { hours: 1 });
  const placed = stories.place([...flood, late], late.firstSeenAt);
  const into = (id: string) => placed.find(({ article }) => article.id === id)?.into;
  expect(into('b')).toEqual({ kind: 'story', id: 'a' });
  expect(flood.filter(({ id }) => into(id)?.kind === 'story')).toHaveLength(5);
});

describe('later evidence', () => {
  const A = makeStoryArticle('a', '若竹通信で通信障害', { codes: '9913' });
  const C = makeStoryArticle('c', '若竹通信、110万人に影響 設備故障で', { codes: '9913', hours: 0.5 });
  const B = makeStoryArticle('b', '若竹通信で通信障害 110万人に影響、設備故障', { codes: '9913', hours: 1 });
  const placeB = (stored: readonly Story[]) => {
    const stories = folding();
    stories.accept(stored);
    const [placement] = stories.place([B], B.firstSeenAt);
    if (placement === undefined) throw new Error('it has no place');
    return placement;
  };

  test('makes two stories one while no reader has seen either: the older takes the other in', () => {
    const placement = placeB([first(A), first(C)]);
    expect(placement.into).toEqual({ kind: 'story', id: 'a' });
    expect(placement.bridges).toMatchObject([{ kind: 'unite', story: 'c' }]);
    expect(placement.bridges[0]?.detail).toContain('110万人に影響');
  });

  test.each([
    ['both', [announceStory(first(A), START), announceStory(first(C), START)]],
    ['the older', [announceStory(first(A), START), first(C)]],
    ['the younger', [first(A), announceStory(first(C), START)]],
  ])('calls two stories related of which a reader has seen %s', (_, stored) => {
    const { into, bridges } = placeB(stored);
    const other = into.kind === 'story' && into.id === 'a' ? 'c' : 'a';
    expect(into.kind).toBe('story');
    expect(bridges).toMatchObject([{ kind: 'relate', story: other }]);
  });

  test.each([
    ['nothing if one outlet has them', ['loud', 'loud'], []],
    ['two stories if two outlets have them', ['loud', 'other'], [{ kind: 'relate' }]],
  ])('headlines about two events in one relate %s', (_, outlets, related) => {
    const both = '日銀、政策金利を1.0%に引き上げ　架空電機、熊本に半導体新工場を建設 総投資額5000億円';
    const bank = first(makeStoryArticle('bank', '日本銀行、政策金利を1.0%に引き上げ'));
    const plant = first(makeStoryArticle('plant', '架空電機、熊本に半導体新工場を建設　総投資額5000億円'));
    const [before, now] = outlets.map((outlet, n) =>
      makeStoryArticle(`both${n}`, `${both}${n}`, { hours: 1 + n, outlet }),
    );
    if (before === undefined || now === undefined) throw new Error('two reports are needed');
    const join = { article: before.id, reason: 'same-event', detail: '' } as const;
    const stories = folding();
    stories.accept([announceStory(joinStory(bank, before, join, START), START), announceStory(plant, START)]);
    const [placement] = stories.place([now], now.firstSeenAt);
    expect(placement?.into.kind).toBe('story');
    expect(placement?.bridges).toMatchObject(related);
  });

  test('says nothing of a story that is of another event', () => {
    const other = makeStoryArticle('d', RECALL, { codes: '9999', hours: 0.5 });
    expect(placeB([first(A), first(other)]).bridges).toEqual([]);
  });
});

describe('an editor’s line', () => {
  const rule = (kind: FoldRule['kind'], ...ids: readonly string[]): FoldRule => ({
    kind,
    articles: ids.map((id) => `https://news.example/${id}`),
    place: { file: 'folds.yaml', line: 7, column: 5 },
  });
  const [a, b] = [makeStoryArticle('a', RECALL), makeStoryArticle('b', RECALL, { hours: 1 })];
  const far = makeStoryArticle('c', '若竹通信で通信障害', { hours: 1 });

  test('joins articles that have nothing in common, stored or new, and is named as the reason', () => {
    const stories = folding({ rules: [rule('join', 'a', 'c')] });
    const together = stories.place([a, far], far.firstSeenAt);
    expect(together.map(({ into }) => into)).toEqual([{ kind: 'new' }, { kind: 'with', article: 'a' }]);
    stories.accept([first(a)]);
    const [placement] = stories.place([far], far.firstSeenAt);
    expect(placement).toMatchObject({
      into: { kind: 'story', id: 'a' },
      join: {
        reason: 'by-hand',
        score: 1,
        detail: expect.stringMatching(/^joined by hand \(folds\.yaml:7\); compared with “/),
      },
    });
  });

  test('keeps articles apart whose titles are the same, stored or new', () => {
    const stories = folding({ rules: [rule('part', 'a', 'b')] });
    const apart = stories.place([a, b], b.firstSeenAt);
    expect(apart.map(({ into }) => into.kind)).toEqual(['new', 'new']);
    stories.accept([first(a)]);
    expect(stories.place([b], b.firstSeenAt)[0]?.into.kind).toBe('new');
  });

  test('keeps an article out of a story in which only one other is parted from it', () => {
    const third = makeStoryArticle('d', RECALL, { hours: 0.5 });
    const stories = folding({ rules: [rule('part', 'b', 'a')] });
    stories.accept([
      joinStory(first(a), third, { article: third.id, reason: 'same-title', detail: '' }, START),
    ]);
    expect(stories.place([b], b.firstSeenAt)[0]?.into.kind).toBe('new');
  });
});

describe('comparing a corrected title with the old one', () => {
  const mayBeOneEvent = (before: string, after: string): boolean =>
    folding().mayBeOneEvent(makeStoryArticle('a', before), makeStoryArticle('a', after));

  test.each([
    ['a figure', '架空電機、純利益120億円 4〜6月期', '架空電機、純利益210億円 4〜6月期'],
    ['a quarter', '架空電機の第2四半期、最終赤字', '架空電機の第3四半期、最終赤字'],
    ['a name', '架空電機社長に山本氏', '架空電機社長に山下氏'],
    ['a spelling', '政府、骨太の方針を閣議決定へ', '政府、骨太方針を閣議決定'],
    ['a meaning', '架空電機、増益', '架空電機、減益'],
    ['a fuller title', '架空電機が新工場', '架空電機が新工場、北国に500億円投資 来春稼働'],
    ['a flash', '【速報】日銀が利上げ決定', '日銀、政策金利1.0%に引き上げ 総裁「物価見通し実現へ」'],
    ['a live report', '【ライブ】日銀総裁会見', '総裁、追加利上げ「データ次第」 円は155円台に下落'],
    ['a session of a market', '日経平均、続伸で始まる 200円高', '日経平均大引け、反落 150円安'],
    ['other words', '半導体大手の工場で火災', '北国の工場で出火、けが人なし 車載半導体に影響も'],
  ])('takes %s for a correction', (_, before, after) => {
    expect(mayBeOneEvent(before, after)).toBe(true);
  });

  test('takes an English title for a correction if it names the same things', () => {
    const english = makeStoryArticle('a', 'BOJ raises policy rate to 1.0%');
    const japanese = makeStoryArticle('a', '日銀、追加利上げを決定 政策金利1.0%に');
    expect(folding().mayBeOneEvent(japanese, english)).toBe(true);
  });

  test.each([['【広告】カジノで10万円'], ['例示商事、豪州の銅鉱山に出資'], ['架空食品の健康茶、通販で人気']])(
    'does not take %s for a correction, whatever the summary',
    (after) => {
      const summary = '架空電機は北国の工場の閉鎖を発表した。';
      const [old, bait] = ['架空電機、北国の工場の閉鎖を発表 2000人を削減', after].map((title) => ({
        ...makeStoryArticle('a', title),
        summary,
      }));
      expect(old && bait && folding().mayBeOneEvent(old, bait)).toBe(false);
    },
  );
});
