/** The two folders that every command works on. */
export type Folders = { readonly config: string; readonly data: string };

export type FolderFlags = { readonly config?: string; readonly data?: string };

/** Flag, else what systemd says, else beside the caller. */
export const foldersOf = (flags: FolderFlags, env: NodeJS.ProcessEnv): Folders => ({
  config: flags.config ?? firstOf(env.CONFIGURATION_DIRECTORY) ?? 'config',
  data: flags.data ?? firstOf(env.STATE_DIRECTORY) ?? 'data',
});

// systemd joins several directories with colons; a unit of ours names one.
const firstOf = (variable: string | undefined): string | undefined => variable?.split(':')[0] || undefined;
