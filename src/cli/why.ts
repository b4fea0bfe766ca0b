import { readConfig } from '../app/read-config.ts';
import { type Explained, explainItem } from '../app/why/explain-item.ts';
import { type FoundItem, findItem } from '../app/why/find-item.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { openStoreFor } from './open-store.ts';
import { EXIT, type ExitStatus, print } from './terminal.ts';
import { wrapText } from './wrap-text.ts';

const COLUMNS = 80;
const INDENT = 11;

/** Says everything that happened to an item; 1 where no source has listed it. Takes no lock. */
export const why = async (
  folders: Folders,
  asked: string,
  options: { readonly json: boolean },
): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const opened = await openStoreFor(folders.data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const { store } = opened;
  const found = await findItem(asked, store, loaded.config);
  const explained = await explainItem(found, store, loaded.config, Temporal.Now.instant());
  await store.close();
  print(options.json ? JSON.stringify({ asked, ...found, explained }) : explained.map(inLines).join('\n\n'));
  return statusOf(found);
};

const statusOf = ({ kind }: FoundItem): ExitStatus =>
  kind === 'unseen' || kind === 'unreadable' ? EXIT.failed : EXIT.done;

const inLines = ({ title, link, sections }: Explained): string =>
  [
    ...wrapText(title, COLUMNS),
    ...(link === undefined ? [] : [link]),
    ...sections.flatMap(({ about, lines }) => [
      '',
      ...lines
        .flatMap((line) => wrapText(line, COLUMNS - INDENT))
        .map((line, n) => `${(n === 0 ? about : '').padEnd(INDENT)}${line}`),
    ]),
  ].join('\n');
