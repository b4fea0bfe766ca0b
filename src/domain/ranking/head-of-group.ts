import type { NonEmpty } from '../brand.ts';
import type { Story } from '../story/story.ts';
import { isMinor } from './importance.ts';
import { isFleeting, isQuote } from './large-move.ts';
import { marketOf, saysMove, sessionOf } from './market-of.ts';
import type { RankedStory } from './rank-stories.ts';

/** Stories about one matter: first the story that stands for the matter, then the other stories by importance. */
export type Group = NonEmpty<RankedStory>;

/** Returns the headline under which a page shows a story. */
type TitleOf = (story: Story) => string;

/** Matches headlines about reactions to the news, or about one prefecture. A headline that gives the news is preferred. */
const SAYS_LESS =
  /^(?:\p{Script=Han}{2,3}県|大阪府|京都府)|株価|コメント(?:せず|しない|を?控え)|受け止め|「評価できる|市場予想並み|会見要旨|\bshares (?:rise|fall|jump|drop|slump|surge|slide|climb)|\bdeclines? to comment\b/iu;

/** Moves the story with the best headline to the front of a group. Minor stories are not moved. */
export const headFirst = (group: Group, titleOf: TitleOf): Group => {
  const [first] = group;
  const head =
    marketOf(first.story) === undefined ? plainNews(group, titleOf) : tellingSession(group, titleOf);
  return head === undefined ? group : [head, ...group.filter((one) => one !== head)];
};

/**
 * Finds a story to replace the group's first story if `SAYS_LESS` matches the first story's headline. The found story
 * is the first with another kind of headline and at least the same points for outlets.
 */
const plainNews = (group: Group, titleOf: TitleOf): RankedStory | undefined => {
  const [first] = group;
  if (!SAYS_LESS.test(titleOf(first.story))) return undefined;
  const outletPoints = ({ importance: { parts } }: RankedStory): number => parts.weight + parts.breadth;
  return group.find(
    (one) =>
      !isMinor(one.importance) &&
      !SAYS_LESS.test(titleOf(one.story)) &&
      outletPoints(one) >= outletPoints(first),
  );
};

/**
 * Finds the story of the market's latest close, because readers then need no report of the opening or the morning. A
 * headline that says how prices moved is preferred. If the group's first story reports a close with a large move, only
 * a story with another large move replaces it.
 */
const tellingSession = (group: Group, titleOf: TitleOf): RankedStory | undefined => {
  const [first] = group;
  const market = marketOf(first.story);
  const timeOf = ({ story }: RankedStory): number =>
    (sessionOf(story)?.at ?? story.published).epochMilliseconds;
  const able = group
    .filter(
      ({ story, importance }) =>
        marketOf(story) === market &&
        !isMinor(importance) &&
        (isFleeting(first.story) || !isQuote(story.articles)) &&
        (importance.parts.weight > 0 || first.importance.parts.weight === 0),
    )
    .toSorted((a, b) => timeOf(b) - timeOf(a));
  const telling = able.filter(({ story }) => saysMove(titleOf(story)));
  const some = telling.length === 0 ? able : telling;
  const close = some.find(({ story }) => sessionOf(story)?.isClose === true);
  if (close !== undefined && timeOf(close) > timeOf(first)) return close;
  return some.includes(first) ? undefined : some[0];
};
