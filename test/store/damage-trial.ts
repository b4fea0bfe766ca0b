import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { errorText } from '../../src/domain/error-text.ts';
import type { Store } from '../../src/domain/store/contract.ts';
import { openStore } from '../../src/store/open-store.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';
import { seededChance } from './seeded-chance.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const NOW = Temporal.Instant.from('2026-11-24T03:00:00Z');
const DAYS = 4;
const STORIES_A_DAY = 12;

type Harm = (path: string, other: string, chance: () => number) => Promise<void>;

const edit =
  (change: (bytes: Buffer, chance: () => number) => Buffer): Harm =>
  async (path, _other, chance) =>
    writeFile(path, change(await readFile(path), chance));

/** What may befall a file. */
const HARMS: Readonly<Record<string, Harm>> = {
  empty: (path) => truncate(path, 0),
  truncated: edit((bytes, chance) => bytes.subarray(0, Math.floor(chance() * bytes.length))),
  'a flipped bit': edit((bytes, chance) => {
    const at = Math.floor(chance() * bytes.length);
    return Buffer.from(bytes.map((byte, n) => (n === at ? byte ^ (1 << Math.floor(chance() * 8)) : byte)));
  }),
  'a block of zeros': edit((bytes, chance) => {
    const at = Math.floor(chance() * bytes.length);
    return Buffer.from(bytes).fill(0, at, Math.min(bytes.length, at + 512));
  }),
  'a torn end': edit((bytes, chance) =>
    Buffer.concat([bytes, Buffer.from('{"crc":"00000000","version":1,"seq":'.slice(0, 1 + chance() * 30))]),
  ),
  'no line feed at the end': edit((bytes) => bytes.subarray(0, -1)),
  'a line less': edit((bytes, chance) => {
    const lines = bytes.toString('utf8').split('\n');
    return Buffer.from(lines.toSpliced(Math.floor(chance() * (lines.length - 1)), 1).join('\n'));
  }),
  'a line twice': edit((bytes, chance) => {
    const lines = bytes.toString('utf8').split('\n');
    const at = Math.floor(chance() * (lines.length - 1));
    return Buffer.from(lines.toSpliced(at, 0, lines[at] ?? '').join('\n'));
  }),
  null: (path) => writeFile(path, 'null'),
  foreign: (path) => writeFile(path, '<html>not ours</html>'),
  gone: (path) => rm(path),
  'a folder': async (path) => {
    await rm(path);
    await mkdir(path);
  },
  'swapped with another': async (path, other) => {
    await rename(path, `${path}.x`);
    await rename(other, path);
    await rename(`${path}.x`, other);
  },
};

/** A store of some days with tombstones, documents and an index. */
const fill = async (folder: string): Promise<void> => {
  let now = NOW.subtract({ hours: 24 * DAYS });
  const opened = await openStore({ folder, log: silent, now: () => now });
  if (opened.kind !== 'opened') throw new Error(opened.kind);
  const { store } = opened;
  for (let day = 0; day < DAYS; day += 1) {
    now = now.add({ hours: 24 });
    for (let n = 0; n < STORIES_A_DAY; n += 2) {
      const first = day * STORIES_A_DAY + n + 1;
      const stories = [aStory(first), aStory(first + 1)];
      await store.commit({ stories, drops: [aDrop(first)], states: [aState('kanda')] });
    }
    if (day === 1) {
      await store.removeBefore(anArticle(4).firstSeenAt);
      await store.compact();
    }
  }
  await store.close();
};

const FIRST = 4;
const LAST = DAYS * STORIES_A_DAY;

const filesOf = async (folder: string, sub: string): Promise<readonly string[]> =>
  (await readdir(join(folder, sub), { withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ name }) => join(folder, sub, name))
    .toSorted();

let template: Promise<string> | undefined;

const makeTemplate = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'damage-'));
  await fill(folder);
  return folder;
};

/**
 * Damages one file of a store, of the kind that the number says, with or without an index, and opens it. Gives each
 * promise that was broken, in words: a start that is refused, a story that is altered, a loss that is not reported, a
 * commit that is not there afterwards.
 */
export const damageTrial = async (trial: number): Promise<readonly string[]> => {
  template ??= makeTemplate();
  const chance = seededChance(trial);
  const kinds = Object.entries(HARMS);
  const [kind, harm] = kinds[trial % kinds.length] ?? ['', HARMS.empty];
  const folder = await mkdtemp(join(tmpdir(), 'damage-'));
  await cp(await template, folder, { recursive: true });
  try {
    const hasIndex = chance() < 0.5;
    if (hasIndex) await (await open(folder)).close();
    else await rm(join(folder, 'index'), { recursive: true });
    const isLog = chance() < 0.7;
    const files = await filesOf(folder, isLog ? 'log' : chance() < 0.5 ? 'documents' : 'documents/removed');
    const at = Math.floor(chance() * files.length);
    const path = files[at] ?? '';
    await harm?.(path, files[(at + 1) % files.length] ?? '', chance);
    const where = `trial ${trial}: ${path.slice(folder.length)} ${kind}${hasIndex ? '' : ', no index'}`;
    return (await differences(folder)).map((text) => `${where}: ${text}`);
  } catch (error) {
    return [`trial ${trial}: ${kind}: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await rm(folder, { recursive: true });
  }
};

const open = async (folder: string): Promise<Store> => {
  const opened = await openStore({ folder, log: silent, now: () => NOW });
  if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
  await opened.store.whole();
  return opened.store;
};

const differences = async (folder: string): Promise<readonly string[]> => {
  const found: string[] = [];
  const store = await open(folder);
  let missing = 0;
  for (let n = FIRST; n <= LAST; n += 1) {
    const story = await store.story(aStory(n).id);
    if (story === undefined) missing += 1;
    else if (JSON.stringify(story) !== JSON.stringify(aStory(n))) found.push(`story ${n} is altered`);
  }
  if (missing > 0 && store.health().problems.length === 0)
    found.push(`${missing} stories are lost, and it is not reported`);
  await store.commit({ stories: [aStory(900)], drops: [], states: [aState('ueno')] });
  await store.removeBefore(anArticle(FIRST + 1).firstSeenAt);
  await store.compact().catch((error: unknown) => {
    const { problems } = store.health();
    if (!problems.includes(errorText(error))) found.push(`tidying fails: ${errorText(error)}`);
  });
  await store.close();
  const again = await open(folder);
  if ((await again.story(aStory(900).id)) === undefined) found.push('a commit afterwards is lost');
  let later = 0;
  for (let n = FIRST + 1; n <= LAST; n += 1) if ((await again.story(aStory(n).id)) === undefined) later += 1;
  if (later > missing) found.push(`${later - missing} more stories are lost after tidying`);
  await again.close();
  return found;
};
