import type { CheckpointParts } from './checkpoint.ts';
import type { Draft } from './draft.ts';
import { dayOf, dayOfName, fileOfPartition } from './files.ts';
import type { StoryColumns } from './format/columns.ts';
import { storyPartitions } from './format/partition.ts';
import type { StoryRow } from './format/row.ts';
import type { Changes, PendingStory } from './ledger.ts';
import type { Place } from './memory/places.ts';
import { type Copy, createPartitionWriter, isThin, readPartition } from './partition-files.ts';
import { createTextReader } from './text-reader.ts';

/** Stories of a full partition: some 400 KB, written in the time that parsing a few feeds takes. */
const STORIES_A_PARTITION = 256;

/** A story that stands in another partition now. */
export type Move = {
  readonly id: string;
  /** What was copied from the journal; absent where the old partition's record was. */
  readonly copied: PendingStory | undefined;
  readonly place: Place;
};

/** Writes partitions whose stories changed or left anew, and new stories to new ones. */
export const writeStories = async (
  parts: CheckpointParts,
  draft: Draft,
  changes: Changes,
  merge: boolean,
): Promise<readonly Move[]> => {
  const moves: Move[] = [];
  const textOf = createTextReader(parts.disk, parts.files);
  const changed = new Map(changes.stories.map((story) => [story.row.id, story]));
  const homes = new Set([...changes.touched, ...changes.stories.flatMap(({ home }) => home ?? [])]);
  const fresh = changes.stories.filter(({ home }) => home === undefined);
  const writer = createPartitionWriter<StoryRow, StoryColumns, PendingStory>(
    parts,
    draft,
    storyPartitions,
    STORIES_A_PARTITION,
    ({ row, origin }, place) => moves.push({ id: row.id, copied: origin, place }),
  );

  const copyOf = async (story: PendingStory): Promise<Copy<StoryRow, PendingStory>> => ({
    row: story.row,
    text: await textOf(story.place),
    origin: story,
  });

  const isThinNow = (name: string): boolean => isThin(parts, storyPartitions, name, STORIES_A_PARTITION);

  /** The newest partition grows until it is full or its day is over. */
  const grows = (name: string): boolean =>
    name === draft.names('stories').at(-1) &&
    fresh[0] !== undefined &&
    dayOfName(name) === dayOf(fresh[0].row.gained) &&
    isThinNow(name);

  const rewritten = draft
    .names('stories')
    .filter((name) => homes.has(fileOfPartition(name)) || grows(name) || (merge && isThinNow(name)));
  for (const name of rewritten) {
    const records = await readPartition(parts, storyPartitions, name);
    draft.leaveOut('stories', name);
    for (const record of records) {
      const { id } = record.row;
      // Of a story that stands in several partitions, after the list was lost, the others are no more.
      const home = parts.ledger.stories.has(id)
        ? parts.ledger.stories.get(id)?.home
        : parts.catalog.placeOf(id)?.file;
      if (home !== fileOfPartition(name)) continue;
      const story = changed.get(id);
      await writer.add(
        dayOfName(name),
        story === undefined ? { ...record, origin: undefined } : await copyOf(story),
      );
    }
  }
  for (const story of fresh) await writer.add(dayOf(story.row.gained), await copyOf(story));
  await writer.flush();
  return moves;
};
