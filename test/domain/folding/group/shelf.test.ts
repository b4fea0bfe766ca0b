import { describe, expect, test } from 'vitest';
import type { Article } from '../../../../src/domain/article/article.ts';
import { SHIPPED_PARAMETERS } from '../../../../src/domain/folding/fold-articles.ts';
import { gatherEntrants } from '../../../../src/domain/folding/group/entrants.ts';
import { createShelf } from '../../../../src/domain/folding/group/shelf.ts';
import { createReader } from '../../../../src/domain/folding/read/read-article.ts';
import { announceStory, createStory } from '../../../../src/domain/story/grow-story.ts';
import type { Story, StoryId } from '../../../../src/domain/story/story.ts';
import { FOLD_SETTINGS, makeStoryArticle, START } from '../make-story-article.ts';

const emptyShelf = () => createShelf(createReader(SHIPPED_PARAMETERS, [], []));
const storyOf = (article: Article): Story =>
  createStory(article, { article: article.id, reason: 'first', detail: '' }, 'test');
const [A, B, C, D] = ['a', 'b', 'c', 'd'].map((id, hours) =>
  storyOf(makeStoryArticle(id, `${id}社が新工場`, { hours })),
) as [Story, Story, Story, Story];

describe('a shelf', () => {
  test('knows which stories are open: those that were never announced and have an article on it', () => {
    const shelf = emptyShelf();
    shelf.accept([A, B]);
    expect([A, B, C].map(({ id }) => shelf.isOpen(id))).toEqual([true, true, false]);
    shelf.accept([announceStory(B, START)]);
    expect(shelf.isOpen(B.id)).toBe(false);
    shelf.forgetBefore(START.add({ minutes: 30 }));
    expect(shelf.isOpen(A.id)).toBe(false);
  });

  test('keeps a story open whose other article is still on it', () => {
    const shelf = emptyShelf();
    shelf.accept([{ ...A, articles: [A.articles[0], B.articles[0]] }]);
    shelf.forgetBefore(START.add({ minutes: 30 }));
    expect(shelf.isOpen(A.id)).toBe(true);
    expect(shelf.slotsOf(A.id).map((slot) => shelf.at(slot)?.id)).toEqual(['b']);
  });

  test('forgets what was seen before a moment, and nothing that was seen at it', () => {
    const shelf = emptyShelf();
    shelf.accept([A]);
    shelf.forgetBefore(START);
    expect(shelf.slotsOf(A.id)).toHaveLength(1);
    shelf.forgetBefore(START.add({ milliseconds: 1 }));
    expect(shelf.slotsOf(A.id)).toEqual([]);
  });

  test('finds its articles by id and by address', () => {
    const shelf = emptyShelf();
    const copy = storyOf(makeStoryArticle('e', 'e社が新工場', { url: 'https://news.example/b' }));
    shelf.accept([A, B, copy]);
    expect(shelf.slotsNamed('b')).toEqual([1]);
    expect(shelf.slotsNamed('https://news.example/b')).toEqual([1, 2]);
    expect(shelf.slotsNamed('https://news.example/z')).toEqual([]);
  });

  test('moves what it holds together once most of its slots are empty, in the old order', () => {
    const shelf = emptyShelf();
    shelf.accept([A, B, C, D]);
    shelf.forgetBefore(START.add({ hours: 2 }));
    expect([C, D].flatMap(({ id }) => shelf.slotsOf(id))).toEqual([2, 3]);
    shelf.accept([A]);
    shelf.forgetBefore(START.add({ hours: 2 }));
    expect([C, D].flatMap(({ id }) => shelf.slotsOf(id))).toEqual([0, 1]);
    expect(shelf.slotsNamed('https://news.example/c')).toEqual([0]);
    expect(shelf.near(shelf.profileOf(D.articles[0]))).toContain(1);
  });

  test('takes a revised article in place of the old one, and an article that went to another story', () => {
    const shelf = emptyShelf();
    shelf.accept([A]);
    const revised = { ...A.articles[0], revision: 2, title: 'a社が新しい工場' };
    shelf.accept([{ ...A, articles: [revised] }]);
    expect(shelf.slotsOf(A.id).map((slot) => shelf.at(slot)?.title)).toEqual(['a社が新しい工場']);
    shelf.accept([{ ...B, articles: [revised] }]);
    expect(shelf.slotsOf(A.id)).toEqual([]);
    expect(shelf.slotsOf(B.id)).toHaveLength(1);
  });

  test('reads an article anew whose tags alone changed, as another report of its story can do', () => {
    const shelf = emptyShelf();
    const companies = () =>
      shelf.slotsOf(A.id).map((slot) => [shelf.at(slot)?.id, shelf.at(slot)?.profile.companies]);
    shelf.accept([A]);
    expect(companies()).toEqual([['a', []]]);
    const { tags } = makeStoryArticle('a', '', { codes: '7203' });
    shelf.accept([{ ...A, articles: [{ ...A.articles[0], tags }] }]);
    expect(companies()).toEqual([['a', ['7203']]]);
  });
});

describe('a comparison', () => {
  const WINDOW_MS = FOLD_SETTINGS.windowMs;
  const scorer = { score: () => 0.9, veto: () => undefined };
  const gather = (articles: readonly Article[], now: Temporal.Instant, shelf = emptyShelf()) =>
    gatherEntrants({ shelf, scorer, settings: { ...FOLD_SETTINGS, acrossLanguages: false } }, articles, now);

  test('takes in a stored article until the window has passed since it was seen', () => {
    const shelf = emptyShelf();
    shelf.accept([A]);
    const end = START.add({ milliseconds: WINDOW_MS });
    const entered = gather([], end, shelf);
    expect([entered.enter(0), entered.enter(0), entered.enter(1)]).toEqual([0, 0, undefined]);
    expect(entered.membersOf(A.id)).toEqual([0]);
    expect(gather([], end.add({ milliseconds: 1 }), shelf).enter(0)).toBeUndefined();
    expect(entered.membersOf('z' as StoryId)).toEqual([]);
  });

  test('forbids pairs in two languages, if the editor says so, and those published further apart than the window', () => {
    const [first] = A.articles;
    const late = (ms: number): Article => ({ ...B.articles[0], published: START.add({ milliseconds: ms }) });
    const scoreWith = (other: Article): number => gather([first, other], START).score(1, 0);
    expect(scoreWith(late(WINDOW_MS))).toBe(0.9);
    expect(scoreWith(late(WINDOW_MS + 1))).toBe(-1);
    expect(scoreWith({ ...late(0), language: 'en' })).toBe(-1);
  });

  test('has the articles of a batch in the order of their dates, and of their ids where these are equal', () => {
    const articles = [D, B, A].map(({ articles: [one] }) => one);
    const twin = { ...makeStoryArticle('aa', 'x', { hours: 1 }) };
    expect(gather([...articles, twin], START).fresh.map(({ id }) => id)).toEqual(['a', 'aa', 'b', 'd']);
  });
});
