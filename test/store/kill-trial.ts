import { identityKeys } from '../../src/domain/article/identity-keys.ts';
import { checkStore } from '../../src/store/check-store.ts';
import type { StoreKit } from './contract.ts';
import { killAfter } from './kill-after.ts';
import { anArticle, aStory } from './make-story.ts';
import { openedStore } from './opened-store.ts';

/** How far the trials of one folder have come. */
export type KillMemory = { next: number; stored: Set<number>; removing: number; removed: number };

export const newMemory = (): KillMemory => ({ next: 1, stored: new Set(), removing: 0, removed: 0 });

type KillKit = Pick<StoreKit, 'open' | 'check'>;

/**
 * Lets a process write to a store, kills it with SIGKILL some milliseconds after its first commit, and compares
 * what is there with what it acknowledged. Gives every difference in words: none is right.
 */
export const killTrial = async (
  home: string,
  memory: KillMemory,
  afterMs: number,
  { open, check }: KillKit = { open: openedStore, check: checkStore },
): Promise<readonly string[]> => {
  const { output, errors } = await killAfter('kill-writer.ts', [home, String(memory.next)], {
    text: 'stored',
    ms: afterMs,
  });
  if (errors !== '') return [errors];
  for (const line of output.split('\n').slice(0, -1)) {
    const [what, number] = line.split(' ');
    const n = Number(number);
    if (what === 'trying') memory.next = n + 1;
    if (what === 'stored') memory.stored.add(n);
    if (what === 'removing') memory.removing = n;
    if (what === 'removed') memory.removed = n;
  }

  const found = [...(await check(home))];
  const store = await open(home);
  for (const n of memory.stored) {
    const story = await store.story(aStory(n).id);
    const [key] = identityKeys(anArticle(n));
    const known = key === undefined ? undefined : (await store.knows([key])).get(key)?.kind;
    if (story === undefined && n >= memory.removing) found.push(`story ${n} is lost`);
    if (story === undefined && known !== 'removed') found.push(`story ${n} left no tombstone`);
    if (story !== undefined && n < memory.removed) found.push(`story ${n} is back from the dead`);
    if (story !== undefined && known !== 'article') found.push(`story ${n} is there, but not known`);
  }
  const all = await store.stories({ limit: Number.POSITIVE_INFINITY });
  if (new Set(all.map(({ id }) => id)).size !== all.length) found.push('a story comes twice');
  found.push(...store.health().problems);
  await store.close();
  return found;
};
