import { createFetcher } from '../../adapters/fetch/create-fetcher.ts';
import { createFeedParser } from '../../adapters/parse/feed-parser.ts';
import { makeDictionary, type TagDictionary } from '../../domain/tag/dictionary.ts';
import type { Config } from '../../pipeline/ports.ts';
import { VERSION } from '../version.ts';
import type { SourceParts } from './describe-source.ts';

/** What is needed to look at feeds as a poll would; closed when the work is done. */
export const withSourceParts = async <Result>(
  config: Config,
  work: (parts: SourceParts) => Promise<Result>,
  dictionary: TagDictionary = makeDictionary(config),
): Promise<Result> => {
  const fetcher = createFetcher({ version: VERSION, ...config.fetch });
  const parser = createFeedParser();
  try {
    const taken = new Set<string>(config.sources.map(({ id }) => id));
    return await work({ config, fetcher, parser, dictionary, taken, now: () => Temporal.Now.instant() });
  } finally {
    fetcher.close();
    await parser.close();
  }
};
