import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPipeline } from '../../../src/daemon/pipeline.ts';
import type { PollReport } from '../../../src/domain/source/poll/poll-report.ts';
import type { Source, SourceId } from '../../../src/domain/source/source.ts';
import type { Health, SourceState } from '../../../src/domain/source/source-state.ts';
import type { Story } from '../../../src/domain/story/story.ts';
import { createFeedParser } from '../../../src/read/feed-parser.ts';
import { createUnderWay } from '../../../src/store/document/create-under-way.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { instant, SILENT } from '../../make.ts';
import { makeConfig } from './make-config.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The whole product but for its schedule: the real store in a folder of its own, and a clock that we turn. */
export type Household = {
  readonly now: () => Temporal.Instant;
  /** Asks what is due, stores what comes, and restarts: all that the next poll knows is what was stored. */
  readonly pollDue: () => Promise<readonly PollReport[]>;
  /** Turns the clock to the next poll of a source, or by a day where none will come. */
  readonly toNextPoll: (source: SourceId) => void;
  /** Ends and starts again, as if the process had died while it took in a source's document. */
  readonly dieDuring: (source: SourceId) => Promise<void>;
  readonly edit: (sources: readonly Source[]) => void;
  readonly state: (source: SourceId) => SourceState | undefined;
  readonly stories: () => Promise<readonly Story[]>;
  /** Every change of health that was told, oldest first. */
  readonly health: readonly { readonly source: SourceId; readonly to: Health }[];
  readonly [Symbol.asyncDispose]: () => Promise<void>;
};

export const openHousehold = async (initial: readonly Source[]): Promise<Household> => {
  let sources = initial;
  const folder = await mkdtemp(path.join(tmpdir(), 'kawaraban-'));
  const health: { source: SourceId; to: Health }[] = [];
  const underWay = createUnderWay({
    folder,
    onTrouble: (reason) => {
      throw new Error(reason);
    },
  });
  // A thread for each start would take most of the time of a test that starts after each poll.
  const parser = createFeedParser();
  let now = instant('2026-11-24T03:00:00Z');
  const open = async () => {
    const opened = await openStore({ folder, log: SILENT, now: () => now });
    if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
    const { store } = opened;
    const pipeline = await createPipeline({
      config: makeConfig({ sources }),
      store,
      now: () => now,
      chance: () => 0.5,
      underWay,
      parser,
    });
    return { store, pipeline };
  };
  let house = await open();
  const close = async () => {
    await house.pipeline[Symbol.asyncDispose]();
    await house.store.close();
  };
  return {
    now: () => now,
    pollDue: async () => {
      const reports: PollReport[] = [];
      const listeners = {
        onReport: (_source: Source, report: PollReport) => reports.push(report),
        onHealth: ({ id }: Source, to: Health) => health.push({ source: id, to }),
        onMistake: (_source: Source, error: unknown) => {
          throw error;
        },
        onStoreFailure: (_source: Source, error: unknown) => {
          throw error;
        },
      };
      await house.pipeline.poll(house.pipeline.due(), listeners, new AbortController().signal);
      await close();
      house = await open();
      return reports;
    },
    toNextPoll: (source) => {
      const next = house.store.state(source)?.nextPollAt ?? now;
      const ms = Math.min(DAY_MS, Math.max(1000, next.epochMilliseconds - now.epochMilliseconds));
      now = now.add({ milliseconds: ms });
    },
    dieDuring: async (source) => {
      await close();
      await underWay.begin(source);
      house = await open();
    },
    edit: (edited) => {
      sources = edited;
      house.pipeline.reload(makeConfig({ sources: edited }));
    },
    state: (source) => house.store.state(source),
    stories: () => house.store.stories({ limit: 1000 }),
    health,
    [Symbol.asyncDispose]: async () => {
      await close();
      await parser.close();
      await rm(folder, { recursive: true });
    },
  };
};
