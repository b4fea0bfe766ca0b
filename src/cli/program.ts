import { CommanderError, Option, Command as Program } from 'commander';
import { VERSION } from '../system/version.ts';
import type { Command } from './command.ts';
import { COMMANDS, GROUPS } from './commands.ts';
import { foldersOf, problemOf } from './folders.ts';
import { complain, EXIT, type ExitStatus } from './terminal.ts';

/** Runs the command that the command line names. Resolves to its exit status; to `EXIT.usage` if the line is wrong. */
export const runProgram = async (argv: readonly string[]): Promise<ExitStatus> => {
  let status: ExitStatus = EXIT.done;
  const program = new Program('kawaraban')
    .description("Turns many outlets' feeds into one merged Japan-business feed.")
    .version(VERSION, '--version', 'print the version')
    .addHelpText('after', `\nExample:\n  kawaraban check && kawaraban run`)
    .exitOverride();
  for (const command of COMMANDS) {
    const parsed = parserOf(command, program);
    parsed.action(async () => {
      const flags = parsed.opts();
      const folders = foldersOf(flags, process.env);
      const problem = problemOf(folders);
      if (problem !== undefined) complain(problem);
      status = problem === undefined ? await command.run({ folders, flags, words: parsed.args }) : EXIT.usage;
    });
  }
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

const FOLDERS = {
  '--config <dir>': 'folder of the config (default: $CONFIGURATION_DIRECTORY, else ./config)',
  '--data <dir>': 'folder of the store (default: $STATE_DIRECTORY, else ./data)',
};

const parserOf = (
  { name, about, example, argument, second, help, flags = [] }: Command,
  program: Program,
): Program => {
  const [own = name, group] = name.split(' ').reverse();
  const parsed = (group === undefined ? program : groupOf(group, program))
    .command(own)
    .description(about)
    .addHelpText('after', `\nExample:\n  ${example}`);
  // The two arguments of `store copy` name its stores. The options for folders are accepted, but have no effect.
  for (const [folder, what] of Object.entries(FOLDERS))
    parsed.addOption(new Option(folder, what).hideHelp(second !== undefined));
  for (const one of [argument, second]) if (one !== undefined) parsed.argument(...one);
  if (help !== undefined) parsed.addHelpText('before', help);
  for (const flag of flags) {
    parsed.addOption(flag);
    // An empty variable counts as absent; commander would use the empty text as a value.
    if (flag.envVar !== undefined && process.env[flag.envVar] === '') delete process.env[flag.envVar];
  }
  return parsed;
};

const groupOf = (name: string, program: Program): Program =>
  program.commands.find((command) => command.name() === name) ??
  program.command(name).description(GROUPS[name] ?? '');
