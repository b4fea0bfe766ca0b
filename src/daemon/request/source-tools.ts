import type { Config } from '../../domain/config.ts';
import { makeDictionary, type TagDictionary } from '../../domain/tag/dictionary.ts';
import { createFetcher } from '../../fetch/create-fetcher.ts';
import { createFeedParser } from '../../read/feed-parser.ts';
import { findFeedLinks } from '../../read/find-feed-links.ts';
import type { SourceTools } from '../../sources/describe-source.ts';
import { digest } from '../../system/digest-of.ts';
import { createWorkQueue } from '../../system/schedule/work-queue.ts';
import { VERSION } from '../../system/version.ts';

/** Runs work with what it needs to look at feeds as a poll does, and closes it afterwards. */
export const withSourceTools = async <Result>(
  config: Config,
  work: (tools: SourceTools) => Promise<Result>,
  dictionary: TagDictionary = makeDictionary(config),
): Promise<Result> => {
  const fetcher = createFetcher({ version: VERSION, ...config.fetch });
  const parser = createFeedParser();
  try {
    const taken = new Set<string>(config.sources.map(({ id }) => id));
    return await work({
      config,
      fetcher,
      parser,
      dictionary,
      taken,
      digest,
      findLinks: findFeedLinks,
      inTurn: createWorkQueue(config.fetch).run,
      now: () => Temporal.Now.instant(),
    });
  } finally {
    fetcher.close();
    await parser.close();
  }
};
