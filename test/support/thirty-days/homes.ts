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

/** Where the house keeps what it knows. */
export type Home = {
  readonly open: (now: Clock) => Promise<Shelves & { readonly store: Store }>;
  /** Goes on with what is stored at this moment, as after a crash: what the open store writes from now on is lost. */
  readonly cut: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** A folder with the JSON store. */
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

/** A database of a server, which whoever started it removes. */
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

/** A folder in which somebody writes, as it stands at one moment: files may go while they are copied. */
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
