import type { Option } from 'commander';
import type { CommandRequest } from '../daemon/control/read-request.ts';
import type { Folders } from './folders.ts';
import type { ExitStatus } from './terminal.ts';

/** What the command line gives to a command. */
export type Given<Flags = object> = {
  readonly folders: Folders;
  readonly flags: Flags;
  /** The arguments, as they are typed. */
  readonly words: readonly string[];
};

/** The flag of a command that prints its result as JSON, too. */
export type Json = { readonly json?: boolean };

/** A row of the table of commands. */
export type Command<Flags = object> = {
  /** As it is typed, such as `store check`. */
  readonly name: string;
  readonly about: string;
  readonly example: string;
  /** Name and meaning: `<item>` is required, `[source...]` may be left out or repeated. */
  readonly argument?: readonly [name: string, about: string];
  /** The argument after it. */
  readonly second?: readonly [name: string, about: string];
  /** What the help says before the options. */
  readonly help?: string;
  readonly flags?: readonly Option[];
  // Declared as a method: TypeScript then accepts commands with different flags in one table.
  run(given: Given<Flags>): Promise<ExitStatus>;
};

/** Runs a command in the daemon if one listens, else in this process. */
export const byDaemon =
  <Flags>(requestOf: (given: Given<Flags>) => CommandRequest) =>
  async (given: Given<Flags>): Promise<ExitStatus> => {
    const { handOver } = await import('./hand-over.ts');
    return handOver(given.folders, requestOf(given));
  };
