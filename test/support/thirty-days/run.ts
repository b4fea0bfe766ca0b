import type { Config } from '../../../src/domain/config.ts';
import type { FeedFormat } from '../../../src/site/feed/feed-view.ts';
import { editedConfig, isEdited } from './edits.ts';
import type { Home } from './homes.ts';
import { openHouse } from './house.ts';
import { createJudge, type Judge } from './judge.ts';
import { DAY_MS, HOUR_MS } from './moment.ts';
import { serveWorld, type WorldServer } from './serve-world.ts';
import { makeWorld, type WorldSettings } from './world.ts';

export type ThirtyDays = WorldSettings & {
  readonly home: Home;
  /** The config without its sources. */
  readonly config: Config;
  readonly retentionDays: number;
  /** Number of days between two stops of the product. It stops in order and by a crash in turn. */
  readonly stopEveryDays: number;
  /** Number of hours between two requests of the readers. */
  readonly readEveryHours: number;
  /** Called with the feeds at each request of the readers. */
  readonly onRead?: (bodies: ReadonlyMap<FeedFormat, string>) => Promise<void>;
  readonly onDay?: (day: number, mistakes: number) => void;
};

export type Outcome = Judge['tally'] & {
  readonly items: number;
  readonly mistakes: readonly string[];
  /** Tokens of items that were news, but whose entry readers of a format never saw. */
  readonly lost: readonly string[];
  readonly removed: number;
};

const FORMATS: readonly FeedFormat[] = ['rss', 'atom', 'json'];
const POLLS_AN_HOUR = 3;

/** Time before the end in which an item may be listed without being polled or read, in milliseconds. */
const GRACE_MS = 8 * HOUR_MS;

/** Simulates the days: outlets with bad habits, an editor's edits, restarts, crashes, and readers. */
export const liveThirtyDays = async (settings: ThirtyDays): Promise<Outcome> => {
  const { start, days, home, config, retentionDays, stopEveryDays, readEveryHours, onRead, onDay } = settings;
  const world = makeWorld(settings);
  let nowMs = start.epochMilliseconds;
  const now = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(nowMs);
  const server = await serveWorld(world, () => nowMs);
  const judge = createJudge((token) => world.sources[Number(token.slice(1, 3))]?.habits.moves ?? false);
  const configOf = (day: number): Config => {
    const sources = world.sources
      .filter(({ firstDay }) => firstDay <= day)
      .map(({ source, habits }) => {
        const [first = '', ...others] = Array.from({ length: habits.endpoints }, (_, n) =>
          server.urlOf(source.id, n),
        );
        return { ...source, endpoints: [first, ...others] as const };
      });
    return editedConfig({ ...config, sources, outlets: sources.map(({ outlet }) => outlet) }, day);
  };
  const isGrown = (day: number): boolean => world.sources.some(({ firstDay }) => firstDay === day);

  const house = await openHouse(home, configOf(0), now);
  const entryOf = new Map<string, string>();
  let removed = 0;
  for (let hour = 0; hour < days * 24; hour += 1) {
    const day = Math.floor(hour / 24);
    const ofDay = hour % 24;
    nowMs = start.epochMilliseconds + hour * HOUR_MS;
    if (ofDay === 1 && day > 0 && (isEdited(day) || isGrown(day))) house.reload(configOf(day));
    if (ofDay === 3 && day % stopEveryDays === 0)
      await ((day / stopEveryDays) % 2 === 0 ? house.restart() : house.die());
    if (ofDay === 5) for (const [token, entry] of await house.entries()) entryOf.set(token, entry);
    if (ofDay === 5) removed += await house.retain(now().subtract({ milliseconds: retentionDays * DAY_MS }));
    if (ofDay === 6 && day % 5 === 4) await house.retag();
    for (let poll = 0; poll < POLLS_AN_HOUR; poll += 1) {
      await house.pollDue();
      nowMs += HOUR_MS / POLLS_AN_HOUR - 1;
    }
    if (hour % readEveryHours === 0) {
      const bodies = new Map<FeedFormat, string>();
      for (const format of FORMATS) bodies.set(format, await house.feed(format));
      for (const [format, body] of bodies) judge.read(format, body, now());
      await onRead?.(bodies);
    }
    if (ofDay === 23) onDay?.(day + 1, judge.mistakes.length);
  }
  for (const [token, entry] of await house.entries()) entryOf.set(token, entry);
  await house.close();
  await server.close();
  return {
    ...judge.tally,
    items: server.shown.size,
    mistakes: judge.mistakes,
    lost: FORMATS.flatMap((format) => {
      const seen = judge.seen(format);
      // A copy may join an entry that readers saw before the entry left the feed.
      const isSeen = (token: string): boolean => seen.has(token) || seen.has(entryOf.get(token) ?? '');
      return unseen(server, nowMs - GRACE_MS, format, isSeen);
    }),
    removed,
  };
};

const unseen = (
  { shown }: WorldServer,
  untilMs: number,
  format: FeedFormat,
  isSeen: (token: string) => boolean,
): readonly string[] =>
  [...shown]
    .filter(([token, { atMs, isBacklog }]) => !isBacklog && atMs < untilMs && !isSeen(token))
    .map(
      ([token, { atMs }]) =>
        `${token}, listed at ${Temporal.Instant.fromEpochMilliseconds(atMs).toString()}, never stood in the ${format} feed`,
    );
