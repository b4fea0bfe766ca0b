import type { Config } from '../../../domain/config.ts';
import { defined } from '../../../domain/defined.ts';
import type { Entry } from '../../../domain/entry/entry.ts';
import { arrangeFrontPage, type PageSetup } from '../../../domain/ranking/front-page.ts';
import type { Section } from '../../../domain/ranking/page-section.ts';
import type { PickedStory } from '../../../domain/ranking/pick-stories.ts';
import { rankingContext } from '../../../domain/ranking/ranking-context.ts';
import type { Store, StoryQuery } from '../../../domain/store/contract.ts';
import { chooseLead } from '../../../domain/story/choose-lead.ts';
import type { Story } from '../../../domain/story/story.ts';
import { makeEntries, makeLedEntry } from '../../entries.ts';
import { entryContext } from '../../entry-context.ts';

/** An entry of a front page, with the entries below its headline. */
export type FrontEntry = { readonly entry: Entry; readonly more: readonly Entry[] };

/** What a front page or the page of a day shows; see `FrontPage`. */
export type Front = {
  readonly lead?: FrontEntry;
  readonly top: readonly FrontEntry[];
  readonly sections: readonly { readonly section?: Section; readonly stories: readonly FrontEntry[] }[];
  /** The stories in no other part, by the outlet of their lead. The outlet with most stories comes first. */
  readonly rest: readonly { readonly outlet: Entry['outlet']; readonly stories: readonly Story[] }[];
};

export const makeFront = (stories: readonly Story[], config: Config, setup: PageSetup): Front => {
  const context = entryContext(config);
  const page = arrangeFrontPage(stories, rankingContext(config), setup);
  const entriesOf = (some: readonly Story[]) => makeEntries(some, context);
  const front = ({ story, lead, more }: PickedStory): FrontEntry => ({
    entry: makeLedEntry(story, lead, context),
    more: entriesOf(more),
  });
  // Many stories may be left over, so only one entry is made for each outlet, for the outlet's name.
  const rest = Map.groupBy(
    page.rest.map(({ story }) => story),
    (story) => chooseLead(story.articles, context.outlets).outlet.id,
  );
  return {
    ...(page.lead === undefined ? {} : { lead: front(page.lead) }),
    top: page.top.map(front),
    sections: page.sections.map(({ section, stories: picked }) => ({
      ...defined({ section }),
      stories: picked.map(front),
    })),
    rest: [...rest.values()]
      .flatMap((left) => entriesOf(left.slice(0, 1)).map(({ outlet }) => ({ outlet, stories: left })))
      .toSorted((a, b) => b.stories.length - a.stories.length || (a.outlet.id < b.outlet.id ? -1 : 1)),
  };
};

/** Returns the ids of all stories on the page, including those below other headlines. */
export const shownStories = ({ lead, top, sections }: Front): readonly string[] =>
  [...(lead === undefined ? [] : [lead]), ...top, ...sections.flatMap(({ stories }) => stories)].flatMap(
    ({ entry, more }) => [entry.story, ...more.map(({ story }) => story)],
  );

/** Maximum number of newest stories to rank. The same number limits each kind of older stories. */
const MOST_RANKED = 1_000;

/**
 * Resolves to the stories of a range that are ranked: the newest `MOST_RANKED`, newest first, then at most
 * `MOST_RANKED` older stories that were announced, and as many of the view `/top`. Without the announced ones, an outlet
 * could fill the page of a day with silent stories.
 */
export const storiesToRank = async (
  store: Pick<Store, 'stories'>,
  range: Pick<StoryQuery, 'from' | 'until' | 'announcedOnly'>,
): Promise<readonly Story[]> => {
  const query = { ...range, limit: MOST_RANKED };
  const newest = await store.stories(query);
  if (newest.length < MOST_RANKED) return newest;
  const older = range.announcedOnly === true ? [] : await store.stories({ ...query, announcedOnly: true });
  const top = await store.stories({ ...query, topOnly: true });
  return [...new Map([...newest, ...older, ...top].map((story) => [story.id, story])).values()];
};
