import { LOGIN_REMEDY } from '../../config/schema/sources-schema.ts';
import { writeSources } from '../../config/write/write-sources.ts';
import { errorText } from '../../domain/error-text.ts';
import { counted } from '../../domain/explanation.ts';
import { hideSecrets } from '../../domain/hide-secrets.ts';
import type { ListedFeed } from '../../domain/source/listed-feed.ts';
import type { NewSource } from '../../domain/source/propose/propose-source.ts';
import { endpointKey, sourceOfEndpoint } from '../../domain/source/propose/same-endpoint.ts';
import type { Language } from '../../domain/source/source.ts';
import type { WorkQueue } from '../../intake/ports.ts';
import { describeSource, disabledSource, type SourceTools } from '../../sources/describe-source.ts';
import { createWorkQueue } from '../../system/schedule/work-queue.ts';
import type { Emit, RequestOutcome } from '../control/output.ts';
import type { RequestOf } from '../control/read-request.ts';
import type { EditedConfig } from './add-feed.ts';
import { withSourceTools } from './source-tools.ts';

type ImportedFeed =
  | { readonly kind: 'added'; readonly feed: ListedFeed; readonly source: NewSource }
  /** The source is added, but disabled. */
  | { readonly kind: 'rests'; readonly feed: ListedFeed; readonly source: NewSource; readonly why: string }
  | { readonly kind: 'refused'; readonly feed: ListedFeed; readonly why: string }
  /**
   * `there`: an enabled or disabled source of the config has the feed. `twice`: another feed of the list is the same.
   * `not-asked`: the import was stopped before this feed was read.
   */
  | { readonly kind: 'there' | 'twice' | 'not-asked'; readonly feed: ListedFeed };

/**
 * Adds sources for the listed feeds, in one write. The source of a feed that cannot be used is disabled. Fails if a
 * source is disabled, a feed is refused or not asked, or the write fails.
 */
export const importFeeds = async (
  { feeds, json }: RequestOf<'import'>,
  { folder, config, shared }: EditedConfig,
  emit: Emit,
  signal: AbortSignal,
): Promise<RequestOutcome> => {
  const tally = { added: 0, rests: 0, there: 0, twice: 0, refused: 0, 'not-asked': 0 };
  let done = 0;
  const onDone = (imported: ImportedFeed): readonly NewSource[] => {
    tally[imported.kind] += 1;
    done += 1;
    if (json) emit({ kind: 'result', text: JSON.stringify(imported) });
    else if ('why' in imported) emit({ kind: 'problem', text: problem(imported) });
    emit({ kind: 'progress', done, total: feeds.length });
    return 'source' in imported ? [imported.source] : [];
  };
  const importAll = (tools: SourceTools): Promise<readonly (readonly NewSource[])[]> => {
    const turns = { inTurn: createWorkQueue(config.fetch).run, claimed: new Set<string>() };
    return Promise.all(feeds.map(async (feed) => onDone(await importFeed(feed, tools, turns, signal))));
  };
  const sources = (await withSourceTools(config, importAll, shared)).flat();
  const written = sources.length === 0 ? undefined : await writeSources(folder, sources);
  if (written?.kind === 'not-written') {
    emit({ kind: 'problem', text: `${written.file} was not changed: ${written.reason}.` });
    return 'failed';
  }
  if (!json) emit({ kind: 'result', text: sum(feeds.length, tally, written?.file) });
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
    ...(rests > 0 ? [`${rests} added with enabled: false, because no usable feed was found`] : []),
    ...(there > 0 ? [`${there} already in the config`] : []),
    ...(twice > 0 ? [`${counted(twice, 'duplicate')} in the list`] : []),
    ...(refused > 0 ? [`${refused} left out`] : []),
    ...(rest['not-asked'] > 0 ? [`${rest['not-asked']} not asked, because the import was stopped`] : []),
  ];
  if (total === 0) return 'The list names no feeds: nothing was added.';
  const where =
    file === undefined ? '' : ` Written to ${file}; a daemon that uses this config reads the file by itself.`;
  return `${counted(total, 'feed')}: ${parts.join(', ')}.${where}`;
};

type Turns = {
  readonly inTurn: WorkQueue['run'];
  /** Keys of the addresses that feeds of the list already use. */
  readonly claimed: Set<string>;
};

const importFeed = async (
  feed: ListedFeed,
  tools: SourceTools,
  { inTurn, claimed }: Turns,
  signal: AbortSignal,
): Promise<ImportedFeed> => {
  const url = URL.parse(feed.url);
  if (url === null || !/^https?:$/.test(url.protocol)) {
    return { kind: 'refused', feed: { ...feed, url: hideSecrets(feed.url) }, why: 'it is not a web address' };
  }
  if (sourceOfEndpoint(feed.url, tools.config.sources) !== undefined) return { kind: 'there', feed };
  if (!claims(feed.url, claimed)) return { kind: 'twice', feed };
  const rest = (why: string): ImportedFeed => {
    if (signal.aborted) return { kind: 'not-asked', feed };
    const language = languageOf(feed);
    return { kind: 'rests', feed, why, source: disabledSource(feed.url, tools, { ...feed, language, why }) };
  };
  try {
    const described = await inTurn(url.host, () => describeSource(feed.url, tools, signal, feed), signal);
    switch (described.kind) {
      case 'described': {
        const { source } = described;
        const isOther = endpointKey(source.endpoint) !== endpointKey(feed.url);
        if (isOther && !claims(source.endpoint, claimed)) return { kind: 'twice', feed };
        return { kind: 'added', feed, source };
      }
      case 'there':
        return { kind: 'there', feed };
      case 'password':
        return { kind: 'refused', feed: { ...feed, url: described.url }, why: PASSWORD };
      case 'own':
        return { kind: 'refused', feed, why: 'it is a feed of this Kawaraban itself' };
      case 'none':
        return rest('it is not a feed, and no feed was found behind it');
      case 'other-language':
        return rest(`it is in the language "${described.tag}"; Kawaraban reads Japanese and English`);
      case 'failed':
        return rest(described.failure.detail);
    }
  } catch (error) {
    // A bug that one feed reveals must not stop the import of the other feeds.
    return rest(errorText(error));
  }
};

const PASSWORD = `its address contains a user name or password; write the source by hand: ${LOGIN_REMEDY}`;

/** Marks an address as used; returns whether it was unused before. */
const claims = (url: string, claimed: Set<string>): boolean => {
  const key = endpointKey(url);
  if (claimed.has(key)) return false;
  claimed.add(key);
  return true;
};

/** Guesses the language of a feed that cannot be used. */
const languageOf = ({ url, name, language = '' }: ListedFeed): Language => {
  if (/^(ja|en)\b/i.test(language)) return language.toLowerCase().startsWith('ja') ? 'ja' : 'en';
  const isJapanese =
    /[\u3041-\u30ff\u4e00-\u9fff]/.test(name) || /\.jp$/.test(URL.parse(url)?.hostname ?? '');
  return isJapanese ? 'ja' : 'en';
};
