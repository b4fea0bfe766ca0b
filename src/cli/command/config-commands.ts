import type { Command } from 'commander';
import { common, handedOver } from '../command.ts';
import { type FolderFlags, foldersOf } from '../folders.ts';
import { EXIT, type ExitStatus } from '../terminal.ts';

type JsonFlag = { readonly json?: true };

/** The commands that read and write the config. */
export const addConfigCommands = (program: Command, end: (status: ExitStatus) => void): void => {
  common(
    program.command('check'),
    'reads the config and names every problem in it',
    'kawaraban check --config /etc/kawaraban\n  kawaraban check --online',
  )
    .option('--online', 'ask every source once and say what it answered and what to do')
    .option('--json', 'print the problems as one JSON line')
    .action(async (flags: FolderFlags & JsonFlag & { readonly online?: true }) => {
      const { check } = await import('./check.ts');
      const options = { json: flags.json === true, online: flags.online === true };
      end(await check(foldersOf(flags, process.env), options));
    });

  common(program.command('sources'), 'lists the sources with their health', 'kawaraban sources')
    .option('--json', 'print a JSON line for each source')
    .action(async (flags: FolderFlags & JsonFlag) => {
      const { sources } = await import('./sources.ts');
      end(await sources(foldersOf(flags, process.env), { json: flags.json === true }));
    });

  common(
    program.command('add'),
    'finds the feed behind an address and appends a source for it',
    'kawaraban add https://news.example/',
  )
    .argument('<url>', 'the address of a page or of a feed')
    .option('--json', 'print what was found and written as one JSON line')
    .action(async (url: string, flags: FolderFlags & JsonFlag) => {
      end(await handedOver(flags, { kind: 'add', address: url, json: flags.json === true }));
    });

  common(
    program.command('import'),
    'appends sources for the feeds of an OPML list',
    'kawaraban import subscriptions.opml',
  )
    .argument('<file>', 'an OPML file, as readers export it; - for standard input')
    .option('--json', 'print a JSON line for each feed')
    .action(async (file: string, flags: FolderFlags & JsonFlag) => {
      const { readList } = await import('../read-list.ts');
      const feeds = await readList(file);
      const json = flags.json === true;
      end(feeds === undefined ? EXIT.failed : await handedOver(flags, { kind: 'import', feeds, json }));
    });

  common(
    program.command('export'),
    'prints the sources as an OPML list',
    'kawaraban export > sources.opml',
  ).action(async (flags: FolderFlags) => {
    const { exportList } = await import('./export.ts');
    end(await exportList(foldersOf(flags, process.env)));
  });
};
