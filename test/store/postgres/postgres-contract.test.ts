import { afterAll, beforeAll, describe } from 'vitest';
import { checkPostgres } from '../../../src/store/postgres/check-postgres.ts';
import { openSession } from '../../../src/store/postgres/connection.ts';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.ts';
import { bulkContract, keepingContract, queryContract, type StoreKit } from '../contract.ts';
import { openedPostgres } from './opened-postgres.ts';

/** Empties what is derived from the documents, and says that it is to be derived anew. */
const FORGET = `UPDATE stories SET published = 0, gained = 0, announced = NULL, labels = '{}', words = '';
  DELETE FROM articles; DELETE FROM keys; UPDATE meta SET derived = 0`;

describe.skipIf(!hasPostgres())('the PostgreSQL store', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.remove());

  const kit: StoreKit = {
    newHome: () => server.newSchema(),
    open: openedPostgres,
    check: checkPostgres,
    forgetIndex: async (url) => {
      await server.query(url, FORGET);
    },
    holdCommits: async (url) => {
      const session = await openSession(url, 'a trial that holds commits');
      await session.query('BEGIN');
      // Others may read the table in this mode, but not write.
      await session.query('LOCK TABLE stories IN SHARE MODE');
      return async () => {
        await session.query('COMMIT');
        await session.close();
      };
    },
  };
  for (const contract of [keepingContract, queryContract, bulkContract]) contract(kit);
});
