import { renderStory } from '../../adapters/publish/page/render-story.ts';
import { makeEntry } from '../../domain/entry/make-entry.ts';
import type { StoryId } from '../../domain/story/story.ts';
import type { Resource } from '../../pipeline/ports.ts';
import { entryContext } from '../entries.ts';
import { htmlPage } from './resources.ts';
import type { SiteParts } from './site-parts.ts';
import { mergedView } from './views.ts';

/** The page of one story; undefined where no such story is stored. */
export const storyPage = async (id: string, { config, store }: SiteParts): Promise<Resource | undefined> => {
  const story = await store.story(id as StoryId);
  if (story === undefined) return undefined;
  const current = config();
  const entry = makeEntry(story, entryContext(current));
  return htmlPage(renderStory({ settings: current.feed, view: mergedView(current).feed, story, entry }));
};
