import { readConfig } from '../app/read-config.ts';
import { readPage } from '../app/read-page.ts';
import { digestMarkdown } from '../domain/entry/digest-markdown.ts';
import { digestText } from '../domain/entry/digest-text.ts';
import { complainOfConfig } from './check.ts';
import type { Folders } from './folders.ts';
import { openStoreFor } from './open-store.ts';
import type { DigestFlags } from './program.ts';
import { EXIT, type ExitStatus, print } from './terminal.ts';

/** Prints the page of some days. Takes no lock, so it works beside a running daemon. */
export const digest = async (folders: Folders, flags: DigestFlags): Promise<ExitStatus> => {
  const loaded = await readConfig(folders.config, process.env);
  if (loaded.kind === 'wrong') return complainOfConfig(loaded.problems);
  const opened = await openStoreFor(folders.data, { lock: false });
  if (opened.kind === 'closed') return opened.status;
  const today = Temporal.Now.plainDateISO('Asia/Tokyo');
  const { date = today, days, language } = flags;
  const page = await readPage(opened.store, loaded.config, {
    date,
    days,
    ...(language === undefined ? {} : { language }),
  });
  print(flags.format === 'markdown' ? digestMarkdown(page) : digestText(page));
  await opened.store.close();
  return EXIT.done;
};
