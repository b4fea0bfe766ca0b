import { readFileSync } from 'node:fs';
import { type LabelledStories, type Line, readLines } from './labelled-set.ts';
import { hashOfAddress } from './replay-labels.ts';

/**
 * Reads `story-labels.txt`. Each line has a word, and the name of a set or English headlines of the replayed feed. A
 * headline is named by the first 12 digits of the SHA-256 of its address. Lines that begin with `#` are comments.
 *
 *     set NAME             the lines below belong to this set
 *     alone HASH …         each headline reports a story of its own
 *     same HASH …          all headlines report one story
 *     unsure HASH HASH     two editors could differ about the pair
 *     differ HASH HASH     the headlines look alike, and report different stories
 */
export const readReplayedStories = (): readonly LabelledStories[] => {
  const lineOf = new Map(
    readLines(FEED).map((line) => [hashOfAddress(line.url ?? ''), asRead(line)] as const),
  );
  return readFileSync(new URL('story-labels.txt', import.meta.url), 'utf8')
    .split(/^set /m)
    .slice(1)
    .map((text) => {
      const [name = '', ...rows] = text.split('\n').filter((row) => row !== '' && !row.startsWith('#'));
      const of = (word: string): readonly (readonly string[])[] =>
        rows.filter((row) => row.startsWith(`${word} `)).map((row) => row.split(' ').slice(1));
      const clusters = of('same');
      return {
        name,
        lines: [...of('alone'), ...clusters].flat().map((hash) => {
          const line = lineOf.get(hash);
          if (line === undefined)
            throw new Error(`story-labels.txt: the replayed feed does not have ${hash}`);
          return { ...line, id: hash };
        }),
        labels: { clusters, unsure: pairs(of('unsure')), hard_negatives: pairs(of('differ')) },
      };
    });
};

const FEED = 'feeds/replay-en-general.jsonl';

const pairs = (rows: readonly (readonly string[])[]): readonly (readonly [string, string])[] =>
  rows.map(([a = '', b = '']) => [a, b]);

/**
 * Moves the outlet's name from a title of Google News to `outlet`, and removes HTML tags and named entities from the
 * summary.
 */
export const asRead = (line: Line): Line => {
  const [, title, outlet] =
    (line.source?.includes('news.google.com') ? /^(.*) - ([^-]+)$/.exec(line.title) : null) ?? [];
  return {
    ...line,
    title: title ?? line.title,
    outlet: line.outlet ?? outlet ?? line.source ?? '',
    summary: (line.summary ?? '').replace(/<[^>]*(?:>|$)|&\w+;/g, ' '),
  };
};
