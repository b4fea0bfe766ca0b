import type { ConfigPlace } from '../../config-place.ts';
import type { Source } from '../../source/source.ts';
import { holds, type RuledItem, writtenRule } from './apply-rules.ts';
import type { Rule } from './rule.ts';

/** An item that a source brought; of one that was turned away, the title, the link and the reason are known. */
export type SeenItem = { readonly item: RuledItem; readonly dropReason?: string };

export type IdleRule = { readonly place: ConfigPlace; readonly message: string };

/** Fewer items than this do not show that a rule never holds: tomorrow's may. */
const MIN_ITEMS_FOR_NEVER = 100;

/** When this many items all meet a rule, or most of them, that is no chance. */
const MIN_ITEMS_FOR_ALWAYS = 20;

/** An exclude rule that more of the items meet was hardly meant so. */
const MAX_EXCLUDED_SHARE = 0.5;

/** The rules of a source that held for none of the items it brought, for all, or that exclude more than half. */
export const idleRules = (
  { id, include, exclude }: Source,
  seen: readonly SeenItem[],
): readonly IdleRule[] => {
  const judge = (rule: Rule, meets: (one: SeenItem) => boolean, always: string): readonly IdleRule[] => {
    const met = seen.filter(meets).length;
    const { place } = rule;
    const what = `${seen.length} items that are remembered of ${id}`;
    if (met === 0 && seen.length >= MIN_ITEMS_FOR_NEVER) {
      const message = `none of the ${what} meets "${writtenRule(rule)}"; see how the outlet writes it`;
      return [{ place, message }];
    }
    if (met === seen.length && met >= MIN_ITEMS_FOR_ALWAYS) {
      return [{ place, message: `all of the ${what} meet "${writtenRule(rule)}": ${always}` }];
    }
    if (
      exclude.includes(rule) &&
      seen.length >= MIN_ITEMS_FOR_ALWAYS &&
      met > seen.length * MAX_EXCLUDED_SHARE
    ) {
      const message = `${met} of the ${what} meet "${writtenRule(rule)}" and are dropped; see whether that is meant`;
      return [{ place, message }];
    }
    return [];
  };
  return [
    ...include.flatMap((rule) =>
      judge(rule, ({ item }) => holds(rule, item), 'it turns nothing away; take it out, or ask for more'),
    ),
    ...exclude.flatMap((rule) => {
      const reason = `excluded by ${writtenRule(rule)} (`;
      // What an excluded item said beyond its title is forgotten, not which rule it met.
      const meets = ({ item, dropReason }: SeenItem) =>
        dropReason?.startsWith(reason) === true || holds(rule, item);
      return judge(rule, meets, 'nothing of the source is left; ask for less, or switch the source off');
    }),
  ];
};
