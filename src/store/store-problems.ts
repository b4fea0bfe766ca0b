import { crc32 } from 'node:zlib';
import type { Log } from '../domain/log.ts';

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

/** The name under which a damaged file, or what is damaged of it, is kept: the same bytes are kept once. */
export const evidenceOf = (path: string, bytes: Uint8Array): string =>
  `${path}${MARK}${crc32(bytes).toString(16).padStart(8, '0')}`;
