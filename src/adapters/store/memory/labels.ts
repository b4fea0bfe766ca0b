import { roomFor } from './growing.ts';
import type { Transfer } from './transfer.ts';

/** The labels of every story: each label once as text, and 4 bytes for each time it is worn. */
export type Labels = {
  /** Undefined where no story ever wore the label. */
  readonly numberOf: (label: string) => number | undefined;
  readonly intern: (label: string) => number;
  /** The story wears those of the labels that stand from one position up to another; all where none is named. */
  readonly set: (story: number, labels: ArrayLike<number>, from?: number, to?: number) => void;
  /** Makes room for so many stories with so many labels in all. */
  readonly reserve: (stories: number, labels: number) => void;
  readonly has: (story: number, label: number) => boolean;
  /** How many stories wear the label. */
  readonly uses: (label: number) => number;
  readonly transfer: (to: Transfer, name: string) => void;
};

export const createLabels = (): Labels => {
  let numbers = new Map<string, number>();
  let uses: number[] = [];
  let starts: Uint32Array = new Uint32Array(0);
  let counts: Uint32Array = new Uint32Array(0);
  let pool: Uint32Array = new Uint32Array(1024);
  let used = 0;
  let stories = 0;

  /** Moves what is still worn together; the lists of stories that changed leave holes. */
  const tidy = (room: number): void => {
    const worn = counts.reduce((sum, count) => sum + count, 0);
    const tidied = new Uint32Array(Math.max(Math.ceil((worn + room) * 1.5), 1024));
    let to = 0;
    for (let story = 0; story < stories; story += 1) {
      const from = starts[story] ?? 0;
      const count = counts[story] ?? 0;
      tidied.set(pool.subarray(from, from + count), to);
      starts[story] = to;
      to += count;
    }
    pool = tidied;
    used = to;
  };

  const addUses = (story: number, difference: number): void => {
    const from = starts[story] ?? 0;
    const to = from + (counts[story] ?? 0);
    for (let at = from; at < to; at += 1) {
      const label = pool[at] ?? 0;
      uses[label] = (uses[label] ?? 0) + difference;
    }
  };

  return {
    numberOf: (label) => numbers.get(label),
    intern: (label) => {
      const known = numbers.get(label);
      if (known !== undefined) return known;
      numbers.set(label, uses.length);
      return uses.push(0) - 1;
    },
    set: (story, labels, from = 0, to = labels.length) => {
      starts = roomFor(starts, story + 1);
      counts = roomFor(counts, story + 1);
      stories = Math.max(stories, story + 1);
      addUses(story, -1);
      counts[story] = 0;
      if (used + to - from > pool.length) tidy(to - from);
      starts[story] = used;
      counts[story] = to - from;
      for (let at = from; at < to; at += 1) pool[used++] = labels[at] ?? 0;
      addUses(story, 1);
    },
    has: (story, label) => {
      const from = starts[story] ?? 0;
      const to = from + (counts[story] ?? 0);
      for (let at = from; at < to; at += 1) if (pool[at] === label) return true;
      return false;
    },
    reserve: (storyCount, labelCount) => {
      starts = roomFor(starts, storyCount);
      counts = roomFor(counts, storyCount);
      pool = roomFor(pool, labelCount);
    },
    uses: (label) => uses[label] ?? 0,
    transfer: (to, name) => {
      const texts = to.texts(`${name}.texts`, [...numbers.keys()]);
      numbers = new Map(texts.map((text, number) => [text, number]));
      uses = [...to.column(`${name}.uses`, Uint32Array.from(uses))];
      starts = to.column(`${name}.starts`, starts);
      counts = to.column(`${name}.counts`, counts);
      pool = to.column(`${name}.pool`, pool);
      used = to.number(`${name}.used`, used);
      stories = to.number(`${name}.stories`, stories);
    },
  };
};
