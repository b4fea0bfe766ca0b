import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announceAll, type Change, createAnnouncer, readChange } from '../../src/cluster/announce-changes.ts';
import type { Query } from '../../src/cluster/ports.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { StoryId } from '../../src/domain/story/story.ts';
import { NOON } from '../make.ts';

let sent: (Change | undefined)[];
const query: Query = async (sql, [channel, payload] = []) => {
  expect([sql, channel]).toEqual(['SELECT pg_notify($1, $2)', 'kawaraban_changes']);
  sent.push(readChange(String(payload)));
  return [];
};
beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const stories = (count: number) => Array.from({ length: count }, (_, n) => `s${n}` as StoryId);
const kaku = 'kaku' as SourceId;

test('changes within a fifth of a second are one notification, each id once', () => {
  const { announce } = createAnnouncer(query);
  announce({ stories: stories(2), sources: [kaku] });
  vi.advanceTimersByTime(199);
  announce({ stories: stories(3), sources: [kaku] });
  expect(sent).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(sent).toEqual([{ stories: stories(3), sources: [kaku] }]);
  vi.advanceTimersByTime(1000);
  announce({ stories: [], sources: [] });
  vi.advanceTimersByTime(200);
  // Something else has changed, such as an edition.
  expect(sent[1]).toEqual({ stories: [], sources: [] });
});

test('more than fifty ids need several notifications', () => {
  const { announce } = createAnnouncer(query);
  announce({ stories: stories(125), sources: [kaku] });
  vi.advanceTimersByTime(200);
  expect(sent.map((change) => change?.stories.length)).toEqual([50, 50, 25]);
  expect(sent.flatMap((change) => change?.stories ?? [])).toEqual(stories(125));
  expect(sent.flatMap((change) => change?.sources ?? [])).toEqual([kaku]);
});

test('a notification of the longest ids is within the 8,000 bytes of PostgreSQL', () => {
  const sizes: number[] = [];
  const { announce } = createAnnouncer(async (_, [, payload] = []) => {
    sizes.push(Buffer.byteLength(String(payload)));
    return [];
  });
  const ids = Array.from({ length: 200 }, (_, n) => `${n}`.padEnd(64, 'x'));
  announce({ stories: ids.map((id) => id as StoryId), sources: ids.map((id) => id as SourceId) });
  vi.advanceTimersByTime(200);
  expect(Math.max(...sizes)).toBeGreaterThan(0);
  expect(Math.max(...sizes)).toBeLessThan(8000);
});

test('what is forgotten, and that everything may have changed, is said at once', async () => {
  const { announce } = createAnnouncer(query);
  announce({ stories: [], sources: [], forgetBefore: NOON });
  announce(undefined);
  expect(sent).toEqual([{ stories: [], sources: [], forgetBefore: NOON }, undefined]);
  await announceAll(query);
  expect(sent[2]).toBeUndefined();
  vi.advanceTimersByTime(1000);
  expect(sent).toHaveLength(3);
});

test('after the stop nothing is sent, and a notification that cannot be sent is lost', async () => {
  const { announce, stop } = createAnnouncer(query);
  announce({ stories: stories(1), sources: [] });
  stop();
  vi.advanceTimersByTime(1000);
  expect(sent).toEqual([]);
  const broken = createAnnouncer(() => Promise.reject(new Error('away')));
  broken.announce(undefined);
  broken.announce({ stories: stories(1), sources: [] });
  await vi.advanceTimersByTimeAsync(200);
});

test.each(['', '{}', '{"stories":[1],"sources":[]}', '{"stories":[],"sources":[],"forgetBefore":"soon"}'])(
  'a notification of another version, %s, says only that something changed',
  (payload) => {
    expect(readChange(payload)).toEqual({ stories: [], sources: [] });
  },
);
