/** What a term is worth where it stands in a name, and not in a title. */
const NAME_WEIGHT = 0.5;

/** What a word is worth that only begins as was asked. */
const PREFIX_WEIGHT = 0.8;

/** Which documents have all that was required so far, and how much of what was asked. */
export type Scores = {
  /** Leaves the documents that stand in any of the lists; the first is of the very term where `isExactFirst`. */
  readonly require: (lists: readonly Uint32Array[], isExactFirst: boolean) => void;
  /** Ranks the documents that stand in a list higher; leaves them all. */
  readonly prefer: (lists: readonly Uint32Array[]) => void;
  readonly found: () => readonly number[];
  /** From 0 to 1: 1 where every word stands in a title. */
  readonly relevance: (document: number) => number;
};

/** For so many documents. A posting is a document's number, doubled, and 1 where the term stands in a title. */
export const createScores = (documents: number): Scores => {
  /** How many clauses a document has met; one that misses a required clause stays behind. */
  const met = new Uint8Array(documents);
  const sums = new Float32Array(documents);
  let required = 0;
  let most = 0;
  let last: readonly Uint32Array[] = [];

  /** A term that few documents have tells more (inverse document frequency, smoothed). */
  const worthOf = (lists: readonly Uint32Array[]): number => {
    const uses = lists.reduce((sum, list) => sum + list.length, 0);
    return Math.log(1 + documents / (1 + uses));
  };

  const add = (document: number, posting: number, worth: number): void => {
    sums[document] = (sums[document] ?? 0) + ((posting & 1) === 1 ? worth : worth * NAME_WEIGHT);
  };

  return {
    require: (lists, isExactFirst) => {
      const worth = worthOf(lists);
      for (const [index, list] of lists.entries()) {
        const own = index === 0 && isExactFirst ? worth : worth * PREFIX_WEIGHT;
        for (const posting of list) {
          const document = posting >>> 1;
          if (met[document] !== required) continue;
          met[document] = required + 1;
          add(document, posting, own);
        }
      }
      required += 1;
      most += worth;
      last = lists;
    },
    prefer: (lists) => {
      const worth = worthOf(lists);
      for (const list of lists) {
        for (const posting of list) {
          const document = posting >>> 1;
          if (met[document] === required) add(document, posting, worth);
        }
      }
      most += worth;
    },
    found: () => {
      const found = new Set<number>();
      for (const list of last) {
        for (const posting of list) if (met[posting >>> 1] === required) found.add(posting >>> 1);
      }
      return [...found];
    },
    relevance: (document) => (most === 0 ? 0 : (sums[document] ?? 0) / most),
  };
};
