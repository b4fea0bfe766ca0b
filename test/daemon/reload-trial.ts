import { appendFile, copyFile, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Daemon, type Installation, sourcesYaml } from '../support/product.ts';

/** A source that nobody answers for. */
const sourceOf = (id: string) => ({ id, url: `http://127.0.0.1:9/${id}`, outlet: `Outlet ${id}` });

const BASE = sourcesYaml([sourceOf('base')]);
const RIGHT = (n: number) => sourcesYaml([sourceOf(`edit-${n}`)]).replace('sources:\n', '');
const WRONG = (n: number) => RIGHT(n).replace('language:', 'langauge:').replaceAll('edit-', 'wrong-');

/** How editors and tools save a file. */
const SAVES: Readonly<Record<string, (file: string, text: string, daemon: Daemon) => Promise<void>>> = {
  'rename over it': async (file, text) => {
    await writeFile(`${file}.new`, text);
    await rename(`${file}.new`, file);
  },
  'truncate and write': (file, text) => writeFile(file, text),
  'swap a symbolic link': async (file, text) => {
    const target = path.join(path.dirname(file), `.version-${Math.round(performance.now() * 1000)}`);
    await writeFile(target, text);
    await symlink(target, `${file}.link`);
    await rename(`${file}.link`, file);
  },
  'append in place': async (file, text) => {
    const old = await readFile(file, 'utf8');
    await appendFile(file, text.slice(BASE.length), { flush: true });
    if (!(await readFile(file, 'utf8')).startsWith(old)) throw new Error('an append rewrote the file');
  },
  'unlink and create': async (file, text) => {
    await rm(file);
    await writeFile(file, text);
  },
  'copy and SIGHUP': async (file, text, daemon) => {
    await writeFile(`${file}.copy`, text);
    await copyFile(`${file}.copy`, file);
    process.kill(daemon.pid, 'SIGHUP');
  },
};

export type ReloadReport = {
  readonly right: number;
  readonly wrong: number;
  /** From the end of a save until readers see the edit, or the log names what is wrong; in milliseconds, sorted. */
  readonly times: readonly number[];
  /** Each time that something else was in force than what should be. */
  readonly faults: readonly string[];
};

/** So long an edit may take before it counts as lost. */
const LOST_AFTER_MS = 30_000;

/** Edits the sources of a running daemon, one way of saving after the other, every third edit wrong. */
export const reloadTrial = async (at: Installation, daemon: Daemon, edits: number): Promise<ReloadReport> => {
  const file = path.join(at.config, 'sources.yaml');
  await writeFile(file, BASE);
  const listed = async (): Promise<string> => (await fetch(`${daemon.url}/sources.opml`)).text();
  const wrongs = (): number => daemon.events.filter(({ event }) => event === 'config.invalid').length;
  const faults: string[] = [];
  const times: number[] = [];
  const tally = { right: 0, wrong: 0 };
  const ways = Object.entries(SAVES);
  let inForce = 'Outlet base';
  let isWrongNow = false;
  await until(async () => (await listed()).includes(`"${inForce}"`));
  for (let n = 0; n < edits; n += 1) {
    const [name, save] = ways[(n + Math.floor(n / ways.length)) % ways.length] ?? [];
    if (save === undefined || name === undefined) throw new Error('no way to save');
    // What is appended to a wrong file leaves it wrong.
    const isWrong: boolean = n % 3 === 2 || (isWrongNow && name === 'append in place');
    const before = wrongs();
    await save(file, BASE + (isWrong ? WRONG(n) : RIGHT(n)), daemon);
    const savedAt = performance.now();
    const settled = isWrong
      ? await until(async () => wrongs() > before)
      : await until(async () => (await listed()).includes(`"Outlet edit-${n}"`));
    times.push(performance.now() - savedAt);
    if (!settled) faults.push(`edit ${n} (${name}) was not taken up`);
    if (!isWrong) inForce = `Outlet edit-${n}`;
    isWrongNow = isWrong;
    tally[isWrong ? 'wrong' : 'right'] += 1;
    const now = await listed();
    if (!now.includes(`"${inForce}"`)) faults.push(`after edit ${n} (${name}) ${inForce} is not in force`);
    if (now.includes('wrong-')) faults.push(`edit ${n} (${name}) is wrong, and in force`);
  }
  return { ...tally, times: times.toSorted((a, b) => a - b), faults };
};

const until = async (holds: () => Promise<boolean>): Promise<boolean> => {
  const startedAt = performance.now();
  while (!(await holds())) {
    if (performance.now() - startedAt > LOST_AFTER_MS) return false;
    await sleep(20);
  }
  return true;
};
