import { compilePattern } from '../config/build/compile-pattern.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ConfigResult } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { isValidSchedule } from '../system/schedule/create-schedule.ts';

/** An address to listen on that the command line or the environment names: it overrides that of the config. */
export type GivenAddress = { readonly host?: string; readonly port?: number };

/** Reads and checks everything in the config folder; every problem in every file at once. */
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
