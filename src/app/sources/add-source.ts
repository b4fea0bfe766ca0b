import { type Written, writeSources } from '../../adapters/config/write-sources.ts';
import { createFetcher } from '../../adapters/fetch/create-fetcher.ts';
import { createFeedParser } from '../../adapters/parse/feed-parser.ts';
import { createNameMatcher } from '../../adapters/text/create-name-matcher.ts';
import { makeDictionary } from '../../domain/tag/dictionary.ts';
import type { Config } from '../../pipeline/ports.ts';
import { VERSION } from '../version.ts';
import { type Described, type DescribedSource, describeSource, type SourceParts } from './describe-source.ts';

export type Added = (Described & { readonly written: Written }) | Exclude<DescribedSource, Described>;

/** Finds the feed at or behind an address and appends a source for it to the config. */
export const addSource = async (
  url: string,
  folder: string,
  config: Config,
  signal: AbortSignal,
): Promise<Added> =>
  withSourceParts(config, async (parts) => {
    const described = await describeSource(url, parts, signal);
    if (described.kind !== 'described') return described;
    return { ...described, written: await writeSources(folder, [described.source]) };
  });

/** What is needed to look at feeds as a poll would; closed when the work is done. */
const withSourceParts = async <Result>(
  config: Config,
  work: (parts: SourceParts) => Promise<Result>,
): Promise<Result> => {
  const { topics, companies } = config;
  const fetcher = createFetcher({ version: VERSION, ...config.fetch });
  const parser = createFeedParser();
  const dictionary = makeDictionary({ companies, topics, createMatcher: createNameMatcher });
  try {
    return await work({ config, fetcher, parser, dictionary, now: () => Temporal.Now.instant() });
  } finally {
    fetcher.close();
    await parser.close();
  }
};
