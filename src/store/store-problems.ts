import { crc32 } from 'node:zlib';
import type { Log } from '../domain/log.ts';

/** The problems that the store's health reports. A problem is kept once, and logged as an error when it is added. */
export type Problems = {
  readonly add: (text: string) => void;
  /** Removes the problems whose text begins with `start`. */
  readonly remove: (start: string) => void;
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
    remove: (start) => {
      for (const text of texts) if (text.startsWith(start)) texts.delete(text);
    },
    all: () => [...texts],
  };
};

const MARK = '.damaged-';

/** Returns whether a file with this name contains damaged data that was set aside. */
export const isEvidence = (name: string): boolean => name.includes(MARK);

/** Returns the path under which damaged data of a file is kept; the same bytes get the same path. */
export const evidenceOf = (path: string, bytes: Uint8Array): string =>
  `${path}${MARK}${crc32(bytes).toString(16).padStart(8, '0')}`;
