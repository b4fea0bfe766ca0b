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

/** Share of the points of the most important story that another story needs to lead instead of it. */
const GIVES_WAY = 0.4;

/** Events that concern persons. A death or a fire leads a page only if no large act is known. */
const OF_PERSONS: ReadonlySet<string> = new Set(['accident', 'people']);

/**
 * Age in ms from which a story leads a page only if a report has joined the story lately, and the maximum age of that
 * report.
 */
const OLD_LEAD_MS = 18 * 3_600_000;
const LATELY_MS = 6 * 3_600_000;

/**
 * Chooses the story that leads a page from its news, the most important first: the most important one whose headline
 * reports a grave act, else that is no report of New York's market or of oil. It is not much less important than the
 * first story. `now` is undefined on the page of a whole day.
 */
export const chooseFrontLead = (
  news: readonly RankedStory[],
  context: RankingContext,
  picker: Picker,
  now: Temporal.Instant | undefined,
): RankedStory | undefined => {
  const able = news.filter(
    ({ story }) => !isQuote(story.articles) && (now === undefined || isLively(story, now)),
  );
  const [first] = able;
  if (first === undefined) return news[0];
  const least = first.importance.score * GIVES_WAY;
  const important = able.filter(({ importance }) => importance.score >= least);
  return (
    important.find((one) => isGrave(picker.headOf(one), context)) ??
    important.find(({ story }) => !isForeign(marketOf(story) ?? '')) ??
    first
  );
};

/**
 * True for an act that concerns the whole economy or a large company, and for a large move of a market. A reaction, New
 * York, and a session of Tokyo that is not the last of its day are less.
 */
const isGrave = (story: Story, { judgeWorth, outlets }: RankingContext): boolean => {
  const market = marketOf(story);
  if (market !== undefined) return !isForeign(market) && sessionOf(story)?.isLast !== false;
  const { title, language } = chooseLead(story.articles, outlets);
  const events = eventNames(readEvents(normaliseTitle(title), language));
  const isAct = /[億兆]円/u.test(title) || events.some((event) => !OF_PERSONS.has(event));
  return isAct && judgeWorth(story.articles).isWide && !saysLess(title);
};

/** True for a new story, and for an old story that a report has joined lately. */
const isLively = ({ published, articles }: Story, now: Temporal.Instant): boolean => {
  const ageOf = (moment: Temporal.Instant): number => now.epochMilliseconds - moment.epochMilliseconds;
  const isGrowing = articles.some(({ firstSeenAt }) => {
    const age = ageOf(firstSeenAt);
    return age >= 0 && age <= LATELY_MS;
  });
  return ageOf(published) < OLD_LEAD_MS || isGrowing;
};
