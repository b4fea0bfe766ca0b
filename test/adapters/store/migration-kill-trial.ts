import { readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkStore } from '../../../src/adapters/store/check-store.ts';
import type { IdentityKey } from '../../../src/domain/article/article.ts';
import { killAfter } from './kill-after.ts';
import { aDrop, aState, aStory } from './make-story.ts';
import { newFolder, openedStore } from './opened-store.ts';

/** Enough that a migration takes several commits and partitions. */
const STORIES = 1200;

const KILLS = 2;

/**
 * Kills a process twice while it takes over a store of version 1, each time so many milliseconds after it began,
 * then opens the store and compares. Gives every difference in words: none is right. `hit` says whether the last
 * kill came before the end.
 */
export const migrationKillTrial = async (
  chance: () => number,
  longestMs: number,
): Promise<{ readonly problems: readonly string[]; readonly hit: boolean }> => {
  const folder = await newFolder();
  const stories = Array.from({ length: STORIES }, (_, n) => aStory(n + 1));
  const version1 = {
    version: 1,
    stories,
    drops: [aDrop(STORIES + 1)],
    states: [aState('kanda')],
    removed: ['url:https://kanda.example/news/0'],
  };
  await writeFile(join(folder, 'store.json'), JSON.stringify(version1));
  const problems: string[] = [];
  let hit = false;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const { output, errors } = await killAfter('migration-writer.ts', [folder], chance() * longestMs);
    hit = !output.includes('opened');
    if (errors !== '') problems.push(errors);
  }
  const store = await openedStore(folder);
  const found = await store.stories({ limit: STORIES * 2 });
  if (JSON.stringify(found) !== JSON.stringify(stories.toReversed()))
    problems.push(`${found.length} stories, or other ones, instead of ${STORIES}`);
  if (store.knows('url:https://kanda.example/news/0' as IdentityKey)?.kind !== 'removed')
    problems.push('the tombstone is lost');
  if (store.knows(`guid:kanda:drop-${STORIES + 1}` as IdentityKey)?.kind !== 'dropped')
    problems.push('the drop is lost');
  if (JSON.stringify(store.state(aState('kanda').source)) !== JSON.stringify(aState('kanda')))
    problems.push('the state is lost');
  problems.push(...store.health().problems);
  await store.close();
  problems.push(...(await checkStore(folder)));
  if (!(await readdir(folder)).includes('store.json.migrated')) problems.push('the old file is not kept');
  await rm(folder, { recursive: true });
  return { problems, hit };
};
