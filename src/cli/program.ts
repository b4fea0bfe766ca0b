import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { VERSION } from '../system/version.ts';
import { addConfigCommands } from './command/config-commands.ts';
import type { DigestFlags } from './command/digest.ts';
import type { ReplayFlags } from './command/replay.ts';
import { common, handedOver } from './command.ts';
import { type FolderFlags, foldersOf } from './folders.ts';
import { EXIT, type ExitStatus } from './terminal.ts';

/**
 * Reads the command line, runs the command it names and gives its exit status. A command's own file is
 * loaded when it is called, so that `--help` is quick.
 */
export const runProgram = async (argv: readonly string[]): Promise<ExitStatus> => {
  let status: ExitStatus = EXIT.done;
  const program = new Command('kawaraban')
    .description("Turns many outlets' feeds into one merged Japan-business feed.")
    .version(VERSION, '--version', 'print the version')
    .addHelpText('after', `\nExample:\n  kawaraban check && kawaraban run`)
    .exitOverride();

  common(
    program.command('run'),
    'the daemon: polls, stores, serves, until it is told to stop',
    'kawaraban run',
  ).action(async (flags: FolderFlags) => {
    const { run } = await import('./command/run.ts');
    status = await run(foldersOf(flags, process.env));
  });

  common(program.command('poll'), 'asks the due (or named) sources once, now', 'kawaraban poll nhk')
    .argument('[source...]', 'ids of sources; all that are due where none is named')
    .option('--all', 'ask sources that are not due yet, too; still conditionally')
    .option('--json', 'print the reports as JSON lines')
    .action(async (sources: string[], flags: FolderFlags & { all?: true; json?: true }) => {
      const options = { all: flags.all === true, json: flags.json === true };
      status = await handedOver(flags, { kind: 'poll', sources, ...options });
    });

  addConfigCommands(program, (ended) => {
    status = ended;
  });

  common(
    program.command('digest'),
    'prints the page of what is stored: a lead story, then briefs',
    'kawaraban digest --date 2026-11-24 --days 2 --language ja',
  )
    .addOption(
      new Option('--format <format>', 'how to print').choices(['text', 'markdown', 'html']).default('text'),
    )
    .option('--date <day>', 'the last JST day of the page, as 2026-11-24 (default: today)', readDay)
    .option('--days <count>', 'how many days, up to and with it', readCount, 1)
    .addOption(new Option('--language <language>', 'only stories in it').choices(['en', 'ja']))
    .action(async (flags: FolderFlags & DigestFlags) => {
      const { digest } = await import('./command/digest.ts');
      status = await digest(foldersOf(flags, process.env), flags);
    });

  common(
    program.command('why'),
    'says everything that happened to an item, kept or dropped',
    'kawaraban why https://news.example/articles/1001',
  )
    .argument('<item>', "an article's address in any spelling, or the id of an article, a story or an entry")
    .option('--json', 'print it as one JSON line')
    .action(async (item: string, flags: FolderFlags & { json?: true }) => {
      status = await handedOver(flags, { kind: 'why', item, json: flags.json === true });
    });

  common(
    program.command('clock'),
    "confirms that this machine's clock is right, where the running daemon doubts it",
    'kawaraban clock',
  ).action(async (flags: FolderFlags) => {
    const { clock } = await import('./clock.ts');
    status = await clock(foldersOf(flags, process.env));
  });

  common(
    program.command('replay'),
    "runs today's rules over what is stored, or over a file of items",
    'kawaraban replay --verbose\n  kawaraban replay --items items.jsonl --json',
  )
    .addHelpText('before', REPLAY_HELP)
    .addOption(new Option('--apply', 'write the differences').conflicts('items'))
    .option('--verbose', 'print each difference: + a tag added, - removed, ~ earned by other words')
    .option('--items <file>', 'JSON lines in arrival order instead of what is stored; - for standard input')
    .option('--labels <file>', 'score the items against these labels, and print those judged otherwise')
    .option('--parameters <file>', 'fold the items with these learned parameters')
    .option('--json', 'print a JSON line for each story that differs, or for each item')
    .action(async (flags: FolderFlags & ReplayFlags) => {
      if (flags.apply === true) {
        const options = { verbose: flags.verbose === true, json: flags.json === true };
        status = await handedOver(flags, { kind: 'replay', ...options });
      } else {
        const { replay } = await import('./command/replay.ts');
        status = await replay(foldersOf(flags, process.env), flags);
      }
    });

  common(
    program.command('publish'),
    'writes the feeds and pages as files, for any web server',
    'kawaraban publish /var/www/news',
  )
    .argument('<dir>', 'an empty folder, one that is to be made, or the one of the last time')
    .option('--json', 'print what was done as one JSON line')
    .action(async (dir: string, flags: FolderFlags & { json?: true }) => {
      const { publish } = await import('./command/publish.ts');
      status = await publish(foldersOf(flags, process.env), dir, { json: flags.json === true });
    });

  const store = program.command('store').description('verifies, tidies or writes out the store');
  common(store.command('check'), 'verifies every file and the links between them', 'kawaraban store check')
    .option('--json', 'print a JSON line for each problem')
    .action(async (flags: FolderFlags & { json?: true }) => {
      const { storeCheck } = await import('./command/store.ts');
      status = await storeCheck(foldersOf(flags, process.env), { json: flags.json === true });
    });
  common(
    store.command('compact'),
    'rewrites the log without what is superseded',
    'kawaraban store compact',
  ).action(async (flags: FolderFlags) => {
    status = await handedOver(flags, { kind: 'compact' });
  });
  common(
    store.command('export'),
    'writes every story as a JSON line',
    'kawaraban store export > stories.jsonl',
  ).action(async (flags: FolderFlags) => {
    const { storeExport } = await import('./command/store.ts');
    status = await storeExport(foldersOf(flags, process.env));
  });

  if (argv.length === 0) {
    program.outputHelp();
    return EXIT.done;
  }
  try {
    await program.parseAsync([...argv], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  }
  return status;
};

const REPLAY_HELP = `What is stored is tagged anew, and nothing else: what was kept stays, stories
are neither parted nor joined, no id, no date and no "updated" changes, so that
no entry comes back as unread. The differences are printed; --apply writes them.
Which stories of the fold window today's rules would part or join is only printed.

Items are tagged, judged and folded as they would be on arrival, and the store
is not touched. An item has an id and a title, and what is known of summary,
outlet, url, language, publishedAt, firstSeenAt and scope (business, japan or
general). Items of one firstSeenAt are one poll.
`;

const readDay = (text: string): Temporal.PlainDate => {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new InvalidArgumentError('Write a day as 2026-11-24.');
  }
};

/** A century of days. */
const MOST_DAYS = 36_600;

const readCount = (text: string): number => {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS) {
    throw new InvalidArgumentError(`Write a whole number from 1 to ${MOST_DAYS}.`);
  }
  return count;
};
