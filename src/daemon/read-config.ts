import { loadConfig } from '../config/load-config.ts';
import type { ConfigResult, GivenAddress } from '../domain/config.ts';
import { defined } from '../domain/defined.ts';
import { isValidSchedule } from '../system/schedule/create-schedule.ts';

export const readConfig = (
  folder: string,
  env: NodeJS.ProcessEnv,
  address?: GivenAddress,
): Promise<ConfigResult> =>
  loadConfig(folder, { env, validateSchedule: isValidSchedule, ...defined({ address }) });
