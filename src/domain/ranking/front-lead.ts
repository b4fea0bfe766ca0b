import { eventNames, readEvents } from '../folding/read/event/event-classes.ts';
import { normaliseTitle } from '../folding/read/title/normalise-title.ts';
import { chooseLead } from '../story/choose-lead.ts';
import type { Story } from '../story/story.ts';
import { saysLess } from './head-of-group.ts';
import { isForeign, isQuote } from './large-move.ts';
import { marketOf, sessionOf } from './market-of.ts';
import type { Picker } from './pick-stories.ts';
import type { RankedStory } from './rank-stories.ts';
import type { RankingContext } from './ranking-context.ts';

/** Minimum points of a lead story, as a share of the points of the most important story that can lead, from 0 to 1. */
const GIVES_WAY = 0.5;

/** Events that alone do not make a story grave. */
const OF_PERSONS: ReadonlySet<string> = new Set(['accident', 'people']);

/** Matches a headline about an offence of an employee: `架空商店の従業員が景品を横領`. */
const OF_STAFF =
  /(?:従業員|店員|社員|職員|アルバイト|運転手)(?:が|、|ら).*(?:横領|着服|窃盗|盗撮|盗む|盗み)/u;

const REGIONS = '(?:支店|\\d県|地方|北海道|東北|北陸|東海|中部|近畿|関西|四国|九州)';

/** Matches a headline about the economy of some regions: `日銀支店、架空3県の景気判断を据え置き`. */
const OF_REGIONS = new RegExp(`${REGIONS}.*景気判断|景気判断.*${REGIONS}`, 'u');

/** Age in ms from which a story is old, unless one of its reports was first seen in the last `LATELY_MS`. */
const OLD_LEAD_MS = 18 * 3_600_000;
const LATELY_MS = 6 * 3_600_000;

/**
 * Chooses the lead story of a page from `news`, which is sorted by importance. Returns undefined if `news` is empty.
 * Only stories with enough points (`GIVES_WAY`) are compared. The first with a grave story at the head of its group
 * (`Picker.headOf`) leads, else the first that is not about a foreign market, else the first. Quotes (`isQuote`),
 * reports of a market below a quote, offences of an employee and old stories lead only if `news` has no other story. If
 * `now` is undefined, no story is old.
 */
export const chooseFrontLead = (
  news: readonly RankedStory[],
  context: RankingContext,
  picker: Picker,
  now: Temporal.Instant | undefined,
): RankedStory | undefined => {
  const able = news.values().filter(
    (one) =>
      !isQuote(one.story.articles) &&
      !isOfStaff(chooseLead(one.story.articles, context.outlets).title) &&
      (now === undefined || isLively(one.story, now)) &&
      // The head of a group takes long to find. Only reports of a market are checked: their head may be a quiet close.
      (marketOf(one.story) === undefined || !isQuote(picker.headOf(one).articles)),
  );
  const first = able.next().value;
  if (first === undefined) return news[0];
  const important = [first];
  for (const one of able) {
    if (one.importance.score < first.importance.score * GIVES_WAY) break;
    important.push(one);
  }
  return (
    important.find((one) => isGrave(picker.headOf(one), context)) ??
    important.find(({ story }) => !isForeign(marketOf(story) ?? '')) ??
    first
  );
};

/**
 * True for a report of an act that concerns the whole economy or a large company, unless its headline says less
 * (`saysLess`) or is about the economy of some regions. A report of a market is grave unless it is a quote, or about a
 * foreign market, an opening or the close of a morning.
 */
const isGrave = (story: Story, { judgeWorth, outlets }: RankingContext): boolean => {
  const market = marketOf(story);
  if (market !== undefined)
    return !isForeign(market) && !isQuote(story.articles) && sessionOf(story)?.isLast !== false;
  const { title, language } = chooseLead(story.articles, outlets);
  const events = eventNames(readEvents(normaliseTitle(title), language));
  const isAct = /[億兆]円/u.test(title) || events.some((event) => !OF_PERSONS.has(event));
  return isAct && judgeWorth(story.articles).isWide && !saysLess(title) && !OF_REGIONS.test(title);
};

const isOfStaff = (title: string): boolean => OF_STAFF.test(title) && !/[億兆]円/u.test(title);

const isLively = ({ published, articles }: Story, now: Temporal.Instant): boolean => {
  const ageOf = (moment: Temporal.Instant): number => now.epochMilliseconds - moment.epochMilliseconds;
  const isGrowing = articles.some(({ firstSeenAt }) => {
    const age = ageOf(firstSeenAt);
    return age >= 0 && age <= LATELY_MS;
  });
  return ageOf(published) < OLD_LEAD_MS || isGrowing;
};
