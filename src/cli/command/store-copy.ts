import path from 'node:path';
import { databaseOf } from '../../config/build/build-store.ts';
import { type CopyResult, copyStore } from '../../store/copy-store.ts';
import type { StoreDigest } from '../../store/digest-store.ts';
import type { Given, Json } from '../command.ts';
import { stderrBar } from '../progress-bar.ts';
import {
  complainOfStore,
  foreignName,
  mayHold,
  nameOf,
  openStoreFor,
  type StoreHome,
  tryStore,
} from '../reach-store.ts';
import { complain, EXIT, type ExitStatus, interrupted, print } from '../terminal.ts';

/** Copies one store into another; each is in JSON files or in PostgreSQL. Locks both stores until the end. */
export const storeCopy = async ({
  flags: { json = false },
  words: [from = '', to = ''],
}: Given<Json>): Promise<ExitStatus> => {
  const [original, target] = [homeOf('FROM', from), homeOf('TO', to)];
  if (original === undefined || target === undefined) return EXIT.usage;
  if (nameOf(original) === nameOf(target)) {
    complain('FROM and TO are the same store. Name an empty folder or database as TO.');
    return EXIT.usage;
  }
  return copy(original, target, json);
};

/**
 * Returns the place of the store that an argument names. If the argument is wrong, prints the reasons and returns
 * undefined. Messages call the argument FROM or TO, because its text may hold a password.
 */
const homeOf = (argument: 'FROM' | 'TO', word: string): StoreHome | undefined => {
  if (!/^postgres(?:ql)?:|^\$\{/.test(word)) return { data: path.resolve(word) };
  const { database, problems } = databaseOf(word, process.env, 'write the address itself');
  for (const problem of problems) complain(`${argument}: ${problem}.`);
  return database === undefined ? undefined : { data: '', store: database };
};

const copy = async (from: StoreHome, to: StoreHome, json: boolean): Promise<ExitStatus> => {
  const signal = interrupted();
  if (from.store === undefined && !(await mayHold(from))) {
    complain(`${from.data} contains no store. Name the folder or the database of a store as FROM.`);
    return EXIT.failed;
  }
  // If TO cannot be read, `tryStore` says why.
  const foreign = to.store === undefined ? await foreignName(to.data).catch(() => undefined) : undefined;
  if (foreign !== undefined) {
    complain(`${to.data} contains ${foreign}, which belongs to no store. Name an empty folder as TO.`);
    return EXIT.failed;
  }
  const original = await openStoreFor(from, { lock: true });
  if (original.kind === 'closed') return original.status;
  try {
    const target = await tryStore(to, { lock: true, isCopy: true });
    if (target.kind !== 'opened') return complainOfStore(to, target);
    try {
      const bar = stderrBar();
      const onProgress = bar.draw;
      const result = await copyStore(original, target, { name: nameOf(from), onProgress, signal }).finally(
        bar.clear,
      );
      return report(result, nameOf(to), json);
    } finally {
      await target.store.close();
    }
  } finally {
    await original.store.close();
  }
};

const report = (result: CopyResult, target: string, json: boolean): ExitStatus => {
  switch (result.kind) {
    case 'copied':
      print(json ? JSON.stringify(result.copied) : `${target} is complete: ${listOf(result.copied)}.`);
      return EXIT.done;
    case 'refused':
      complain(`${target}: ${result.reason}.`);
      return EXIT.failed;
    case 'failed':
      complain(
        `${target}: ${result.reason}. Remove the cause; then, to continue, run the same command again.`,
      );
      return EXIT.failed;
    case 'stopped':
      complain(`The copy was stopped. To continue, run the same command again.`);
      return EXIT.failed;
    case 'differs':
      complain(
        `${target} differs: ${listOf(result.target)} instead of ${listOf(result.original)}. Delete the copy, and run the command again.`,
      );
      return EXIT.failed;
  }
};

const listOf = ({ counts, digest }: StoreDigest): string => {
  const { mailed: _, ...shown } = counts;
  const kinds = Object.entries(shown).map(([kind, count]) => `${kind} ${count}`);
  return `${kinds.join(', ') || 'nothing'} (digest ${digest.slice(0, SHOWN)})`;
};

/** Number of hexadecimal digits of a store's digest that a message shows. */
const SHOWN = 16;
