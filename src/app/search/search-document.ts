import type { Story } from '../../domain/story/story.ts';
import type { Config, SearchDocument } from '../../pipeline/ports.ts';
import { entryContext } from '../entries.ts';

/** What a story is found by: every title of its articles, and its companies, topics and outlets by all their names. */
export const searchDocument = (story: Story, config: Config): SearchDocument => {
  const { topics, companies, outlets } = entryContext(config);
  const names = new Set<string | undefined>();
  for (const { tags, outlet } of story.articles) {
    const configured = outlets.get(outlet.id);
    for (const name of [outlet.name, configured?.name, configured?.nameJa]) names.add(name);
    for (const tag of tags) {
      if (tag.kind === 'topic') {
        const label = topics.get(tag.key)?.label;
        names.add(label?.en).add(label?.ja);
      } else {
        const company = companies(tag.code);
        names.add(tag.code).add(company?.nameEn).add(company?.nameJa);
      }
    }
  }
  return {
    id: story.id,
    titles: [...new Set(story.articles.map(({ title }) => title))],
    names: [...names].filter((name) => name !== undefined),
    published: story.published,
    isAnnounced: story.announcedAt !== undefined,
  };
};
