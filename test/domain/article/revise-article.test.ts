import { describe, expect, test } from 'vitest';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { reviseArticle } from '../../../src/domain/article/revise-article.ts';
import { makeArticle, makeCandidate, NOON } from '../../make.ts';

const stored = makeArticle('a', { title: '架空電機、増益', summary: '本文。', guid: 'g1' });
const again = makeCandidate('a', { title: '架空電機、増益', summary: '本文。', guid: 'g1' });

describe('reviseArticle', () => {
  test('makes no revision of an item that says what it said', () => {
    expect(reviseArticle(stored, again)).toBeUndefined();
    expect(reviseArticle(stored, { ...again, title: '架空電機、 増益' })).toBeUndefined();
  });

  test('takes a corrected title, and remembers the old one', () => {
    const revision = reviseArticle(stored, { ...again, title: '架空電機、減益' });
    expect(revision?.corrected).toBe(true);
    expect(revision?.article).toMatchObject({
      title: '架空電機、減益',
      formerTitles: ['架空電機、増益'],
      revision: 2,
    });
  });

  const other = { ...again, title: '架空電機、減益', summary: '訂正した本文。' };

  test('takes a correction back with its outlet, title and text together', () => {
    const corrected = reviseArticle(stored, other)?.article ?? stored;
    expect(corrected).toMatchObject({ title: other.title, summary: other.summary });
    expect(reviseArticle(corrected, again)).toMatchObject({
      corrected: true,
      article: { title: again.title, summary: again.summary, formerTitles: [again.title, other.title] },
    });
  });

  test('stays with one version of two that alternate: headlines on trial must not flap', () => {
    let article = stored;
    const taken = Array.from({ length: 20 }, (_, poll) => {
      const revision = reviseArticle(article, poll % 2 === 0 ? other : again);
      article = revision?.article ?? article;
      return revision !== undefined;
    });
    expect(taken.filter(Boolean)).toHaveLength(3);
    const { title, summary } = other;
    expect(article).toMatchObject({ title, summary });
  });

  test('does not keep the text of the old title for a new one', () => {
    const { summary: _, ...bare } = other;
    expect(reviseArticle(stored, bare)?.article).not.toHaveProperty('summary');
  });

  test('keeps id, outlet and dates whatever the item says now', () => {
    const later = { ...again, title: '別の題', published: NOON.add({ hours: 5 }), id: makeArticle('b').id };
    expect(reviseArticle(stored, later)?.article).toMatchObject({
      id: stored.id,
      published: stored.published,
    });
  });

  test('another picture alone is no revision, but a corrected article has the picture of now', () => {
    const pictured = { ...stored, image: 'https://kaku.example/1.jpg', imageDetails: { alt: '工場' } };
    const now = { ...again, image: 'https://kaku.example/2.jpg' };
    expect(reviseArticle(pictured, now)).toBeUndefined();
    const corrected = reviseArticle(pictured, { ...now, title: '架空電機、減益' })?.article;
    expect(corrected?.image).toBe('https://kaku.example/2.jpg');
    expect(corrected).not.toHaveProperty('imageDetails');
    const bare = reviseArticle(pictured, { ...again, title: '架空電機、減益' })?.article;
    expect(bare).toMatchObject({ image: pictured.image, imageDetails: pictured.imageDetails });
  });

  test('a rewritten body alone is not a correction for readers', () => {
    const revision = reviseArticle(stored, { ...again, summary: '書き直した本文。' });
    expect(revision).toMatchObject({ corrected: false, article: { summary: '書き直した本文。' } });
  });

  test('a body that an outlet left out this time is kept', () => {
    const { summary: _, ...bare } = again;
    expect(reviseArticle(stored, bare)).toBeUndefined();
  });

  test('learns another guid and another address as further names, and leads to the new address', () => {
    const moved = {
      ...again,
      guid: 'g2',
      link: 'https://kaku.example/new/a',
      canonicalUrl: 'https://kaku.example/new/a',
    };
    const revision = reviseArticle(stored, moved);
    expect(revision?.corrected).toBe(false);
    expect(revision?.article.link).toBe('https://kaku.example/new/a');
    expect(revision?.article.otherKeys).toEqual(['guid:kaku:g2', 'url:https://kaku.example/new/a']);
    expect(revision && reviseArticle(revision.article, moved)).toBeUndefined();
  });

  test('keeps leading to the first address where only what stands behind the question mark changes', () => {
    const linked = {
      ...stored,
      link: 'https://kaku.example/a?session=1',
      canonicalUrl: 'https://kaku.example/a?session=1',
    };
    const link = 'https://kaku.example/a?session=2';
    expect(reviseArticle(linked, { ...again, link, canonicalUrl: link })?.article.link).toBe(linked.link);
  });

  test('follows a page that moved, but not one that moves without end', () => {
    let article = stored;
    const links = [1, 2, 3, 4, 1, 2].map((move) => {
      const link = `https://kaku.example/${move}/a`;
      article = reviseArticle(article, { ...again, link, canonicalUrl: link })?.article ?? article;
      return article.link;
    });
    expect(links).toEqual([1, 2, 2, 2, 2, 2].map((move) => `https://kaku.example/${move}/a`));
  });

  test('follows no third move under an outlet whose guids change with every poll', () => {
    let article = stored;
    for (let poll = 0; poll < 60; poll += 1) {
      const link = `https://kaku.example/${Math.floor(poll / 10)}/a`;
      const item = { ...again, guid: `g-${poll}`, link, canonicalUrl: link };
      article = reviseArticle(article, item)?.article ?? article;
    }
    expect(article.link).toBe('https://kaku.example/1/a');
  });

  test.each([2, 5, 8])('follows each of %i headlines that an outlet shows in turn twice at most', (count) => {
    let article = stored;
    for (let poll = 0; poll < 60; poll += 1)
      article = reviseArticle(article, { ...again, title: `見出し${poll % count}` })?.article ?? article;
    expect(article.revision).toBeLessThanOrEqual(1 + 2 * (count + 1));
  });

  test('of titles that change with every poll, four update the story', () => {
    let article = stored;
    const updates = Array.from({ length: 20 }, (_, poll) => {
      const revision = reviseArticle(article, { ...again, title: `第${poll}報` });
      article = revision?.article ?? article;
      return revision?.updates;
    });
    expect(updates).toEqual(Array.from({ length: 20 }, (_, poll) => poll < 4));
    expect(article.title).toBe('第19報');
  });

  test('remembers the last sixteen titles of an outlet whose titles change with every poll', () => {
    let article = stored;
    for (let poll = 0; poll < 20; poll += 1)
      article = reviseArticle(article, { ...again, title: `第${poll}報` })?.article ?? article;
    expect(article.formerTitles).toEqual(Array.from({ length: 16 }, (_, n) => `第${n + 3}報`));
  });

  test('a text that changes with every poll makes no more revisions after twenty, until the title changes', () => {
    let article = stored;
    for (let poll = 1; poll <= 30; poll++)
      article = reviseArticle(article, { ...again, summary: `${poll}分前。` })?.article ?? article;
    expect(article).toMatchObject({ revision: 20, summary: '19分前。' });
    expect(reviseArticle(article, { ...other, summary: '30分前。' })?.article.summary).toBe('30分前。');
  });

  test('a guid that changes with every poll makes eight revisions, and is learned with a correction after them', () => {
    let article = stored;
    for (let poll = 0; poll < 50; poll += 1)
      article = reviseArticle(article, { ...again, guid: `g-${poll}` })?.article ?? article;
    expect(article.revision).toBe(9);
    article = reviseArticle(article, { ...again, guid: 'g-50', title: '訂正' })?.article ?? article;
    expect(article.otherKeys).toHaveLength(8);
    expect(article.otherKeys).toContain('guid:kaku:g-50' as IdentityKey);
  });

  test('a query that changes with every poll makes eight revisions, and then hides no move of the page', () => {
    let article = stored;
    const list = (link: string): void => {
      article = reviseArticle(article, { ...again, link, canonicalUrl: link })?.article ?? article;
    };
    for (let poll = 0; poll < 20; poll += 1) list(`${stored.canonicalUrl}?seen=${poll}`);
    expect(article.revision).toBe(9);
    list('https://kaku.example/moved/a');
    expect(article.link).toBe('https://kaku.example/moved/a');
  });
});
