import type { Command } from 'commander';

/** What every command has. */
export const common = (command: Command, description: string, example: string): Command =>
  command
    .description(description)
    .option('--config <dir>', 'folder of the config (default: $CONFIGURATION_DIRECTORY, else ./config)')
    .option('--data <dir>', 'folder of the store (default: $STATE_DIRECTORY, else ./data)')
    .addHelpText('after', `\nExample:\n  ${example}`);
