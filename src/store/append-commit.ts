import { dayOf } from './log/log-files.ts';
import { type Commit, writeLine } from './log/log-line.ts';
import type { Opened } from './store-context.ts';

/** Resolves when the commit is durable; rejects if too much waits for the disk already. */
export const append = async (
  { whole, writer, limits, changing, now }: Opened,
  { at = now(), ...change }: Omit<Commit, 'seq' | 'at'> & Partial<Pick<Commit, 'at'>>,
): Promise<void> => {
  await whole;
  if (writer.waitingBytes() > limits.waitingBytes) {
    throw new Error(
      `not stored: ${writer.waitingBytes()} bytes are already waiting for the disk (${writer.trouble() ?? 'it is slow'})`,
    );
  }
  changing.seq += 1;
  const commit = { ...change, seq: changing.seq, at };
  await writer.append({ day: dayOf(at), commit, ...writeLine(commit) });
};
