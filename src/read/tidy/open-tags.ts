/** How far back an end tag looks for its start tag. */
const REACH = 64;

/** Deeper tags are only counted, so that nesting without end costs no memory. */
const MAX_DEPTH = 10_000;

/** The tags open inside one field: closing finds the nearest of its name, and those above it end with it. */
export type OpenTags = {
  readonly open: (name: string) => void;
  /** Whether a tag opened now would be nested deeper than any article is. */
  readonly isDeep: () => boolean;
  /** The names that end, innermost first, but for those nested too deeply; undefined where no such tag is open. */
  readonly close: (name: string) => readonly string[] | undefined;
  /** The names that are open, outermost first; undefined where there are many. */
  readonly path: () => readonly string[] | undefined;
  readonly clear: () => void;
};

/** The sanitiser takes quadratic time in the depth, and no article is nested so deeply. */
const MAX_MARKUP_DEPTH = 64;

/** No field is read from deeper inside another. */
const LONGEST_PATH = 3;

const NONE: readonly string[] = [];

export const createOpenTags = (): OpenTags => {
  const names: string[] = [];
  let tooDeep = 0;
  return {
    open: (name) => {
      if (names.length < MAX_DEPTH) names.push(name);
      else tooDeep += 1;
    },
    isDeep: () => names.length >= MAX_MARKUP_DEPTH,
    close: (name) => {
      if (tooDeep > 0) {
        tooDeep -= 1;
        return NONE;
      }
      const from = Math.max(0, names.length - REACH);
      for (let index = names.length - 1; index >= from; index -= 1) {
        if (names[index] === name)
          return names
            .splice(index)
            .slice(0, Math.max(0, MAX_MARKUP_DEPTH - index))
            .reverse();
      }
      return undefined;
    },
    path: () => (names.length > LONGEST_PATH ? undefined : [...names]),
    clear: () => {
      if (names.length > 0) names.length = 0;
      tooDeep = 0;
    },
  };
};
