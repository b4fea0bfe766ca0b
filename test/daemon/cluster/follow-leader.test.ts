import { expect, test } from 'vitest';
import { followLeader } from '../../../src/daemon/cluster/follow-leader.ts';
import type { SourceId } from '../../../src/domain/source/source.ts';
import type { Story, StoryId } from '../../../src/domain/story/story.ts';
import { makeStory, NOON, SILENT } from '../../make.ts';

/** A process beside the leader, and what it does when it hears of a change; reading fails as long as `broken` is set. */
const follow = () => {
  const done: unknown[] = [];
  const world = { broken: false };
  const heard = followLeader({
    refresh: async (sources) => {
      if (world.broken) throw new Error('PostgreSQL is away');
      done.push(['states', sources]);
    },
    pipeline: {
      accept: (stories: readonly Story[]) => void done.push(['accepts', stories.map(({ id }) => id)]),
      forgetBefore: (moment) => void done.push(['forgets', moment]),
      refill: async () => void done.push('refills'),
    },
    store: { storiesById: async (ids) => ids.map((id) => makeStory(id)) },
    changed: () => done.push('renders anew'),
    log: { ...SILENT, warn: (...line) => void done.push(line) },
  });
  /** All that was done since the last call. */
  const settled = async (): Promise<readonly unknown[]> => {
    await new Promise((resolve) => setImmediate(resolve));
    return done.splice(0);
  };
  return { heard, settled, world };
};

const CHANGE = { stories: ['a', 'b'] as StoryId[], sources: ['kaku'] as SourceId[] };

test('a change reads what it names, and nothing else', async () => {
  const { heard, settled } = follow();
  heard(CHANGE);
  expect(await settled()).toEqual([['states', ['kaku']], ['accepts', ['a', 'b']], 'renders anew']);
  heard({ stories: [], sources: [], forgetBefore: NOON });
  expect(await settled()).toEqual([['states', []], ['accepts', []], ['forgets', NOON], 'renders anew']);
});

test('a change that names nothing may be any: all is read', async () => {
  const { heard, settled } = follow();
  heard(undefined);
  expect(await settled()).toEqual([['states', undefined], 'refills', 'renders anew']);
});

test('after a change that could not be read, the next one reads all, once', async () => {
  const { heard, settled, world } = follow();
  world.broken = true;
  heard(CHANGE);
  expect(await settled()).toEqual([['cluster.refresh-failed', { reason: 'PostgreSQL is away' }]]);
  world.broken = false;
  heard(CHANGE);
  expect(await settled()).toEqual([['states', undefined], 'refills', 'renders anew']);
  heard(CHANGE);
  expect(await settled()).toEqual([['states', ['kaku']], ['accepts', ['a', 'b']], 'renders anew']);
});
