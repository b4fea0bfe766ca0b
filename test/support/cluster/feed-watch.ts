import { setTimeout as sleep } from 'node:timers/promises';
import { errorText } from '../../../src/domain/error-text.ts';
import type { Daemon } from '../product.ts';
import type { KeptProcess } from './kept-processes.ts';

type Feed = {
  readonly items: readonly { readonly id: string; readonly title: string; readonly date_published: string }[];
};

/** The observations of readers that ask each publisher for the merged feed repeatedly. */
export type FeedWatch = {
  /** Returns the titles of all entries that the feeds contained. */
  readonly titles: () => ReadonlySet<string>;
  /** Returns the ids of all entries that the feeds contained. */
  readonly entries: () => ReadonlySet<string>;
  /** Sentences about entries whose date changed, and titles that came under a second id. */
  readonly mistakes: readonly string[];
  /** Sentences about failed requests to running publishers without an outage. */
  readonly failures: readonly string[];
  readonly reads: () => number;
  /** Returns the longest time of an answer by a publisher without an outage, in milliseconds. */
  readonly slowestMs: () => number;
  readonly stop: () => Promise<void>;
};

/** Maximum wait of a reader for an answer, in milliseconds. */
const PATIENCE_MS = 10_000;

/** True if a process does not run, or is stopping. `KeptProcesses.unplannedEnds` has the reason. */
const isEnding = (daemon: Daemon | undefined): boolean =>
  daemon === undefined || daemon.events.some(({ event }) => event === 'daemon.stopping');

/** Reads the feed of each publisher repeatedly, with a pause of `pauseMs` milliseconds. */
export const watchFeeds = (publishers: readonly KeptProcess[], pauseMs: number): FeedWatch => {
  const entries = new Map<string, string>();
  const idOf = new Map<string, string>();
  const mistakes: string[] = [];
  const failures: string[] = [];
  const count = { reads: 0, slowestMs: 0 };
  let isReading = true;

  const note = ({ items }: Feed): void => {
    for (const { id, title, date_published: date } of items) {
      const known = entries.get(id);
      if (known !== undefined && known !== date) mistakes.push(`${title} moved from ${known} to ${date}`);
      entries.set(id, date);
      const other = idOf.get(title);
      if (other !== undefined && other !== id) mistakes.push(`${title} is both ${other} and ${id}`);
      idOf.set(title, id);
    }
  };
  const readOnce = async (publisher: KeptProcess, etag: string): Promise<string> => {
    const { daemon, isHit } = publisher;
    const beganMs = performance.now();
    const headers = etag === '' ? {} : { 'if-none-match': etag };
    const said = await fetch(`${daemon?.url}/feed.json`, {
      headers,
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).then(
      async (response) => {
        const body = await response.text();
        if (response.status === 200) note(JSON.parse(body));
        return { etag: response.headers.get('etag') ?? etag, status: String(response.status) };
      },
      (error: unknown) => ({ etag, status: errorText(error) }),
    );
    if (isHit || publisher.isHit || isEnding(daemon)) return said.etag;
    count.reads += 1;
    const tookMs = performance.now() - beganMs;
    count.slowestMs = Math.max(count.slowestMs, tookMs);
    if (said.status !== '200' && said.status !== '304')
      failures.push(
        `${new Date().toISOString()} ${daemon?.url}: ${said.status} after ${Math.round(tookMs)} ms`,
      );
    return said.etag;
  };
  const reading = publishers.map(async (publisher) => {
    let etag = '';
    while (isReading) {
      etag = await readOnce(publisher, etag);
      await sleep(pauseMs);
    }
  });
  return {
    titles: () => new Set(idOf.keys()),
    entries: () => new Set(entries.keys()),
    mistakes,
    failures,
    reads: () => count.reads,
    slowestMs: () => count.slowestMs,
    stop: async () => {
      isReading = false;
      await Promise.all(reading);
    },
  };
};
