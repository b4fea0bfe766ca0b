import { hash } from 'node:crypto';
import type { Story } from '../domain/story/story.ts';
import type { WholeStore } from './open-store.ts';

/** The number of records of each kind, and a digest of all records that does not depend on their order. */
export type StoreDigest = { readonly counts: Readonly<Record<string, number>>; readonly digest: string };

export const createStoreDigest = () => {
  const counts: Record<string, number> = {};
  let sum = 0n;
  const add = (kind: string, record: unknown): void => {
    counts[kind] = (counts[kind] ?? 0) + 1;
    const digits = hash('sha256', `${kind} ${canonical(record)}`, 'hex');
    sum = BigInt.asUintN(BITS, sum + BigInt(`0x${digits}`));
  };
  return {
    add,
    addStories: (stories: readonly Story[]): void => {
      for (const story of stories) {
        add('stories', story);
        counts.articles = (counts.articles ?? 0) + story.articles.length;
      }
    },
    result: (): StoreDigest => ({ counts, digest: sum.toString(HEX) }),
  };
};

const BITS = 256;
const HEX = 16;

/** Adds all records of a store to the digest, except its stories. */
export const addRest = async (
  { store, shelf, editions }: WholeStore,
  { add }: ReturnType<typeof createStoreDigest>,
): Promise<void> => {
  for await (const drops of store.allDrops()) for (const drop of drops) add('drops', drop);
  for await (const hashes of store.tombstones()) for (const tombstone of hashes) add('tombstones', tombstone);
  for (const state of store.states()) add('states', state);
  for (const month of await shelf.names()) add('archives', [month, await shelf.read(month)]);
  for (const date of await editions.names()) add('editions', await editions.read(date));
  add('mailed', (await editions.lastMailed()) ?? null);
};

/** Returns JSON with sorted keys, the same for equal records; characters that `jsonb` refuses become U+FFFD. */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return textOf(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (value instanceof Temporal.Instant || value instanceof Temporal.PlainDate)
    return `"${value.toString()}"`;
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  let text = '';
  const record = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(record).sort())
    if (record[key] !== undefined)
      text += `${text === '' ? '' : ','}${textOf(key)}:${canonical(record[key])}`;
  return `{${text}}`;
};

const textOf = (text: string): string =>
  JSON.stringify(
    text.isWellFormed() && !text.includes('\0') ? text : text.toWellFormed().replaceAll('\0', '\u{fffd}'),
  );
