import { describe, expect, test } from 'vitest';
import type { Article, ArticleId } from '../../src/domain/article/article.ts';
import type { Importance } from '../../src/domain/ranking/importance.ts';
import { joinStory } from '../../src/domain/story/grow-story.ts';
import type { Join, Story, StoryId } from '../../src/domain/story/story.ts';
import { explainStory } from '../../src/why/explain-story.ts';
import { makeArticle, makeStory, NOON } from '../make.ts';

const first = makeStory('aaaa');
const second = makeArticle('bbbb', { title: '架空電機が買収' });
const join: Join = {
  article: second.id,
  reason: 'same-event',
  detail: 'compared with “見出し aaaa”: word similarity 0.62',
  score: 0.78,
};
const grown = joinStory(first, second, join, NOON.add({ hours: 1 }));
const NOTHING: Importance['parts'] = {
  weight: 0,
  breadth: 0,
  worth: 0,
  reports: 0,
  independence: 0,
  growth: 0,
  freshness: 0,
  topics: 0,
  age: 0,
  stale: 0,
  notice: 0,
  feature: 0,
  abroad: 0,
  little: 0,
};
const context = {
  lead: grown.articles[0],
  siteUrl: 'https://site.example',
  isInFeed: true,
  importance: {
    score: 12.5,
    parts: { ...NOTHING, weight: 10, freshness: 2.46, growth: 0.04 },
    reasons: ['a large company +0.9'],
  },
  hasView: (_path: string): boolean => true,
};

const about = (story: Story, article = story.articles[0], rest: Partial<typeof context> = {}) =>
  new Map(
    explainStory(story, article, { ...context, ...rest }).map(({ about: name, lines }) => [name, lines]),
  );

describe('what is said of a story', () => {
  test('an article whose join is not recorded is no first report', () => {
    const unrecorded = { ...first, joins: [{ ...first.joins[0], article: 'other' as ArticleId }] } as const;
    expect(about(unrecorded).get('Story')).toEqual([
      'This article is in the story aaaa; the record of how it joined is missing.',
    ]);
  });

  test('a first report stands alone, and leads', () => {
    const said = about(first);
    expect(said.get('Story')).toEqual(['This article is the first report of the story aaaa.']);
    expect(said.has('With it')).toBe(false);
    expect(said.get('Published')).toEqual([
      'As entry tag:kawaraban.example,2026:aaaa, since 2026-11-24 12:00 JST, dated 2026-11-24 12:00 JST.',
      'This article leads the entry.',
      'In /feed, /outlets/kaku, /languages/ja (.rss, .atom, .json).',
      'https://site.example/stories/aaaa',
    ]);
  });

  test('a later one joined for a reason, as sure as its score', () => {
    const said = about(grown, second);
    expect(said.get('Story')).toEqual([
      'This article joined the story aaaa: the same event, very likely (score 0.78 of 1).',
      'Compared with “見出し aaaa”: word similarity 0.62.',
    ]);
    expect(said.get('With it')).toEqual([
      '2026-11-24 12:00 JST Kaku Shimbun: 見出し aaaa [the first report] https://kaku.example/aaaa',
    ]);
    expect(said.get('Published')?.slice(0, 2)).toEqual([
      'As entry tag:kawaraban.example,2026:aaaa, since 2026-11-24 12:00 JST, dated 2026-11-24 12:00 JST, changed 2026-11-24 13:00 JST.',
      'The entry is led by Kaku Shimbun: “見出し aaaa”; this article is listed under “also reported by”.',
    ]);
  });

  test.each([
    [0.9, 'almost certain'],
    [0.899, 'very likely'],
    [0.75, 'very likely'],
    [0.749, 'likely'],
    [0.6, 'likely'],
    [0.599, 'borderline'],
  ])('a score of %d is called %s', (score, word) => {
    const joined = joinStory(first, second, { ...join, score }, NOON);
    expect(about(joined, second).get('Story')?.[0]).toBe(
      `This article joined the story aaaa: the same event, ${word} (score ${score.toFixed(2)} of 1).`,
    );
  });

  test.each([
    ['same-url', 'the same page'],
    ['same-title', 'the same title'],
    ['by-hand', 'a line of folds.yaml'],
  ] as const)('one that joined by %s is said to have %s', (reason, words) => {
    const { score: _, ...certain } = join;
    const joined = joinStory(first, second, { ...certain, reason }, NOON);
    expect(about(joined, second).get('Story')?.[0]).toBe(`This article joined the story aaaa: ${words}.`);
    expect(about(joined).get('With it')).toEqual([
      `2026-11-24 12:00 JST Kaku Shimbun: 架空電機が買収 [${words}] https://kaku.example/bbbb`,
    ]);
  });

  test('one that folds.yaml joins has no likelihood', () => {
    const joined = joinStory(first, second, { ...join, reason: 'by-hand', score: 1 }, NOON);
    expect(about(joined, second).get('Story')?.[0]).toBe(
      'This article joined the story aaaa: a line of folds.yaml.',
    );
  });

  test('a view that the site does not have is not named', () => {
    const hasView = (path: string) => path !== '/outlets/kaku';
    expect(about(first, first.articles[0], { hasView }).get('Published')?.[2]).toBe(
      'In /feed, /languages/ja (.rss, .atom, .json).',
    );
  });

  test('its importance is named part by part, the largest first, and whether it was among the top', () => {
    expect(about(first).get('Importance')).toEqual([
      '12.5 points: outlets of weight 10.0, freshness 2.5. Reasons for the worth to readers: a large company +0.9.',
      'The story has not been among the top stories (`page.topScore`).',
    ]);
    const top = about({ ...first, topAt: NOON });
    expect(top.get('Importance')?.[1]).toBe('Among the top stories since 2026-11-24 12:00 JST.');
    expect(top.get('Published')?.[2]).toContain('In /feed, /top, ');
    const { announcedAt: _, ...silent } = first;
    expect(about(silent).has('Importance')).toBe(false);
  });

  test('an old story has left the merged feed', () => {
    expect(about(first, first.articles[0], { isInFeed: false }).get('Published')?.[2]).toMatch(
      /^Newer entries/,
    );
  });

  const silenceOf = (article: Partial<Article>, detail = 'the first report') => {
    const { announcedAt: _, ...silent } = first;
    const [report] = first.articles;
    const joins = [{ ...first.joins[0], detail }] as const;
    return about({ ...silent, articles: [{ ...report, ...article }], joins }).get('Published')?.[0];
  };

  test('what was older than a day on a first poll is in no feed as backlog', () => {
    expect(silenceOf({ published: NOON.subtract({ hours: 25 }), firstSeenAt: NOON })).toBe(
      'In no feed: the report is dated more than a day before it was first seen, and the story was in the backlog of a new source or endpoint, or in that of a source that had not answered for more than two days, or the story waited in a document with more items than a poll takes in.',
    );
  });

  test('what is dated within the day is in no feed since there was too much', () => {
    const surplus =
      'the outlet had reached its hourly limit of entries (`feed.perOutlet`), or the story waited in a document with more items than a poll takes in.';
    expect(silenceOf({ statedAt: NOON, published: NOON, firstSeenAt: NOON })).toBe(`In no feed: ${surplus}`);
    expect(silenceOf({ published: NOON, firstSeenAt: NOON })).toBe(
      `In no feed: either the report has no date and the story was in the backlog of a new source or endpoint, or ${surplus}`,
    );
  });

  test('what an editor parted late, or from a silent story, is in no feed, and says from which story it comes', () => {
    const detail = 'parted by hand from the story bbbb (folds.yaml:2)';
    expect(silenceOf({}, detail)).toBe(
      `In no feed: the report was ${detail}, more than a day after the report came, or while that story was in no feed.`,
    );
    const parted = { ...first, joins: [{ ...first.joins[0], detail }] } as const;
    expect(about(parted).get('Story')).toEqual([
      `This article is the first report of the story aaaa, ${detail}.`,
    ]);
  });

  test('related stories are named', () => {
    const related = { ...first, related: ['cccc', 'dddd'] as StoryId[] };
    expect(about(related).get('Story')).toContain(
      'Related, because a later article matched both stories, which stay separate: cccc, dddd.',
    );
  });
});
