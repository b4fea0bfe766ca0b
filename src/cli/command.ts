import type { Option } from 'commander';
import type { CommandRequest } from '../daemon/control/read-request.ts';
import type { Folders } from './folders.ts';
import type { ExitStatus } from './terminal.ts';

/** The folders, flags and arguments with which a command runs. */
export type Given<Flags = object> = {
  readonly folders: Folders;
  readonly flags: Flags;
  /** The arguments, in the order in which they were typed. */
  readonly words: readonly string[];
};

/** The flag of a command that can print its result as JSON. */
export type Json = { readonly json?: boolean };

/** A row of the table of commands. */
export type Command<Flags = object> = {
  /** Name of the command on the command line, such as `store check`. */
  readonly name: string;
  readonly about: string;
  readonly example: string;
  /** Name and meaning of the first argument: `<item>` is required, `[source...]` may be left out or repeated. */
  readonly argument?: readonly [name: string, about: string];
  readonly second?: readonly [name: string, about: string];
  /** Text before the rest of the help. */
  readonly help?: string;
  readonly flags?: readonly Option[];
  // A method, not a property, so that TypeScript accepts commands with different flags in one table.
  run(given: Given<Flags>): Promise<ExitStatus>;
};

/** Makes the `run` of a command that hands its request to the daemon (`handOver`). */
export const byDaemon =
  <Flags>(requestOf: (given: Given<Flags>) => CommandRequest) =>
  async (given: Given<Flags>): Promise<ExitStatus> => {
    const { handOver } = await import('./hand-over.ts');
    return handOver(given.folders, requestOf(given));
  };
