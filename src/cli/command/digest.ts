import { readConfig } from '../../daemon/read-config.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { digestMarkdown } from '../../domain/entry/digest-markdown.ts';
import { digestText } from '../../domain/entry/digest-text.ts';
import type { PageModel } from '../../domain/entry/page-model.ts';
import { renderDigest } from '../../site/page/render-digest.ts';
import { readPage } from '../../site/read-page.ts';
import { mergedView } from '../../site/views.ts';
import type { Folders } from '../folders.ts';
import { openStoreFor } from '../reach-store.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { complainOfConfig } from './check.ts';

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
    ...defined({ language }),
  });
  const text = pageAs(flags.format, page, loaded.config);
  if (text !== '') print(text);
  if (page.lead === undefined && page.days.length === 0) complain(NOTHING);
  await opened.store.close();
  return EXIT.done;
};

const NOTHING =
  'Nothing is stored of this range. --days takes more days, --date another one; `kawaraban sources` says what was polled.';

const pageAs = (format: DigestFlags['format'], page: PageModel, config: Config): string => {
  switch (format) {
    case 'text':
      return digestText(page);
    case 'markdown':
      return digestMarkdown(page);
    case 'html':
      return renderDigest({ settings: config.feed, view: mergedView(config).feed, page });
  }
};

export type DigestFlags = {
  readonly format: 'text' | 'markdown' | 'html';
  readonly date?: Temporal.PlainDate;
  readonly days: number;
  readonly language?: 'en' | 'ja';
};
