import type { ConfigPlace } from '../../config-place.ts';
import type { Source } from '../../source/source.ts';
import { holds, isExcludedBy, type RuledItem, writtenRule } from './apply-rules.ts';
import type { Rule } from './rule.ts';

/** An item of a source. For a dropped item, only the title, the link and the reason are known. */
export type SeenItem = { readonly item: RuledItem; readonly dropReason?: string };

type IdleRule = { readonly place: ConfigPlace; readonly message: string };

/** Minimum number of items before a rule that matches no item is reported. */
const MIN_ITEMS_FOR_NEVER = 100;

/** Minimum number of items before a rule that matches too many of them is reported. */
const MIN_ITEMS_FOR_ALWAYS = 20;

/** Maximum share of items, from 0 to 1, that an exclude rule may match before it is reported. */
const MAX_EXCLUDED_SHARE = 0.5;

/**
 * Finds the rules of a source that match no item or all items, and the `exclude` rules that match more than half.
 * Returns none if there are too few items.
 */
export const idleRules = (
  { id, include, exclude }: Source,
  seen: readonly SeenItem[],
): readonly IdleRule[] => {
  const judge = (rule: Rule, meets: (one: SeenItem) => boolean, always: string): readonly IdleRule[] => {
    const met = seen.filter(meets).length;
    const report = (message: string): readonly IdleRule[] => [{ place: rule.place, message }];
    const [what, written] = [`${seen.length} newest items of ${id}`, `"${writtenRule(rule)}"`];
    if (met === 0 && seen.length >= MIN_ITEMS_FOR_NEVER)
      return report(
        `none of the ${what} is known to match ${written}: compare the rule with items of the source`,
      );
    if (seen.length < MIN_ITEMS_FOR_ALWAYS) return [];
    if (met === seen.length) return report(`all of the ${what} match ${written}: ${always}`);
    return exclude.includes(rule) && met > seen.length * MAX_EXCLUDED_SHARE
      ? report(
          `${met} of the ${what} match ${written}, so the rule would drop them: check whether that is intended`,
        )
      : [];
  };
  return [
    ...include.flatMap((rule) =>
      judge(rule, ({ item }) => holds(rule, item), 'the rule drops none of them; narrow it if it should'),
    ),
    ...exclude.flatMap((rule) => {
      // A stored drop lacks most fields. If an exclude rule dropped the item, the reason names the rule.
      const meets = ({ item, dropReason }: SeenItem) =>
        (dropReason !== undefined && isExcludedBy(dropReason, rule)) || holds(rule, item);
      return judge(rule, meets, 'the rule would drop all of them; narrow it, or disable the source');
    }),
  ];
};

/** Matches a regular expression that looks like a path: `/sports/` or `/news/japan/`. */
const LOOKS_LIKE_PATH = /^\/[\w-]+(\/[\w-]+)*\/$/;

/**
 * Finds conditions on `link` or `any` whose regular expression looks like a path: `/sports/` matches `sports` anywhere
 * in a link, and with `any` also in the texts.
 */
export const pathLikeRules = ({
  include,
  exclude,
}: Pick<Source, 'include' | 'exclude'>): readonly IdleRule[] =>
  [...include, ...exclude].flatMap(({ conditions, place }) =>
    conditions.flatMap(({ field, written }) => {
      const path = written.trim();
      if ((field !== 'link' && field !== 'any') || !LOOKS_LIKE_PATH.test(path)) return [];
      const where = field === 'link' ? 'anywhere in the link' : 'anywhere';
      const message = `"${field}: ${written}" is a regular expression that matches "${path.slice(1, -1)}" ${where}; for a path write "path: ${path}**"`;
      return [{ place, message }];
    }),
  );
