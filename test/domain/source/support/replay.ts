import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const FILE = resolve(import.meta.dirname, '../../../../../shared/feeds/replay-en-general.jsonl');

/** Why the captured moments cannot be read; undefined where they can. */
export const noReplay: string | undefined = existsSync(FILE) ? undefined : `${FILE} is not there`;

/** When the items of a captured feed were published, in milliseconds, oldest first. */
export const replayMoments = (feed: string): readonly number[] =>
  readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((line) => line.includes(feed))
    .map((line): unknown => JSON.parse(line))
    .map((item) =>
      typeof item === 'object' && item !== null && 'publishedAt' in item
        ? Date.parse(String(item.publishedAt))
        : Number.NaN,
    )
    .filter((at) => !Number.isNaN(at))
    .toSorted((a, b) => a - b);
