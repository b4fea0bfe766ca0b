import { noTopic } from '../../config/build/build-sources.ts';
import { JST, jstDay } from '../../domain/clock/jst-day.ts';
import type { Config } from '../../domain/config.ts';
import { defined } from '../../domain/defined.ts';
import { STORIES_IN_EDITION } from '../../domain/edition/edition.ts';
import { type EditionContent, editionMarkdown, editionText } from '../../domain/edition/edition-text.ts';
import { digestMarkdown } from '../../domain/entry/digest-markdown.ts';
import { digestText } from '../../domain/entry/digest-text.ts';
import type { PageModel } from '../../domain/entry/page-model.ts';
import { errorText } from '../../domain/error-text.ts';
import type { Store } from '../../domain/store/contract.ts';
import { editionDocument, editionMail } from '../../site/edition/edition-mail.ts';
import { readNews } from '../../site/edition/make-edition.ts';
import { makeReader } from '../../site/language/reader.ts';
import { readDigest, renderDigest } from '../../site/page/digest-page.ts';
import { homeView, mergedView } from '../../site/views.ts';
import { digest as digestOf } from '../../system/digest-of.ts';
import type { Given } from '../command.ts';
import { complain, EXIT, type ExitStatus, print } from '../terminal.ts';
import { withConfigAndStore } from '../with-config.ts';

/** Prints an edition of the most important stories, or a record of all stories of some days. */
export const digest = async ({ folders, flags }: Given<DigestFlags>): Promise<ExitStatus> => {
  const { topic, date, days, to, from, mail = false } = flags;
  if (!mail && (to !== undefined || from !== undefined)) {
    complain('--to and --from need --mail, which prints the edition as a message and sends nothing.');
    return EXIT.usage;
  }
  return withConfigAndStore(folders, async (config, store) => {
    const topics = config.topics.map(({ key }) => key);
    if (topic !== undefined && !topics.some((key) => key === topic)) {
      complain(noTopic(topic, topics));
      return EXIT.usage;
    }
    return date === undefined && days === undefined
      ? printEdition(config, store, flags)
      : printRecord(config, store, flags);
  });
};

export type DigestFlags = {
  readonly format: 'text' | 'markdown' | 'html';
  readonly date?: Temporal.PlainDate;
  readonly days?: number;
  readonly since?: Since;
  readonly limit?: number;
  readonly topic?: string;
  readonly language?: 'en' | 'ja';
  readonly mail?: boolean;
  readonly to?: string;
  readonly from?: string;
};

/** The argument of `--since`, and the moment that it means. */
export type Since = { readonly moment: Temporal.Instant; readonly written: string };

const DEFAULT_HOURS = 24;

const NOTHING_SINCE =
  'No stored story matches. Choose an earlier time with --since, or leave out --topic or --language; `kawaraban sources` says whether the sources bring news.';

const printEdition = async (config: Config, store: Store, flags: DigestFlags): Promise<ExitStatus> => {
  const until = Temporal.Now.instant();
  const { since, limit = STORIES_IN_EDITION, topic, language, format, mail = false } = flags;
  const range = { since: since?.moment ?? until.subtract({ hours: DEFAULT_HOURS }), until };
  const stories = await readNews(store, config, { ...range, limit, ...defined({ topic, language }) });
  const content = { ...range, language: language ?? config.page.language, stories };
  if (stories.length === 0) complain(NOTHING_SINCE);
  if (mail) return printMail(content, config, flags);
  print(editionAs(format, content, config));
  return EXIT.done;
};

const editionAs = (format: DigestFlags['format'], content: EditionContent, config: Config): string => {
  switch (format) {
    case 'text':
      return editionText(content);
    case 'markdown':
      return editionMarkdown(content);
    case 'html':
      return editionDocument(content, config.feed).trimEnd();
  }
};

const NO_ADDRESS =
  'A message needs a sender and a recipient: give --from and --to, or set edition.mail in kawaraban.yaml.';

const printMail = async (
  content: EditionContent,
  config: Config,
  flags: DigestFlags,
): Promise<ExitStatus> => {
  const { since, limit, topic, language } = flags;
  const to = flags.to === undefined ? config.edition.mail?.to : [flags.to];
  const from = flags.from ?? config.edition.mail?.from;
  if (to === undefined || from === undefined) {
    complain(NO_ADDRESS);
    return EXIT.usage;
  }
  const { composeMail, wrongAddressIn } = await import('../../system/mail/compose-mail.ts');
  const wrong = wrongAddressIn(flags.to ?? '');
  if (wrong !== undefined) {
    complain(`--to: "${wrong}" is not a mail address; write one such as reader@example.com.`);
    return EXIT.usage;
  }
  // The same options give the same message id all day, so that mail programs can recognise a repeated edition.
  const day = jstDay(content.until).toString();
  const asked = digestOf(JSON.stringify([day, since?.written, limit, topic, language]));
  const letter = editionMail(content, `digest-${day}-${asked}`, config.feed);
  try {
    const { message } = await composeMail({ ...letter, to, from }, 'lf');
    print(message.toString().trimEnd());
    return EXIT.done;
  } catch (error) {
    complain(
      `The message cannot be written: ${errorText(error)}. Correct --from or --to, or edition.mail in kawaraban.yaml.`,
    );
    return EXIT.usage;
  }
};

const NOTHING =
  'No stored story matches. Choose other days with --date and --days, or leave out --topic or --language; `kawaraban sources` says whether the sources bring news.';

const printRecord = async (config: Config, store: Store, flags: DigestFlags): Promise<ExitStatus> => {
  const { date = Temporal.Now.plainDateISO(JST), days = 1, topic, language } = flags;
  const page = await readDigest(store, config, { date, days, ...defined({ topic, language }) });
  const text = recordAs(page, config, flags);
  if (text !== '') print(text);
  if (page.lead === undefined && page.days.length === 0) complain(NOTHING);
  return EXIT.done;
};

const recordAs = (
  page: PageModel,
  config: Config,
  { format, topic, language: asked }: DigestFlags,
): string => {
  const language = asked ?? config.page.language;
  const filters = new URLSearchParams(defined({ topic, language: asked }));
  switch (format) {
    case 'text':
      return digestText(page, language);
    case 'markdown':
      return digestMarkdown(page, language);
    case 'html':
      return renderDigest({
        settings: config.feed,
        view: (homeView(filters, config) ?? mergedView(config)).feed,
        page,
        reader: makeReader({ language, base: config.feed.url }),
      });
  }
};
