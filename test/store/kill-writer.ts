/**
 * Uses a store until it is killed: `node kill-writer.ts HOME FIRST`, where HOME is a folder or the URL of a database.
 * Prints `stored N` when story N is acknowledged, and `removed N` when all before story N are.
 */
import { writeSync } from 'node:fs';
import { openStore } from '../../src/store/open-store.ts';
import { openPostgres } from '../../src/store/postgres/open-postgres.ts';
import { aDrop, anArticle, aState, aStory } from './make-story.ts';

const [home = '', first] = process.argv.slice(2);
const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const say = (text: string): number => writeSync(1, `${text}\n`);

const options = { log, now: () => Temporal.Now.instant() };
const opened = home.startsWith('postgres:')
  ? await openPostgres({ url: home, ...options })
  : await openStore({ folder: home, ...options });
if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
const { store } = opened;
let next = Number(first);
for (let turn = 0; ; turn += 1) {
  const numbers = Array.from({ length: 1 + (turn % 5) }, () => next++);
  say(`trying ${numbers.at(-1)}`);
  const state = aState('kanda', { counts: { requests: next, notModified: 0, failed: 0, items: 0 } });
  await store.commit({ stories: numbers.map((n) => aStory(n)), drops: [aDrop(next)], states: [state] });
  for (const n of numbers) say(`stored ${n}`);
  if (turn % 40 === 39) {
    say(`removing ${next - 100}`);
    await store.removeBefore(anArticle(next - 100).firstSeenAt);
    say(`removed ${next - 100}`);
  }
  if (turn % 60 === 59) await store.compact();
}
