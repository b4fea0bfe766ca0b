import { expect, test } from 'vitest';
import { readDrop, readState, readStory } from '../../../src/store/log/records.ts';
import { withEach } from '../../support/with-each.ts';
import { aDrop, anArticle, aStory } from '../make-story.ts';
import { NOW } from '../opened-store.ts';

const stored = (change: Parameters<typeof anArticle>[1]): unknown =>
  JSON.parse(JSON.stringify(aStory(1, { articles: [anArticle(1, change)] })));

test('a story is read with the picture of its article', () => {
  const picture = {
    image: 'https://kanda.example/1.jpg',
    imageDetails: { width: 800, height: 533, alt: '第1工場' },
  };
  expect(readStory(stored(picture)).articles[0]).toMatchObject(picture);
});

test('a story that an earlier version stored, with the address of an image alone, is read', () => {
  const image = 'http://kanda.example/1.jpg';
  expect(readStory(stored({ image })).articles[0]).toMatchObject({ image });
  expect(readStory(stored({})).articles[0]).not.toHaveProperty('image');
});

/** A story, a state and a drop with every field that they may have, as they are stored. */
const everything = () => {
  const tag = { kind: 'topic', key: 'plants', evidence: [{ words: '工場', where: 'title' }] };
  const company = { kind: 'company', code: '9990', evidence: [] };
  const article = {
    ...JSON.parse(JSON.stringify(anArticle(1))),
    ...{ otherKeys: ['text:x'], formerTitles: ['t'], content: 'c', authors: ['a'], statedAt: NOW.toString() },
    ...{ image: 'https://kanda.example/1.jpg', imageDetails: { width: 1, height: 2, alt: 'a' } },
    tags: [tag, company],
  };
  const join = { article: article.id, reason: 'first', detail: 'd', score: 0.5 };
  const dates = { announcedAt: NOW.toString(), topAt: NOW.toString() };
  const story = {
    ...JSON.parse(JSON.stringify(aStory(1))),
    ...{ ...dates, articles: [article, article], joins: [join, join], related: ['x'] },
  };
  const moment = NOW.toString();
  const endpoint = {
    ...{
      url: 'https://kanda.example/feed.xml',
      validators: { etag: '"1"', lastModified: 'x' },
      bodyHash: 'h',
    },
    ...{ unconditionalAt: moment, askedAt: moment, succeededAt: moment, failures: 2 },
    ...{ failure: { kind: 'dns', detail: 'd', since: moment }, restUntil: moment, restHost: 'h' },
    ...{ fetchedAt: moment, newestItemAt: moment, hints: {}, charset: 'utf-8' },
    ...{
      oddity: { what: 'w', since: moment },
      redirect: { to: 'u', polls: 1 },
      movedTo: 'u',
      goneAt: moment,
    },
  };
  const state = {
    ...{
      source: 'kanda',
      firstPolledAt: moment,
      lastPolledAt: moment,
      lastSuccessAt: moment,
      lastNewAt: moment,
    },
    ...{ newestItemAt: moment, nextPollAt: moment, endpoint: 0, endpoints: [endpoint] },
    health: { kind: 'ok', since: moment, why: 'w', whatToDo: 'd' },
    ...{
      itemHashes: ['h'],
      truncated: { waiting: ['h'], cut: 1 },
      flood: { at: moment, entries: 1, perOutlet: 1 },
    },
    ...{ day: { since: moment, items: 1 }, arrivals: [moment] },
    rhythm: { hours: [1], weeks: 2, until: moment },
    counts: { requests: 1, notModified: 0, failed: 0, items: 2 },
  };
  return { story, state, drop: JSON.parse(JSON.stringify(aDrop(1))) };
};

test.each([
  ['story', readStory],
  ['state', readState],
  ['drop', readDrop],
] as const)(
  'a %s is read with each of its fields, and refused if one of them is of another kind',
  (kind, read) => {
    const whole = everything()[kind];
    expect(JSON.parse(JSON.stringify(read(whole)))).toEqual(whole);
    expect(read({ ...whole, ofALaterVersion: 1 })).toMatchObject({ ofALaterVersion: 1 });
    for (const [place, wrong] of withEach(whole, [null])) expect(() => read(wrong), place).toThrow('"code"');
  },
);

test.each([
  ['story', readStory, ['id', 'entryId', 'articles', 'joins', 'published', 'updated', 'related']],
  ['state', readState, ['source', 'endpoint', 'endpoints', 'itemHashes', 'arrivals', 'counts']],
  ['drop', readDrop, ['keys', 'source', 'title', 'link', 'at', 'reason']],
] as const)('a %s that lacks what each has is refused', (kind, read, needed) => {
  const whole = everything()[kind];
  const lacking = Object.keys(whole).filter((key) => {
    const { [key]: _, ...less } = whole;
    try {
      read(less);
      return false;
    } catch {
      return true;
    }
  });
  expect(new Set(lacking)).toEqual(new Set<string>(needed));
});

test.each([
  ['an empty id', { id: '' }],
  ['no article', { articles: [] }],
  ['no join', { joins: [] }],
  ['a moment that is none', { updated: 'noon' }],
])('a story with %s is refused', (_, rest) => {
  expect(() => readStory({ ...everything().story, ...rest })).toThrow('"code"');
});

test.each([
  [{ id: '' }, { id: 'x' }],
  [{ revision: 0 }, { revision: 1 }],
  [{ revision: 1.5 }, { revision: 2 }],
  [{ language: 'fr' }, { language: 'en' }],
  [{ republish: 'all' }, { republish: 'full' }],
  [{ tags: [{ kind: 'person' }] }, { tags: [] }],
  [{ imageDetails: { width: 0 } }, { imageDetails: { width: 1 } }],
])('an article with %j is refused, and one with %j is read', (wrong, right) => {
  const { story } = everything();
  const read = (rest: object) => readStory({ ...story, articles: [{ ...story.articles[0], ...rest }] });
  expect(() => read(wrong)).toThrow('"code"');
  expect(read(right).articles[0]).toMatchObject(right);
});

test.each([
  ['headline', 'excerpt', 'full'].map((republish) => ({ republish })),
  ['en', 'ja'].map((language) => ({ language })),
])('an article has each of the values that there are: %j', (...values) => {
  const { story } = everything();
  for (const value of values.flat())
    expect(readStory({ ...story, articles: [{ ...story.articles[0], ...value }] }).articles[0]).toMatchObject(
      value,
    );
});

test('a join has each of the reasons that there are, and a source each of the kinds of health', () => {
  const { story, state } = everything();
  for (const reason of ['first', 'same-url', 'same-title', 'same-event', 'by-hand'])
    expect(readStory({ ...story, joins: [{ ...story.joins[0], reason }] }).joins[0].reason).toBe(reason);
  for (const kind of ['new', 'ok', 'quiet', 'stale', 'flooding', 'blocked', 'moved', 'gone', 'broken'])
    expect(readState({ ...state, health: { ...state.health, kind } }).health?.kind).toBe(kind);
  for (const endpoint of [-1, 0.5]) expect(() => readState({ ...state, endpoint })).toThrow('"code"');
});
