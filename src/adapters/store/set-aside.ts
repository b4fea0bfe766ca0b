import { basename, dirname } from 'node:path';
import type { Clock, Log } from '../../pipeline/ports.ts';
import type { Disk } from './disk/disk.ts';

/** Moves a file that cannot be read out of the way, as evidence; gives its new path. */
export const setAside = async (disk: Disk, path: string, now: Clock): Promise<string> => {
  const evidence = evidenceOf(path, now);
  await disk.rename(path, evidence);
  return evidence;
};

/** As `setAside`, of a file that stays in use; one copy is enough. */
export const keepCopy = async (disk: Disk, path: string, bytes: Buffer, now: Clock): Promise<string> => {
  const names = await disk.list(dirname(path));
  const kept = names.find((name) => name.startsWith(`${basename(path)}${MARK}`));
  if (kept !== undefined) return kept;
  const evidence = evidenceOf(path, now);
  await disk.write(evidence, bytes);
  return evidence;
};

const MARK = '.damaged-';

const evidenceOf = (path: string, now: Clock): string =>
  `${path}${MARK}${now().toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '')}`;

/** What is wrong with the store, for its health: each problem once, logged at error when it appears. */
export type Problems = {
  readonly add: (text: string) => void;
  /** Counts a file that was set aside, each once. */
  readonly keep: (evidence: string) => void;
  readonly damagedFiles: () => number;
  readonly all: () => readonly string[];
};

export const createProblems = (log: Log): Problems => {
  const texts = new Set<string>();
  const files = new Set<string>();
  return {
    keep: (evidence) => {
      files.add(basename(evidence));
    },
    damagedFiles: () => files.size,
    add: (text) => {
      if (texts.has(text)) return;
      texts.add(text);
      log.error('store.damaged', { problem: text });
    },
    all: () => [...texts],
  };
};

/** Whether a name is that of evidence. */
export const isEvidence = (path: string): boolean => basename(path).includes(MARK);
