import { expect, test } from 'vitest';
import type { OutletId } from '../../../src/domain/source/outlet.ts';
import { speakersIn } from '../../../src/domain/source/source.ts';
import { createAnnouncements } from '../../../src/domain/story/announcements.ts';
import { makeArticle, makeSource, makeStory, NOON } from '../../make.ts';

const kaku = makeArticle('a').outlet.id;
const aggregator = makeSource('aggregator', { aggregator: true });
const speakerOf = speakersIn({ sources: [aggregator], outlets: [] });

test('what an outlet announced in the last hour counts, each entry once, however often it is stored', () => {
  const announcements = createAnnouncements();
  const old = makeStory('old', { announcedAt: NOON.subtract({ minutes: 60 }) });
  announcements.accept([old, makeStory('a'), makeStory('b'), makeStory('a')]);
  expect(announcements.count(kaku, speakerOf, NOON)).toBe(2);
  expect(announcements.count(kaku, speakerOf, NOON.add({ minutes: 60 }).subtract({ seconds: 1 }))).toBe(2);
  expect(announcements.count(kaku, speakerOf, NOON.add({ minutes: 60 }))).toBe(0);
});

test('what is older than an hour is forgotten also of an outlet that is not asked about', () => {
  const announcements = createAnnouncements();
  announcements.accept([makeStory('a')]);
  expect(announcements.count('other', speakerOf, NOON.add({ hours: 2 }))).toBe(0);
  expect(announcements.count(kaku, speakerOf, NOON)).toBe(0);
});

test('a silent story counts for no outlet', () => {
  const announcements = createAnnouncements();
  const { announcedAt: _, ...silent } = makeStory('a');
  announcements.accept([silent]);
  expect(announcements.count(kaku, speakerOf, NOON)).toBe(0);
});

test('an entry counts for the outlet whose report announced it, not for the one that lay in silence', () => {
  const announcements = createAnnouncements();
  const other = { id: 'other' as OutletId, name: 'Other' };
  const silent = makeArticle('a', { firstSeenAt: NOON.subtract({ hours: 5 }) });
  const story = makeStory('a', { articles: [silent, makeArticle('b', { outlet: other })] });
  announcements.accept([story]);
  expect(announcements.count(kaku, speakerOf, NOON)).toBe(0);
  expect(announcements.count(other.id, speakerOf, NOON)).toBe(1);
});

test('an entry that an aggregator announced does not count for the outlet, even after the outlet took it over', () => {
  const announcements = createAnnouncements();
  const brought = makeArticle('a', { source: aggregator.id });
  announcements.accept([makeStory('a', { articles: [brought] })]);
  announcements.accept([makeStory('a')]);
  expect(announcements.count(kaku, speakerOf, NOON)).toBe(0);
  expect(announcements.count(speakerOf(brought), speakerOf, NOON)).toBe(1);
});
