import type { Config } from '../../domain/config.ts';
import type { Story } from '../../domain/story/story.ts';
import { entryContext } from '../../site/entries.ts';
import { feedPath } from '../../site/feed/feed-path.ts';
import { viewAt } from '../../site/views.ts';

const FORMATS = ['rss', 'atom', 'json'] as const;

/** The addresses of all feeds that hold one of the stories, as each feed states its own (`rel="self"`). */
export const topicsOf = (stories: readonly Story[], config: Config): readonly string[] => {
  const announced = stories.filter(({ announcedAt }) => announcedAt !== undefined);
  const paths = new Set(announced.flatMap(pathsOf));
  const views = [...paths].flatMap((path) => viewAt(path, config, entryContext(config)) ?? []);
  return views.flatMap(({ feed: { path } }) =>
    FORMATS.map((format) => `${config.feed.url}${feedPath(path, format)}`),
  );
};

const pathsOf = ({ articles }: Story): readonly string[] => [
  '/feed',
  ...articles.flatMap(({ outlet, language, tags }) => [
    `/outlets/${outlet.id}`,
    `/languages/${language}`,
    ...tags.map((tag) => (tag.kind === 'topic' ? `/topics/${tag.key}` : `/companies/${tag.code}`)),
  ]),
];
