import path from 'node:path';

export type Folders = { readonly config: string; readonly data: string };

/**
 * Returns the folders of the config and of the data. Each folder comes from its flag, else from systemd's variable;
 * else it is `config` or `data` in the working directory.
 */
export const foldersOf = (flags: Partial<Folders>, env: NodeJS.ProcessEnv): Folders => ({
  config: flags.config ?? firstOf(env.CONFIGURATION_DIRECTORY) ?? 'config',
  data: flags.data ?? firstOf(env.STATE_DIRECTORY) ?? 'data',
});

// Returns the first directory of a variable. systemd joins several directories with colons; the shipped units name one.
const firstOf = (variable: string | undefined): string | undefined => variable?.split(':')[0] || undefined;

/** Returns an error message if config and data have the same path; else undefined. */
export const problemOf = ({ config, data }: Folders): string | undefined =>
  path.resolve(config) === path.resolve(data)
    ? `${data} is the folder of the config, so it cannot be the folder of the store. Name another folder with --data.`
    : undefined;
