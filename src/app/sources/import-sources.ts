import { type Written, writeSources } from '../../adapters/config/write-sources.ts';
import type { ListedFeed } from '../../adapters/parse/read-opml.ts';
import { createWorkQueue } from '../../adapters/schedule/work-queue.ts';
import type { NewSource } from '../../domain/source/propose/propose-source.ts';
import { endpointKey, sourceOfEndpoint } from '../../domain/source/propose/same-endpoint.ts';
import type { Language } from '../../domain/source/source.ts';
import type { Config } from '../../pipeline/ports.ts';
import { messageOf } from '../log-polls.ts';
import { type DescribedSource, describeSource, restingSource, type SourceParts } from './describe-source.ts';
import { withSourceParts } from './source-parts.ts';

/** What came of one feed of a list. */
export type ImportedFeed =
  | { readonly kind: 'added'; readonly feed: ListedFeed; readonly source: NewSource }
  /** Added so that it is not lost, but not polled until an editor has looked at it. */
  | { readonly kind: 'rests'; readonly feed: ListedFeed; readonly source: NewSource; readonly why: string }
  | { readonly kind: 'there'; readonly feed: ListedFeed }
  /** Another feed of the list is the same. */
  | { readonly kind: 'twice'; readonly feed: ListedFeed }
  | { readonly kind: 'refused'; readonly feed: ListedFeed; readonly why: string }
  /** The import was stopped before its turn came. */
  | { readonly kind: 'not-asked'; readonly feed: ListedFeed };

export type Imported = {
  readonly feeds: readonly ImportedFeed[];
  /** Absent where there was nothing to write. */
  readonly written?: Written;
};

/**
 * Looks at every feed of a list and appends sources for those that no source reads yet, in the list's order and in one
 * step. Where a feed does not answer, its source is written with `enabled: false`. `onDone` hears of each.
 */
export const importSources = async (
  feeds: readonly ListedFeed[],
  folder: string,
  config: Config,
  onDone: (imported: ImportedFeed) => void,
  signal: AbortSignal,
): Promise<Imported> =>
  withSourceParts(config, async (parts) => {
    const queue = createWorkQueue(config.fetch);
    const claimed = new Set<string>();
    const all = await Promise.all(
      feeds.map(async (feed) => {
        const imported = await importFeed(feed, parts, claimed, queue.run, signal);
        onDone(imported);
        return imported;
      }),
    );
    const sources = all.flatMap((imported) => ('source' in imported ? imported.source : []));
    return sources.length === 0
      ? { feeds: all }
      : { feeds: all, written: await writeSources(folder, sources) };
  });

const importFeed = async (
  feed: ListedFeed,
  parts: SourceParts,
  claimed: Set<string>,
  inTurn: ReturnType<typeof createWorkQueue>['run'],
  signal: AbortSignal,
): Promise<ImportedFeed> => {
  const host = /^https?:$/.test(URL.parse(feed.url)?.protocol ?? '') ? URL.parse(feed.url)?.host : undefined;
  if (host === undefined) return { kind: 'refused', feed, why: 'it is no web address' };
  if (sourceOfEndpoint(feed.url, parts.config.sources) !== undefined) return { kind: 'there', feed };
  if (!claims(feed.url, claimed)) return { kind: 'twice', feed };
  const rest = (why: string): ImportedFeed => {
    const language = languageOf(feed);
    return {
      kind: 'rests',
      feed,
      why,
      source: restingSource(feed.url, parts, { name: feed.name, language, why }),
    };
  };
  try {
    const described = await inTurn(host, () => describeSource(feed.url, parts, signal, feed.name), signal);
    if (described.kind === 'password') {
      return { kind: 'refused', feed: { ...feed, url: described.url }, why: PASSWORD };
    }
    if (described.kind !== 'described') {
      return described.kind === 'there'
        ? { kind: 'there', feed }
        : signal.aborted
          ? { kind: 'not-asked', feed }
          : rest(whyNot(described));
    }
    const { source } = described;
    const isOther = endpointKey(source.endpoint) !== endpointKey(feed.url);
    return isOther && !claims(source.endpoint, claimed)
      ? { kind: 'twice', feed }
      : { kind: 'added', feed, source };
  } catch (error) {
    // One bad feed costs one feed, even where the fault is ours.
    return signal.aborted ? { kind: 'not-asked', feed } : rest(messageOf(error));
  }
};

const PASSWORD = 'it holds a password; write the source by hand, with the password in "headers"';

/** Whether an address is the first of its kind; from then on it is not. */
const claims = (url: string, claimed: Set<string>): boolean => {
  const key = endpointKey(url);
  if (claimed.has(key)) return false;
  claimed.add(key);
  return true;
};

const whyNot = (
  described: Exclude<DescribedSource, { kind: 'described' | 'there' | 'password' }>,
): string => {
  switch (described.kind) {
    case 'none':
      return 'a web page, and no feed was found behind it';
    case 'other-language':
      return `in the language "${described.tag}"; Kawaraban reads Japanese and English`;
    case 'failed':
      return described.failure.detail;
  }
};

/** A guess for a feed that could not be read. */
const languageOf = ({ url, name, language = '' }: ListedFeed): Language => {
  if (/^(ja|en)\b/i.test(language)) return language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  const isJapanese =
    /[\u3041-\u30ff\u4e00-\u9fff]/.test(name) || /\.jp$/.test(URL.parse(url)?.hostname ?? '');
  return isJapanese ? 'ja' : 'en';
};
