import type { Store } from '../../../src/domain/store/contract.ts';
import { openPostgres, type PostgresOptions } from '../../../src/store/postgres/open-postgres.ts';
import { waitFor } from '../../support/wait-for.ts';
import { NOW, silent } from '../opened-store.ts';

export const tryPostgres = (url: string, options: Partial<PostgresOptions> = {}) =>
  openPostgres({ url, log: silent, now: () => NOW, ...options });

/** Opens a store in a database; waits until the server has noticed that an earlier process was killed. */
export const openedPostgres = async (url: string, options: Partial<PostgresOptions> = {}): Promise<Store> => {
  let result = await tryPostgres(url, options);
  await waitFor(async () => {
    if (result.kind === 'locked') result = await tryPostgres(url, options);
    return result.kind !== 'locked';
  });
  if (result.kind !== 'opened') throw new Error(JSON.stringify(result));
  return result.store;
};
