import { counted } from '../../explanation.ts';
import type { Portrait, Relevant } from './portrait.ts';

/** Describes a feed in a few words: `25 items, the newest 2 hours old, some 12 a day, in Japanese`. */
export const describePortrait = (portrait: Portrait, now: Temporal.Instant): string => {
  const { newestAt, language } = portrait;
  return [
    ...habitsOf(portrait, newestAt === undefined ? undefined : `the newest ${ageOf(newestAt, now)}`),
    `in ${language.kind === 'other' ? `the language "${language.tag}"` : language.is === 'ja' ? 'Japanese' : 'English'}`,
  ].join(', ');
};

/** Describes a feed without what changes soon: `25 items, some 12 a day`. */
export const describeHabits = (portrait: Portrait): string => habitsOf(portrait, undefined).join(', ');

const habitsOf = ({ items, newestAt, itemsADay }: Portrait, age: string | undefined): readonly string[] => [
  items === 0 ? 'no items at the moment' : counted(items, 'item'),
  ...(items > 0 && newestAt === undefined ? ['without dates'] : []),
  ...(age === undefined ? [] : [age]),
  ...(itemsADay === undefined ? [] : [rhythmOf(itemsADay)]),
];

/** Says how many items of a feed are about Japanese business. */
export const describeRelevance = ({ of, general }: Relevant): string =>
  of === 0
    ? 'no items to judge what it is about'
    : `${general} of ${counted(of, 'item')} ${general === 1 ? 'is' : 'are'} about Japanese business`;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The age of a moment in words: `3 minutes old`; a future moment counts as just published. */
export const ageOf = (moment: Temporal.Instant, now: Temporal.Instant): string => {
  const ms = now.epochMilliseconds - moment.epochMilliseconds;
  if (ms < MINUTE_MS) return 'just published';
  if (ms < HOUR_MS) return `${counted(Math.floor(ms / MINUTE_MS), 'minute')} old`;
  if (ms < 2 * DAY_MS) return `${counted(Math.floor(ms / HOUR_MS), 'hour')} old`;
  return `${counted(Math.floor(ms / DAY_MS), 'day')} old`;
};

const rhythmOf = (itemsADay: number): string => {
  if (itemsADay >= 1) return `some ${Math.round(itemsADay)} a day`;
  const aWeek = itemsADay * 7;
  return aWeek >= 1 ? `some ${Math.round(aWeek)} a week` : 'less than one a week';
};
