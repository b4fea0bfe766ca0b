import { join } from 'node:path';
import { journalName } from './journal.ts';

/** The files that records stand in, each under a number that a `Place` can hold. */
export type Files = {
  readonly pathOf: (file: number) => string;
  readonly addPartition: (name: string) => number;
  readonly addJournal: (number: number) => number;
  readonly forget: (file: number) => void;
  readonly setSize: (file: number, bytes: number) => void;
  readonly partitions: () => number;
  /** Of all files whose size was set. */
  readonly bytes: () => number;
};

// Partitions get even numbers and journals odd ones, so that both can keep the numbers of their names.
export const isPartition = (file: number): boolean => file % 2 === 0;
export const fileOfPartition = (name: string): number => (counterOf(name) ?? 0) * 2;
export const fileOfJournal = (number: number): number => number * 2 + 1;

export const createFiles = (folder: string): Files => {
  const paths = new Map<number, string>();
  const sizes = new Map<number, number>();
  const add = (file: number, name: string): number => {
    paths.set(file, join(folder, name));
    return file;
  };
  return {
    pathOf: (file) => paths.get(file) ?? '',
    addPartition: (name) => add(fileOfPartition(name), name),
    addJournal: (number) => add(fileOfJournal(number), `journal/${journalName(number)}`),
    forget: (file) => {
      paths.delete(file);
      sizes.delete(file);
    },
    setSize: (file, bytes) => {
      sizes.set(file, bytes);
    },
    partitions: () => paths.keys().filter(isPartition).toArray().length,
    bytes: () => sizes.values().reduce((sum, bytes) => sum + bytes, 0),
  };
};

/** `stories/2026-11-24.00000057.json`: the day its records came, in Japan, and a number used once. */
export const partitionName = (folder: string, label: string, counter: number): string =>
  `${folder}/${label}.${String(counter).padStart(8, '0')}.json`;

/** `2026-11-24` of such a name. */
export const dayOfName = (name: string): string => name.slice(name.indexOf('/') + 1, name.indexOf('.'));

/** The number in such a name. */
export const counterOf = (name: string): number | undefined => {
  const digits = /\.(\d{8})\.json$/.exec(name)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 10);
};

/** The JST day of a moment in microseconds. */
export const dayOf = (moment: number): string =>
  Temporal.Instant.fromEpochMilliseconds(Math.floor(moment / 1000))
    .toZonedDateTimeISO('Asia/Tokyo')
    .toPlainDate()
    .toString();
