import { eventNames, readEvents } from '../folding/read/event/event-classes.ts';
import { normaliseTitle } from '../folding/read/title/normalise-title.ts';
import type { Story } from '../story/story.ts';
import { isQuote } from './large-move.ts';
import { marketOf, sessionOf } from './market-of.ts';
import type { Picker } from './pick-stories.ts';
import type { RankedStory } from './rank-stories.ts';
import type { RankingContext } from './ranking-context.ts';

/** Maximum difference in points between stories of about the same importance. */
const ABOUT_EQUAL = 1;

/**
 * Maximum difference in points by which a story that concerns all may be less important than the one that gives way to it: the
 * points of two outlets of weight for an accident, a report of New York or a session, half of one for others.
 */
const GIVES_WAY = { aside: 20, others: 5 };

/**
 * Age in ms from which a story leads a page only if a report has joined the story lately, and the maximum age of that
 * report.
 */
const OLD_LEAD_MS = 18 * 3_600_000;
const LATELY_MS = 6 * 3_600_000;

/**
 * Chooses the story that leads a page from its news, the most important first: the most important one that may lead, or rather
 * one that concerns the whole economy or a large company if it is not much less important. `now` is undefined on the page of
 * a whole day.
 */
export const chooseFrontLead = (
  news: readonly RankedStory[],
  context: RankingContext,
  picker: Picker,
  now: Temporal.Instant | undefined,
): RankedStory | undefined => {
  const mayLead = ({ story }: RankedStory): boolean =>
    !isQuote(story.articles) && (now === undefined || isLively(story, now));
  const first = news.find(mayLead);
  if (first === undefined) return news[0];
  const givesWay = GIVES_WAY[isAside(first.story) ? 'aside' : 'others'];
  const near = news.filter(
    (one) => one.importance.score >= first.importance.score - givesWay && mayLead(one),
  );
  const wide = near.filter(({ story }) => context.judgeWorth(story.articles).isWide && !isAside(story));
  return mostTalkedOf(wide.length === 0 ? near : wide, picker);
};

/** True for an accident, a report of New York, and a session of Tokyo that is not the last of its day. */
const isAside = (story: Story): boolean => {
  const market = marketOf(story);
  if (market !== undefined) return market.startsWith('new-york') || sessionOf(story)?.isLast === false;
  const [{ title, language }] = story.articles;
  return eventNames(readEvents(normaliseTitle(title), language)).includes('accident');
};

/**
 * Chooses the lead among the stories whose score is at most `ABOUT_EQUAL` points below the first story: the story whose
 * matter most outlets report. Of equal stories, the first leads. A report of a market comes last, because outlets
 * report a market on any day.
 */
const mostTalkedOf = (able: readonly RankedStory[], picker: Picker): RankedStory | undefined => {
  const least = (able[0]?.importance.score ?? 0) - ABOUT_EQUAL;
  const countOf = ({ story }: RankedStory): number =>
    marketOf(story) === undefined ? picker.countAbout(story) : 0;
  return able
    .filter(({ importance: { score } }) => score >= least)
    .toSorted((a, b) => countOf(b) - countOf(a))[0];
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
