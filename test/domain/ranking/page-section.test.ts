import { describe, expect, test } from 'vitest';
import { type Section, sectionOf } from '../../../src/domain/ranking/page-section.ts';
import type { Evidence, Tag } from '../../../src/domain/tag/tag.ts';
import type { TopicKey } from '../../../src/domain/tag/topic.ts';
import { makeArticle, makeStory } from '../../make.ts';

const section = (key: string, ...topics: string[]): Section => ({ key, label: { en: key, ja: key }, topics });
const SECTIONS = [section('markets', 'markets', 'fx'), section('autos', 'autos')];

const topic = (key: string, ...where: Evidence['where'][]): Tag => ({
  kind: 'topic',
  key: key as TopicKey,
  evidence: where.map((place) => ({ words: key, where: place })),
});

const storyWith = (...tags: Tag[]) => makeStory('s', { articles: [makeArticle('s', { tags })] });

describe('the section of a story', () => {
  test('is the one whose topics have the most evidence', () => {
    const story = storyWith(topic('markets', 'summary'), topic('autos', 'summary', 'summary'));
    expect(sectionOf(story.articles, SECTIONS)?.key).toBe('autos');
  });

  test('counts evidence in a title twice', () => {
    const story = storyWith(topic('markets', 'title'), topic('autos', 'summary'));
    expect(sectionOf(story.articles, [...SECTIONS].reverse())?.key).toBe('markets');
  });

  test('adds up the topics of a section and the articles of a story', () => {
    const story = makeStory('s', {
      articles: [
        makeArticle('s', { tags: [topic('autos', 'title')] }),
        makeArticle('t', { tags: [topic('markets', 'title'), topic('fx', 'summary')] }),
      ],
    });
    expect(sectionOf(story.articles, SECTIONS)?.key).toBe('markets');
  });

  test('is the first of several with the same evidence', () => {
    const story = storyWith(topic('autos', 'title'), topic('fx', 'title'));
    expect(sectionOf(story.articles, SECTIONS)?.key).toBe('markets');
  });

  test('is none where no section has a topic of the story', () => {
    expect(sectionOf(storyWith(topic('retail', 'title')).articles, SECTIONS)).toBeUndefined();
    const company: Tag = {
      kind: 'company',
      code: '7203' as never,
      evidence: [{ words: 'x', where: 'title' }],
    };
    expect(sectionOf(storyWith(company).articles, SECTIONS)).toBeUndefined();
  });
});
