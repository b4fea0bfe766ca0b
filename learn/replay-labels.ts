import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** An editor's judgement of a headline. */
export type ReplayLabel = { readonly relevant: boolean; readonly sure: boolean };

const LABELS: Readonly<Record<string, ReplayLabel>> = {
  '+': { relevant: true, sure: true },
  '+?': { relevant: true, sure: false },
  '-?': { relevant: false, sure: false },
  '-': { relevant: false, sure: true },
};

const HASH_LENGTH = 12;

/** Returns the hash that names a headline in a file of labels, so that the project contains no text of an outlet. */
export const hashOfAddress = (url: string): string =>
  createHash('sha256').update(url).digest('hex').slice(0, HASH_LENGTH);

/**
 * Reads labels of headlines, by address. Each line of `file`, in this folder, has the first 12 digits of the address's
 * SHA-256, and the label. Lines that begin with `#` are comments.
 */
export const readReplayLabels = (file: string): ((url: string) => ReplayLabel | undefined) => {
  const labels = new Map(
    readFileSync(new URL(file, import.meta.url), 'utf8')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [hash = '', label = ''] = line.split(' ');
        return [hash, LABELS[label]] as const;
      }),
  );
  return (url) => labels.get(hashOfAddress(url));
};
