/** One step of `store.ts` or `copy.ts`: `node store-step.ts STEP FOLDER COUNT` prints the step's figures as JSON. */
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { Low } from 'lowdb';
import { JSONFile } from 'lowdb/node';
import type { Story } from '../src/domain/story/story.ts';
import { openStore } from '../src/store/open-store.ts';
import { processMs } from './process-costs.ts';
import { fillStore, median, megabytes, silentLog, storyOf } from './store-data.ts';

const NEW = 20;
const WRITES = 150;

/** Number of writes of one lowdb file, which take seconds each if the file is large. */
const WRITES_OF_ONE_FILE = 20;

/** Delay before each write, in milliseconds. */
const PAUSE_MS = 20;

/**
 * Returns the time since the start of the process, including the loading of modules, and the processor time, in
 * milliseconds.
 */
const sinceStart = () => ({ start: performance.now(), startCpu: processMs() });

const openHere = async (folder: string) => {
  const opened = await openStore({ folder, log: silentLog, now: () => Temporal.Now.instant() });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  return opened.store;
};

/**
 * Measures the time of writes of twenty new stories each, and the longest stop of the event loop, in milliseconds. Stops
 * during the first five writes do not count.
 */
const timeWrites = async (
  writes: number,
  first: number,
  write: (stories: readonly Story[]) => Promise<void>,
) => {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  let next = first;
  for (let n = 0; n < writes; n += 1) {
    const stories = Array.from({ length: NEW }, () => storyOf(next++));
    await setTimeout(PAUSE_MS);
    if (n === 5) delay.enable();
    const started = performance.now();
    await write(stories);
    times.push(performance.now() - started);
  }
  delay.disable();
  return { median: median(times), worst: Math.max(...times), block: delay.max / 1e6 };
};

const [step = '', folder = '', countText] = process.argv.slice(2);
const count = Number(countText);
const report = (figures: object): void => console.log(JSON.stringify(figures));

switch (step) {
  case 'fill': {
    const store = await openHere(folder);
    await fillStore(store, count, storyOf);
    await store.close();
    report({});
    break;
  }
  case 'rebuild': {
    const store = await openHere(folder);
    await store.whole();
    report({ ...sinceStart(), rss: megabytes(process.memoryUsage.rss()) });
    await store.close();
    break;
  }
  case 'store': {
    const store = await openHere(folder);
    const served = await store.stories({ limit: 200, announcedOnly: true });
    const started = sinceStart();
    const rssAtStart = megabytes(process.memoryUsage.rss());
    if (served.length !== 200) throw new Error('not served');
    const figures = await timeWrites(WRITES, count, (stories) =>
      store.commit({ stories, drops: [], states: [] }),
    );
    report({ ...figures, ...started, rssAtStart, rss: megabytes(process.memoryUsage.rss()) });
    await store.close();
    break;
  }
  case 'fill-one-file': {
    const database = new Low<{ stories: Story[] }>(new JSONFile(join(folder, 'one.json')), { stories: [] });
    database.data.stories = Array.from({ length: count }, (_, n) => storyOf(n));
    await database.write();
    report({});
    break;
  }
  case 'one-file': {
    const database = new Low<{ stories: Story[] }>(new JSONFile(join(folder, 'one.json')), { stories: [] });
    await database.read();
    const started = sinceStart();
    const rssAtStart = megabytes(process.memoryUsage.rss());
    const figures = await timeWrites(WRITES_OF_ONE_FILE, count, async (stories) => {
      database.data.stories.push(...stories);
      await database.write();
    });
    report({ ...figures, ...started, rssAtStart, rss: megabytes(process.memoryUsage.rss()) });
    break;
  }
  default:
    throw new Error(`no such step: ${step}`);
}
