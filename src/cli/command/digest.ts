import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { digestMarkdown } from '../../domain/entry/digest-markdown.ts';
import { digestText } from '../../domain/entry/digest-text.ts';
import type { PageModel } from '../../domain/entry/page-model.ts';
import { makeReader } from '../../site/language/reader.ts';
import { readDigest, renderDigest } from '../../site/page/digest-page.ts';
import { mergedView } from '../../site/views.ts';
import type { Given } from '../command.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { withConfigAndStore } from '../with-config.ts';

/** Prints the page of some days. */
export const digest = ({ folders, flags }: Given<DigestFlags>): Promise<ExitStatus> =>
  withConfigAndStore(folders, async (config, store) => {
    const { date = Temporal.Now.plainDateISO('Asia/Tokyo'), days, language, format } = flags;
    const page = await readDigest(store, config, { date, days, ...defined({ language }) });
    const text = pageAs(format, page, config);
    if (text !== '') print(text);
    if (page.lead === undefined && page.days.length === 0) complain(NOTHING);
    return EXIT.done;
  });

const NOTHING =
  'Nothing is stored of this range. Choose more days with --days or another day with --date; `kawaraban sources` says what was polled.';

const pageAs = (format: DigestFlags['format'], page: PageModel, config: Config): string => {
  switch (format) {
    case 'text':
      return digestText(page);
    case 'markdown':
      return digestMarkdown(page);
    case 'html':
      return renderDigest({
        settings: config.feed,
        view: mergedView(config).feed,
        page,
        reader: makeReader({ language: config.page.language, base: config.feed.url }),
      });
  }
};

export type DigestFlags = {
  readonly format: 'text' | 'markdown' | 'html';
  readonly date?: Temporal.PlainDate;
  readonly days: number;
  readonly language?: 'en' | 'ja';
};
