import { readFile } from 'node:fs/promises';
import { readOpml } from '../adapters/parse/read-opml.ts';
import { messageOf } from '../app/log-polls.ts';
import { readConfig } from '../app/read-config.ts';
import { type ImportedFeed, importSources } from '../app/sources/import-sources.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { show } from './show.ts';
import { complain, EXIT, type ExitStatus, print } from './terminal.ts';

/** Appends sources for the feeds of an OPML list; 1 where any of them could not be read. */
export const importList = async (
  folders: Folders,
  file: string,
  options: { readonly json: boolean },
): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const bytes = await readFile(file === '-' ? '/dev/stdin' : file).catch((error: Error) => error);
  if (bytes instanceof Error) {
    complain(`${file} cannot be read: ${messageOf(bytes)}`);
    return EXIT.failed;
  }
  const list = readOpml(bytes);
  if (list.kind === 'unreadable') {
    complain(`${file} cannot be imported: ${list.reason}. Export the feeds from your reader as OPML.`);
    return EXIT.failed;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  const tally = { added: 0, rests: 0, there: 0, twice: 0, refused: 0, 'not-asked': 0 };
  let done = 0;
  const onDone = (imported: ImportedFeed): void => {
    tally[imported.kind] += 1;
    done += 1;
    if (options.json) show({ kind: 'result', text: JSON.stringify(imported) });
    else if ('why' in imported) show({ kind: 'problem', text: problem(imported) });
    show({ kind: 'progress', done, total: list.feeds.length });
  };
  const { written } = await importSources(list.feeds, folders.config, loaded.config, onDone, stop.signal);
  if (written?.kind === 'not-written') {
    complain(`${written.file} is left as it is: ${written.reason}.`);
    return EXIT.failed;
  }
  if (!options.json) print(sum(list.feeds.length, tally, written?.file));
  return tally.rests + tally.refused + tally['not-asked'] === 0 ? EXIT.done : EXIT.failed;
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
  return `${total} ${total === 1 ? 'feed' : 'feeds'}: ${parts.join(', ')}.${where}`;
};
