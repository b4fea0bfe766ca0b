import type { Clock, Log } from '../../pipeline/ports.ts';
import type { Disk } from './disk.ts';

/** What is wrong with the store, for its health: each problem once, logged at error when it appears. */
export type Problems = {
  readonly add: (text: string) => void;
  readonly all: () => readonly string[];
};

export const createProblems = (log: Log): Problems => {
  const texts = new Set<string>();
  return {
    add: (text) => {
      if (texts.has(text)) return;
      texts.add(text);
      log.error('store.damaged', { problem: text });
    },
    all: () => [...texts],
  };
};

const MARK = '.damaged-';

/** Whether a name is that of a damaged file that was set aside. */
export const isEvidence = (name: string): boolean => name.includes(MARK);

/** The name under which a damaged file, or what is damaged of it, is kept. */
export const evidenceOf = (path: string, now: Clock): string =>
  `${path}${MARK}${now().toString({ smallestUnit: 'millisecond' }).replaceAll(/[-:.]/g, '')}`;

/** Moves a damaged file out of the way. What cannot be moved stays, and the problem says so. */
export const setAside = async (
  disk: Disk,
  path: string,
  reason: string,
  problems: Problems,
  now: Clock,
): Promise<void> => {
  const evidence = evidenceOf(path, now);
  try {
    await disk.rename(path, evidence);
    problems.add(`${path} cannot be read: ${reason}; it is kept as ${evidence}`);
  } catch (error) {
    problems.add(`${path} cannot be read: ${reason}; it could not be set aside: ${errorText(error)}`);
  }
};

export const errorText = (error: unknown): string => (error instanceof Error ? error.message : String(error));
