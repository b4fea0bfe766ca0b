import type { ArticleId } from '../../domain/article/article.ts';
import { makeEntry } from '../../domain/entry/make-entry.ts';
import type { Store } from '../../domain/store/contract.ts';
import type { Join, Story, StoryId } from '../../domain/story/story.ts';
import type { Resource } from '../../serve/ports.ts';
import { entryContext } from '../entries.ts';
import { renderStory } from '../page/render-story.ts';
import type { SiteParts } from '../site-parts.ts';
import { mergedView } from '../views.ts';
import { withoutFolders } from '../without-folders.ts';
import { htmlPage } from './resources.ts';

/** The page of one story; undefined where no such story is stored. */
export const storyPage = async (
  id: string,
  { config, folders, store, nearest }: SiteParts,
): Promise<Resource | undefined> => {
  const story = await findStory(id, store);
  if (story === undefined) return undefined;
  const current = config();
  const context = entryContext(current);
  // What an editor joined by hand names the line of the rule.
  const shorten = (join: Join): Join => ({ ...join, detail: withoutFolders(join.detail, folders) });
  const [first, ...later] = story.joins;
  const related = await Promise.all(story.related.map((other) => findStory(other, store)));
  return htmlPage(
    renderStory({
      settings: current.feed,
      view: mergedView(current).feed,
      story: { ...story, joins: [shorten(first), ...later.map(shorten)] },
      entry: makeEntry(story, context),
      outlets: context.outlets,
      nearest: nearest(story.articles, story.id),
      related: related.flatMap((other) => (other === undefined ? [] : [makeEntry(other, context)])),
    }),
  );
};

/** The story of that id, or the one that took it in: its first article, whose id it had, stands there. */
const findStory = async (id: string, store: Pick<Store, 'story' | 'storyOf'>): Promise<Story | undefined> => {
  const story = await store.story(id as StoryId);
  const home = story === undefined ? store.storyOf(id as ArticleId) : undefined;
  return home === undefined ? story : store.story(home);
};
