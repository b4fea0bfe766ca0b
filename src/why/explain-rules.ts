import { applyRules, describeRule, type RuledItem } from '../domain/item/rule/apply-rules.ts';
import type { Source } from '../domain/source/source.ts';

/** Says which of a source's rules, as they are today, decide for an item, each with its place in the config. */
export const explainRules = (item: RuledItem, source: Source): readonly string[] => {
  const { include, exclude } = source;
  if (include.length + exclude.length === 0) return ['Its source has no include or exclude rules.'];
  const ruling = applyRules(item, source);
  if (ruling.kind === 'turned-away') return [`By today's rules it would be dropped: ${ruling.reason}.`];
  const asking = include.find((rule) => applyRules(item, { include: [rule], exclude: [] }).kind === 'kept');
  return [
    ...(asking === undefined ? [] : [`Included by ${describeRule(asking)}.`]),
    ...(exclude.length === 0 ? [] : [`Not excluded by ${exclude.map(describeRule).join('; ')}.`]),
  ];
};
