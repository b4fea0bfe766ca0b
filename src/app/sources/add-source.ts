import { type Written, writeSources } from '../../adapters/config/write-sources.ts';
import type { Config } from '../../pipeline/ports.ts';
import { type Described, type DescribedSource, describeSource } from './describe-source.ts';
import { withSourceParts } from './source-parts.ts';

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
