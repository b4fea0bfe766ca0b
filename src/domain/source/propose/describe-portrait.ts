import { ageOf, counted } from '../../explanation.ts';
import type { Portrait, Relevant } from './portrait.ts';

/** Describes a feed in a few words: `25 items, the newest 2 hours old, about 12 a day, in Japanese`. */
export const describePortrait = (portrait: Portrait, now: Temporal.Instant): string => {
  const { newestAt, language } = portrait;
  const age = newestAt && `the newest ${ageOf(newestAt, now, 'just published')}`;
  return [
    ...habitsOf(portrait, age),
    `in ${language.kind === 'other' ? `the language "${language.tag}"` : language.is === 'ja' ? 'Japanese' : 'English'}`,
  ].join(', ');
};

/** Describes a feed without facts that change soon: `25 items, about 12 a day`. */
export const describeHabits = (portrait: Portrait): string => habitsOf(portrait, undefined).join(', ');

const habitsOf = (
  { items, newestAt, itemsADay, withinHours }: Portrait,
  age: string | undefined,
): readonly string[] =>
  [
    items === 0 ? 'no items at the moment' : counted(items, 'item'),
    items > 0 && newestAt === undefined && 'without dates',
    age,
    itemsADay !== undefined && rhythmOf(itemsADay),
    withinHours !== undefined && `dated within ${withinHours === 1 ? 'an hour' : `${withinHours} hours`}`,
  ].filter((habit) => typeof habit === 'string');

/** Says how many items of a feed are about Japanese business, or that no item was judged. */
export const describeRelevance = ({ of, general }: Relevant): string =>
  of === 0
    ? 'no item by which to choose the scope'
    : `${general} of ${counted(of, 'item')} ${general === 1 || of === 1 ? 'is' : 'are'} about Japanese business`;

const rhythmOf = (itemsADay: number): string => {
  if (itemsADay >= 1) return `about ${Math.round(itemsADay)} a day`;
  const aWeek = itemsADay * 7;
  return aWeek >= 1 ? `about ${Math.round(aWeek)} a week` : 'less than one a week';
};
