/** Number of innermost open tags whose names are compared with an end tag. */
const REACH = 64;

/** Maximum depth at which names are kept. Deeper tags are only counted, which takes no memory. */
const MAX_DEPTH = 10_000;

/**
 * The open tags inside one field or unread element. An end tag closes the nearest tag of its name within `REACH`, and
 * all tags inside that tag. If more than `MAX_DEPTH` tags are open, it closes the innermost tag, whatever its name.
 */
export type OpenTags = {
  readonly open: (name: string) => void;
  /** Returns whether the next tag would be too deep for the markup of a body. */
  readonly isDeep: () => boolean;
  /**
   * Closes a tag. Returns the names of the tags that end, innermost first, without tags deeper than `MAX_MARKUP_DEPTH`;
   * undefined if no tag of this name is found.
   */
  readonly close: (name: string) => readonly string[] | undefined;
  /** Returns the names of the open tags, outermost first; undefined if there are more than `MAX_PATH_LENGTH`. */
  readonly path: () => readonly string[] | undefined;
  readonly clear: () => void;
};

/** Maximum depth of the markup in a body. The sanitiser's time grows with the square of the depth. */
const MAX_MARKUP_DEPTH = 64;

/** Maximum depth of a part inside a field, in elements. */
const MAX_PATH_LENGTH = 3;

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
        return [];
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
    path: () => (names.length > MAX_PATH_LENGTH ? undefined : [...names]),
    clear: () => {
      names.length = 0;
      tooDeep = 0;
    },
  };
};
