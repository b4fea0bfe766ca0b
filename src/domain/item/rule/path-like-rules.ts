import type { Source } from '../../source/source.ts';
import type { IdleRule } from './idle-rules.ts';

/** Matches `/sports/` or `/news/japan/`, which look like a path, but are regular expressions because of the slashes. */
const LOOKS_LIKE_PATH = /^\/[\w-]+(\/[\w-]+)*\/$/;

/**
 * Rules on the link whose regular expression looks like a path: `link: /sports/` matches every link that contains
 * `sports` anywhere.
 */
export const pathLikeRules = ({
  include,
  exclude,
}: Pick<Source, 'include' | 'exclude'>): readonly IdleRule[] =>
  [...include, ...exclude].flatMap(({ conditions, place }) =>
    conditions.flatMap(({ field, written }) =>
      (field === 'link' || field === 'any') && LOOKS_LIKE_PATH.test(written.trim())
        ? [
            {
              place,
              message: `"${field}: ${written}" is a regular expression that matches "${written.trim().slice(1, -1)}" anywhere in the link; for a path write "path: ${written.trim()}**"`,
            },
          ]
        : [],
    ),
  );
