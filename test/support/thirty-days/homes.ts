import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Clock } from '../../../src/domain/ambient.ts';
import type { Store } from '../../../src/domain/store/contract.ts';
import type { Shelves } from '../../../src/site/ports.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openPostgres } from '../../../src/store/postgres/open-postgres.ts';
import { SILENT } from '../../make.ts';
import type { PostgresServer } from '../postgres.ts';

/** The place of the product's store. */
export type Home = {
  readonly open: (now: Clock) => Promise<Shelves & { readonly store: Store }>;
  /**
   * Continues with the data that is stored at this moment, as after a crash. Later writes of the open store are lost.
   */
  readonly cut: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** Makes a home in a folder with the JSON store. */
export const openFolder = async (): Promise<Home> => {
  const makeFolder = (): Promise<string> => mkdtemp(path.join(tmpdir(), 'thirty-days-'));
  let folder = await makeFolder();
  const left: string[] = [];
  return {
    open: async (now) => {
      const opened = await openStore({ folder, log: SILENT, now });
      if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
      return opened;
    },
    cut: async () => {
      left.push(folder);
      const next = await makeFolder();
      await copyOf(folder, next);
      folder = next;
    },
    remove: async () => {
      for (const old of [...left, folder]) await rm(old, { recursive: true });
    },
  };
};

/** Makes a home in a new schema of a server. The caller must remove the server. */
export const openDatabase = async (server: PostgresServer): Promise<Home> => {
  let url = await server.newSchema();
  return {
    open: async (now) => {
      const opened = await openPostgres({ url, log: SILENT, now });
      if (opened.kind !== 'opened') throw new Error(JSON.stringify(opened));
      return opened;
    },
    cut: async () => {
      url = await server.copy(url);
    },
    remove: async () => {},
  };
};

/** Copies a folder while a process writes to it. If a file disappears during the copy, the copy begins again. */
const copyOf = async (from: string, to: string): Promise<void> => {
  for (;;) {
    try {
      await cp(from, to, { recursive: true });
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
      await rm(to, { recursive: true });
    }
  }
};
