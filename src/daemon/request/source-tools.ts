import type { Config } from '../../domain/config.ts';
import { makeDictionary } from '../../domain/tag/dictionary.ts';
import { createFeedParser } from '../../read/feed-parser.ts';
import { findFeedLinks } from '../../read/find-feed-links.ts';
import type { SourceTools } from '../../sources/describe-source.ts';
import { digest } from '../../system/digest-of.ts';
import { createWorkQueue } from '../../system/schedule/work-queue.ts';
import { makeFetcher } from '../make-tools.ts';

/** The tools that a daemon already has; the missing tools are made for the work. */
export type SharedTools = Partial<Pick<SourceTools, 'dictionary' | 'parser'>>;

/** Runs work with tools that read feeds as a poll does. Closes the parser at the end, if it is not shared. */
export const withSourceTools = async <Result>(
  config: Config,
  work: (tools: SourceTools) => Promise<Result>,
  shared: SharedTools = {},
): Promise<Result> => {
  const parser = shared.parser ?? createFeedParser();
  try {
    return await work({
      config,
      fetcher: makeFetcher(config.fetch, {}),
      parser,
      dictionary: shared.dictionary ?? makeDictionary(config),
      taken: new Set(config.sources.map(({ id }) => id)),
      digest,
      findLinks: findFeedLinks,
      inTurn: createWorkQueue(config.fetch).run,
      now: () => Temporal.Now.instant(),
    });
  } finally {
    if (parser !== shared.parser) await parser.close();
  }
};
