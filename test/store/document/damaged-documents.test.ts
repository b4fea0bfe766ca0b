import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { filled, filledWithoutIndex } from '../filled-store.ts';
import { aState } from '../make-story.ts';
import { openedStore } from '../opened-store.ts';

const HARMS = {
  empty: (path: string) => truncate(path, 0),
  truncated: async (path: string) => truncate(path, Math.floor((await readFile(path)).length / 2)),
  null: (path: string) => writeFile(path, 'null'),
  foreign: (path: string) => writeFile(path, '<html>not ours</html>'),
  gone: (path: string) => rm(path),
  'a folder': async (path: string) => {
    await rm(path);
    await mkdir(path);
  },
};

describe.each(['documents/states.json', 'documents/removed/2026-11.json'])('%s', (name) => {
  test.each(Object.entries(HARMS))('that is %s is read from the one before it', async (harm, act) => {
    const { folder } = await filledWithoutIndex();
    await act(join(folder, name));
    const store = await openedStore(folder);
    expect(store.state(aState('kanda').source)).toEqual(aState('kanda'));
    expect(store.state(aState('ueno').source)).toEqual(aState('ueno'));
    expect([...(await store.knows([`url:https://kanda.example/news/1` as never])).values()][0]).toEqual({
      kind: 'removed',
    });
    expect(store.health().problems.length).toBe(harm === 'gone' ? 0 : 1);
    await store.close();
  });
});

test('a damaged document is kept beside the new one, and its twin has the newest states', async () => {
  const { folder } = await filled();
  const store = await openedStore(folder);
  const newest = aState('kanda', { counts: { requests: 77, notModified: 0, failed: 0, items: 0 } });
  await store.commit({ stories: [], drops: [], states: [newest] });
  await store.compact();
  await store.close();
  await writeFile(join(folder, 'documents/states.json'), 'null');
  const again = await openedStore(folder);
  expect(again.state(newest.source)).toEqual(newest);
  await again.compact();
  await again.close();
  const kept = (await readdir(join(folder, 'documents'))).filter((name) => name.includes('.damaged-'));
  expect(kept).toHaveLength(1);
});
