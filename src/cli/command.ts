import type { Command } from 'commander';
import type { CommandRequest } from '../daemon/control/request.ts';
import { type FolderFlags, foldersOf } from './folders.ts';
import type { ExitStatus } from './terminal.ts';

/** What every command has. */
export const common = (command: Command, description: string, example: string): Command =>
  command
    .description(description)
    .option('--config <dir>', 'folder of the config (default: $CONFIGURATION_DIRECTORY, else ./config)')
    .option('--data <dir>', 'folder of the store (default: $STATE_DIRECTORY, else ./data)')
    .addHelpText('after', `\nExample:\n  ${example}`);

/** Runs a command whose work the daemon does where one listens. */
export const handedOver = async (flags: FolderFlags, request: CommandRequest): Promise<ExitStatus> => {
  const { handOver } = await import('./hand-over.ts');
  return handOver(foldersOf(flags, process.env), request);
};
