/** The two folders that every command works on. */
export type Folders = { readonly config: string; readonly data: string };

export type FolderFlags = { readonly config?: string; readonly data?: string };

/** Each folder is named by its flag, else by systemd's variable, else it is `config` or `data` in the working directory. */
export const foldersOf = (flags: FolderFlags, env: NodeJS.ProcessEnv): Folders => ({
  config: flags.config ?? firstOf(env.CONFIGURATION_DIRECTORY) ?? 'config',
  data: flags.data ?? firstOf(env.STATE_DIRECTORY) ?? 'data',
});

// systemd joins several directories with colons; the shipped units name one.
const firstOf = (variable: string | undefined): string | undefined => variable?.split(':')[0] || undefined;
