import { join } from 'node:path';
import { z } from 'zod';
import type { OwnedStore } from './create-store.ts';
import type { Disk } from './disk/disk.ts';
import { readDrop } from './format/drop-schema.ts';
import { readState } from './format/state-schema.ts';
import { readStory } from './format/story-schema.ts';
import { checkFile } from './format/version.ts';
import type { Repair } from './load-store.ts';

/** Version 1 of the format: one lowdb file with everything, and the tombstones as whole keys. */
const version1 = z.object({
  version: z.literal(1),
  stories: z.array(z.unknown()),
  drops: z.array(z.unknown()),
  states: z.array(z.unknown()),
  removed: z.array(z.string()),
});

/** Stories of one commit. */
const AT_ONCE = 500;

/**
 * Takes over a store of version 1, where there is one, and keeps its file as `store.json.migrated`. A crash in
 * the midst of it means that it is done again from the beginning, which changes nothing that was done.
 */
export const importVersion1 = async (
  disk: Disk,
  folder: string,
  store: OwnedStore,
  repair: Repair,
): Promise<void> => {
  const path = join(folder, 'store.json');
  const bytes = await disk.read(path);
  if (bytes === undefined) return;
  let stored: z.infer<typeof version1>;
  try {
    stored = checkFile(version1, JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    await repair.setAside(path, error instanceof Error ? error.message : String(error));
    return;
  }
  await store.bury(stored.removed);
  for (let at = 0; at < stored.stories.length; at += AT_ONCE) {
    const stories = stored.stories.slice(at, at + AT_ONCE).map(readStory);
    await store.commit({ stories, drops: [], states: [] });
  }
  await store.commit({
    stories: [],
    drops: stored.drops.map(readDrop),
    states: stored.states.map(readState),
  });
  await store.compact();
  await disk.rename(path, `${path}.migrated`);
  await disk.syncFolder(folder);
};
