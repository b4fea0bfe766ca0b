import { loadConfig } from '../adapters/config/load-config.ts';
import { isValidSchedule } from '../adapters/schedule/create-schedule.ts';
import { compilePattern } from '../adapters/text/compile-pattern.ts';
import type { ConfigResult } from '../pipeline/ports.ts';

/** Reads and checks everything in the config folder; every problem in every file at once. */
export const readConfig = (folder: string, env: NodeJS.ProcessEnv): Promise<ConfigResult> =>
  loadConfig(folder, { env, compilePattern, validateSchedule: isValidSchedule });
