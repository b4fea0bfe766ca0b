import { writeSources } from '../../config/write/write-sources.ts';
import { errorText } from '../../domain/error-text.ts';
import { counted } from '../../domain/explanation.ts';
import type { ListedFeed } from '../../domain/source/listed-feed.ts';
import type { NewSource } from '../../domain/source/propose/propose-source.ts';
import { endpointKey, sourceOfEndpoint } from '../../domain/source/propose/same-endpoint.ts';
import type { Language } from '../../domain/source/source.ts';
import {
  type DescribedSource,
  describeSource,
  restingSource,
  type SourceParts,
} from '../../sources/describe-source.ts';
import { createWorkQueue } from '../../system/schedule/work-queue.ts';
import type { ImportRequest, RequestOutcome, Tell } from '../control/request.ts';
import type { EditedConfig } from './add-feed.ts';
import { withSourceParts } from './source-parts.ts';

/** What came of one feed of a list. */
type ImportedFeed =
  | { readonly kind: 'added'; readonly feed: ListedFeed; readonly source: NewSource }
  /** Added so that it is not lost, but not polled until an editor has looked at it. */
  | { readonly kind: 'rests'; readonly feed: ListedFeed; readonly source: NewSource; readonly why: string }
  | { readonly kind: 'there'; readonly feed: ListedFeed }
  /** Another feed of the list is the same. */
  | { readonly kind: 'twice'; readonly feed: ListedFeed }
  | { readonly kind: 'refused'; readonly feed: ListedFeed; readonly why: string }
  /** The import was stopped before its turn came. */
  | { readonly kind: 'not-asked'; readonly feed: ListedFeed };

/**
 * Looks at every feed of a list and appends sources for those that no source reads yet, in the list's order and in one
 * step. Where a feed does not answer, its source is written with `enabled: false`, and the work counts as failed.
 */
export const importFeeds = async (
  { feeds, json }: ImportRequest,
  { folder, config, dictionary }: EditedConfig,
  tell: Tell,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const tally = { added: 0, rests: 0, there: 0, twice: 0, refused: 0, 'not-asked': 0 };
  let done = 0;
  const onDone = (imported: ImportedFeed): readonly NewSource[] => {
    tally[imported.kind] += 1;
    done += 1;
    if (json) tell({ kind: 'result', text: JSON.stringify(imported) });
    else if ('why' in imported) tell({ kind: 'problem', text: problem(imported) });
    tell({ kind: 'progress', done, total: feeds.length });
    return 'source' in imported ? [imported.source] : [];
  };
  const importAll = (parts: SourceParts): Promise<readonly (readonly NewSource[])[]> => {
    const queue = createWorkQueue(config.fetch);
    const claimed = new Set<string>();
    return Promise.all(
      feeds.map(async (feed) => onDone(await importFeed(feed, parts, claimed, queue.run, signal))),
    );
  };
  const sources = (await withSourceParts(config, importAll, dictionary)).flat();
  const written = sources.length === 0 ? undefined : await writeSources(folder, sources);
  if (written?.kind === 'not-written') {
    tell({ kind: 'problem', text: `${written.file} is left as it is: ${written.reason}.` });
    return 'failed';
  }
  if (!json) tell({ kind: 'result', text: sum(feeds.length, tally, written?.file) });
  return tally.rests + tally.refused + tally['not-asked'] === 0 ? 'done' : 'failed';
};

const problem = (imported: Extract<ImportedFeed, { readonly why: string }>): string =>
  imported.kind === 'rests'
    ? `${imported.feed.url}: ${imported.why}; added as ${imported.source.id} with enabled: false`
    : `${imported.feed.url}: ${imported.why}; left out`;

const sum = (
  total: number,
  { added, rests, there, twice, refused, ...rest }: Readonly<Record<ImportedFeed['kind'], number>>,
  file: string | undefined,
): string => {
  const parts = [
    `${added} added`,
    ...(rests > 0 ? [`${rests} added at rest (enabled: false), since they did not answer as feeds`] : []),
    ...(there > 0 ? [`${there} there already`] : []),
    ...(twice > 0 ? [`${twice} twice in the list`] : []),
    ...(refused > 0 ? [`${refused} left out`] : []),
    ...(rest['not-asked'] > 0 ? [`${rest['not-asked']} not asked, since it was told to stop`] : []),
  ];
  const where = file === undefined ? '' : ` Written to ${file}; a running daemon takes them up by itself.`;
  return `${counted(total, 'feed')}: ${parts.join(', ')}.${where}`;
};

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
    return signal.aborted ? { kind: 'not-asked', feed } : rest(errorText(error));
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
