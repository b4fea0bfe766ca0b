import type { Article } from '../domain/article/article.ts';
import type { Config } from '../domain/config.ts';
import type { Entry } from '../domain/entry/entry.ts';
import { type EntryContext, makeEntry } from '../domain/entry/make-entry.ts';
import { onceFor } from '../domain/once-for.ts';
import type { Language } from '../domain/source/source.ts';
import type { Store } from '../domain/store/contract.ts';
import { chooseLead } from '../domain/story/choose-lead.ts';
import type { Story } from '../domain/story/story.ts';
import { entryContext } from './entry-context.ts';
import type { SiteView } from './views.ts';

const makersFor = onceFor((context: EntryContext) => ({
  any: onceFor((story: Story) => makeEntry(story, context)),
  en: onceFor((story: Story) => makeEntry(story, { ...context, language: 'en' })),
  ja: onceFor((story: Story) => makeEntry(story, { ...context, language: 'ja' })),
}));

/**
 * Returns the entry of each story, led by an article in `language` if the story has one. Entries are cached by story,
 * context and language.
 */
export const makeEntries = (
  stories: readonly Story[],
  context: EntryContext,
  language?: Language,
): readonly Entry[] => stories.map(makersFor(context)[language ?? 'any']);

/** Returns the entry of a story with the headline of `lead`. The entry is cached if `lead` is the story's usual lead. */
export const makeLedEntry = (story: Story, lead: Article, context: EntryContext): Entry =>
  lead === chooseLead(story.articles, context.outlets)
    ? makersFor(context).any(story)
    : makeEntry(story, context, lead);

/**
 * Resolves to at most `feed.entries` entries of a view. Feeds ask for those that were `announced` last, pages for the
 * `newest` of all stored stories.
 */
export const entriesOf = async (
  view: SiteView,
  { config, store }: { readonly config: () => Config; readonly store: Pick<Store, 'stories'> },
  order: 'announced' | 'newest',
): Promise<readonly Entry[]> => {
  const current = config();
  const limit = current.feed.entries;
  const stories = await store.stories({ ...view.query, order, limit });
  return makeEntries(stories, entryContext(current), view.feed.language);
};
