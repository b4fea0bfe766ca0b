import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { aStory } from '../../store/make-story.ts';
import { NOW, newFolder, openedStore, silent } from '../../store/opened-store.ts';
import { openedPostgres } from '../../store/postgres/opened-postgres.ts';
import { hasPostgres, startPostgres } from '../../support/postgres.ts';
import { onTerminal, runHere } from '../../support/run-here.ts';

let from: string;
let to: string;
beforeEach(async () => {
  [from, to] = [await newFolder(), path.join(await newFolder(), 'copy')];
  const store = await openedStore(from);
  await store.commit({ stories: [aStory(1), aStory(2)], drops: [], states: [] });
  await store.close();
});

describe('store copy', () => {
  test('says what the copy holds, in words and as JSON', async () => {
    const { status, out, err } = await runHere('store', 'copy', from, to);
    expect([status, err]).toEqual([0, '']);
    expect(out).toMatch(/^\S+ is complete: stories 2, .*\(digest [0-9a-f]{16}\)\.\n$/);
    expect(out).toContain(to);
    const json = await runHere('store', 'copy', from, `${to}-2`, '--json');
    expect(JSON.parse(json.out)).toMatchObject({ counts: { stories: 2 } });
    const watched = await onTerminal(80, () => runHere('store', 'copy', from, `${to}-3`));
    expect(watched.err).toMatch(/^[█░]{30} \d of \d/);
    expect(watched.err.endsWith('\r\u001b[K')).toBe(true);
    // Both are free again.
    for (const folder of [from, to]) await (await openedStore(folder)).close();
  });

  test('says that a copy which went on over other stories is not the same, and what to do', async () => {
    const opened = await openStore({ folder: to, log: silent, now: () => NOW, isCopy: true });
    if (opened.kind !== 'opened') throw new Error(opened.kind);
    await opened.store.noteCopy(from);
    await opened.store.commit({ stories: [aStory(3)], drops: [], states: [] });
    await opened.store.close();
    const { status, out, err } = await runHere('store', 'copy', from, to);
    expect([status, out]).toEqual([1, '']);
    expect(err).toMatch(
      /differs: stories 3, .* instead of stories 2, .*\. Delete the copy, and run the command again\.\n$/,
    );
  });

  test('refuses a target that holds a store or other files, the source itself, and a source that is not there', async () => {
    const other = await newFolder();
    const store = await openedStore(other);
    await store.commit({ stories: [aStory(3)], drops: [], states: [] });
    await store.close();
    const refused = await runHere('store', 'copy', from, other);
    expect([refused.status, refused.err]).toEqual([
      1,
      `${other}: it already contains a store (1 story): name an empty folder or database.\n`,
    ]);
    expect(await runHere('store', 'copy', from, from)).toMatchObject({
      status: 2,
      err: 'FROM and TO are the same store. Name an empty folder or database as TO.\n',
    });
    const unset = await runHere(
      'store',
      'copy',
      from,
      `postgres://\${NO_NAME_HERE}:\${NO_WORD_HERE}@db.example/x`,
    );
    expect([unset.status, unset.err]).toEqual([
      2,
      'TO: the environment variable NO_NAME_HERE is not set; set it, or write the address itself.\nTO: the environment variable NO_WORD_HERE is not set; set it, or write the address itself.\n',
    ]);
    const foreign = await newFolder();
    await writeFile(path.join(foreign, 'mine.txt'), '');
    const full = await runHere('store', 'copy', from, foreign);
    expect([full.status, full.err]).toEqual([
      1,
      `${foreign} contains mine.txt, which belongs to no store. Name an empty folder as TO.\n`,
    ]);
    const none = await runHere('store', 'copy', foreign, to);
    expect([none.status, none.err]).toEqual([1, expect.stringContaining(' contains no store. ')]);
    expect([await readdir(foreign), existsSync(to)]).toEqual([['mine.txt'], false]);
    const missing = await runHere('store', 'copy', path.join(from, 'nothing'), to);
    expect([missing.status, missing.err]).toEqual([1, expect.stringContaining(' contains no store. ')]);
  });

  test.skipIf(!hasPostgres())('names a story that a database refuses, and can go on afterwards', async () => {
    const server = await startPostgres();
    onTestFinished(() => server.remove());
    const url = await server.newSchema();
    await (await openedPostgres(url)).close();
    await server.query(url, `ALTER TABLE stories ADD CONSTRAINT strict CHECK (id <> '${aStory(2).id}')`);
    const { status, out, err } = await runHere('store', 'copy', from, url);
    expect([status, out]).toEqual([1, '']);
    expect(err).toContain(`: the story ${aStory(2).id} cannot be copied (not stored: PostgreSQL at `);
    expect(err).toMatch(
      /"strict" \(23514\)\)\. Remove the cause; then, to continue, run the same command again\.\n$/,
    );
    await server.query(url, 'ALTER TABLE stories DROP CONSTRAINT strict');
    expect((await runHere('store', 'copy', from, url)).status).toBe(0);
  });
});
