import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { jstDay } from '../../src/domain/clock/jst-day.ts';
import type { SourceId } from '../../src/domain/source/source.ts';
import type { Store } from '../../src/domain/store/contract.ts';
import type { Story } from '../../src/domain/story/story.ts';
import { aStory } from '../store/make-story.ts';
import { openedStore } from '../store/opened-store.ts';
import { isInstalled } from '../support/debian.ts';
import { ROOT } from '../support/product.ts';
import { LAST, storeOfAnHour, storeOfFortyDays } from '../support/store-of-days.ts';

const run = promisify(execFile);

const sections = readFileSync(path.join(ROOT, 'docs/operations.md'), 'utf8').split(/^## /m);

/** The commands of a section, each by the comment above it. */
const commandsIn = (heading: string): ReadonlyMap<string, string> => {
  const section = sections.find((text) => text.startsWith(`${heading}\n`)) ?? '';
  const found = section.matchAll(/^ {4}# (.+)\n((?: {4}[^#\n].*\n)+)/gm);
  return new Map(
    Array.from(found, ([, comment = '', lines = '']) => [comment, lines.replace(/^ {4}/gm, '')]),
  );
};

const reading = commandsIn('Reading it');
const copying = commandsIn('Backup and restore');

type Used = { readonly home: string; readonly data: string; readonly store: Store };

/** An open store in the folder `data` of a new one, in which commands are run. */
const use = async (fill: (folder: string) => Promise<Store>): Promise<Used> => {
  const home = await mkdtemp(path.join(tmpdir(), 'operations-'));
  const data = path.join(home, 'data');
  await mkdir(data);
  await symlink(path.join(ROOT, 'bin'), path.join(home, 'bin'));
  const store = await fill(data);
  let closed: Promise<void> | undefined;
  const close = () => (closed ??= store.close());
  onTestFinished(async () => {
    await close();
    await rm(home, { recursive: true });
  });
  return { home, data, store: { ...store, close } };
};

/** What a command prints; rejects where its status is not 0. */
const output = async ({ home }: Used, command = 'false'): Promise<string> =>
  (await run('bash', ['-c', command], { cwd: home })).stdout;

const linesOf = (text: string): readonly string[] => text.split('\n').slice(0, -1);

const parsed = (text: string): readonly { readonly id: string }[] =>
  linesOf(text).map((line) => JSON.parse(line));

/** As JSON has it, by id. */
const plain = (stories: readonly unknown[]): readonly unknown[] =>
  (JSON.parse(JSON.stringify(stories)) as readonly Story[]).toSorted((a, b) => (a.id < b.id ? -1 : 1));

const allOf = async (store: Store): Promise<readonly Story[]> => store.stories({ limit: 10_000 });

const AGES = { 'one hour': storeOfAnHour, 'forty days': storeOfFortyDays } as const;

type Age = keyof typeof AGES;

/** What each command must print, by its comment. */
const CHECKS: Readonly<Record<string, (text: string, used: Used, age: Age) => Promise<void>>> = {
  'every version of every story, the oldest first': async (text, { store }) => {
    const titles = linesOf(text).map((line) => line.split('\t')[1]);
    const stories = await allOf(store);
    expect(titles.length).toBeGreaterThan(stories.length);
    for (const { articles } of stories) expect(titles).toContain(articles[0].title);
  },
  'each story as it stands': async (text, { store }) => {
    expect(linesOf(text)).toHaveLength(store.health().stories);
    expect(plain(parsed(text))).toEqual(plain(await allOf(store)));
  },
  'the newest version of one story, by the address of an article': async (text, { store }) => {
    expect(plain([JSON.parse(text)])).toEqual(plain([await store.story(aStory(LAST).id)]));
  },
  'the stories of one outlet, as they were stored on one day': async (text) => {
    expect(parsed(text).map(({ id }) => id)).toContain(aStory(LAST).id);
  },
  'the dropped items, and why': async (text, { store }) => {
    const drops = await store.newestDrops(1000);
    expect(drops.length).toBeGreaterThan(1);
    for (const { source, reason, title, link } of drops)
      expect(text).toContain(`\t${source}\t${reason}\t${title}\t${link}\n`);
  },
  'the items of one source that were dropped on one day, and why': async (text, { store }, age) => {
    const drops = (await store.newestDrops(1000)).filter(
      ({ source, at }) => source === 'kanda' && jstDay(at).toString() === '2026-11-25',
    );
    expect(linesOf(text).toSorted()).toEqual(
      drops.map(({ reason, title, link }) => [reason, title, link].join('\t')).toSorted(),
    );
    if (age === 'one hour') expect(drops).not.toEqual([]);
  },
  'the state of each source': async (text, { store }) => {
    const states = linesOf(text).map((line) => JSON.parse(line));
    expect(states.map(({ source }) => source)).toEqual(['first', 'kanda', 'last', 'later']);
    for (const { source, nextPollAt } of states)
      expect(nextPollAt).toBe(store.state(source as SourceId)?.nextPollAt?.toString());
  },
  'whether an address has a tombstone': async (text, _, age) => {
    expect(text).toBe(age === 'forty days' ? 'true\n' : 'false\n');
  },
  'the archives, in which .data.base stands for the address of the site': async (text, _, age) => {
    expect(text).toBe(age === 'forty days' ? '<feed>瓦版</feed>\n' : '');
  },
  'the stories of a log in which a line cannot be read': async (text, { store }) => {
    const ids = parsed(text).map(({ id }) => id);
    for (const { id } of await allOf(store)) expect(ids).toContain(id);
  },
};

test('each command on reading the store is checked, and no other is', () => {
  expect(Object.keys(CHECKS).toSorted()).toEqual([...reading.keys()].toSorted());
});

const hasPrograms = [isInstalled('jq', 'jq'), isInstalled('rsync', 'rsync')].every(Boolean);

describe.skipIf(!hasPrograms).each(['one hour', 'forty days'] as const)('on a store of %s', (age) => {
  test('each command of docs/operations.md that reads it says what the store says', async () => {
    const used = await use(AGES[age]);
    for (const [comment, command] of reading) await CHECKS[comment]?.(await output(used, command), used, age);
  });

  test('a line that cannot be read hides no other from the command that is made for it', async () => {
    const used = await use(AGES[age]);
    await appendFile(path.join(used.data, 'log/2026-11-25.jsonl'), '{"crc":"0123abcd","version":1,"se');
    const comment = 'the stories of a log in which a line cannot be read';
    await CHECKS[comment]?.(await output(used, reading.get(comment)), used, age);
  });

  test('a backup beside a running daemon is whole, and restoring it gives everything back', async () => {
    const used = await use(AGES[age]);
    const before = await allOf(used.store);
    await output(used, copying.get('back up'));
    expect(await output(used, copying.get('verify the copy'))).toBe('backup is intact.\n');
    await used.store.commit({ stories: [aStory(901)], drops: [], states: [] });
    await used.store.close();
    await output(used, copying.get('restore'));
    const restored = await openedStore(used.data);
    expect(plain(await allOf(restored))).toEqual(plain(before));
    expect(restored.health().problems).toEqual([]);
    expect([...(await restored.knows(['url:https://kanda.example/news/1' as never])).values()][0]?.kind).toBe(
      age === 'forty days' ? 'removed' : 'article',
    );
    expect(restored.state('first' as SourceId)).toBeDefined();
    await restored.close();
  });
});
