import { Option } from 'commander';
import type { DigestFlags } from './command/digest.ts';
import type { ReplayFlags } from './command/replay.ts';
import type { RunFlags } from './command/run.ts';
import { byDaemon, type Command, type Json } from './command.ts';
import { readCount, readDay, readHost, readPort, readSince } from './read-argument.ts';

/**
 * Returns a row of `COMMANDS` unchanged. The compiler checks that the row's `run` takes the declared type of flags.
 */
const row = <Flags>(command: Command<Flags>): Command<Flags> => command;

const json = (about: string): Option => new Option('--json', about);

const DIGEST_HELP = `Without --date and --days the command prints an edition: the most important
stories of the last 24 hours, or since --since, ranked, with times and links.
With --date or --days it prints the record of these days: every stored story,
the lead story first and the others newest first.
`;

const COPY_HELP = `In the URL of a database, \${NAME} stands for an environment variable, so that no
password is in the list of processes; put the URL in single quotes. Both stores
are locked during the copy: stop the daemon first. An interrupted copy continues
when the command is run again.
`;

const REPLAY_HELP = `Compares the stored stories with the tags that today's rules give, and with the
splits and joins of folds.yaml. Prints the number of differences; --verbose adds
each difference, --json prints only the differences, and --apply writes them. No
article is dropped. Stories that stay keep their id, date and "updated", so that
no entry comes back as unread. Stories of the fold window that today's rules
would split or join are differences, too, but are never written.

With --items the command tags, judges and folds the items of a file, each as if
it arrived at its firstSeenAt, else at its publishedAt, else a second after the
item before it; the store is not touched. An item has an id and a title and, if
known, summary, outlet, url, language, publishedAt, firstSeenAt and scope
(business, japan or general). Items that arrive at the same time are one poll.
`;

/** Purpose of each group of commands, for the help. */
export const GROUPS: Readonly<Record<string, string>> = {
  store: 'checks, compacts, exports or copies the store',
};

/**
 * All commands, in the order of the help. A command's file is loaded when the command runs, so that `--help` and
 * requests to the daemon start quickly.
 */
export const COMMANDS: readonly Command[] = [
  row<RunFlags>({
    name: 'run',
    about: 'runs the daemon, which polls, stores and serves until it is stopped',
    example: 'kawaraban run --port 8081',
    flags: [
      new Option('--host <host>', 'address to listen on, instead of server.host in the config')
        .env('KAWARABAN_HOST')
        .argParser(readHost),
      new Option('--port <port>', 'port to listen on, instead of server.port; 0 takes any free one')
        .env('KAWARABAN_PORT')
        .argParser(readPort),
      new Option('--role <role>', 'role of this process if several processes share a PostgreSQL database')
        .env('KAWARABAN_ROLE')
        .choices(['poll', 'publish', 'all'])
        .default('all'),
    ],
    run: async (given) => (await import('./command/run.ts')).run(given),
  }),
  row<Json & { readonly all?: boolean }>({
    name: 'poll',
    about: 'polls the named sources, or all due sources, once',
    example: 'kawaraban poll nhk',
    argument: ['[source...]', 'ids of sources; by default all due sources'],
    flags: [
      new Option('--all', 'also ask the enabled sources that are not due yet, with conditional requests'),
      json('print a JSON line for each polled source'),
    ],
    run: byDaemon(({ words, flags: { all = false, json = false } }) => ({
      kind: 'poll',
      sources: words,
      all,
      json,
    })),
  }),
  row<Json & { readonly online?: boolean }>({
    name: 'check',
    about: 'checks the config, and prints its problems and warnings',
    example: 'kawaraban check --config /etc/kawaraban\n  kawaraban check --online',
    flags: [
      new Option('--online', 'ask every enabled source once, and print its answer and advice'),
      json('print the problems, warnings and answers as one JSON line'),
    ],
    run: async (given) => (await import('./command/check.ts')).check(given),
  }),
  row<Json>({
    name: 'sources',
    about: 'lists the sources with their health',
    example: 'kawaraban sources',
    flags: [json('print a JSON line for each source')],
    run: async (given) => (await import('./command/sources.ts')).sources(given),
  }),
  row<Json>({
    name: 'add',
    about: 'finds the feed behind an address and appends a source for it to sources.yaml',
    example: 'kawaraban add https://news.example/',
    argument: ['<url>', 'the address of a page or of a feed'],
    flags: [json('print the feed and its new source, or why nothing was added, as one JSON line')],
    run: byDaemon(({ words: [address = ''], flags: { json = false } }) => ({ kind: 'add', address, json })),
  }),
  row<Json>({
    name: 'import',
    about: 'appends sources for the feeds of an OPML list to sources.yaml',
    example: 'kawaraban import subscriptions.opml',
    argument: ['<file>', 'an OPML file, as feed readers export it; - for standard input'],
    flags: [json('print a JSON line for each feed')],
    run: async (given) => (await import('./command/sources.ts')).importList(given),
  }),
  {
    name: 'export',
    about: 'prints the enabled sources as an OPML list, with the secrets in their addresses',
    example: 'kawaraban export > sources.opml',
    run: async (given) => (await import('./command/sources.ts')).exportSources(given),
  },
  row<DigestFlags>({
    name: 'digest',
    about: 'prints the most important stories as an edition, or all stories of some days as a record',
    example: 'kawaraban digest --since 72h --language ja\n  kawaraban digest --date 2026-11-24 --days 2',
    help: DIGEST_HELP,
    flags: [
      new Option('--format <format>', 'format of the output')
        .choices(['text', 'markdown', 'html'])
        .default('text'),
      new Option(
        '--since <time>',
        'beginning of the edition: a duration before now, such as 24h, or a time in Japan (default: 24h)',
      )
        .argParser(readSince)
        .conflicts(['date', 'days']),
      new Option('--limit <count>', 'maximum number of stories of the edition (default: 12)')
        .argParser(readCount)
        .conflicts(['date', 'days']),
      new Option('--topic <key>', 'only stories of this topic'),
      new Option(
        '--language <language>',
        'only stories with a report in this language, which leads the story',
      ).choices(['en', 'ja']),
      new Option('--mail', 'print the edition as a mail message, for sendmail -t').conflicts([
        'date',
        'days',
        'format',
      ]),
      new Option('--to <addresses>', 'recipients of the message (default: edition.mail.to)'),
      new Option('--from <address>', 'sender of the message (default: edition.mail.from)'),
      new Option('--date <day>', 'the last JST day of the record, as 2026-11-24 (default: today)').argParser(
        readDay,
      ),
      new Option('--days <count>', 'number of days, the last one included (default: 1)').argParser(readCount),
    ],
    run: async (given) => (await import('./command/digest.ts')).digest(given),
  }),
  row<Json>({
    name: 'why',
    about: 'explains what happened to an item, kept or dropped',
    example: 'kawaraban why https://news.example/articles/1001',
    argument: [
      '<item>',
      "an article's address in any spelling, its title, or the id of an article, a story or an entry",
    ],
    flags: [json('print the explanation as one JSON line')],
    run: byDaemon(({ words: [item = ''], flags: { json = false } }) => ({ kind: 'why', item, json })),
  }),
  {
    name: 'clock',
    about: "confirms to the running daemon that this machine's clock is right, if it doubts the clock",
    example: 'kawaraban clock',
    run: byDaemon(() => ({ kind: 'clock' })),
  },
  row<ReplayFlags>({
    name: 'replay',
    about: "runs today's rules over the stored stories, or over a file of items",
    example: 'kawaraban replay --verbose\n  kawaraban replay --items items.jsonl --json',
    help: REPLAY_HELP,
    flags: [
      new Option('--apply', 'write the new tags, and the splits and joins of folds.yaml').conflicts([
        'items',
        'labels',
        'parameters',
      ]),
      new Option(
        '--verbose',
        'print each difference; before a tag, + means added, - removed, ~ earned by other words',
      ),
      new Option(
        '--items <file>',
        'JSON lines in arrival order instead of the stored stories; - for standard input',
      ),
      new Option(
        '--labels <file>',
        'score the items against these labels; without --json, print only the items that differ from them',
      ),
      new Option('--parameters <file>', 'fold the items with these learned parameters'),
      json(
        'print a JSON line for each difference; with --items for each item, and with --labels a last line of scores',
      ),
    ],
    run: async (given) => (await import('./command/replay.ts')).replay(given),
  }),
  row<Json>({
    name: 'publish',
    about: 'writes the feeds and pages as files, for any web server',
    example: 'kawaraban publish /var/www/news',
    argument: ['<dir>', 'a new or empty folder, or the folder of an earlier run'],
    flags: [json('print the result as one JSON line')],
    run: async (given) => (await import('./command/publish.ts')).publish(given),
  }),
  row<Json>({
    name: 'store check',
    about: 'verifies the stored data, and the links between stories and articles',
    example: 'kawaraban store check',
    flags: [json('print a JSON line for each problem')],
    run: async (given) => (await import('./command/store.ts')).storeCheck(given),
  }),
  {
    name: 'store compact',
    about: 'frees the space of superseded data',
    example: 'kawaraban store compact',
    run: byDaemon(() => ({ kind: 'compact' })),
  },
  {
    name: 'store export',
    about: 'prints every story as a JSON line',
    example: 'kawaraban store export > stories.jsonl',
    run: async (given) => (await import('./command/store.ts')).storeExport(given),
  },
  row<Json>({
    name: 'store copy',
    about: 'copies everything from one store into another',
    example: `kawaraban store copy /var/lib/kawaraban '\${DATABASE_URL}'`,
    argument: ['<from>', 'a folder, or the URL of a PostgreSQL database'],
    second: ['<to>', 'a new or empty folder, an empty database, or an interrupted copy of <from>'],
    help: COPY_HELP,
    flags: [json('print the counts and the digest of the copied data as one JSON line')],
    run: async (given) => (await import('./command/store-copy.ts')).storeCopy(given),
  }),
];
