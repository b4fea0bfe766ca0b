/** How far back an end tag looks for its start tag. */
const REACH = 64;

/** Deeper tags are only counted, so that nesting without end costs no memory. */
const MAX_DEPTH = 10_000;

/** The tags open inside one field: closing finds the nearest of its name, and those above it end with it. */
export type OpenTags = {
  readonly open: (name: string) => void;
  /** The names that end, innermost first; undefined where no such tag is open. */
  readonly close: (name: string) => readonly string[] | undefined;
  readonly clear: () => void;
};

const NONE: readonly string[] = [];

export const createOpenTags = (): OpenTags => {
  const names: string[] = [];
  let tooDeep = 0;
  return {
    open: (name) => {
      if (names.length < MAX_DEPTH) names.push(name);
      else tooDeep += 1;
    },
    close: (name) => {
      if (tooDeep > 0) {
        tooDeep -= 1;
        return NONE;
      }
      const from = Math.max(0, names.length - REACH);
      for (let index = names.length - 1; index >= from; index -= 1) {
        if (names[index] === name) return names.splice(index).reverse();
      }
      return undefined;
    },
    clear: () => {
      names.length = 0;
      tooDeep = 0;
    },
  };
};
