import { expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { correctArticle } from '../../../src/domain/article/revise-article.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import { makeArticle, makeCandidate, makeOutlet, makeSource } from '../../make.ts';

const outlet = makeOutlet('kaku');
const aggregator = makeSource('aggregator', { aggregator: true });
const own = makeSource('kaku', { outlet });
const section = makeSource('kaku-economy', { outlet });
const configured = [aggregator, own, section];
const listed = makeCandidate('a', { title: '架空電機、新工場を建設' });

test('the source that brought an article revises it', () => {
  const stored = makeArticle('a', { title: '架空電機、新工場' });
  expect(correctArticle(stored, listed, own, configured)).toMatchObject({
    corrected: true,
    article: { title: listed.title, revision: 2, formerTitles: ['架空電機、新工場'] },
  });
});

test('another source of the outlet does not: its section may word a headline in its own way', () => {
  const stored = makeArticle('a', { title: '架空電機、新工場' });
  expect(correctArticle(stored, listed, section, configured)).toBeUndefined();
});

test('an outlet’s own source takes over what an aggregator brought, with all that the aggregator said of it', () => {
  const stored = makeArticle('a', {
    source: aggregator.id,
    title: '架空電機、新工場 - Kaku',
    otherKeys: ['url:https://kaku.example/another' as IdentityKey],
    formerTitles: ['別の記事'],
    relevance: { score: 0.7, reasons: ['工場'] },
  });
  const revision = correctArticle(stored, { ...listed, source: own.id }, own, configured);
  expect(revision).toMatchObject({
    corrected: true,
    updates: true,
    article: { id: 'a', revision: 2, source: 'kaku', title: listed.title, relevance: stored.relevance },
  });
  expect(revision?.article).not.toHaveProperty('otherKeys');
  expect(revision?.article).not.toHaveProperty('formerTitles');
});

test('taking over an equal title is no correction', () => {
  const stored = makeArticle('a', { source: aggregator.id, title: listed.title });
  expect(correctArticle(stored, listed, own, configured)?.corrected).toBe(false);
});

test('an article of a source that is no longer configured is taken over, but never by an aggregator', () => {
  const stored = makeArticle('a', { source: 'removed' as SourceId });
  expect(correctArticle(stored, listed, section, configured)).toMatchObject({ article: { revision: 2 } });
  expect(correctArticle(stored, listed, { ...aggregator, outlet }, configured)).toBeUndefined();
});
