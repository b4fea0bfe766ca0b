import type { Source } from '../../source/source.ts';
import type { IdleRule } from './idle-rules.ts';

/** `/sports/` or `/news/japan/`: a path by its look, and a regular expression by its slashes. */
const LOOKS_LIKE_PATH = /^\/[\w-]+(\/[\w-]+)*\/$/;

/**
 * Rules on the link whose regular expression looks like a path: `link: /sports/` holds for every link with `sports` in
 * it, wherever.
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
              message: `"${field}: ${written}" is a regular expression, which "${written.trim().slice(1, -1)}" anywhere in the link meets; for a path write "path: ${written.trim()}**"`,
            },
          ]
        : [],
    ),
  );
