import { compilePattern } from '../config/build/compile-pattern.ts';
import { loadConfig } from '../config/load-config.ts';
import type { ConfigResult } from '../domain/config.ts';
import { isValidSchedule } from '../system/schedule/create-schedule.ts';

/** Reads and checks everything in the config folder; every problem in every file at once. */
export const readConfig = (folder: string, env: NodeJS.ProcessEnv): Promise<ConfigResult> =>
  loadConfig(folder, { env, compilePattern, validateSchedule: isValidSchedule });
