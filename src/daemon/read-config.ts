import { compilePattern } from '../config/build/compile-pattern.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ConfigResult } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { isValidSchedule } from '../system/schedule/create-schedule.ts';

/** An address to listen on, from the command line or the environment; it overrides the config's address. */
export type GivenAddress = { readonly host?: string; readonly port?: number };

/** Reads and checks everything in the config folder; resolves to the config, or to all problems of all files. */
export const readConfig = async (
  folder: string,
  env: NodeJS.ProcessEnv,
  { host, port }: GivenAddress = {},
): Promise<ConfigResult> => {
  const read = await loadConfig(folder, { env, compilePattern, validateSchedule: isValidSchedule });
  if (read.kind === 'wrong') return read;
  const server = { ...read.config.server, ...defined({ host, port }) };
  return { ...read, config: { ...read.config, server } };
};
