import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mustSkip } from '../../../support/skip.ts';

const FILE = resolve(import.meta.dirname, '../../../../../shared/feeds/replay-en-general.jsonl');

/** Whether the captured moments can be read. */
export const hasReplay = !mustSkip(!existsSync(FILE), `${FILE} is absent`);

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
