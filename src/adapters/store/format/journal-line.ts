import { z } from 'zod';
import type { Drop } from '../../../domain/item/drop.ts';
import type { SourceState } from '../../../domain/source/source-state.ts';
import type { Story } from '../../../domain/story/story.ts';
import { readDrop } from './drop-schema.ts';
import { checksum } from './partition.ts';
import { readState } from './state-schema.ts';
import { readStory } from './story-schema.ts';
import { checkFile, FORMAT_VERSION } from './version.ts';

/** What retention took away: stories by id, and the hashes of the keys that stay as tombstones. */
export type Removal = { readonly stories: readonly string[]; readonly keys: readonly string[] };

export type JournalChange = {
  readonly stories: readonly Story[];
  readonly drops: readonly Drop[];
  readonly states: readonly SourceState[];
  readonly removed: Removal;
};

export const NOTHING_REMOVED: Removal = { stories: [], keys: [] };

/** A place within a line: bytes from its beginning. */
export type Span = { readonly offset: number; readonly length: number };

/** Where the stories and drops of a line stand in it: there they stay until a checkpoint copies them. */
export type Spans = { readonly stories: readonly Span[]; readonly drops: readonly Span[] };

const STORIES = '{"stories":[';
const DROPS = '],"drops":[';

/**
 * `{"version":2,"crc":…,"sizes":…,"change":{…}}` and a line feed. The checksum is of the change's text; the
 * sizes are the bytes of each story and each drop in it.
 */
export const writeLine = (change: JournalChange): { readonly bytes: Buffer; readonly spans: Spans } => {
  const stories = change.stories.map((story) => JSON.stringify(story));
  const drops = change.drops.map((drop) => JSON.stringify(drop));
  const rest = `],"states":${JSON.stringify(change.states)},"removed":${JSON.stringify(change.removed)}}`;
  const body = Buffer.from(`${STORIES}${stories.join(',')}${DROPS}${drops.join(',')}${rest}`);
  const sizes = { stories: stories.map(byteLength), drops: drops.map(byteLength) };
  const prefix = `{"version":${FORMAT_VERSION},"crc":"${checksum(body)}","sizes":${JSON.stringify(sizes)},"change":`;
  return {
    bytes: Buffer.concat([Buffer.from(prefix), body, Buffer.from('}\n')]),
    spans: spansOf(prefix.length, sizes),
  };
};

const byteLength = (text: string): number => Buffer.byteLength(text);

type Sizes = { readonly stories: readonly number[]; readonly drops: readonly number[] };

const spansOf = (body: number, sizes: Sizes): Spans => {
  let at = body + STORIES.length;
  const next = (length: number, n: number): Span => {
    const offset = n === 0 ? at : at + 1;
    at = offset + length;
    return { offset, length };
  };
  const stories = sizes.stories.map(next);
  at += DROPS.length;
  return { stories, drops: sizes.drops.map(next) };
};

const line = z.object({
  version: z.literal(FORMAT_VERSION),
  crc: z.string(),
  sizes: z.object({ stories: z.array(z.int()), drops: z.array(z.int()) }),
  change: z.object({
    stories: z.array(z.unknown()),
    drops: z.array(z.unknown()),
    states: z.array(z.unknown()),
    removed: z.object({ stories: z.array(z.string()), keys: z.array(z.string()) }),
  }),
});

const CHANGE = '"change":';

/** Reads a line without its line feed; throws on one that is torn, altered or foreign. */
export const readLine = (bytes: Buffer): { readonly change: JournalChange; readonly spans: Spans } => {
  const { crc, sizes, change } = checkFile(line, JSON.parse(bytes.toString('utf8')));
  const body = bytes.indexOf(CHANGE) + CHANGE.length;
  if (checksum(bytes.subarray(body, -1)) !== crc) throw new Error('the checksum is wrong');
  return {
    change: {
      stories: change.stories.map(readStory),
      drops: change.drops.map(readDrop),
      states: change.states.map(readState),
      removed: change.removed,
    },
    spans: spansOf(body, sizes),
  };
};
